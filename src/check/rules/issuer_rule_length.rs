//! CQ11: Đường kẻ dưới tên cơ quan ban hành dài, ngắn không đúng.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::stroke;
use crate::standard::Clause;

/// Đường kẻ dưới tên cơ quan ban hành dài, ngắn không đúng.
pub static RULE: Rule = Rule {
    code: "CQ11",
    name: "issuer-rule-length",
    severity: Severity::Warning,
    clause: Clause::ISSUER.cite(),
    before_2020: false,
    page: Page {
        fault: "Đường kẻ dưới tên cơ quan ban hành dài, ngắn không đúng.",
        why: "Đường kẻ dưới tên cơ quan ban hành dài từ 1/3 đến 1/2 dòng chữ, đặt cân đối so với dòng chữ.",
        wrong: "Đường kẻ dài bằng cả dòng chữ.",
        right: "Đường kẻ dài bằng một nửa dòng chữ.",
        cure: "Bấm vào đường kẻ, kéo một đầu cho dài từ 1/3 đến 1/2 dòng chữ.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let Some(at) = stroke::last(paper, Part::Issuer) else { return };
    let (least, most) = stroke::span(paper, Part::Issuer);
    // Under agencies that issue together the line is measured by the name it lies under.
    let under = stroke::length(&paper.lines[at]);
    let least = if under < least { under } else { least };
    for (_, length) in stroke::measured(paper, at) {
        // A tenth is what the eye does not see and what fonts differ by.
        if length < least.scale(30, 100) || length > most.scale(55, 100) {
            let seen = format!("đường kẻ dưới tên cơ quan ban hành dài {length}, dòng chữ dài {most}");
            found.add(Where::line(&paper.lines[at], Part::Issuer), seen, "dài từ 1/3 đến 1/2 dòng chữ");
        }
    }
}
