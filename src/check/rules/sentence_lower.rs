//! VH18: Câu bắt đầu bằng chữ thường.

use crate::check::body;
use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::proper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Câu bắt đầu bằng chữ thường.
pub static RULE: Rule = Rule {
    code: "VH18",
    name: "sentence-lower",
    severity: Severity::Warning,
    clause: Clause::CAPITALS.cite(),
    before_2020: false,
    page: Page {
        fault: "Câu bắt đầu bằng chữ thường.",
        why: "Viết hoa chữ cái đầu của câu, sau dấu chấm.",
        wrong: "… đã hoàn thành. các đơn vị …",
        right: "… đã hoàn thành. Các đơn vị …",
        cure: "Viết hoa chữ đầu câu, hoặc sửa dấu chấm thành dấu phẩy.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (part, line) in body::read(paper) {
        if let Some((seen, wanted)) = proper::sentence(&line.text) {
            found.add(Where::line(line, part), format!("“{seen}”"), format!("“{wanted}”"));
        }
    }
}
