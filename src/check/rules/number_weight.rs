//! SO03: Số, ký hiệu in đậm.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Số, ký hiệu in đậm.
pub static RULE: Rule = Rule {
    code: "SO03",
    name: "number-weight",
    severity: Severity::Error,
    clause: Clause::NUMBER.cite(),
    before_2020: true,
    page: Page {
        fault: "Số, ký hiệu in đậm.",
        why: "Số, ký hiệu cỡ 13, đứng, không đậm, căn giữa dưới tên cơ quan ban hành.",
        wrong: "“Số: 12/KH-STC” chữ đậm.",
        right: "“Số: 12/KH-STC” chữ không đậm.",
        cure: "Chọn số, ký hiệu, bấm Ctrl+B.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::bold(paper, found, Part::Number, false);
}
