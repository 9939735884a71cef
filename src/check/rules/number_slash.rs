//! SO09: Giữa số và ký hiệu không có dấu gạch chéo.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Giữa số và ký hiệu không có dấu gạch chéo.
pub static RULE: Rule = Rule {
    code: "SO09",
    name: "number-slash",
    severity: Severity::Error,
    clause: Clause::NUMBER.cite(),
    before_2020: false,
    page: Page {
        fault: "Giữa số và ký hiệu không có dấu gạch chéo.",
        why: "Giữa số và ký hiệu có dấu gạch chéo (/).",
        wrong: "Số: 12-KH-STC",
        right: "Số: 12/KH-STC",
        cure: "Thay dấu giữa số và ký hiệu bằng dấu gạch chéo.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for line in paper.of(Part::Number).filter(|line| !line.text.contains('/')) {
        found.add(Where::line(line, Part::Number), format!("“{}”", line.text), "dấu “/” giữa số và ký hiệu");
    }
}
