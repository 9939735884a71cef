//! ND04: Dòng đầu đoạn không lùi vào 1 cm hoặc 1,27 cm.

use crate::check::body;
use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::{Clause, Standard};
use crate::units::Length;

/// Dòng đầu đoạn không lùi vào 1 cm hoặc 1,27 cm.
pub static RULE: Rule = Rule {
    code: "ND04",
    name: "first-line-indent",
    severity: Severity::Error,
    clause: Clause::BODY.cite(),
    before_2020: false,
    page: Page {
        fault: "Dòng đầu đoạn không lùi vào 1 cm hoặc 1,27 cm.",
        why: "Khi xuống dòng, chữ đầu dòng lùi vào 1 cm hoặc 1,27 cm.",
        wrong: "Dòng đầu không lùi vào.",
        right: "Dòng đầu lùi vào 1 cm.",
        cure: "Chọn đoạn văn, vào Paragraph > Special > First line, đặt 1 cm hoặc 1,27 cm.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for line in body::prose(paper).filter(|line| line.paragraph.label.is_none()) {
        let format = &line.paragraph.format;
        let typed = body::starts_with_blank(line.paragraph);
        let near = |indent: Length| (format.first_line - indent).abs() <= Length::tenth_mm(5);
        if format.indent_left == Length::ZERO && !typed && !Standard::ND30.indents.into_iter().any(near) {
            let seen = format!("dòng đầu lùi vào {}", format.first_line);
            found.add(Where::line(line, Part::Body), seen, "lùi vào 10 mm hoặc 12,7 mm");
        }
    }
}
