//! NN10: Dòng nơi nhận không hết bằng dấu chấm phẩy.

use crate::check::finding::Where;
use crate::check::line::Line;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Dòng nơi nhận không hết bằng dấu chấm phẩy.
pub static RULE: Rule = Rule {
    code: "NN10",
    name: "recipient-end",
    severity: Severity::Error,
    clause: Clause::RECIPIENTS.cite(),
    before_2020: false,
    page: Page {
        fault: "Dòng nơi nhận không hết bằng dấu chấm phẩy.",
        why: "Cuối mỗi dòng nơi nhận có dấu chấm phẩy.",
        wrong: "- Như trên,",
        right: "- Như trên;",
        cure: "Đặt dấu “;” cuối dòng.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let items: Vec<_> = paper.of(Part::Recipient).filter(|line| line.last).collect();
    let Some((_, others)) = items.split_last() else { return };
    // A list of its own, each with a plus, follows a colon.
    let opens = |at: usize| others[at].text.ends_with(':') && items[at + 1].text.starts_with('+');
    let wrong = |(at, line): &(usize, &&Line<'_>)| {
        !line.text.ends_with(';') && !line.folded.starts_with("LUU") && !opens(*at)
    };
    for (_, line) in others.iter().enumerate().filter(wrong) {
        found.add(Where::line(line, Part::Recipient), "dòng nơi nhận không hết bằng “;”", "dấu “;” cuối dòng");
    }
}
