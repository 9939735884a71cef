//! PL04: Từ “Phụ lục” và số in nghiêng.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Từ “Phụ lục” và số in nghiêng.
pub static RULE: Rule = Rule {
    code: "PL04",
    name: "annex-title-slant",
    severity: Severity::Error,
    clause: Clause::ANNEX.cite(),
    before_2020: true,
    page: Page {
        fault: "Từ “Phụ lục” và số in nghiêng.",
        why: "Từ “Phụ lục” và số thứ tự in thường, cỡ 14, đứng, đậm, căn giữa.",
        wrong: "“Phụ lục I” chữ nghiêng.",
        right: "“Phụ lục I” chữ đứng.",
        cure: "Chọn từ “Phụ lục” và số, bấm Ctrl+I.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::italic(paper, found, Part::AnnexTitle, false);
}
