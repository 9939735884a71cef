//! VH16: Tên sự kiện lịch sử viết thường.

use crate::check::body;
use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::proper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Tên sự kiện lịch sử viết thường.
pub static RULE: Rule = Rule {
    code: "VH16",
    name: "event-lower",
    severity: Severity::Warning,
    clause: Clause::CAPITALS.cite(),
    before_2020: false,
    page: Page {
        fault: "Tên sự kiện lịch sử viết thường.",
        why: "Tên sự kiện lịch sử viết hoa: Cách mạng tháng Tám.",
        wrong: "kỷ niệm cách mạng tháng tám",
        right: "kỷ niệm Cách mạng tháng Tám",
        cure: "Gõ lại tên sự kiện theo cột “cần”.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (part, line) in body::read(paper) {
        if let Some((seen, wanted)) = proper::event(&line.text) {
            found.add(Where::line(line, part), format!("“{seen}”"), format!("“{wanted}”"));
        }
    }
}
