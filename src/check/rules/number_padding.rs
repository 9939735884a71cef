//! SO07: Số nhỏ hơn 10 mà không có số 0 phía trước.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Số nhỏ hơn 10 mà không có số 0 phía trước.
pub static RULE: Rule = Rule {
    code: "SO07",
    name: "number-padding",
    severity: Severity::Error,
    clause: Clause::NUMBER.cite(),
    before_2020: false,
    page: Page {
        fault: "Số nhỏ hơn 10 mà không có số 0 phía trước.",
        why: "Với số nhỏ hơn 10 phải ghi thêm số 0 phía trước.",
        wrong: "Số: 5/KH-STC",
        right: "Số: 05/KH-STC",
        cure: "Thêm số 0 trước số của văn bản.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let (Some(line), Some((number, _))) = (paper.first(Part::Number), paper.number()) else { return };
    if number.len() == 1 && number.chars().all(|c| c.is_ascii_digit()) {
        found.add(Where::line(line, Part::Number), format!("số {number}"), format!("số 0{number}"));
    }
}
