//! Texts of records may hold Tera expressions (`trong năm {{ nam }}`): here they are filled in.

use tera::{Context, Value};

use super::Engine;
use super::fault::Fault;
use crate::diag::{Diagnostic, Place, Report};
use crate::source::{Sources, Span};

/// How deep expressions may lead to further expressions.
const DEPTH: usize = 4;

/// Fills in the expressions of record texts.
pub struct Texts<'a> {
    /// The engine with the filters.
    pub engine: &'a Engine,
    /// The records' files, to place faults in.
    pub sources: &'a Sources,
}

/// Tells whether a text holds an expression.
pub fn has_expression(text: &str) -> bool {
    // Few texts have one, and one letter is found faster than two.
    text.as_bytes().contains(&b'{') && (text.contains("{{") || text.contains("{%"))
}

impl Texts<'_> {
    /// Returns the text with its expressions filled in; a fault goes to the report and leaves the text as it is.
    pub fn fill(&self, text: &str, context: &Context, report: &mut Report) -> String {
        let mut filled = text.to_owned();
        for _ in 0..DEPTH {
            if !has_expression(&filled) {
                return filled;
            }
            match self.engine.render_text(&filled, context) {
                Ok(next) => filled = next,
                Err(fault) => {
                    report.push(self.diagnostic(fault, text));
                    return filled;
                }
            }
        }
        filled
    }

    /// Returns the value with the expressions of every text in it filled in.
    pub fn fill_all(&self, value: &Value, context: &Context, report: &mut Report) -> Value {
        if let Some(text) = value.as_str() {
            return if has_expression(text) { Value::from(self.fill(text, context, report)) } else { value.clone() };
        }
        if !mentions_expression(value) {
            return value.clone();
        }
        if let Some(items) = value.as_array() {
            let filled: Vec<Value> = items.iter().map(|item| self.fill_all(item, context, report)).collect();
            return Value::from(filled);
        }
        let Some(map) = value.as_map() else { return value.clone() };
        let filled = map.iter().map(|(key, item)| (key.clone(), self.fill_all(item, context, report)));
        Value::from(filled.collect::<tera::Map>())
    }

    fn diagnostic(&self, fault: Fault, text: &str) -> Diagnostic {
        let place = self.locate(text, &fault);
        Diagnostic::error(fault.code, fault.message).place(place).hint(fault.hint)
    }

    /// Finds the expression in the record's file: the line of the text that the fault names, as it stands there.
    fn locate(&self, text: &str, fault: &Fault) -> Place {
        let line = text.lines().nth(fault.line_column.0.saturating_sub(1)).unwrap_or(text);
        let before: usize = text.lines().take(fault.line_column.0.saturating_sub(1)).map(|line| line.len() + 1).sum();
        for (file, source) in self.sources.files() {
            let Some(at) = source.text().find(line) else { continue };
            let start = at + fault.range.start.saturating_sub(before).min(line.len());
            let end = (start + fault.range.len().max(1)).min(at + line.len());
            if let (Ok(start), Ok(end)) = (u32::try_from(start), u32::try_from(end)) {
                return Place::Span(Span { file, start, end });
            }
        }
        Place::Nowhere
    }
}

fn mentions_expression(value: &Value) -> bool {
    if let Some(text) = value.as_str() {
        return has_expression(text);
    }
    if let Some(items) = value.as_array() {
        return items.iter().any(mentions_expression);
    }
    value.as_map().is_some_and(|map| map.values().any(mentions_expression))
}
