//! ND02: Chữ của nội dung không phải cỡ 13 đến 14.

use crate::check::body;
use crate::check::finding::Where;
use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::docx::format::{Baseline, RunFormat};
use crate::standard::{Clause, Standard};

/// Chữ của nội dung không phải cỡ 13 đến 14.
pub static RULE: Rule = Rule {
    code: "ND02",
    name: "body-size",
    severity: Severity::Error,
    clause: Clause::BODY.cite(),
    before_2020: true,
    page: Page {
        fault: "Chữ của nội dung không phải cỡ 13 đến 14.",
        why: "Nội dung in thường, cỡ 13 đến 14.",
        wrong: "Thân bài cỡ 12.",
        right: "Thân bài cỡ 14.",
        cure: "Chọn nội dung, đặt cỡ chữ 13 hoặc 14.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for line in body::text(paper) {
        let wrong = |look: &RunFormat| !Standard::ND30.body.holds(look.size) && look.baseline == Baseline::Normal;
        if look::share(line, wrong) {
            let sizes: Vec<String> = line.sizes().into_iter().filter(|size| !Standard::ND30.body.holds(*size)).map(|size| size.to_string()).collect();
            found.add(Where::line(line, Part::Body), format!("nội dung cỡ chữ {}", sizes.join(", ")), "cỡ 13 đến 14");
        }
    }
}
