//! Building an element tree from the events of the XML reader.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{NamespaceResolver, QName, ResolveResult};
use quick_xml::reader::NsReader;

use crate::ooxml::namespace::Ns;
use crate::ooxml::xml::{Attribute, Element, NONE, Node, Tree, XmlError};

/// Deepest nesting of elements that is read; a Word file rarely passes 40.
pub(super) const MAX_DEPTH: usize = 256;
/// Most elements of one part: a text of a hundred thousand paragraphs has a tenth of them.
const MAX_NODES: usize = 8_000_000;
/// Most attributes one element may have.
const MAX_ATTRIBUTES: usize = 512;
/// Most namespaces of one part that are remembered.
const MAX_NAMESPACES: usize = 64;

/// Parses the bytes of one part.
pub(super) fn parse(bytes: &[u8]) -> Result<Tree, XmlError> {
    let text = decode(bytes)?;
    if u32::try_from(text.len()).is_err() {
        return Err(XmlError::TooLarge);
    }
    Builder::default().build(&text)
}

#[derive(Default)]
struct Builder {
    tree: Tree,
    ids: HashMap<Box<str>, u32>,
    /// Namespaces met so far; a part has a dozen or so.
    namespaces: Vec<(Box<[u8]>, Ns)>,
    /// The open elements, each with the sibling before it.
    open: Vec<(u32, u32)>,
}

impl Builder {
    fn build(mut self, text: &str) -> Result<Tree, XmlError> {
        let mut reader = NsReader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        loop {
            match reader.read_event().map_err(malformed)? {
                Event::Start(start) => self.start(&start, reader.resolver())?,
                Event::End(_) => self.end(),
                Event::Text(text) => self.add_text(&text.xml10_content().map_err(malformed)?),
                Event::CData(text) => self.add_text(&text.xml10_content().map_err(malformed)?),
                Event::GeneralRef(reference) => self.add_reference(&reference)?,
                Event::DocType(_) => return Err(XmlError::Dtd),
                Event::Eof => return self.finish(),
                _ => {}
            }
        }
    }

    fn finish(self) -> Result<Tree, XmlError> {
        if !self.open.is_empty() || self.tree.nodes.is_empty() {
            return Err(XmlError::Malformed("thiếu phần cuối".to_owned()));
        }
        Ok(self.tree)
    }

    fn start(&mut self, start: &BytesStart<'_>, resolver: &NamespaceResolver) -> Result<(), XmlError> {
        if self.open.len() >= MAX_DEPTH {
            return Err(XmlError::TooDeep);
        }
        if self.open.is_empty() && !self.tree.nodes.is_empty() {
            return Err(XmlError::Malformed("có hơn một phần tử gốc".to_owned()));
        }
        if self.tree.nodes.len() >= MAX_NODES {
            return Err(XmlError::TooLarge);
        }
        let (ns, name) = self.resolve(start.name(), resolver, true);
        let from = index(self.tree.attributes.len());
        self.add_attributes(start, resolver)?;
        let attributes = from..index(self.tree.attributes.len());
        let before = self.open.last().map_or(NONE, |(parent, _)| self.tree.nodes[*parent as usize].last_child);
        let id = self.add_node(ns, name, attributes, 0..0);
        self.open.push((id, before));
        let counted = ["p", "sectPr"].iter().position(|counted| ns == Ns::W && self.tree.name(name) == *counted);
        if let Some(at) = counted {
            self.tree.counted[at].push(id);
        }
        let element = Element { tree: &self.tree, id };
        if let Some(space) = element.attr(Ns::Xml, "space") {
            let preserve = space == "preserve";
            self.tree.nodes[id as usize].preserve = preserve;
        }
        if ns == Ns::Mc && self.tree.name(name) == "Choice" {
            self.mark_choice(id, resolver);
        }
        Ok(())
    }

    /// Closes an element; alternate content gives its place to the content of its chosen branch.
    fn end(&mut self) {
        let Some((id, before)) = self.open.pop() else {
            return;
        };
        let Some(&(parent, _)) = self.open.last() else {
            return;
        };
        let element = Element { tree: &self.tree, id };
        if element.is(Ns::Mc, "AlternateContent") {
            let branch = chosen_branch(element).map(Element::node);
            let (first, last) = branch.map_or((NONE, NONE), |node| (node.first_child, node.last_child));
            self.link(parent, before, first, last);
        }
    }

    fn link(&mut self, parent: u32, before: u32, first: u32, last: u32) {
        match self.tree.nodes.get_mut(before as usize) {
            Some(node) => node.next = first,
            None => self.tree.nodes[parent as usize].first_child = first,
        }
        self.tree.nodes[parent as usize].last_child = if last == NONE { before } else { last };
    }

    /// Notes on a `mc:Choice` whether every namespace it requires is understood, by renaming it.
    fn mark_choice(&mut self, id: u32, resolver: &NamespaceResolver) {
        let requires = Element { tree: &self.tree, id }.plain_attr("Requires").unwrap_or_default();
        let understood = !requires.trim().is_empty()
            && requires.split_ascii_whitespace().all(|prefix| {
                let name = format!("{prefix}:x");
                namespace(&resolver.resolve(QName(name.as_bytes()), false).0).is_understood()
            });
        if !understood {
            self.tree.nodes[id as usize].ns = Ns::Other;
        }
    }

    fn add_attributes(&mut self, start: &BytesStart<'_>, resolver: &NamespaceResolver) -> Result<(), XmlError> {
        for (count, attribute) in start.attributes().with_checks(false).enumerate() {
            let attribute = attribute.map_err(malformed)?;
            if count >= MAX_ATTRIBUTES {
                return Err(XmlError::TooLarge);
            }
            if attribute.key.as_namespace_binding().is_some() {
                continue;
            }
            let (ns, name) = self.resolve(attribute.key, resolver, false);
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(malformed)?;
            let value = self.store(&value);
            self.tree.attributes.push(Attribute { ns, name, value });
        }
        Ok(())
    }

