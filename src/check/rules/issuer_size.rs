//! CQ06: Tên cơ quan ban hành không phải cỡ chữ 12 đến 13.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Tên cơ quan ban hành không phải cỡ chữ 12 đến 13.
pub static RULE: Rule = Rule {
    code: "CQ06",
    name: "issuer-size",
    severity: Severity::Error,
    clause: Clause::ISSUER.cite(),
    before_2020: true,
    page: Page {
        fault: "Tên cơ quan ban hành không phải cỡ chữ 12 đến 13.",
        why: "Tên cơ quan ban hành in hoa, cỡ 12 đến 13, đứng, đậm, căn giữa dưới tên cơ quan chủ quản.",
        wrong: "“SỞ TÀI CHÍNH” cỡ 15.",
        right: "“SỞ TÀI CHÍNH” cỡ 13.",
        cure: "Chọn tên cơ quan ban hành, đặt cỡ chữ 13.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::size(paper, found, Part::Issuer, 12, 13);
}
