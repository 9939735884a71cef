//! TR10: Số trang đặt ở chân trang.

use crate::check::finding::Where;
use crate::check::page_number;
use crate::check::paper::Paper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Số trang đặt ở chân trang.
pub static RULE: Rule = Rule {
    code: "TR10",
    name: "page-number-below",
    severity: Severity::Error,
    clause: Clause::PAGE_NUMBER.cite(),
    before_2020: false,
    page: Page {
        fault: "Số trang đặt ở chân trang.",
        why: "Số trang đặt canh giữa trong phần lề trên của văn bản.",
        wrong: "Số trang ở góc phải chân trang.",
        right: "Số trang ở giữa phần lề trên.",
        cure: "Bấm đúp chân trang, xóa số trang; vào Insert > Page Number > Top of Page, chọn kiểu ở giữa.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (at, section) in paper.pages() {
        if page_number::shown(section.footers.all(), section).next().is_some() {
            found.add(Where::section(at), "số trang ở chân trang", "số trang ở giữa lề trên");
        }
    }
}
