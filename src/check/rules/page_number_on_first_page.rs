//! TR14: Trang đầu hiện số trang.

use crate::check::finding::Where;
use crate::check::page_number;
use crate::check::paper::Paper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::docx::view::Furniture;
use crate::standard::Clause;

/// Trang đầu hiện số trang.
pub static RULE: Rule = Rule {
    code: "TR14",
    name: "page-number-on-first-page",
    severity: Severity::Error,
    clause: Clause::PAGE_NUMBER.cite(),
    before_2020: false,
    page: Page {
        fault: "Trang đầu hiện số trang.",
        why: "Số trang không hiển thị ở trang thứ nhất.",
        wrong: "Số 1 ở đầu trang có Quốc hiệu.",
        right: "Trang đầu không có số, trang sau bắt đầu từ 2.",
        cure: "Bấm đúp đầu trang, vào Header & Footer > đánh dấu Different First Page, rồi xóa số ở trang đầu.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let first = paper.pages().next().filter(|_| paper.is_first);
    let Some((at, section)) = first else { return };
    let shown = |furniture: &Furniture| {
        let blocks = if section.title_page { furniture.first.as_deref() } else { furniture.default.as_deref() };
        blocks.is_some_and(|blocks| page_number::of(blocks).next().is_some())
    };
    if shown(&section.headers) || shown(&section.footers) {
        found.add(Where::section(at), "trang đầu hiện số trang", "trang đầu không có số trang");
    }
}
