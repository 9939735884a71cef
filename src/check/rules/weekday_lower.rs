//! VH04: Tên ngày trong tuần viết thường.

use crate::check::body;
use crate::check::capitals;
use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Tên ngày trong tuần viết thường.
pub static RULE: Rule = Rule {
    code: "VH04",
    name: "weekday-lower",
    severity: Severity::Error,
    clause: Clause::CAPITALS.cite(),
    before_2020: false,
    page: Page {
        fault: "Tên ngày trong tuần viết thường.",
        why: "Tên các ngày trong tuần viết hoa chữ cái đầu của tiếng chỉ ngày.",
        wrong: "thứ hai, ngày 09 tháng 02",
        right: "thứ Hai, ngày 09 tháng 02",
        cure: "Viết hoa tiếng chỉ ngày: thứ Hai, Chủ nhật.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (part, line) in body::read(paper) {
        if let Some((seen, wanted)) = capitals::weekday(&line.text) {
            found.add(Where::line(line, part), format!("“{seen}”"), format!("“{wanted}”"));
        }
    }
}
