//! KG01: Thiếu dòng “Kính gửi”.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;
use crate::standard::Presence;

/// Thiếu dòng “Kính gửi”.
pub static RULE: Rule = Rule {
    code: "KG01",
    name: "addressee-missing",
    severity: Severity::Error,
    clause: Clause::RECIPIENTS.cite(),
    before_2020: false,
    page: Page {
        fault: "Thiếu dòng “Kính gửi”.",
        why: "Công văn, tờ trình ghi nơi nhận để giải quyết ở dòng “Kính gửi:”, trên nội dung.",
        wrong: "Tờ trình vào ngay nội dung.",
        right: "Kính gửi: Ủy ban nhân dân tỉnh Khánh Hòa",
        cure: "Thêm dòng “Kính gửi: …” trên phần nội dung.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    if paper.is_official() && paper.form().addressees == Presence::Required && !paper.has(Part::Addressee) {
        found.add(Where::missing(Part::Addressee), "không thấy dòng “Kính gửi:”", "có dòng “Kính gửi:”");
    }
}
