//! CQ12: Cỡ chữ của phần đầu không theo cùng một bộ.

use crate::check::finding::Where;
use crate::check::line::Line;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::{Clause, Standard};
use crate::units::FontSize;

/// Cỡ chữ của phần đầu không theo cùng một bộ.
pub static RULE: Rule = Rule {
    code: "CQ12",
    name: "head-sizes",
    severity: Severity::Warning,
    clause: Clause::SIZES.cite(),
    before_2020: false,
    page: Page {
        fault: "Cỡ chữ của phần đầu không theo cùng một bộ.",
        why: "Cỡ chữ trong một văn bản tăng, giảm thống nhất: Quốc hiệu 13 thì Tiêu ngữ và địa danh 14; Quốc hiệu 12 thì Tiêu ngữ và địa danh 13.",
        wrong: "Quốc hiệu 13, Tiêu ngữ 13.",
        right: "Quốc hiệu 13, Tiêu ngữ 14, địa danh và thời gian 14.",
        cure: "Đặt lại cỡ chữ: Quốc hiệu 13, Tiêu ngữ 14, địa danh 14; hoặc 12, 13, 13.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let size = |part| paper.first(part).and_then(Line::size);
    let Some(title) = size(Part::NationalTitle) else { return };
    let wanted = if title == FontSize::pt(12) { FontSize::pt(13) } else { FontSize::pt(14) };
    let range = FontSize::pt(12) <= title && title <= FontSize::pt(13);
    for part in [Part::Motto, Part::PlaceDate] {
        let Some((line, size)) = paper.first(part).and_then(|line| Some((line, line.size()?))) else { continue };
        if range && size != wanted && Standard::ND30.body.holds(size) {
            let seen = format!("Quốc hiệu cỡ {title}, {} cỡ {size}", part.name());
            found.add(Where::line(line, part), seen, format!("{} cỡ {wanted}", part.name()));
        }
    }
}
