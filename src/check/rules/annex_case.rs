//! PL01: Từ “Phụ lục” in hoa.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Từ “Phụ lục” in hoa.
pub static RULE: Rule = Rule {
    code: "PL01",
    name: "annex-case",
    severity: Severity::Error,
    clause: Clause::ANNEX.cite(),
    before_2020: true,
    page: Page {
        fault: "Từ “Phụ lục” in hoa.",
        why: "Từ “Phụ lục” và số thứ tự in thường.",
        wrong: "PHỤ LỤC I",
        right: "Phụ lục I",
        cure: "Gõ lại: Phụ lục I.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for line in paper.of(Part::AnnexTitle).filter(|line| line.text.starts_with("PHỤ LỤC")) {
        found.add(Where::line(line, Part::AnnexTitle), format!("“{}”", line.text), "“Phụ lục” in thường");
    }
}
