//! KY13: Họ tên người ký in hoa cả chữ.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Họ tên người ký in hoa cả chữ.
pub static RULE: Rule = Rule {
    code: "KY13",
    name: "signer-name-caps",
    severity: Severity::Error,
    clause: Clause::SIGNATURE.cite(),
    before_2020: false,
    page: Page {
        fault: "Họ tên người ký in hoa cả chữ.",
        why: "Họ và tên người ký in thường, viết hoa chữ cái đầu.",
        wrong: "NGUYỄN VĂN A",
        right: "Nguyễn Văn A",
        cure: "Chọn họ tên, bấm Shift+F3 đến khi chỉ hoa chữ cái đầu.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for line in paper.of(Part::SignerName).filter(|line| line.is_caps()) {
        found.add(Where::line(line, Part::SignerName), format!("họ tên “{}”", line.text), "chữ thường, hoa chữ cái đầu");
    }
}
