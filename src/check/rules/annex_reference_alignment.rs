//! PL11: Dòng “(Kèm theo …)” không căn giữa.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Dòng “(Kèm theo …)” không căn giữa.
pub static RULE: Rule = Rule {
    code: "PL11",
    name: "annex-reference-alignment",
    severity: Severity::Error,
    clause: Clause::ANNEX.cite(),
    before_2020: false,
    page: Page {
        fault: "Dòng “(Kèm theo …)” không căn giữa.",
        why: "Dòng “(Kèm theo …)” cỡ 13 đến 14, nghiêng, căn giữa dưới tiêu đề phụ lục.",
        wrong: "“(Kèm theo Kế hoạch số 12/KH-STC ngày 06 tháng 02 năm 2026 của Sở Tài chính)” căn trái.",
        right: "“(Kèm theo Kế hoạch số 12/KH-STC ngày 06 tháng 02 năm 2026 của Sở Tài chính)” căn giữa.",
        cure: "Đặt con trỏ vào dòng “(Kèm theo …)”, bấm Ctrl+E.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::centred(paper, found, Part::AnnexReference);
}
