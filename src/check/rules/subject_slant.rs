//! TL10: Trích yếu in nghiêng.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Trích yếu in nghiêng.
pub static RULE: Rule = Rule {
    code: "TL10",
    name: "subject-slant",
    severity: Severity::Error,
    clause: Clause::SUBJECT.cite(),
    before_2020: true,
    page: Page {
        fault: "Trích yếu in nghiêng.",
        why: "Trích yếu in thường, cỡ 13 đến 14, đứng, đậm, căn giữa dưới tên loại.",
        wrong: "“Cải cách hành chính năm 2026” chữ nghiêng.",
        right: "“Cải cách hành chính năm 2026” chữ đứng.",
        cure: "Chọn trích yếu, bấm Ctrl+I.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::italic(paper, found, Part::Subject, false);
}
