//! DT12: Địa danh không viết hoa chữ cái đầu.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Địa danh không viết hoa chữ cái đầu.
pub static RULE: Rule = Rule {
    code: "DT12",
    name: "place-case",
    severity: Severity::Error,
    clause: Clause::PLACE_DATE.cite(),
    before_2020: false,
    page: Page {
        fault: "Địa danh không viết hoa chữ cái đầu.",
        why: "Các chữ cái đầu của địa danh phải viết hoa.",
        wrong: "khánh Hòa, ngày 06 tháng 02 năm 2026",
        right: "Khánh Hòa, ngày 06 tháng 02 năm 2026",
        cure: "Viết hoa chữ cái đầu của từng tiếng trong địa danh.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for line in paper.of(Part::PlaceDate) {
        let Some((place, _)) = line.text.split_once(',') else { continue };
        let common = ["tỉnh", "thành", "phố", "huyện", "quận", "thị", "xã", "phường", "trấn", "đặc", "khu", "ngày"];
        let small = |word: &&str| word.chars().next().is_some_and(char::is_lowercase);
        let first = place.split_whitespace().next().filter(small);
        let later = place.split_whitespace().skip(1).find(|word| small(word) && !common.contains(word));
        if let Some(word) = first.or(later).filter(|_| !place.contains("ngày")) {
            let wanted = format!("viết hoa “{}”", crate::viet::text::upper_first(word));
            found.add(Where::line(line, Part::PlaceDate), format!("địa danh “{place}”"), wanted);
        }
    }
}
