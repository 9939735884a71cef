//! BC08: Tiêu đề của phần, chương, mục không in hoa.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::structure;
use crate::standard::Clause;

/// Tiêu đề của phần, chương, mục không in hoa.
pub static RULE: Rule = Rule {
    code: "BC08",
    name: "division-title",
    severity: Severity::Error,
    clause: Clause::STRUCTURE.cite(),
    before_2020: false,
    page: Page {
        fault: "Tiêu đề của phần, chương, mục không in hoa.",
        why: "Tiêu đề của phần, chương, mục, tiểu mục ở ngay dưới, căn giữa, in hoa, đứng, đậm.",
        wrong: "Chương I / Quy định chung",
        right: "Chương I / QUY ĐỊNH CHUNG",
        cure: "Chọn tiêu đề, bấm Shift+F3 để in hoa.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for item in structure::divisions(paper, &["Phần", "Chương", "Mục", "Tiểu mục"]) {
        let Some(title) = item.title.filter(|title| !title.is_caps() && title.is_centred()) else { continue };
        found.add(Where::line(title, Part::Body), format!("tiêu đề “{}” không in hoa", title.text), "in hoa");
    }
}
