//! TL19: Trích yếu dưới tên loại viết “V/v”.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Trích yếu dưới tên loại viết “V/v”.
pub static RULE: Rule = Rule {
    code: "TL19",
    name: "letter-opening-in-named",
    severity: Severity::Warning,
    clause: Clause::SUBJECT.cite(),
    before_2020: false,
    page: Page {
        fault: "Trích yếu dưới tên loại viết “V/v”.",
        why: "“V/v” chỉ dùng cho trích yếu công văn, dưới số, ký hiệu; quyết định viết “Về việc”.",
        wrong: "QUYẾT ĐỊNH / V/v khen thưởng năm 2026",
        right: "QUYẾT ĐỊNH / Về việc khen thưởng năm 2026",
        cure: "Thay “V/v” bằng “Về việc”.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for line in paper.of(Part::Subject).filter(|line| line.text.to_lowercase().starts_with("v/v")) {
        found.add(Where::line(line, Part::Subject), "trích yếu mở đầu bằng “V/v”", "“Về việc …”");
    }
}
