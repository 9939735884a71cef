//! VH05: Danh từ chung của đơn vị hành chính viết hoa giữa câu.

use crate::check::body;
use crate::check::capitals;
use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Danh từ chung của đơn vị hành chính viết hoa giữa câu.
pub static RULE: Rule = Rule {
    code: "VH05",
    name: "province-upper",
    severity: Severity::Error,
    clause: Clause::CAPITALS.cite(),
    before_2020: false,
    page: Page {
        fault: "Danh từ chung của đơn vị hành chính viết hoa giữa câu.",
        why: "Tên đơn vị hành chính gồm danh từ chung (tỉnh, huyện, xã…) viết thường và tên riêng viết hoa.",
        wrong: "trên địa bàn Tỉnh Khánh Hòa",
        right: "trên địa bàn tỉnh Khánh Hòa",
        cure: "Viết thường: tỉnh, xã, phường.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (part, line) in body::read(paper) {
        if let Some((seen, wanted)) = capitals::unit_noun(&line.text) {
            found.add(Where::line(line, part), format!("“{seen}”"), format!("“{wanted}”"));
        }
    }
}
