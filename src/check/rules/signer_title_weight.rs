//! KY03: Quyền hạn, chức vụ người ký không in đậm.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Quyền hạn, chức vụ người ký không in đậm.
pub static RULE: Rule = Rule {
    code: "KY03",
    name: "signer-title-weight",
    severity: Severity::Error,
    clause: Clause::SIGNATURE.cite(),
    before_2020: false,
    page: Page {
        fault: "Quyền hạn, chức vụ người ký không in đậm.",
        why: "Quyền hạn, chức vụ người ký in hoa, cỡ 13 đến 14, đứng, đậm.",
        wrong: "“KT. GIÁM ĐỐC” chữ không đậm.",
        right: "“KT. GIÁM ĐỐC” chữ đậm.",
        cure: "Chọn quyền hạn, chức vụ người ký, bấm Ctrl+B.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::bold(paper, found, Part::SignerTitle, true);
}
