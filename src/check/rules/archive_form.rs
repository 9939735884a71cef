//! NN14: Dòng “Lưu” thiếu dấu hai chấm hoặc thiếu “VT”.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Dòng “Lưu” thiếu dấu hai chấm hoặc thiếu “VT”.
pub static RULE: Rule = Rule {
    code: "NN14",
    name: "archive-form",
    severity: Severity::Error,
    clause: Clause::RECIPIENTS.cite(),
    before_2020: false,
    page: Page {
        fault: "Dòng “Lưu” thiếu dấu hai chấm hoặc thiếu “VT”.",
        why: "Sau từ “Lưu” có dấu hai chấm, rồi “VT”, dấu phẩy, chữ viết tắt đơn vị soạn thảo và số bản lưu.",
        wrong: "- Lưu VT, VP.",
        right: "- Lưu: VT, VP.",
        cure: "Gõ lại: “- Lưu: VT, …”.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for line in paper.of(Part::Recipient).filter(|line| line.folded.starts_with("LUU")) {
        let rest = line.text.trim_start_matches(['-', '–', ' ']);
        if !rest.starts_with("Lưu: VT") {
            found.add(Where::line(line, Part::Recipient), format!("“{}”", line.text), "“- Lưu: VT, …”");
        }
    }
}
