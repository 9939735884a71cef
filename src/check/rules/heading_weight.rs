//! BC11: Tiêu đề đánh số La Mã không in đậm.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::structure;
use crate::standard::Clause;

/// Tiêu đề đánh số La Mã không in đậm.
pub static RULE: Rule = Rule {
    code: "BC11",
    name: "heading-weight",
    severity: Severity::Error,
    clause: Clause::STRUCTURE.cite(),
    before_2020: false,
    page: Page {
        fault: "Tiêu đề đánh số La Mã không in đậm.",
        why: "Số thứ tự và tiêu đề của mục in hoa, đứng, đậm.",
        wrong: "I. MỤC ĐÍCH, YÊU CẦU chữ thường",
        right: "I. MỤC ĐÍCH, YÊU CẦU chữ đậm",
        cure: "Chọn tiêu đề, bấm Ctrl+B.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for item in structure::headings(paper).filter(|item| item.is_title() && !item.line.mostly(|look| look.bold)) {
        found.add(Where::line(item.line, Part::Body), format!("tiêu đề “{}” không đậm", item.line.text), "chữ đậm");
    }
}
