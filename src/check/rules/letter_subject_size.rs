//! TL15: Trích yếu công văn không phải cỡ chữ 12 đến 13.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Trích yếu công văn không phải cỡ chữ 12 đến 13.
pub static RULE: Rule = Rule {
    code: "TL15",
    name: "letter-subject-size",
    severity: Severity::Error,
    clause: Clause::SUBJECT.cite(),
    before_2020: false,
    page: Page {
        fault: "Trích yếu công văn không phải cỡ chữ 12 đến 13.",
        why: "Trích yếu công văn cỡ 12 đến 13, đứng, không đậm, căn giữa dưới số, ký hiệu.",
        wrong: "“V/v nâng bậc lương năm 2026” cỡ 15.",
        right: "“V/v nâng bậc lương năm 2026” cỡ 13.",
        cure: "Chọn trích yếu công văn, đặt cỡ chữ 13.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::size(paper, found, Part::LetterSubject, 12, 13);
}
