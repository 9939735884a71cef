//! QH07: Quốc hiệu không in hoa.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Quốc hiệu không in hoa.
pub static RULE: Rule = Rule {
    code: "QH07",
    name: "national-title-caps",
    severity: Severity::Error,
    clause: Clause::NATIONAL_TITLE.cite(),
    before_2020: true,
    page: Page {
        fault: "Quốc hiệu không in hoa.",
        why: "Quốc hiệu ở trên cùng, bên phải trang đầu, in hoa, cỡ 12 đến 13, đứng, đậm.",
        wrong: "“Cộng hòa xã hội chủ nghĩa Việt Nam”.",
        right: "“CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM”.",
        cure: "Gõ lại Quốc hiệu bằng chữ in hoa (chọn chữ, bấm Shift+F3).",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::caps(paper, found, Part::NationalTitle);
}
