//! TL01: Thiếu tên loại văn bản.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Thiếu tên loại văn bản.
pub static RULE: Rule = Rule {
    code: "TL01",
    name: "title-missing",
    severity: Severity::Error,
    clause: Clause::COMPONENTS.cite(),
    before_2020: true,
    page: Page {
        fault: "Thiếu tên loại văn bản.",
        why: "Mọi văn bản trừ công văn đều có tên loại: kế hoạch, báo cáo, quyết định…",
        wrong: "Dưới phần đầu là ngay nội dung.",
        right: "KẾ HOẠCH",
        cure: "Thêm tên loại in hoa, đậm, căn giữa, trên trích yếu.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    // What a decision puts in force may be of a kind that the decree does not name: a charter.
    if paper.is_official() && !paper.is_letter() && !paper.is_attached() && !paper.has(Part::Title) {
        found.add(Where::missing(Part::Title), "không thấy tên loại văn bản", "có tên loại văn bản");
    }
}
