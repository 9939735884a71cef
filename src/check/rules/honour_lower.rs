//! VH14: Danh hiệu vinh dự, huân chương viết thường.

use crate::check::body;
use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::proper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Danh hiệu vinh dự, huân chương viết thường.
pub static RULE: Rule = Rule {
    code: "VH14",
    name: "honour-lower",
    severity: Severity::Warning,
    clause: Clause::CAPITALS.cite(),
    before_2020: false,
    page: Page {
        fault: "Danh hiệu vinh dự, huân chương viết thường.",
        why: "Tên huân chương, danh hiệu vinh dự viết hoa chữ cái đầu của tên riêng và của từ chỉ thứ, hạng.",
        wrong: "huân chương lao động hạng ba",
        right: "Huân chương Lao động hạng Ba",
        cure: "Viết hoa tên và hạng.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (part, line) in body::read(paper) {
        if let Some((seen, wanted)) = proper::honour(&line.text) {
            found.add(Where::line(line, part), format!("“{seen}”"), format!("“{wanted}”"));
        }
    }
}
