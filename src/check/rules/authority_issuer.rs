//! NQ08: Thẩm quyền ban hành là của cơ quan khác với cơ quan ở đầu văn bản.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::symbol::Head;
use crate::standard::Clause;

/// Thẩm quyền ban hành là của cơ quan khác với cơ quan ở đầu văn bản.
pub static RULE: Rule = Rule {
    code: "NQ08",
    name: "authority-issuer",
    severity: Severity::Error,
    clause: Clause::DECISION_FORM.cite(),
    before_2020: true,
    page: Page {
        fault: "Thẩm quyền ban hành là của cơ quan khác với cơ quan ở đầu văn bản.",
        why: "Dòng thẩm quyền ghi chức vụ người đứng đầu của chính cơ quan ban hành.",
        wrong: "Đầu văn bản SỞ TÀI CHÍNH, thẩm quyền GIÁM ĐỐC SỞ NỘI VỤ.",
        right: "GIÁM ĐỐC SỞ TÀI CHÍNH",
        cure: "Sửa dòng thẩm quyền hoặc tên cơ quan.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let Some((head, line)) = Head::of(paper).zip(paper.first(Part::Authority)) else { return };
    let authority = paper.of(Part::Authority).map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
    if head.is_another_than(&authority) {
        let wanted = format!("thẩm quyền của {}", head.name);
        found.add(Where::line(line, Part::Authority), format!("“{authority}”"), wanted);
    }
}
