//! TL20: Công văn thiếu trích yếu.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Công văn thiếu trích yếu.
pub static RULE: Rule = Rule {
    code: "TL20",
    name: "letter-subject-missing",
    severity: Severity::Error,
    clause: Clause::SUBJECT.cite(),
    before_2020: false,
    page: Page {
        fault: "Công văn thiếu trích yếu.",
        why: "Trích yếu công văn mở đầu bằng “V/v”, đặt dưới số, ký hiệu.",
        wrong: "Dưới số, ký hiệu để trống.",
        right: "V/v nâng bậc lương năm 2026",
        cure: "Thêm dòng “V/v …” căn giữa, dưới số, ký hiệu.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    if paper.is_official() && paper.is_letter() && !paper.has(Part::LetterSubject) {
        found.add(Where::missing(Part::LetterSubject), "không thấy trích yếu “V/v …”", "có trích yếu “V/v …”");
    }
}
