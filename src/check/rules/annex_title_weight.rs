//! PL03: Từ “Phụ lục” và số không in đậm.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Từ “Phụ lục” và số không in đậm.
pub static RULE: Rule = Rule {
    code: "PL03",
    name: "annex-title-weight",
    severity: Severity::Error,
    clause: Clause::ANNEX.cite(),
    before_2020: true,
    page: Page {
        fault: "Từ “Phụ lục” và số không in đậm.",
        why: "Từ “Phụ lục” và số thứ tự in thường, cỡ 14, đứng, đậm, căn giữa.",
        wrong: "“Phụ lục I” chữ không đậm.",
        right: "“Phụ lục I” chữ đậm.",
        cure: "Chọn từ “Phụ lục” và số, bấm Ctrl+B.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::bold(paper, found, Part::AnnexTitle, true);
}
