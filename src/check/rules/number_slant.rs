//! SO04: Số, ký hiệu in nghiêng.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Số, ký hiệu in nghiêng.
pub static RULE: Rule = Rule {
    code: "SO04",
    name: "number-slant",
    severity: Severity::Error,
    clause: Clause::NUMBER.cite(),
    before_2020: true,
    page: Page {
        fault: "Số, ký hiệu in nghiêng.",
        why: "Số, ký hiệu cỡ 13, đứng, không đậm, căn giữa dưới tên cơ quan ban hành.",
        wrong: "“Số: 12/KH-STC” chữ nghiêng.",
        right: "“Số: 12/KH-STC” chữ đứng.",
        cure: "Chọn số, ký hiệu, bấm Ctrl+I.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::italic(paper, found, Part::Number, false);
}
