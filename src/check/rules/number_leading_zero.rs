//! SO08: Số từ 10 trở lên có số 0 phía trước.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Số từ 10 trở lên có số 0 phía trước.
pub static RULE: Rule = Rule {
    code: "SO08",
    name: "number-leading-zero",
    severity: Severity::Warning,
    clause: Clause::NUMBER.cite(),
    before_2020: false,
    page: Page {
        fault: "Số từ 10 trở lên có số 0 phía trước.",
        why: "Số 0 chỉ thêm trước số nhỏ hơn 10.",
        wrong: "Số: 012/KH-STC",
        right: "Số: 12/KH-STC",
        cure: "Bỏ số 0 thừa ở đầu.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let (Some(line), Some((number, _))) = (paper.first(Part::Number), paper.number()) else { return };
    let figures = number.chars().all(|c| c.is_ascii_digit());
    if figures && number.len() > 2 && number.starts_with('0') {
        let wanted = number.trim_start_matches('0');
        let wanted = if wanted.len() < 2 { format!("0{wanted}") } else { wanted.to_owned() };
        found.add(Where::line(line, Part::Number), format!("số {number}"), format!("số {wanted}"));
    }
}
