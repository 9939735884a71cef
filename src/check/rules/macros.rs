//! TE07: Tệp có macro.

use crate::check::finding::Where;
use crate::check::paper::Paper;
use crate::check::rule::{Found, Page, Rule, Severity};

/// Tệp có macro.
pub static RULE: Rule = Rule {
    code: "TE07",
    name: "macros",
    severity: Severity::Error,
    clause: "Thói quen tốt khi phát hành",
    before_2020: true,
    page: Page {
        fault: "Tệp có macro.",
        why: "Macro là chương trình chạy khi mở tệp; nhiều cơ quan chặn tệp có macro.",
        wrong: "van-ban.docm",
        right: "van-ban.docx",
        cure: "Vào File > Save As, chọn Word Document (*.docx).",
    },
    check,
};

fn check(paper: &Paper<'_>, found: &mut Found<'_>) {
    if paper.is_first && paper.file.traces.macros {
        found.add(Where::FILE, "tệp có macro", "tệp .docx không có macro");
    }
}
