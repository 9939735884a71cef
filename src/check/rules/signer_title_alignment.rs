//! KY05: Quyền hạn, chức vụ người ký không căn giữa.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Quyền hạn, chức vụ người ký không căn giữa.
pub static RULE: Rule = Rule {
    code: "KY05",
    name: "signer-title-alignment",
    severity: Severity::Error,
    clause: Clause::SIGNATURE.cite(),
    before_2020: false,
    page: Page {
        fault: "Quyền hạn, chức vụ người ký không căn giữa.",
        why: "Quyền hạn, chức vụ người ký in hoa, cỡ 13 đến 14, đứng, đậm.",
        wrong: "“KT. GIÁM ĐỐC” căn trái.",
        right: "“KT. GIÁM ĐỐC” căn giữa.",
        cure: "Đặt con trỏ vào quyền hạn, chức vụ người ký, bấm Ctrl+E.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::centred(paper, found, Part::SignerTitle);
}
