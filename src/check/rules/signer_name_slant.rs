//! KY10: Họ tên người ký in nghiêng.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Họ tên người ký in nghiêng.
pub static RULE: Rule = Rule {
    code: "KY10",
    name: "signer-name-slant",
    severity: Severity::Error,
    clause: Clause::SIGNATURE.cite(),
    before_2020: false,
    page: Page {
        fault: "Họ tên người ký in nghiêng.",
        why: "Họ tên người ký in thường, cỡ 13 đến 14, đứng, đậm, căn giữa dưới chức vụ.",
        wrong: "“Nguyễn Văn A” chữ nghiêng.",
        right: "“Nguyễn Văn A” chữ đứng.",
        cure: "Chọn họ tên người ký, bấm Ctrl+I.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::italic(paper, found, Part::SignerName, false);
}
