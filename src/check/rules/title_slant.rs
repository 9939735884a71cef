//! TL04: Tên loại văn bản in nghiêng.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Tên loại văn bản in nghiêng.
pub static RULE: Rule = Rule {
    code: "TL04",
    name: "title-slant",
    severity: Severity::Error,
    clause: Clause::SUBJECT.cite(),
    before_2020: true,
    page: Page {
        fault: "Tên loại văn bản in nghiêng.",
        why: "Tên loại in hoa, cỡ 13 đến 14, đứng, đậm, căn giữa.",
        wrong: "“KẾ HOẠCH” chữ nghiêng.",
        right: "“KẾ HOẠCH” chữ đứng.",
        cure: "Chọn tên loại văn bản, bấm Ctrl+I.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::italic(paper, found, Part::Title, false);
}
