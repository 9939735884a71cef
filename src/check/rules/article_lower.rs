//! VH01: Viện dẫn điều, chương, mục mà viết thường.

use crate::check::body;
use crate::check::capitals;
use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Viện dẫn điều, chương, mục mà viết thường.
pub static RULE: Rule = Rule {
    code: "VH01",
    name: "article-lower",
    severity: Severity::Error,
    clause: Clause::CAPITALS.cite(),
    before_2020: false,
    page: Page {
        fault: "Viện dẫn điều, chương, mục mà viết thường.",
        why: "Viện dẫn phần, chương, mục, tiểu mục, điều thì viết hoa chữ cái đầu.",
        wrong: "theo điều 5 Nghị định này",
        right: "theo Điều 5 Nghị định này",
        cure: "Viết hoa chữ cái đầu.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (part, line) in body::read(paper) {
        if let Some((seen, wanted)) = capitals::before_number(&line.text, &["điều", "chương"], true) {
            found.add(Where::line(line, part), format!("“{seen}”"), format!("“{wanted}”"));
        }
    }
}
