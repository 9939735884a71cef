//! VH07: Thủ đô Hà Nội, Thành phố Hồ Chí Minh viết thường danh từ chung.

use crate::check::body;
use crate::check::capitals;
use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Thủ đô Hà Nội, Thành phố Hồ Chí Minh viết thường danh từ chung.
pub static RULE: Rule = Rule {
    code: "VH07",
    name: "special-city",
    severity: Severity::Error,
    clause: Clause::CAPITALS.cite(),
    before_2020: false,
    page: Page {
        fault: "Thủ đô Hà Nội, Thành phố Hồ Chí Minh viết thường danh từ chung.",
        why: "Trường hợp viết hoa đặc biệt: Thủ đô Hà Nội, Thành phố Hồ Chí Minh.",
        wrong: "thành phố Hồ Chí Minh",
        right: "Thành phố Hồ Chí Minh",
        cure: "Viết hoa: Thủ đô Hà Nội, Thành phố Hồ Chí Minh.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (part, line) in body::read(paper) {
        if let Some((seen, wanted)) = capitals::special(&line.text) {
            found.add(Where::line(line, part), format!("“{seen}”"), format!("“{wanted}”"));
        }
    }
}
