//! DT10: Thời gian ban hành ghi bằng số và dấu gạch.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::text;
use crate::standard::Clause;

/// Thời gian ban hành ghi bằng số và dấu gạch.
pub static RULE: Rule = Rule {
    code: "DT10",
    name: "date-in-figures",
    severity: Severity::Error,
    clause: Clause::PLACE_DATE.cite(),
    before_2020: false,
    page: Page {
        fault: "Thời gian ban hành ghi bằng số và dấu gạch.",
        why: "Ngày, tháng, năm viết đầy đủ: “ngày … tháng … năm …”; năm ghi bốn chữ số.",
        wrong: "Khánh Hòa, ngày 06/02/2026",
        right: "Khánh Hòa, ngày 06 tháng 02 năm 2026",
        cure: "Gõ lại: ngày … tháng … năm ….",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for line in paper.of(Part::PlaceDate) {
        let lower = line.text.to_lowercase();
        let words = lower.contains("tháng") && lower.contains("năm");
        let year = text::figures_after(&line.text, "năm");
        if !words || year.is_some_and(|year| year.len() < 4) {
            let wanted = "ngày … tháng … năm …, năm bốn chữ số";
            found.add(Where::line(line, Part::PlaceDate), format!("“{}”", line.text), wanted);
        }
    }
}
