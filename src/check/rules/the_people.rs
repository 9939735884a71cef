//! VH03: “Nhân dân”, “Nhà nước” viết thường.

use crate::check::body;
use crate::check::capitals;
use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// “Nhân dân”, “Nhà nước” viết thường.
pub static RULE: Rule = Rule {
    code: "VH03",
    name: "the-people",
    severity: Severity::Warning,
    clause: Clause::CAPITALS.cite(),
    before_2020: false,
    page: Page {
        fault: "“Nhân dân”, “Nhà nước” viết thường.",
        why: "Danh từ Nhân dân, Nhà nước viết hoa chữ cái đầu.",
        wrong: "phục vụ nhân dân",
        right: "phục vụ Nhân dân",
        cure: "Viết hoa: Nhân dân, Nhà nước.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (part, line) in body::read(paper) {
        if let Some((seen, wanted)) = capitals::people_and_state(&line.text) {
            found.add(Where::line(line, part), format!("“{seen}”"), format!("“{wanted}”"));
        }
    }
}
