//! VH15: Tên năm âm lịch viết thường.

use crate::check::body;
use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::proper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Tên năm âm lịch viết thường.
pub static RULE: Rule = Rule {
    code: "VH15",
    name: "lunar-year-lower",
    severity: Severity::Error,
    clause: Clause::CAPITALS.cite(),
    before_2020: false,
    page: Page {
        fault: "Tên năm âm lịch viết thường.",
        why: "Tên năm âm lịch viết hoa chữ cái đầu của tất cả các âm tiết.",
        wrong: "năm bính ngọ, Xuân Bính ngọ",
        right: "năm Bính Ngọ, Xuân Bính Ngọ",
        cure: "Viết hoa cả hai âm tiết.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (part, line) in body::read(paper) {
        if let Some((seen, wanted)) = proper::lunar_year(&line.text) {
            found.add(Where::line(line, part), format!("“{seen}”"), format!("“{wanted}”"));
        }
    }
}
