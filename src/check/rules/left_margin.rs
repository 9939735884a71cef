//! TR05: Lề trái không từ 30 mm đến 35 mm.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::{Clause, Standard};

/// Lề trái không từ 30 mm đến 35 mm.
pub static RULE: Rule = Rule {
    code: "TR05",
    name: "left-margin",
    severity: Severity::Error,
    clause: Clause::MARGINS.cite(),
    before_2020: true,
    page: Page {
        fault: "Lề trái không từ 30 mm đến 35 mm.",
        why: "Lề giống nhau thì các văn bản đóng thành tập được, không mất chữ ở gáy và ở mép.",
        wrong: "Lề trái 20 mm.",
        right: "Lề trái 30 mm.",
        cure: "Vào Layout > Margins > Custom Margins, đặt ô Left là 3 cm.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (at, section) in paper.pages() {
        let margin = section.page.left.abs() + section.page.gutter;
        if !Standard::ND30.left.holds(margin.on_ruler()) {
            let wanted = "từ 30 mm đến 35 mm";
            found.add(Where::section(at), format!("lề trái {margin}"), wanted);
        }
    }
}
