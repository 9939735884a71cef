//! SO14: Trong ký hiệu dùng gạch dài thay cho gạch nối.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Trong ký hiệu dùng gạch dài thay cho gạch nối.
pub static RULE: Rule = Rule {
    code: "SO14",
    name: "symbol-dash",
    severity: Severity::Error,
    clause: Clause::NUMBER.cite(),
    before_2020: false,
    page: Page {
        fault: "Trong ký hiệu dùng gạch dài thay cho gạch nối.",
        why: "Giữa các nhóm chữ viết tắt là gạch nối (-); Word hay đổi thành gạch dài.",
        wrong: "Số: 12/KH–STC",
        right: "Số: 12/KH-STC",
        cure: "Gõ lại gạch nối ngắn; bấm Ctrl+Z ngay sau khi Word tự đổi.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let (Some(line), Some((_, symbol))) = (paper.first(Part::Number), paper.number()) else { return };
    if symbol.contains(['–', '—', '_']) {
        let wanted = symbol.replace(['–', '—', '_'], "-");
        found.add(Where::line(line, Part::Number), format!("ký hiệu “{symbol}”"), format!("“{wanted}”"));
    }
}
