//! TR11: Số trang ở lề trên mà không ở giữa.

use crate::check::finding::Where;
use crate::check::look;
use crate::check::page_number;
use crate::check::paper::Paper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::docx::format::Alignment;
use crate::standard::Clause;

/// Số trang ở lề trên mà không ở giữa.
pub static RULE: Rule = Rule {
    code: "TR11",
    name: "page-number-alignment",
    severity: Severity::Error,
    clause: Clause::PAGE_NUMBER.cite(),
    before_2020: false,
    page: Page {
        fault: "Số trang ở lề trên mà không ở giữa.",
        why: "Số trang đặt canh giữa theo chiều ngang.",
        wrong: "Số trang ở bên phải.",
        right: "Số trang ở giữa.",
        cure: "Bấm đúp đầu trang, đặt con trỏ vào số trang rồi bấm Ctrl+E.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (at, section) in paper.pages() {
        for (paragraph, _) in page_number::shown(section.headers.all(), section) {
            let alignment = paragraph.format.alignment;
            if alignment != Alignment::Center && !page_number::is_framed(paragraph) {
                found.add(Where::section(at).of(paragraph), format!("số trang {}", look::alignment(alignment)), "căn giữa");
            }
        }
    }
}
