//! NQ07: Viện dẫn khoản, điểm của chính văn bản mà không có.

use crate::check::finding::Where;
use crate::check::outline;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Viện dẫn khoản, điểm của chính văn bản mà không có.
pub static RULE: Rule = Rule {
    code: "NQ07",
    name: "missing-clause",
    severity: Severity::Error,
    clause: Clause::STRUCTURE.cite(),
    before_2020: true,
    page: Page {
        fault: "Viện dẫn khoản, điểm của chính văn bản mà không có.",
        why: "Chỗ viện dẫn sai khoản, điểm thì không thi hành được.",
        wrong: "khoản 5 Điều 1 Quyết định này (Điều 1 có 2 khoản)",
        right: "khoản 2 Điều 1 Quyết định này",
        cure: "Sửa số khoản, chữ của điểm được viện dẫn.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for missing in outline::missing(paper) {
        found.add(Where::line(missing.line, Part::Body), missing.seen, missing.wanted);
    }
}
