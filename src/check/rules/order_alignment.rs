//! ND22: Dòng “QUYẾT ĐỊNH:” không căn giữa.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Dòng “QUYẾT ĐỊNH:” không căn giữa.
pub static RULE: Rule = Rule {
    code: "ND22",
    name: "order-alignment",
    severity: Severity::Error,
    clause: Clause::DECISION_FORM.cite(),
    before_2020: false,
    page: Page {
        fault: "Dòng “QUYẾT ĐỊNH:” không căn giữa.",
        why: "Dòng “QUYẾT ĐỊNH:” in hoa, đứng, đậm, căn giữa, sau các căn cứ.",
        wrong: "“QUYẾT ĐỊNH:” căn trái.",
        right: "“QUYẾT ĐỊNH:” căn giữa.",
        cure: "Đặt con trỏ vào dòng “QUYẾT ĐỊNH:”, bấm Ctrl+E.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::centred(paper, found, Part::Order);
}
