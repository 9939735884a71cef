//! QH10: Tiêu ngữ không phải cỡ chữ 13 đến 14.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Tiêu ngữ không phải cỡ chữ 13 đến 14.
pub static RULE: Rule = Rule {
    code: "QH10",
    name: "motto-size",
    severity: Severity::Error,
    clause: Clause::NATIONAL_TITLE.cite(),
    before_2020: true,
    page: Page {
        fault: "Tiêu ngữ không phải cỡ chữ 13 đến 14.",
        why: "Tiêu ngữ ở dưới Quốc hiệu, in thường, cỡ 13 đến 14, đứng, đậm, căn giữa.",
        wrong: "“Độc lập - Tự do - Hạnh phúc” cỡ 16.",
        right: "“Độc lập - Tự do - Hạnh phúc” cỡ 14.",
        cure: "Chọn Tiêu ngữ, đặt cỡ chữ 14.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::size(paper, found, Part::Motto, 13, 14);
}
