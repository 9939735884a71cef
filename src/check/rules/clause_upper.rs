//! VH02: Viện dẫn khoản, điểm mà viết hoa giữa câu.

use crate::check::body;
use crate::check::capitals;
use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Viện dẫn khoản, điểm mà viết hoa giữa câu.
pub static RULE: Rule = Rule {
    code: "VH02",
    name: "clause-upper",
    severity: Severity::Error,
    clause: Clause::CAPITALS.cite(),
    before_2020: false,
    page: Page {
        fault: "Viện dẫn khoản, điểm mà viết hoa giữa câu.",
        why: "Viện dẫn khoản, điểm thì viết thường.",
        wrong: "theo Khoản 2 Điều 5",
        right: "theo khoản 2 Điều 5",
        cure: "Viết thường chữ cái đầu.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (part, line) in body::read(paper) {
        if let Some((seen, wanted)) = capitals::before_number(&line.text, &["Khoản", "Điểm"], false) {
            found.add(Where::line(line, part), format!("“{seen}”"), format!("“{wanted}”"));
        }
    }
}
