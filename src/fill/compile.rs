//! From changes of the source to one text for the engine, in which XML stands as short markers.

use std::ops::Range;

use super::edit::{Edits, Engine, IdKind, Output, Rule, What};
use super::part::Part;
use super::room::{PartRooms, Room};
use crate::ooxml::tree::Id;
use crate::template::guard;

/// Begins a marker; its number follows in base 36.
pub const OPEN: char = '\u{2}';
/// Ends a marker.
pub const CLOSE: char = '\u{3}';

/// What is written when a marker comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Bytes of [`Script::xml`].
    Xml(Range<usize>),
    /// XML for the first time only, with the number of its switch.
    Once(Range<usize>, usize),
    /// An id that no other element may have.
    Id(IdKind, String),
    /// Any other rule.
    Rule(Rule),
}

/// What may stand where a value is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot {
    /// Text of a run.
    Run {
        /// The run's properties, as XML, are at this range of [`Script::xml`].
        properties: Range<usize>,
        /// So much room has a picture.
        room: Room,
        /// What the place is called, where Word has no notes.
        no_notes: Option<&'static str>,
    },
    /// Text that has neither lines nor formats: fields, properties, attributes.
    Plain,
    /// The address of a link.
    Address,
    /// The place of a whole paragraph; what it is called, where Word has no notes.
    Block(Option<&'static str>),
    /// The place of a picture; its drawing is at this range of [`Script::xml`].
    Picture(Range<usize>),
}

/// A part ready to be filled.
#[derive(Debug, Default)]
pub struct Script {
    /// Name of the part.
    pub part: String,
    /// The engine's text.
    pub text: String,
    /// The same, but what is missing is noted in place of an error.
    pub careful: String,
    /// All XML that stays.
    pub xml: String,
    /// What each marker stands for: pieces, in order.
    pub marks: Vec<Range<usize>>,
    /// The pieces of all markers.
    pub pieces: Vec<Piece>,
    /// After which marker which value follows: number of the tag.
    pub values: Vec<Option<usize>>,
    /// Before which tag each marker stands.
    pub before: Vec<Option<usize>>,
    /// Where values of each tag stand.
    pub slots: Vec<Slot>,
    /// Where in the engine's text, and in the careful one, each tag begins, in order.
    pub starts: Vec<([usize; 2], usize)>,
    /// How many pieces are written the first time only.
    pub switches: usize,
}

impl Script {
    /// Applies the changes to a part.
    pub fn build(name: &str, part: &Part<'_>, edits: Edits, rooms: &PartRooms<'_, '_, '_>) -> Self {
        let mut script = Self { part: name.to_owned(), ..Self::default() };
        let mut first = 0;
        edits.apply(part.tree.source, |output| match output {
            Output::Kept(xml) => script.add_xml(xml),
            Output::Put(What::Xml(xml)) => script.add_xml(&xml),
            Output::Put(What::Rule(rule)) => script.add_rule(rule),
            Output::Put(What::Engine(text, tag, value)) => {
                script.mark(&mut first, Some(tag), value);
                script.add_engine(&text, tag);
            }
        });
        script.mark(&mut first, None, false);
        script.slots = (0..part.tags.len()).map(|tag| slot(part, tag, rooms, &mut script.xml)).collect();
        script
    }

    fn add_engine(&mut self, text: &Engine, tag: usize) {
        self.starts.push(([self.text.len(), self.careful.len()], tag));
        // A tag alone is never too much; all of them have been counted before.
        let guarded = |text: &str| guard(text, false).map_or_else(|_| text.to_owned(), |guarded| guarded.text);
        self.text.push_str(&guarded(&text.plain));
        self.careful.push_str(&guarded(&text.careful));
    }

    fn add_rule(&mut self, rule: Rule) {
        let piece = match rule {
            Rule::Id(kind, id) => Piece::Id(kind, id),
            Rule::Once(xml) => {
                let start = self.xml.len();
                self.xml.push_str(&xml);
                self.switches += 1;
                Piece::Once(start..self.xml.len(), self.switches - 1)
            }
            rule => Piece::Rule(rule),
        };
        self.pieces.push(piece);
    }

    fn add_xml(&mut self, xml: &str) {
        let start = self.xml.len();
        self.xml.push_str(xml);
        let end = self.xml.len();
        let begins = self.marks.last().map_or(0, |mark| mark.end) == self.pieces.len();
        match self.pieces.last_mut() {
            Some(Piece::Xml(range)) if !begins && range.end == start => range.end = end,
            _ => self.pieces.push(Piece::Xml(start..end)),
        }
    }

    /// Ends a marker; what follows in the engine's text comes after it: a tag, which may be a value.
    fn mark(&mut self, first: &mut usize, tag: Option<usize>, value: bool) {
        let number = self.marks.len();
        self.marks.push(*first..self.pieces.len());
        self.values.push(tag.filter(|_| value));
        self.before.push(tag);
        *first = self.pieces.len();
        let marker = format!("{OPEN}{}{CLOSE}", base36(number));
        self.text.push_str(&marker);
        self.careful.push_str(&marker);
    }

    /// Whether charts are repeated, each of which needs a part of its own.
    pub fn repeats_charts(&self) -> bool {
        self.pieces.iter().any(|piece| matches!(piece, Piece::Id(IdKind::Chart, _)))
    }

    /// Returns the tag that a place of the engine's text, or of the careful one, belongs to.
    pub fn tag_at(&self, at: usize, careful: bool) -> Option<usize> {
        let index = self.starts.partition_point(|(start, _)| start[usize::from(careful)] <= at);
        self.starts[..index].last().map(|(_, tag)| *tag)
    }
}

fn slot(part: &Part<'_>, tag: usize, rooms: &PartRooms<'_, '_, '_>, xml: &mut String) -> Slot {
    let (tree, joined) = (&part.tree, part.joined(tag));
    let piece = &joined.pieces[joined.chars[part.tags[tag].tag.at.start].piece];
    let mut keep = |kept: &str| {
        let start = xml.len();
        xml.push_str(kept);
        start..xml.len()
    };
    if let Some(drawing) = part.placeholder(tag) {
        return Slot::Picture(keep(&tree.source[tree.get(drawing).whole()]));
    }
    if part.is_block(tag) {
        return Slot::Block(part.no_notes(tag));
    }
    match tree.name(piece.id) {
        "w:t" => {}
        "Relationship" => return Slot::Address,
        _ => return Slot::Plain,
    }
    let properties: Option<Id> = tree.child(piece.run, "w:rPr");
    let properties = keep(properties.map_or("", |id| &tree.source[tree.get(id).whole()]));
    Slot::Run { properties, room: rooms.at(tag), no_notes: part.no_notes(tag) }
}

/// Writes a number as markers do.
fn base36(number: usize) -> String {
    let mut digits = Vec::new();
    let mut rest = number;
    loop {
        digits.push(char::from_digit(u32::try_from(rest % 36).unwrap_or_default(), 36).unwrap_or('0'));
        rest /= 36;
        if rest == 0 {
            return digits.iter().rev().collect();
        }
    }
}

/// Reads a marker's number.
pub fn number(digits: &[u8]) -> Option<usize> {
    digits.iter().try_fold(0_usize, |number, digit| {
        let digit = char::from(*digit).to_digit(36)? as usize;
        number.checked_mul(36)?.checked_add(digit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_markers_are_read_as_they_are_written() {
        for one in [0, 7, 35, 36, 1295, 1296, 123_456] {
            assert_eq!(number(base36(one).as_bytes()), Some(one));
        }
    }
}
