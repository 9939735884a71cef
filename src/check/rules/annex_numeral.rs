//! PL12: Số của phụ lục không phải chữ số La Mã.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;
use crate::viet::roman;

/// Số của phụ lục không phải chữ số La Mã.
pub static RULE: Rule = Rule {
    code: "PL12",
    name: "annex-numeral",
    severity: Severity::Error,
    clause: Clause::ANNEX.cite(),
    before_2020: false,
    page: Page {
        fault: "Số của phụ lục không phải chữ số La Mã.",
        why: "Từ hai phụ lục trở lên thì đánh số bằng chữ số La Mã.",
        wrong: "Phụ lục 1",
        right: "Phụ lục I",
        cure: "Đổi số sau “Phụ lục” thành chữ số La Mã.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for line in paper.of(Part::AnnexTitle) {
        let number = line.text.split_whitespace().nth(2).unwrap_or_default().trim_end_matches(['.', ':']);
        if let Ok(number) = number.parse::<u32>() {
            let wanted = roman::roman(number).unwrap_or_default();
            found.add(Where::line(line, Part::AnnexTitle), format!("“{}”", line.text), format!("“Phụ lục {wanted}”"));
        }
    }
}
