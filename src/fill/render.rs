//! The engine's output on its way into the file: markers become XML, values are escaped, Word's rules are kept.

use std::io::{self, ErrorKind, Write};

use super::compile::{CLOSE, OPEN, Piece, Script, Slot, number};
use super::rules::{Ids, Rules};

/// The most XML that a part may become, in bytes; what reads Word files takes no more.
const MOST: usize = 256 * 1024 * 1024;

/// What a fault of this kind means: the limit was reached.
pub const FULL: ErrorKind = ErrorKind::FileTooLarge;

/// What a fault of this kind means: a value holds a character that XML forbids.
pub const FORBIDDEN: ErrorKind = ErrorKind::InvalidData;

/// What a fault of this kind means: a value that the template needs is missing.
pub const MISSING: ErrorKind = ErrorKind::NotFound;

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
pub struct Expander<'s, W> {
    script: &'s Script,
    out: W,
    left: usize,
    rules: Rules<'s>,
    /// The tag whose value is being written.
    pub tag: Option<usize>,
    /// What is missing; without a list the first is an error.
    pub lacks: Vec<Lack>,
    collects: bool,
}

impl<'s, W: Write> Expander<'s, W> {
    /// Expands into a writer.
    pub fn new(script: &'s Script, ids: &'s mut Ids, out: W) -> Self {
        let rules = Rules::new(ids, script.switches);
        Self { script, out, left: MOST, rules, tag: None, lacks: Vec::new(), collects: false }
    }

    /// Goes on where something is missing, and notes it.
    pub fn collecting(self) -> Self {
        Self { collects: true, ..self }
    }

    fn give(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.left = self.left.checked_sub(bytes.len()).ok_or(FULL)?;
        match self.rules.held() {
            Some(held) => {
                held.extend_from_slice(bytes);
                Ok(())
            }
            None => self.out.write_all(bytes),
        }
    }

    fn expand(&mut self, mark: usize) -> io::Result<()> {
        let script = self.script;
        let Some(range) = script.marks.get(mark) else { return Ok(()) };
        self.tag = script.values[mark];
        let xml = script.xml.as_bytes();
        for piece in &script.pieces[range.clone()] {
            match piece {
                Piece::Xml(range) => self.give(&xml[range.clone()])?,
                Piece::Once(range, switch) if self.rules.is_first(*switch) => self.give(&xml[range.clone()])?,
                Piece::Once(..) => {}
                Piece::Id(kind, id) => {
                    let id = self.rules.id(*kind, id);
                    self.give(id.as_bytes())?;
                }
                Piece::Rule(rule) => {
                    let xml = self.rules.apply(rule);
                    self.give(&xml)?;
                }
            }
        }
        Ok(())
    }

    fn value(&mut self, bytes: &[u8]) -> io::Result<()> {
        let script = self.script;
        let slot = self.tag.map_or(&Slot::Plain, |tag| &script.slots[tag]);
        let mut from = 0;
        for (at, byte) in bytes.iter().enumerate() {
            if *byte > b'>' && !matches!(slot, Slot::Address) {
                continue;
            }
            let Some(written) = replaced(*byte, slot, script, bytes.get(at + 1))? else { continue };
            self.give(&bytes[from..at])?;
            self.give(written.as_bytes())?;
            from = at + 1;
        }
        self.give(&bytes[from..])
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

/// Returns what is written for a byte that cannot stand as it is.
fn replaced<'s>(byte: u8, slot: &Slot, script: &'s Script, next: Option<&u8>) -> io::Result<Option<&'s str>> {
    let run = matches!(slot, Slot::Run(_));
    Ok(Some(match byte {
        b'&' => "&amp;",
        b'<' => "&lt;",
        b'>' => "&gt;",
        b'"' if !run => "&quot;",
        b'\r' if next == Some(&b'\n') => "",
        b'\n' | b'\r' if run => &script.line,
        b'\t' if run => &script.tab,
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

impl<W: Write> Write for Expander<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match bytes {
            [open, digits @ .., close] if *open == OPEN as u8 && *close == CLOSE as u8 => {
                self.expand(number(digits).ok_or(FORBIDDEN)?)?;
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
