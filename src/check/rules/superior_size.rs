//! CQ02: Tên cơ quan chủ quản không phải cỡ chữ 12 đến 13.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Tên cơ quan chủ quản không phải cỡ chữ 12 đến 13.
pub static RULE: Rule = Rule {
    code: "CQ02",
    name: "superior-size",
    severity: Severity::Error,
    clause: Clause::ISSUER.cite(),
    before_2020: true,
    page: Page {
        fault: "Tên cơ quan chủ quản không phải cỡ chữ 12 đến 13.",
        why: "Tên cơ quan chủ quản in hoa, cỡ 12 đến 13, đứng, không đậm, căn giữa.",
        wrong: "“ỦY BAN NHÂN DÂN TỈNH KHÁNH HÒA” cỡ 15.",
        right: "“ỦY BAN NHÂN DÂN TỈNH KHÁNH HÒA” cỡ 13.",
        cure: "Chọn tên cơ quan chủ quản, đặt cỡ chữ 13.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::size(paper, found, Part::Superior, 12, 13);
}
