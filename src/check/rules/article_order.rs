//! BC03: Số của điều nhảy cóc hoặc trùng.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::structure;
use crate::standard::Clause;

/// Số của điều nhảy cóc hoặc trùng.
pub static RULE: Rule = Rule {
    code: "BC03",
    name: "article-order",
    severity: Severity::Error,
    clause: Clause::STRUCTURE.cite(),
    before_2020: true,
    page: Page {
        fault: "Số của điều nhảy cóc hoặc trùng.",
        why: "Các điều đánh số liên tục trong cả văn bản.",
        wrong: "Điều 1, Điều 2, Điều 4.",
        right: "Điều 1, Điều 2, Điều 3.",
        cure: "Đánh lại số điều.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let mut last = 0;
    for item in structure::articles(paper) {
        if item.number != last + 1 {
            let seen = if last == 0 { format!("điều đầu tiên là Điều {}", item.number) } else { format!("sau Điều {last} là Điều {}", item.number) };
            found.add(Where::line(item.line, Part::Body), seen, format!("Điều {}", last + 1));
        }
        last = item.number;
    }
}
