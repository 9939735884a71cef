//! DT03: Địa danh và thời gian in đậm.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Địa danh và thời gian in đậm.
pub static RULE: Rule = Rule {
    code: "DT03",
    name: "place-date-weight",
    severity: Severity::Error,
    clause: Clause::PLACE_DATE.cite(),
    before_2020: true,
    page: Page {
        fault: "Địa danh và thời gian in đậm.",
        why: "Địa danh và thời gian in thường, cỡ 13 đến 14, nghiêng, căn giữa dưới Quốc hiệu và Tiêu ngữ.",
        wrong: "“Khánh Hòa, ngày 06 tháng 02 năm 2026” chữ đậm.",
        right: "“Khánh Hòa, ngày 06 tháng 02 năm 2026” chữ không đậm.",
        cure: "Chọn địa danh và thời gian, bấm Ctrl+B.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::bold(paper, found, Part::PlaceDate, false);
}
