//! KY09: Họ tên người ký không in đậm.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Họ tên người ký không in đậm.
pub static RULE: Rule = Rule {
    code: "KY09",
    name: "signer-name-weight",
    severity: Severity::Error,
    clause: Clause::SIGNATURE.cite(),
    before_2020: false,
    page: Page {
        fault: "Họ tên người ký không in đậm.",
        why: "Họ tên người ký in thường, cỡ 13 đến 14, đứng, đậm, căn giữa dưới chức vụ.",
        wrong: "“Nguyễn Văn A” chữ không đậm.",
        right: "“Nguyễn Văn A” chữ đậm.",
        cure: "Chọn họ tên người ký, bấm Ctrl+B.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::bold(paper, found, Part::SignerName, true);
}
