//! VH12: “Đảng” viết thường.

use crate::check::body;
use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::proper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// “Đảng” viết thường.
pub static RULE: Rule = Rule {
    code: "VH12",
    name: "party-lower",
    severity: Severity::Error,
    clause: Clause::CAPITALS.cite(),
    before_2020: false,
    page: Page {
        fault: "“Đảng” viết thường.",
        why: "Danh từ chung đã riêng hóa như Đảng viết hoa.",
        wrong: "chính sách của đảng và Nhà nước",
        right: "chính sách của Đảng và Nhà nước",
        cure: "Viết hoa: Đảng.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (part, line) in body::read(paper) {
        if let Some((seen, wanted)) = proper::party(&line.text) {
            found.add(Where::line(line, part), format!("“{seen}”"), format!("“{wanted}”"));
        }
    }
}
