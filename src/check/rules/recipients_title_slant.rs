//! NN04: Từ “Nơi nhận” không in nghiêng.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Từ “Nơi nhận” không in nghiêng.
pub static RULE: Rule = Rule {
    code: "NN04",
    name: "recipients-title-slant",
    severity: Severity::Error,
    clause: Clause::RECIPIENTS.cite(),
    before_2020: false,
    page: Page {
        fault: "Từ “Nơi nhận” không in nghiêng.",
        why: "Từ “Nơi nhận:” cỡ 12, nghiêng, đậm, ở sát lề trái.",
        wrong: "“Nơi nhận:” chữ đứng.",
        right: "“Nơi nhận:” chữ nghiêng.",
        cure: "Chọn từ “Nơi nhận”, bấm Ctrl+I.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::italic(paper, found, Part::RecipientsTitle, true);
}
