//! TR07: Có chữ không phải phông Times New Roman.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::{Clause, Standard};

use super::old_encoding;

/// Có chữ không phải phông Times New Roman.
pub static RULE: Rule = Rule {
    code: "TR07",
    name: "font",
    severity: Severity::Error,
    clause: Clause::FONT.cite(),
    before_2020: false,
    page: Page {
        fault: "Có chữ không phải phông Times New Roman.",
        why: "Nghị định quy định một phông Times New Roman cho cả văn bản.",
        wrong: "Thân bài phông Calibri.",
        right: "Thân bài phông Times New Roman.",
        cure: "Bấm Ctrl+A, chọn phông Times New Roman.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (part, line) in paper.read() {
        let others = line.paragraph.runs.iter().filter(|run| !run.format.hidden).flat_map(|run| run.font_names());
        let other = others.into_iter().find(|name| !name.eq_ignore_ascii_case(Standard::ND30.font) && !is_symbol(name));
        if let Some(name) = other.filter(|_| line.first) {
            found.add(Where::line(line, part), format!("phông {name}"), "phông Times New Roman");
        }
    }
}

/// Bullets and signs come from fonts of their own.
/// Tells whether a font of signs may stand, or one of an old encoding, of which another rule speaks.
pub fn is_symbol(name: &str) -> bool {
    let symbols = ["symbol", "wingdings", "webdings", "segoe ui symbol", "cambria math", "courier new", "ms gothic"];
    symbols.iter().any(|symbol| name.to_lowercase().starts_with(symbol)) || old_encoding::is_old(name)
}
