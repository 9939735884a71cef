//! PL05: Từ “Phụ lục” và số không căn giữa.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Từ “Phụ lục” và số không căn giữa.
pub static RULE: Rule = Rule {
    code: "PL05",
    name: "annex-title-alignment",
    severity: Severity::Error,
    clause: Clause::ANNEX.cite(),
    before_2020: true,
    page: Page {
        fault: "Từ “Phụ lục” và số không căn giữa.",
        why: "Từ “Phụ lục” và số thứ tự in thường, cỡ 14, đứng, đậm, căn giữa.",
        wrong: "“Phụ lục I” căn trái.",
        right: "“Phụ lục I” căn giữa.",
        cure: "Đặt con trỏ vào từ “Phụ lục” và số, bấm Ctrl+E.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::centred(paper, found, Part::AnnexTitle);
}
