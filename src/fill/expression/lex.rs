//! Words, numbers, texts and signs of an expression.

use std::ops::Range;

use super::Flaw;

/// The sort of a lexeme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A name or word.
    Name,
    /// A number.
    Number,
    /// A text in quotes.
    Text,
    /// Anything else.
    Sign,
}

/// A lexeme and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lexeme {
    /// Its sort.
    pub sort: Sort,
    /// Its bytes.
    pub range: Range<usize>,
}

impl Lexeme {
    /// Returns its text.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.range.clone()]
    }
}

/// Signs of two characters.
const DOUBLE: [&str; 9] = ["//", "**", "==", "!=", ">=", "<=", "?.", "&&", "||"];

/// Splits an expression.
pub fn read(text: &str) -> Result<Vec<Lexeme>, Flaw> {
    let mut found: Vec<Lexeme> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let after_dot = found.last().is_some_and(|last| matches!(last.of(text), "." | "?."));
        let (sort, length) = measure(&text[at..], c, after_dot, at)?;
        found.push(Lexeme { sort, range: at..at + length });
        at += length;
    }
    Ok(found)
}

fn measure(rest: &str, c: char, after_dot: bool, at: usize) -> Result<(Sort, usize), Flaw> {
    let run = |fits: fn(char) -> bool| rest.find(|c: char| !fits(c)).unwrap_or(rest.len());
    Ok(match c {
        '"' | '\'' | '`' => (Sort::Text, quoted(rest, c).ok_or_else(|| unclosed(c, at))?),
        c if c.is_ascii_digit() && after_dot => (Sort::Number, run(|c| c.is_ascii_digit())),
        c if c.is_ascii_digit() => (Sort::Number, number(rest)),
        c if is_name(c) => (Sort::Name, run(is_name)),
        _ if DOUBLE.iter().any(|sign| rest.starts_with(sign)) => (Sort::Sign, 2),
        c => (Sort::Sign, c.len_utf8()),
    })
}

/// Letters of any language, their marks, digits and the low line.
fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || unicode_normalization::char::is_combining_mark(c)
}

fn quoted(rest: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return Some(at + c.len_utf8()),
            _ => {}
        }
    }
    None
}

fn unclosed(quote: char, at: usize) -> Flaw {
    Flaw::new(format!("chữ mở bằng {quote} chưa đóng"), format!("thêm {quote} ở cuối chữ"), at)
}

/// `1`, `1.5`; the dot of `1.` and of `x.1.ten` is none of the number's.
fn number(rest: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(rest);
    match rest[whole..].strip_prefix('.').map(digits) {
        Some(part) if part > 0 => whole + 1 + part,
        _ => whole,
    }
}
