//! TR13: Số trang in đậm hoặc nghiêng.

use crate::check::finding::Where;
use crate::check::page_number;
use crate::check::paper::Paper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Số trang in đậm hoặc nghiêng.
pub static RULE: Rule = Rule {
    code: "TR13",
    name: "page-number-style",
    severity: Severity::Error,
    clause: Clause::PAGE_NUMBER.cite(),
    before_2020: false,
    page: Page {
        fault: "Số trang in đậm hoặc nghiêng.",
        why: "Số trang là chữ số Ả Rập, kiểu chữ đứng.",
        wrong: "Số trang in nghiêng.",
        right: "Số trang chữ đứng, không đậm.",
        cure: "Bấm đúp đầu trang, chọn số trang, bỏ B và I.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (at, section) in paper.pages() {
        for (paragraph, look) in page_number::shown(section.headers.all(), section) {
            if look.bold || look.italic {
                let seen = if look.italic { "số trang chữ nghiêng" } else { "số trang chữ đậm" };
                found.add(Where::section(at).of(paragraph), seen, "chữ đứng, không đậm");
            }
        }
    }
}
