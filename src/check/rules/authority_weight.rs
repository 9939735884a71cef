//! ND23: Thẩm quyền ban hành không in đậm.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Thẩm quyền ban hành không in đậm.
pub static RULE: Rule = Rule {
    code: "ND23",
    name: "authority-weight",
    severity: Severity::Error,
    clause: Clause::DECISION_FORM.cite(),
    before_2020: false,
    page: Page {
        fault: "Thẩm quyền ban hành không in đậm.",
        why: "Dòng thẩm quyền ban hành in hoa, đứng, đậm, căn giữa, trước các căn cứ.",
        wrong: "“GIÁM ĐỐC SỞ TÀI CHÍNH” chữ không đậm.",
        right: "“GIÁM ĐỐC SỞ TÀI CHÍNH” chữ đậm.",
        cure: "Chọn thẩm quyền ban hành, bấm Ctrl+B.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::bold(paper, found, Part::Authority, true);
}
