//! Small searches in raw YAML text, for places the parser does not tell.

use std::ops::Range;

/// The line that holds the byte, without its line break.
pub(super) fn line(text: &str, at: usize) -> Range<usize> {
    let at = text.floor_char_boundary(at.min(text.len()));
    let start = text[..at].rfind(['\n', '\r']).map_or(0, |found| found + 1);
    let end = text[at..].find(['\n', '\r']).map_or(text.len(), |found| at + found);
    start..end.max(start)
}

/// The line without the blanks on either side.
pub(super) fn body(text: &str, at: usize) -> Range<usize> {
    trim(text, line(text, at))
}

/// The range without the blanks on either side.
pub(super) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = text.get(range.clone()).unwrap_or("");
    let start = range.start + (inner.len() - inner.trim_start().len());
    start..start + inner.trim().len()
}

/// From the byte to the end of the line, without blanks and without a comment.
pub(super) fn rest(text: &str, at: usize) -> Range<usize> {
    let whole = at..line(text, at).end.max(at);
    let inner = text.get(whole.clone()).unwrap_or("");
    let length = inner.find(" #").unwrap_or(inner.len());
    trim(text, at..at + length)
}

/// Number of blanks the line starts with.
pub(super) fn indent(text: &str, at: usize) -> usize {
    body(text, at).start - line(text, at).start
}

/// Skips blanks and comments; behind `sign` if it comes next.
pub(super) fn behind(text: &str, from: usize, sign: u8) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        match bytes.get(at)? {
            b' ' | b'\t' | b'\r' | b'\n' => at += 1,
            b'#' => at = line(text, at).end,
            &byte if byte == sign => return Some(at + 1),
            _ => return None,
        }
    }
}

/// A `{{ … }}` or `{% … %}` that starts at the byte, to its end or the end of the line.
pub(super) fn template(text: &str, at: usize) -> Option<Range<usize>> {
    let whole = at..line(text, at).end.max(at);
    let inner = text.get(whole.clone())?;
    let close = if inner.starts_with("{{") {
        "}}"
    } else if inner.starts_with("{%") {
        "%}"
    } else {
        return None;
    };
    let length = inner.find(close).map_or(inner.len(), |found| found + 2);
    Some(at..at + length)
}

/// A template expression at the start of a value in the line, before the byte or at it.
pub(super) fn template_before(text: &str, at: usize) -> Option<Range<usize>> {
    let line = line(text, at);
    let inner = text.get(line.clone())?;
    let starts = inner.match_indices('{').map(|(found, _)| found);
    let mut values = starts.filter(|&found| {
        let before = inner[..found].trim_end();
        line.start + found <= at && (before.is_empty() || before.ends_with([':', '-', '[', ',']))
    });
    values.find_map(|found| template(text, line.start + found))
}

/// Signs that people put before the items of a list, and that YAML does not know as such.
const BULLETS: &[char] = &['–', '—', '−', '•', '·', '▪', '●', '‣', '◦', '∙', '\u{f0b7}', '\u{f0a7}', '+', '*'];

/// Whether it takes room as a blank does, or none, and is none for YAML.
const fn is_odd_blank(c: char) -> bool {
    matches!(c, '\u{b}' | '\u{c}' | '\u{85}' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200b}')
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{2060}' | '\u{3000}' | '\u{feff}')
}

/// The first sign in a line that looks like a blank of the indentation, or like the one behind a dash or a colon.
pub(super) fn odd_blank(text: &str, at: usize) -> Option<(usize, char)> {
    let range = line(text, at);
    let inner = &text[range.clone()];
    let lead = inner.len() - inner.trim_start_matches(|c: char| c.is_whitespace() || is_odd_blank(c)).len();
    if let Some((found, c)) = inner[..lead].char_indices().find(|(_, c)| is_odd_blank(*c)) {
        return Some((range.start + found, c));
    }
    let mut from = lead;
    if inner[from..].starts_with('-') {
        let behind = &inner[from + 1..];
        if let Some(c) = behind.chars().next().filter(|c| is_odd_blank(*c)) {
            return Some((range.start + from + 1, c));
        }
        from += 1 + behind.len() - behind.trim_start_matches(' ').len();
    }
    let colon = from + key(&inner[from..])?.len();
    let c = inner[colon + 1..].chars().next().filter(|c| is_odd_blank(*c))?;
    Some((range.start + colon + 1, c))
}

