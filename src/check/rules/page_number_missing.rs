//! TR09: Văn bản nhiều trang mà không đánh số trang.

use crate::check::finding::Where;
use crate::check::page_number;
use crate::check::paper::Paper;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::standard::Clause;

/// Văn bản nhiều trang mà không đánh số trang.
pub static RULE: Rule = Rule {
    code: "TR09",
    name: "page-number-missing",
    severity: Severity::Error,
    clause: Clause::PAGE_NUMBER.cite(),
    before_2020: false,
    page: Page {
        fault: "Văn bản nhiều trang mà không đánh số trang.",
        why: "Số trang cho biết văn bản có đủ trang và trang nào trước, trang nào sau.",
        wrong: "Văn bản ba trang, đầu trang trống.",
        right: "Số 2, 3 ở giữa phần lề trên.",
        cure: "Vào Insert > Page Number > Top of Page, chọn kiểu ở giữa; đánh dấu Different First Page.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let mut sections: Vec<usize> = paper.lines.iter().map(|line| line.section).collect();
    sections.dedup();
    let sections = sections.into_iter().filter_map(|at| paper.file.view.sections.get(at));
    let numbered = sections.into_iter().any(page_number::anywhere);
    if !numbered && page_number::is_long(paper) {
        found.add(Where::FILE, "văn bản nhiều trang, không có số trang", "số trang ở giữa lề trên");
    }
}
