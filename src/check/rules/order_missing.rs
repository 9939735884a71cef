//! ND25: Quyết định, nghị quyết thiếu dòng “QUYẾT ĐỊNH:”, “QUYẾT NGHỊ:” sau căn cứ.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Quyết định, nghị quyết thiếu dòng “QUYẾT ĐỊNH:”, “QUYẾT NGHỊ:” sau căn cứ.
pub static RULE: Rule = Rule {
    code: "ND25",
    name: "order-missing",
    severity: Severity::Warning,
    clause: Clause::DECISION_FORM.cite(),
    before_2020: false,
    page: Page {
        fault: "Quyết định, nghị quyết thiếu dòng “QUYẾT ĐỊNH:”, “QUYẾT NGHỊ:” sau căn cứ.",
        why: "Mẫu 1.1, Mẫu 1.2 có dòng này giữa căn cứ và Điều 1.",
        wrong: "Căn cứ …; Điều 1.",
        right: "Căn cứ …; QUYẾT ĐỊNH: Điều 1.",
        cure: "Thêm một dòng in hoa, đậm, căn giữa, có dấu hai chấm.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let Some(order) = paper.form().order.filter(|_| paper.is_official() && paper.first(Part::Ground).is_some()) else {
        return;
    };
    let said = paper.read().any(|(_, line)| ["QUYETDINH", "QUYETNGHI"].contains(&line.folded.as_str()) && line.text.ends_with(':'));
    if !paper.has(Part::Order) && !said {
        found.add(Where::missing(Part::Order), "không có dòng lệnh", format!("“{order}” sau căn cứ"));
    }
}
