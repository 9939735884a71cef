//! PL08: Tiêu đề phụ lục không căn giữa.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Tiêu đề phụ lục không căn giữa.
pub static RULE: Rule = Rule {
    code: "PL08",
    name: "annex-name-alignment",
    severity: Severity::Error,
    clause: Clause::ANNEX.cite(),
    before_2020: true,
    page: Page {
        fault: "Tiêu đề phụ lục không căn giữa.",
        why: "Tiêu đề phụ lục in hoa, cỡ 13 đến 14, đứng, đậm, căn giữa.",
        wrong: "“DANH MỤC NHIỆM VỤ” căn trái.",
        right: "“DANH MỤC NHIỆM VỤ” căn giữa.",
        cure: "Đặt con trỏ vào tiêu đề phụ lục, bấm Ctrl+E.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::centred(paper, found, Part::AnnexName);
}
