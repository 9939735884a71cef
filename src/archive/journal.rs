//! `nhat-ky.jsonl`: the log a second time, as text that people and other programs can read.
//!
//! The log in the register counts; this one is written after it. Two copies find what one cannot: a register put back
//! to an older state is shorter than its text, whose chain it continues.

use std::fs::{File, OpenOptions};
use std::io::{BufReader, ErrorKind, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use super::error::{ArchiveError, DiskError, sync_folder};
use super::log::{Line, Tip};
use super::register::Register;

/// The file's name.
pub const NAME: &str = "nhat-ky.jsonl";

/// So many bytes at the end usually hold the last line.
const USUAL: u64 = 64 << 10;

/// No line has more bytes: one of ten thousand files has two million.
pub const LONGEST: u64 = 64 << 20;

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

    /// Checks that the text ends where the register's log ends.
    pub fn check(&self, register: &dyn Register) -> Result<(), ArchiveError> {
        let (tip, own) = (register.tip()?, self.tip()?);
        match own {
            Some(own) if own == tip => Ok(()),
            Some(own) if own.count > tip.count => Err(ArchiveError::Older { register: tip.count, journal: own.count }),
            _ => Err(ArchiveError::Mismatch),
        }
    }

    /// Brings the text up to the register's log after a death: a torn last line is cut off, missing lines are added.
    pub fn catch_up(&self, register: &dyn Register) -> Result<(), ArchiveError> {
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
        Ok(())
    }

    /// Returns where the text ends; none where its last line is torn or says nothing.
    pub(super) fn tip(&self) -> Result<Option<Tip>, DiskError> {
        let tail = self.tail()?;
        if tail.is_empty() {
            return Ok(Some(Tip::EMPTY));
        }
        let Some(text) = tail.strip_suffix(b"\n").map(|text| text.rsplit(|byte| *byte == b'\n').next()) else {
            return Ok(None);
        };
        Ok(text.and_then(|line| std::str::from_utf8(line).ok()).and_then(tip_of))
    }

    /// Returns the end of the text, with the last line whole.
    fn tail(&self) -> Result<Vec<u8>, DiskError> {
        let mut wanted = USUAL;
        loop {
            let tail = self.last(wanted)?;
            let lines = tail.iter().rev().skip(1).any(|byte| *byte == b'\n');
            // A text whose last line is longer is none of ours, and is not read further.
            if lines || (tail.len() as u64) < wanted || wanted > LONGEST {
                return Ok(tail);
            }
            wanted *= 16;
        }
    }

    fn last(&self, wanted: u64) -> Result<Vec<u8>, DiskError> {
        let mut tail = Vec::new();
        let read = File::open(&self.path).and_then(|mut file| {
            let length = file.metadata()?.len();
            file.seek(SeekFrom::Start(length.saturating_sub(wanted)))?;
            file.read_to_end(&mut tail)
        });
        match read {
            Err(cause) if cause.kind() != ErrorKind::NotFound => Err(DiskError::of(&self.path, cause)),
            _ => Ok(tail),
        }
    }

    fn cut_torn_line(&self) -> Result<(), DiskError> {
        let tail = self.tail()?;
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

/// Returns the place and digest a line says it has.
fn tip_of(line: &str) -> Option<Tip> {
    let value: serde_json::Value = serde_json::from_str(line).ok()?;
    Some(Tip { count: value.get("stt")?.as_u64()?, digest: Line::digest_of(line)? })
}
