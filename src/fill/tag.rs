//! Tags in the joined text of a paragraph: where they are, of which kind, what they say.

use std::ops::Range;

/// What a tag repeats or removes besides itself, as `docxtpl` spells it: `{%p`, `{%tr`, `{%tc`, `{{r`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// The paragraph.
    Paragraph,
    /// The row.
    Row,
    /// The cell.
    Cell,
    /// The run.
    Run,
}

/// What a tag does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `{{ … }}`.
    Value,
    /// `{# … #}`.
    Comment,
    /// `{% if … %}`.
    If,
    /// `{% elif … %}`.
    Elif,
    /// `{% else %}`.
    Else,
    /// `{% endif %}`.
    EndIf,
    /// `{% for … %}`.
    For,
    /// `{% endfor %}`.
    EndFor,
    /// `{% set … %}` and `{% set_global … %}`.
    Set,
    /// `{% break %}` and `{% continue %}`.
    Jump,
    /// `{% vm %}`, `{% hm %}`, `{% colspan … %}`, `{% cellbg … %}`: a property of the cell around.
    Cell,
    /// `{_{`, `%_}` and the like: a delimiter that is text.
    Literal,
    /// A keyword that Word templates do not have.
    Unknown,
}

impl Kind {
    /// Tells whether the tag begins a block.
    pub const fn opens(self) -> bool {
        matches!(self, Self::If | Self::For)
    }

    /// Tells whether the tag ends a block.
    pub const fn closes(self) -> bool {
        matches!(self, Self::EndIf | Self::EndFor)
    }

    /// Tells whether the tag divides a block.
    pub const fn divides(self) -> bool {
        matches!(self, Self::Elif | Self::Else)
    }

    /// Tells whether the tag shows nothing of its own.
    pub const fn is_silent(self) -> bool {
        !matches!(self, Self::Value | Self::Literal)
    }
}

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// What it does.
    pub kind: Kind,
    /// The docxtpl spelling, if it is used.
    pub unit: Option<Unit>,
    /// Its keyword; empty for values and comments.
    pub keyword: String,
    /// What follows the keyword, with plain quotes and spaces.
    pub inside: String,
    /// The tag as it is written.
    pub written: String,
    /// Its place in the paragraph's text, in characters.
    pub at: Range<usize>,
    /// Whether white space before it goes (`{%-`).
    pub trims_before: bool,
    /// Whether white space after it goes (`-%}`).
    pub trims_after: bool,
}

impl Tag {
    fn literal(text: &[char], at: Range<usize>) -> Self {
        Self {
            kind: Kind::Literal,
            unit: None,
            keyword: String::new(),
            inside: String::new(),
            written: text[at.clone()].iter().collect(),
            at,
            trims_before: false,
            trims_after: false,
        }
    }
}

/// A delimiter without its other half.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stray {
    /// The delimiter: `{{`, `%}`…
    pub delimiter: String,
    /// Its place, in characters.
    pub at: usize,
}

/// Finds the tags of a paragraph's text.
pub fn find(text: &[char]) -> (Vec<Tag>, Vec<Stray>) {
    let mut found = Finder { text, at: 0, tags: Vec::new(), strays: Vec::new() };
    while found.at < text.len() {
        found.step();
    }
    (found.tags, found.strays)
}

struct Finder<'t> {
    text: &'t [char],
    at: usize,
    tags: Vec<Tag>,
    strays: Vec<Stray>,
}

impl Finder<'_> {
    fn step(&mut self) {
        if self.is_literal() {
            self.tags.push(Tag::literal(self.text, self.at..self.at + 3));
            self.at += 3;
            return;
        }
        let end = match self.pair() {
            ('{', '{') => ['}', '}'],
            ('{', '%') => ['%', '}'],
            ('{', '#') => ['#', '}'],
            ('}' | '%', '}') => return self.stray(),
            _ => {
                self.at += 1;
                return;
            }
        };
        // A quote that is never closed must not hide the end of its tag.
        let Some(past) = self.end_of(end, true).or_else(|| self.end_of(end, false)) else { return self.stray() };
        let tag = read(self.text, self.at..past);
        self.at = past;
        if tag.keyword == "raw" {
            self.skip_raw();
        }
        self.tags.push(tag);
    }

    /// Tells whether docxtpl's way to write a delimiter as text stands here: `{_{`, `}_}`, `{_%`, `%_}`, `{_#`, `#_}`.
    fn is_literal(&self) -> bool {
        let Some([first, '_', last]) = self.text.get(self.at..self.at + 3) else { return false };
        matches!((first, last), ('{', '{' | '%' | '#') | ('}' | '%' | '#', '}'))
    }

    fn pair(&self) -> (char, char) {
        (self.text[self.at], self.text.get(self.at + 1).copied().unwrap_or(' '))
    }

    fn stray(&mut self) {
        let (first, second) = self.pair();
        self.strays.push(Stray { delimiter: format!("{first}{second}"), at: self.at });
        self.at += 2;
    }

    /// Returns the place after the closing delimiter; delimiters in quotes do not count, another opening one ends it.
    fn end_of(&self, end: [char; 2], quotes: bool) -> Option<usize> {
        let comment = end[0] == '#';
        let mut quote: Option<char> = None;
        let mut at = self.at + 2;
        while at + 1 < self.text.len() {
            let pair = [self.text[at], self.text[at + 1]];
            match quote {
                Some(close) if pair[0] == close => quote = None,
                Some(_) if pair[0] == '\\' => at += 1,
                None if pair == end => return Some(at + 2),
                None if !comment && matches!(pair, ['{', '{' | '%' | '#']) => return None,
                None if !comment && quotes => quote = closing_quote(pair[0]),
                _ => {}
            }
            at += 1;
        }
        None
    }

    /// Passes over the text up to `{% endraw %}` if it stands in this paragraph.
    fn skip_raw(&mut self) {
        for at in self.at..self.text.len().saturating_sub(1) {
            if self.text[at..].starts_with(&['{', '%']) {
                let probe = Finder { text: self.text, at, tags: Vec::new(), strays: Vec::new() };
                let past = probe.end_of(['%', '}'], true);
                let end = past.map(|past| read(self.text, at..past)).filter(|tag| tag.keyword == "endraw");
                if end.is_some() {
                    self.at = at;
                    return;
                }
            }
        }
    }
}

