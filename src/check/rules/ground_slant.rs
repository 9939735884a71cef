//! CC02: Căn cứ không in nghiêng.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Căn cứ không in nghiêng.
pub static RULE: Rule = Rule {
    code: "CC02",
    name: "ground-slant",
    severity: Severity::Error,
    clause: Clause::GROUNDS.cite(),
    before_2020: false,
    page: Page {
        fault: "Căn cứ không in nghiêng.",
        why: "Căn cứ in thường, cỡ 13 đến 14, nghiêng; mỗi căn cứ một dòng.",
        wrong: "“Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;” chữ đứng.",
        right: "“Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;” chữ nghiêng.",
        cure: "Chọn căn cứ, bấm Ctrl+I.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::italic(paper, found, Part::Ground, true);
}
