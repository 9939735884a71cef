//! KY14: Trước họ tên người ký có học hàm, học vị.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::recognise;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Trước họ tên người ký có học hàm, học vị.
pub static RULE: Rule = Rule {
    code: "KY14",
    name: "signer-degree",
    severity: Severity::Error,
    clause: Clause::SIGNATURE.cite(),
    before_2020: true,
    page: Page {
        fault: "Trước họ tên người ký có học hàm, học vị.",
        why: "Trước họ tên người ký không ghi học hàm, học vị và danh hiệu danh dự, trừ ngành được quy định riêng.",
        wrong: "TS. Nguyễn Văn A",
        right: "Nguyễn Văn A",
        cure: "Xóa học hàm, học vị trước họ tên.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for line in paper.of(Part::SignerName) {
        let name = recognise::without_degree(&line.text);
        if name != line.text {
            found.add(Where::line(line, Part::SignerName), format!("họ tên “{}”", line.text), format!("“{name}”"));
        }
    }
}
