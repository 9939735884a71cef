//! A part of the template as elements with their ranges in the source; nothing is copied or interpreted.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// Deepest nesting of elements that is read; a Word file rarely passes 40.
const MAX_DEPTH: usize = 256;
/// Most elements of one part.
const MAX_ELEMENTS: usize = 4_000_000;

/// Namespaces, transitional and strict, with the prefix by which this module calls them.
const NAMESPACES: [(&str, &str); 14] = [
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", "w"),
    ("http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", "wp"),
    ("http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", "wp"),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"),
    ("http://schemas.microsoft.com/office/word/2010/wordml", "w14"),
    ("urn:schemas-microsoft-com:vml", "v"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/math", "m"),
    ("http://purl.oclc.org/ooxml/officeDocument/math", "m"),
    ("http://schemas.openxmlformats.org/drawingml/2006/picture", "pic"),
    ("http://schemas.openxmlformats.org/drawingml/2006/main", "a"),
    ("http://purl.oclc.org/ooxml/drawingml/main", "a"),
    ("http://schemas.openxmlformats.org/drawingml/2006/chart", "c"),
    ("http://purl.oclc.org/ooxml/drawingml/chart", "c"),
];

/// Why a part cannot be read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum TreeError {
    /// Not well-formed XML.
    #[error("XML hỏng ({0})")]
    Malformed(String),
    /// A document type declaration.
    #[error("có khai báo DTD, là thứ không được phép có trong tệp Word")]
    Dtd,
    /// Nested too deeply or too many elements.
    #[error("quá nhiều phần tử, hoặc lồng nhau quá sâu")]
    TooLarge,
}

/// The number of an element in its part, in the order of start tags.
pub type Id = usize;

/// An element: where its tags are, and what it stands in.
#[derive(Debug, Clone)]
pub struct Element {
    /// Start tag; the whole element if it is empty.
    pub open: Range<usize>,
    /// End tag; empty range after the start tag if the element is written `<a/>`.
    pub close: Range<usize>,
    /// Parent; the root is its own.
    pub parent: Id,
    name: Range<usize>,
    /// The number after the last descendant.
    past: Id,
}

impl Element {
    /// The element with both tags.
    pub fn whole(&self) -> Range<usize> {
        self.open.start..self.close.end
    }

    /// What is between the tags.
    pub fn inner(&self) -> Range<usize> {
        self.open.end..self.close.start
    }
}

/// The elements of a part in document order.
#[derive(Debug)]
pub struct Tree<'s> {
    /// The part's text.
    pub source: &'s str,
    elements: Vec<Element>,
    /// Prefixes that the part spells otherwise than this module: theirs, and ours.
    respelled: Vec<(String, &'static str)>,
    /// Names with the usual prefix, where the part's own is another.
    usual: HashMap<Id, String>,
    /// The namespace of the text, if the part does not call it `w`.
    unnamed: Option<&'static str>,
}

impl<'s> Tree<'s> {
    /// Reads a part.
    pub fn read(source: &'s str) -> Result<Self, TreeError> {
        let mut reader = Reader::from_str(source);
        let mut tree =
            Self { source, elements: Vec::new(), respelled: Vec::new(), usual: HashMap::new(), unnamed: None };
        let mut open: Vec<Id> = Vec::new();
        loop {
            let start = position(&reader);
            let event = reader.read_event().map_err(|error| malformed(&error))?;
            let range = start..position(&reader);
            match event {
                Event::Start(tag) => {
                    let id = tree.add(&tag, range, &open)?;
                    open.push(id);
                }
                Event::Empty(tag) => {
                    tree.add(&tag, range, &open)?;
                }
                Event::End(_) => tree.close(open.pop(), range),
                Event::GeneralRef(name) => known(&name)?,
                Event::DocType(_) => return Err(TreeError::Dtd),
                Event::Eof if open.is_empty() && !tree.elements.is_empty() => return Ok(tree),
                Event::Eof => return Err(TreeError::Malformed("thiếu phần cuối".to_owned())),
                _ => {}
            }
        }
    }

