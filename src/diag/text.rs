//! Findings for people: each with its line of the file, in Vietnamese throughout.

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use unicode_normalization::UnicodeNormalization;

use super::{Diagnostic, Place, Report, Severity, harmless};
use crate::filename::{native, native_within};
use crate::text::{Sources, Span};

/// Longer lines are cut around the place, in characters.
const LINE: usize = 110;
/// Characters shown before the place in a line that is cut.
const BEFORE: usize = 40;
/// A second place this many lines away is shown as an excerpt of its own.
const NEAR: usize = 30;

/// Renders the sorted findings, a blank line between them, and a last line that counts them.
///
/// Without colour there are no escape codes; an empty report is an empty text.
pub fn render(report: &Report, sources: &Sources, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    // Lines are cut here, where the columns of the file are still known.
    let renderer = renderer.term_width(10_000);
    let mut out = String::new();
    for item in report.sorted(sources) {
        let group = group(item, sources);
        let shown = renderer.render(&[group]);
        let lines = shown.lines().filter(|line| !is_bare_gutter(line));
        lines.for_each(|line| {
            out.push_str(line);
            out.push('\n');
        });
        out.push('\n');
    }
    if !report.is_empty() {
        out.push_str(&count(report));
        out.push('\n');
    }
    out
}

/// The sign of a second file without its name, drawn above an excerpt whose place is written
/// already.
fn is_bare_gutter(line: &str) -> bool {
    let mut parts = line.split('\x1b');
    let plain = parts.next().unwrap_or("");
    let styled = parts.map(|part| part.split_once('m').map_or(part, |(_, text)| text));
    let text: String = std::iter::once(plain).chain(styled).collect();
    text.trim() == ":::"
}

/// Counts findings: `2 lỗi, 1 cảnh báo`.
fn count(report: &Report) -> String {
    let counts =
        [(Severity::Error, report.errors()), (Severity::Warning, report.warnings()), (Severity::Note, report.notes())];
    let shown = counts.iter().filter(|(_, count)| *count > 0);
    let parts: Vec<String> = shown.map(|(level, count)| format!("{count} {}", level.name())).collect();
    parts.join(", ")
}

fn group<'a>(item: &'a Diagnostic, sources: &'a Sources) -> Group<'a> {
    let level = match item.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let name = format!("{} {}", item.severity.name(), item.code.id);
    let title = level.with_name(name).primary_title(compose(&item.message));
    let mut group = Group::with_title(title);
    for view in views(item, sources) {
        group = group.element(view.origin());
        if !view.lines.is_empty() {
            group = group.element(view.snippet());
        }
    }
    let clause = item.clause.iter().map(|text| (Level::NOTE, "căn cứ", text));
    let hints = item.hints.iter().map(|text| (Level::HELP, "gợi ý", text));
    group.elements(clause.chain(hints).map(|(level, name, text)| level.with_name(name).message(compose(text))))
}

/// Texts may quote a file; they are shown composed (NFC), as terminals want them, and harmless.
fn compose(text: &str) -> String {
    let text: String = text.nfc().collect();
    harmless(&native_within(&text)).into_owned()
}

/// Consecutive lines of one file with the places marked in them.
struct View<'a> {
    file: &'a str,
    place: Option<(usize, usize)>,
    first: usize,
    lines: Vec<Line<'a>>,
}

struct Line<'a> {
    text: Cow<'a, str>,
    marks: Vec<Mark<'a>>,
}

/// A range of bytes of a line; no label for the place itself.
struct Mark<'a> {
    range: Range<usize>,
    label: Option<&'a str>,
}

/// The main place first, with the labels near it; then every other label.
fn views<'a>(item: &'a Diagnostic, sources: &'a Sources) -> Vec<View<'a>> {
    let mut views: Vec<View<'a>> = main_view(&item.place, sources).into_iter().collect();
    let (near, far): (Vec<_>, Vec<_>) = item.labels.iter().partition(|(span, _)| is_near(&item.place, *span, sources));
    if let (Some(view), Place::Span(main)) = (views.first_mut(), &item.place) {
        let marks = near.iter().map(|(span, text)| (*span, Some(text.as_str())));
        let all: Vec<_> = std::iter::once((*main, None)).chain(marks).collect();
        view.mark(&all, sources);
    }
    views.extend(far.into_iter().map(|(span, text)| {
        let mut view = span_view(*span, sources);
        view.mark(&[(*span, Some(text.as_str()))], sources);
        view
    }));
    views
}

fn is_near(place: &Place, span: Span, sources: &Sources) -> bool {
    let Place::Span(main) = place else {
        return false;
    };
    let line = |span| sources.line_column(span).0;
    main.file == span.file && line(*main).abs_diff(line(span)) <= NEAR
}

fn main_view<'a>(place: &'a Place, sources: &'a Sources) -> Option<View<'a>> {
    match place {
        Place::Nowhere => None,
        Place::File(name) => Some(View { file: name, place: None, first: 1, lines: Vec::new() }),
        Place::Span(span) => Some(span_view(*span, sources)),
        Place::At { file, line, column, excerpt, width } | Place::Named { file, line, column, excerpt, width } => {
            Some(View {
                file,
                place: matches!(place, Place::At { .. }).then_some((*line, *column)),
                first: *line,
                lines: vec![Line {
                    text: excerpt.lines().next().unwrap_or("").into(),
                    marks: vec![Mark { range: character_range(excerpt, *column, *width), label: None }],
                }],
            })
        }
    }
}

