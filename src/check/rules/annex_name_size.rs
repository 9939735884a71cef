//! PL06: Tiêu đề phụ lục không phải cỡ chữ 13 đến 14.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Tiêu đề phụ lục không phải cỡ chữ 13 đến 14.
pub static RULE: Rule = Rule {
    code: "PL06",
    name: "annex-name-size",
    severity: Severity::Error,
    clause: Clause::ANNEX.cite(),
    before_2020: false,
    page: Page {
        fault: "Tiêu đề phụ lục không phải cỡ chữ 13 đến 14.",
        why: "Tiêu đề phụ lục in hoa, cỡ 13 đến 14, đứng, đậm, căn giữa.",
        wrong: "“DANH MỤC NHIỆM VỤ” cỡ 16.",
        right: "“DANH MỤC NHIỆM VỤ” cỡ 14.",
        cure: "Chọn tiêu đề phụ lục, đặt cỡ chữ 14.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::size(paper, found, Part::AnnexName, 13, 14);
}
