//! From tags and blocks to changes of the source: tags leave the text, engine text takes their place.

use std::collections::BTreeSet;
use std::ops::Range;

use super::edit::{Edits, Engine, IdKind, Rank, Rule, What};
use super::paragraph::Joined;
use super::part::Part;
use super::scope::{self, Block, Level};
use super::tag::Kind;
use crate::ooxml::tree::Id;

/// Marks that come in pairs.
const MARKS: [[&str; 2]; 3] =
    [["w:bookmarkStart", "w:bookmarkEnd"], ["w:commentRangeStart", "w:commentRangeEnd"], ["w:permStart", "w:permEnd"]];

/// The changes of a part, and what follows from them.
#[derive(Debug, Default)]
pub struct Carved {
    /// The changes.
    pub edits: Edits,
    /// What each block repeats, in the order of blocks.
    pub regions: Vec<(Range<usize>, Level)>,
    /// Elements that lose paragraphs, or may.
    pub containers: BTreeSet<Id>,
    /// Paragraphs, rows and cells that are left out.
    pub dropped: BTreeSet<Id>,
    /// Tracked changes that are cut in two.
    pub cut: BTreeSet<Id>,
    /// The engine's text of each tag that has been put.
    pub texts: Vec<(usize, Engine)>,
}

/// Puts all tags of a part into a list of changes; `engine` gives the engine's text of a tag.
pub fn carve(part: &Part<'_>, blocks: &[Block], engine: impl Fn(usize) -> Engine) -> Carved {
    let mut carver =
        Carver { part, engine, out: Carved::default(), done: vec![false; part.tags.len()], spaced: BTreeSet::new() };
    carver.bindings();
    for block in blocks {
        let region = carver.region(block);
        carver.out.regions.push((region, block.level));
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
    carver.hollow();
    carver.out
}

struct Carver<'p, 's, F> {
    part: &'p Part<'s>,
    engine: F,
    out: Carved,
    done: Vec<bool>,
    /// Where text has been told to keep its spaces.
    spaced: BTreeSet<usize>,
}

impl<F: Fn(usize) -> Engine> Carver<'_, '_, F> {
    fn put(&mut self, tag: usize, at: usize, rank: Rank) {
        self.done[tag] = true;
        let text = (self.engine)(tag);
        if !text.plain.is_empty() {
            let value = matches!(self.part.tags[tag].tag.kind, Kind::Value | Kind::Cell);
            self.out.texts.push((tag, text.clone()));
            self.out.edits.put(at, rank, What::Engine(text, tag, value));
        }
    }

    /// A content control that takes its text from elsewhere would lose what is filled in.
    fn bindings(&mut self) {
        let tree = &self.part.tree;
        for tag in 0..self.part.tags.len() {
            let controls = tree.ancestors(self.part.paragraph(tag)).chain(tree.ancestors(self.run(tag)));
            let properties = controls.filter(|id| tree.name(*id) == "w:sdt").filter_map(|id| tree.child(id, "w:sdtPr"));
            for id in properties.flat_map(|properties| tree.children(properties)) {
                if matches!(tree.name(id), "w:dataBinding" | "w:showingPlcHdr" | "w15:dataBinding") {
                    self.out.edits.skip(tree.get(id).whole());
                }
            }
        }
    }

    /// What stood round runs that are gone goes too.
    fn hollow(&mut self) {
        let tree = &self.part.tree;
        let mut open: Vec<Id> = self.out.dropped.iter().copied().filter(|id| tree.name(*id) == "w:r").collect();
        while let Some(id) = open.pop() {
            let outer = tree.get(id).parent;
            let kept = |child: Id| !self.out.dropped.contains(&child) && !tree.name(child).ends_with("Pr");
            let round = ["w:sdtContent", "w:sdt", "w:ins", "w:moveTo", "w:hyperlink", "w:smartTag"];
            if round.contains(&tree.name(outer)) && !tree.children(outer).any(kept) {
                self.drop(outer);
                open.push(outer);
            }
        }
    }

    /// Returns what a block repeats, with its ends.
    fn region(&self, block: &Block) -> Range<usize> {
        let last = block.ends[block.ends.len() - 1];
        let whole = |tag: usize| match block.level {
            Level::Inline => None,
            Level::Paragraphs => Some(self.part.paragraph(tag)),
            Level::Rows => scope::unit(self.part, &block.ends, tag, "w:tr"),
            Level::Cells => scope::unit(self.part, &block.ends, tag, "w:tc"),
        };
        let place = |tag: usize| match whole(tag) {
            Some(id) => self.part.tree.get(id).whole(),
            None => self.part.start(tag)..self.part.start(tag) + 1,
        };
        place(block.ends[0]).start..place(last).end
    }

    /// Tags alone in their paragraphs: the paragraphs go, but marks in them and ends of sections stay outside the block.
    fn paragraphs(&mut self, block: &Block) {
        let last = block.ends[block.ends.len() - 1];
        for end in &block.ends {
            let whole = self.part.tree.get(self.part.paragraph(*end)).whole();
            let first = *end == block.ends[0];
            if self.ends_section(*end) {
                self.put(*end, if first { whole.end } else { whole.start }, Rank::Between);
                self.erase(*end);
                continue;
            }
            self.put(*end, self.part.start(*end), Rank::Between);
            if first || *end == last {
                self.save_marks(*end, if first { whole.start } else { whole.end });
            }
            self.drop_paragraph(*end);
        }
    }

    fn ends_section(&self, tag: usize) -> bool {
        let tree = &self.part.tree;
        let properties = tree.child(self.part.paragraph(tag), "w:pPr");
        properties.is_some_and(|properties| tree.child(properties, "w:sectPr").is_some())
    }

    /// Bookmarks and the like that begin or end in a paragraph that goes, and have their other half elsewhere.
    fn save_marks(&mut self, tag: usize, at: usize) {
        let tree = &self.part.tree;
        let paragraph = self.part.paragraph(tag);
        if self.out.dropped.contains(&paragraph) {
            return;
        }
        let number = |id: Id| tree.attribute(id, "w:id").map(|range| &tree.source[range]);
        for id in tree.inside(paragraph).filter(|id| MARKS.iter().flatten().any(|mark| *mark == tree.name(*id))) {
            let pair = MARKS.iter().find(|pair| pair.contains(&tree.name(id)));
            let other = pair.and_then(|pair| pair.iter().find(|name| **name != tree.name(id))).copied();
            let mut halves = tree.inside(paragraph).filter(|half| Some(tree.name(*half)) == other);
            if !halves.any(|half| number(half) == number(id)) {
                self.out.edits.put(at, Rank::Ending, What::Xml(tree.source[tree.get(id).whole()].to_owned()));
            }
        }
    }

    /// Takes a paragraph of silent tags out; one that ends a section stays without its text.
    fn drop_paragraph(&mut self, tag: usize) {
        let (tree, paragraph) = (&self.part.tree, self.part.paragraph(tag));
        if self.ends_section(tag) {
            return self.erase(tag);
        }
        self.out.containers.insert(tree.get(paragraph).parent);
        self.drop(paragraph);
    }

    fn drop(&mut self, id: Id) {
        self.out.dropped.insert(id);
        self.out.edits.drop(self.part.tree.get(id).whole());
    }

    /// Rows or cells: tags alone in one take it with them; others move to its edge.
    fn units(&mut self, block: &Block, name: &str) {
        let last = block.ends.len() - 1;
        for (index, end) in block.ends.iter().enumerate() {
            let Some(unit) = scope::unit(self.part, &block.ends, *end, name) else { continue };
            let whole = self.part.tree.get(unit).whole();
            if self.part.is_all_silent(unit) && !self.holds_both(block, unit, name) {
                self.put(*end, self.part.start(*end), Rank::Between);
                self.drop(unit);
                continue;
            }
            match index {
                0 => self.put(*end, whole.start, Rank::Beginning),
                index if index == last => self.put(*end, whole.end, Rank::Ending),
                _ => self.put(*end, whole.start, Rank::Between),
            }
            self.clear(*end);
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
        if let Some(drawing) = self.part.placeholder(tag) {
            return self.instead(tag, drawing);
        }
        if self.part.is_block(tag) {
            return self.block(tag);
        }
        if let Some(id) = self.part.commented(tag) {
            return self.commented(tag, id);
        }
        if kind == Kind::Literal {
            let line = &self.part.joined(tag).chars[self.part.tags[tag].tag.at.start + 1];
            return self.out.edits.skip(line.source.clone());
        }
        self.put(tag, self.part.start(tag), Rank::Between);
        if kind.is_silent() && kind != Kind::Cell {
            self.save_marks_alone(tag);
            return self.clear(tag);
        }
        self.erase(tag);
    }

    /// A comment that takes its row, cell, paragraph or run with it.
    fn commented(&mut self, tag: usize, id: Id) {
        match self.part.tree.name(id) {
            "w:p" => {
                self.save_marks(tag, self.part.tree.get(id).whole().end);
                self.drop_paragraph(tag);
            }
            _ => self.drop(id),
        }
    }

    fn save_marks_alone(&mut self, tag: usize) {
        if self.part.is_alone(tag) && !self.is_needed(tag) && !self.ends_section(tag) {
            self.save_marks(tag, self.part.tree.get(self.part.paragraph(tag)).close.end);
        }
    }

    /// Takes a tag out, with its paragraph if it is alone there and not all that its container holds.
    fn clear(&mut self, tag: usize) {
        if self.part.is_alone(tag) && !self.is_needed(tag) { self.drop_paragraph(tag) } else { self.erase(tag) }
    }

    /// A tag that stands for a whole element; other tags in it go.
    fn instead(&mut self, tag: usize, id: Id) {
        let whole = self.part.tree.get(id).whole();
        self.put(tag, whole.start, Rank::Between);
        self.drop(id);
        for other in 0..self.part.tags.len() {
            self.done[other] |= whole.contains(&self.part.start(other));
        }
    }

    /// A tag that gives blocks in place of its paragraph; one that ends a section stays after them.
    fn block(&mut self, tag: usize) {
        let (tree, paragraph) = (&self.part.tree, self.part.paragraph(tag));
        self.put(tag, tree.get(paragraph).open.start, Rank::Between);
        self.drop_paragraph(tag);
    }

    /// Tells whether a paragraph is all that its container holds, or what must stand there after a table.
    fn is_needed(&self, tag: usize) -> bool {
        let tree = &self.part.tree;
        let paragraph = self.part.paragraph(tag);
        let is_block = |child: &Id| matches!(tree.name(*child), "w:p" | "w:tbl" | "w:sdt");
        let blocks: Vec<Id> = tree.children(tree.get(paragraph).parent).filter(is_block).collect();
        match blocks.as_slice() {
            [.., before, last] => *last == paragraph && tree.name(*before) != "w:p",
            _ => true,
        }
    }

    /// Takes a tag out of its text, with white space around it if it says so and runs that hold nothing else.
    fn erase(&mut self, tag: usize) {
        self.erase_from(tag, self.part.tags[tag].tag.kind == Kind::Value);
    }

    /// The same; the run in which the tag begins may be needed for what is put there.
    fn erase_from(&mut self, tag: usize, keeps_first: bool) {
        let placed = &self.part.tags[tag];
        let joined = &self.part.paragraphs[placed.joined];
        self.erase_chars(joined, trimmed(joined, &placed.tag), keeps_first);
    }

    fn erase_chars(&mut self, joined: &Joined, range: Range<usize>, keeps_first: bool) {
        let first = joined.chars[range.start].piece;
        for char in &joined.chars[range.clone()] {
            self.out.edits.skip(char.source.clone());
        }
        self.preserve_space(joined.pieces[first].id);
        let last = joined.chars[range.end - 1].piece;
        self.unmark(joined.pieces[first].id, joined.pieces[last].id);
        for piece in first..=last {
            let run = joined.pieces[piece].run;
            let kept = keeps_first && run == joined.pieces[first].run;
            if !kept && self.is_emptied(joined, run, &range) {
                self.out.dropped.insert(run);
                self.out.edits.drop(self.part.tree.get(run).whole());
            } else {
                self.preserve_space(joined.pieces[piece].id);
            }
        }
    }

    /// Marks of the spelling checker within a tag speak of what is gone.
    fn unmark(&mut self, first: Id, last: Id) {
        let tree = &self.part.tree;
        for id in (first..last).filter(|id| tree.name(*id) == "w:proofErr") {
            self.out.edits.skip(tree.get(id).whole());
        }
    }

    /// Tells whether a run holds nothing but characters of this range.
    fn is_emptied(&self, joined: &Joined, run: Id, range: &Range<usize>) -> bool {
        let tree = &self.part.tree;
        let plain = tree.children(run).all(|child| {
            matches!(
                tree.name(child),
                "w:rPr"
                    | "w:t"
                    | "w:tab"
                    | "w:br"
                    | "w:cr"
                    | "w:noBreakHyphen"
                    | "w:softHyphen"
                    | "w:lastRenderedPageBreak"
            )
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
            if self.spaced.insert(at) {
                self.out.edits.xml(at, " xml:space=\"preserve\"");
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
            match common.filter(|_| !together) {
                Some(common) => self.cut(*end, common),
                None => {
                    self.put(*end, part.start(*end), Rank::Between);
                    self.erase_from(*end, true);
                }
            }
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

    /// Returns the start of an element that is cut in two, for its second half; ids are not used twice.
    fn again(&mut self, id: Id) -> Vec<What> {
        let tree = &self.part.tree;
        let whole = tree.get(id).open.clone();
        if let Some(number) = tree.attribute(id, "w:id") {
            self.out.cut.insert(id);
            let change = Rule::Id(IdKind::Change, tree.source[number.clone()].to_owned());
            let around = [whole.start..number.start, number.end..whole.end].map(|range| tree.source[range].to_owned());
            let [before, after] = around.map(What::Xml);
            return vec![before, What::Rule(change), after];
        }
        let properties = ["w:rPr", "a:rPr"].iter().find_map(|name| tree.child(id, name));
        let properties = properties.map_or("", |rpr| &tree.source[tree.get(rpr).whole()]);
        vec![What::Xml(format!("{}{properties}", tree.tag(id)))]
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
            self.put(tag, tree.get(run).open.start, Rank::Between);
            return self.erase(tag);
        }
        let piece = joined.pieces[first.piece].id;
        let outer: Vec<Id> = tree.ancestors(tree.get(piece).parent).take_while(|id| *id != common).collect();
        let mut close = tree.source[tree.get(piece).close.clone()].to_owned();
        let mut open = vec![What::Xml(match tree.name(piece) {
            "w:t" => format!("<{} xml:space=\"preserve\">", tree.name(piece)),
            // Text of drawings keeps its spaces, and may have no attribute.
            _ => tree.tag(piece).to_owned(),
        })];
        for id in outer.into_iter().filter(|id| scope::DIVISIBLE.contains(&tree.name(*id))) {
            close.push_str(&tree.source[tree.get(id).close.clone()]);
            open.splice(0..0, self.again(id));
        }
        self.out.edits.put(at, Rank::Between, What::Xml(close));
        self.put(tag, at, Rank::Between);
        for what in open {
            self.out.edits.put(at, Rank::Between, what);
        }
        self.erase_from(tag, true);
    }
}

/// Returns the characters that a tag takes with it: spaces beside it, but not those that hold; where a line ends beside
/// it, the end of the line with what is between, and not the spaces of the other line.
fn trimmed(joined: &Joined, tag: &super::tag::Tag) -> Range<usize> {
    let (chars, at) = (&joined.chars, &tag.at);
    let blank = |at: &usize| chars[*at].c.is_whitespace() && !HOLDS.contains(&chars[*at].c);
    let line = |at: &usize| chars[*at].c == '\n';
    let before: Vec<usize> = (0..at.start).rev().take_while(blank).filter(|_| tag.trims_before).collect();
    let after: Vec<usize> = (at.end..chars.len()).take_while(blank).filter(|_| tag.trims_after).collect();
    let edge = |side: &[usize]| side.iter().rfind(|at| line(at)).or(side.last()).copied();
    edge(&before).unwrap_or(at.start)..edge(&after).map_or(at.end, |last| last + 1)
}

/// Spaces that are there to stay.
const HOLDS: [char; 3] = ['\u{a0}', '\u{2007}', '\u{202f}'];
