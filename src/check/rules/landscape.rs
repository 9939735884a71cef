//! TR02: Trang nằm ngang mà không có bảng, biểu.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::docx::view::Block;
use crate::standard::Clause;

/// Trang nằm ngang mà không có bảng, biểu.
pub static RULE: Rule = Rule {
    code: "TR02",
    name: "landscape",
    severity: Severity::Warning,
    clause: Clause::ORIENTATION.cite(),
    before_2020: true,
    page: Page {
        fault: "Trang nằm ngang mà không có bảng, biểu.",
        why: "Văn bản trình bày theo chiều dài khổ giấy; chỉ nội dung có bảng, biểu không làm thành phụ lục riêng mới được để ngang.",
        wrong: "Trang nằm ngang chỉ có chữ.",
        right: "Trang đứng; trang có bảng nhiều cột để ngang.",
        cure: "Vào Layout > Orientation, chọn Portrait.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (at, section) in paper.pages() {
        let table = section.blocks.iter().any(|block| matches!(block, Block::Table(table) if table.has_visible_borders()));
        let wide = section.page.width > section.page.height;
        if wide && !table && !section.blocks.is_empty() {
            found.add(Where::section(at), "trang nằm ngang, không có bảng", "trang đứng");
        }
    }
}
