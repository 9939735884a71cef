//! Who looks at a whole value pays for it: behind each value that a filter, a test, an operator or a subscript looks
//! at, a filter is put in that charges as much as there is to see ([`budget`]).

use std::ops::Range;

use super::lex::{Sort, Tag, Word};
use super::price::{self, COPIED, Price};
use super::wrap::{Inserts, ends_value, value_end};
use crate::template::budget;

/// Shorter texts in a template cost no more than the tag in which they stand.
const SHORT: usize = 64;

/// Names that are values by themselves.
const CONSTANTS: [&str; 7] = ["none", "None", "null", "true", "True", "false", "False"];

impl Inserts {
    /// Charges for what the expressions of a tag look at.
    pub fn charges(&mut self, tag: &Tag<'_>) {
        for (at, word) in tag.words.iter().enumerate() {
            let next = tag.words.get(at + 1).map_or("", |next| next.text);
            match (word.sort, word.text) {
                (Sort::Sign, "|") => self.charge_before(tag, at, price::filter(next)),
                (Sort::Name, "is") => {
                    let name = if next == "not" { tag.words.get(at + 2).map_or("", |name| name.text) } else { next };
                    self.charge_before(tag, at, price::test(name));
                }
                // Two values are compared no further than the smaller one goes.
                (Sort::Sign, "==" | "!=" | "<" | "<=" | ">" | ">=") if ends(tag, at) => {
                    self.charge_behind(tag, at + 1, Price::Compared);
                }
                (Sort::Name, "in") if !heads_loop(tag, at) => {
                    let negated = at.checked_sub(1).is_some_and(|before| tag.words[before].text == "not");
                    self.charge_before(tag, at - usize::from(negated), Price::Text);
                    self.charge_behind(tag, at + 1, Price::Compared);
                }
                (Sort::Sign, "...") => self.charge_behind(tag, at + 1, Price::Items(COPIED)),
                (Sort::Sign, "(") => self.charge_arguments(tag, at),
                (Sort::Sign, "[" | "?[") if ends(tag, at) => self.charge_subscript(tag, at),
                _ => {}
            }
        }
    }

    /// Charges for the value that ends before a word.
    fn charge_before(&mut self, tag: &Tag<'_>, at: usize, price: Price) {
        let Some(last) = at.checked_sub(1) else { return };
        if !is_small(tag, last..at) {
            self.charge(tag, last, price);
        }
    }

    /// Charges for the value that begins at a word.
    fn charge_behind(&mut self, tag: &Tag<'_>, start: usize, price: Price) {
        let last = value_end(tag, start);
        if tag.words.get(last).is_some_and(ends_value) && !is_small(tag, start..last + 1) {
            self.charge(tag, last, price);
        }
    }

    /// Charges for the value that ends with a word.
    fn charge(&mut self, tag: &Tag<'_>, last: usize, price: Price) {
        if let Some(filter) = filter(price) {
            let about = tag.words[value_start(tag, last)].range.start;
            self.end(tag.words[last].range.end, filter, about);
        }
    }

    /// Charges for what is given to a filter, test or function by name.
    fn charge_arguments(&mut self, tag: &Tag<'_>, open: usize) {
        let Some(name) = open.checked_sub(1).map(|before| &tag.words[before]) else { return };
        let is_called = name.sort == Sort::Name && ends(tag, open) && tag.keyword() != "component";
        let Some(filter) = filter(price::arguments(name.text)).filter(|_| is_called && !name.text.starts_with("__"))
        else {
            return;
        };
        for part in parts(tag, open, ",") {
            let is_named = tag.words.get(part.start + 1).is_some_and(|sign| sign.text == "=");
            if is_named && part.len() > 2 {
                self.charge_words(tag, part.start + 2..part.end, &filter);
            }
        }
    }

    /// Charges for what a subscript looks at: a text up to its end, as much of a list as is taken out of it. Where the
    /// name of a field may follow, nothing can be put between value and subscript; so the subscript names the value.
    fn charge_subscript(&mut self, tag: &Tag<'_>, open: usize) {
        let (start, last) = (value_start(tag, open - 1), open - 1);
        let parts: Vec<Range<usize>> = parts(tag, open, ":").collect();
        let is_slice = parts.len() > 1;
        let filtered = start.checked_sub(1).is_some_and(|before| tag.words[before].text == "|");
        if filtered || tag.words[last].text == ")" || tag.words[last].sort == Sort::Constant {
            self.charge(tag, last, if is_slice { Price::Items(COPIED) } else { Price::Text });
            if let (false, Some(filter)) = (is_slice, filter(Price::Text)) {
                self.charge_words(tag, parts[0].clone(), &filter);
            }
            return;
        }
        let value: Vec<&str> = tag.words[start..=last].iter().map(|word| word.text).collect();
        let cost = if is_slice { format!(", n={COPIED}") } else { String::new() };
        let filter = format!(" | {}(v={}{cost})", budget::SUBSCRIPT, value.join(" "));
        match parts.first() {
            Some(first) if first.is_empty() => {
                self.end(tag.words[open].range.end, format!("none{filter} "), tag.words[start].range.start);
            }
            Some(first) => self.put_behind(tag, first.clone(), &filter),
            None => {}
        }
    }

