//! CC01: Căn cứ không phải cỡ chữ 13 đến 14.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Căn cứ không phải cỡ chữ 13 đến 14.
pub static RULE: Rule = Rule {
    code: "CC01",
    name: "ground-size",
    severity: Severity::Error,
    clause: Clause::GROUNDS.cite(),
    before_2020: false,
    page: Page {
        fault: "Căn cứ không phải cỡ chữ 13 đến 14.",
        why: "Căn cứ in thường, cỡ 13 đến 14, nghiêng; mỗi căn cứ một dòng.",
        wrong: "“Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;” cỡ 16.",
        right: "“Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;” cỡ 14.",
        cure: "Chọn căn cứ, đặt cỡ chữ 14.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::size(paper, found, Part::Ground, 13, 14);
}
