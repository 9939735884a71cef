//! KG04: Dòng Kính gửi in nghiêng.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Dòng Kính gửi in nghiêng.
pub static RULE: Rule = Rule {
    code: "KG04",
    name: "addressee-slant",
    severity: Severity::Error,
    clause: Clause::RECIPIENTS.cite(),
    before_2020: false,
    page: Page {
        fault: "Dòng Kính gửi in nghiêng.",
        why: "“Kính gửi” và nơi gửi cỡ 13 đến 14, đứng, không đậm.",
        wrong: "“Kính gửi: Bộ Nội vụ” chữ nghiêng.",
        right: "“Kính gửi: Bộ Nội vụ” chữ đứng.",
        cure: "Chọn dòng Kính gửi, bấm Ctrl+I.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::italic(paper, found, Part::Addressee, false);
}
