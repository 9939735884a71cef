//! SO13: Ký hiệu công văn có chữ viết tắt “CV”.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Ký hiệu công văn có chữ viết tắt “CV”.
pub static RULE: Rule = Rule {
    code: "SO13",
    name: "letter-symbol",
    severity: Severity::Error,
    clause: Clause::NUMBER.cite(),
    before_2020: false,
    page: Page {
        fault: "Ký hiệu công văn có chữ viết tắt “CV”.",
        why: "Ký hiệu công văn gồm chữ viết tắt tên cơ quan và đơn vị soạn thảo; công văn không có chữ viết tắt tên loại.",
        wrong: "Số: 12/CV-STC",
        right: "Số: 12/STC-VP",
        cure: "Bỏ “CV-”; ghi chữ viết tắt cơ quan rồi đến đơn vị soạn thảo.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let (Some(line), Some((_, symbol))) = (paper.first(Part::Number), paper.number()) else { return };
    if symbol.split(['-', '–']).any(|group| group.trim() == "CV") {
        found.add(Where::line(line, Part::Number), format!("ký hiệu “{symbol}”"), "không có “CV”");
    }
}
