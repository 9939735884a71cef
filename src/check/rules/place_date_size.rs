//! DT02: Địa danh và thời gian không phải cỡ chữ 13 đến 14.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Địa danh và thời gian không phải cỡ chữ 13 đến 14.
pub static RULE: Rule = Rule {
    code: "DT02",
    name: "place-date-size",
    severity: Severity::Error,
    clause: Clause::PLACE_DATE.cite(),
    before_2020: true,
    page: Page {
        fault: "Địa danh và thời gian không phải cỡ chữ 13 đến 14.",
        why: "Địa danh và thời gian in thường, cỡ 13 đến 14, nghiêng, căn giữa dưới Quốc hiệu và Tiêu ngữ.",
        wrong: "“Khánh Hòa, ngày 06 tháng 02 năm 2026” cỡ 16.",
        right: "“Khánh Hòa, ngày 06 tháng 02 năm 2026” cỡ 14.",
        cure: "Chọn địa danh và thời gian, đặt cỡ chữ 14.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::size(paper, found, Part::PlaceDate, 13, 14);
}
