//! A part of the template as elements with their ranges in the source; nothing is copied or interpreted. Prefixes are the
//! usual ones: [`super::usual`] has seen to that.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::fragment::place;
use super::xml::in_words;

/// Deepest nesting of elements that is read; a Word file rarely passes 40.
const MAX_DEPTH: usize = 256;
/// Most elements of one part.
const MAX_ELEMENTS: usize = 4_000_000;

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
}

impl<'s> Tree<'s> {
    /// Reads a part.
    pub fn read(source: &'s str) -> Result<Self, TreeError> {
        let mut reader = Reader::from_str(source);
        let mut tree = Self { source, elements: Vec::new() };
        let mut open: Vec<Id> = Vec::new();
        loop {
            let start = place(&reader);
            let event = reader.read_event().map_err(|error| malformed(&error))?;
            let range = start..place(&reader);
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
        let name = range.start + 1..range.start + 1 + tag.name().as_ref().len();
        let close = range.end..range.end;
        let parent = open.last().copied().unwrap_or(id);
        self.elements.push(Element { open: range, close, parent, name, past: id + 1 });
        Ok(id)
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

    /// Tells whether there is none; a tree that was read has one.
    pub fn is_empty(&self) -> bool {
        self.elements.is_empty()
    }

    /// Returns the name, prefix included.
    pub fn name(&self, id: Id) -> &'s str {
        &self.source[self.elements[id].name.clone()]
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
        let start = self.get(id).open.start;
        attributes(self.tag(id)).map(|found| start + found.value.start..start + found.value.end).collect()
    }

    /// Returns where the value of an attribute stands in the source, quotes excluded.
    pub fn attribute(&self, id: Id, name: &str) -> Option<Range<usize>> {
        self.written_attribute(id, name).map(|found| found.value)
    }

    /// Returns where an attribute stands in the source.
    pub fn written_attribute(&self, id: Id, name: &str) -> Option<Attribute> {
        let (tag, start) = (self.tag(id), self.get(id).open.start);
        let moved = |range: Range<usize>| start + range.start..start + range.end;
        attributes(tag).find(|found| &tag[found.name.clone()] == name).map(|found| Attribute {
            whole: moved(found.whole),
            name: moved(found.name),
            value: moved(found.value),
        })
    }
}

/// Where an attribute stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// All of it, with the white space before it.
    pub whole: Range<usize>,
    /// Its name, prefix included.
    pub name: Range<usize>,
    /// Its value, quotes excluded.
    pub value: Range<usize>,
}

/// Goes over the attributes of a start tag. What a value says is never taken for an attribute.
pub fn attributes(tag: &str) -> impl Iterator<Item = Attribute> + '_ {
    let mut from = tag.find(|c: char| c.is_ascii_whitespace()).unwrap_or(tag.len());
    std::iter::from_fn(move || {
        let name = tag.len() - tag[from..].trim_start().len();
        let end = name + tag[name..].find(|c: char| c == '=' || c.is_ascii_whitespace())?;
        let quote = end + tag[end..].find(['"', '\''])?;
        let close = quote + 1 + tag[quote + 1..].find(&tag[quote..=quote])?;
        let found = Attribute { whole: from..close + 1, name: name..end, value: quote + 1..close };
        from = close + 1;
        Some(found)
    })
}

fn malformed(error: &quick_xml::Error) -> TreeError {
    TreeError::Malformed(in_words(error).to_owned())
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
    fn an_attribute_is_found_by_its_name_not_by_what_another_says() {
        let source = r#"<p wp14:textId="1" a=" textId='2' id='3'"  id = '4' w14:textId="5"/>"#;
        let tree = Tree::read(source).unwrap();
        let value = |name: &str| tree.attribute(0, name).map(|range| &source[range]);
        assert_eq!((value("textId"), value("id"), value("w14:textId")), (None, Some("4"), Some("5")));
        assert_eq!(&source[tree.written_attribute(0, "id").unwrap().whole], "  id = '4'");
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
