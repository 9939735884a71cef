//! Questions that a year's records still ask, in place of what could not be known when the year was made.

use super::code;
use crate::diag::Diagnostic;
use crate::source::tree::{Node, Value};
use crate::source::{Sources, Span};
use crate::viet::question::{asks, questions, wording};

/// A question in a file.
#[derive(Clone, Debug)]
pub struct Question {
    /// What is asked.
    pub text: String,
    /// Where: from its mark to the end of it or of the line.
    pub span: Span,
}

impl Question {
    /// Returns what the clerk reads of it.
    pub fn finding(&self) -> Diagnostic {
        Diagnostic::error(&code::QUESTION, format!("chưa trả lời: {}", self.text))
            .at(self.span)
            .hint("ghi câu trả lời thay cho cả đoạn từ ?? đến ??, hoặc thêm --nhap để xem bản nháp")
    }
}

/// Returns the questions in a node, in the order of the file.
pub fn of(node: &Node, sources: &Sources) -> Vec<Question> {
    let mut found = Vec::new();
    collect(node, sources, &mut found);
    found
}

fn collect(node: &Node, sources: &Sources, found: &mut Vec<Question>) {
    match &node.value {
        Value::Scalar(scalar) if asks(&scalar.text) => found.extend(within(node.span, sources)),
        Value::Null | Value::Scalar(_) => {}
        Value::Seq(items) => items.iter().for_each(|item| collect(item, sources, found)),
        Value::Map(entries) => entries.iter().for_each(|entry| collect(&entry.value, sources, found)),
    }
}

fn within(span: Span, sources: &Sources) -> Vec<Question> {
    let raw = sources.slice(span);
    let start = span.start as usize;
    let question = |range: std::ops::Range<usize>| {
        let text = raw.get(range.clone()).unwrap_or("");
        let line = text.lines().next().unwrap_or("").trim_end();
        let span = Span::new(span.file, start + range.start, start + range.start + line.len());
        Question { text: wording(text.trim_end_matches(['"', '\''])), span }
    };
    questions(raw).into_iter().map(question).collect()
}
