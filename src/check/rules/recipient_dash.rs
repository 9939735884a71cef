//! NN09: Dòng nơi nhận không có gạch đầu dòng.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Dòng nơi nhận không có gạch đầu dòng.
pub static RULE: Rule = Rule {
    code: "NN09",
    name: "recipient-dash",
    severity: Severity::Error,
    clause: Clause::RECIPIENTS.cite(),
    before_2020: false,
    page: Page {
        fault: "Dòng nơi nhận không có gạch đầu dòng.",
        why: "Tên mỗi cơ quan, mỗi nhóm nhận ở một dòng riêng, đầu dòng có gạch đầu dòng sát lề trái.",
        wrong: "Như trên;",
        right: "- Như trên;",
        cure: "Gõ “- ” ở đầu dòng.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for line in paper.of(Part::Recipient).filter(|line| line.first && !line.text.starts_with(['-', '–', '+'])) {
        found.add(Where::line(line, Part::Recipient), format!("“{}”", line.text), "“- ” ở đầu dòng");
    }
}
