//! A small owned tree of XML elements: namespaces resolved, alternate content chosen, nothing else interpreted.
//!
//! The nodes lie in one arena with names, attributes and text in shared buffers, so that a table of tens of
//! thousands of rows costs tens of megabytes and few allocations. An [`Element`] is a cheap handle into it.

use std::ops::Range;

use crate::ooxml::namespace::Ns;
use crate::ooxml::xml_build;
pub use crate::ooxml::xml_build::in_words;

/// No node: the end of a list of children.
pub(super) const NONE: u32 = u32::MAX;

/// What can be wrong with the text of an XML part.
#[derive(Debug, thiserror::Error)]
pub enum XmlError {
    /// Not XML, or not well formed.
    #[error("XML hỏng ({0})")]
    Malformed(String),
    /// A document type declaration, which no Word file has and which can hide attacks.
    #[error("có khai báo DTD, là thứ không được phép có trong tệp Word")]
    Dtd,
    /// Elements nested too deeply.
    #[error("các phần tử lồng nhau quá {depth} tầng", depth = xml_build::MAX_DEPTH)]
    TooDeep,
    /// Too much content to address.
    #[error("nội dung XML quá lớn")]
    TooLarge,
}

#[derive(Debug)]
pub(super) struct Node {
    pub(super) ns: Ns,
    /// Whether white space at the ends of the text counts (`xml:space="preserve"`, inherited).
    pub(super) preserve: bool,
    pub(super) name: u32,
    pub(super) text: Range<u32>,
    pub(super) attributes: Range<u32>,
    pub(super) first_child: u32,
    pub(super) last_child: u32,
    pub(super) next: u32,
}

#[derive(Debug)]
pub(super) struct Attribute {
    pub(super) ns: Ns,
    pub(super) name: u32,
    pub(super) value: Range<u32>,
}

/// A parsed XML part.
#[derive(Debug, Default)]
pub struct Tree {
    pub(super) nodes: Vec<Node>,
    pub(super) attributes: Vec<Attribute>,
    pub(super) names: Vec<Box<str>>,
    pub(super) text: String,
    /// Every `w:p` and every `w:sectPr`, those of branches not chosen too, in the order of start tags.
    pub(super) counted: [Vec<u32>; 2],
}

/// One element of a [`Tree`].
#[derive(Debug, Clone, Copy)]
pub struct Element<'a> {
    pub(super) tree: &'a Tree,
    pub(super) id: u32,
}

impl Tree {
    /// Parses the bytes of one part, in UTF-8 or in UTF-16 with a byte order mark.
    pub fn parse(bytes: &[u8]) -> Result<Self, XmlError> {
        xml_build::parse(bytes)
    }

    /// Returns the outermost element.
    pub fn root(&self) -> Element<'_> {
        Element { tree: self, id: 0 }
    }

    /// Returns the element that has this [`Element::id`], for those who cannot keep a handle.
    pub fn element(&self, id: u32) -> Option<Element<'_>> {
        self.nodes.get(id as usize).map(|_| Element { tree: self, id })
    }

    fn slice(&self, range: &Range<u32>) -> &str {
        self.text.get(range.start as usize..range.end as usize).unwrap_or_default()
    }

    pub(super) fn name(&self, id: u32) -> &str {
        self.names.get(id as usize).map_or("", AsRef::as_ref)
    }
}

