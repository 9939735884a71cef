//! NQ01: Ngày ban hành trước ngày của văn bản làm căn cứ.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::text;
use crate::standard::Clause;
use crate::viet::date;

/// Ngày ban hành trước ngày của văn bản làm căn cứ.
pub static RULE: Rule = Rule {
    code: "NQ01",
    name: "date-before-grounds",
    severity: Severity::Error,
    clause: Clause::PLACE_DATE.cite(),
    before_2020: true,
    page: Page {
        fault: "Ngày ban hành trước ngày của văn bản làm căn cứ.",
        why: "Văn bản không thể căn cứ vào văn bản ban hành sau nó.",
        wrong: "Quyết định ngày 06 tháng 02 năm 2026 căn cứ Luật ngày 15 tháng 6 năm 2026.",
        right: "Căn cứ ban hành trước ngày 06 tháng 02 năm 2026.",
        cure: "Xem lại ngày ban hành và ngày của căn cứ.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let Some(date) = paper.date else { return };
    for line in paper.of(Part::Ground) {
        if let Some(cited) = text::dates(&line.text).into_iter().find(|cited| *cited > date) {
            let seen = format!("căn cứ {}, văn bản {}", date::long(cited), date::long(date));
            found.add(Where::line(line, Part::Ground), seen, "căn cứ không sau văn bản");
        }
    }
}
