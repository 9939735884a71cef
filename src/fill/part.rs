//! A part of the template with its paragraphs and tags found.

use std::collections::BTreeSet;

use super::fold;
use super::paragraph::{Joined, Stream};
use super::tag::{self, Kind, Stray, Tag, Unit};
use super::value;
use crate::ooxml::tree::{Id, Tree, TreeError};

/// What is seen besides text.
const SHOWN: [&str; 7] =
    ["w:drawing", "w:pict", "w:object", "m:oMath", "w:sym", "w:footnoteReference", "w:endnoteReference"];

/// A tag and the paragraph it stands in.
#[derive(Debug)]
pub struct Placed {
    /// The tag.
    pub tag: Tag,
    /// Number of its paragraph in [`Part::paragraphs`].
    pub joined: usize,
}

/// A part with its tags.
#[derive(Debug)]
pub struct Part<'s> {
    /// Its elements.
    pub tree: Tree<'s>,
    /// The paragraphs that hold tags.
    pub paragraphs: Vec<Joined>,
    /// The tags in document order.
    pub tags: Vec<Placed>,
    /// Delimiters without their half: number of the paragraph, and which.
    pub strays: Vec<(usize, Stray)>,
    /// Rows, cells and paragraphs that go with a tag in them, whatever else they hold.
    pub taken: BTreeSet<Id>,
}

impl<'s> Part<'s> {
    /// Reads a part.
    pub fn read(source: &'s str) -> Result<Self, TreeError> {
        let tree = Tree::read(source)?;
        let mut part = Self::empty(tree);
        for id in 0..part.tree.len() {
            match part.tree.name(id) {
                "w:p" => {
                    part.add(Joined::read(&part.tree, id, Stream::Visible), false);
                    part.add(Joined::read(&part.tree, id, Stream::Instructions), true);
                }
                "a:p" => part.add(Joined::read(&part.tree, id, Stream::Visible), false),
                _ => part.add_plain(id),
            }
        }
        Ok(part.settled())
    }

    /// Reads a store of data that content controls show: any of its elements and attributes may hold a tag.
    pub fn read_store(source: &'s str) -> Result<Self, TreeError> {
        let tree = Tree::read(source)?;
        let mut part = Self::empty(tree);
        for id in 0..part.tree.len() {
            let mut ranges = part.tree.attributes(id);
            ranges.extend(part.tree.children(id).next().is_none().then(|| part.tree.get(id).inner()));
            for range in ranges {
                part.add(Joined::plain(&part.tree, id, range, false), true);
            }
        }
        Ok(part.settled())
    }

    fn empty(tree: Tree<'s>) -> Self {
        Self { tree, paragraphs: Vec::new(), tags: Vec::new(), strays: Vec::new(), taken: BTreeSet::new() }
    }

    fn settled(mut self) -> Self {
        let part = &mut self;
        let paragraphs = &part.paragraphs;
        part.tags.sort_by_key(|placed| paragraphs[placed.joined].chars[placed.tag.at.start].source.start);
        fold::fold(part);
        self
    }

    /// Text outside paragraphs: properties of the document, alternative text, addresses of links.
    fn add_plain(&mut self, id: Id) {
        let attributes: &[&str] = match self.tree.name(id) {
            name if name == "wp:docPr" || name.ends_with(":cNvPr") => &["descr", "title", "name"],
            "v:shape" | "v:rect" | "v:roundrect" | "v:oval" | "v:line" | "v:group" | "v:imagedata" => {
                &["alt", "o:title"]
            }
            "v:textpath" => &["string"],
            "w:hyperlink" => &["w:tooltip"],
            "w:fldSimple" => {
                let code = self.tree.attribute(id, "w:instr").map(|range| Joined::code(&self.tree, id, range));
                return code.map_or((), |code| self.add(code, true));
            }
            "w:tblCaption" | "w:tblDescription" => &["w:val"],
            "Relationship" if self.tree.tag(id).contains("External") => &["Target"],
            name if is_property(name) => {
                let inner = self.tree.get(id).inner();
                return self.add(Joined::plain(&self.tree, id, inner, false), true);
            }
            _ => return,
        };
        for range in attributes.iter().filter_map(|name| self.tree.attribute(id, name)).collect::<Vec<_>>() {
            let address = self.tree.name(id) == "Relationship";
            self.add(Joined::plain(&self.tree, id, range, address), true);
        }
    }

