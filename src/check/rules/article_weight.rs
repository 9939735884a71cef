//! BC02: Từ “Điều” và số không in đậm.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::structure;
use crate::standard::Clause;

/// Từ “Điều” và số không in đậm.
pub static RULE: Rule = Rule {
    code: "BC02",
    name: "article-weight",
    severity: Severity::Error,
    clause: Clause::STRUCTURE.cite(),
    before_2020: false,
    page: Page {
        fault: "Từ “Điều” và số không in đậm.",
        why: "Từ “Điều”, số thứ tự và tiêu đề in thường, đứng, đậm.",
        wrong: "Điều 1. chữ thường",
        right: "Điều 1. chữ đậm",
        cure: "Chọn “Điều …”, bấm Ctrl+B.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for item in structure::articles(paper).filter(|item| !structure::begins(item.line, |look| look.bold)) {
        found.add(Where::line(item.line, Part::Body), "“Điều” không đậm", "chữ đậm");
    }
}
