//! KY12: Ký thay mà dòng dưới không phải chức vụ cấp phó.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::paper::same_seat;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::words;
use crate::standard::Clause;

/// Ký thay mà dòng dưới không phải chức vụ cấp phó.
pub static RULE: Rule = Rule {
    code: "KY12",
    name: "deputy-title",
    severity: Severity::Warning,
    clause: Clause::SIGNATURE.cite(),
    before_2020: false,
    page: Page {
        fault: "Ký thay mà dòng dưới không phải chức vụ cấp phó.",
        why: "Cấp phó ký thay ghi “KT.” và chức vụ của người đứng đầu, dòng dưới là chức vụ của người ký.",
        wrong: "KT. GIÁM ĐỐC / GIÁM ĐỐC",
        right: "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC",
        cure: "Ghi chức vụ của người ký ở dòng dưới.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let titles: Vec<_> = paper.of(Part::SignerTitle).collect();
    for (at, line) in titles.iter().enumerate() {
        if words::authority(&line.text) != Some("KT") {
            continue;
        }
        let own = titles.get(at + 1).filter(|next| same_seat(line, next));
        // A deputy minister is called THỨ TRƯỞNG.
        if !own.is_some_and(|own| own.folded.contains("PHO") || own.folded.starts_with("THUTRUONG")) {
            let seen = own.map_or("dưới “KT.” không có chức vụ".to_owned(), |own| format!("dưới “KT.” là “{}”", own.text));
            found.add(Where::line(line, Part::SignerTitle), seen, "chức vụ cấp phó ở dòng dưới");
        }
    }
}