fn closing_quote(c: char) -> Option<char> {
    match c {
        '"' | '\'' | '`' => Some(c),
        '“' | '”' | '„' => Some('”'),
        '‘' | '’' => Some('’'),
        '«' => Some('»'),
        '»' => Some('«'),
        _ => None,
    }
}

fn read(text: &[char], at: Range<usize>) -> Tag {
    let written: String = text[at.clone()].iter().collect();
    let mut inner = &text[at.start + 2..at.end - 2];
    let trims_before = inner.first().is_some_and(|c| is_hyphen(*c));
    inner = &inner[usize::from(trims_before)..];
    let trims_after = inner.last().is_some_and(|c| is_hyphen(*c));
    inner = &inner[..inner.len() - usize::from(trims_after)];
    let (kind, unit, keyword, inside) = match text[at.start + 1] {
        '#' => (Kind::Comment, control_unit(&plain(inner)).0, String::new(), String::new()),
        '{' => {
            let (unit, inside) = value_unit(&plain(inner));
            (Kind::Value, unit, String::new(), inside)
        }
        _ => control(&plain(inner)),
    };
    Tag { kind, unit, keyword, inside, written, at, trims_before, trims_after }
}

/// A hyphen, also the one that does not break and the dash that Word makes of one.
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '–' | '—' | '\u{2212}')
}

/// `{{r x }}` is rich text in docxtpl, `{{p x }}` a document; a variable may be called `r` or `p` all the same.
fn value_unit(inner: &str) -> (Option<Unit>, String) {
    let named = |rest: &str| rest.starts_with(|c: char| c.is_alphabetic() || c == '_') && !starts_with_word(rest);
    match (inner.split_at_checked(2), inner.get(2..).map(str::trim).filter(|rest| named(rest))) {
        (Some(("r ", _)), Some(rest)) => (Some(Unit::Run), rest.to_owned()),
        (Some(("p ", _)), Some(rest)) if rest.contains('|') => (Some(Unit::Paragraph), rest.to_owned()),
        (Some(("p ", _)), Some(rest)) => (Some(Unit::Paragraph), format!("{rest} | tai_lieu")),
        _ => (None, inner.trim().to_owned()),
    }
}

/// `{{ r if x … }}`, `{{ r in x }}`: here `r` is a variable.
fn starts_with_word(text: &str) -> bool {
    let word = text.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
    ["if", "in", "and", "or", "is", "not"].contains(&word)
}

fn control(inner: &str) -> (Kind, Option<Unit>, String, String) {
    let (unit, rest) = control_unit(inner);
    let rest = rest.trim();
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    let (keyword, inside) = (lowered(&rest[..end]), rest[end..].trim().to_owned());
    let kind = match keyword.as_str() {
        "if" => Kind::If,
        "elif" => Kind::Elif,
        "else" => Kind::Else,
        "endif" => Kind::EndIf,
        "for" => Kind::For,
        "endfor" => Kind::EndFor,
        "set" | "set_global" => Kind::Set,
        "break" | "continue" => Kind::Jump,
        "vm" | "hm" | "colspan" | "cellbg" => Kind::Cell,
        _ => Kind::Unknown,
    };
    (kind, unit, keyword, inside)
}

/// Word begins sentences with a capital letter: `{% If` is `{% if`.
fn lowered(keyword: &str) -> String {
    let known = ["if", "elif", "else", "endif", "for", "endfor", "set", "raw", "endraw"];
    known.iter().find(|known| known.eq_ignore_ascii_case(keyword)).map_or(keyword, |known| known).to_owned()
}

