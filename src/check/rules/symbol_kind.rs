//! SO12: Chữ viết tắt tên loại trong ký hiệu không khớp với tên loại.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Chữ viết tắt tên loại trong ký hiệu không khớp với tên loại.
pub static RULE: Rule = Rule {
    code: "SO12",
    name: "symbol-kind",
    severity: Severity::Error,
    clause: Clause::ABBREVIATIONS.cite(),
    before_2020: false,
    page: Page {
        fault: "Chữ viết tắt tên loại trong ký hiệu không khớp với tên loại.",
        why: "Chữ viết tắt tên loại theo bảng ở Phụ lục III: kế hoạch là KH, báo cáo là BC.",
        wrong: "Kế hoạch mà ký hiệu là 12/BC-STC.",
        right: "Kế hoạch số 12/KH-STC.",
        cure: "Sửa nhóm chữ đầu của ký hiệu theo tên loại văn bản.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let (Some(line), Some((_, symbol))) = (paper.first(Part::Number), paper.number()) else { return };
    let Some(wanted) = paper.kind.and_then(|kind| kind.abbreviation).filter(|_| paper.has(Part::Title)) else { return };
    let first = symbol.split(['-', '–', '_', ' ']).next().unwrap_or_default();
    if symbol.to_uppercase() != symbol && first.to_uppercase() == wanted.to_uppercase() {
        return;
    }
    if first.to_uppercase() != wanted.to_uppercase() {
        let seen = format!("ký hiệu “{symbol}” của {}", paper.kind.map_or("văn bản", |kind| kind.name).to_lowercase());
        found.add(Where::line(line, Part::Number), seen, format!("bắt đầu bằng “{wanted}-”"));
    }
}
