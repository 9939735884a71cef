//! DT08: Tháng từ 3 đến 9 có số 0 phía trước.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::text;
use crate::standard::Clause;

/// Tháng từ 3 đến 9 có số 0 phía trước.
pub static RULE: Rule = Rule {
    code: "DT08",
    name: "month-zero",
    severity: Severity::Warning,
    clause: Clause::PLACE_DATE.cite(),
    before_2020: false,
    page: Page {
        fault: "Tháng từ 3 đến 9 có số 0 phía trước.",
        why: "Số 0 chỉ thêm trước tháng 1, 2; mẫu của Nghị định ghi “tháng 6”.",
        wrong: "ngày 29 tháng 06 năm 2026",
        right: "ngày 29 tháng 6 năm 2026",
        cure: "Bỏ số 0 trước tháng.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for line in paper.of(Part::PlaceDate) {
        let Some(month) = text::figures_after(&line.text, "tháng") else { continue };
        if ("03"..="09").contains(&month) && month.len() == 2 {
            found.add(Where::line(line, Part::PlaceDate), format!("tháng {month}"), format!("tháng {}", &month[1..]));
        }
    }
}
