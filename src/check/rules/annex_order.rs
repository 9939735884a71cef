//! PL16: Số của phụ lục nhảy cóc hoặc trùng.

use crate::check::annexes;
use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Số của phụ lục nhảy cóc hoặc trùng.
pub static RULE: Rule = Rule {
    code: "PL16",
    name: "annex-order",
    severity: Severity::Warning,
    clause: Clause::ANNEX.cite(),
    before_2020: true,
    page: Page {
        fault: "Số của phụ lục nhảy cóc hoặc trùng.",
        why: "Từ hai phụ lục trở lên đánh số liên tục I, II, III.",
        wrong: "Phụ lục I, Phụ lục III.",
        right: "Phụ lục I, Phụ lục II.",
        cure: "Đánh lại số phụ lục; phụ lục ở tệp khác thì bỏ qua nhắc nhở này.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let mut last = 0;
    for (line, number) in annexes::numbered(paper).unwrap_or_default() {
        if number != last + 1 {
            let seen = format!("“{}” là phụ lục thứ {number}", line.text);
            found.add(Where::line(line, Part::AnnexTitle), seen, format!("phụ lục thứ {}", last + 1));
        }
        last = number;
    }
}
