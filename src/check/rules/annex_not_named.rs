//! PL17: Có phụ lục không được nhắc đến trong nội dung.

use crate::check::annexes;
use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Có phụ lục không được nhắc đến trong nội dung.
pub static RULE: Rule = Rule {
    code: "PL17",
    name: "annex-not-named",
    severity: Severity::Warning,
    clause: Clause::ANNEX.cite(),
    before_2020: true,
    page: Page {
        fault: "Có phụ lục không được nhắc đến trong nội dung.",
        why: "Mỗi phụ lục kèm theo phải có chỉ dẫn trong văn bản.",
        wrong: "Có Phụ lục I, II, nội dung chỉ nhắc Phụ lục I.",
        right: "… (Phụ lục I, Phụ lục II kèm theo)",
        cure: "Thêm chỉ dẫn về phụ lục ấy.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let mentions = annexes::mentions(paper);
    if mentions.general || mentions.numbered.is_empty() {
        return;
    }
    for (line, number) in annexes::numbered(paper).unwrap_or_default() {
        if !mentions.numbered.iter().any(|(_, named)| *named == number) {
            let seen = format!("nội dung không nhắc đến “{}”", line.text);
            found.add(Where::line(line, Part::AnnexTitle), seen, "có chỉ dẫn về phụ lục này");
        }
    }
}
