//! TL16: Trích yếu công văn in đậm.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Trích yếu công văn in đậm.
pub static RULE: Rule = Rule {
    code: "TL16",
    name: "letter-subject-weight",
    severity: Severity::Error,
    clause: Clause::SUBJECT.cite(),
    before_2020: false,
    page: Page {
        fault: "Trích yếu công văn in đậm.",
        why: "Trích yếu công văn cỡ 12 đến 13, đứng, không đậm, căn giữa dưới số, ký hiệu.",
        wrong: "“V/v nâng bậc lương năm 2026” chữ đậm.",
        right: "“V/v nâng bậc lương năm 2026” chữ không đậm.",
        cure: "Chọn trích yếu công văn, bấm Ctrl+B.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::bold(paper, found, Part::LetterSubject, false);
}
