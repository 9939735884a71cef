//! NN13: Dòng “Lưu” không hết bằng dấu chấm.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Dòng “Lưu” không hết bằng dấu chấm.
pub static RULE: Rule = Rule {
    code: "NN13",
    name: "archive-end",
    severity: Severity::Error,
    clause: Clause::RECIPIENTS.cite(),
    before_2020: false,
    page: Page {
        fault: "Dòng “Lưu” không hết bằng dấu chấm.",
        why: "Cuối dòng “Lưu” là dấu chấm.",
        wrong: "- Lưu: VT, VP",
        right: "- Lưu: VT, VP.",
        cure: "Đặt dấu “.” cuối dòng “Lưu”.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let archive = paper.of(Part::Recipient).filter(|line| line.folded.starts_with("LUU") && line.last);
    for line in archive.filter(|line| !line.text.ends_with('.')) {
        found.add(Where::line(line, Part::Recipient), format!("“{}”", line.text), "hết bằng dấu chấm");
    }
}
