//! SO06: Dòng số, ký hiệu không mở đầu bằng “Số:”.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Dòng số, ký hiệu không mở đầu bằng “Số:”.
pub static RULE: Rule = Rule {
    code: "SO06",
    name: "number-colon",
    severity: Severity::Error,
    clause: Clause::NUMBER.cite(),
    before_2020: false,
    page: Page {
        fault: "Dòng số, ký hiệu không mở đầu bằng “Số:”.",
        why: "Từ “Số” in thường, sau có dấu hai chấm.",
        wrong: "SỐ 12/KH-STC",
        right: "Số: 12/KH-STC",
        cure: "Gõ lại phần đầu dòng: “Số: ”.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for line in paper.of(Part::Number).filter(|line| !line.text.starts_with("Số:")) {
        found.add(Where::line(line, Part::Number), format!("“{}”", line.text), "mở đầu bằng “Số:”");
    }
}
