//! NN08: Danh sách nơi nhận in nghiêng.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Danh sách nơi nhận in nghiêng.
pub static RULE: Rule = Rule {
    code: "NN08",
    name: "recipient-slant",
    severity: Severity::Error,
    clause: Clause::RECIPIENTS.cite(),
    before_2020: false,
    page: Page {
        fault: "Danh sách nơi nhận in nghiêng.",
        why: "Tên nơi nhận cỡ 11, đứng, mỗi nơi một dòng.",
        wrong: "“- Lưu: VT, VP.” chữ nghiêng.",
        right: "“- Lưu: VT, VP.” chữ đứng.",
        cure: "Chọn danh sách nơi nhận, bấm Ctrl+I.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::italic(paper, found, Part::Recipient, false);
}
