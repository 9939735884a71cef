//! TL06: Tên loại văn bản không in hoa.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Tên loại văn bản không in hoa.
pub static RULE: Rule = Rule {
    code: "TL06",
    name: "title-caps",
    severity: Severity::Error,
    clause: Clause::SUBJECT.cite(),
    before_2020: true,
    page: Page {
        fault: "Tên loại văn bản không in hoa.",
        why: "Tên loại in hoa, cỡ 13 đến 14, đứng, đậm, căn giữa.",
        wrong: "“Kế hoạch”.",
        right: "“KẾ HOẠCH”.",
        cure: "Gõ lại tên loại văn bản bằng chữ in hoa (chọn chữ, bấm Shift+F3).",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::caps(paper, found, Part::Title);
}
