//! TR16: Số trang của văn bản không bắt đầu từ 1.

use crate::check::finding::Where;
use crate::check::page_number;
use crate::check::paper::Paper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Số trang của văn bản không bắt đầu từ 1.
pub static RULE: Rule = Rule {
    code: "TR16",
    name: "page-number-start",
    severity: Severity::Warning,
    clause: Clause::PAGE_NUMBER.cite(),
    before_2020: false,
    page: Page {
        fault: "Số trang của văn bản không bắt đầu từ 1.",
        why: "Số trang đánh từ số 1 và liên tục.",
        wrong: "Trang đầu đặt là trang 5.",
        right: "Trang đầu là trang 1.",
        cure: "Vào Insert > Page Number > Format Page Numbers, đặt Start at là 1.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let first = paper.pages().next().filter(|_| paper.is_first);
    let Some((at, section)) = first else { return };
    if let Some(start) = section.page_number_start.filter(|start| *start != 1 && page_number::anywhere(section)) {
        found.add(Where::section(at), format!("số trang bắt đầu từ {start}"), "bắt đầu từ 1");
    }
}
