//! ND08: Lùi đầu dòng bằng phím Tab.

use crate::check::body;
use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Lùi đầu dòng bằng phím Tab.
pub static RULE: Rule = Rule {
    code: "ND08",
    name: "indent-by-tab",
    severity: Severity::Hint,
    clause: Clause::BODY.cite(),
    before_2020: true,
    page: Page {
        fault: "Lùi đầu dòng bằng phím Tab.",
        why: "Độ lùi đặt trong định dạng đoạn thì đều ở mọi đoạn và không mất khi chép sang văn bản khác.",
        wrong: "Bấm Tab trước chữ đầu.",
        right: "Paragraph > Special > First line 1 cm.",
        cure: "Xóa dấu Tab đầu dòng; vào Paragraph > Special > First line, đặt 1 cm.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for line in body::text(paper).filter(|line| body::starts_with(line.paragraph, "\t")) {
        found.add(Where::line(line, Part::Body), "dấu Tab ở đầu đoạn", "lùi đầu dòng bằng định dạng đoạn");
    }
}
