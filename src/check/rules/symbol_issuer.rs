//! SO15: Chữ viết tắt cơ quan trong ký hiệu là của cơ quan khác.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::symbol::{self, Head};
use crate::standard::Clause;

/// Chữ viết tắt cơ quan trong ký hiệu là của cơ quan khác.
pub static RULE: Rule = Rule {
    code: "SO15",
    name: "symbol-issuer",
    severity: Severity::Error,
    clause: Clause::NUMBER.cite(),
    before_2020: true,
    page: Page {
        fault: "Chữ viết tắt cơ quan trong ký hiệu là của cơ quan khác.",
        why: "Ký hiệu gồm chữ viết tắt tên loại và chữ viết tắt của chính cơ quan ban hành.",
        wrong: "Đầu văn bản SỞ TÀI CHÍNH, ký hiệu 12/KH-UBND.",
        right: "12/KH-STC",
        cure: "Sửa ký hiệu hoặc tên cơ quan.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let (Some(line), Some(agency), Some(head)) = (paper.first(Part::Number), symbol::agency(paper), Head::of(paper)) else {
        return;
    };
    if head.contradicts(&agency) {
        let wanted = format!("chữ viết tắt của {}", head.name);
        found.add(Where::line(line, Part::Number), format!("“{agency}” trong ký hiệu “{}”", line.text), wanted);
    }
}
