//! NQ04: Số thứ tự trong bảng nhảy cóc hoặc trùng.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::structure;

/// Số thứ tự trong bảng nhảy cóc hoặc trùng.
pub static RULE: Rule = Rule {
    code: "NQ04",
    name: "serial-gap",
    severity: Severity::Warning,
    clause: "Thói quen tốt khi lập bảng",
    before_2020: true,
    page: Page {
        fault: "Số thứ tự trong bảng nhảy cóc hoặc trùng.",
        why: "Số thứ tự sai thì số lượng trong văn bản và trong bảng không khớp.",
        wrong: "TT: 1, 2, 4.",
        right: "TT: 1, 2, 3.",
        cure: "Đánh lại cột số thứ tự.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (line, before, number) in structure::serial_breaks(paper) {
        found.add(Where::line(line, Part::Body), format!("sau số thứ tự {before} là {number}"), format!("{}", before + 1));
    }
}
