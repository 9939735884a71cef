//! PL09: Dòng “(Kèm theo …)” không phải cỡ chữ 13 đến 14.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Dòng “(Kèm theo …)” không phải cỡ chữ 13 đến 14.
pub static RULE: Rule = Rule {
    code: "PL09",
    name: "annex-reference-size",
    severity: Severity::Error,
    clause: Clause::ANNEX.cite(),
    before_2020: false,
    page: Page {
        fault: "Dòng “(Kèm theo …)” không phải cỡ chữ 13 đến 14.",
        why: "Dòng “(Kèm theo …)” cỡ 13 đến 14, nghiêng, căn giữa dưới tiêu đề phụ lục.",
        wrong: "“(Kèm theo Kế hoạch số 12/KH-STC ngày 06 tháng 02 năm 2026 của Sở Tài chính)” cỡ 16.",
        right: "“(Kèm theo Kế hoạch số 12/KH-STC ngày 06 tháng 02 năm 2026 của Sở Tài chính)” cỡ 14.",
        cure: "Chọn dòng “(kèm theo …)”, đặt cỡ chữ 14.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::size(paper, found, Part::AnnexReference, 13, 14);
}