    /// Adds a text; where programs keep data of theirs, a closing delimiter without its half is no slip of someone's.
    fn add(&mut self, joined: Joined, data: bool) {
        if !joined.chars.iter().any(|char| matches!(char.c, '{' | '}')) {
            return;
        }
        let text: Vec<char> = joined.chars.iter().map(|char| char.c).collect();
        let (tags, mut strays) = tag::find(&text);
        strays.retain(|stray| !data || !stray.delimiter.ends_with('}'));
        if tags.is_empty() && strays.is_empty() {
            return;
        }
        let number = self.paragraphs.len();
        self.paragraphs.push(joined);
        self.tags.extend(tags.into_iter().map(|tag| Placed { tag, joined: number }));
        self.strays.extend(strays.into_iter().map(|stray| (number, stray)));
    }

    /// Leaves alone what stands in these places of the source: it is written anew by other means.
    pub fn forget(&mut self, places: &[std::ops::Range<usize>]) {
        let paragraphs = &self.paragraphs;
        let kept = |joined: usize, at: usize| {
            let start = paragraphs[joined].chars[at].source.start;
            !places.iter().any(|place| place.contains(&start))
        };
        self.tags.retain(|placed| kept(placed.joined, placed.tag.at.start));
        self.strays.retain(|(joined, stray)| kept(*joined, stray.at));
    }

    /// Returns the joined text that a tag stands in.
    pub fn joined(&self, tag: usize) -> &Joined {
        &self.paragraphs[self.tags[tag].joined]
    }

    /// Returns the paragraph that a tag stands in.
    pub fn paragraph(&self, tag: usize) -> Id {
        self.joined(tag).id
    }

    /// Returns the element whose text a tag begins in.
    pub fn piece(&self, tag: usize) -> Id {
        let joined = self.joined(tag);
        joined.pieces[joined.chars[self.tags[tag].tag.at.start].piece].id
    }

    /// Returns where a tag begins in the source.
    pub fn start(&self, tag: usize) -> usize {
        self.joined(tag).chars[self.tags[tag].tag.at.start].source.start
    }

    /// Returns the drawing whose picture a tag gives: its alternative text is the tag and nothing else.
    pub fn placeholder(&self, tag: usize) -> Option<Id> {
        let placed = &self.tags[tag];
        let gives = placed.tag.kind == Kind::Value
            && (value::gives_picture(&placed.tag.inside) || value::gives_chart(&placed.tag.inside));
        let named = self.tree.name(self.paragraph(tag)) == "wp:docPr" && gives && self.is_only(tag);
        self.tree.nearest(self.paragraph(tag), "w:drawing").filter(|_| named)
    }

    /// Returns what a tag such as `{%tr … %}` or `{#p … #}` takes with it: its row, cell, paragraph or run.
    pub fn around(&self, tag: usize) -> Option<Id> {
        let name = match self.tags[tag].tag.unit? {
            Unit::Row => "w:tr",
            Unit::Cell => "w:tc",
            Unit::Paragraph => "w:p",
            Unit::Run => "w:r",
        };
        self.tree.nearest(self.piece(tag), name)
    }

    /// The same for a comment.
    pub fn commented(&self, tag: usize) -> Option<Id> {
        self.around(tag).filter(|_| self.tags[tag].tag.kind == Kind::Comment)
    }

    /// Tells whether a tag gives blocks in place of its paragraph.
    pub fn is_block(&self, tag: usize) -> bool {
        let placed = &self.tags[tag].tag;
        let paragraph = self.paragraph(tag);
        let gives = placed.kind == Kind::Value && value::gives_blocks(&placed.inside);
        let shown = || self.tree.inside(paragraph).any(|inner| SHOWN.contains(&self.tree.name(inner)));
        gives && self.tree.name(paragraph) == "w:p" && self.is_only(tag) && !shown()
    }

