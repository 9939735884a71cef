//! NN01: Thiếu “Nơi nhận”.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Thiếu “Nơi nhận”.
pub static RULE: Rule = Rule {
    code: "NN01",
    name: "recipients-missing",
    severity: Severity::Error,
    clause: Clause::COMPONENTS.cite(),
    before_2020: true,
    page: Page {
        fault: "Thiếu “Nơi nhận”.",
        why: "Nơi nhận cho biết văn bản gửi cho ai và lưu ở đâu.",
        wrong: "Cuối văn bản chỉ có chữ ký.",
        right: "Nơi nhận: - Như trên; - Lưu: VT, VP.",
        cure: "Thêm “Nơi nhận:” và danh sách ở bên trái, ngang chức vụ người ký.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    if paper.is_official() && !paper.is_attached() && !paper.is_agreement() && !paper.has(Part::RecipientsTitle) {
        found.add(Where::missing(Part::RecipientsTitle), "không thấy “Nơi nhận:”", "có “Nơi nhận:”");
    }
}
