//! KY02: Quyền hạn, chức vụ người ký không phải cỡ chữ 13 đến 14.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Quyền hạn, chức vụ người ký không phải cỡ chữ 13 đến 14.
pub static RULE: Rule = Rule {
    code: "KY02",
    name: "signer-title-size",
    severity: Severity::Error,
    clause: Clause::SIGNATURE.cite(),
    before_2020: false,
    page: Page {
        fault: "Quyền hạn, chức vụ người ký không phải cỡ chữ 13 đến 14.",
        why: "Quyền hạn, chức vụ người ký in hoa, cỡ 13 đến 14, đứng, đậm.",
        wrong: "“KT. GIÁM ĐỐC” cỡ 16.",
        right: "“KT. GIÁM ĐỐC” cỡ 14.",
        cure: "Chọn quyền hạn, chức vụ người ký, đặt cỡ chữ 14.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::size(paper, found, Part::SignerTitle, 13, 14);
}
