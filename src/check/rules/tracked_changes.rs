//! TE01: Còn thay đổi chưa chấp nhận.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::rule::{Found, Page, Rule, Severity};

/// Còn thay đổi chưa chấp nhận.
pub static RULE: Rule = Rule {
    code: "TE01",
    name: "tracked-changes",
    severity: Severity::Error,
    clause: "Thói quen tốt khi phát hành",
    before_2020: true,
    page: Page {
        fault: "Còn thay đổi chưa chấp nhận.",
        why: "Văn bản phát hành còn vết sửa thì người nhận đọc được bản nháp, mỗi máy hiện một khác.",
        wrong: "Chữ gạch đỏ, chữ thêm màu còn trong tệp.",
        right: "Mọi thay đổi đã chấp nhận hoặc bỏ.",
        cure: "Vào Review > Accept > Accept All Changes and Stop Tracking.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let changes = paper.file.traces.changes;
    if paper.is_first && changes > 0 {
        found.add(Where::FILE, format!("{changes} chỗ sửa chưa chấp nhận"), "không còn chỗ nào");
    }
}
