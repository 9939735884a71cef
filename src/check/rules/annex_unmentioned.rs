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
    before_2020: true,
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
    let said = paper.read().filter(|(part, _)| matches!(part, Part::Body | Part::Ground | Part::Other));
    if !said.map(|(_, line)| line.text.to_lowercase()).any(|words| mention(&words)) {
        found.add(Where::line(title, Part::AnnexTitle), "nội dung không nhắc đến phụ lục", "có chỉ dẫn về phụ lục");
    }
}
