//! NN02: Từ “Nơi nhận” không phải cỡ chữ 12.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Từ “Nơi nhận” không phải cỡ chữ 12.
pub static RULE: Rule = Rule {
    code: "NN02",
    name: "recipients-title-size",
    severity: Severity::Error,
    clause: Clause::RECIPIENTS.cite(),
    before_2020: false,
    page: Page {
        fault: "Từ “Nơi nhận” không phải cỡ chữ 12.",
        why: "Từ “Nơi nhận:” cỡ 12, nghiêng, đậm, ở sát lề trái.",
        wrong: "“Nơi nhận:” cỡ 14.",
        right: "“Nơi nhận:” cỡ 12.",
        cure: "Chọn từ “nơi nhận”, đặt cỡ chữ 12.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::size(paper, found, Part::RecipientsTitle, 12, 12);
}
