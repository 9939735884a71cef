//! DT11: Sau địa danh không có dấu phẩy.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Sau địa danh không có dấu phẩy.
pub static RULE: Rule = Rule {
    code: "DT11",
    name: "place-comma",
    severity: Severity::Error,
    clause: Clause::PLACE_DATE.cite(),
    before_2020: false,
    page: Page {
        fault: "Sau địa danh không có dấu phẩy.",
        why: "Sau địa danh có dấu phẩy, rồi đến ngày tháng năm.",
        wrong: "Khánh Hòa ngày 06 tháng 02 năm 2026",
        right: "Khánh Hòa, ngày 06 tháng 02 năm 2026",
        cure: "Thêm dấu phẩy và một dấu cách sau địa danh.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for line in paper.of(Part::PlaceDate) {
        let lower = line.text.to_lowercase();
        let Some(place) = lower.find("ngày").map(|at| &lower[..at]) else { continue };
        if !place.trim().is_empty() && !place.ends_with(", ") {
            found.add(Where::line(line, Part::PlaceDate), format!("“{}”", line.text), "dấu phẩy, một dấu cách sau địa danh");
        }
    }
}
