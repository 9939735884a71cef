//! SO02: Số, ký hiệu không phải cỡ chữ 13.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Số, ký hiệu không phải cỡ chữ 13.
pub static RULE: Rule = Rule {
    code: "SO02",
    name: "number-size",
    severity: Severity::Error,
    clause: Clause::NUMBER.cite(),
    before_2020: false,
    page: Page {
        fault: "Số, ký hiệu không phải cỡ chữ 13.",
        why: "Số, ký hiệu cỡ 13, đứng, không đậm, căn giữa dưới tên cơ quan ban hành.",
        wrong: "“Số: 12/KH-STC” cỡ 15.",
        right: "“Số: 12/KH-STC” cỡ 13.",
        cure: "Chọn số, ký hiệu, đặt cỡ chữ 13.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::size(paper, found, Part::Number, 13, 13);
}
