//! NN12: Dòng “Lưu” không phải dòng cuối của nơi nhận.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Dòng “Lưu” không phải dòng cuối của nơi nhận.
pub static RULE: Rule = Rule {
    code: "NN12",
    name: "archive-last",
    severity: Severity::Error,
    clause: Clause::RECIPIENTS.cite(),
    before_2020: false,
    page: Page {
        fault: "Dòng “Lưu” không phải dòng cuối của nơi nhận.",
        why: "“Lưu” ở dòng cuối cùng của nơi nhận.",
        wrong: "- Lưu: VT; - Các phòng thuộc Sở.",
        right: "- Các phòng thuộc Sở; - Lưu: VT.",
        cure: "Chuyển dòng “Lưu” xuống cuối danh sách.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let lines: Vec<_> = paper.of(Part::Recipient).collect();
    let Some(at) = lines.iter().position(|line| line.folded.starts_with("LUU")) else { return };
    if lines[at + 1..].iter().any(|line| line.text.starts_with(['-', '–'])) {
        found.add(Where::line(lines[at], Part::Recipient), "sau dòng “Lưu” còn nơi nhận khác", "dòng “Lưu” ở cuối");
    }
}
