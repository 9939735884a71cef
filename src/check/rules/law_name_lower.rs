//! VH10: Tên luật, bộ luật viết thường chữ đầu.

use crate::check::body;
use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::proper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Tên luật, bộ luật viết thường chữ đầu.
pub static RULE: Rule = Rule {
    code: "VH10",
    name: "law-name-lower",
    severity: Severity::Error,
    clause: Clause::CAPITALS.cite(),
    before_2020: false,
    page: Page {
        fault: "Tên luật, bộ luật viết thường chữ đầu.",
        why: "Nói đến một luật cụ thể thì viết hoa chữ “Luật”, “Bộ luật”.",
        wrong: "theo luật Đất đai",
        right: "theo Luật Đất đai",
        cure: "Viết hoa: Luật, Bộ luật.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (part, line) in body::read(paper) {
        if let Some((seen, wanted)) = proper::law(&line.text) {
            found.add(Where::line(line, part), format!("“{seen}”"), format!("“{wanted}”"));
        }
    }
}
