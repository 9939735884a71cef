//! VH11: Tên cơ quan, tổ chức viết hoa không đúng.

use crate::check::body;
use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::proper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Tên cơ quan, tổ chức viết hoa không đúng.
pub static RULE: Rule = Rule {
    code: "VH11",
    name: "body-name",
    severity: Severity::Error,
    clause: Clause::CAPITALS.cite(),
    before_2020: false,
    page: Page {
        fault: "Tên cơ quan, tổ chức viết hoa không đúng.",
        why: "Tên cơ quan, tổ chức viết hoa chữ cái đầu của các từ, cụm từ chỉ loại hình, chức năng, lĩnh vực: Ủy ban nhân dân, Sở Tài chính.",
        wrong: "Ủy ban Nhân dân tỉnh, Sở Tài Chính",
        right: "Ủy ban nhân dân tỉnh, Sở Tài chính",
        cure: "Gõ lại tên cơ quan theo cột “cần”.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (part, line) in body::read(paper) {
        if let Some((seen, wanted)) = proper::body(&line.text) {
            found.add(Where::line(line, part), format!("“{seen}”"), format!("“{wanted}”"));
        }
    }
}
