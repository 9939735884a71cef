//! QH04: Quốc hiệu không in đậm.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Quốc hiệu không in đậm.
pub static RULE: Rule = Rule {
    code: "QH04",
    name: "national-title-weight",
    severity: Severity::Error,
    clause: Clause::NATIONAL_TITLE.cite(),
    before_2020: true,
    page: Page {
        fault: "Quốc hiệu không in đậm.",
        why: "Quốc hiệu ở trên cùng, bên phải trang đầu, in hoa, cỡ 12 đến 13, đứng, đậm.",
        wrong: "“CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM” chữ không đậm.",
        right: "“CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM” chữ đậm.",
        cure: "Chọn Quốc hiệu, bấm Ctrl+B.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::bold(paper, found, Part::NationalTitle, true);
}
