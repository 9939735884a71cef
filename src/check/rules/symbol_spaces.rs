//! SO10: Trong số, ký hiệu có dấu cách thừa.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Trong số, ký hiệu có dấu cách thừa.
pub static RULE: Rule = Rule {
    code: "SO10",
    name: "symbol-spaces",
    severity: Severity::Error,
    clause: Clause::NUMBER.cite(),
    before_2020: false,
    page: Page {
        fault: "Trong số, ký hiệu có dấu cách thừa.",
        why: "Giữa các nhóm chữ viết tắt trong ký hiệu có gạch nối không cách chữ.",
        wrong: "Số: 12/KH - STC",
        right: "Số: 12/KH-STC",
        cure: "Xóa dấu cách quanh “/” và “-” trong ký hiệu.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let (Some(line), Some((_, symbol))) = (paper.first(Part::Number), paper.number()) else { return };
    let typed = line.text.split_once('/').map(|(before, _)| before);
    let apart = typed.is_some_and(|before| before.ends_with(' ') && ends_in_figure(before));
    if symbol.contains(' ') || apart {
        let wanted: String = symbol.chars().filter(|c| *c != ' ').collect();
        found.add(Where::line(line, Part::Number), format!("“{}”", line.text), format!("ký hiệu “{wanted}” liền nhau"));
    }
}

/// A blank before the slash holds room for the number of a draft; after a figure it is too much.
fn ends_in_figure(before: &str) -> bool {
    before.trim_end().ends_with(|c: char| c.is_ascii_digit())
}
