//! VH13: Tên vùng, miền viết thường.

use crate::check::body;
use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::proper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Tên vùng, miền viết thường.
pub static RULE: Rule = Rule {
    code: "VH13",
    name: "region-lower",
    severity: Severity::Warning,
    clause: Clause::CAPITALS.cite(),
    before_2020: false,
    page: Page {
        fault: "Tên vùng, miền viết thường.",
        why: "Tên vùng, miền theo phương hướng viết hoa chữ cái đầu của mỗi âm tiết.",
        wrong: "vùng Tây nguyên, Đông Nam bộ",
        right: "vùng Tây Nguyên, Đông Nam Bộ",
        cure: "Viết hoa từng âm tiết của tên vùng.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (part, line) in body::read(paper) {
        if let Some((seen, wanted)) = proper::region(&line.text) {
            found.add(Where::line(line, part), format!("“{seen}”"), format!("“{wanted}”"));
        }
    }
}
