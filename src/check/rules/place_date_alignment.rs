//! DT05: Địa danh và thời gian không căn giữa.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Địa danh và thời gian không căn giữa.
pub static RULE: Rule = Rule {
    code: "DT05",
    name: "place-date-alignment",
    severity: Severity::Error,
    clause: Clause::PLACE_DATE.cite(),
    before_2020: false,
    page: Page {
        fault: "Địa danh và thời gian không căn giữa.",
        why: "Địa danh và thời gian in thường, cỡ 13 đến 14, nghiêng, căn giữa dưới Quốc hiệu và Tiêu ngữ.",
        wrong: "“Khánh Hòa, ngày 06 tháng 02 năm 2026” căn trái.",
        right: "“Khánh Hòa, ngày 06 tháng 02 năm 2026” căn giữa dưới Tiêu ngữ.",
        cure: "Đặt con trỏ vào địa danh và thời gian, bấm Ctrl+E.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::centred(paper, found, Part::PlaceDate);
}
