//! TL07: Thiếu trích yếu dưới tên loại.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::words::fold;
use crate::standard::Clause;
use crate::standard::SubjectPlace;

/// Thiếu trích yếu dưới tên loại.
pub static RULE: Rule = Rule {
    code: "TL07",
    name: "subject-missing",
    severity: Severity::Error,
    clause: Clause::SUBJECT.cite(),
    before_2020: true,
    page: Page {
        fault: "Thiếu trích yếu dưới tên loại.",
        why: "Trích yếu là một câu ngắn gọn phản ánh khái quát nội dung chủ yếu của văn bản.",
        wrong: "KẾ HOẠCH, rồi đến ngay “I. MỤC ĐÍCH”.",
        right: "KẾ HOẠCH / Cải cách hành chính năm 2026",
        cure: "Thêm trích yếu, đậm, căn giữa, ngay dưới tên loại.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let wanted = paper.form().subject == SubjectPlace::UnderName && !paper.is_attached();
    let Some(title) = paper.first(Part::Title).filter(|_| wanted && !paper.has(Part::Subject)) else { return };
    // `QUY CHẾ LÀM VIỆC CỦA …`: name and subject in one.
    if paper.kind.is_some_and(|kind| fold(kind.name) == title.folded) {
        found.add(Where::line(title, Part::Title), "không thấy trích yếu dưới tên loại", "có trích yếu");
    }
}
