//! NQ05: Số viết bằng chữ không khớp với số viết bằng chữ số.

use crate::check::amount;
use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::rule::{Found, Page, Rule, Severity};

/// Số viết bằng chữ không khớp với số viết bằng chữ số.
pub static RULE: Rule = Rule {
    code: "NQ05",
    name: "amount-in-words",
    severity: Severity::Error,
    clause: "Thói quen tốt khi ghi số tiền, số lượng",
    before_2020: true,
    page: Page {
        fault: "Số viết bằng chữ không khớp với số viết bằng chữ số.",
        why: "Số tiền, số lượng ghi cả bằng số và bằng chữ thì hai cách ghi phải là một số.",
        wrong: "1.490.000 đồng (Một triệu bốn trăm chín mươi đồng)",
        right: "1.490.000 đồng (Một triệu bốn trăm chín mươi nghìn đồng)",
        cure: "Xem số nào đúng, sửa số kia.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let mut before = "";
    for (part, line) in paper.read() {
        if let Some(contradiction) = amount::contradiction(&line.text, before) {
            found.add(Where::line(line, part), contradiction.seen, contradiction.wanted);
        }
        before = &line.text;
    }
}
