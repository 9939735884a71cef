//! Answers to the questions of a new year, from a file: `phap_ly.kh-cchc-tinh.so_ky_hieu: 12/KH-UBND`.

use std::collections::BTreeMap;
use std::path::Path;

use super::place::{Scalar, scalars, whole as whole_range};
use super::{Open, RenewError, Renewed, read};
use crate::diag::{Diagnostic, Report, nearest};
use crate::record::code;
use crate::source::edit::{self, Edit};
use crate::source::tree::{self, Node, Value};
use crate::source::{Sources, Span, decode};
use crate::viet::question::{questions, wording};

/// Answers by the path of what is asked.
#[derive(Debug, Default)]
pub struct Answers {
    all: BTreeMap<String, (String, Span)>,
}

impl Answers {
    /// Reads a file of paths and answers; faults go to the report.
    ///
    /// # Errors
    ///
    /// The file cannot be read.
    pub fn load(path: &Path, sources: &mut Sources, report: &mut Report) -> Result<Self, RenewError> {
        let bytes = read(path)?;
        let name = path.to_string_lossy().replace('\\', "/");
        let node = decode(&name, bytes, sources, report).and_then(|file| tree::parse(file, sources, report));
        Ok(node.map(|node| Self::of(&node, report)).unwrap_or_default())
    }

    fn of(node: &Node, report: &mut Report) -> Self {
        let mut all = BTreeMap::new();
        let entries = match &node.value {
            Value::Map(entries) => entries.as_slice(),
            Value::Null => &[],
            _ => {
                let message = "tệp trả lời phải gồm các dòng `câu hỏi: câu trả lời`";
                report.push(wrong(message, node.span));
                &[]
            }
        };
        for entry in entries {
            match &entry.value.value {
                Value::Scalar(scalar) => {
                    all.insert(entry.key.text.to_string(), (scalar.text.trim().to_owned(), entry.key_span));
                }
                Value::Null => {
                    all.insert(entry.key.text.to_string(), (String::new(), entry.key_span));
                }
                _ => report.push(wrong("câu trả lời phải là một dòng chữ, một số hoặc một ngày", entry.value.span)),
            }
        }
        Self { all }
    }

    /// Puts the answers into the new files, lists what stays open, and reports answers that nothing asks for.
    pub fn fill(mut self, renewed: &mut Renewed, sources: &mut Sources, report: &mut Report) {
        let mut asked: Vec<String> = Vec::new();
        for (name, text) in &mut renewed.files {
            let Some(node) = parsed(name, text, sources, report) else { continue };
            let mut edits = Vec::new();
            for scalar in scalars(&node, text) {
                asked.extend(keys(&scalar, text));
                edits.extend(self.answer(&scalar, text));
            }
            *text = edit::apply(text, edits);
            let Some(node) = parsed(name, text, sources, report) else { continue };
            renewed.open.extend(open(name, text, &node));
        }
        for (key, (_, span)) in &self.all {
            let message = format!("không có câu hỏi nào là “{key}”");
            let hint = match nearest(key, asked.iter().map(String::as_str)) {
                Some(near) => format!("có phải là “{near}”?"),
                None => "xóa dòng này; chạy không có --tra-loi để xem các câu hỏi".to_owned(),
            };
            report.push(Diagnostic::error(&code::QUESTION, message).at(*span).hint(hint));
        }
    }

    /// Returns the change of a scalar whose questions are answered.
    fn answer(&mut self, scalar: &Scalar, text: &str) -> Option<Edit> {
        let raw = text.get(scalar.node.span.range())?;
        let Value::Scalar(value) = &scalar.node.value else { return None };
        let ranges = questions(raw);
        let whole = questions(&value.text).first().is_some_and(|range| *range == (0..value.text.len()));
        let mut edits = Vec::new();
        for (range, key) in ranges.into_iter().zip(keys(scalar, text)) {
            let Some((answer, _)) = self.all.remove(&key) else { continue };
            if whole {
                return Some(Edit { range: whole_range(scalar.node, text), text: written(&answer, scalar.in_flow) });
            }
            edits.push(Edit { range, text: edit::harmless(&answer) });
        }
        (!edits.is_empty()).then(|| Edit {
            range: scalar.node.span.range(),
            text: edit::rewritten(edit::apply(raw, edits), value.style, scalar.in_flow),
        })
    }
}

/// Returns an answer as a scalar; an empty one leaves the key blank.
fn written(answer: &str, in_flow: bool) -> String {
    if answer.is_empty() { String::new() } else { edit::scalar(answer, in_flow) }
}

fn wrong(message: &str, span: Span) -> Diagnostic {
    let hint = "ví dụ: phap_ly.kh-cchc-tinh.so_ky_hieu: 12/KH-UBND";
    Diagnostic::error(&code::WRONG_TYPE, message).at(span).hint(hint)
}

fn parsed(name: &str, text: &str, sources: &mut Sources, report: &mut Report) -> Option<Node> {
    let file = sources.add(name, text.to_owned());
    tree::parse(file, sources, report)
}

/// Returns by what answers name the questions of a scalar: its path, from the second on with a number.
fn keys(scalar: &Scalar, text: &str) -> Vec<String> {
    let raw = text.get(scalar.node.span.range()).unwrap_or("");
    let name = |number: usize| match number {
        1 => scalar.path.clone(),
        more => format!("{}/{more}", scalar.path),
    };
    (1..=questions(raw).len()).map(name).collect()
}

fn open(name: &str, text: &str, node: &Node) -> Vec<Open> {
    let mut found = Vec::new();
    for scalar in scalars(node, text) {
        let span = scalar.node.span.range();
        let raw = text.get(span.clone()).unwrap_or("");
        for (range, key) in questions(raw).into_iter().zip(keys(&scalar, text)) {
            let before = text.get(..span.start + range.start).unwrap_or("");
            let asked = raw.get(range).unwrap_or("").trim_end_matches(['"', '\'']);
            let line = 1 + before.matches('\n').count();
            found.push(Open { key, text: wording(asked), file: name.to_owned(), line });
        }
    }
    found
}
