//! VH08: Tên ngày lễ viết thường.

use crate::check::body;
use crate::check::capitals;
use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Tên ngày lễ viết thường.
pub static RULE: Rule = Rule {
    code: "VH08",
    name: "holiday-lower",
    severity: Severity::Warning,
    clause: Clause::CAPITALS.cite(),
    before_2020: false,
    page: Page {
        fault: "Tên ngày lễ viết thường.",
        why: "Tên các ngày lễ, ngày kỷ niệm viết hoa chữ cái đầu của tiếng tạo thành tên gọi.",
        wrong: "ngày quốc khánh 2-9",
        right: "ngày Quốc khánh 2-9",
        cure: "Viết hoa chữ cái đầu tên ngày lễ.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for (part, line) in body::read(paper) {
        if let Some((seen, wanted)) = capitals::holiday(&line.text) {
            found.add(Where::line(line, part), format!("“{seen}”"), format!("“{wanted}”"));
        }
    }
}
