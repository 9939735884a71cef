//! The engine's output on its way into the file: markers become XML, values are escaped.

use std::io::{self, ErrorKind, Write};

use super::compile::{CLOSE, OPEN, Piece, Script, Slot, number};

/// The most XML that a part may become, in bytes.
const MOST: usize = 256 * 1024 * 1024;

/// What a fault of this kind means: the limit was reached.
pub const FULL: ErrorKind = ErrorKind::FileTooLarge;

/// What a fault of this kind means: a value holds a character that XML forbids.
pub const FORBIDDEN: ErrorKind = ErrorKind::InvalidData;

/// Expands what the engine writes.
pub struct Expander<'s, W> {
    script: &'s Script,
    out: W,
    left: usize,
    /// The tag whose value is being written.
    pub tag: Option<usize>,
}

impl<'s, W: Write> Expander<'s, W> {
    /// Expands into a writer.
    pub fn new(script: &'s Script, out: W) -> Self {
        Self { script, out, left: MOST, tag: None }
    }

    /// Returns the writer.
    pub fn into_inner(self) -> W {
        self.out
    }

    fn give(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.left = self.left.checked_sub(bytes.len()).ok_or(FULL)?;
        self.out.write_all(bytes)
    }

    fn expand(&mut self, mark: usize) -> io::Result<()> {
        let script = self.script;
        let Some(range) = script.marks.get(mark) else { return Ok(()) };
        self.tag = script.values[mark];
        for piece in &script.pieces[range.clone()] {
            match piece {
                Piece::Xml(range) => self.give(&script.xml.as_bytes()[range.clone()])?,
                Piece::Rule(_) => {}
            }
        }
        Ok(())
    }

    fn value(&mut self, bytes: &[u8]) -> io::Result<()> {
        let run = self.tag.is_some_and(|tag| matches!(self.script.slots[tag], Slot::Run(_)));
        let mut from = 0;
        for (at, byte) in bytes.iter().enumerate() {
            let Some(written) = replaced(*byte, run, bytes.get(at + 1))? else { continue };
            self.give(&bytes[from..at])?;
            self.give(written.as_bytes())?;
            from = at + 1;
        }
        self.give(&bytes[from..])
    }
}

/// Returns what is written for a byte that cannot stand as it is.
fn replaced(byte: u8, run: bool, next: Option<&u8>) -> io::Result<Option<&'static str>> {
    Ok(Some(match byte {
        b'&' => "&amp;",
        b'<' => "&lt;",
        b'>' => "&gt;",
        b'"' if !run => "&quot;",
        b'\r' if next == Some(&b'\n') => "",
        b'\n' | b'\r' if run => "</w:t><w:br/><w:t xml:space=\"preserve\">",
        b'\t' if run => "</w:t><w:tab/><w:t xml:space=\"preserve\">",
        b'\n' | b'\r' | b'\t' => " ",
        0..b' ' => return Err(FORBIDDEN.into()),
        _ => return Ok(None),
    }))
}

impl<W: Write> Write for Expander<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match bytes {
            [open, digits @ .., close] if *open == OPEN as u8 && *close == CLOSE as u8 => {
                self.expand(number(digits).ok_or(FORBIDDEN)?)?;
            }
            _ => self.value(bytes)?,
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
