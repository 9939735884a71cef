//! ND05: Khoảng cách giữa các đoạn văn dưới 6 pt.

use crate::check::body;
use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::{Clause, Standard};
use crate::units::Length;

/// Khoảng cách giữa các đoạn văn dưới 6 pt.
pub static RULE: Rule = Rule {
    code: "ND05",
    name: "paragraph-gap",
    severity: Severity::Error,
    clause: Clause::BODY.cite(),
    before_2020: false,
    page: Page {
        fault: "Khoảng cách giữa các đoạn văn dưới 6 pt.",
        why: "Khoảng cách giữa các đoạn văn tối thiểu 6 pt.",
        wrong: "Đoạn sát đoạn, 0 pt.",
        right: "Mỗi đoạn cách đoạn trước 6 pt.",
        cure: "Chọn đoạn văn, vào Layout > Spacing, đặt Before là 6 pt.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (before, line) in body::neighbours(paper) {
        let gap = body::gap(before, line);
        if gap < Standard::ND30.gap - Length::half_pt(1) {
            found.add(Where::line(line, Part::Body), format!("cách đoạn trên {}", gap.as_pt()), "tối thiểu 6 pt");
        }
    }
}
