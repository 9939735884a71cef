//! NN20: Một nơi nhận ghi hai lần.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Một nơi nhận ghi hai lần.
pub static RULE: Rule = Rule {
    code: "NN20",
    name: "recipient-twice",
    severity: Severity::Warning,
    clause: Clause::RECIPIENTS.cite(),
    before_2020: true,
    page: Page {
        fault: "Một nơi nhận ghi hai lần.",
        why: "Mỗi nơi nhận ghi một lần, để gửi đủ mà không thừa.",
        wrong: "- Sở Nội vụ; - Sở Tài chính; - Sở Nội vụ;",
        right: "- Sở Nội vụ; - Sở Tài chính;",
        cure: "Bỏ dòng thừa.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let mut seen = std::collections::HashSet::new();
    for line in paper.of(Part::Recipient).filter(|line| !line.folded.is_empty()) {
        if !seen.insert(line.folded.as_str()) {
            found.add(Where::line(line, Part::Recipient), format!("“{}” hai lần", line.text), "một lần");
        }
    }
}
