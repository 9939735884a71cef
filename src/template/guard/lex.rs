//! Tags of a template and the words in them, as the engine reads them.

use std::ops::Range;

use super::Excess;

/// What a word of a tag is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A name or keyword.
    Name,
    /// A number, or a text in quotes.
    Constant,
    /// An operator, a bracket, a comma.
    Sign,
}

/// A word of a tag.
#[derive(Clone, Debug)]
pub struct Word<'t> {
    /// What it is.
    pub sort: Sort,
    /// As it is written.
    pub text: &'t str,
    /// Its bytes in the template.
    pub range: Range<usize>,
}

/// A tag.
#[derive(Clone, Debug)]
pub struct Tag<'t> {
    /// Its bytes in the template.
    pub range: Range<usize>,
    /// Whether it is `{% … %}`, not `{{ … }}`.
    pub block: bool,
    /// Whether it takes away the space before and behind.
    pub trims: (bool, bool),
    /// What stands in it.
    pub words: Vec<Word<'t>>,
}

impl<'t> Tag<'t> {
    /// Returns the first word of a block tag; nothing for `{{ … }}`.
    pub fn keyword(&self) -> &'t str {
        if self.block { self.words.first().map_or("?", |word| word.text) } else { "" }
    }

    /// Tells whether it is `{% set x = … %}`.
    pub fn assigns(&self) -> bool {
        self.words.get(2).is_some_and(|word| word.text == "=")
    }

    /// Tells whether it is `{% <a …> %}`, whose end follows.
    pub fn is_open_component(&self) -> bool {
        self.block && self.keyword() == "<" && self.words.iter().rev().nth(1).is_none_or(|word| word.text != "/")
    }

    /// Tells whether it is `{% </a> %}`.
    pub fn is_closing_component(&self) -> bool {
        self.block && self.keyword() == "</"
    }

    /// Returns the names of the filters, functions and tests that it uses.
    pub fn called(&self) -> impl Iterator<Item = &'t str> {
        let before = |at: usize| at.checked_sub(1).map_or("", |before| self.words[before].text);
        let component = self.words.iter().take(2).any(|word| matches!(word.text, "<" | "</" | "component"));
        let called = move |(at, word): (usize, &Word<'t>)| {
            let opens = self.words.get(at + 1).is_some_and(|next| next.text == "(");
            let named = word.sort == Sort::Name && !component;
            let calls =
                matches!(before(at), "|" | "is") || (before(at) == "not" && before(at.saturating_sub(1)) == "is");
            (named && (calls || opens)).then_some(word.text)
        };
        self.words.iter().enumerate().filter_map(called)
    }

    /// Makes a refusal of it.
    pub fn excess(&self, message: String, hint: &'static str) -> Excess {
        Excess { at: self.range.start, message, hint }
    }

    /// Returns the number of the bracket that closes the one at `open`; the last word where none does.
    pub fn closing(&self, open: usize) -> usize {
        let mut depth = 0_usize;
        for (at, word) in self.words.iter().enumerate().skip(open) {
            match word.text {
                "(" | "[" | "?[" | "{" if word.sort == Sort::Sign => depth += 1,
                ")" | "]" | "}" if word.sort == Sort::Sign => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return at;
            }
        }
        self.words.len().saturating_sub(1)
    }

    /// Returns the number of the bracket that opens what the one at `close` closes; the first word where none does.
    pub fn opening(&self, close: usize) -> usize {
        let mut depth = 0_usize;
        for (at, word) in self.words.iter().enumerate().take(close + 1).rev() {
            match word.text {
                ")" | "]" | "}" if word.sort == Sort::Sign => depth += 1,
                "(" | "[" | "?[" | "{" if word.sort == Sort::Sign => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return at;
            }
        }
        0
    }
}

