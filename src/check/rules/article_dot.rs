//! BC01: Sau số của điều không phải dấu chấm.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::structure;
use crate::standard::Clause;

/// Sau số của điều không phải dấu chấm.
pub static RULE: Rule = Rule {
    code: "BC01",
    name: "article-dot",
    severity: Severity::Error,
    clause: Clause::STRUCTURE.cite(),
    before_2020: false,
    page: Page {
        fault: "Sau số của điều không phải dấu chấm.",
        why: "Từ “Điều”, số thứ tự bằng chữ số Ả Rập, sau số có dấu chấm.",
        wrong: "Điều 1: Phạm vi",
        right: "Điều 1. Phạm vi",
        cure: "Thay dấu sau số của điều bằng dấu chấm.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for item in structure::articles(paper).filter(|item| item.mark != '.') {
        found.add(Where::line(item.line, Part::Body), format!("“Điều {}{}”", item.number, item.mark), format!("“Điều {}.”", item.number));
    }
}
