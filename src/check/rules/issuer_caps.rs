//! CQ14: Tên cơ quan ban hành không in hoa.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Tên cơ quan ban hành không in hoa.
pub static RULE: Rule = Rule {
    code: "CQ14",
    name: "issuer-caps",
    severity: Severity::Error,
    clause: Clause::ISSUER.cite(),
    before_2020: true,
    page: Page {
        fault: "Tên cơ quan ban hành không in hoa.",
        why: "Tên cơ quan ban hành trình bày bằng chữ in hoa.",
        wrong: "“Sở Tài chính”",
        right: "“SỞ TÀI CHÍNH”",
        cure: "Gõ lại tên cơ quan ban hành bằng chữ in hoa (chọn chữ, bấm Shift+F3).",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::caps(paper, found, Part::Issuer);
}
