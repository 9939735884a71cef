//! TL17: Trích yếu công văn in nghiêng.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Trích yếu công văn in nghiêng.
pub static RULE: Rule = Rule {
    code: "TL17",
    name: "letter-subject-slant",
    severity: Severity::Error,
    clause: Clause::SUBJECT.cite(),
    before_2020: false,
    page: Page {
        fault: "Trích yếu công văn in nghiêng.",
        why: "Trích yếu công văn cỡ 12 đến 13, đứng, không đậm, căn giữa dưới số, ký hiệu.",
        wrong: "“V/v nâng bậc lương năm 2026” chữ nghiêng.",
        right: "“V/v nâng bậc lương năm 2026” chữ đứng.",
        cure: "Chọn trích yếu công văn, bấm Ctrl+I.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::italic(paper, found, Part::LetterSubject, false);
}
