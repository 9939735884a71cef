//! QH15: Đường kẻ dưới Tiêu ngữ dài, ngắn không đúng.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::stroke;
use crate::standard::Clause;

/// Đường kẻ dưới Tiêu ngữ dài, ngắn không đúng.
pub static RULE: Rule = Rule {
    code: "QH15",
    name: "motto-rule-length",
    severity: Severity::Warning,
    clause: Clause::NATIONAL_TITLE.cite(),
    before_2020: false,
    page: Page {
        fault: "Đường kẻ dưới Tiêu ngữ dài, ngắn không đúng.",
        why: "Đường kẻ dưới Tiêu ngữ dài bằng dòng chữ, đặt cân đối so với dòng chữ.",
        wrong: "Đường kẻ dài nửa dòng chữ.",
        right: "Đường kẻ dài bằng dòng chữ “Độc lập - Tự do - Hạnh phúc”.",
        cure: "Bấm vào đường kẻ, kéo một đầu cho dài bằng dòng chữ.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let Some(at) = stroke::last(paper, Part::Motto) else { return };
    let (least, most) = stroke::span(paper, Part::Motto);
    for (_, length) in stroke::measured(paper, at) {
        // A tenth is what the eye does not see and what fonts differ by.
        if length < least.scale(85, 100) || length > most.scale(115, 100) {
            let seen = format!("đường kẻ dưới Tiêu ngữ dài {length}, dòng chữ dài {most}");
            found.add(Where::line(&paper.lines[at], Part::Motto), seen, "dài bằng dòng chữ");
        }
    }
}