    /// Returns what the place of a tag is called, where Word has no footnotes and endnotes.
    pub fn no_notes(&self, tag: usize) -> Option<&'static str> {
        let tree = &self.tree;
        match tree.name(0) {
            "w:document" | "w:body" => {}
            "w:hdr" => return Some("đầu trang"),
            "w:ftr" => return Some("chân trang"),
            "w:footnotes" | "w:endnotes" => return Some("một chú thích khác"),
            "w:comments" => return Some("lời bình luận"),
            _ => return Some("phần này của tệp"),
        }
        let boxed = tree.ancestors(self.paragraph(tag)).any(|id| tree.name(id) == "w:txbxContent");
        boxed.then_some("hộp chữ")
    }

    /// Tells whether the text around a tag is nothing but white space.
    fn is_only(&self, tag: usize) -> bool {
        let at = &self.tags[tag].tag.at;
        let chars = self.joined(tag).chars.iter().enumerate();
        chars.filter(|(number, _)| !at.contains(number)).all(|(_, char)| char.c.is_whitespace())
    }

    /// Tells whether nothing but tags that show nothing stands in a tag's paragraph.
    pub fn is_alone(&self, tag: usize) -> bool {
        let paragraph = self.paragraph(tag);
        self.tree.name(paragraph) == "w:p" && self.is_all_silent(paragraph)
    }

    /// Tells whether an element shows nothing but tags that show nothing.
    pub fn is_all_silent(&self, id: Id) -> bool {
        let tree = &self.tree;
        if self.taken.contains(&id) {
            return true;
        }
        if tree.inside(id).any(|inner| SHOWN.contains(&tree.name(inner))) {
            return false;
        }
        let own = std::iter::once(id).filter(|id| tree.name(*id) == "w:p");
        let inner = tree.inside(id).filter(|inner| tree.name(*inner) == "w:p");
        own.chain(inner).all(|paragraph| self.is_silent(paragraph))
    }

    fn is_silent(&self, paragraph: Id) -> bool {
        let joined = Joined::read(&self.tree, paragraph, Stream::Visible);
        let tags: Vec<&Tag> = self.tags_of(paragraph).map(|placed| &placed.tag).collect();
        let covered = |at: usize| tags.iter().any(|tag| tag.at.contains(&at));
        let silent = tags.iter().all(|tag| tag.kind.is_silent() && tag.kind != Kind::Cell);
        silent && joined.chars.iter().enumerate().all(|(at, char)| char.c.is_whitespace() || covered(at))
    }

    /// Returns the tags of a paragraph.
    pub fn tags_of(&self, paragraph: Id) -> impl Iterator<Item = &Placed> {
        self.tags.iter().filter(move |placed| self.paragraphs[placed.joined].id == paragraph)
    }

    /// Returns the cell of a row that a tag stands in.
    pub fn cell_in(&self, row: Id, tag: usize) -> Option<Id> {
        let tree = &self.tree;
        tree.ancestors(self.paragraph(tag)).take_while(|id| *id != row).filter(|id| tree.name(*id) == "w:tc").last()
    }

    /// Returns the first or last cell of a row.
    pub fn edge_cell(&self, row: Id, last: bool) -> Option<Id> {
        let tree = &self.tree;
        let mut cells = tree.inside(row).filter(|id| {
            let outer = tree.ancestors(*id).skip(1).find(|outer| matches!(tree.name(*outer), "w:tr" | "w:tbl"));
            tree.name(*id) == "w:tc" && outer == Some(row)
        });
        if last { cells.next_back() } else { cells.next() }
    }
}

/// Elements of the document's properties that hold text.
fn is_property(name: &str) -> bool {
    let (prefix, local) = name.split_once(':').unwrap_or(("", name));
    match prefix {
        "dc" => true,
        "cp" => matches!(local, "keywords" | "category" | "contentStatus" | "lastModifiedBy"),
        "vt" => matches!(local, "lpwstr" | "lpstr" | "bstr"),
        // What a chart shows of its data.
        "c" => local == "v",
        "cx" => matches!(local, "v" | "pt"),
        _ => matches!(local, "Company" | "Manager" | "HyperlinkBase"),
    }
}
