//! Changes to the source of a part, collected in any order and applied in one walk.

use std::ops::Range;

/// What stands at a place of the source from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Text of the template engine, for the tag of this number; whether it gives a value.
    Engine(Engine, usize, bool),
    /// XML.
    Xml(String),
    /// A rule to be kept while writing.
    Rule(Rule),
}

/// What a tag is for the engine.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Engine {
    /// As it is.
    pub plain: String,
    /// So that what is missing is noted in place of an error.
    pub careful: String,
}

/// What has to be looked at while writing; see [`super::rules`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// A place begins that must end with a paragraph.
    Begin,
    /// A paragraph was written into it.
    Paragraph,
    /// Another block was written into it.
    Block,
    /// It ends.
    End,
    /// A table or row begins that is left out if nothing is written into it.
    Hold,
    /// Something was written into it.
    Release,
    /// It ends.
    Drop,
    /// A table begins in which cells are merged downwards.
    Table,
    /// It ends.
    TableEnd,
    /// A cell in this column begins to cover those below.
    Merge(usize),
    /// A cell in this column is covered, if one above covers it still; else it begins to cover.
    Merged(usize),
    /// A cell in this column stands for itself.
    Apart(usize),
    /// An id that no other element may have: its kind, and how it stands in the template.
    Id(IdKind, String),
    /// XML that is written the first time only.
    Once(String),
    /// A cell begins that may change with its content.
    Cell,
    /// It ends.
    CellEnd,
    /// Properties of a paragraph, whose list may begin again.
    Numbered(String),
}

/// Elements of tracked changes, each with an id.
pub const CHANGES: [&str; 12] = [
    "w:ins",
    "w:del",
    "w:moveFrom",
    "w:moveTo",
    "w:rPrChange",
    "w:pPrChange",
    "w:tblPrChange",
    "w:trPrChange",
    "w:tcPrChange",
    "w:sectPrChange",
    "w:cellIns",
    "w:cellDel",
];

/// Kinds of ids, each with numbers of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IdKind {
    /// `wp:docPr`.
    Drawing,
    /// `w:bookmarkStart`.
    BookmarkStart,
    /// `w:bookmarkEnd`.
    BookmarkEnd,
    /// The name of a bookmark.
    BookmarkName,
    /// The name of a bookmark that stands further up in the same repetition, where something refers to it.
    NameAbove,
    /// Likewise of one that stands further down.
    NameBelow,
    /// The id of a shape or a type of shapes in VML, which is a name.
    Shape,
    /// Such an id of what stands further up, where something refers to it.
    ShapeAbove,
    /// Likewise of what stands further down.
    ShapeBelow,
    /// The beginning of a range of moved text.
    MoveStart,
    /// Its end.
    MoveEnd,
    /// The name of text that is moved, where it stood.
    MovedFrom,
    /// The same name, where it stands now.
    MovedTo,
    /// A tracked change.
    Change,
    /// `w:permStart`.
    PermStart,
    /// `w:permEnd`.
    PermEnd,
    /// The relationship of a chart, whose part no other drawing may share.
    Chart,
}

/// Where among several changes at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// A rule about what ends here, within it.
    Closing,
    /// Belongs to what ends here.
    Ending,
    /// Between.
    Between,
    /// Belongs to what begins here.
    Beginning,
    /// A rule about what begins here, within it.
    Opening,
}

#[derive(Debug)]
struct Edit {
    at: usize,
    rank: Rank,
    what: What,
}

/// The changes of one part.
#[derive(Debug, Default)]
pub struct Edits {
    puts: Vec<Edit>,
    skips: Vec<Range<usize>>,
    drops: Vec<Range<usize>>,
}

impl Edits {
    /// Leaves a part of the source out; what is put there stays.
    pub fn skip(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.skips.push(range);
        }
    }

    /// Leaves an element out with all that is put into it, except tags.
    pub fn drop(&mut self, range: Range<usize>) {
        self.drops.push(range.clone());
        self.skip(range);
    }

    /// Puts something at a place.
    pub fn put(&mut self, at: usize, rank: Rank, what: What) {
        self.puts.push(Edit { at, rank, what });
    }

    /// Puts XML at a place, after what ends and before what begins.
    pub fn xml(&mut self, at: usize, xml: impl Into<String>) {
        self.put(at, Rank::Between, What::Xml(xml.into()));
    }

    /// Returns the source with the XML that is put into it.
    pub fn written(self, source: &str) -> String {
        let mut xml = String::with_capacity(source.len() + source.len() / 16);
        self.apply(source, |output| match output {
            Output::Kept(text) => xml.push_str(text),
            Output::Put(What::Xml(text)) => xml.push_str(&text),
            Output::Put(_) => {}
        });
        xml
    }

    /// Walks the source: what stays of it, and what is put between, in order.
    pub fn apply<'s>(mut self, source: &'s str, mut give: impl FnMut(Output<'s>)) {
        self.puts.sort_by_key(|edit| (edit.at, edit.rank));
        let (skips, drops) = (merged(self.skips), merged(self.drops));
        let mut at = 0;
        for edit in self.puts {
            kept(source, at..edit.at, &skips, &mut give);
            at = at.max(edit.at);
            let next = drops.partition_point(|drop| drop.end <= edit.at);
            let inside = drops.get(next).is_some_and(|drop| drop.start < edit.at);
            match edit.what {
                What::Xml(_) | What::Rule(_) if inside => {}
                what => give(Output::Put(what)),
            }
        }
        kept(source, at..source.len(), &skips, &mut give);
    }
}

/// What comes out of [`Edits::apply`].
#[derive(Debug, PartialEq, Eq)]
pub enum Output<'s> {
    /// Unchanged source.
    Kept(&'s str),
    /// What was put.
    Put(What),
}

/// Returns ranges in order that do not overlap.
fn merged(mut skips: Vec<Range<usize>>) -> Vec<Range<usize>> {
    skips.sort_by_key(|skip| skip.start);
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(skips.len());
    for skip in skips {
        match merged.last_mut() {
            Some(last) if skip.start < last.end => last.end = last.end.max(skip.end),
            _ => merged.push(skip),
        }
    }
    merged
}

fn kept<'s>(source: &'s str, range: Range<usize>, skips: &[Range<usize>], give: &mut impl FnMut(Output<'s>)) {
    let mut at = range.start;
    let first = skips.partition_point(|skip| skip.end <= range.start);
    for skip in skips[first..].iter().take_while(|skip| skip.start < range.end) {
        if at < skip.start {
            give(Output::Kept(&source[at..skip.start]));
        }
        at = at.max(skip.end);
    }
    if at < range.end {
        give(Output::Kept(&source[at..range.end]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_applied_in_order_of_place_and_rank() {
        let mut edits = Edits::default();
        edits.drop(2..5);
        edits.skip(4..6);
        edits.xml(3, "lost");
        edits.put(3, Rank::Between, What::Engine(Engine { plain: "tag".into(), ..Engine::default() }, 0, false));
        edits.put(8, Rank::Beginning, What::Xml("[".into()));
        edits.put(8, Rank::Ending, What::Xml("]".into()));
        let mut out = String::new();
        edits.apply("0123456789", |output| match output {
            Output::Kept(text) => out.push_str(text),
            Output::Put(What::Xml(text)) => out.push_str(&text),
            Output::Put(What::Engine(text, ..)) => out.push_str(&text.plain),
            Output::Put(What::Rule(_)) => unreachable!(),
        });
        assert_eq!(out, "01tag67][89");
    }
}
