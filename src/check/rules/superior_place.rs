//! CQ15: Tên cơ quan chủ quản ở địa phương thiếu tên tỉnh, thành phố, xã, phường.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Tên cơ quan chủ quản ở địa phương thiếu tên tỉnh, thành phố, xã, phường.
pub static RULE: Rule = Rule {
    code: "CQ15",
    name: "superior-place",
    severity: Severity::Error,
    clause: Clause::ISSUER.cite(),
    before_2020: false,
    page: Page {
        fault: "Tên cơ quan chủ quản ở địa phương thiếu tên tỉnh, thành phố, xã, phường.",
        why: "Tên cơ quan chủ quản ở địa phương có thêm tên tỉnh, thành phố hoặc xã, phường, đặc khu.",
        wrong: "UBND TỈNH",
        right: "UBND TỈNH KHÁNH HÒA",
        cure: "Ghi thêm tên địa phương.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let lines: Vec<_> = paper.of(Part::Superior).collect();
    let ([line], Some(issuer)) = (lines.as_slice(), paper.first(Part::Issuer)) else { return };
    let body = ["UBND", "UYBANNHANDAN", "HOIDONGNHANDAN"].iter().find_map(|body| line.folded.strip_prefix(body));
    // The name may stand on the line below.
    let goes_on = ["TINH", "XA", "PHUONG", "THANHPHO"].iter().any(|word| issuer.folded.starts_with(word));
    if body.is_some_and(|rest| ["TINH", "XA", "PHUONG", "THANHPHO", "DACKHU"].contains(&rest)) && !goes_on {
        found.add(Where::line(line, Part::Superior), format!("“{}”", line.text), "có tên địa phương");
    }
}
