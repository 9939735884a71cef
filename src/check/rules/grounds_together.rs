//! CC06: Nhiều căn cứ trong một dòng.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Nhiều căn cứ trong một dòng.
pub static RULE: Rule = Rule {
    code: "CC06",
    name: "grounds-together",
    severity: Severity::Error,
    clause: Clause::GROUNDS.cite(),
    before_2020: false,
    page: Page {
        fault: "Nhiều căn cứ trong một dòng.",
        why: "Sau mỗi căn cứ phải xuống dòng.",
        wrong: "Căn cứ Luật A; Căn cứ Nghị định B;",
        right: "Mỗi căn cứ một dòng.",
        cure: "Đặt con trỏ trước căn cứ sau, bấm Enter.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for line in paper.of(Part::Ground) {
        let count = line.text.split(['.', ';', ',']).filter(|piece| piece.trim_start().starts_with("Căn cứ ")).count();
        if count > 1 {
            found.add(Where::line(line, Part::Ground), format!("{count} căn cứ trong một dòng"), "mỗi căn cứ một dòng");
        }
    }
}
