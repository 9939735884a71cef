//! BC06: Số của phần, chương không phải chữ số La Mã.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::structure;
use crate::standard::Clause;
use crate::viet::roman;

/// Số của phần, chương không phải chữ số La Mã.
pub static RULE: Rule = Rule {
    code: "BC06",
    name: "chapter-numeral",
    severity: Severity::Error,
    clause: Clause::STRUCTURE.cite(),
    before_2020: false,
    page: Page {
        fault: "Số của phần, chương không phải chữ số La Mã.",
        why: "Phần, chương đánh số bằng chữ số La Mã.",
        wrong: "Chương 1",
        right: "Chương I",
        cure: "Đổi số sau “Chương” thành chữ số La Mã.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for item in structure::divisions(paper, &["Phần", "Chương"]) {
        if roman::parse(item.numeral).is_none() {
            let wanted = item.numeral.parse().ok().and_then(roman::roman).unwrap_or_else(|| "chữ số La Mã".to_owned());
            found.add(Where::line(item.line, Part::Body), format!("“{}”", item.line.text), format!("“{} {wanted}”", item.word));
        }
    }
}
