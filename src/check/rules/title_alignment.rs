//! TL05: Tên loại văn bản không căn giữa.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Tên loại văn bản không căn giữa.
pub static RULE: Rule = Rule {
    code: "TL05",
    name: "title-alignment",
    severity: Severity::Error,
    clause: Clause::SUBJECT.cite(),
    before_2020: false,
    page: Page {
        fault: "Tên loại văn bản không căn giữa.",
        why: "Tên loại in hoa, cỡ 13 đến 14, đứng, đậm, căn giữa.",
        wrong: "“KẾ HOẠCH” căn trái.",
        right: "“KẾ HOẠCH” căn giữa.",
        cure: "Đặt con trỏ vào tên loại văn bản, bấm Ctrl+E.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::centred(paper, found, Part::Title);
}
