//! BC09: Số của mục, tiểu mục không phải chữ số Ả Rập.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::structure;
use crate::standard::Clause;
use crate::viet::roman;

/// Số của mục, tiểu mục không phải chữ số Ả Rập.
pub static RULE: Rule = Rule {
    code: "BC09",
    name: "section-numeral",
    severity: Severity::Error,
    clause: Clause::STRUCTURE.cite(),
    before_2020: false,
    page: Page {
        fault: "Số của mục, tiểu mục không phải chữ số Ả Rập.",
        why: "Mục, tiểu mục trong chương đánh số bằng chữ số Ả Rập.",
        wrong: "Mục I",
        right: "Mục 1",
        cure: "Đổi số sau “Mục” thành chữ số Ả Rập.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for item in structure::divisions(paper, &["Mục", "Tiểu mục"]) {
        if let Some(number) = roman::parse(item.numeral) {
            found.add(Where::line(item.line, Part::Body), format!("“{}”", item.line.text), format!("“{} {number}”", item.word));
        }
    }
}
