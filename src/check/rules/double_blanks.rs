//! ND10: Có hai dấu cách liền nhau.

use crate::check::body;
use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Có hai dấu cách liền nhau.
pub static RULE: Rule = Rule {
    code: "ND10",
    name: "double-blanks",
    severity: Severity::Hint,
    clause: Clause::BODY.cite(),
    before_2020: true,
    page: Page {
        fault: "Có hai dấu cách liền nhau.",
        why: "Giữa hai chữ chỉ có một dấu cách; thừa thì dòng chữ dàn đều bị hở.",
        wrong: "cải  cách hành chính",
        right: "cải cách hành chính",
        cure: "Bấm Ctrl+H, thay hai dấu cách bằng một, bấm Replace All đến khi hết.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for line in body::text(paper) {
        let text = line.paragraph.text();
        if text.trim().contains("  ") {
            found.add(Where::line(line, Part::Body), "hai dấu cách liền nhau", "một dấu cách");
        }
    }
}
