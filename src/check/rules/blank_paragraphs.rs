//! ND09: Giãn đoạn bằng đoạn trống.

use crate::check::body;
use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Giãn đoạn bằng đoạn trống.
pub static RULE: Rule = Rule {
    code: "ND09",
    name: "blank-paragraphs",
    severity: Severity::Hint,
    clause: Clause::BODY.cite(),
    before_2020: true,
    page: Page {
        fault: "Giãn đoạn bằng đoạn trống.",
        why: "Đoạn trống làm trang dài ngắn thất thường; khoảng cách đặt trong định dạng đoạn thì đều.",
        wrong: "Bấm Enter hai lần giữa hai đoạn.",
        right: "Spacing Before 6 pt.",
        cure: "Xóa đoạn trống; vào Layout > Spacing, đặt Before là 6 pt.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for line in body::blanks(paper) {
        found.add(Where::line(line, Part::Body), "đoạn trống giữa nội dung", "khoảng cách đặt trong định dạng đoạn");
    }
}
