//! QH14: Thiếu đường kẻ dưới Tiêu ngữ.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::stroke;
use crate::standard::Clause;

/// Thiếu đường kẻ dưới Tiêu ngữ.
pub static RULE: Rule = Rule {
    code: "QH14",
    name: "motto-rule-missing",
    severity: Severity::Error,
    clause: Clause::NATIONAL_TITLE.cite(),
    before_2020: true,
    page: Page {
        fault: "Thiếu đường kẻ dưới Tiêu ngữ.",
        why: "Phía dưới Tiêu ngữ có đường kẻ ngang, nét liền.",
        wrong: "Dưới Tiêu ngữ không có đường kẻ.",
        right: "Dưới Tiêu ngữ có đường kẻ dài bằng dòng chữ.",
        cure: "Vào Insert > Shapes, chọn nét thẳng; giữ Shift khi kéo cho nằm ngang.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let Some(at) = stroke::last(paper, Part::Motto) else { return };
    let unsure = stroke::any_stray(paper);
    if stroke::under(paper, at).is_empty() && !unsure {
        found.add(Where::line(&paper.lines[at], Part::Motto), "không có đường kẻ dưới Tiêu ngữ", "đường kẻ nét liền");
    }
}
