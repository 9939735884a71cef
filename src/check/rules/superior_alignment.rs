//! CQ05: Tên cơ quan chủ quản không căn giữa.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Tên cơ quan chủ quản không căn giữa.
pub static RULE: Rule = Rule {
    code: "CQ05",
    name: "superior-alignment",
    severity: Severity::Error,
    clause: Clause::ISSUER.cite(),
    before_2020: false,
    page: Page {
        fault: "Tên cơ quan chủ quản không căn giữa.",
        why: "Tên cơ quan chủ quản in hoa, cỡ 12 đến 13, đứng, không đậm, căn giữa.",
        wrong: "“ỦY BAN NHÂN DÂN TỈNH KHÁNH HÒA” căn trái.",
        right: "“ỦY BAN NHÂN DÂN TỈNH KHÁNH HÒA” căn giữa.",
        cure: "Đặt con trỏ vào tên cơ quan chủ quản, bấm Ctrl+E.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::centred(paper, found, Part::Superior);
}
