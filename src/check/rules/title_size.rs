//! TL02: Tên loại văn bản không phải cỡ chữ 13 đến 14.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Tên loại văn bản không phải cỡ chữ 13 đến 14.
pub static RULE: Rule = Rule {
    code: "TL02",
    name: "title-size",
    severity: Severity::Error,
    clause: Clause::SUBJECT.cite(),
    before_2020: true,
    page: Page {
        fault: "Tên loại văn bản không phải cỡ chữ 13 đến 14.",
        why: "Tên loại in hoa, cỡ 13 đến 14, đứng, đậm, căn giữa.",
        wrong: "“KẾ HOẠCH” cỡ 16.",
        right: "“KẾ HOẠCH” cỡ 14.",
        cure: "Chọn tên loại văn bản, đặt cỡ chữ 14.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::size(paper, found, Part::Title, 13, 14);
}
