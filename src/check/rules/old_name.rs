//! NQ09: Tên địa phương, cơ quan không còn vào ngày của văn bản.

use crate::check::finding::Where;
use crate::check::names;
use crate::check::paper::Paper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;
use crate::viet::date;

/// Tên địa phương, cơ quan không còn vào ngày của văn bản.
pub static RULE: Rule = Rule {
    code: "NQ09",
    name: "old-name",
    severity: Severity::Warning,
    clause: Clause::ISSUER.cite(),
    before_2020: false,
    page: Page {
        fault: "Tên địa phương, cơ quan không còn vào ngày của văn bản.",
        why: "Văn bản ghi tên đang dùng vào ngày ban hành. So với data/doi-ten.yaml; chỗ dẫn văn bản cũ, kể việc cũ thì giữ tên cũ.",
        wrong: "Văn bản năm 2026 gửi UBND tỉnh Ninh Thuận.",
        right: "UBND tỉnh Khánh Hòa.",
        cure: "Thay bằng tên đang dùng.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for old in names::old(paper, true) {
        let seen = format!("“{}”, tên đến trước ngày {}", old.name.old, date::short(old.name.from));
        let wanted = old.new.map_or_else(|| "không còn tên này".to_owned(), |new| format!("“{new}”"));
        found.add(Where::line(old.line, old.part), seen, wanted);
    }
}
