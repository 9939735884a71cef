//! CC04: Căn cứ cuối cùng không hết bằng dấu chấm.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Căn cứ cuối cùng không hết bằng dấu chấm.
pub static RULE: Rule = Rule {
    code: "CC04",
    name: "last-ground-end",
    severity: Severity::Error,
    clause: Clause::GROUNDS.cite(),
    before_2020: false,
    page: Page {
        fault: "Căn cứ cuối cùng không hết bằng dấu chấm.",
        why: "Dòng căn cứ cuối cùng kết thúc bằng dấu chấm.",
        wrong: "Theo đề nghị của Chánh Văn phòng Sở,",
        right: "Theo đề nghị của Chánh Văn phòng Sở.",
        cure: "Đặt dấu “.” cuối căn cứ cuối cùng.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let grounds: Vec<_> = paper.of(Part::Ground).filter(|line| line.last).collect();
    // Of a single one the sentence goes on in documents that have no order line.
    let Some(last) = grounds.last().filter(|_| grounds.len() > 1 || paper.has(Part::Order)) else { return };
    if !last.text.ends_with('.') {
        found.add(Where::line(last, Part::Ground), "căn cứ cuối cùng không hết bằng “.”", "dấu “.” cuối dòng");
    }
}
