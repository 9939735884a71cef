//! TE05: Có chữ ẩn.

use crate::check::finding::Where;
use crate::check::line::Seat;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};

/// Có chữ ẩn.
pub static RULE: Rule = Rule {
    code: "TE05",
    name: "hidden-text",
    severity: Severity::Warning,
    clause: "Thói quen tốt khi phát hành",
    before_2020: true,
    page: Page {
        fault: "Có chữ ẩn.",
        why: "Chữ ẩn không in ra nhưng người nhận mở tệp vẫn đọc được.",
        wrong: "Chữ đặt thuộc tính Hidden.",
        right: "Không có chữ ẩn.",
        cure: "Bấm Ctrl+Shift+8 để hiện chữ ẩn, rồi xóa hoặc bỏ Hidden trong Font.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for line in paper.lines.iter().filter(|line| line.first) {
        let hidden = line.paragraph.runs.iter().any(|run| run.format.hidden && !run.text.trim().is_empty());
        if hidden && matches!(line.seat, Seat::Body | Seat::Cell(_)) {
            found.add(Where::line(line, Part::Other), "chữ ẩn", "không có chữ ẩn");
        }
    }
}
