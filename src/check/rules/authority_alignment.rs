//! ND24: Thẩm quyền ban hành không căn giữa.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Thẩm quyền ban hành không căn giữa.
pub static RULE: Rule = Rule {
    code: "ND24",
    name: "authority-alignment",
    severity: Severity::Error,
    clause: Clause::DECISION_FORM.cite(),
    before_2020: false,
    page: Page {
        fault: "Thẩm quyền ban hành không căn giữa.",
        why: "Dòng thẩm quyền ban hành in hoa, đứng, đậm, căn giữa, trước các căn cứ.",
        wrong: "“GIÁM ĐỐC SỞ TÀI CHÍNH” căn trái.",
        right: "“GIÁM ĐỐC SỞ TÀI CHÍNH” căn giữa.",
        cure: "Đặt con trỏ vào thẩm quyền ban hành, bấm Ctrl+E.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::centred(paper, found, Part::Authority);
}
