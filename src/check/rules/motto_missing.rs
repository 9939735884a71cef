//! QH08: Thiếu Tiêu ngữ.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Thiếu Tiêu ngữ.
pub static RULE: Rule = Rule {
    code: "QH08",
    name: "motto-missing",
    severity: Severity::Error,
    clause: Clause::COMPONENTS.cite(),
    before_2020: true,
    page: Page {
        fault: "Thiếu Tiêu ngữ.",
        why: "Tiêu ngữ đi liền dưới Quốc hiệu trong mọi văn bản hành chính.",
        wrong: "Dưới Quốc hiệu là ngày tháng.",
        right: "Dưới Quốc hiệu có “Độc lập - Tự do - Hạnh phúc”.",
        cure: "Thêm dòng “Độc lập - Tự do - Hạnh phúc” ngay dưới Quốc hiệu.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    if paper.is_official() && !paper.is_attached() && !paper.has(Part::Motto) {
        found.add(Where::missing(Part::Motto), "không thấy Tiêu ngữ", "có Tiêu ngữ");
    }
}
