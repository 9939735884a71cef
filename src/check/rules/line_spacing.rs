//! ND06: Khoảng cách giữa các dòng không từ dòng đơn đến 1,5 dòng.

use crate::check::body;
use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Khoảng cách giữa các dòng không từ dòng đơn đến 1,5 dòng.
pub static RULE: Rule = Rule {
    code: "ND06",
    name: "line-spacing",
    severity: Severity::Error,
    clause: Clause::BODY.cite(),
    before_2020: false,
    page: Page {
        fault: "Khoảng cách giữa các dòng không từ dòng đơn đến 1,5 dòng.",
        why: "Khoảng cách giữa các dòng tối thiểu là dòng đơn, tối đa là 1,5 dòng.",
        wrong: "Dòng cách dòng 2,0.",
        right: "Dòng cách dòng 1,15.",
        cure: "Chọn nội dung, vào Paragraph > Line spacing, chọn Single đến 1.5 lines.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for line in body::prose(paper) {
        let hundredths = body::line_spacing(line);
        if !body::OPEN_LINES.contains(&hundredths) {
            let seen = format!("dòng cách dòng {},{:02}", hundredths / 100, hundredths % 100);
            found.add(Where::line(line, Part::Body), seen, "từ 1,0 đến 1,5 dòng");
        }
    }
}
