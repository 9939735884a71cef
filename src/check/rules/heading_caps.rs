//! BC10: Tiêu đề đánh số La Mã không in hoa.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::structure;
use crate::standard::Clause;

/// Tiêu đề đánh số La Mã không in hoa.
pub static RULE: Rule = Rule {
    code: "BC10",
    name: "heading-caps",
    severity: Severity::Error,
    clause: Clause::STRUCTURE.cite(),
    before_2020: false,
    page: Page {
        fault: "Tiêu đề đánh số La Mã không in hoa.",
        why: "Số thứ tự và tiêu đề của mục in hoa, đứng, đậm.",
        wrong: "I. Mục đích, yêu cầu",
        right: "I. MỤC ĐÍCH, YÊU CẦU",
        cure: "Chọn tiêu đề, bấm Shift+F3 để in hoa.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for item in structure::headings(paper).filter(|item| !item.line.is_caps() && item.is_title()) {
        found.add(Where::line(item.line, Part::Body), format!("tiêu đề “{}” không in hoa", item.line.text), "in hoa");
    }
}