/// Goes through the tags of a template; ends where the engine will find a fault.
pub struct Scan<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Scan<'t> {
    /// Begins with a template.
    pub const fn of(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// Skips `{# … #}`; the text behind its opening begins at `inside`.
    fn comment(&mut self, inside: usize) -> Option<()> {
        self.at = inside + self.text[inside..].find("#}")? + 2;
        Some(())
    }

    /// Skips `{% raw %} … {% endraw %}` where it begins at `inside`.
    fn raw(&mut self, inside: usize) -> Option<bool> {
        let Some(length) = bare(&self.text[inside..], "raw") else { return Some(false) };
        let mut at = inside + length;
        loop {
            at += self.text[at..].find("{%")? + 2;
            let dash = usize::from(self.text[at..].starts_with('-'));
            if let Some(length) = bare(&self.text[at + dash..], "endraw") {
                self.at = at + dash + length;
                return Some(true);
            }
        }
    }

    fn tag(&mut self, start: usize, inside: usize, block: bool) -> Option<Tag<'t>> {
        let close = if block { "%}" } else { "}}" };
        let (mut words, mut at) = (Vec::new(), inside);
        loop {
            let rest = &self.text[at..];
            at += rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_whitespace()).len();
            let rest = &self.text[at..];
            let dash = usize::from(rest.starts_with('-'));
            if rest[dash..].starts_with(close) {
                self.at = at + dash + 2;
                let trims = (self.text[start + 2..].starts_with('-'), dash == 1);
                return Some(Tag { range: start..self.at, block, trims, words });
            }
            let (sort, length) = measure(rest)?;
            words.push(Word { sort, text: &rest[..length], range: at..at + length });
            at += length;
        }
    }
}

impl<'t> Iterator for Scan<'t> {
    type Item = Tag<'t>;

    fn next(&mut self) -> Option<Tag<'t>> {
        loop {
            let start = self.at + self.text[self.at..].find(['{'])?;
            let kind = self.text.as_bytes().get(start + 1)?;
            if !matches!(kind, b'{' | b'%' | b'#') {
                self.at = start + 1;
                continue;
            }
            let inside = start + 2 + usize::from(self.text[start + 2..].starts_with('-'));
            match kind {
                b'#' => self.comment(inside)?,
                b'%' if self.raw(inside)? => {}
                kind => return self.tag(start, inside, *kind == b'%'),
            }
        }
    }
}

/// Returns the length of the rest of a tag that is this word and nothing else.
fn bare(rest: &str, word: &str) -> Option<usize> {
    let space = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_whitespace()).len();
    let at = space(rest);
    let at = at + rest[at..].strip_prefix(word).map(|_| word.len())?;
    let at = at + space(&rest[at..]);
    let at = at + usize::from(rest[at..].starts_with('-'));
    rest[at..].starts_with("%}").then_some(at + 2)
}

const DOUBLE: [&str; 9] = ["//", "**", "==", "!=", ">=", "<=", "</", "?.", "?["];

fn measure(rest: &str) -> Option<(Sort, usize)> {
    let first = rest.chars().next()?;
    let run = |fits: fn(char) -> bool| rest.find(|c: char| !fits(c)).unwrap_or(rest.len());
    Some(match first {
        '"' | '\'' | '`' => (Sort::Constant, quoted(rest, first)?),
        c if c.is_ascii_digit() => (Sort::Constant, number(rest)),
        c if c.is_ascii_alphabetic() || c == '_' => (Sort::Name, run(|c| c.is_ascii_alphanumeric() || c == '_')),
        _ if rest.starts_with("...") => (Sort::Sign, 3),
        _ if DOUBLE.iter().any(|sign| rest.starts_with(sign)) => (Sort::Sign, 2),
        c => (Sort::Sign, c.len_utf8()),
    })
}

fn number(rest: &str) -> usize {
    let mut point = false;
    let digits = rest.bytes().take_while(|byte| {
        let first = *byte == b'.' && !point;
        point |= first;
        first || byte.is_ascii_digit()
    });
    digits.count()
}

fn quoted(rest: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}
