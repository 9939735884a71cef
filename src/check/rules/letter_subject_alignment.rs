//! TL18: Trích yếu công văn không căn giữa.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Trích yếu công văn không căn giữa.
pub static RULE: Rule = Rule {
    code: "TL18",
    name: "letter-subject-alignment",
    severity: Severity::Error,
    clause: Clause::SUBJECT.cite(),
    before_2020: false,
    page: Page {
        fault: "Trích yếu công văn không căn giữa.",
        why: "Trích yếu công văn cỡ 12 đến 13, đứng, không đậm, căn giữa dưới số, ký hiệu.",
        wrong: "“V/v nâng bậc lương năm 2026” căn trái.",
        right: "“V/v nâng bậc lương năm 2026” căn giữa dưới số, ký hiệu.",
        cure: "Đặt con trỏ vào trích yếu công văn, bấm Ctrl+E.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::centred(paper, found, Part::LetterSubject);
}
