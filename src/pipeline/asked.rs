//! Questions that are still open: which documents wait for an answer, and that no finished one prints a question, which may
//! be that of a record it only cites.

use std::collections::BTreeSet;

use super::Wish;
use crate::diag::{Diagnostic, Report};
use crate::docx::DocxView;
use crate::record::Records;
use crate::record::code::QUESTION;
use crate::record::paper::Paper;
use crate::record::question::Question;
use crate::validate;
use crate::viet::question::{questions, wording};

/// The questions of a year that concern the documents wanted.
pub struct Asked {
    /// What is said of them, where they do not stop everything.
    told: Vec<Diagnostic>,
    /// The ids of the documents that wait for an answer.
    pub waiting: Vec<String>,
    /// Whether some of the documents wanted wait and others do not: those are made.
    pub leaves_some: bool,
}

impl Asked {
    /// Looks at the year's questions; drafts wait for none.
    pub fn of(records: &Records, wish: &Wish) -> Self {
        let waiting = if wish.draft { Vec::new() } else { validate::waiting(records) };
        let mut wanted = records.papers.iter().map(|paper| &paper.id.text).filter(|id| wish.makes(id));
        let leaves_some = !waiting.is_empty() && wanted.any(|id| !waiting.contains(id));
        let told = if leaves_some { validate::open(records, &wish.ids) } else { Vec::new() };
        Self { told, waiting, leaves_some }
    }

    /// Reports the questions, after the documents that they do not concern are made.
    pub fn tell(self, report: &mut Report) {
        report.extend(self.told);
    }
}

/// Tells whether a document's Word file prints no open question; those that it prints are reported.
pub fn prints_none(paper: &Paper, file: &[u8], open: &[Question], report: &mut Report) -> bool {
    // Most years have none, and then nothing is read.
    if open.is_empty() {
        return true;
    }
    let text = DocxView::read(file).map(|view| view.text()).unwrap_or_default();
    let printed = questions(&text).into_iter().filter_map(|range| text.get(range)?.lines().next());
    let printed: BTreeSet<_> = printed.map(wording).collect();
    for asked in &printed {
        let span = open.iter().find(|question| question.text == *asked).map_or(paper.id.span, |question| question.span);
        let message = format!("văn bản “{}” in ra câu hỏi chưa trả lời: {asked}", paper.id.text);
        let hint = "trả lời câu hỏi ấy rồi làm lại; chỉ xem trước thì dùng lệnh lap, thêm --nhap";
        report.push(Diagnostic::error(&QUESTION, message).at(span).hint(hint));
    }
    printed.is_empty()
}
