//! Changes to a text by ranges of bytes, and scalars written so that YAML reads them back.

use std::ops::Range;

use super::tree::Style;

/// A change: what stands in the range is replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that go.
    pub range: Range<usize>,
    /// What comes.
    pub text: String,
}

/// Applies edits in the order of their places; one that overlaps an earlier one is left out.
pub fn apply(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut out = String::with_capacity(text.len() + 256);
    let mut from = 0;
    for edit in edits {
        let Some(kept) = text.get(from..edit.range.start.max(from)) else { continue };
        if edit.range.start < from || text.get(edit.range.clone()).is_none() {
            continue;
        }
        out.push_str(kept);
        out.push_str(&edit.text);
        from = edit.range.end;
    }
    out.push_str(text.get(from..).unwrap_or(""));
    out
}

/// Writes a one-line text as a scalar: plain where YAML reads it back, else in double quotes.
pub fn scalar(text: &str, in_flow: bool) -> String {
    if is_plain(text, in_flow) { text.to_owned() } else { quoted(text) }
}

/// Writes a scalar again after its raw text has changed; plain text that YAML would misread gets quotes.
pub fn rewritten(raw: String, style: Style, in_flow: bool) -> String {
    if style == Style::Plain && !is_plain(&raw, in_flow) { quoted(&raw) } else { raw }
}

/// Makes a text safe to be put within a scalar of any style.
pub fn harmless(text: &str) -> String {
    let no_quotes = text.replace(['"', '\''], "”").replace('\\', "/");
    no_quotes.replace(": ", " - ").replace(" #", " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn is_plain(text: &str, in_flow: bool) -> bool {
    let first = text.chars().next();
    let second_blank = text.chars().nth(1).is_none_or(char::is_whitespace);
    let starts = match first {
        None => false,
        Some('-' | '?' | ':') => !second_blank,
        Some(c) => !"{}[],#&*!|>'\"%@`".contains(c),
    };
    let broken = text.contains(": ") || text.contains(":\n") || text.contains(" #") || text.contains("\n#");
    let flow = in_flow && text.contains(['{', '}', '[', ']', ',']);
    starts && !broken && !flow && !text.ends_with(':') && text.trim() == text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_applied_in_order_and_an_overlapping_one_is_left_out() {
        let edit = |range, text: &str| Edit { range, text: text.to_owned() };
        assert_eq!(apply("abcdef", vec![edit(4..5, "E"), edit(0..2, ""), edit(1..3, "x")]), "cdEf");
    }

    #[test]
    fn a_scalar_is_quoted_only_where_yaml_needs_it() {
        assert_eq!(scalar("?? số nào ??", false), "?? số nào ??");
        assert_eq!(scalar("{{ nam }} là năm đầu", false), "\"{{ nam }} là năm đầu\"");
        assert_eq!(scalar("a, b", true), "\"a, b\"");
        assert_eq!(scalar("họp: \"gấp\"", false), "\"họp: \\\"gấp\\\"\"");
    }
}
