//! A copy of a Word file with a comment at each thing that is to be told, to be read where the thing is.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::io;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::escape::escape;
use quick_xml::events::{BytesStart, Event};

use super::fragment::{place, values};
use super::package::Package;
use super::usual::respelled;
use super::wellformed;
use super::write::{PackageError, Repack};

/// Who has written the comments; by this our copies are known, and our comments taken away again.
const AUTHOR: &str = "thidua";

const COMMENTS: &str = "word/comments.xml";
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
const CONTENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";

/// What a comment is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Anchor {
    /// The whole file: the first paragraph bears it.
    File,
    /// A section, counted from 0: its first paragraph bears it.
    Section(usize),
    /// A paragraph among all of the main part, in the order of their start tags and counted from 0. Word takes no comments
    /// in text boxes: the paragraph that holds the box bears it.
    Paragraph(usize),
}

/// A comment.
#[derive(Clone, Debug)]
pub struct Note {
    /// What it is about.
    pub anchor: Anchor,
    /// Its paragraphs.
    pub lines: Vec<String>,
    /// Where that is, told behind the first line if the comment is not borne by that very paragraph.
    pub place: Option<String>,
}

/// Returns a file in the usual spelling without the comments that [`annotate`] has put in; those of others stay.
pub fn without_ours(bytes: &[u8]) -> Result<Vec<u8>, PackageError> {
    let usual = Package::open(bytes).ok().and_then(|package| respelled(bytes, &package).ok().flatten());
    let bytes = usual.unwrap_or_else(|| bytes.to_vec());
    let mut package = Repack::open(&bytes)?;
    let part = comments_part(&bytes);
    let Some(list) = package.text(&part)?.filter(|list| list.contains(&author())) else { return Ok(bytes) };
    let main = package.main()?;
    let (gone, comments) = ours(&list);
    package.put(&part, cut(&list, &comments));
    let text = package.text(&main)?.unwrap_or_default();
    package.put(&main, cut(&text, &marks_of(&text, &gone)));
    package.finish()
}

