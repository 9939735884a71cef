//! BC07: Dòng “Phần”, “Chương”, “Mục” không ở giữa hoặc không đậm.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::structure;
use crate::standard::Clause;

/// Dòng “Phần”, “Chương”, “Mục” không ở giữa hoặc không đậm.
pub static RULE: Rule = Rule {
    code: "BC07",
    name: "division-set",
    severity: Severity::Error,
    clause: Clause::STRUCTURE.cite(),
    before_2020: false,
    page: Page {
        fault: "Dòng “Phần”, “Chương”, “Mục” không ở giữa hoặc không đậm.",
        why: "Từ “Phần”, “Chương”, “Mục” và số thứ tự ở một dòng riêng, căn giữa, in thường, đứng, đậm.",
        wrong: "Chương I căn trái.",
        right: "Chương I căn giữa, đậm.",
        cure: "Chọn dòng đó, bấm Ctrl+E và Ctrl+B.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for item in structure::divisions(paper, &["Phần", "Chương", "Mục", "Tiểu mục"]) {
        if !item.line.is_centred() {
            found.add(Where::line(item.line, Part::Body), format!("“{}” không căn giữa", item.word), "căn giữa");
        }
        if !item.line.mostly(|look| look.bold) {
            found.add(Where::line(item.line, Part::Body), format!("“{}” không đậm", item.word), "chữ đậm");
        }
    }
}
