//! `nhat-ky.jsonl`: the log a second time, as text that people and other programs can read.
//!
//! The log in the register counts; this one is written after it. Two copies find what one cannot: a register put back
//! to an older state is shorter than its text, whose chain it continues.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, ErrorKind, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use super::Digest;
use super::error::{ArchiveError, DiskError, sync_folder};
pub use super::log::NAME;
use super::log::{Line, Tip};
use super::register::{Register, RegisterError};
use super::seal::Length;

/// So many bytes at the end usually hold the last line.
const USUAL: u64 = 64 << 10;

/// No line has more bytes: one of ten thousand files has two million.
pub const LONGEST: u64 = 64 << 20;

/// So many lines at the end are compared at each step.
const LOOKED_AT: usize = 32;

/// How many lines are copied at once.
const BATCH: usize = 1000;

/// The text file.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
}

impl Journal {
    /// The text file of an archive.
    pub fn of(folder: &Path) -> Self {
        Self { path: folder.join(NAME) }
    }

    /// Appends lines and puts them on the disk.
    pub fn append(&self, lines: &[String]) -> Result<(), DiskError> {
        let text: String = lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect();
        let fresh = !self.path.exists();
        let written = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&self.path)
            .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_data()));
        written.map_err(|cause| DiskError::of(&self.path, cause))?;
        if fresh { self.path.parent().map_or(Ok(()), sync_folder) } else { Ok(()) }
    }

    /// Checks that the text ends as the register's log does, and is as long as it was after the last step.
    pub fn check(&self, register: &dyn Register, sealed: Length) -> Result<(), ArchiveError> {
        let (tip, own) = (register.tip()?, self.tip()?);
        match own {
            Some(own) if own == tip => self.agrees(register, sealed),
            Some(own) if own.count > tip.count => Err(ArchiveError::Older { register: tip.count, journal: own.count }),
            _ => Err(ArchiveError::Mismatch),
        }
    }

    /// Compares the length and the last lines; the whole text where its length was never noted.
    fn agrees(&self, register: &dyn Register, sealed: Length) -> Result<(), ArchiveError> {
        match sealed {
            Length::Known(length) if self.length()? != length => return Err(ArchiveError::Mismatch),
            Length::Untold => self.all_agrees(register)?,
            Length::Broken => return Err(RegisterError::Damaged("dấu niêm phong hỏng".to_owned()).into()),
            Length::Known(_) | Length::Missing => {}
        }
        let tail = self.tail(self.length()?)?;
        let lines: Vec<&[u8]> = tail.strip_suffix(b"\n").unwrap_or(&tail).rsplit(|byte| *byte == b'\n').collect();
        // The first may be cut off.
        let wanted = lines.len().saturating_sub(1).clamp(1, LOOKED_AT);
        let count = register.tip()?.count;
        let after = count.saturating_sub(wanted as u64);
        let known = register.lines(after, wanted)?;
        if !known.iter().rev().map(String::as_bytes).eq(lines.into_iter().take(known.len())) {
            return Err(ArchiveError::Mismatch);
        }
        let mut before: Option<Tip> = (after == 0).then_some(Tip::EMPTY);
        for (line, at) in known.iter().zip(after + 1..) {
            let follow = |(line, digest): (Line, Digest)| {
                line.follow(digest, before.unwrap_or(Tip { count: line.index - 1, digest: line.previous }))
            };
            before = Some(Line::read(line).and_then(follow).map_err(|fault| ArchiveError::Chain { at, fault })?);
        }
        if before.is_some_and(|end| end.count != count) { Err(ArchiveError::Mismatch) } else { Ok(()) }
    }

    fn all_agrees(&self, register: &dyn Register) -> Result<(), ArchiveError> {
        let mut text: Box<dyn BufRead> = match self.reader()? {
            Some(text) => Box::new(text),
            None => Box::new(std::io::empty()),
        };
        let mut count = 0;
        loop {
            let lines = register.lines(count, BATCH)?;
            count += lines.len() as u64;
            let ended = lines.is_empty();
            if ended && text.fill_buf().is_ok_and(<[u8]>::is_empty) {
                return Ok(());
            }
            if ended || !lines.iter().all(|line| begins(&mut *text, line)) {
                return Err(ArchiveError::Mismatch);
            }
        }
    }

    /// Checks that the text has grown by the register's last lines and by nothing else since it had this length.
    fn has_grown(&self, register: &dyn Register, begun: Length) -> Result<(), ArchiveError> {
        let Length::Known(begun) = begun else { return Ok(()) };
        let length = self.length()?;
        let Some(mut last) = self.tip_before(begun.min(length))? else { return Err(ArchiveError::Mismatch) };
        let mut grown = begun.min(length);
        loop {
            let lines = register.lines(last.count, BATCH)?;
            if lines.is_empty() {
                return if grown == length { Ok(()) } else { Err(ArchiveError::Mismatch) };
            }
            grown += lines.iter().map(|line| line.len() as u64 + 1).sum::<u64>();
            last.count += lines.len() as u64;
        }
    }

    /// Brings the text up to the register's log after a death: a torn last line is cut off, missing lines are added.
    ///
    /// `begun` is how long it was when the step began that was cut short.
    pub fn catch_up(&self, register: &dyn Register, begun: Length) -> Result<(), ArchiveError> {
        self.cut_torn_line()?;
        let tip = register.tip()?;
        let Some(mut own) = self.tip()? else { return Err(ArchiveError::Mismatch) };
        if own.count > tip.count {
            return Err(ArchiveError::Older { register: tip.count, journal: own.count });
        }
        let at = register.lines(own.count.saturating_sub(1), 1)?;
        if own != Tip::EMPTY && at.first().and_then(|line| Line::digest_of(line)) != Some(own.digest) {
            return Err(ArchiveError::Mismatch);
        }
        while own.count < tip.count {
            let lines = register.lines(own.count, BATCH)?;
            if lines.is_empty() {
                return Err(ArchiveError::Mismatch);
            }
            self.append(&lines)?;
            own.count += lines.len() as u64;
        }
        self.has_grown(register, begun)?;
        self.agrees(register, if begun == Length::Broken { begun } else { Length::Missing })
    }

    /// Returns where the text ends; none where its last line is torn or says nothing.
    pub(super) fn tip(&self) -> Result<Option<Tip>, DiskError> {
        self.tip_before(self.length()?)
    }

    /// Returns where the text ended when it was so long.
    fn tip_before(&self, end: u64) -> Result<Option<Tip>, DiskError> {
        let tail = self.tail(end)?;
        if tail.is_empty() {
            return Ok(Some(Tip::EMPTY));
        }
        let Some(text) = tail.strip_suffix(b"\n").map(|text| text.rsplit(|byte| *byte == b'\n').next()) else {
            return Ok(None);
        };
        Ok(text.and_then(|line| std::str::from_utf8(line).ok()).and_then(tip_of))
    }

    fn length(&self) -> Result<u64, DiskError> {
        match std::fs::metadata(&self.path) {
            Ok(found) => Ok(found.len()),
            Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(0),
            Err(cause) => Err(DiskError::of(&self.path, cause)),
        }
    }

    /// Returns what stands before a place in the text, with the last line whole.
    fn tail(&self, end: u64) -> Result<Vec<u8>, DiskError> {
        let mut wanted = USUAL;
        loop {
            let tail = self.last(wanted, end)?;
            let lines = tail.iter().rev().skip(1).any(|byte| *byte == b'\n');
            // A text whose last line is longer is none of ours, and is not read further.
            if lines || (tail.len() as u64) < wanted || wanted > LONGEST {
                return Ok(tail);
            }
            wanted *= 16;
        }
    }

    fn last(&self, wanted: u64, end: u64) -> Result<Vec<u8>, DiskError> {
        let mut tail = Vec::new();
        let read = File::open(&self.path).and_then(|mut file| {
            file.seek(SeekFrom::Start(end.saturating_sub(wanted)))?;
            file.take(wanted.min(end)).read_to_end(&mut tail)
        });
        match read {
            Err(cause) if cause.kind() != ErrorKind::NotFound => Err(DiskError::of(&self.path, cause)),
            _ => Ok(tail),
        }
    }

    fn cut_torn_line(&self) -> Result<(), DiskError> {
        let tail = self.tail(self.length()?)?;
        if tail.is_empty() || tail.ends_with(b"\n") {
            return Ok(());
        }
        let torn = tail.iter().rev().take_while(|byte| **byte != b'\n').count() as u64;
        let cut = OpenOptions::new().write(true).open(&self.path).and_then(|file| {
            file.set_len(file.metadata()?.len().saturating_sub(torn))?;
            file.sync_all()
        });
        cut.map_err(|cause| DiskError::of(&self.path, cause))
    }

    /// Opens the text to read it from its beginning; none where there is no file.
    pub fn reader(&self) -> Result<Option<BufReader<File>>, DiskError> {
        match File::open(&self.path) {
            Ok(file) => Ok(Some(BufReader::with_capacity(1 << 20, file))),
            Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(DiskError::of(&self.path, cause)),
        }
    }
}

/// Tells whether the text goes on with this line; it is read past it.
pub(super) fn begins(text: &mut dyn BufRead, line: &str) -> bool {
    let mut seen = Vec::with_capacity(line.len() + 1);
    let read = text.take(line.len() as u64 + 1).read_to_end(&mut seen).is_ok();
    read && seen.strip_suffix(b"\n") == Some(line.as_bytes())
}

/// Returns the place and digest a line says it has.
fn tip_of(line: &str) -> Option<Tip> {
    let value: serde_json::Value = serde_json::from_str(line).ok()?;
    Some(Tip { count: value.get("stt")?.as_u64()?, digest: Line::digest_of(line)? })
}
