//! KG07: Có “Kính gửi” ở loại văn bản không dùng.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;
use crate::standard::Presence;

/// Có “Kính gửi” ở loại văn bản không dùng.
pub static RULE: Rule = Rule {
    code: "KG07",
    name: "addressee-unexpected",
    severity: Severity::Warning,
    clause: Clause::RECIPIENTS.cite(),
    before_2020: false,
    page: Page {
        fault: "Có “Kính gửi” ở loại văn bản không dùng.",
        why: "“Kính gửi” chỉ có ở công văn, tờ trình và báo cáo gửi cấp trên.",
        wrong: "KẾ HOẠCH … / Kính gửi: Các phòng",
        right: "KẾ HOẠCH … (nơi nhận ghi ở cuối)",
        cure: "Bỏ dòng “Kính gửi”, ghi nơi gửi ở “Nơi nhận:”.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let absent = paper.kind.is_some_and(|kind| kind.form.addressees == Presence::Absent);
    if let Some(line) = paper.first(Part::Addressee).filter(|_| absent) {
        let kind = paper.kind.map_or("văn bản", |kind| kind.name).to_lowercase();
        found.add(Where::line(line, Part::Addressee), format!("{kind} có “Kính gửi”"), "không có “Kính gửi”");
    }
}
