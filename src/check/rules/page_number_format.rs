//! TR15: Số trang không phải chữ số Ả Rập.

use crate::check::finding::Where;
use crate::check::page_number;
use crate::check::paper::Paper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::docx::numeral::NumberFormat;
use crate::standard::Clause;

/// Số trang không phải chữ số Ả Rập.
pub static RULE: Rule = Rule {
    code: "TR15",
    name: "page-number-format",
    severity: Severity::Error,
    clause: Clause::PAGE_NUMBER.cite(),
    before_2020: false,
    page: Page {
        fault: "Số trang không phải chữ số Ả Rập.",
        why: "Số trang đánh bằng chữ số Ả Rập, bắt đầu từ 1.",
        wrong: "Số trang i, ii, iii.",
        right: "Số trang 1, 2, 3.",
        cure: "Vào Insert > Page Number > Format Page Numbers, chọn 1, 2, 3.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (at, section) in paper.pages() {
        let numbered = page_number::anywhere(section);
        if numbered && section.page_number_format != NumberFormat::Decimal {
            found.add(Where::section(at), "số trang không phải chữ số Ả Rập", "chữ số Ả Rập");
        }
    }
}
