//! KY16: Ghi “TM.” trước tên hoặc lãnh đạo sở, là cơ quan làm việc theo chế độ thủ trưởng.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Ghi “TM.” trước tên hoặc lãnh đạo sở, là cơ quan làm việc theo chế độ thủ trưởng.
pub static RULE: Rule = Rule {
    code: "KY16",
    name: "collective-for-head",
    severity: Severity::Warning,
    clause: Clause::SIGNATURE.cite(),
    before_2020: false,
    page: Page {
        fault: "Ghi “TM.” trước tên hoặc lãnh đạo sở, là cơ quan làm việc theo chế độ thủ trưởng.",
        why: "“TM.” là ký thay mặt tập thể; người đứng đầu sở ký trực tiếp với chức vụ của mình.",
        wrong: "TM. SỞ TÀI CHÍNH / GIÁM ĐỐC",
        right: "GIÁM ĐỐC",
        cure: "Bỏ dòng “TM. …”.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let department = paper.first(Part::Issuer).is_some_and(|line| line.text.to_uppercase().starts_with("SỞ "));
    for line in paper.of(Part::SignerTitle).filter(|_| department) {
        let rest = line.folded.strip_prefix("TM").unwrap_or_default();
        if ["SO", "LANHDAOSO", "BANGIAMDOC", "GIAMDOC"].iter().any(|word| rest.starts_with(word)) {
            found.add(Where::line(line, Part::SignerTitle), format!("“{}”", line.text), "chỉ ghi chức vụ");
        }
    }
}
