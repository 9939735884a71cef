//! TL11: Trích yếu không căn giữa.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Trích yếu không căn giữa.
pub static RULE: Rule = Rule {
    code: "TL11",
    name: "subject-alignment",
    severity: Severity::Error,
    clause: Clause::SUBJECT.cite(),
    before_2020: false,
    page: Page {
        fault: "Trích yếu không căn giữa.",
        why: "Trích yếu in thường, cỡ 13 đến 14, đứng, đậm, căn giữa dưới tên loại.",
        wrong: "“Cải cách hành chính năm 2026” căn trái.",
        right: "“Cải cách hành chính năm 2026” căn giữa dưới tên loại.",
        cure: "Đặt con trỏ vào trích yếu, bấm Ctrl+E.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::centred(paper, found, Part::Subject);
}
