//! DT07: Tháng 1, tháng 2 mà không có số 0 phía trước.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::text;
use crate::standard::Clause;

/// Tháng 1, tháng 2 mà không có số 0 phía trước.
pub static RULE: Rule = Rule {
    code: "DT07",
    name: "month-padding",
    severity: Severity::Error,
    clause: Clause::PLACE_DATE.cite(),
    before_2020: false,
    page: Page {
        fault: "Tháng 1, tháng 2 mà không có số 0 phía trước.",
        why: "Với tháng 1, 2 phải ghi thêm số 0 phía trước.",
        wrong: "ngày 06 tháng 2 năm 2026",
        right: "ngày 06 tháng 02 năm 2026",
        cure: "Thêm số 0 trước tháng.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for line in paper.of(Part::PlaceDate) {
        if let Some(month) = text::figures_after(&line.text, "tháng").filter(|month| ["1", "2"].contains(month)) {
            found.add(Where::line(line, Part::PlaceDate), format!("tháng {month}"), format!("tháng 0{month}"));
        }
    }
}
