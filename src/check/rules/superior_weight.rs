//! CQ03: Tên cơ quan chủ quản in đậm.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Tên cơ quan chủ quản in đậm.
pub static RULE: Rule = Rule {
    code: "CQ03",
    name: "superior-weight",
    severity: Severity::Error,
    clause: Clause::ISSUER.cite(),
    before_2020: true,
    page: Page {
        fault: "Tên cơ quan chủ quản in đậm.",
        why: "Tên cơ quan chủ quản in hoa, cỡ 12 đến 13, đứng, không đậm, căn giữa.",
        wrong: "“ỦY BAN NHÂN DÂN TỈNH KHÁNH HÒA” chữ đậm.",
        right: "“ỦY BAN NHÂN DÂN TỈNH KHÁNH HÒA” chữ không đậm.",
        cure: "Chọn tên cơ quan chủ quản, bấm Ctrl+B.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::bold(paper, found, Part::Superior, false);
}
