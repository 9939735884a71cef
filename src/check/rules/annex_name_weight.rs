//! PL07: Tiêu đề phụ lục không in đậm.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Tiêu đề phụ lục không in đậm.
pub static RULE: Rule = Rule {
    code: "PL07",
    name: "annex-name-weight",
    severity: Severity::Error,
    clause: Clause::ANNEX.cite(),
    before_2020: false,
    page: Page {
        fault: "Tiêu đề phụ lục không in đậm.",
        why: "Tiêu đề phụ lục in hoa, cỡ 13 đến 14, đứng, đậm, căn giữa.",
        wrong: "“DANH MỤC NHIỆM VỤ” chữ không đậm.",
        right: "“DANH MỤC NHIỆM VỤ” chữ đậm.",
        cure: "Chọn tiêu đề phụ lục, bấm Ctrl+B.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::bold(paper, found, Part::AnnexName, true);
}
