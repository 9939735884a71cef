//! QH13: Tiêu ngữ không căn giữa.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Tiêu ngữ không căn giữa.
pub static RULE: Rule = Rule {
    code: "QH13",
    name: "motto-alignment",
    severity: Severity::Error,
    clause: Clause::NATIONAL_TITLE.cite(),
    before_2020: false,
    page: Page {
        fault: "Tiêu ngữ không căn giữa.",
        why: "Tiêu ngữ ở dưới Quốc hiệu, in thường, cỡ 13 đến 14, đứng, đậm, căn giữa.",
        wrong: "“Độc lập - Tự do - Hạnh phúc” căn trái.",
        right: "“Độc lập - Tự do - Hạnh phúc” căn giữa dưới Quốc hiệu.",
        cure: "Đặt con trỏ vào Tiêu ngữ, bấm Ctrl+E.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::centred(paper, found, Part::Motto);
}
