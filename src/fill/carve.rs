//! From tags and blocks to changes of the source: tags leave the text, engine text takes their place.

use std::ops::Range;

use super::edit::{Edits, Rank, What};
use super::paragraph::Joined;
use super::part::Part;
use super::scope::{self, Block, Level};
use super::tag::Kind;
use super::tree::Id;

/// Elements that may be cut in two around a run.
const DIVISIBLE: [&str; 5] = ["w:r", "w:ins", "w:hyperlink", "w:smartTag", "w:moveTo"];

/// Puts all tags of a part into a list of changes; `engine` gives the engine's text of a tag.
pub fn carve(part: &Part<'_>, blocks: &[Block], engine: impl Fn(usize) -> String) -> Edits {
    let mut carver = Carver { part, engine, edits: Edits::default(), done: vec![false; part.tags.len()] };
    for block in blocks {
        match block.level {
            Level::Paragraphs => carver.paragraphs(block),
            Level::Rows => carver.units(block, "w:tr"),
            Level::Cells => carver.units(block, "w:tc"),
            Level::Inline => carver.inline(block),
        }
    }
    for tag in 0..part.tags.len() {
        if !carver.done[tag] {
            carver.single(tag);
        }
    }
    carver.edits
}

struct Carver<'p, 's, F> {
    part: &'p Part<'s>,
    engine: F,
    edits: Edits,
    done: Vec<bool>,
}

impl<F: Fn(usize) -> String> Carver<'_, '_, F> {
    fn put(&mut self, tag: usize, at: usize, rank: Rank) {
        self.done[tag] = true;
        let text = (self.engine)(tag);
        if !text.is_empty() {
            self.edits.put(at, rank, What::Engine(text, tag));
        }
    }

    /// Tags alone in their paragraphs: the paragraphs go.
    fn paragraphs(&mut self, block: &Block) {
        for end in &block.ends {
            self.put(*end, self.part.start(*end), Rank::Between);
            self.drop_paragraph(*end);
        }
    }

    /// Takes a paragraph of silent tags out; one that ends a section stays without its text.
    fn drop_paragraph(&mut self, tag: usize) {
        let (tree, paragraph) = (&self.part.tree, self.part.paragraph(tag));
        let section = tree.child(paragraph, "w:pPr").and_then(|properties| tree.child(properties, "w:sectPr"));
        if section.is_some() {
            return self.erase(tag);
        }
        self.edits.skip(tree.get(paragraph).whole());
    }

    /// Rows or cells: tags alone in one take it with them; others move to its edge.
    fn units(&mut self, block: &Block, name: &str) {
        let last = block.ends.len() - 1;
        for (index, end) in block.ends.iter().enumerate() {
            let Some(unit) = scope::unit(self.part, &block.ends, *end, name) else { continue };
            let whole = self.part.tree.get(unit).whole();
            if self.part.is_all_silent(unit) && !self.holds_both(block, unit, name) {
                self.put(*end, self.part.start(*end), Rank::Between);
                self.edits.skip(whole);
                continue;
            }
            match index {
                0 => self.put(*end, whole.start, Rank::Beginning),
                index if index == last => self.put(*end, whole.end, Rank::Ending),
                _ => self.put(*end, whole.start, Rank::Between),
            }
            self.erase(*end);
        }
    }

    /// A row that holds both ends is what is repeated, even if it is empty.
    fn holds_both(&self, block: &Block, unit: Id, name: &str) -> bool {
        let last = block.ends[block.ends.len() - 1];
        scope::unit(self.part, &block.ends, block.ends[0], name) == Some(unit)
            && scope::unit(self.part, &block.ends, last, name) == Some(unit)
    }

    /// A tag that is no end of a block.
    fn single(&mut self, tag: usize) {
        let kind = self.part.tags[tag].tag.kind;
        self.put(tag, self.part.start(tag), Rank::Between);
        if kind.is_silent() && kind != Kind::Cell && self.part.is_alone(tag) && !self.is_only_block(tag) {
            return self.drop_paragraph(tag);
        }
        self.erase(tag);
    }

    /// Tells whether a paragraph is all that its container holds.
    fn is_only_block(&self, tag: usize) -> bool {
        let tree = &self.part.tree;
        let container = tree.get(self.part.paragraph(tag)).parent;
        tree.children(container).filter(|child| matches!(tree.name(*child), "w:p" | "w:tbl" | "w:sdt")).count() == 1
    }

    /// Takes a tag out of its text, with white space around it if it says so and runs that hold nothing else.
    fn erase(&mut self, tag: usize) {
        let placed = &self.part.tags[tag];
        let joined = &self.part.paragraphs[placed.joined];
        let range = trimmed(joined, &placed.tag);
        self.erase_chars(joined, range, placed.tag.kind == Kind::Value);
    }

