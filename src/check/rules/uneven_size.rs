//! ND03: Nội dung chỗ cỡ 13, chỗ cỡ 14.

use crate::check::body;
use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::{Clause, Standard};
use crate::units::FontSize;

/// Nội dung chỗ cỡ 13, chỗ cỡ 14.
pub static RULE: Rule = Rule {
    code: "ND03",
    name: "uneven-size",
    severity: Severity::Error,
    clause: Clause::BODY.cite(),
    before_2020: false,
    page: Page {
        fault: "Nội dung chỗ cỡ 13, chỗ cỡ 14.",
        why: "Cỡ chữ trong cùng một văn bản phải thống nhất.",
        wrong: "Đoạn đầu cỡ 14, đoạn sau cỡ 13.",
        right: "Cả nội dung cỡ 14.",
        cure: "Chọn cả nội dung, đặt một cỡ chữ.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let lines: Vec<_> = body::prose(paper).collect();
    let weight = |size: FontSize| -> usize { lines.iter().map(|line| line.count(|look| look.size == size)).sum() };
    let (small, large) = (FontSize::pt(13), FontSize::pt(14));
    let common = if weight(small) > weight(large) { small } else { large };
    for line in &lines {
        let other = line.size().filter(|size| *size != common && Standard::ND30.body.holds(*size));
        if let Some(size) = other {
            found.add(Where::line(line, Part::Body), format!("đoạn văn cỡ {size}"), format!("cỡ {common} như cả văn bản"));
        }
    }
}
