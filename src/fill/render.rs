//! The engine's output on its way into the file: markers become XML, values are escaped, Word's rules are kept.

use std::io::{self, ErrorKind, Write};

use super::compile::{CLOSE, OPEN, Piece, Script, Slot, number};
use super::edit::{IdKind, Rule};
use super::insert::{Inserts, Written};
use super::rules::{Ids, Rules};
use super::value;
use crate::ooxml::wellformed::{Checker, IllFormed};

/// The most XML that a part may become, in bytes; what reads Word files takes no more.
const MOST: usize = 256 * 1024 * 1024;

/// The most that the engine may write for a part, markers and values, each counted once. Loops that print nothing end by
/// it: between two tags there is always a marker. A table of so many cells is larger than [`MOST`].
const MOST_STEPS: usize = 8_000_000;

/// What a fault of this kind means: the limit of size was reached.
pub const FULL: ErrorKind = ErrorKind::FileTooLarge;

/// What a fault of this kind means: the limit of steps was reached.
pub const ENDLESS: ErrorKind = ErrorKind::QuotaExceeded;

/// What a fault of this kind means: a value holds a character that XML forbids.
pub const FORBIDDEN: ErrorKind = ErrorKind::InvalidData;

/// What a fault of this kind means: a value that the template needs is missing.
pub const MISSING: ErrorKind = ErrorKind::NotFound;

/// What a fault of this kind means: something could not be inserted; [`Inserts::failed`] says why.
pub const INSERT: ErrorKind = ErrorKind::Unsupported;

/// What a fault of this kind means: what would be written is not well-formed.
pub const ILL_FORMED: ErrorKind = ErrorKind::InvalidInput;

/// Begins the note that a value is missing: number of the tag, and of the item in each loop around it.
pub const LACK: char = '\u{5}';
/// Ends the note.
pub const LACK_END: char = '\u{6}';

/// A value that is missing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lack {
    /// Number of the tag.
    pub tag: usize,
    /// Number of the item in each loop around it, from 1.
    pub items: Vec<usize>,
}

/// Expands what the engine writes.
pub struct Expander<'s, 'a, W> {
    script: &'s Script,
    out: W,
    left: usize,
    steps: usize,
    rules: Rules<'s>,
    /// Without it nothing is inserted.
    inserts: Option<&'s mut Inserts<'a>>,
    /// The tag whose value is being written.
    pub tag: Option<usize>,
    /// The tag that comes next, or is being written.
    pub at: Option<usize>,
    /// What is missing; without a list the first is an error.
    pub lacks: Vec<Lack>,
    collects: bool,
    /// Reads what is written; nothing where all that is wanted is what is missing.
    checker: Option<Checker>,
}

