//! CQ01: Thiếu tên cơ quan ban hành.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Thiếu tên cơ quan ban hành.
pub static RULE: Rule = Rule {
    code: "CQ01",
    name: "issuer-missing",
    severity: Severity::Error,
    clause: Clause::COMPONENTS.cite(),
    before_2020: true,
    page: Page {
        fault: "Thiếu tên cơ quan ban hành.",
        why: "Tên cơ quan, tổ chức ban hành là thành phần chính của mọi văn bản hành chính.",
        wrong: "Trên cùng bên trái để trống.",
        right: "Trên cùng bên trái có tên cơ quan chủ quản và tên cơ quan ban hành.",
        cure: "Thêm tên cơ quan ban hành, in hoa, đậm, ở trên cùng bên trái trang đầu.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    if paper.is_official() && !paper.is_attached() && !paper.is_agreement() && !paper.has(Part::Issuer) {
        found.add(Where::missing(Part::Issuer), "không thấy tên cơ quan ban hành", "có tên cơ quan ban hành");
    }
}
