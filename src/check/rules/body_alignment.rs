//! ND01: Đoạn văn không dàn đều hai lề.

use crate::check::body;
use crate::check::finding::Where;
use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::docx::format::Alignment;
use crate::standard::Clause;

/// Đoạn văn không dàn đều hai lề.
pub static RULE: Rule = Rule {
    code: "ND01",
    name: "body-alignment",
    severity: Severity::Error,
    clause: Clause::BODY.cite(),
    before_2020: false,
    page: Page {
        fault: "Đoạn văn không dàn đều hai lề.",
        why: "Nội dung được dàn đều cả hai lề.",
        wrong: "Đoạn văn căn trái, mép phải lởm chởm.",
        right: "Đoạn văn dàn đều hai lề.",
        cure: "Chọn đoạn văn, bấm Ctrl+J.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for line in body::prose(paper) {
        let alignment = line.paragraph.format.alignment;
        if alignment != Alignment::Justify {
            found.add(Where::line(line, Part::Body), format!("đoạn văn {}", look::alignment(alignment)), "dàn đều hai lề");
        }
    }
}
