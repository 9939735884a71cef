//! TE04: Có chữ gõ bằng Unicode tổ hợp.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;
use crate::viet::text::is_nfc;

/// Có chữ gõ bằng Unicode tổ hợp.
pub static RULE: Rule = Rule {
    code: "TE04",
    name: "decomposed-letters",
    severity: Severity::Warning,
    clause: Clause::FONT.cite(),
    before_2020: true,
    page: Page {
        fault: "Có chữ gõ bằng Unicode tổ hợp.",
        why: "Chữ và dấu tách rời nhau thì tìm không ra, so không khớp dù trông giống.",
        wrong: "ế gồm e và hai dấu rời.",
        right: "ế là một chữ.",
        cure: "Trong UniKey chọn bảng mã Unicode (dựng sẵn), chuyển mã lại cả văn bản.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let lines = paper.read().filter(|(_, line)| line.first);
    for (part, line) in lines.filter(|(_, line)| !is_nfc(&line.paragraph.text())) {
        found.add(Where::line(line, part), "chữ Unicode tổ hợp", "Unicode dựng sẵn");
    }
}