impl<'a> Element<'a> {
    pub(super) fn node(self) -> &'a Node {
        &self.tree.nodes[self.id as usize]
    }

    /// Returns the number by which [`Tree::element`] finds this element again.
    pub const fn id(self) -> u32 {
        self.id
    }

    /// Returns the place of a `w:p` or a `w:sectPr` among those of its name in the part, in the order of start tags and
    /// counted from 0; nothing for other elements.
    pub fn ordinal(self) -> Option<usize> {
        self.tree.counted.iter().find_map(|ids| ids.binary_search(&self.id).ok())
    }

    /// Returns the namespace.
    pub fn ns(self) -> Ns {
        self.node().ns
    }

    /// Returns the name without its prefix.
    pub fn name(self) -> &'a str {
        self.tree.name(self.node().name)
    }

    /// Tells whether this is the element `name` of namespace `ns`.
    pub fn is(self, ns: Ns, name: &str) -> bool {
        self.ns() == ns && self.name() == name
    }

    /// Returns the name if the element is of the main Word vocabulary, else the empty string.
    pub fn w(self) -> &'a str {
        if self.ns() == Ns::W { self.name() } else { "" }
    }

    /// Returns the child elements in order, without text nodes.
    pub fn children(self) -> impl Iterator<Item = Element<'a>> + use<'a> {
        self.nodes().filter(|node| node.ns() != Ns::Text)
    }

    /// Returns the first child of this name.
    pub fn child(self, ns: Ns, name: &str) -> Option<Element<'a>> {
        self.children().find(|child| child.is(ns, name))
    }

    /// Returns the first child of this name in the main Word vocabulary.
    pub fn w_child(self, name: &str) -> Option<Element<'a>> {
        self.child(Ns::W, name)
    }

    /// Returns the value of an attribute.
    pub fn attr(self, ns: Ns, name: &str) -> Option<&'a str> {
        let range = &self.node().attributes;
        let attributes = self.tree.attributes.get(range.start as usize..range.end as usize)?;
        let found = attributes.iter().find(|a| a.ns == ns && self.tree.name(a.name) == name)?;
        Some(self.tree.slice(&found.value))
    }

    /// Returns the value of an attribute of the main Word vocabulary.
    pub fn w_attr(self, name: &str) -> Option<&'a str> {
        self.attr(Ns::W, name)
    }

    /// Returns the value of an attribute without prefix.
    pub fn plain_attr(self, name: &str) -> Option<&'a str> {
        self.attr(Ns::None, name)
    }

    /// Returns the `w:val` attribute.
    pub fn val(self) -> Option<&'a str> {
        self.w_attr("val")
    }

    /// Returns the `w:val` of the first child of this name.
    pub fn child_val(self, name: &str) -> Option<&'a str> {
        self.w_child(name)?.val()
    }

    /// Returns the first element of this name below this one, in document order.
    pub fn descendant(self, ns: Ns, name: &str) -> Option<Element<'a>> {
        self.descendants(ns, name).next()
    }

    /// Returns the elements of this name below this one, in document order.
    pub fn descendants<'n>(self, ns: Ns, name: &'n str) -> impl Iterator<Item = Element<'a>> + use<'a, 'n> {
        let mut stack: Vec<Element<'a>> = self.children().collect();
        stack.reverse();
        std::iter::from_fn(move || {
            let next = stack.pop()?;
            let from = stack.len();
            stack.extend(next.children());
            stack[from..].reverse();
            Some(next)
        })
        .filter(move |element| element.is(ns, name))
    }

    /// Returns the text directly inside, as Word reads it: line ends as spaces, ends trimmed in
    /// elements of the main vocabulary unless `xml:space="preserve"`.
    pub fn text(self) -> String {
        let mut text = String::new();
        for node in self.nodes().filter(|node| node.ns() == Ns::Text) {
            text.push_str(self.tree.slice(&node.node().text));
        }
        if text.contains(['\n', '\r']) {
            text = text.replace(['\n', '\r'], " ");
        }
        if self.node().preserve || self.ns() != Ns::W { text } else { text.trim_matches([' ', '\t']).to_owned() }
    }

    fn nodes(self) -> impl Iterator<Item = Element<'a>> + use<'a> {
        let tree = self.tree;
        let handle = move |id| (id != NONE).then_some(Element { tree, id });
        std::iter::successors(handle(self.node().first_child), move |at| handle(at.node().next))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    fn parse(inside: &str) -> Tree {
        let mc = "http://schemas.openxmlformats.org/markup-compatibility/2006";
        let w14 = "http://schemas.microsoft.com/office/word/2010/wordml";
        let root =
            format!(r#"<w:r xmlns:w="{W}" xmlns:mc="{mc}" xmlns:w14="{w14}" xmlns:new="urn:new">{inside}</w:r>"#);
        Tree::parse(root.as_bytes()).unwrap()
    }

    fn names(tree: &Tree) -> Vec<&str> {
        tree.root().children().map(Element::name).collect()
    }

    #[test]
    fn text_keeps_its_ends_only_where_space_is_preserved() {
        let tree = parse(r#"<w:t> a b </w:t><w:t xml:space="preserve"> a &amp; b&#x1EC7; </w:t>"#);
        let texts: Vec<String> = tree.root().children().map(Element::text).collect();
        assert_eq!(texts, ["a b", " a & bệ "]);
    }

    #[test]
    fn strict_and_transitional_namespaces_are_the_same_and_the_prefix_does_not_matter() {
        let strict = r#"<x:p xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main" x:val="1"/>"#;
        let tree = Tree::parse(strict.as_bytes()).unwrap();
        assert_eq!((tree.root().w(), tree.root().val()), ("p", Some("1")));
    }

    #[test]
    fn alternate_content_gives_the_choice_we_understand_or_else_the_fallback() {
        let ac = |requires: &str| {
            format!(
                r#"<w:a/><mc:AlternateContent><mc:Choice Requires="{requires}"><w:x/><w:y/></mc:Choice>
                <mc:Fallback><w:z/></mc:Fallback></mc:AlternateContent><w:b/>"#
            )
        };
        assert_eq!(names(&parse(&ac("w14"))), ["a", "x", "y", "b"]);
        assert_eq!(names(&parse(&ac("w14 new"))), ["a", "z", "b"]);
        assert_eq!(names(&parse(&ac("nowhere"))), ["a", "z", "b"]);
    }

    #[test]
    fn alternate_content_without_any_branch_leaves_nothing_behind() {
        assert_eq!(names(&parse("<mc:AlternateContent/><w:b/>")), ["b"]);
        assert_eq!(names(&parse("<w:a/><mc:AlternateContent/>")), ["a"]);
    }

    #[test]
    fn paragraphs_are_counted_as_they_stand_in_the_part_branches_not_chosen_too() {
        let tree = parse(
            r#"<w:p/><mc:AlternateContent><mc:Choice Requires="new"><w:p/></mc:Choice><mc:Fallback><w:p/></mc:Fallback>
            </mc:AlternateContent><w:b/><w:p/>"#,
        );
        let ordinals: Vec<Option<usize>> = tree.root().children().map(Element::ordinal).collect();
        assert_eq!(ordinals, [Some(0), Some(2), None, Some(3)]);
    }

    #[test]
    fn a_document_type_declaration_is_refused() {
        let bomb = r#"<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>"#;
        assert!(matches!(Tree::parse(bomb.as_bytes()), Err(XmlError::Dtd)));
    }

    #[test]
    fn broken_or_bottomless_xml_is_an_error_and_not_a_panic() {
        for bad in ["", "x", "<a>", "<a></b>", "<a/><b/>", "<a>&nbsp;</a>", "<a b='&x;'/>", "\u{0}"] {
            assert!(Tree::parse(bad.as_bytes()).is_err(), "{bad}");
        }
        assert!(matches!(Tree::parse("<a>".repeat(100_000).as_bytes()), Err(XmlError::TooDeep)));
    }

    #[test]
    fn a_part_in_utf_16_is_read() {
        let text = "\u{feff}<a b='Đ'/>";
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(Tree::parse(&bytes).unwrap().root().plain_attr("b"), Some("Đ"));
    }
}