/// What is to be written, by what is known of it.
enum Given<'b> {
    /// A piece of the template, with its number.
    Piece(usize, &'b [u8]),
    /// Text in which nothing can be markup.
    Text(&'b [u8]),
    /// Anything.
    Xml(&'b [u8]),
}

impl<'s, 'a, W: Write> Expander<'s, 'a, W> {
    /// Expands into a writer.
    pub fn new(script: &'s Script, ids: &'s mut Ids, out: W) -> Self {
        let rules = Rules::new(ids, script.switches);
        Self {
            script,
            out,
            left: MOST,
            steps: MOST_STEPS,
            rules,
            inserts: None,
            tag: None,
            at: None,
            lacks: Vec::new(),
            collects: false,
            checker: None,
        }
    }

    /// Refuses to write what is not well-formed, by a checker that may know the pieces already.
    pub fn checked(self, checker: Checker) -> Self {
        Self { checker: Some(checker), ..self }
    }

    /// Tells whether all that was written is a whole document; returns a checker for the next one.
    pub fn finish(&mut self) -> Result<Checker, IllFormed> {
        let checker = self.checker.take().unwrap_or_default();
        checker.finish().map(|()| checker.anew())
    }

    /// Inserts what values bring along.
    pub fn inserting(self, inserts: Option<&'s mut Inserts<'a>>) -> Self {
        Self { inserts, ..self }
    }

    /// Goes on where something is missing, and notes it.
    pub fn collecting(self) -> Self {
        Self { collects: true, ..self }
    }

    fn give(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.give_known(&Given::Xml(bytes))
    }

    fn give_known(&mut self, given: &Given<'_>) -> io::Result<()> {
        let (Given::Piece(_, bytes) | Given::Text(bytes) | Given::Xml(bytes)) = *given;
        self.left = self.left.checked_sub(bytes.len()).ok_or(FULL)?;
        let held = match self.rules.held() {
            Some(held) => Some(held),
            None => self.inserts.as_deref_mut().and_then(Inserts::held),
        };
        if let Some(held) = held {
            held.extend_from_slice(bytes);
            return Ok(());
        }
        if let Some(checker) = &mut self.checker {
            let checked = match given {
                Given::Piece(number, bytes) => checker.piece(*number, bytes),
                Given::Text(bytes) => checker.text(bytes),
                Given::Xml(bytes) => checker.read(bytes),
            };
            checked.map_err(|IllFormed| ILL_FORMED)?;
        }
        self.out.write_all(bytes)
    }

    fn expand(&mut self, mark: usize) -> io::Result<()> {
        let script = self.script;
        let Some(range) = script.marks.get(mark) else { return Ok(()) };
        self.tag = script.values[mark];
        self.at = script.before[mark];
        let xml = script.xml.as_bytes();
        for (number, piece) in range.clone().zip(&script.pieces[range.clone()]) {
            match piece {
                Piece::Xml(range) => self.give_known(&Given::Piece(number, &xml[range.clone()]))?,
                Piece::Once(range, switch) if self.rules.is_first(*switch) => self.give(&xml[range.clone()])?,
                Piece::Once(..) => {}
                Piece::Id(IdKind::Chart, id) if self.inserts.is_some() => {
                    let part = &script.part;
                    let own =
                        self.inserts.as_deref_mut().and_then(|inserts| inserts.own_chart(part, id)).ok_or(INSERT)?;
                    self.give(own.as_bytes())?;
                }
                Piece::Id(kind, id) => {
                    let id = self.rules.id(*kind, id);
                    self.give(id.as_bytes())?;
                }
                Piece::Rule(rule) => self.rule(rule)?,
            }
        }
        Ok(())
    }

    fn rule(&mut self, rule: &Rule) -> io::Result<()> {
        let xml = match (rule, self.inserts.as_deref_mut()) {
            (Rule::Cell, Some(inserts)) => {
                inserts.begin_cell();
                return Ok(());
            }
            (Rule::CellEnd, Some(inserts)) => inserts.end_cell(),
            (Rule::Numbered(properties), Some(inserts)) => {
                inserts.numbered(properties).ok_or(INSERT)?.into_owned().into_bytes()
            }
            (Rule::Numbered(properties), None) => properties.clone().into_bytes(),
            (rule, _) => self.rules.apply(rule),
        };
        self.give(&xml)
    }

    /// Writes what stands in place of a marker.
    fn insert(&mut self, payload: &[u8]) -> io::Result<()> {
        let script = self.script;
        let Some(inserts) = self.inserts.as_deref_mut() else { return Ok(()) };
        let payload = std::str::from_utf8(payload).map_err(|_| FORBIDDEN)?;
        let slot = self.tag.map_or(&Slot::Plain, |tag| &script.slots[tag]);
        match inserts.insert(payload, slot, script).ok_or(INSERT)? {
            Written::Nothing => Ok(()),
            Written::Xml(xml) => self.give(xml.as_bytes()),
            Written::Blocks(xml) => {
                let ends = xml.ends_with("</w:p>") || xml.ends_with("<w:p/>");
                let rule = if ends { Rule::Paragraph } else { Rule::Block };
                if !xml.is_empty() {
                    self.rules.apply(&rule);
                }
                self.give(xml.as_bytes())
            }
            Written::Runs(xml) => {
                let properties = match slot {
                    Slot::Run { properties, .. } => &script.xml[properties.clone()],
                    _ => "",
                };
                self.give(b"</w:t></w:r>")?;
                self.give(xml.as_bytes())?;
                self.give(format!("<w:r>{properties}<w:t xml:space=\"preserve\">").as_bytes())
            }
        }
    }

    fn value(&mut self, bytes: &[u8]) -> io::Result<()> {
        let script = self.script;
        let slot = self.tag.map_or(&Slot::Plain, |tag| &script.slots[tag]);
        let mut from = 0;
        for (at, byte) in bytes.iter().enumerate() {
            let held = *byte == HYPHEN[0] && bytes[at..].starts_with(&HYPHEN);
            if held && matches!(slot, Slot::Run { .. }) {
                self.give_known(&Given::Text(&bytes[from..at]))?;
                self.give(NO_BREAK)?;
                from = at + HYPHEN.len();
                continue;
            }
            if (*byte > b'>' && !matches!(slot, Slot::Address)) || at < from {
                continue;
            }
            let Some(written) = replaced(*byte, slot, bytes.get(at + 1))? else { continue };
            self.give_known(&Given::Text(&bytes[from..at]))?;
            self.give(written.as_bytes())?;
            from = at + 1;
        }
        self.give_known(&Given::Text(&bytes[from..]))
    }

    /// Notes that a value is missing: `tag:item,item`.
    fn lack(&mut self, note: &[u8]) -> io::Result<()> {
        let text = String::from_utf8_lossy(note);
        let (tag, items) = text.split_once(':').unwrap_or((&text, ""));
        let tag = tag.parse().map_err(|_| FORBIDDEN)?;
        let items = items.split(',').filter_map(|item| item.parse().ok()).collect();
        self.lacks.push(Lack { tag, items });
        if self.collects { Ok(()) } else { Err(MISSING.into()) }
    }
}

/// U+2011 in UTF-8: Word wants an element for it, for not every font has the character.
const HYPHEN: [u8; 3] = [0xE2, 0x80, 0x91];

/// That element, within a run's text.
const NO_BREAK: &[u8] = b"</w:t><w:noBreakHyphen/><w:t xml:space=\"preserve\">";
/// A line break within a run's text.
const LINE: &str = "</w:t><w:br/><w:t xml:space=\"preserve\">";
/// A tab within a run's text.
const TAB: &str = "</w:t><w:tab/><w:t xml:space=\"preserve\">";

/// Returns what is written for a byte that cannot stand as it is.
fn replaced(byte: u8, slot: &Slot, next: Option<&u8>) -> io::Result<Option<&'static str>> {
    let run = matches!(slot, Slot::Run { .. });
    Ok(Some(match byte {
        b'&' => "&amp;",
        b'<' => "&lt;",
        b'>' => "&gt;",
        b'"' if !run => "&quot;",
        b'\r' if next == Some(&b'\n') => "",
        b'\n' | b'\r' if run => LINE,
        b'\t' if run => TAB,
        b' ' | b'\n' | b'\r' | b'\t' if matches!(slot, Slot::Address) => "%20",
        b'{' | b'}' | b'|' | b'\\' | b'^' | b'`' if matches!(slot, Slot::Address) => encoded(byte),
        b'\n' | b'\r' | b'\t' => " ",
        0..b' ' => return Err(FORBIDDEN.into()),
        _ => return Ok(None),
    }))
}

/// Characters that no address may hold.
fn encoded(byte: u8) -> &'static str {
    match byte {
        b'{' => "%7B",
        b'}' => "%7D",
        b'|' => "%7C",
        b'\\' => "%5C",
        b'^' => "%5E",
        _ => "%60",
    }
}

