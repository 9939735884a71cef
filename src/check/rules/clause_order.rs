//! BC04: Số của khoản nhảy cóc hoặc trùng.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::structure;
use crate::standard::Clause;

/// Số của khoản nhảy cóc hoặc trùng.
pub static RULE: Rule = Rule {
    code: "BC04",
    name: "clause-order",
    severity: Severity::Error,
    clause: Clause::STRUCTURE.cite(),
    before_2020: true,
    page: Page {
        fault: "Số của khoản nhảy cóc hoặc trùng.",
        why: "Khoản đánh số liên tục bằng chữ số Ả Rập trong mỗi điều, mỗi mục.",
        wrong: "1., 2., 4.",
        right: "1., 2., 3.",
        cure: "Đánh lại số khoản.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (line, before, number) in structure::clause_breaks(paper) {
        found.add(Where::line(line, Part::Body), format!("sau khoản {before} là khoản {number}"), format!("khoản {}", before + 1));
    }
}
