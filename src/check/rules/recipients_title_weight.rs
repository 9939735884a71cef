//! NN03: Từ “Nơi nhận” không in đậm.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Từ “Nơi nhận” không in đậm.
pub static RULE: Rule = Rule {
    code: "NN03",
    name: "recipients-title-weight",
    severity: Severity::Error,
    clause: Clause::RECIPIENTS.cite(),
    before_2020: false,
    page: Page {
        fault: "Từ “Nơi nhận” không in đậm.",
        why: "Từ “Nơi nhận:” cỡ 12, nghiêng, đậm, ở sát lề trái.",
        wrong: "“Nơi nhận:” chữ không đậm.",
        right: "“Nơi nhận:” chữ đậm.",
        cure: "Chọn từ “Nơi nhận”, bấm Ctrl+B.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::bold(paper, found, Part::RecipientsTitle, true);
}
