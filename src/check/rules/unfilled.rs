//! TE08: Còn chỗ chưa điền của mẫu.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::rule::{Found, Page, Rule, Severity};

/// Còn chỗ chưa điền của mẫu.
pub static RULE: Rule = Rule {
    code: "TE08",
    name: "unfilled",
    severity: Severity::Error,
    clause: "Thói quen tốt khi phát hành",
    before_2020: true,
    page: Page {
        fault: "Còn chỗ chưa điền của mẫu.",
        why: "Thẻ của mẫu hay chữ nhắc còn lại cho thấy văn bản chưa soạn xong.",
        wrong: "Kính gửi: {{ noi_gui }}",
        right: "Kính gửi: Bộ Nội vụ",
        cure: "Điền nội dung vào chỗ đó hoặc xóa đi.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (part, line) in paper.read() {
        let left = ["{{", "{%", "«", "[Click", "[Nhập", "Click here to enter"].into_iter().find(|mark| line.text.contains(mark));
        if let Some(mark) = left {
            found.add(Where::line(line, part), format!("còn “{mark}”"), "đã điền xong");
        }
    }
}
