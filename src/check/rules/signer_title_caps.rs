//! KY06: Quyền hạn, chức vụ người ký không in hoa.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Quyền hạn, chức vụ người ký không in hoa.
pub static RULE: Rule = Rule {
    code: "KY06",
    name: "signer-title-caps",
    severity: Severity::Error,
    clause: Clause::SIGNATURE.cite(),
    before_2020: false,
    page: Page {
        fault: "Quyền hạn, chức vụ người ký không in hoa.",
        why: "Quyền hạn, chức vụ người ký in hoa, cỡ 13 đến 14, đứng, đậm.",
        wrong: "“KT. Giám đốc”.",
        right: "“KT. GIÁM ĐỐC”.",
        cure: "Gõ lại quyền hạn, chức vụ người ký bằng chữ in hoa (chọn chữ, bấm Shift+F3).",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::caps(paper, found, Part::SignerTitle);
}
