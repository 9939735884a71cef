//! BC05: Điểm không theo thứ tự chữ cái tiếng Việt.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::structure;
use crate::standard::Clause;

/// Điểm không theo thứ tự chữ cái tiếng Việt.
pub static RULE: Rule = Rule {
    code: "BC05",
    name: "point-order",
    severity: Severity::Error,
    clause: Clause::STRUCTURE.cite(),
    before_2020: true,
    page: Page {
        fault: "Điểm không theo thứ tự chữ cái tiếng Việt.",
        why: "Điểm đánh bằng chữ cái tiếng Việt: a, b, c, d, đ, e, g, h, i, k…; không có f, j, w, z.",
        wrong: "a), b), c), d), e).",
        right: "a), b), c), d), đ), e).",
        cure: "Đánh lại chữ của điểm.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (line, seen, wanted) in structure::point_breaks(paper) {
        found.add(Where::line(line, Part::Body), format!("điểm {seen})"), format!("điểm {wanted})"));
    }
}
