//! CQ09: Tên cơ quan ban hành không căn giữa.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Tên cơ quan ban hành không căn giữa.
pub static RULE: Rule = Rule {
    code: "CQ09",
    name: "issuer-alignment",
    severity: Severity::Error,
    clause: Clause::ISSUER.cite(),
    before_2020: false,
    page: Page {
        fault: "Tên cơ quan ban hành không căn giữa.",
        why: "Tên cơ quan ban hành in hoa, cỡ 12 đến 13, đứng, đậm, căn giữa dưới tên cơ quan chủ quản.",
        wrong: "“SỞ TÀI CHÍNH” căn trái.",
        right: "“SỞ TÀI CHÍNH” căn giữa.",
        cure: "Đặt con trỏ vào tên cơ quan ban hành, bấm Ctrl+E.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::centred(paper, found, Part::Issuer);
}
