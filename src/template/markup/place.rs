//! Where a fault is: in the template where its text is found there, else in the text as it was filled in.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diag::{Code, Diagnostic, Place, Report};
use crate::source::letters;
use crate::template::Engine;

/// So many faults of one document are told; finding the places of more would take long, and nobody reads them.
const MOST: usize = 100;

/// So many of one kind: they are mended alike.
const MOST_ALIKE: usize = 10;

/// The longest piece that is underlined.
const WIDEST: usize = 60;

/// Takes the faults of a rendered text.
pub struct Faults<'a> {
    /// The rendered text.
    pub text: &'a str,
    /// The engine, which knows the templates.
    engine: &'a Engine,
    /// The template that was rendered.
    template: &'a str,
    /// Where they go.
    pub report: &'a mut Report,
    told: BTreeMap<String, Vec<(String, usize, usize)>>,
}

impl<'a> Faults<'a> {
    /// Takes those of this text.
    pub fn new(text: &'a str, engine: &'a Engine, template: &'a str, report: &'a mut Report) -> Self {
        Self { text, engine, template, report, told: BTreeMap::new() }
    }

    /// Reports a fault at a place in the rendered text, once for each place.
    pub fn add(&mut self, code: &'static Code, range: &Range<usize>, message: &str, hint: &str) {
        let alike = self.told.get(message).map_or(0, Vec::len);
        if alike >= MOST_ALIKE || self.told.values().map(Vec::len).sum::<usize>() >= MOST {
            return;
        }
        let place = self.place(range);
        if let Place::At { file, line, column, .. } = &place {
            let told = self.told.entry(message.to_owned()).or_default();
            let key = (file.clone(), *line, *column);
            if told.contains(&key) {
                return;
            }
            told.push(key);
        }
        self.report.push(Diagnostic::error(code, message).place(place).hint(hint));
    }

    /// Tells whether a fault has been told whose message begins so.
    pub fn has(&self, start: &str) -> bool {
        self.told.keys().any(|message| message.starts_with(start))
    }

    fn place(&self, range: &Range<usize>) -> Place {
        let start = range.start.min(self.text.len());
        let slice = self.text.get(start..range.end.min(self.text.len())).unwrap_or_default();
        let piece = slice.lines().next().unwrap_or_default();
        let shown = self.engine.shown(self.template);
        let template = self.engine.text(self.template);
        let (line, before) = line_of(self.text, start);
        // The same line in the template, or else the same piece, if there is one only.
        let same = find_line(template, line, self.text, start - before).map(|at| at + before);
        if let Some(at) = same.or_else(|| find_once(template, piece)) {
            return at_place(shown, template, at, piece);
        }
        // Or the one line that gives this one when it is filled in.
        if let Some((start, like)) = find_like(template, line) {
            let at = like.find(piece).filter(|_| !piece.is_empty());
            let piece = if at.is_some() { piece } else { like };
            return at_place(shown, template, start + at.unwrap_or_default(), piece);
        }
        // Or in one that it includes.
        let others = self.engine.names().into_iter().filter(|name| name != self.template);
        let mut found = others.filter_map(|name| {
            let text = self.engine.text(&name);
            let at = starts_of(text, line).first().map(|at| at + before).filter(|_| !line.trim().is_empty())?;
            self.engine.text(self.template).contains(&name).then(|| (name.clone(), at))
        });
        match found.next() {
            Some((name, at)) => at_place(self.engine.shown(&name), self.engine.text(&name), at, piece),
            None => at_place(format!("{shown} (sau khi điền)"), self.text, start, piece),
        }
    }
}

fn at_place(file: String, text: &str, at: usize, piece: &str) -> Place {
    let (line, before) = line_of(text, at);
    Place::At {
        file,
        line: text[..at].matches('\n').count() + 1,
        column: letters(&line[..before]) + 1,
        width: letters(piece).clamp(1, WIDEST),
        excerpt: line.to_owned(),
    }
}

/// Returns the line around a byte, and how many bytes of it stand before.
fn line_of(text: &str, at: usize) -> (&str, usize) {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    (&text[start..end], at - start)
}

