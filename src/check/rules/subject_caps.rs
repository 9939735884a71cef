//! TL12: Trích yếu in hoa.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Trích yếu in hoa.
pub static RULE: Rule = Rule {
    code: "TL12",
    name: "subject-caps",
    severity: Severity::Error,
    clause: Clause::SUBJECT.cite(),
    before_2020: true,
    page: Page {
        fault: "Trích yếu in hoa.",
        why: "Trích yếu trình bày bằng chữ in thường.",
        wrong: "CẢI CÁCH HÀNH CHÍNH NĂM 2026",
        right: "Cải cách hành chính năm 2026",
        cure: "Chọn trích yếu, bấm Shift+F3 để về chữ thường, rồi viết hoa chữ cái đầu.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for line in paper.of(Part::Subject).filter(|line| line.is_caps() && line.letters() > 8) {
        found.add(Where::line(line, Part::Subject), format!("trích yếu in hoa “{}”", line.text), "chữ thường");
    }
}