    fn add(&mut self, tag: &BytesStart<'_>, range: Range<usize>, open: &[Id]) -> Result<Id, TreeError> {
        let id = self.elements.len();
        if open.len() >= MAX_DEPTH || id >= MAX_ELEMENTS {
            return Err(TreeError::TooLarge);
        }
        if open.is_empty() && id > 0 {
            return Err(TreeError::Malformed("có hơn một phần tử gốc".to_owned()));
        }
        self.note_namespaces(tag);
        let name = range.start + 1..range.start + 1 + tag.name().as_ref().len();
        let close = range.end..range.end;
        let parent = open.last().copied().unwrap_or(id);
        self.elements.push(Element { open: range, close, parent, name, past: id + 1 });
        self.note_name(id);
        Ok(id)
    }

    fn note_namespaces(&mut self, tag: &BytesStart<'_>) {
        for attribute in tag.attributes().with_checks(false).flatten() {
            let key = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
            let Some(prefix) = key.strip_prefix("xmlns") else { continue };
            let prefix = prefix.trim_start_matches(':');
            let known = NAMESPACES.iter().find(|(uri, _)| uri.as_bytes() == attribute.value.as_ref());
            let Some((uri, ours)) = known.filter(|(_, ours)| *ours != prefix) else { continue };
            if *ours == "w" {
                self.unnamed = Some(uri);
            }
            self.respelled.push((prefix.to_owned(), ours));
        }
    }

    fn note_name(&mut self, id: Id) {
        if self.respelled.is_empty() {
            return;
        }
        let written = self.written_name(id);
        let (prefix, local) = written.split_once(':').unwrap_or(("", written));
        if let Some((_, ours)) = self.respelled.iter().find(|(theirs, _)| theirs == prefix) {
            self.usual.insert(id, format!("{ours}:{local}"));
        }
    }

    /// Returns what has to be declared at the root so that `w:` means the text in what is put in.
    pub fn declaration(&self) -> Option<String> {
        let declared = self.tag(0).contains("xmlns:w=");
        self.unnamed.filter(|_| !declared).map(|uri| format!(" xmlns:w=\"{uri}\""))
    }

    fn close(&mut self, id: Option<Id>, range: Range<usize>) {
        let past = self.elements.len();
        if let Some(id) = id {
            self.elements[id].close = range;
            self.elements[id].past = past;
        }
    }

    /// Returns an element.
    pub fn get(&self, id: Id) -> &Element {
        &self.elements[id]
    }

    /// Returns how many elements there are.
    pub fn len(&self) -> usize {
        self.elements.len()
    }

    /// Returns the name as it is written, prefix included.
    pub fn written_name(&self, id: Id) -> &'s str {
        &self.source[self.elements[id].name.clone()]
    }

    /// Returns the name with the usual prefix, whatever the part's own is.
    pub fn name(&self, id: Id) -> &str {
        self.usual.get(&id).map_or_else(|| self.written_name(id), String::as_str)
    }

    /// Returns the attribute's name as the part writes it.
    fn attribute_name<'n>(&self, name: &'n str) -> Cow<'n, str> {
        let Some((prefix, local)) = name.split_once(':') else { return Cow::Borrowed(name) };
        match self.respelled.iter().find(|(theirs, ours)| *ours == prefix && !theirs.is_empty()) {
            Some((theirs, _)) => Cow::Owned(format!("{theirs}:{local}")),
            None => Cow::Borrowed(name),
        }
    }

    /// Returns the text of a start tag.
    pub fn tag(&self, id: Id) -> &'s str {
        &self.source[self.elements[id].open.clone()]
    }

    /// Returns the children in order.
    pub fn children(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let past = self.elements[id].past;
        let first = Some(id + 1).filter(|child| *child < past);
        std::iter::successors(first, move |child| Some(self.elements[*child].past).filter(|next| *next < past))
    }

    /// Returns all elements inside, in document order.
    pub fn inside(&self, id: Id) -> Range<Id> {
        id + 1..self.elements[id].past
    }

    /// Tells whether one element stands in another.
    pub fn is_inside(&self, id: Id, outer: Id) -> bool {
        self.inside(outer).contains(&id)
    }

    /// Returns the element and what it stands in, innermost first.
    pub fn ancestors(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        std::iter::successors(Some(id), |id| Some(self.elements[*id].parent).filter(|parent| parent != id))
    }

    /// Returns the first child of this name.
    pub fn child(&self, id: Id, name: &str) -> Option<Id> {
        self.children(id).find(|child| self.name(*child) == name)
    }

    /// Returns the nearest ancestor of this name, the element itself included.
    pub fn nearest(&self, id: Id, name: &str) -> Option<Id> {
        self.ancestors(id).find(|ancestor| self.name(*ancestor) == name)
    }

    /// Returns where the values of an element's attributes stand in the source, quotes excluded.
    pub fn attributes(&self, id: Id) -> Vec<Range<usize>> {
        let (tag, start) = (self.tag(id), self.get(id).open.start);
        let (mut ranges, mut from) = (Vec::new(), 0);
        while let Some(begin) = tag[from..].find(['"', '\'']).map(|at| from + at) {
            let Some(end) = tag[begin + 1..].find(&tag[begin..=begin]).map(|at| begin + 1 + at) else { break };
            ranges.push(start + begin + 1..start + end);
            from = end + 1;
        }
        ranges
    }

    /// Returns where the value of an attribute stands in the source, quotes excluded.
    pub fn attribute(&self, id: Id, name: &str) -> Option<Range<usize>> {
        let tag = self.tag(id);
        let name = self.attribute_name(name);
        let start = self.get(id).open.start;
        let mut from = 0;
        while let Some(found) = tag[from..].find(name.as_ref()) {
            let at = from + found;
            from = at + name.len();
            let spaced = tag[..at].ends_with(|c: char| c.is_ascii_whitespace());
            let rest = tag[from..].trim_start();
            let Some(value) = rest.strip_prefix('=').map(str::trim_start).filter(|_| spaced) else { continue };
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let begin = tag.len() - value.len() + 1;
            let end = begin + tag[begin..].find(quote)?;
            return Some(start + begin..start + end);
        }
        None
    }
}

