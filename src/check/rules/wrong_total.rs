//! NQ06: Dòng tổng cộng không bằng tổng các dòng của bảng.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::totals;

/// Dòng tổng cộng không bằng tổng các dòng của bảng.
pub static RULE: Rule = Rule {
    code: "NQ06",
    name: "wrong-total",
    severity: Severity::Warning,
    clause: "Thói quen tốt khi lập bảng",
    before_2020: true,
    page: Page {
        fault: "Dòng tổng cộng không bằng tổng các dòng của bảng.",
        why: "Số tổng hợp sai thì báo cáo sai theo.",
        wrong: "Các dòng 2.000.000 và 3.000.000, dòng cộng 6.000.000.",
        right: "Dòng cộng 5.000.000.",
        cure: "Cộng lại cột; số liệu lấy từ bảng tính thì dán lại cả bảng.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for wrong in totals::wrong(paper) {
        let seen = format!("dòng cộng của cột “{}” ghi {}", wrong.column, wrong.total);
        found.add(Where::line(wrong.line, Part::Body), seen, format!("{} theo các dòng trên", wrong.sum));
    }
}
