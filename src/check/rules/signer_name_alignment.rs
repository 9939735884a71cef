//! KY11: Họ tên người ký không căn giữa.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Họ tên người ký không căn giữa.
pub static RULE: Rule = Rule {
    code: "KY11",
    name: "signer-name-alignment",
    severity: Severity::Error,
    clause: Clause::SIGNATURE.cite(),
    before_2020: false,
    page: Page {
        fault: "Họ tên người ký không căn giữa.",
        why: "Họ tên người ký in thường, cỡ 13 đến 14, đứng, đậm, căn giữa dưới chức vụ.",
        wrong: "“Nguyễn Văn A” căn trái.",
        right: "“Nguyễn Văn A” căn giữa.",
        cure: "Đặt con trỏ vào họ tên người ký, bấm Ctrl+E.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::centred(paper, found, Part::SignerName);
}
