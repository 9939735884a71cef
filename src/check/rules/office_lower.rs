//! VH17: Chức vụ đi liền với tên người viết thường.

use crate::check::body;
use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::proper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Chức vụ đi liền với tên người viết thường.
pub static RULE: Rule = Rule {
    code: "VH17",
    name: "office-lower",
    severity: Severity::Warning,
    clause: Clause::CAPITALS.cite(),
    before_2020: false,
    page: Page {
        fault: "Chức vụ đi liền với tên người viết thường.",
        why: "Tên chức vụ, học vị đi liền với tên người cụ thể thì viết hoa.",
        wrong: "giám đốc Nguyễn Văn A",
        right: "Giám đốc Nguyễn Văn A",
        cure: "Viết hoa chức vụ trước tên người.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (part, line) in body::read(paper) {
        if let Some((seen, wanted)) = proper::office(&line.text) {
            found.add(Where::line(line, part), format!("“{seen}”"), format!("“{wanted}”"));
        }
    }
}
