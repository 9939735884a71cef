//! DT06: Ngày nhỏ hơn 10 mà không có số 0 phía trước.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::text;
use crate::standard::Clause;

/// Ngày nhỏ hơn 10 mà không có số 0 phía trước.
pub static RULE: Rule = Rule {
    code: "DT06",
    name: "day-padding",
    severity: Severity::Error,
    clause: Clause::PLACE_DATE.cite(),
    before_2020: false,
    page: Page {
        fault: "Ngày nhỏ hơn 10 mà không có số 0 phía trước.",
        why: "Với ngày nhỏ hơn 10 phải ghi thêm số 0 phía trước.",
        wrong: "ngày 6 tháng 02 năm 2026",
        right: "ngày 06 tháng 02 năm 2026",
        cure: "Thêm số 0 trước ngày.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for line in paper.of(Part::PlaceDate) {
        if let Some(day) = text::figures_after(&line.text, "ngày").filter(|day| day.len() == 1 && *day != "0") {
            found.add(Where::line(line, Part::PlaceDate), format!("ngày {day}"), format!("ngày 0{day}"));
        }
    }
}
