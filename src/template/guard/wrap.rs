//! What is put into a template, and where: behind what is complete in itself, so that nothing is read in another way.

use super::lex::{Sort, Tag, Word};
use crate::template::budget;

/// What is put in, in the order in which it was found; what comes later stands further out.
#[derive(Default)]
pub struct Inserts(Vec<Insert>);

/// A text that is put in.
struct Insert {
    /// Byte of the template.
    at: usize,
    text: String,
    /// What of the template a fault in it is about.
    about: usize,
}

/// Something that was put in.
#[derive(Clone, Copy, Debug)]
pub struct Added {
    /// Byte of the new text.
    pub start: usize,
    /// Its bytes.
    pub length: usize,
    /// What of the template a fault in it is about.
    pub about: usize,
}

/// Words that do not end a value.
const WORDS: [&str; 8] = ["and", "or", "not", "in", "is", "if", "else", "for"];

/// Tells whether a value may end with a word.
pub fn ends_value(word: &Word<'_>) -> bool {
    match word.sort {
        Sort::Name => !WORDS.contains(&word.text),
        Sort::Constant => true,
        Sort::Sign => matches!(word.text, ")" | "]" | "}"),
    }
}

impl Inserts {
    /// Puts a text at a byte of the template.
    fn put(&mut self, at: usize, text: String) {
        self.0.push(Insert { at, text, about: at });
    }

    /// Puts the end of what was put around an expression, which begins at `about`.
    pub fn end(&mut self, at: usize, text: String, about: usize) {
        self.0.push(Insert { at, text, about });
    }

    /// Puts a call that counts at a byte of the template; `trims` are the spaces that the tag beside it takes away.
    pub fn step(&mut self, at: usize, weight: usize, trims: (bool, bool)) {
        let dash = |trims: bool| if trims { "-" } else { "" };
        self.put(at, format!("{{{{{} {}(n={weight}) {}}}}}", dash(trims.0), budget::STEP, dash(trims.1)));
    }

    /// Counts what an expression puts together and goes through.
    pub fn expression(&mut self, tag: &Tag<'_>) {
        let joins = tag.words.iter().filter(|word| word.text == "~").count();
        let mut brackets: Vec<&str> = Vec::new();
        for (at, word) in tag.words.iter().enumerate() {
            match (word.sort, word.text) {
                (Sort::Sign, "(" | "[" | "?[" | "{") => brackets.push(word.text),
                (Sort::Sign, ")" | "]" | "}") => drop(brackets.pop()),
                (Sort::Sign, "~") => self.joined(tag, at, joins, brackets.iter().any(|one| *one != "(")),
                (Sort::Name, "for") if brackets.last() == Some(&"[") => self.comprehended(tag, at),
                _ => {}
            }
        }
    }

    /// Counts the values on both sides of a `~`.
    fn joined(&mut self, tag: &Tag<'_>, at: usize, times: usize, kept: bool) {
        let kept = if kept { ", giu=true" } else { "" };
        let count = format!(" | {}(n={times}{kept})", budget::JOINED);
        let before = at.checked_sub(1).map(|before| &tag.words[before]);
        let tested = at.checked_sub(2).is_some_and(|before| matches!(tag.words[before].text, "is" | "not"));
        let before = before.filter(|word| ends_value(word) && word.sort != Sort::Constant && !tested);
        let counted = |end: usize| self.0.last().is_some_and(|last| last.at == end && last.text == count);
        if let Some(before) = before.filter(|word| !counted(word.range.end)) {
            self.put(before.range.end, count.clone());
        }
        let last = value_end(tag, at + 1);
        let constant = |word: &Word<'_>| last == at + 1 && word.sort == Sort::Constant;
        if let Some(word) = tag.words.get(last).filter(|word| ends_value(word) && !constant(word)) {
            self.put(word.range.end, count);
        }
    }

    /// Counts what `[a for x in …]` goes through.
    fn comprehended(&mut self, tag: &Tag<'_>, at: usize) {
        let Some(start) = (at..tag.words.len().min(at + 5)).find(|at| tag.words[*at].text == "in") else { return };
        let mut end = start + 1;
        while let Some(word) = tag.words.get(end) {
            match (word.sort, word.text) {
                (Sort::Sign, "(" | "[" | "?[" | "{") => end = tag.closing(end),
                (Sort::Sign, "]") | (Sort::Name, "if") => break,
                _ => {}
            }
            end += 1;
        }
        self.around(tag, start + 1, end, &format!(") | {}(n={})", budget::ROUNDS, budget::KEPT_ROUND));
    }

    /// Opens what a loop goes through; returns where it begins and ends.
    pub fn looped(&mut self, tag: &Tag<'_>) -> Option<(usize, usize)> {
        let start = tag.words.iter().position(|word| word.text == "in")?;
        let (first, last) = (tag.words.get(start + 1)?, tag.words.last()?);
        self.put(first.range.start, "(".to_owned());
        Some((first.range.start, last.range.end))
    }

    /// Measures what a `{% set %}` makes, where it makes a list or a map.
    pub fn measured(&mut self, tag: &Tag<'_>) {
        let literal = |at: usize| match tag.words[at].text {
            "[" if tag.words[at].sort == Sort::Sign => !ends_value(&tag.words[at - 1]),
            "{" => true,
            _ => false,
        };
        if (3..tag.words.len()).any(literal) {
            self.around(tag, 3, tag.words.len(), &format!(") | {}", budget::MEASURED));
        }
    }

    /// Counts a value that is caught.
    pub fn caught(&mut self, tag: &Tag<'_>) {
        if tag.words.first().is_some_and(|word| word.text != "<") {
            self.around(tag, 0, tag.words.len(), &format!(") | {}", budget::CAUGHT));
        }
    }

    /// Puts brackets around words, the end of which is not among them.
    pub fn around(&mut self, tag: &Tag<'_>, start: usize, end: usize, close: &str) {
        let words = tag.words.get(start..end).unwrap_or_default();
        if let (Some(first), Some(last)) = (words.first(), words.last()) {
            self.put(first.range.start, "(".to_owned());
            self.end(last.range.end, close.to_owned(), first.range.start);
        }
    }

    /// Returns the text with everything put in, and what that was.
    pub fn into_text(mut self, text: &str) -> (String, Vec<Added>) {
        self.0.sort_by_key(|insert| insert.at);
        let extra: usize = self.0.iter().map(|insert| insert.text.len()).sum();
        let (mut out, mut added, mut last) = (String::with_capacity(text.len() + extra), Vec::new(), 0);
        for insert in self.0 {
            out.push_str(&text[last..insert.at]);
            added.push(Added { start: out.len(), length: insert.text.len(), about: insert.about });
            out.push_str(&insert.text);
            last = insert.at;
        }
        out.push_str(&text[last..]);
        (out, added)
    }
}

/// Returns the number of the last word of the value that begins at a word: with its fields, calls and filters.
pub fn value_end(tag: &Tag<'_>, start: usize) -> usize {
    let text = |at: usize| tag.words.get(at).map_or("", |word| word.text);
    let mut at = start;
    while matches!(text(at), "-" | "not") {
        at += 1;
    }
    if matches!(text(at), "(" | "[" | "{") {
        at = tag.closing(at);
    }
    loop {
        match text(at + 1) {
            "." | "?." | "|" => at += 2,
            "(" | "[" | "?[" => at = tag.closing(at + 1),
            _ => return at,
        }
    }
}
