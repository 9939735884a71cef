//! TR03: Lề trên không từ 20 mm đến 25 mm.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::{Clause, Standard};

/// Lề trên không từ 20 mm đến 25 mm.
pub static RULE: Rule = Rule {
    code: "TR03",
    name: "top-margin",
    severity: Severity::Error,
    clause: Clause::MARGINS.cite(),
    before_2020: true,
    page: Page {
        fault: "Lề trên không từ 20 mm đến 25 mm.",
        why: "Lề giống nhau thì các văn bản đóng thành tập được, không mất chữ ở gáy và ở mép.",
        wrong: "Lề trên 10 mm.",
        right: "Lề trên 20 mm.",
        cure: "Vào Layout > Margins > Custom Margins, đặt ô Top là 2 cm.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (at, section) in paper.pages() {
        let margin = section.page.top.abs();
        if !Standard::ND30.top.holds(margin.on_ruler()) {
            let wanted = "từ 20 mm đến 25 mm";
            found.add(Where::section(at), format!("lề trên {margin}"), wanted);
        }
    }
}
