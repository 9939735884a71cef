//! Texts of records may hold Tera expressions (`trong năm {{ nam }}`): here they are filled in.

use tera::{Context, Value};

use super::Engine;
use super::fault::Fault;
use super::slip::{opening_before, sharpen};
use crate::diag::{Diagnostic, Place, Report};
use crate::record::Expression;
use crate::source::{Sources, Span};

/// How deep expressions may lead to further expressions.
const DEPTH: usize = 4;

/// Fills in the expressions of record texts.
pub struct Texts<'a> {
    /// The engine with the filters.
    pub engine: &'a Engine,
    /// The records' files, to place faults in.
    pub sources: &'a Sources,
    /// The texts of the records that hold expressions.
    pub written: &'a [Expression],
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
                    self.tell(fault, &filled, context, report);
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

    /// Reports every fault of a text: the engine stops at the first, so each expression is tried by itself.
    fn tell(&self, first: Fault, text: &str, context: &Context, report: &mut Report) {
        let before = report.len();
        if !text.contains("{%") {
            for (start, piece) in pieces(text) {
                if let Err(fault) = self.engine.render_text(piece, context) {
                    let fault = sharpen(fault, piece);
                    let at = start + fault.at_byte(piece).unwrap_or(0);
                    self.report(&fault, text, at, report);
                }
            }
        }
        if report.len() == before {
            let first = sharpen(first, text);
            let at = first.at_byte(text).unwrap_or(0);
            self.report(&first, text, at, report);
        }
    }

    fn report(&self, fault: &Fault, text: &str, at: usize, report: &mut Report) {
        let mut places = self.places(text, at, fault.range.len());
        if places.is_empty() {
            places.push(Place::Nowhere);
        }
        for place in places {
            let found = Diagnostic::error(fault.code, fault.message.clone());
            report.push(found.place(place).hint(fault.hint.clone()));
        }
    }

    /// Returns the places in the records at which a part of a text stands; what another text has brought is placed
    /// there.
    fn places(&self, text: &str, at: usize, width: usize) -> Vec<Place> {
        let place = |written: &Expression, text: &str, at: usize| {
            let raw = self.sources.slice(written.span);
            let last = text.floor_char_boundary((at + width.max(1) - 1).min(text.len()));
            let (start, last) = (located(raw, text, at), located(raw, text, last));
            let end = last + raw[last..].chars().next().map_or(0, char::len_utf8);
            let offset = written.span.start as usize;
            Place::Span(Span::new(written.span.file, offset + start, offset + end.max(start)))
        };
        let own = self.written.iter().filter(|written| written.text.trim() == text.trim());
        let own: Vec<Place> = own.map(|written| place(written, text, at)).collect();
        if !own.is_empty() {
            return own;
        }
        let Some(start) = opening_before(text, at) else { return Vec::new() };
        let piece = pieces(&text[start..]).next().map_or("", |(_, piece)| piece);
        let bringing = self.written.iter().filter_map(|written| Some((written, written.text.find(piece)?)));
        bringing.map(|(written, from)| place(written, &written.text, from + (at - start))).collect()
    }
}

/// Parts a text at its expressions: each from its `{{` to its `}}`, or to where the next begins.
fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let starts: Vec<usize> = text.match_indices("{{").map(|(at, _)| at).collect();
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([text.len()]).collect();
    starts.into_iter().zip(ends).map(|(start, next)| {
        let end = text[start..next].find("}}").map_or(next, |at| start + at + 2);
        (start, &text[start..end])
    })
}

/// Finds a byte of a text in the file: tags stand there in the same order, whatever YAML has folded between them.
fn located(raw: &str, text: &str, at: usize) -> usize {
    let at = text.floor_char_boundary(at.min(text.len()));
    let before: Vec<usize> = openings(text).take_while(|start| *start <= at).collect();
    let there = before.len().checked_sub(1).and_then(|nth| openings(raw).nth(nth));
    let Some((tag, start)) = before.last().zip(there) else { return 0 };
    let here = text[*tag..at].chars().filter(|c| !c.is_whitespace()).count();
    let mut signs = raw[start..].char_indices().filter(|(_, c)| !c.is_whitespace());
    start + signs.nth(here).map_or(0, |(found, _)| found)
}

fn openings(text: &str) -> impl Iterator<Item = usize> {
    let braces = text.match_indices('{').map(|(at, _)| at);
    braces.filter(|at| text[at + 1..].starts_with(['{', '%']))
}

/// Tells whether any text in a value holds an expression.
pub fn mentions_expression(value: &Value) -> bool {
    if let Some(text) = value.as_str() {
        return has_expression(text);
    }
    if let Some(items) = value.as_array() {
        return items.iter().any(mentions_expression);
    }
    value.as_map().is_some_and(|map| map.values().any(mentions_expression))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_a_folded_text_is_found_in_the_file() {
        let raw = ">-\n    trong năm\n    {{ nam }},\n    sau {{ nam_sau\n    }}.";
        let text = "trong năm {{ nam }}, sau {{ nam_sau }}.";
        for part in ["{{ nam }}", "nam }}", "{{ nam_sau", "nam_sau"] {
            assert!(raw[located(raw, text, text.find(part).unwrap())..].starts_with(part), "{part}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_place_of_any_text_is_sought_without_a_crash(raw in "[{}% \nnă]{0,20}", text in "[{}% nă]{0,20}", at in 0_usize..30) {
            proptest::prop_assert!(located(&raw, &text, at) <= raw.len());
        }
    }

    #[test]
    fn each_expression_is_a_piece_and_one_that_is_open_ends_where_the_next_begins() {
        let found: Vec<&str> = pieces("a {{ b }} c {{ d }. e {{ f }}").map(|(_, piece)| piece).collect();
        assert_eq!(found, ["{{ b }}", "{{ d }. e ", "{{ f }}"]);
    }
}