/// A sign of a list that is no hyphen, where a text begins with one and a blank.
pub(super) fn bullet(text: &str) -> Option<char> {
    let mut letters = text.chars();
    let sign = letters.next().filter(|c| BULLETS.contains(c))?;
    letters.next().filter(|c| c.is_whitespace()).map(|_| sign)
}

/// The first quote behind the byte that can open a quoted text.
pub(super) fn quote(text: &str, from: usize) -> Option<usize> {
    let from = text.floor_char_boundary(from.min(text.len()));
    let mut quotes = text[from..].match_indices(['"', '\'']).map(|(at, _)| from + at);
    quotes.find(|&at| {
        let before = text[..at].chars().next_back();
        before.is_none_or(|c| c.is_whitespace() || "[{,:".contains(c))
    })
}

/// The name before a colon if the text starts like a key of ours: lower case, digits, `_`.
pub(super) fn key(text: &str) -> Option<&str> {
    let (name, _) = text.split_once(':')?;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let named = name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(plain);
    named.then_some(name)
}

/// A key, the sign that stands for its colon, and what follows: `han：27/02/2026`, `phan_tram = 60`.
pub(super) fn other_colon(text: &str) -> Option<(&str, char, &str)> {
    let at = text.find(['：', '＝', '='])?;
    let (key, rest) = text.split_at(at);
    let sign = rest.chars().next()?;
    let is_key =
        !key.trim().is_empty() && key.trim().chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    is_key.then_some((key, sign, &rest[sign.len_utf8()..]))
}

/// Length of the part before a colon that lacks its blank: 3 for `ten:An`, none for `http://x`.
pub(super) fn glued(text: &str) -> Option<usize> {
    let word = text.split_whitespace().next()?;
    let colon = word.find(':')?;
    let after = &word[colon + 1..];
    let (early, late) = (colon > 0, !after.is_empty() && !after.starts_with("//"));
    (early && late).then_some(colon)
}

/// The first tab from the line of the byte on that stands in the blanks before a line's text.
pub(super) fn tab(text: &str, at: usize) -> Option<usize> {
    let mut start = line(text, at).start;
    while start < text.len() {
        let whole = line(text, start);
        let inner = &text[whole.clone()];
        let blanks = &inner[..inner.len() - inner.trim_start().len()];
        if let Some(found) = blanks.find('\t') {
            return Some(start + found);
        }
        start = whole.end + 1;
    }
    None
}

/// The first `\` from the byte on that does not start an escape known in double quotes.
pub(super) fn bad_escape(text: &str, from: usize) -> Option<usize> {
    let mut characters = text.get(from..)?.char_indices();
    while let Some((at, c)) = characters.next() {
        if c != '\\' {
            continue;
        }
        let (_, escaped) = characters.next()?;
        let digits = match escaped {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            c if "0abtnvfre \"/\\N_LP\t\n\r".contains(c) => 0,
            _ => return Some(from + at),
        };
        let mut given = characters.clone().take(digits);
        let hex = (0..digits).all(|_| given.next().is_some_and(|(_, c)| c.is_ascii_hexdigit()));
        if !hex {
            return Some(from + at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_and_its_body_are_found_from_any_byte() {
        let text = "a\r\n  Đ b \nc";
        assert_eq!(&text[line(text, 6)], "  Đ b ");
        assert_eq!(&text[body(text, 3)], "Đ b");
        assert_eq!(indent(text, 5), 2);
        assert_eq!(line(text, 99), 11..12);
        assert_eq!(line("", 0), 0..0);
    }

    #[test]
    fn a_sign_is_found_behind_blanks_and_comments() {
        assert_eq!(behind("a  # x: y\n :", 1, b':'), Some(12));
        assert_eq!(behind("a b:", 1, b':'), None);
        assert_eq!(behind("a", 1, b':'), None);
    }

    #[test]
    fn a_colon_without_a_blank_is_found_but_not_in_an_address() {
        assert_eq!(glued("ten:An b"), Some(3));
        assert_eq!(glued("http://a.vn"), None);
        assert_eq!(glued("ten: An"), None);
        assert_eq!(glued(""), None);
    }

    #[test]
    fn a_bad_escape_is_found_behind_good_ones() {
        assert_eq!(bad_escape(r#""a\n\u0110\\ C:\Dat""#, 1), Some(15));
        assert_eq!(bad_escape(r#""\x1""#, 1), Some(1));
        assert_eq!(bad_escape(r#""\\""#, 1), None);
    }
}
