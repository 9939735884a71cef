//! NN11: Nơi nhận không có dòng “Lưu”.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Nơi nhận không có dòng “Lưu”.
pub static RULE: Rule = Rule {
    code: "NN11",
    name: "archive-missing",
    severity: Severity::Error,
    clause: Clause::RECIPIENTS.cite(),
    before_2020: false,
    page: Page {
        fault: "Nơi nhận không có dòng “Lưu”.",
        why: "Dòng cuối cùng của nơi nhận là “Lưu: VT” và chữ viết tắt đơn vị soạn thảo.",
        wrong: "- Như trên.",
        right: "- Như trên; - Lưu: VT, VP.",
        cure: "Thêm dòng cuối “- Lưu: VT, (đơn vị soạn thảo).”.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let lines: Vec<_> = paper.of(Part::Recipient).collect();
    let archive = lines.iter().any(|line| line.folded.starts_with("LUU"));
    if let Some(last) = lines.last().filter(|_| !archive) {
        found.add(Where::line(last, Part::Recipient), "không có dòng “Lưu”", "dòng cuối “- Lưu: VT, ….”");
    }
}