impl<W: Write> Write for Expander<'_, '_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.steps = self.steps.checked_sub(1).ok_or(ENDLESS)?;
        match bytes {
            [open, digits @ .., close] if *open == OPEN as u8 && *close == CLOSE as u8 => {
                self.expand(number(digits).ok_or(FORBIDDEN)?)?;
            }
            [open, payload @ .., close] if *open == value::OPEN as u8 && *close == value::CLOSE as u8 => {
                self.insert(payload)?;
            }
            [open, note @ .., close] if *open == LACK as u8 && *close == LACK_END as u8 => self.lack(note)?,
            _ => self.value(bytes)?,
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_well_formed_is_not_written() {
        let xml = "<a></b></a>".to_owned();
        let script = Script {
            pieces: vec![Piece::Xml(0..7), Piece::Xml(0..3), Piece::Xml(7..11)],
            marks: vec![0..1, 1..2, 2..3],
            values: vec![None; 3],
            before: vec![None; 3],
            xml,
            ..Script::default()
        };
        let marker = |number: usize| format!("{OPEN}{number}{CLOSE}");
        let written = |numbers: &[usize]| {
            let (mut ids, mut out) = (Ids::default(), Vec::new());
            let mut expander = Expander::new(&script, &mut ids, &mut out).checked(Checker::default());
            let all = numbers.iter().try_for_each(|number| expander.write_all(marker(*number).as_bytes()));
            all.map_err(|error| error.kind()).and_then(|()| expander.finish().map(drop).map_err(|IllFormed| ILL_FORMED))
        };
        assert_eq!(written(&[0]), Err(ILL_FORMED));
        assert_eq!(written(&[1]), Err(ILL_FORMED));
        assert_eq!(written(&[1, 2]), Ok(()));
    }
}
