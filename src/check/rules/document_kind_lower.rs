//! VH09: Tên loại của văn bản cụ thể viết thường.

use crate::check::body;
use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::proper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Tên loại của văn bản cụ thể viết thường.
pub static RULE: Rule = Rule {
    code: "VH09",
    name: "document-kind-lower",
    severity: Severity::Error,
    clause: Clause::CAPITALS.cite(),
    before_2020: false,
    page: Page {
        fault: "Tên loại của văn bản cụ thể viết thường.",
        why: "Nói đến một văn bản cụ thể thì viết hoa chữ cái đầu của tên loại.",
        wrong: "theo nghị định số 30/2020/NĐ-CP",
        right: "theo Nghị định số 30/2020/NĐ-CP",
        cure: "Viết hoa chữ cái đầu của tên loại văn bản.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (part, line) in body::read(paper) {
        if let Some((seen, wanted)) = proper::document_kind(&line.text) {
            found.add(Where::line(line, part), format!("“{seen}”"), format!("“{wanted}”"));
        }
    }
}
