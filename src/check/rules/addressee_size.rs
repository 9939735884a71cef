//! KG02: Dòng Kính gửi không phải cỡ chữ 13 đến 14.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Dòng Kính gửi không phải cỡ chữ 13 đến 14.
pub static RULE: Rule = Rule {
    code: "KG02",
    name: "addressee-size",
    severity: Severity::Error,
    clause: Clause::RECIPIENTS.cite(),
    before_2020: false,
    page: Page {
        fault: "Dòng Kính gửi không phải cỡ chữ 13 đến 14.",
        why: "“Kính gửi” và nơi gửi cỡ 13 đến 14, đứng, không đậm.",
        wrong: "“Kính gửi: Bộ Nội vụ” cỡ 16.",
        right: "“Kính gửi: Bộ Nội vụ” cỡ 14.",
        cure: "Chọn dòng kính gửi, đặt cỡ chữ 14.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::size(paper, found, Part::Addressee, 13, 14);
}
