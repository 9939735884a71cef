//! KY04: Quyền hạn, chức vụ người ký in nghiêng.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Quyền hạn, chức vụ người ký in nghiêng.
pub static RULE: Rule = Rule {
    code: "KY04",
    name: "signer-title-slant",
    severity: Severity::Error,
    clause: Clause::SIGNATURE.cite(),
    before_2020: false,
    page: Page {
        fault: "Quyền hạn, chức vụ người ký in nghiêng.",
        why: "Quyền hạn, chức vụ người ký in hoa, cỡ 13 đến 14, đứng, đậm.",
        wrong: "“KT. GIÁM ĐỐC” chữ nghiêng.",
        right: "“KT. GIÁM ĐỐC” chữ đứng.",
        cure: "Chọn quyền hạn, chức vụ người ký, bấm Ctrl+I.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::italic(paper, found, Part::SignerTitle, false);
}
