//! PL02: Từ “Phụ lục” và số không phải cỡ chữ 14.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Từ “Phụ lục” và số không phải cỡ chữ 14.
pub static RULE: Rule = Rule {
    code: "PL02",
    name: "annex-title-size",
    severity: Severity::Error,
    clause: Clause::ANNEX.cite(),
    before_2020: true,
    page: Page {
        fault: "Từ “Phụ lục” và số không phải cỡ chữ 14.",
        why: "Từ “Phụ lục” và số thứ tự in thường, cỡ 14, đứng, đậm, căn giữa.",
        wrong: "“Phụ lục I” cỡ 16.",
        right: "“Phụ lục I” cỡ 14.",
        cure: "Chọn từ “phụ lục” và số, đặt cỡ chữ 14.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::size(paper, found, Part::AnnexTitle, 14, 14);
}
