//! CQ08: Tên cơ quan ban hành in nghiêng.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Tên cơ quan ban hành in nghiêng.
pub static RULE: Rule = Rule {
    code: "CQ08",
    name: "issuer-slant",
    severity: Severity::Error,
    clause: Clause::ISSUER.cite(),
    before_2020: true,
    page: Page {
        fault: "Tên cơ quan ban hành in nghiêng.",
        why: "Tên cơ quan ban hành in hoa, cỡ 12 đến 13, đứng, đậm, căn giữa dưới tên cơ quan chủ quản.",
        wrong: "“SỞ TÀI CHÍNH” chữ nghiêng.",
        right: "“SỞ TÀI CHÍNH” chữ đứng.",
        cure: "Chọn tên cơ quan ban hành, bấm Ctrl+I.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::italic(paper, found, Part::Issuer, false);
}
