//! KY01: Thiếu chức vụ, họ tên người ký.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Thiếu chức vụ, họ tên người ký.
pub static RULE: Rule = Rule {
    code: "KY01",
    name: "signer-missing",
    severity: Severity::Error,
    clause: Clause::COMPONENTS.cite(),
    before_2020: true,
    page: Page {
        fault: "Thiếu chức vụ, họ tên người ký.",
        why: "Chức vụ, họ tên và chữ ký của người có thẩm quyền là thành phần chính của văn bản.",
        wrong: "Cuối văn bản chỉ có nơi nhận.",
        right: "GIÁM ĐỐC / Nguyễn Văn A",
        cure: "Thêm chức vụ (in hoa, đậm) và họ tên người ký ở bên phải, ngang “Nơi nhận:”.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    if paper.is_official() && !paper.is_attached() && !paper.has(Part::SignerName) && !paper.has(Part::SignerTitle) {
        found.add(Where::missing(Part::SignerTitle), "không thấy quyền hạn, chức vụ người ký", "có quyền hạn, chức vụ người ký");
    }
}
