//! No finished document prints a question: it may be that of a record which the document only cites.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Report};
use crate::docx::DocxView;
use crate::record::code::QUESTION;
use crate::record::paper::Paper;
use crate::record::question::Question;
use crate::viet::question::{questions, wording};

/// Reports the open questions that a document's Word file prints.
pub fn check(paper: &Paper, file: &[u8], open: &[Question], report: &mut Report) {
    // Most years have none, and then nothing is read.
    if open.is_empty() {
        return;
    }
    let text = DocxView::read(file).map(|view| view.text()).unwrap_or_default();
    let printed = questions(&text).into_iter().filter_map(|range| text.get(range)?.lines().next());
    for asked in printed.map(wording).collect::<BTreeSet<_>>() {
        let span = open.iter().find(|question| question.text == asked).map_or(paper.id.span, |question| question.span);
        let message = format!("văn bản “{}” in ra câu hỏi chưa trả lời: {asked}", paper.id.text);
        let hint = "trả lời câu hỏi ấy rồi làm lại; chỉ xem trước thì dùng lệnh lap, thêm --nhap";
        report.push(Diagnostic::error(&QUESTION, message).at(span).hint(hint));
    }
}
