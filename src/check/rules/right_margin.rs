//! TR06: Lề phải không từ 15 mm đến 20 mm.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::{Clause, Standard};

/// Lề phải không từ 15 mm đến 20 mm.
pub static RULE: Rule = Rule {
    code: "TR06",
    name: "right-margin",
    severity: Severity::Error,
    clause: Clause::MARGINS.cite(),
    before_2020: true,
    page: Page {
        fault: "Lề phải không từ 15 mm đến 20 mm.",
        why: "Lề giống nhau thì các văn bản đóng thành tập được, không mất chữ ở gáy và ở mép.",
        wrong: "Lề phải 5 mm.",
        right: "Lề phải 15 mm.",
        cure: "Vào Layout > Margins > Custom Margins, đặt ô Right là 1,5 cm.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (at, section) in paper.pages() {
        let margin = section.page.right.abs();
        if !Standard::ND30.right.holds(margin.on_ruler()) {
            let wanted = "từ 15 mm đến 20 mm";
            found.add(Where::section(at), format!("lề phải {margin}"), wanted);
        }
    }
}
