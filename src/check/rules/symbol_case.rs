//! SO11: Ký hiệu có chữ thường.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Ký hiệu có chữ thường.
pub static RULE: Rule = Rule {
    code: "SO11",
    name: "symbol-case",
    severity: Severity::Error,
    clause: Clause::NUMBER.cite(),
    before_2020: false,
    page: Page {
        fault: "Ký hiệu có chữ thường.",
        why: "Ký hiệu của văn bản in hoa; chỉ chữ viết tắt tên loại QyĐ, CTr, TTr, TrS có chữ thường.",
        wrong: "Số: 12/Kh-STC",
        right: "Số: 12/KH-STC",
        cure: "Gõ lại ký hiệu bằng chữ in hoa.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let (Some(line), Some((_, symbol))) = (paper.first(Part::Number), paper.number()) else { return };
    let official = ["QyĐ", "CTr", "TTr", "TrS"];
    let wrong = |word: &&str| word.chars().any(char::is_lowercase) && !official.contains(word);
    if let Some(word) = symbol.split(['-', '/', ' ', '–']).find(wrong) {
        found.add(Where::line(line, Part::Number), format!("ký hiệu có “{word}”"), format!("“{}”", right(word)));
    }
}

/// Returns the group in capitals, or as the decree writes it.
fn right(word: &str) -> String {
    let official = ["QyĐ", "CTr", "TTr", "TrS"];
    let known = official.into_iter().find(|known| known.to_lowercase() == word.to_lowercase());
    known.map_or_else(|| word.to_uppercase(), str::to_owned)
}
