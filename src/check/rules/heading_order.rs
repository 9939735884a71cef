//! BC12: Số La Mã của mục nhảy cóc hoặc trùng.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::structure;
use crate::standard::Clause;
use crate::viet::roman;

/// Số La Mã của mục nhảy cóc hoặc trùng.
pub static RULE: Rule = Rule {
    code: "BC12",
    name: "heading-order",
    severity: Severity::Error,
    clause: Clause::STRUCTURE.cite(),
    before_2020: true,
    page: Page {
        fault: "Số La Mã của mục nhảy cóc hoặc trùng.",
        why: "Các mục đánh số liên tục: I, II, III.",
        wrong: "I, II, IV.",
        right: "I, II, III.",
        cure: "Đánh lại số La Mã.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let mut last = 0;
    for item in structure::headings(paper) {
        if item.number != last + 1 && item.number != 1 {
            let wanted = roman::roman(last + 1).unwrap_or_default();
            let seen = roman::roman(item.number).unwrap_or_default();
            let before = roman::roman(last).map_or_else(|| "mục đầu tiên là".to_owned(), |last| format!("sau mục {last} là mục"));
            found.add(Where::line(item.line, Part::Body), format!("{before} {seen}"), format!("mục {wanted}"));
        }
        last = item.number;
    }
}
