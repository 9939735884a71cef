//! TR04: Lề dưới không từ 20 mm đến 25 mm.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::{Clause, Standard};

/// Lề dưới không từ 20 mm đến 25 mm.
pub static RULE: Rule = Rule {
    code: "TR04",
    name: "bottom-margin",
    severity: Severity::Error,
    clause: Clause::MARGINS.cite(),
    before_2020: true,
    page: Page {
        fault: "Lề dưới không từ 20 mm đến 25 mm.",
        why: "Lề giống nhau thì các văn bản đóng thành tập được, không mất chữ ở gáy và ở mép.",
        wrong: "Lề dưới 10 mm.",
        right: "Lề dưới 20 mm.",
        cure: "Vào Layout > Margins > Custom Margins, đặt ô Bottom là 2 cm.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (at, section) in paper.pages() {
        let margin = section.page.bottom.abs();
        if !Standard::ND30.bottom.holds(margin.on_ruler()) {
            let wanted = "từ 20 mm đến 25 mm";
            found.add(Where::section(at), format!("lề dưới {margin}"), wanted);
        }
    }
}
