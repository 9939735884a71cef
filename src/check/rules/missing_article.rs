//! NQ02: Viện dẫn điều của chính văn bản mà không có.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::structure;
use crate::check::text;
use crate::standard::Clause;

/// Viện dẫn điều của chính văn bản mà không có.
pub static RULE: Rule = Rule {
    code: "NQ02",
    name: "missing-article",
    severity: Severity::Error,
    clause: Clause::STRUCTURE.cite(),
    before_2020: true,
    page: Page {
        fault: "Viện dẫn điều của chính văn bản mà không có.",
        why: "Chỗ viện dẫn sai số điều thì không thi hành được.",
        wrong: "Điều 5 của Quyết định này (Quyết định có 3 điều).",
        right: "Điều 3 của Quyết định này.",
        cure: "Sửa số điều được viện dẫn.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let Some(last) = structure::articles(paper).map(|item| item.number).max() else { return };
    let Some(kind) = paper.kind else { return };
    for (part, line) in paper.read() {
        for number in text::own_articles(&line.text, kind.name) {
            if number > last {
                found.add(Where::line(line, part), format!("viện dẫn Điều {number} của văn bản này"), format!("văn bản có {last} điều"));
            }
        }
    }
}
