//! TR08: Có chữ không phải màu đen.

use crate::check::finding::Where;
use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Có chữ không phải màu đen.
pub static RULE: Rule = Rule {
    code: "TR08",
    name: "text-color",
    severity: Severity::Error,
    clause: Clause::FONT.cite(),
    before_2020: false,
    page: Page {
        fault: "Có chữ không phải màu đen.",
        why: "Chữ của văn bản màu đen; chỉ dấu chỉ mức độ khẩn, dấu mật và hình dấu, chữ ký có màu.",
        wrong: "Tên loại màu đỏ.",
        right: "Tên loại màu đen.",
        cure: "Chọn chữ, vào Home > Font Color, chọn Automatic.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let stamps = [Part::Urgency, Part::Secrecy, Part::Circulation];
    for (part, line) in paper.read().filter(|(part, _)| !stamps.contains(part)) {
        if look::share(line, |look| !look.color.is_black()) {
            let colors = line.looks.iter().map(|(_, look)| look.color).find(|color| !color.is_black());
            let seen = colors.map(|color| color.to_string()).unwrap_or_default();
            found.add(Where::line(line, part), format!("chữ màu {seen}"), "chữ màu đen");
        }
    }
}
