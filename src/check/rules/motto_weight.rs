//! QH11: Tiêu ngữ không in đậm.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Tiêu ngữ không in đậm.
pub static RULE: Rule = Rule {
    code: "QH11",
    name: "motto-weight",
    severity: Severity::Error,
    clause: Clause::NATIONAL_TITLE.cite(),
    before_2020: true,
    page: Page {
        fault: "Tiêu ngữ không in đậm.",
        why: "Tiêu ngữ ở dưới Quốc hiệu, in thường, cỡ 13 đến 14, đứng, đậm, căn giữa.",
        wrong: "“Độc lập - Tự do - Hạnh phúc” chữ không đậm.",
        right: "“Độc lập - Tự do - Hạnh phúc” chữ đậm.",
        cure: "Chọn Tiêu ngữ, bấm Ctrl+B.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::bold(paper, found, Part::Motto, true);
}
