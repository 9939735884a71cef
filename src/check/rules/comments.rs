//! TE02: Còn ghi chú (comment) trong tệp.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::rule::{Found, Page, Rule, Severity};

/// Còn ghi chú (comment) trong tệp.
pub static RULE: Rule = Rule {
    code: "TE02",
    name: "comments",
    severity: Severity::Error,
    clause: "Thói quen tốt khi phát hành",
    before_2020: true,
    page: Page {
        fault: "Còn ghi chú (comment) trong tệp.",
        why: "Ghi chú của người soạn, người duyệt không phải nội dung văn bản.",
        wrong: "Ô ghi chú ở lề phải.",
        right: "Không còn ghi chú.",
        cure: "Vào Review > Delete > Delete All Comments in Document.",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    let comments = paper.file.traces.comments;
    if paper.is_first && comments > 0 {
        found.add(Where::FILE, format!("{comments} ghi chú"), "không còn ghi chú nào");
    }
}
