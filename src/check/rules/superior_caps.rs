//! CQ13: Tên cơ quan chủ quản không in hoa.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Tên cơ quan chủ quản không in hoa.
pub static RULE: Rule = Rule {
    code: "CQ13",
    name: "superior-caps",
    severity: Severity::Error,
    clause: Clause::ISSUER.cite(),
    before_2020: true,
    page: Page {
        fault: "Tên cơ quan chủ quản không in hoa.",
        why: "Tên cơ quan chủ quản trình bày bằng chữ in hoa.",
        wrong: "“UBND tỉnh Khánh Hòa”",
        right: "“UBND TỈNH KHÁNH HÒA”",
        cure: "Gõ lại tên cơ quan chủ quản bằng chữ in hoa (chọn chữ, bấm Shift+F3).",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::caps(paper, found, Part::Superior);
}
