//! CQ10: Thiếu đường kẻ dưới tên cơ quan ban hành.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::stroke;
use crate::standard::Clause;

/// Thiếu đường kẻ dưới tên cơ quan ban hành.
pub static RULE: Rule = Rule {
    code: "CQ10",
    name: "issuer-rule-missing",
    severity: Severity::Error,
    clause: Clause::ISSUER.cite(),
    before_2020: true,
    page: Page {
        fault: "Thiếu đường kẻ dưới tên cơ quan ban hành.",
        why: "Phía dưới tên cơ quan ban hành có đường kẻ ngang, nét liền.",
        wrong: "Dưới tên cơ quan ban hành không có đường kẻ.",
        right: "Dưới tên cơ quan có đường kẻ dài bằng 1/3 đến 1/2 dòng chữ.",
        cure: "Vào Insert > Shapes, chọn nét thẳng; giữ Shift khi kéo cho nằm ngang.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let Some(at) = stroke::last(paper, Part::Issuer) else { return };
    let unsure = stroke::any_stray(paper);
    if !paper.is_attached() && stroke::under(paper, at).is_empty() && !unsure {
        found.add(Where::line(&paper.lines[at], Part::Issuer), "không có đường kẻ dưới tên cơ quan ban hành", "đường kẻ nét liền");
    }
}
