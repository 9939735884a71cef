//! TE10: Tệp là mẫu có thẻ chưa điền.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::rule::{Found, Page, Rule, Severity};

/// Tệp là mẫu có thẻ chưa điền.
pub static RULE: Rule = Rule {
    code: "TE10",
    name: "template",
    severity: Severity::Hint,
    clause: "Thói quen tốt khi phát hành",
    before_2020: true,
    page: Page {
        fault: "Tệp là mẫu có thẻ chưa điền.",
        why: "Mẫu chưa phải văn bản: chỗ có thẻ chưa biết sẽ là chữ gì nên không kiểm tra thể thức được.",
        wrong: "Số: {{ so }}/KH-STC … Kính gửi: {{ noi_gui }}",
        right: "Số: 12/KH-STC … Kính gửi: Bộ Nội vụ",
        cure: "Điền mẫu bằng thidua dien, rồi kiểm tra tệp đã điền.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let tags = paper.lines.iter().filter(|line| line.text.contains("{{") || line.text.contains("{%")).count();
    if paper.is_first {
        found.add(Where::FILE, format!("mẫu có {tags} dòng còn thẻ"), "văn bản đã điền xong");
    }
}
