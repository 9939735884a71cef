//! KG03: Dòng Kính gửi in đậm.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Dòng Kính gửi in đậm.
pub static RULE: Rule = Rule {
    code: "KG03",
    name: "addressee-weight",
    severity: Severity::Error,
    clause: Clause::RECIPIENTS.cite(),
    before_2020: false,
    page: Page {
        fault: "Dòng Kính gửi in đậm.",
        why: "“Kính gửi” và nơi gửi cỡ 13 đến 14, đứng, không đậm.",
        wrong: "“Kính gửi: Bộ Nội vụ” chữ đậm.",
        right: "“Kính gửi: Bộ Nội vụ” chữ không đậm.",
        cure: "Chọn dòng Kính gửi, bấm Ctrl+B.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::bold(paper, found, Part::Addressee, false);
}
