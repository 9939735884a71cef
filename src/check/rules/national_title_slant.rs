//! QH05: Quốc hiệu in nghiêng.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Quốc hiệu in nghiêng.
pub static RULE: Rule = Rule {
    code: "QH05",
    name: "national-title-slant",
    severity: Severity::Error,
    clause: Clause::NATIONAL_TITLE.cite(),
    before_2020: true,
    page: Page {
        fault: "Quốc hiệu in nghiêng.",
        why: "Quốc hiệu ở trên cùng, bên phải trang đầu, in hoa, cỡ 12 đến 13, đứng, đậm.",
        wrong: "“CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM” chữ nghiêng.",
        right: "“CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM” chữ đứng.",
        cure: "Chọn Quốc hiệu, bấm Ctrl+I.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::italic(paper, found, Part::NationalTitle, false);
}
