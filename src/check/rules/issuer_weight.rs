//! CQ07: Tên cơ quan ban hành không in đậm.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Tên cơ quan ban hành không in đậm.
pub static RULE: Rule = Rule {
    code: "CQ07",
    name: "issuer-weight",
    severity: Severity::Error,
    clause: Clause::ISSUER.cite(),
    before_2020: true,
    page: Page {
        fault: "Tên cơ quan ban hành không in đậm.",
        why: "Tên cơ quan ban hành in hoa, cỡ 12 đến 13, đứng, đậm, căn giữa dưới tên cơ quan chủ quản.",
        wrong: "“SỞ TÀI CHÍNH” chữ không đậm.",
        right: "“SỞ TÀI CHÍNH” chữ đậm.",
        cure: "Chọn tên cơ quan ban hành, bấm Ctrl+B.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::bold(paper, found, Part::Issuer, true);
}
