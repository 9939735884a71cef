//! SO05: Số, ký hiệu không căn giữa.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Số, ký hiệu không căn giữa.
pub static RULE: Rule = Rule {
    code: "SO05",
    name: "number-alignment",
    severity: Severity::Error,
    clause: Clause::NUMBER.cite(),
    before_2020: false,
    page: Page {
        fault: "Số, ký hiệu không căn giữa.",
        why: "Số, ký hiệu cỡ 13, đứng, không đậm, căn giữa dưới tên cơ quan ban hành.",
        wrong: "“Số: 12/KH-STC” căn trái.",
        right: "“Số: 12/KH-STC” căn giữa dưới tên cơ quan.",
        cure: "Đặt con trỏ vào số, ký hiệu, bấm Ctrl+E.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::centred(paper, found, Part::Number);
}
