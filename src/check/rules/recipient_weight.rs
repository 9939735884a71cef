//! NN07: Danh sách nơi nhận in đậm.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Danh sách nơi nhận in đậm.
pub static RULE: Rule = Rule {
    code: "NN07",
    name: "recipient-weight",
    severity: Severity::Error,
    clause: Clause::RECIPIENTS.cite(),
    before_2020: false,
    page: Page {
        fault: "Danh sách nơi nhận in đậm.",
        why: "Tên nơi nhận cỡ 11, đứng, mỗi nơi một dòng.",
        wrong: "“- Lưu: VT, VP.” chữ đậm.",
        right: "“- Lưu: VT, VP.” chữ không đậm.",
        cure: "Chọn danh sách nơi nhận, bấm Ctrl+B.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::bold(paper, found, Part::Recipient, false);
}
