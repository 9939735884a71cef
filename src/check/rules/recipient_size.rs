//! NN06: Danh sách nơi nhận không phải cỡ chữ 11.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Danh sách nơi nhận không phải cỡ chữ 11.
pub static RULE: Rule = Rule {
    code: "NN06",
    name: "recipient-size",
    severity: Severity::Error,
    clause: Clause::RECIPIENTS.cite(),
    before_2020: false,
    page: Page {
        fault: "Danh sách nơi nhận không phải cỡ chữ 11.",
        why: "Tên nơi nhận cỡ 11, đứng, mỗi nơi một dòng.",
        wrong: "“- Lưu: VT, VP.” cỡ 13.",
        right: "“- Lưu: VT, VP.” cỡ 11.",
        cure: "Chọn danh sách nơi nhận, đặt cỡ chữ 11.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::size(paper, found, Part::Recipient, 11, 11);
}
