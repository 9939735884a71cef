//! QH06: Quốc hiệu không căn giữa.

use crate::check::look;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Quốc hiệu không căn giữa.
pub static RULE: Rule = Rule {
    code: "QH06",
    name: "national-title-alignment",
    severity: Severity::Error,
    clause: Clause::NATIONAL_TITLE.cite(),
    before_2020: false,
    page: Page {
        fault: "Quốc hiệu không căn giữa.",
        why: "Quốc hiệu ở trên cùng, bên phải trang đầu, in hoa, cỡ 12 đến 13, đứng, đậm.",
        wrong: "“CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM” căn trái.",
        right: "“CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM” căn giữa trong nửa bên phải.",
        cure: "Đặt con trỏ vào Quốc hiệu, bấm Ctrl+E.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    look::centred(paper, found, Part::NationalTitle);
}
