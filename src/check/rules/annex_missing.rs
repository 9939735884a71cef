//! PL15: Nội dung nhắc đến phụ lục mà văn bản không có.

use crate::check::annexes;
use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Nội dung nhắc đến phụ lục mà văn bản không có.
pub static RULE: Rule = Rule {
    code: "PL15",
    name: "annex-missing",
    severity: Severity::Warning,
    clause: Clause::ANNEX.cite(),
    before_2020: true,
    page: Page {
        fault: "Nội dung nhắc đến phụ lục mà văn bản không có.",
        why: "Phụ lục được chỉ dẫn phải kèm theo văn bản.",
        wrong: "Nhắc đến Phụ lục III, văn bản có hai phụ lục.",
        right: "Kèm đủ ba phụ lục, hoặc sửa số phụ lục.",
        cure: "Thêm phụ lục, hoặc sửa số ở chỗ nhắc; phụ lục ở tệp khác thì bỏ qua nhắc nhở này.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let Some(last) = annexes::numbered(paper).and_then(|all| all.iter().map(|(_, number)| *number).max()) else { return };
    for (line, number) in annexes::mentions(paper).numbered.into_iter().filter(|(_, number)| *number > last) {
        let seen = format!("nhắc đến phụ lục thứ {number}");
        found.add(Where::line(line, Part::Body), seen, format!("văn bản có {last} phụ lục"));
    }
}