    fn erase_chars(&mut self, joined: &Joined, range: Range<usize>, keeps_first: bool) {
        let first = joined.chars[range.start].piece;
        for char in &joined.chars[range.clone()] {
            self.edits.skip(char.source.clone());
        }
        self.preserve_space(joined.pieces[first].id);
        let last = joined.chars[range.end - 1].piece;
        for piece in first..=last {
            let run = joined.pieces[piece].run;
            let kept = keeps_first && run == joined.pieces[first].run;
            if !kept && self.is_emptied(joined, run, &range) {
                self.edits.skip(self.part.tree.get(run).whole());
            } else {
                self.preserve_space(joined.pieces[piece].id);
            }
        }
    }

    /// Tells whether a run holds nothing but characters of this range.
    fn is_emptied(&self, joined: &Joined, run: Id, range: &Range<usize>) -> bool {
        let tree = &self.part.tree;
        let plain = tree.children(run).all(|child| {
            matches!(tree.name(child), "w:rPr" | "w:t" | "w:tab" | "w:br" | "w:cr" | "w:lastRenderedPageBreak")
        });
        let of_run = |at: &usize| joined.pieces[joined.chars[*at].piece].run == run;
        tree.name(run) == "w:r" && plain && (0..joined.chars.len()).filter(of_run).all(|at| range.contains(&at))
    }

    /// Text beside a value keeps its spaces.
    fn preserve_space(&mut self, id: Id) {
        let tree = &self.part.tree;
        let open = tree.get(id).open.clone();
        if tree.name(id) == "w:t" && tree.attribute(id, "xml:space").is_none() && !tree.tag(id).ends_with("/>") {
            let at = open.end - 1;
            if !self.edits.has_xml(at) {
                self.edits.xml(at, " xml:space=\"preserve\"");
            }
        }
    }

    /// Tags within one paragraph: runs are cut so that what is between the ends is whole.
    fn inline(&mut self, block: &Block) {
        let part = self.part;
        let pieces = |end: &usize| {
            let at = &part.tags[*end].tag.at;
            let chars = &part.joined(*end).chars;
            [chars[at.start].piece, chars[at.end - 1].piece]
        };
        let first = pieces(&block.ends[0])[0];
        let together = block.ends.iter().flat_map(pieces).all(|piece| piece == first);
        let common = self.common(block);
        for end in &block.ends {
            match (together, common) {
                (false, Some(common)) => self.cut(*end, common),
                _ => self.put(*end, part.start(*end), Rank::Between),
            }
            self.erase(*end);
        }
    }

    /// Returns what the runs of all ends stand in.
    fn common(&self, block: &Block) -> Option<Id> {
        let tree = &self.part.tree;
        let runs: Vec<Id> = block.ends.iter().map(|end| self.run(*end)).collect();
        tree.ancestors(tree.get(runs[0]).parent).find(|outer| runs.iter().all(|run| tree.is_inside(*run, *outer)))
    }

    fn run(&self, tag: usize) -> Id {
        let joined = self.part.joined(tag);
        joined.pieces[joined.chars[self.part.tags[tag].tag.at.start].piece].run
    }

    /// Closes everything up to the common element before the tag, and opens it again after.
    fn cut(&mut self, tag: usize, common: Id) {
        let tree = &self.part.tree;
        let at = self.part.start(tag);
        let joined = self.part.joined(tag);
        let first = &joined.chars[self.part.tags[tag].tag.at.start];
        let run = self.run(tag);
        let range = self.part.tags[tag].tag.at.clone();
        if tree.get(run).parent == common && self.is_emptied(joined, run, &range) {
            return self.put(tag, tree.get(run).open.start, Rank::Between);
        }
        let piece = joined.pieces[first.piece].id;
        let outer: Vec<Id> = tree.ancestors(tree.get(piece).parent).take_while(|id| *id != common).collect();
        let (mut close, mut open) = (String::from("</w:t>"), String::from("<w:t xml:space=\"preserve\">"));
        for id in outer.into_iter().filter(|id| DIVISIBLE.contains(&tree.name(*id))) {
            close.push_str(&tree.source[tree.get(id).close.clone()]);
            let properties = tree.child(id, "w:rPr").map_or("", |rpr| &tree.source[tree.get(rpr).whole()]);
            open.insert_str(0, &format!("{}{properties}", tree.tag(id)));
        }
        self.edits.put(at, Rank::Between, What::Xml(close));
        self.put(tag, at, Rank::Between);
        self.edits.put(at, Rank::Between, What::Xml(open));
    }
}

/// Returns the characters that a tag takes with it.
fn trimmed(joined: &Joined, tag: &super::tag::Tag) -> Range<usize> {
    let blank = |at: usize| joined.chars[at].c.is_whitespace();
    let mut range = tag.at.clone();
    while tag.trims_before && range.start > 0 && blank(range.start - 1) {
        range.start -= 1;
    }
    while tag.trims_after && range.end < joined.chars.len() && blank(range.end) {
        range.end += 1;
    }
    range
}
