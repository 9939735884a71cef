//! NN16: Nơi nhận ghi “Như trên” mà văn bản không có “Kính gửi”.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Nơi nhận ghi “Như trên” mà văn bản không có “Kính gửi”.
pub static RULE: Rule = Rule {
    code: "NN16",
    name: "as-above-alone",
    severity: Severity::Warning,
    clause: Clause::RECIPIENTS.cite(),
    before_2020: false,
    page: Page {
        fault: "Nơi nhận ghi “Như trên” mà văn bản không có “Kính gửi”.",
        why: "“Như trên” chỉ những nơi ở dòng “Kính gửi”; quyết định ghi “Như Điều …”.",
        wrong: "Kế hoạch có “- Như trên;”.",
        right: "- Các phòng thuộc Sở;",
        cure: "Thay “Như trên” bằng tên nơi nhận.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let unsaid = paper.kind.is_some_and(|kind| !kind.form.as_above && kind.id != "giay_moi") && !paper.has(Part::Addressee);
    for line in paper.of(Part::Recipient).filter(|line| unsaid && line.folded.starts_with("NHUTREN")) {
        found.add(Where::line(line, Part::Recipient), "“Như trên” mà không có “Kính gửi”", "tên nơi nhận");
    }
}
