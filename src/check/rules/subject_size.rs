//! TL08: Trích yếu không phải cỡ chữ 13 đến 14.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Trích yếu không phải cỡ chữ 13 đến 14.
pub static RULE: Rule = Rule {
    code: "TL08",
    name: "subject-size",
    severity: Severity::Error,
    clause: Clause::SUBJECT.cite(),
    before_2020: true,
    page: Page {
        fault: "Trích yếu không phải cỡ chữ 13 đến 14.",
        why: "Trích yếu in thường, cỡ 13 đến 14, đứng, đậm, căn giữa dưới tên loại.",
        wrong: "“Cải cách hành chính năm 2026” cỡ 16.",
        right: "“Cải cách hành chính năm 2026” cỡ 14.",
        cure: "Chọn trích yếu, đặt cỡ chữ 14.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::size(paper, found, Part::Subject, 13, 14);
}
