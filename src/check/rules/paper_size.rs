//! TR01: Khổ giấy không phải A4.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::{Clause, Standard};
use crate::units::Length;

/// Khổ giấy không phải A4.
pub static RULE: Rule = Rule {
    code: "TR01",
    name: "paper-size",
    severity: Severity::Error,
    clause: Clause::PAPER.cite(),
    before_2020: false,
    page: Page {
        fault: "Khổ giấy không phải A4.",
        why: "Văn bản hành chính dùng một khổ giấy A4 (210 mm x 297 mm) để in, lưu và đóng tập được cùng nhau.",
        wrong: "Khổ Letter 215,9 mm x 279,4 mm, khổ Word đặt sẵn ở máy mới cài.",
        right: "Khổ A4 210 mm x 297 mm.",
        cure: "Vào Layout > Size, chọn A4.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let (width, height) = Standard::ND30.paper;
    for (at, section) in paper.pages() {
        let page = &section.page;
        let (short, long) = if page.width <= page.height { (page.width, page.height) } else { (page.height, page.width) };
        let near = |a: Length, b: Length| (a - b).abs() <= Length::mm(1);
        if !near(short, width) || !near(long, height) {
            found.add(Where::section(at), format!("khổ giấy {short} x {long}"), "A4, 210 mm x 297 mm");
        }
    }
}
