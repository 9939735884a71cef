//! CC08: Căn cứ có thể đã hết hiệu lực vào ngày ban hành.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;
use crate::viet::date;

/// Căn cứ có thể đã hết hiệu lực vào ngày ban hành.
pub static RULE: Rule = Rule {
    code: "CC08",
    name: "ground-perhaps-expired",
    severity: Severity::Hint,
    clause: Clause::GROUNDS.cite(),
    before_2020: false,
    page: Page {
        fault: "Căn cứ có thể đã hết hiệu lực vào ngày ban hành.",
        why: "Căn cứ phải là văn bản đang có hiệu lực vào ngày ký; thông tin về văn bản này mới có ở một nguồn hoặc chưa kiểm chứng.",
        wrong: "Quyết định năm 2026 căn cứ Nghị định số 73/2024/NĐ-CP.",
        right: "Căn cứ Nghị định số 161/2026/NĐ-CP.",
        cure: "Xem hiệu lực ở cơ sở dữ liệu văn bản pháp luật, rồi thay nếu cần.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let Some(day) = paper.date else { return };
    let facts = paper.file.facts;
    for line in paper.of(Part::Ground) {
        let Some(law) = facts.not_in_force(&line.text, day).filter(|law| !law.sure) else { continue };
        let name = law.symbol.as_deref().unwrap_or(&law.subject);
        let seen = format!("{} {name} hết hiệu lực sau ngày {}", law.kind, date::short(law.until));
        let wanted = facts.successor(law, day).unwrap_or_else(|| "văn bản đang có hiệu lực".to_owned());
        found.add(Where::line(line, Part::Ground), seen, wanted);
    }
}
