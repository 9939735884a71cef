//! CC05: Ngày của căn cứ ghi bằng số và dấu gạch.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::text;
use crate::standard::Clause;

/// Ngày của căn cứ ghi bằng số và dấu gạch.
pub static RULE: Rule = Rule {
    code: "CC05",
    name: "ground-date",
    severity: Severity::Warning,
    clause: Clause::GROUNDS.cite(),
    before_2020: false,
    page: Page {
        fault: "Ngày của căn cứ ghi bằng số và dấu gạch.",
        why: "Căn cứ ghi đầy đủ ngày, tháng, năm bằng chữ “ngày … tháng … năm …”.",
        wrong: "Căn cứ Luật Thi đua, khen thưởng ngày 15/6/2022;",
        right: "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
        cure: "Gõ lại ngày: ngày … tháng … năm ….",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for line in paper.of(Part::Ground) {
        if let Some(date) = text::date_in_figures(&line.text) {
            found.add(Where::line(line, Part::Ground), format!("ngày ghi “{date}”"), "ngày … tháng … năm …");
        }
    }
}