/// Says what is wrong with the XML, without the reader's English.
fn malformed(error: &quick_xml::Error) -> TreeError {
    let text = match error {
        quick_xml::Error::IllFormed(_) => "các thẻ XML mở và đóng không khớp nhau",
        quick_xml::Error::Syntax(_) => "một thẻ XML bị cắt cụt",
        quick_xml::Error::Encoding(_) => "sai bảng mã",
        _ => "một phần tử viết sai",
    };
    TreeError::Malformed(text.to_owned())
}

/// Refuses what XML does not define.
fn known(name: &BytesRef<'_>) -> Result<(), TreeError> {
    let refused = || TreeError::Malformed(format!("không rõ ký hiệu &{};", String::from_utf8_lossy(name)));
    match name.resolve_char_ref() {
        Ok(Some(_)) => Ok(()),
        Ok(None) => resolve_predefined_entity(&String::from_utf8_lossy(name)).map(drop).ok_or_else(refused),
        Err(_) => Err(refused()),
    }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_know_their_ranges_and_children() {
        let source = r#"<?xml version="1.0"?><a><b x="1"/>text<c><d>t</d></c></a>"#;
        let tree = Tree::read(source).unwrap();
        let names: Vec<&str> = tree.children(0).map(|id| tree.name(id)).collect();
        assert_eq!(names, ["b", "c"]);
        let c = tree.child(0, "c").unwrap();
        assert_eq!(&source[tree.get(c).whole()], "<c><d>t</d></c>");
        assert_eq!(&source[tree.get(c).inner()], "<d>t</d>");
        assert_eq!(&source[tree.attribute(1, "x").unwrap()], "1");
    }

    #[test]
    fn other_prefixes_are_seen_as_the_usual_ones() {
        let uri = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        for (root, p) in [(format!("<x:d xmlns:x=\"{uri}\">"), "x:p"), (format!("<d xmlns=\"{uri}\">"), "p")] {
            let end = if p == "p" { "</d>" } else { "</x:d>" };
            let source = format!("{root}<{p} x:a=\"1\"/>{end}");
            let tree = Tree::read(&source).unwrap();
            assert_eq!((tree.name(1), tree.written_name(1)), ("w:p", p));
            assert_eq!(tree.declaration(), Some(format!(" xmlns:w=\"{uri}\"")));
        }
    }

    #[test]
    fn what_is_not_well_formed_or_has_a_dtd_is_refused() {
        assert_eq!(Tree::read("<!DOCTYPE a><a/>").unwrap_err(), TreeError::Dtd);
        for broken in ["", "<a>", "<a></b>", "<a/><b/>", "<a>&b;</a>"] {
            assert!(matches!(Tree::read(broken), Err(TreeError::Malformed(_))), "{broken}");
        }
        assert_eq!(Tree::read(&"<a>".repeat(300)).unwrap_err(), TreeError::TooLarge);
    }
}
