//! QH01: Thiếu Quốc hiệu.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Thiếu Quốc hiệu.
pub static RULE: Rule = Rule {
    code: "QH01",
    name: "national-title-missing",
    severity: Severity::Error,
    clause: Clause::COMPONENTS.cite(),
    before_2020: true,
    page: Page {
        fault: "Thiếu Quốc hiệu.",
        why: "Quốc hiệu là thành phần chính của mọi văn bản hành chính.",
        wrong: "Trang đầu chỉ có tên cơ quan.",
        right: "Trên cùng bên phải có “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM”.",
        cure: "Thêm dòng “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM” ở trên cùng, bên phải trang đầu.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    if paper.is_official() && !paper.is_attached() && !paper.has(Part::NationalTitle) {
        found.add(Where::missing(Part::NationalTitle), "không thấy Quốc hiệu", "có Quốc hiệu");
    }
}
