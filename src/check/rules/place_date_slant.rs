//! DT04: Địa danh và thời gian không in nghiêng.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Địa danh và thời gian không in nghiêng.
pub static RULE: Rule = Rule {
    code: "DT04",
    name: "place-date-slant",
    severity: Severity::Error,
    clause: Clause::PLACE_DATE.cite(),
    before_2020: true,
    page: Page {
        fault: "Địa danh và thời gian không in nghiêng.",
        why: "Địa danh và thời gian in thường, cỡ 13 đến 14, nghiêng, căn giữa dưới Quốc hiệu và Tiêu ngữ.",
        wrong: "“Khánh Hòa, ngày 06 tháng 02 năm 2026” chữ đứng.",
        right: "“Khánh Hòa, ngày 06 tháng 02 năm 2026” chữ nghiêng.",
        cure: "Chọn địa danh và thời gian, bấm Ctrl+I.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::italic(paper, found, Part::PlaceDate, true);
}
