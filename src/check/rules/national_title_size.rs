//! QH03: Quốc hiệu không phải cỡ chữ 12 đến 13.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Quốc hiệu không phải cỡ chữ 12 đến 13.
pub static RULE: Rule = Rule {
    code: "QH03",
    name: "national-title-size",
    severity: Severity::Error,
    clause: Clause::NATIONAL_TITLE.cite(),
    before_2020: true,
    page: Page {
        fault: "Quốc hiệu không phải cỡ chữ 12 đến 13.",
        why: "Quốc hiệu ở trên cùng, bên phải trang đầu, in hoa, cỡ 12 đến 13, đứng, đậm.",
        wrong: "“CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM” cỡ 15.",
        right: "“CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM” cỡ 13.",
        cure: "Chọn Quốc hiệu, đặt cỡ chữ 13.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::size(paper, found, Part::NationalTitle, 12, 13);
}
