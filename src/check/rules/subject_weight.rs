//! TL09: Trích yếu không in đậm.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Trích yếu không in đậm.
pub static RULE: Rule = Rule {
    code: "TL09",
    name: "subject-weight",
    severity: Severity::Error,
    clause: Clause::SUBJECT.cite(),
    before_2020: true,
    page: Page {
        fault: "Trích yếu không in đậm.",
        why: "Trích yếu in thường, cỡ 13 đến 14, đứng, đậm, căn giữa dưới tên loại.",
        wrong: "“Cải cách hành chính năm 2026” chữ không đậm.",
        right: "“Cải cách hành chính năm 2026” chữ đậm.",
        cure: "Chọn trích yếu, bấm Ctrl+B.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::bold(paper, found, Part::Subject, true);
}
