//! PL10: Dòng “(Kèm theo …)” không in nghiêng.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Dòng “(Kèm theo …)” không in nghiêng.
pub static RULE: Rule = Rule {
    code: "PL10",
    name: "annex-reference-slant",
    severity: Severity::Error,
    clause: Clause::ANNEX.cite(),
    before_2020: false,
    page: Page {
        fault: "Dòng “(Kèm theo …)” không in nghiêng.",
        why: "Dòng “(Kèm theo …)” cỡ 13 đến 14, nghiêng, căn giữa dưới tiêu đề phụ lục.",
        wrong: "“(Kèm theo Kế hoạch số 12/KH-STC ngày 06 tháng 02 năm 2026 của Sở Tài chính)” chữ đứng.",
        right: "“(Kèm theo Kế hoạch số 12/KH-STC ngày 06 tháng 02 năm 2026 của Sở Tài chính)” chữ nghiêng.",
        cure: "Chọn dòng “(Kèm theo …)”, bấm Ctrl+I.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::italic(paper, found, Part::AnnexReference, true);
}
