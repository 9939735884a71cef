//! PL14: Có phụ lục mà nội dung không nhắc đến.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Có phụ lục mà nội dung không nhắc đến.
pub static RULE: Rule = Rule {
    code: "PL14",
    name: "annex-unmentioned",
    severity: Severity::Error,
    clause: Clause::ANNEX.cite(),
    before_2020: false,
    page: Page {
        fault: "Có phụ lục mà nội dung không nhắc đến.",
        why: "Văn bản có phụ lục kèm theo thì trong văn bản phải có chỉ dẫn về phụ lục đó.",
        wrong: "Kèm danh mục, nội dung không nói đến.",
        right: "… (Danh mục tại Phụ lục kèm theo)",
        cure: "Thêm chỉ dẫn về phụ lục vào chỗ cần trong nội dung.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let Some(title) = paper.first(Part::AnnexTitle) else { return };
    let mention = |words: &str| words.contains("phụ lục") || words.contains("kèm theo") || words.contains("đính kèm");
    let text = |part: Part| matches!(part, Part::Body | Part::Ground | Part::Other);
    let said = paper.read().any(|(part, line)| text(part) && mention(&line.text.to_lowercase()));
    // The decision that puts a regulation in force may speak of its annexes.
    let file = paper.file.lines.iter().zip(&paper.file.readings);
    let before = || file.clone().any(|(line, reading)| text(reading.part) && mention(&line.text.to_lowercase()));
    if !(said || paper.is_attached() && before()) {
        found.add(Where::line(title, Part::AnnexTitle), "nội dung không nhắc đến phụ lục", "có chỉ dẫn về phụ lục");
    }
}
