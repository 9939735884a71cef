//! SO01: Thiếu số, ký hiệu.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Thiếu số, ký hiệu.
pub static RULE: Rule = Rule {
    code: "SO01",
    name: "number-missing",
    severity: Severity::Error,
    clause: Clause::COMPONENTS.cite(),
    before_2020: true,
    page: Page {
        fault: "Thiếu số, ký hiệu.",
        why: "Số, ký hiệu là thành phần chính; không có thì không vào sổ và không viện dẫn được.",
        wrong: "Dưới tên cơ quan để trống.",
        right: "Số: 12/KH-STC",
        cure: "Thêm dòng “Số: …/ký hiệu” dưới tên cơ quan ban hành.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    if paper.is_official() && !paper.is_attached() && !paper.has(Part::Number) {
        found.add(Where::missing(Part::Number), "không thấy số, ký hiệu", "có số, ký hiệu");
    }
}