    /// Charges for the value of an expression.
    fn charge_words(&mut self, tag: &Tag<'_>, words: Range<usize>, filter: &str) {
        if !is_small(tag, words.clone()) {
            self.put_behind(tag, words, filter);
        }
    }

    /// Puts a filter behind an expression.
    fn put_behind(&mut self, tag: &Tag<'_>, words: Range<usize>, filter: &str) {
        if words.is_empty() {
            return;
        }
        if value_end(tag, words.start) == words.end - 1 {
            self.end(tag.words[words.end - 1].range.end, filter.to_owned(), tag.words[words.start].range.start);
        } else {
            self.around(tag, words.start, words.end, &format!("){filter}"));
        }
    }
}

fn filter(price: Price) -> Option<String> {
    match price {
        Price::Free => None,
        Price::Text => Some(format!(" | {}", budget::READ)),
        Price::Items(cost) => Some(format!(" | {}(n={cost})", budget::COUNTED)),
        Price::Compared => Some(format!(" | {}", budget::COMPARED)),
        Price::Whole => Some(format!(" | {}", budget::SEEN)),
    }
}

/// Tells whether a value ends before a word; the first word of a block tag is none.
fn ends(tag: &Tag<'_>, at: usize) -> bool {
    at > usize::from(tag.block) && ends_value(&tag.words[at - 1])
}

/// Tells whether an `in` belongs to a `for`, which counts its rounds.
fn heads_loop(tag: &Tag<'_>, at: usize) -> bool {
    [2, 4].iter().any(|back| at.checked_sub(*back).is_some_and(|at| tag.words[at].text == "for"))
}

/// Tells whether these words are short constants, or a list of a few of them.
fn is_small(tag: &Tag<'_>, words: Range<usize>) -> bool {
    let (Some(first), Some(last)) = (tag.words.get(words.start), words.end.checked_sub(1)) else { return false };
    let constant = |word: &Word<'_>| match word.sort {
        Sort::Constant => true,
        Sort::Name => CONSTANTS.contains(&word.text),
        Sort::Sign => matches!(word.text, "[" | "]" | "," | "-"),
    };
    let words = &tag.words[words];
    let is_value = matches!(first.text, "[" | "-") || (words.len() == 1 && first.sort != Sort::Sign);
    is_value && tag.words[last].range.end - first.range.start <= SHORT && words.iter().all(constant)
}

/// Returns what stands between the signs inside a bracket, the bracket's own only.
fn parts<'t>(tag: &'t Tag<'_>, open: usize, sign: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    let close = tag.closing(open);
    let mut at = open;
    std::iter::from_fn(move || {
        if at >= close {
            return None;
        }
        let start = at + 1;
        at = start;
        while at < close && tag.words[at].text != sign {
            let opens = tag.words[at].sort == Sort::Sign && matches!(tag.words[at].text, "(" | "[" | "?[" | "{");
            at = if opens { tag.closing(at) + 1 } else { at + 1 };
        }
        Some(start..at.min(close))
    })
}

/// Returns the number of the first word of the value that ends with a word: with its fields and subscripts, and as far
/// as the last of its filters.
fn value_start(tag: &Tag<'_>, last: usize) -> usize {
    let mut at = last;
    loop {
        if tag.words[at].sort == Sort::Sign && matches!(tag.words[at].text, ")" | "]" | "}") {
            at = tag.opening(at);
            let continues = match tag.words[at].text {
                "(" => ends(tag, at) && tag.words[at - 1].sort == Sort::Name,
                "[" | "?[" => ends(tag, at),
                _ => false,
            };
            if !continues {
                return at;
            }
            at -= 1;
            continue;
        }
        match at.checked_sub(2) {
            Some(before) if matches!(tag.words[at - 1].text, "." | "?.") => at = before,
            _ => return at,
        }
    }
}
