//! KG05: Sau “Kính gửi” không có dấu hai chấm.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Sau “Kính gửi” không có dấu hai chấm.
pub static RULE: Rule = Rule {
    code: "KG05",
    name: "addressee-colon",
    severity: Severity::Error,
    clause: Clause::RECIPIENTS.cite(),
    before_2020: false,
    page: Page {
        fault: "Sau “Kính gửi” không có dấu hai chấm.",
        why: "Sau từ “Kính gửi” có dấu hai chấm.",
        wrong: "Kính gửi Bộ Nội vụ",
        right: "Kính gửi: Bộ Nội vụ",
        cure: "Thêm dấu hai chấm sau “Kính gửi”.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for line in paper.of(Part::Addressee).filter(|line| line.folded.starts_with("KINHGUI")) {
        if !line.text.starts_with("Kính gửi:") {
            found.add(Where::line(line, Part::Addressee), format!("“{}”", line.text), "mở đầu bằng “Kính gửi:”");
        }
    }
}
