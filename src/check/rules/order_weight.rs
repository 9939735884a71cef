//! ND21: Dòng “QUYẾT ĐỊNH:” không in đậm.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Dòng “QUYẾT ĐỊNH:” không in đậm.
pub static RULE: Rule = Rule {
    code: "ND21",
    name: "order-weight",
    severity: Severity::Error,
    clause: Clause::DECISION_FORM.cite(),
    before_2020: false,
    page: Page {
        fault: "Dòng “QUYẾT ĐỊNH:” không in đậm.",
        why: "Dòng “QUYẾT ĐỊNH:” in hoa, đứng, đậm, căn giữa, sau các căn cứ.",
        wrong: "“QUYẾT ĐỊNH:” chữ không đậm.",
        right: "“QUYẾT ĐỊNH:” chữ đậm.",
        cure: "Chọn dòng “QUYẾT ĐỊNH:”, bấm Ctrl+B.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::bold(paper, found, Part::Order, true);
}