/// Returns a file with these comments besides those it has.
pub fn annotate(bytes: &[u8], notes: &[Note]) -> Result<Vec<u8>, PackageError> {
    let mut package = Repack::open(bytes)?;
    let main = package.main()?;
    let part = comments_part(bytes);
    let text = package.text(&main)?.unwrap_or_default();
    let known = package.text(&part)?;
    let first = known.as_deref().map_or(0, next_id);
    let spans = paragraphs(&text);
    let mut comments: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut list = String::new();
    for (note, id) in notes.iter().zip(first..) {
        let Some((at, exact)) = bearer(&spans, note.anchor) else { continue };
        comments.entry(at).or_default().push(id);
        list.push_str(&comment(id, note, exact));
    }
    let marked = mark(&text, &spans, &comments);
    wellformed::check(marked.as_bytes()).map_err(io::Error::other)?;
    package.put(&main, marked);
    let empty =
        format!(r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:comments xmlns:w="{WORD}"></w:comments>"#);
    let all = known.as_ref().filter(|xml| xml.contains("</")).unwrap_or(&empty);
    let end = all.rfind("</").unwrap_or(all.len());
    let all = [&all[..end], &list, &all[end..]].concat();
    wellformed::check(all.as_bytes()).map_err(io::Error::other)?;
    package.put(&part, all);
    if known.is_none() {
        package.declare(COMMENTS, CONTENT)?;
        package.relate(&main, KIND, "comments.xml")?;
    }
    package.finish()
}

/// Tells whether a file is a copy that [`annotate`] has made.
pub fn is_annotated(bytes: &[u8]) -> bool {
    let comments = Repack::open(bytes).and_then(|mut package| package.text(&comments_part(bytes)));
    comments.is_ok_and(|xml| xml.is_some_and(|xml| xml.contains(&author())))
}

fn author() -> String {
    format!("w:author=\"{AUTHOR}\"")
}

/// Returns the part in which a file has its comments, or would have them.
fn comments_part(bytes: &[u8]) -> String {
    let package = Package::open(bytes).ok();
    let part = package.and_then(|package| package.related(package.main(), "comments").ok().flatten());
    // The reader knows parts in small letters.
    let names = || Repack::open(bytes).map(|package| package.names()).unwrap_or_default();
    let found = part.and_then(|part| names().into_iter().find(|name| name.eq_ignore_ascii_case(&part)));
    found.unwrap_or_else(|| COMMENTS.to_owned())
}

/// Returns the ids of our comments and where they stand in the list.
fn ours(list: &str) -> (BTreeSet<String>, Vec<Range<usize>>) {
    let mut reader = Reader::from_str(list);
    let (mut ids, mut places, mut open) = (BTreeSet::new(), Vec::new(), None);
    loop {
        let from = place(&reader);
        match reader.read_event() {
            Ok(Event::Start(tag)) if tag.name().as_ref() == b"w:comment" => {
                let ours = value(&tag, "w:author").as_deref() == Some(AUTHOR);
                open = value(&tag, "w:id").filter(|_| ours).map(|id| (id, from));
            }
            Ok(Event::End(tag)) if tag.name().as_ref() == b"w:comment" => {
                if let Some((id, from)) = open.take() {
                    ids.insert(id);
                    places.push(from..place(&reader));
                }
            }
            Ok(Event::Eof) | Err(_) => return (ids, places),
            Ok(_) => {}
        }
    }
}

/// Returns where the marks of these comments stand in a text: the ends of their ranges, and the runs that refer to them.
fn marks_of(text: &str, ids: &BTreeSet<String>) -> Vec<Range<usize>> {
    let mut reader = Reader::from_str(text);
    let (mut places, mut run, mut refers, mut says) = (Vec::new(), 0, false, false);
    loop {
        let from = place(&reader);
        let Ok(event) = reader.read_event() else { return places };
        match &event {
            Event::Start(tag) if tag.name().as_ref() == b"w:r" => (run, refers, says) = (from, false, false),
            Event::Start(tag) if tag.name().as_ref() == b"w:t" => says = true,
            Event::Start(tag) | Event::Empty(tag) => {
                let ours = || value(tag, "w:id").is_some_and(|id| ids.contains(&id));
                match tag.name().as_ref() {
                    b"w:commentRangeStart" | b"w:commentRangeEnd" if ours() => places.push(from..place(&reader)),
                    b"w:commentReference" if ours() => refers = true,
                    _ => {}
                }
            }
            Event::End(tag) if tag.name().as_ref() == b"w:r" && refers && !says => {
                places.push(run..place(&reader));
            }
            Event::Eof => return places,
            _ => {}
        }
    }
}

fn value(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok().flatten()?;
    Some(String::from_utf8_lossy(&attribute.value).into_owned())
}

/// Returns a text without these stretches, which are in order.
fn cut(text: &str, gone: &[Range<usize>]) -> String {
    let (mut out, mut from) = (String::with_capacity(text.len()), 0);
    for range in gone.iter().filter(|range| range.start < range.end) {
        out.push_str(text.get(from..range.start).unwrap_or_default());
        from = range.end;
    }
    out + text.get(from..).unwrap_or_default()
}

/// Returns the lowest id that no comment has.
fn next_id(comments: &str) -> usize {
    let ids = values(comments, "w:id", |name| name == "w:comment").into_iter();
    ids.filter_map(|id| id.parse::<usize>().ok()).max().map_or(0, |highest| highest.saturating_add(1))
}

/// A paragraph that can bear a comment.
struct Span {
    /// Its number among all paragraphs, counted from 0.
    number: usize,
    /// The highest number of a paragraph in it: those of text boxes.
    last: usize,
    /// Its section, counted from 0.
    section: usize,
    /// Where its runs begin and end in the text.
    runs: Range<usize>,
}

/// Finds the paragraphs that can bear a comment, in their order: those outside of text boxes and not empty of markup.
fn paragraphs(xml: &str) -> Vec<Span> {
    let mut reader = Reader::from_str(xml);
    let (mut number, mut boxes, mut section, mut found) = (0, 0_usize, 0, Vec::new());
    // Open paragraphs: number, section, and where their runs begin.
    let mut open: Vec<(usize, usize, usize)> = Vec::new();
    loop {
        let from = place(&reader);
        let Ok(event) = reader.read_event() else { break };
        match event {
            Event::Start(tag) => match tag.name().as_ref() {
                b"w:p" => {
                    open.push((number, section, place(&reader)));
                    number += 1;
                }
                b"w:txbxContent" => boxes += 1,
                // The mark of a section's last paragraph holds its page.
                b"w:sectPr" if !open.is_empty() => section += 1,
                _ => {}
            },
            Event::Empty(tag) => match tag.name().as_ref() {
                b"w:p" => number += 1,
                b"w:sectPr" if !open.is_empty() => section += 1,
                b"w:pPr" => runs_begin(&mut open, place(&reader)),
                _ => {}
            },
            Event::End(tag) => match tag.name().as_ref() {
                b"w:pPr" => runs_begin(&mut open, place(&reader)),
                b"w:p" => {
                    if let Some((own, section, start)) = open.pop().filter(|_| boxes == 0) {
                        found.push(Span { number: own, last: number - 1, section, runs: start..from });
                    }
                }
                b"w:txbxContent" => boxes = boxes.saturating_sub(1),
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    found.sort_by_key(|span| span.number);
    found
}

fn runs_begin(open: &mut [(usize, usize, usize)], at: usize) {
    if let Some(last) = open.last_mut() {
        last.2 = at;
    }
}

/// Returns which of the paragraphs bears a comment, and whether the comment is about that very paragraph.
fn bearer(spans: &[Span], anchor: Anchor) -> Option<(usize, bool)> {
    let last = spans.len().checked_sub(1)?;
    Some(match anchor {
        Anchor::File => (0, false),
        Anchor::Section(section) => (spans.iter().position(|span| span.section >= section).unwrap_or(last), false),
        Anchor::Paragraph(number) => {
            // The first that ends at it or behind it: it, one whose box holds it, or the next one.
            let at = spans.partition_point(|span| span.last < number).min(last);
            (at, spans[at].number == number)
        }
    })
}

/// Puts the marks of the comments round the runs of their paragraphs.
fn mark(xml: &str, spans: &[Span], comments: &BTreeMap<usize, Vec<usize>>) -> String {
    let mut places: BTreeMap<usize, String> = BTreeMap::new();
    for (at, ids) in comments {
        let runs = &spans[*at].runs;
        for id in ids {
            places.entry(runs.start).or_default().push_str(&format!(r#"<w:commentRangeStart w:id="{id}"/>"#));
        }
        for id in ids {
            let end = format!(r#"<w:commentRangeEnd w:id="{id}"/><w:r><w:commentReference w:id="{id}"/></w:r>"#);
            places.entry(runs.end).or_default().push_str(&end);
        }
    }
    let (mut out, mut from) = (String::with_capacity(xml.len() + places.len() * 120), 0);
    for (at, marks) in places {
        out.push_str(&xml[from..at]);
        out.push_str(&marks);
        from = at;
    }
    out + &xml[from..]
}

/// Writes a comment.
fn comment(id: usize, note: &Note, exact: bool) -> String {
    let place = note.place.as_ref().filter(|_| !exact).map(|place| format!("ở {place}"));
    let (first, rest) = note.lines.split_at(note.lines.len().min(1));
    let mut xml = format!(r#"<w:comment w:id="{id}" w:author="{AUTHOR}" w:initials="td">"#);
    for line in first.iter().chain(&place).chain(rest) {
        // Writing to a string cannot fail.
        let _ = write!(xml, r#"<w:p><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>"#, escape(plain(line)));
    }
    xml + "</w:comment>"
}

/// Leaves out what XML cannot hold.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect()
}

#[cfg(test)]
#[path = "comments_tests.rs"]
mod tests;
