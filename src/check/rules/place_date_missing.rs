//! DT01: Thiếu địa danh và thời gian ban hành.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Thiếu địa danh và thời gian ban hành.
pub static RULE: Rule = Rule {
    code: "DT01",
    name: "place-date-missing",
    severity: Severity::Error,
    clause: Clause::COMPONENTS.cite(),
    before_2020: true,
    page: Page {
        fault: "Thiếu địa danh và thời gian ban hành.",
        why: "Thời gian ban hành cho biết văn bản có từ ngày nào.",
        wrong: "Dưới Tiêu ngữ để trống.",
        right: "Khánh Hòa, ngày 06 tháng 02 năm 2026",
        cure: "Thêm dòng “Địa danh, ngày … tháng … năm …” dưới Tiêu ngữ.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    if paper.is_official() && !paper.is_attached() && !paper.is_agreement() && paper.form().dated && !paper.has(Part::PlaceDate) {
        found.add(Where::missing(Part::PlaceDate), "không thấy địa danh và thời gian ban hành", "có địa danh và thời gian ban hành");
    }
}
