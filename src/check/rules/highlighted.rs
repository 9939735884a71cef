//! TE06: Còn chữ tô nền.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::docx::format::Color;
use crate::standard::Clause;

/// Còn chữ tô nền.
pub static RULE: Rule = Rule {
    code: "TE06",
    name: "highlighted",
    severity: Severity::Warning,
    clause: Clause::FONT.cite(),
    before_2020: true,
    page: Page {
        fault: "Còn chữ tô nền.",
        why: "Chữ tô nền là chỗ người soạn đánh dấu để xem lại.",
        wrong: "Chữ tô vàng.",
        right: "Chữ không tô nền.",
        cure: "Chọn chữ, vào Home > Text Highlight Color, chọn No Color.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (part, line) in paper.read().filter(|(_, line)| line.count(|look| look.background.is_some()) > 0) {
        if line.looks.iter().any(|(_, look)| look.background.is_some_and(|color| color != Color::Rgb([255, 255, 255]))) {
            found.add(Where::line(line, part), "chữ tô nền", "không tô nền");
        }
    }
}
