//! TR17: Chữ của văn bản chia thành nhiều cột.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Chữ của văn bản chia thành nhiều cột.
pub static RULE: Rule = Rule {
    code: "TR17",
    name: "columns",
    severity: Severity::Warning,
    clause: Clause::BODY.cite(),
    before_2020: false,
    page: Page {
        fault: "Chữ của văn bản chia thành nhiều cột.",
        why: "Nội dung văn bản dàn đều cả hai lề của trang; chia cột là cách trình bày của báo.",
        wrong: "Thân bài hai cột.",
        right: "Thân bài một cột.",
        cure: "Vào Layout > Columns, chọn One.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (at, section) in paper.pages() {
        if section.columns > 1 {
            found.add(Where::section(at), format!("{} cột", section.columns), "một cột");
        }
    }
}
