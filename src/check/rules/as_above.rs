//! NN15: Có “Kính gửi” mà dòng đầu nơi nhận không phải “Như trên”.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Có “Kính gửi” mà dòng đầu nơi nhận không phải “Như trên”.
pub static RULE: Rule = Rule {
    code: "NN15",
    name: "as-above",
    severity: Severity::Error,
    clause: Clause::RECIPIENTS.cite(),
    before_2020: false,
    page: Page {
        fault: "Có “Kính gửi” mà dòng đầu nơi nhận không phải “Như trên”.",
        why: "Văn bản có “Kính gửi” thì dòng đầu nơi nhận ghi “Như trên”.",
        wrong: "Kính gửi: Bộ Nội vụ … Nơi nhận: - Bộ Nội vụ;",
        right: "Nơi nhận: - Như trên;",
        cure: "Sửa dòng đầu nơi nhận thành “- Như trên;”.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let addressed = paper.of(Part::Addressee).any(|line| line.folded.starts_with("KINHGUI"));
    let Some(first) = paper.first(Part::Recipient).filter(|_| addressed) else { return };
    if !first.folded.starts_with("NHUTREN") {
        found.add(Where::line(first, Part::Recipient), format!("dòng đầu “{}”", first.text), "“- Như trên;”");
    }
}
