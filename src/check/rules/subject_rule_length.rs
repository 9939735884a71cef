//! TL14: Đường kẻ dưới trích yếu dài, ngắn không đúng.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::stroke;
use crate::standard::Clause;

/// Đường kẻ dưới trích yếu dài, ngắn không đúng.
pub static RULE: Rule = Rule {
    code: "TL14",
    name: "subject-rule-length",
    severity: Severity::Warning,
    clause: Clause::SUBJECT.cite(),
    before_2020: false,
    page: Page {
        fault: "Đường kẻ dưới trích yếu dài, ngắn không đúng.",
        why: "Đường kẻ dưới trích yếu dài từ 1/3 đến 1/2 dòng chữ, đặt cân đối so với dòng chữ.",
        wrong: "Đường kẻ dài bằng cả dòng chữ.",
        right: "Đường kẻ dài bằng một nửa dòng chữ.",
        cure: "Bấm vào đường kẻ, kéo một đầu cho dài từ 1/3 đến 1/2 dòng chữ.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let Some(at) = stroke::last(paper, Part::Subject) else { return };
    let (least, most) = stroke::span(paper, Part::Subject);
    for (_, length) in stroke::measured(paper, at) {
        // A tenth is what the eye does not see and what fonts differ by.
        if length < least.scale(28, 100) || length > most.scale(60, 100) {
            let seen = format!("đường kẻ dưới trích yếu dài {length}, dòng chữ dài {most}");
            found.add(Where::line(&paper.lines[at], Part::Subject), seen, "dài từ 1/3 đến 1/2 dòng chữ");
        }
    }
}
