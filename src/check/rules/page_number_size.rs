//! TR12: Số trang không phải cỡ 13 đến 14.

use crate::check::finding::Where;
use crate::check::page_number;
use crate::check::paper::Paper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::{Clause, Standard};

/// Số trang không phải cỡ 13 đến 14.
pub static RULE: Rule = Rule {
    code: "TR12",
    name: "page-number-size",
    severity: Severity::Error,
    clause: Clause::PAGE_NUMBER.cite(),
    before_2020: false,
    page: Page {
        fault: "Số trang không phải cỡ 13 đến 14.",
        why: "Số trang cỡ chữ 13 đến 14, bằng chữ của văn bản.",
        wrong: "Số trang cỡ 11.",
        right: "Số trang cỡ 14.",
        cure: "Bấm đúp đầu trang, chọn số trang, đặt cỡ chữ bằng cỡ chữ của văn bản.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (at, section) in paper.pages() {
        for (paragraph, look) in page_number::shown(section.headers.all(), section) {
            if !Standard::ND30.body.holds(look.size) {
                found.add(Where::section(at).of(paragraph), format!("số trang cỡ chữ {}", look.size), "cỡ 13 đến 14");
            }
        }
    }
}
