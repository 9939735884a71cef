//! NQ03: Thứ trong tuần không khớp với ngày.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::text;

/// Thứ trong tuần không khớp với ngày.
pub static RULE: Rule = Rule {
    code: "NQ03",
    name: "weekday-wrong",
    severity: Severity::Error,
    clause: "Lịch",
    before_2020: true,
    page: Page {
        fault: "Thứ trong tuần không khớp với ngày.",
        why: "Giấy mời ghi sai thứ thì người nhận đi nhầm ngày.",
        wrong: "thứ Hai, ngày 10 tháng 02 năm 2026",
        right: "thứ Ba, ngày 10 tháng 02 năm 2026",
        cure: "Xem lịch, sửa thứ hoặc ngày.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (part, line) in paper.read() {
        if let Some((seen, wanted)) = text::wrong_weekday(&line.text) {
            found.add(Where::line(line, part), seen, wanted);
        }
    }
}
