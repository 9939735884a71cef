//! SO16: Chữ viết tắt cơ quan trong ký hiệu không có trong tên cơ quan.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::symbol::{self, Head};
use crate::standard::Clause;

/// Chữ viết tắt cơ quan trong ký hiệu không có trong tên cơ quan.
pub static RULE: Rule = Rule {
    code: "SO16",
    name: "symbol-letters",
    severity: Severity::Warning,
    clause: Clause::NUMBER.cite(),
    before_2020: true,
    page: Page {
        fault: "Chữ viết tắt cơ quan trong ký hiệu không có trong tên cơ quan.",
        why: "Chữ viết tắt lấy từ tên cơ quan, đúng như cơ quan quy định.",
        wrong: "CHI CỤC KIỂM LÂM, ký hiệu 12/KH-TTBVTV.",
        right: "12/KH-CCKL",
        cure: "Sửa ký hiệu hoặc tên cơ quan.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let (Some(line), Some(agency), Some(head)) = (paper.first(Part::Number), symbol::agency(paper), Head::of(paper)) else {
        return;
    };
    if head.lacks(&agency) {
        let wanted = format!("chữ viết tắt của {}", head.name);
        found.add(Where::line(line, Part::Number), format!("“{agency}” trong ký hiệu “{}”", line.text), wanted);
    }
}
