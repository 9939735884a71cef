//! VH06: Quận, phường gọi theo số mà viết thường.

use crate::check::body;
use crate::check::capitals;
use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Quận, phường gọi theo số mà viết thường.
pub static RULE: Rule = Rule {
    code: "VH06",
    name: "numbered-unit-lower",
    severity: Severity::Error,
    clause: Clause::CAPITALS.cite(),
    before_2020: false,
    page: Page {
        fault: "Quận, phường gọi theo số mà viết thường.",
        why: "Tên đơn vị hành chính gọi theo chữ số, tên người, sự kiện lịch sử thì viết hoa cả danh từ chung.",
        wrong: "quận 1",
        right: "Quận 1",
        cure: "Viết hoa: Quận, Phường.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (part, line) in body::read(paper) {
        if let Some((seen, wanted)) = capitals::before_number(&line.text, &["quận", "phường"], true) {
            found.add(Where::line(line, part), format!("“{seen}”"), format!("“{wanted}”"));
        }
    }
}
