//! ND07: Lùi đầu dòng bằng dấu cách.

use crate::check::body;
use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Lùi đầu dòng bằng dấu cách.
pub static RULE: Rule = Rule {
    code: "ND07",
    name: "indent-by-blanks",
    severity: Severity::Warning,
    clause: Clause::BODY.cite(),
    before_2020: true,
    page: Page {
        fault: "Lùi đầu dòng bằng dấu cách.",
        why: "Dấu cách làm đầu dòng lệch nhau khi đổi phông, đổi cỡ; độ lùi đặt một lần trong định dạng đoạn thì đều.",
        wrong: "Gõ sáu dấu cách trước chữ đầu.",
        right: "Paragraph > Special > First line 1 cm.",
        cure: "Xóa các dấu cách đầu dòng; vào Paragraph > Special > First line, đặt 1 cm.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for line in body::text(paper) {
        if body::starts_with(line.paragraph, "  ") || body::starts_with(line.paragraph, "\u{a0}") {
            found.add(Where::line(line, Part::Body), "dấu cách ở đầu đoạn", "lùi đầu dòng bằng định dạng đoạn");
        }
    }
}
