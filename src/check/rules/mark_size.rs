//! DK01: Dấu khẩn, chỉ dẫn lưu hành không phải cỡ chữ 13 đến 14.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Dấu khẩn, chỉ dẫn lưu hành không phải cỡ chữ 13 đến 14.
pub static RULE: Rule = Rule {
    code: "DK01",
    name: "mark-size",
    severity: Severity::Error,
    clause: Clause::MARKS.cite(),
    before_2020: false,
    page: Page {
        fault: "Dấu khẩn, chỉ dẫn lưu hành không phải cỡ chữ 13 đến 14.",
        why: "Dấu khẩn, chỉ dẫn phạm vi lưu hành in hoa, Times New Roman cỡ 13 đến 14, đứng, đậm.",
        wrong: "“HỎA TỐC” cỡ 16.",
        right: "“HỎA TỐC” cỡ 13.",
        cure: "Chọn chữ của dấu, đặt cỡ 13.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for part in [Part::Urgency, Part::Circulation] {
        look::size(paper, found, part, 13, 14);
    }
}
