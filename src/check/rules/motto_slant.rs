//! QH12: Tiêu ngữ in nghiêng.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Tiêu ngữ in nghiêng.
pub static RULE: Rule = Rule {
    code: "QH12",
    name: "motto-slant",
    severity: Severity::Error,
    clause: Clause::NATIONAL_TITLE.cite(),
    before_2020: true,
    page: Page {
        fault: "Tiêu ngữ in nghiêng.",
        why: "Tiêu ngữ ở dưới Quốc hiệu, in thường, cỡ 13 đến 14, đứng, đậm, căn giữa.",
        wrong: "“Độc lập - Tự do - Hạnh phúc” chữ nghiêng.",
        right: "“Độc lập - Tự do - Hạnh phúc” chữ đứng.",
        cure: "Chọn Tiêu ngữ, bấm Ctrl+I.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::italic(paper, found, Part::Motto, false);
}
