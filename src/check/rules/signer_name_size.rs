//! KY08: Họ tên người ký không phải cỡ chữ 13 đến 14.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Họ tên người ký không phải cỡ chữ 13 đến 14.
pub static RULE: Rule = Rule {
    code: "KY08",
    name: "signer-name-size",
    severity: Severity::Error,
    clause: Clause::SIGNATURE.cite(),
    before_2020: false,
    page: Page {
        fault: "Họ tên người ký không phải cỡ chữ 13 đến 14.",
        why: "Họ tên người ký in thường, cỡ 13 đến 14, đứng, đậm, căn giữa dưới chức vụ.",
        wrong: "“Nguyễn Văn A” cỡ 16.",
        right: "“Nguyễn Văn A” cỡ 14.",
        cure: "Chọn họ tên người ký, đặt cỡ chữ 14.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::size(paper, found, Part::SignerName, 13, 14);
}
