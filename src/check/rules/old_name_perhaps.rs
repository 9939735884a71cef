//! NQ10: Tên cơ quan có thể không còn vào ngày của văn bản.

use crate::check::finding::Where;
use crate::check::names;
use crate::check::paper::Paper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;
use crate::viet::date;

/// Tên cơ quan có thể không còn vào ngày của văn bản.
pub static RULE: Rule = Rule {
    code: "NQ10",
    name: "old-name-perhaps",
    severity: Severity::Hint,
    clause: Clause::ISSUER.cite(),
    before_2020: false,
    page: Page {
        fault: "Tên cơ quan có thể không còn vào ngày của văn bản.",
        why: "Văn bản ghi tên đang dùng vào ngày ban hành; ngày đổi tên này ở từng tỉnh chưa kiểm chứng.",
        wrong: "Văn bản năm 2026 gửi Sở Kế hoạch và Đầu tư.",
        right: "Sở Tài chính.",
        cure: "Xem cơ quan ấy nay tên gì, rồi thay nếu cần.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for old in names::old(paper, false) {
        let seen = format!("“{}”, tên đến trước ngày {}", old.name.old, date::short(old.name.from));
        let wanted = old.new.map_or_else(|| "không còn tên này".to_owned(), |new| format!("“{new}”"));
        found.add(Where::line(old.line, old.part), seen, wanted);
    }
}