    fn add_reference(&mut self, reference: &BytesRef<'_>) -> Result<(), XmlError> {
        if let Some(character) = reference.resolve_char_ref().map_err(malformed)? {
            self.add_text(character.encode_utf8(&mut [0; 4]));
            return Ok(());
        }
        let name = reference.decode().map_err(malformed)?;
        let text = resolve_predefined_entity(&name)
            .ok_or_else(|| XmlError::Malformed(format!("không rõ ký hiệu &{name};")))?;
        self.add_text(text);
        Ok(())
    }

    /// Keeps text inside an element, except pure white space where it does not count.
    fn add_text(&mut self, text: &str) {
        let Some(&(parent, _)) = self.open.last() else {
            return;
        };
        let parent = Element { tree: &self.tree, id: parent };
        let blank = text.chars().all(|c| c.is_ascii_whitespace());
        if text.is_empty() || (blank && !parent.node().preserve && parent.name() != "t") {
            return;
        }
        let range = self.store(text);
        self.add_node(Ns::Text, 0, 0..0, range);
    }

    fn add_node(&mut self, ns: Ns, name: u32, attributes: Range<u32>, text: Range<u32>) -> u32 {
        let id = index(self.tree.nodes.len());
        let parent = self.open.last().map(|(parent, _)| *parent);
        let preserve = parent.is_some_and(|p| self.tree.nodes[p as usize].preserve);
        let node = Node { ns, preserve, name, text, attributes, first_child: NONE, last_child: NONE, next: NONE };
        self.tree.nodes.push(node);
        if let Some(parent) = parent {
            let before = self.tree.nodes[parent as usize].last_child;
            self.link(parent, before, id, id);
        }
        id
    }

    fn resolve(&mut self, name: QName<'_>, resolver: &NamespaceResolver, element: bool) -> (Ns, u32) {
        let (found, local) = resolver.resolve(name, element);
        let ns = self.namespace(&found);
        let local = String::from_utf8_lossy(local.into_inner());
        if let Some(id) = self.ids.get(local.as_ref()) {
            return (ns, *id);
        }
        let id = index(self.tree.names.len());
        self.tree.names.push(local.as_ref().into());
        self.ids.insert(local.as_ref().into(), id);
        (ns, id)
    }

    fn namespace(&mut self, found: &ResolveResult<'_>) -> Ns {
        let ResolveResult::Bound(name) = found else {
            return namespace(found);
        };
        if let Some((_, ns)) = self.namespaces.iter().find(|(known, _)| **known == *name.0) {
            return *ns;
        }
        let ns = namespace(found);
        if self.namespaces.len() < MAX_NAMESPACES {
            self.namespaces.push((name.0.into(), ns));
        }
        ns
    }

    fn store(&mut self, text: &str) -> Range<u32> {
        let from = index(self.tree.text.len());
        self.tree.text.push_str(text);
        from..index(self.tree.text.len())
    }
}

/// Tells whether a document type declaration stands before the root element. What is not XML has none.
pub fn has_dtd(bytes: &[u8]) -> bool {
    let Ok(text) = decode(bytes) else {
        return false;
    };
    let mut reader = NsReader::from_str(&text);
    loop {
        match reader.read_event() {
            Ok(Event::DocType(_)) => return true,
            Ok(Event::Start(_) | Event::Empty(_) | Event::End(_) | Event::Eof) | Err(_) => {
                return false;
            }
            Ok(_) => {}
        }
    }
}

fn chosen_branch(alternate: Element<'_>) -> Option<Element<'_>> {
    alternate.child(Ns::Mc, "Choice").or_else(|| alternate.child(Ns::Mc, "Fallback"))
}

fn namespace(found: &ResolveResult<'_>) -> Ns {
    match found {
        ResolveResult::Bound(namespace) => Ns::from_uri(&String::from_utf8_lossy(namespace.0)),
        ResolveResult::Unbound => Ns::None,
        ResolveResult::Unknown(_) => Ns::Other,
    }
}

/// Sizes fit: the text of a part is checked to be under 4 GiB before, and every item takes a byte of it.
fn index(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(NONE)
}

fn malformed(error: impl Into<quick_xml::Error>) -> XmlError {
    XmlError::Malformed(in_words(&error.into()).to_owned())
}

/// Says what is wrong with XML, without the reader's English.
pub fn in_words(error: &quick_xml::Error) -> &'static str {
    match error {
        quick_xml::Error::IllFormed(_) => "các thẻ XML mở và đóng không khớp nhau",
        quick_xml::Error::Syntax(_) => "một thẻ XML bị cắt cụt",
        quick_xml::Error::Encoding(_) => "sai bảng mã",
        _ => "một phần tử viết sai",
    }
}

fn encoding() -> XmlError {
    XmlError::Malformed("sai bảng mã".to_owned())
}

fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, XmlError> {
    let utf16 = |from_bytes: fn([u8; 2]) -> u16| {
        let units = bytes[2..].chunks_exact(2).map(|pair| from_bytes([pair[0], pair[1]]));
        char::decode_utf16(units).collect::<Result<String, _>>().map(Cow::Owned).map_err(|_| encoding())
    };
    match bytes {
        [0xFF, 0xFE, ..] => utf16(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => utf16(u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => std::str::from_utf8(rest).map(Cow::Borrowed).map_err(|_| encoding()),
        _ => std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|_| encoding()),
    }
}
