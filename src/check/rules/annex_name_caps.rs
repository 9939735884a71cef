//! PL13: Tiêu đề phụ lục không in hoa.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Tiêu đề phụ lục không in hoa.
pub static RULE: Rule = Rule {
    code: "PL13",
    name: "annex-name-caps",
    severity: Severity::Error,
    clause: Clause::ANNEX.cite(),
    before_2020: false,
    page: Page {
        fault: "Tiêu đề phụ lục không in hoa.",
        why: "Tiêu đề phụ lục in hoa, đứng, đậm, căn giữa.",
        wrong: "Danh mục nhiệm vụ",
        right: "DANH MỤC NHIỆM VỤ",
        cure: "Chọn tiêu đề, bấm Shift+F3 để in hoa.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for line in paper.of(Part::AnnexName).filter(|line| !line.is_caps()) {
        found.add(Where::line(line, Part::AnnexName), format!("tiêu đề “{}”", line.text), "in hoa");
    }
}
