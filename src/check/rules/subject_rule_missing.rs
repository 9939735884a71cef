//! TL13: Thiếu đường kẻ dưới trích yếu.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::stroke;
use crate::standard::Clause;
use crate::standard::SubjectPlace;

/// Thiếu đường kẻ dưới trích yếu.
pub static RULE: Rule = Rule {
    code: "TL13",
    name: "subject-rule-missing",
    severity: Severity::Error,
    clause: Clause::SUBJECT.cite(),
    before_2020: true,
    page: Page {
        fault: "Thiếu đường kẻ dưới trích yếu.",
        why: "Phía dưới trích yếu có đường kẻ ngang, nét liền.",
        wrong: "Dưới trích yếu không có đường kẻ.",
        right: "Dưới trích yếu có đường kẻ dài bằng 1/3 đến 1/2 dòng chữ.",
        cure: "Vào Insert > Shapes, chọn nét thẳng; giữ Shift khi kéo cho nằm ngang.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let Some(at) = stroke::last(paper, Part::Subject) else { return };
    let unsure = stroke::any_stray(paper);
    if paper.form().subject == SubjectPlace::UnderName && !paper.is_attached() && !paper.is_agreement() && stroke::under(paper, at).is_empty() && !unsure {
        found.add(Where::line(&paper.lines[at], Part::Subject), "không có đường kẻ dưới trích yếu", "đường kẻ nét liền");
    }
}
