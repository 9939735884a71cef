//! CQ04: Tên cơ quan chủ quản in nghiêng.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Tên cơ quan chủ quản in nghiêng.
pub static RULE: Rule = Rule {
    code: "CQ04",
    name: "superior-slant",
    severity: Severity::Error,
    clause: Clause::ISSUER.cite(),
    before_2020: true,
    page: Page {
        fault: "Tên cơ quan chủ quản in nghiêng.",
        why: "Tên cơ quan chủ quản in hoa, cỡ 12 đến 13, đứng, không đậm, căn giữa.",
        wrong: "“ỦY BAN NHÂN DÂN TỈNH KHÁNH HÒA” chữ nghiêng.",
        right: "“ỦY BAN NHÂN DÂN TỈNH KHÁNH HÒA” chữ đứng.",
        cure: "Chọn tên cơ quan chủ quản, bấm Ctrl+I.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::italic(paper, found, Part::Superior, false);
}
