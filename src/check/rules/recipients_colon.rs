//! NN05: Sau “Nơi nhận” không có dấu hai chấm.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Sau “Nơi nhận” không có dấu hai chấm.
pub static RULE: Rule = Rule {
    code: "NN05",
    name: "recipients-colon",
    severity: Severity::Error,
    clause: Clause::RECIPIENTS.cite(),
    before_2020: false,
    page: Page {
        fault: "Sau “Nơi nhận” không có dấu hai chấm.",
        why: "Sau từ “Nơi nhận” có dấu hai chấm.",
        wrong: "Nơi nhận",
        right: "Nơi nhận:",
        cure: "Thêm dấu hai chấm sau “Nơi nhận”.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for line in paper.of(Part::RecipientsTitle).filter(|line| line.text != "Nơi nhận:") {
        found.add(Where::line(line, Part::RecipientsTitle), format!("“{}”", line.text), "“Nơi nhận:”");
    }
}
