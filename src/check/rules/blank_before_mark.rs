//! ND12: Có dấu cách trước dấu câu.

use crate::check::body;
use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::rule::{Found, Page, Rule, Severity};
use crate::check::text;

/// Có dấu cách trước dấu câu.
pub static RULE: Rule = Rule {
    code: "ND12",
    name: "blank-before-mark",
    severity: Severity::Hint,
    clause: "Quy tắc gõ văn bản",
    before_2020: true,
    page: Page {
        fault: "Có dấu cách trước dấu câu.",
        why: "Dấu câu đi liền chữ đứng trước; cách ra thì có khi rơi xuống đầu dòng sau.",
        wrong: "cải cách hành chính .",
        right: "cải cách hành chính.",
        cure: "Xóa dấu cách trước dấu câu.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    for line in body::text(paper) {
        let wrong = [" ,", " ;", " :", " ."].into_iter().find(|mark| text::mark_after_letter(&line.text, mark));
        if let Some(mark) = wrong {
            found.add(Where::line(line, Part::Body), format!("dấu cách trước “{}”", mark.trim()), "dấu câu liền chữ trước");
        }
    }
}