fn span_view(span: Span, sources: &Sources) -> View<'_> {
    View { file: sources.get(span.file).name(), place: Some(sources.line_column(span)), first: 1, lines: Vec::new() }
}

/// Bytes of `width` characters from the 1-based `column` on.
fn character_range(text: &str, column: usize, width: usize) -> Range<usize> {
    let offset = |count| {
        let mut characters = text.char_indices();
        characters.nth(count).map_or(text.len(), |(at, _)| at)
    };
    let start = column.saturating_sub(1);
    offset(start)..offset(start.saturating_add(width))
}

impl<'a> View<'a> {
    /// Takes in the lines from the first to the last place; a place shows its first line only.
    fn mark(&mut self, places: &[(Span, Option<&'a str>)], sources: &'a Sources) {
        let line_of = |span: &Span| sources.line_column(*span).0;
        let lines = places.iter().map(|(span, _)| line_of(span));
        let Some((first, last)) = lines.clone().min().zip(lines.max()) else {
            return;
        };
        self.first = first;
        self.lines = (first..=last)
            .map(|line| {
                let here = places.iter().filter(|(span, _)| line_of(span) == line);
                source_line(line, here, sources, places[0].0)
            })
            .collect();
    }

    fn origin(&self) -> Origin<'a> {
        let origin = Origin::path(compose(&native(self.file)));
        match self.place {
            Some((line, column)) => origin.line(line).char_column(column),
            None => origin,
        }
    }

    fn snippet(&self) -> Snippet<'a, Annotation<'a>> {
        let mut text = String::new();
        let mut annotations = Vec::new();
        for line in &self.lines {
            let offset = text.len();
            let (cut, marks) = clip(line);
            text.push_str(&cut);
            text.push('\n');
            annotations.extend(marks.into_iter().map(|mark| {
                let kind = match mark.label {
                    Some(_) => AnnotationKind::Context,
                    None => AnnotationKind::Primary,
                };
                kind.span(mark.range.start + offset..mark.range.end + offset).label(mark.label.map(compose))
            }));
        }
        Snippet::source(text).line_start(self.first).annotations(annotations)
    }
}

fn source_line<'a, 'b>(
    line: usize,
    places: impl Iterator<Item = &'b (Span, Option<&'a str>)>,
    sources: &'a Sources,
    main: Span,
) -> Line<'a>
where
    'a: 'b,
{
    let file = sources.get(main.file);
    let whole = file.line_range(line);
    let marks = places.map(|(span, label)| {
        let within = |offset: u32| {
            let offset = file.floor(offset as usize);
            offset.clamp(whole.start, whole.end) - whole.start
        };
        Mark { range: within(span.start)..within(span.end.max(span.start)), label: *label }
    });
    Line { marks: marks.collect(), text: file.text().get(whole.clone()).unwrap_or("").into() }
}

/// Cuts a long line around its first mark and composes letters, moving the marks along.
fn clip<'a>(line: &Line<'a>) -> (String, Vec<Mark<'a>>) {
    let text = &*line.text;
    let focus = line.marks.first().map_or(0, |mark| mark.range.start);
    let window = window(text, focus);
    let within = |offset: usize| offset.clamp(window.start, window.end);
    let mut out = String::new();
    if window.start > 0 {
        out.push('…');
    }
    let mut stops: Vec<usize> = vec![window.start, window.end];
    for mark in &line.marks {
        stops.extend([within(mark.range.start), within(mark.range.end)]);
    }
    stops.sort_unstable();
    stops.dedup();
    let mut moved = vec![out.len()];
    for pair in stops.windows(2) {
        out.push_str(&compose(text.get(pair[0]..pair[1]).unwrap_or("")));
        moved.push(out.len());
    }
    if window.end < text.len() {
        out.push('…');
    }
    let place = |offset| match stops.binary_search(&within(offset)) {
        Ok(index) | Err(index) => moved.get(index).copied().unwrap_or(0),
    };
    let marks =
        line.marks.iter().map(|mark| Mark { range: place(mark.range.start)..place(mark.range.end), label: mark.label });
    let marks = marks.collect();
    (out, marks)
}

/// The bytes of a line that are shown: all of a short one, the part around `focus` of a long one.
fn window(text: &str, focus: usize) -> Range<usize> {
    let forward = |from: usize, count: usize| {
        let mut rest = text.get(from..).unwrap_or("").char_indices();
        rest.nth(count).map_or(text.len(), |(at, _)| from + at)
    };
    if forward(0, LINE) == text.len() {
        return 0..text.len();
    }
    let before = text.get(..focus).unwrap_or("");
    let start = match before.char_indices().rev().nth(BEFORE - 1) {
        Some((at, _)) => at,
        None => 0,
    };
    start..forward(start, LINE)
}

#[cfg(test)]
mod tests;
