//! DK02: Dấu khẩn, chỉ dẫn lưu hành không in đậm.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Dấu khẩn, chỉ dẫn lưu hành không in đậm.
pub static RULE: Rule = Rule {
    code: "DK02",
    name: "mark-weight",
    severity: Severity::Error,
    clause: Clause::MARKS.cite(),
    before_2020: false,
    page: Page {
        fault: "Dấu khẩn, chỉ dẫn lưu hành không in đậm.",
        why: "Dấu khẩn, chỉ dẫn phạm vi lưu hành in hoa, Times New Roman cỡ 13 đến 14, đứng, đậm.",
        wrong: "“KHẨN” chữ không đậm.",
        right: "“KHẨN” chữ đậm.",
        cure: "Chọn chữ của dấu, bấm Ctrl+B.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for part in [Part::Urgency, Part::Circulation] {
        look::bold(paper, found, part, true);
    }
}
