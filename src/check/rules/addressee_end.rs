//! KG06: Dòng nơi gửi không hết bằng đúng dấu.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Dòng nơi gửi không hết bằng đúng dấu.
pub static RULE: Rule = Rule {
    code: "KG06",
    name: "addressee-end",
    severity: Severity::Error,
    clause: Clause::RECIPIENTS.cite(),
    before_2020: false,
    page: Page {
        fault: "Dòng nơi gửi không hết bằng đúng dấu.",
        why: "Gửi từ hai nơi trở lên thì mỗi nơi một dòng, cuối dòng là dấu chấm phẩy, cuối dòng cuối cùng là dấu chấm.",
        wrong: "- Bộ Nội vụ, - Bộ Tài chính",
        right: "- Bộ Nội vụ; - Bộ Tài chính.",
        cure: "Đặt dấu “;” cuối mỗi dòng, dấu “.” cuối dòng cuối.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let items: Vec<_> = paper.of(Part::AddresseeItem).filter(|line| line.last).collect();
    let Some((last, others)) = items.split_last().filter(|(_, others)| !others.is_empty()) else { return };
    for line in others.iter().filter(|line| !line.text.ends_with(';')) {
        found.add(Where::line(line, Part::AddresseeItem), "dòng nơi gửi không hết bằng “;”", "dấu “;” cuối dòng");
    }
    if !last.text.ends_with('.') {
        found.add(Where::line(last, Part::AddresseeItem), "dòng nơi gửi cuối không hết bằng “.”", "dấu “.” cuối dòng");
    }
}