fn control_unit(inner: &str) -> (Option<Unit>, &str) {
    for (prefix, unit) in [("tr ", Unit::Row), ("tc ", Unit::Cell), ("p ", Unit::Paragraph), ("r ", Unit::Run)] {
        if let Some(rest) = inner.strip_prefix(prefix) {
            return (Some(unit), rest);
        }
    }
    (None, inner)
}

/// Replaces what Word puts in while one types: curly quotes outside straight ones, spaces that hold, marks of no width.
fn plain(inner: &[char]) -> String {
    let mut out = String::with_capacity(inner.len() + 8);
    let mut quote: Option<(char, char)> = None;
    let mut escaped = false;
    for &c in inner {
        if std::mem::take(&mut escaped) {
            out.push(c);
            continue;
        }
        escaped = c == '\\' && quote.is_some();
        let c = match c {
            '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => continue,
            '\u{a0}' | '\u{2007}' | '\u{202f}' | '\u{3000}' | '\t' | '\n' | '\r' if quote.is_none() => ' ',
            c => c,
        };
        match quote {
            Some((close, shown)) if c == close => {
                out.push(shown);
                quote = None;
            }
            // A straight quote inside curly ones must not end the text.
            Some((_, shown)) if c == shown => out.extend(['\\', c]),
            Some(_) => out.push(c),
            None => {
                quote = closing_quote(c).map(|close| (close, straight(c)));
                out.push(quote.map_or(c, |(_, shown)| shown));
            }
        }
    }
    crate::viet::text::nfc(&out).into_owned()
}

fn straight(quote: char) -> char {
    match quote {
        '“' | '”' | '„' | '«' | '»' => '"',
        '‘' | '’' => '\'',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(text: &str) -> Vec<Tag> {
        let (tags, strays) = find(&text.chars().collect::<Vec<_>>());
        assert_eq!(strays, []);
        tags
    }

    fn strays(text: &str) -> Vec<String> {
        let (_, strays) = find(&text.chars().collect::<Vec<_>>());
        strays.into_iter().map(|stray| format!("{} {}", stray.delimiter, stray.at)).collect()
    }

    #[test]
    fn values_and_control_tags_are_told_apart() {
        let found: Vec<(Kind, String)> = tags("a {{ x }} {%- if a > 1 -%} {# note }} #} {% endif %}")
            .into_iter()
            .map(|t| (t.kind, t.inside))
            .collect();
        let expected = [(Kind::Value, "x"), (Kind::If, "a > 1"), (Kind::Comment, ""), (Kind::EndIf, "")];
        assert_eq!(found, expected.map(|(kind, inside)| (kind, inside.to_owned())));
    }

    #[test]
    fn spellings_of_docxtpl_are_known() {
        let found: Vec<(Option<Unit>, Kind)> =
            tags("{%p if a %}{%tr for x in y %}{%tc endfor %}{{r x }}{{ r }}{{ r.ten }}")
                .into_iter()
                .map(|tag| (tag.unit, tag.kind))
                .collect();
        assert_eq!(found[..2], [(Some(Unit::Paragraph), Kind::If), (Some(Unit::Row), Kind::For)]);
        assert_eq!(found[2..4], [(Some(Unit::Cell), Kind::EndFor), (Some(Unit::Run), Kind::Value)]);
        assert_eq!(found[4..], [(None, Kind::Value), (None, Kind::Value)]);
    }

    #[test]
    fn what_word_makes_of_quotes_and_spaces_is_undone() {
        let found = tags("{{\u{a0}x\u{a0}| default(value=“a\u{a0}\"b\" }}”) }}");
        assert_eq!(found[0].inside, "x | default(value=\"a\u{a0}\\\"b\\\" }}\")");
    }

    #[test]
    fn delimiters_without_their_half_are_found() {
        assert_eq!(strays("a {{ x"), ["{{ 2"]);
        assert_eq!(strays("{{ x {{ y }}"), ["{{ 0"]);
        assert_eq!(strays("x }} {% if"), ["}} 2", "{% 5"]);
    }

    #[test]
    fn delimiters_with_a_line_between_are_text() {
        let text = "{_{ x }_} {_% if %_} {_# a #_} {_} }_{ {{ b }}";
        let found: Vec<String> = tags(text).into_iter().map(|tag| format!("{:?} {}", tag.kind, tag.written)).collect();
        let literal = ["{_{", "}_}", "{_%", "%_}", "{_#", "#_}"].map(|one| format!("Literal {one}"));
        assert_eq!(found, [&literal[..], &["Value {{ b }}".to_owned()]].concat());
    }

    #[test]
    fn text_in_raw_is_text() {
        let found: Vec<String> = tags("{% raw %}{{ x }}{% endraw %}").into_iter().map(|tag| tag.keyword).collect();
        assert_eq!(found, ["raw", "endraw"]);
    }
}
