//! NN17: Nơi nhận ghi “Như Điều N” mà văn bản không có điều đó.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::structure;
use crate::check::text;
use crate::standard::Clause;

/// Nơi nhận ghi “Như Điều N” mà văn bản không có điều đó.
pub static RULE: Rule = Rule {
    code: "NN17",
    name: "as-article",
    severity: Severity::Error,
    clause: Clause::DECISION_FORM.cite(),
    before_2020: true,
    page: Page {
        fault: "Nơi nhận ghi “Như Điều N” mà văn bản không có điều đó.",
        why: "“Như Điều N” chỉ điều ghi ai chịu trách nhiệm thi hành.",
        wrong: "Quyết định có 3 điều, nơi nhận ghi “Như Điều 4”.",
        right: "- Như Điều 3;",
        cure: "Sửa số điều ở nơi nhận.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let last = structure::articles(paper).map(|item| item.number).max();
    for line in paper.of(Part::Recipient).filter(|line| line.folded.starts_with("NHUDIEU")) {
        let number = text::figures_after(&line.text, "Điều").and_then(|number| number.parse::<u32>().ok());
        if let (Some(number), Some(last)) = (number, last)
            && number > last
        {
            found.add(Where::line(line, Part::Recipient), format!("Như Điều {number}"), format!("văn bản có {last} điều"));
        }
    }
}
