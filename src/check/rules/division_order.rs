//! BC13: Số của phần, chương, mục nhảy cóc hoặc trùng.

use crate::check::finding::Where;
use crate::check::outline;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Số của phần, chương, mục nhảy cóc hoặc trùng.
pub static RULE: Rule = Rule {
    code: "BC13",
    name: "division-order",
    severity: Severity::Error,
    clause: Clause::STRUCTURE.cite(),
    before_2020: true,
    page: Page {
        fault: "Số của phần, chương, mục nhảy cóc hoặc trùng.",
        why: "Phần, chương, mục, tiểu mục đánh số liên tục.",
        wrong: "Chương I, Chương III.",
        right: "Chương I, Chương II.",
        cure: "Đánh lại số.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (line, word, before, number) in outline::division_breaks(paper) {
        let seen = format!("sau {word} thứ {before} là {word} thứ {number}");
        found.add(Where::line(line, Part::Body), seen, format!("{word} thứ {}", before + 1));
    }
}