/// Returns where a line of the rendered text stands in the template, if both have it equally often.
fn find_line(template: &str, line: &str, rendered: &str, at: usize) -> Option<usize> {
    let there = starts_of(template, line);
    let here = starts_of(rendered, line);
    let which = here.iter().position(|start| *start == at)?;
    if here.len() == there.len() && !line.trim().is_empty() { there.get(which).copied() } else { None }
}

/// Returns where lines that are equal to this one begin.
fn starts_of(text: &str, line: &str) -> Vec<usize> {
    let mut start = 0;
    let mut found = Vec::new();
    for candidate in text.split_inclusive('\n') {
        if candidate.strip_suffix('\n').unwrap_or(candidate) == line {
            found.push(start);
        }
        start += candidate.len();
    }
    found
}

/// Returns the only line of a template that gives a line when it is filled in, and where it begins.
fn find_like<'t>(template: &'t str, rendered: &str) -> Option<(usize, &'t str)> {
    let mut start = 0;
    let mut found = None;
    for candidate in template.split_inclusive('\n') {
        let line = candidate.trim();
        if gives(line, rendered.trim()) && found.replace((start + candidate.find(line)?, line)).is_some() {
            return None;
        }
        start += candidate.len();
    }
    found
}

/// So many letters must be equal besides what is filled in.
const TELLING: usize = 2;

/// Tells whether a line of a template may give a line of the rendered text: what stands outside of its tags is there.
fn gives(line: &str, rendered: &str) -> bool {
    let pieces = outside_tags(line);
    let [first, middle @ .., last] = pieces.as_slice() else { return false };
    let telling = pieces.iter().flat_map(|piece| piece.chars()).filter(|c| !c.is_whitespace()).count();
    let Some(mut rest) = rendered.strip_prefix(first).and_then(|rest| rest.strip_suffix(last)) else { return false };
    telling >= TELLING
        && middle.iter().all(|piece| {
            let at = rest.find(piece);
            rest = at.map_or("", |at| &rest[at + piece.len()..]);
            at.is_some()
        })
}

/// Returns what stands before, between and behind the tags of a line; one piece if there are none.
fn outside_tags(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = line;
    while let Some(open) = ["{{", "{%", "{#"].iter().filter_map(|sign| rest.find(sign)).min() {
        let end = match rest.as_bytes().get(open + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            _ => "#}",
        };
        pieces.push(&rest[..open]);
        rest = rest[open..].find(end).map_or("", |at| &rest[open + at + end.len()..]);
    }
    pieces.push(rest);
    pieces
}

fn find_once(text: &str, piece: &str) -> Option<usize> {
    let piece = piece.trim_end();
    let at = text.find(piece).filter(|_| piece.len() > 1)?;
    (!text[at + piece.len()..].contains(piece)).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::{find_like, gives, outside_tags};

    #[test]
    fn a_line_is_known_by_what_stands_outside_of_its_tags() {
        assert_eq!(outside_tags("| {{ a }} | Việc {{ b }} |"), ["| ", " | Việc ", " |"]);
        assert!(gives("| {{ i }} | Việc {{ i }} |", "| 10 | Việc 10 |"));
        assert!(!gives("| {{ i }} | Việc {{ i }} |", "| 10 | Kết quả 10 |"));
        assert!(!gives("{{ mo_dau }}", "Bất cứ gì") && !gives("Không thẻ", "Không thẻ"));
        assert!(gives("{% if a %}Dòng <b>{{ b }}</b>{% endif %}", "Dòng <b>x</b>"));
    }

    #[test]
    fn a_line_that_two_lines_may_give_is_not_placed() {
        let template = "Một\n  Hai {{ a }} ba\n{{ x }} ba\nHai {{ c }} bốn\n";
        assert_eq!(
            find_like(template, "Hai việc bốn"),
            Some(("Một\n  Hai {{ a }} ba\n{{ x }} ba\n".len(), "Hai {{ c }} bốn"))
        );
        assert_eq!(find_like(template, "Hai việc ba"), None);
    }
}
