//! TL03: Tên loại văn bản không in đậm.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Tên loại văn bản không in đậm.
pub static RULE: Rule = Rule {
    code: "TL03",
    name: "title-weight",
    severity: Severity::Error,
    clause: Clause::SUBJECT.cite(),
    before_2020: true,
    page: Page {
        fault: "Tên loại văn bản không in đậm.",
        why: "Tên loại in hoa, cỡ 13 đến 14, đứng, đậm, căn giữa.",
        wrong: "“KẾ HOẠCH” chữ không đậm.",
        right: "“KẾ HOẠCH” chữ đậm.",
        cure: "Chọn tên loại văn bản, bấm Ctrl+B.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::bold(paper, found, Part::Title, true);
}
