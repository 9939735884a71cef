//! TE09: Không nhận ra thể thức văn bản hành chính.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Không nhận ra thể thức văn bản hành chính.
pub static RULE: Rule = Rule {
    code: "TE09",
    name: "not-official",
    severity: Severity::Warning,
    clause: Clause::COMPONENTS.cite(),
    before_2020: true,
    page: Page {
        fault: "Không nhận ra thể thức văn bản hành chính.",
        why: "Không thấy đủ Quốc hiệu, Tiêu ngữ, tên cơ quan, số ký hiệu, ngày tháng, nơi nhận thì chỉ kiểm tra được trang giấy và chữ.",
        wrong: "Tệp chỉ có một bảng danh sách.",
        right: "Văn bản có phần đầu và phần cuối theo Phụ lục I.",
        cure: "Nếu là văn bản hành chính, thêm phần đầu và phần cuối; nếu không phải thì bỏ qua cảnh báo này.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    if paper.is_first && !paper.has_head() {
        found.add(Where::FILE, "không nhận ra phần đầu, phần cuối của văn bản hành chính", "đủ các thành phần chính");
    }
}
