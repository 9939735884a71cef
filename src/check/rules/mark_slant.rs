//! DK03: Dấu khẩn, chỉ dẫn lưu hành in nghiêng.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Dấu khẩn, chỉ dẫn lưu hành in nghiêng.
pub static RULE: Rule = Rule {
    code: "DK03",
    name: "mark-slant",
    severity: Severity::Error,
    clause: Clause::MARKS.cite(),
    before_2020: false,
    page: Page {
        fault: "Dấu khẩn, chỉ dẫn lưu hành in nghiêng.",
        why: "Dấu khẩn, chỉ dẫn phạm vi lưu hành in hoa, Times New Roman cỡ 13 đến 14, đứng, đậm.",
        wrong: "“KHẨN” chữ nghiêng.",
        right: "“KHẨN” chữ đứng.",
        cure: "Chọn chữ của dấu, bấm Ctrl+I.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for part in [Part::Urgency, Part::Circulation] {
        look::italic(paper, found, part, false);
    }
}
