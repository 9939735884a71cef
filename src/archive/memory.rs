//! What this machine remembers of an archive, outside of the working folder: how far its log had come.
//!
//! Whoever deletes the archive or puts an older one in its place takes all that stands in the folder with it. A small
//! file in the user's own state folder is not in it. It is written after each step, and never fails one. It is believed
//! of the very folder that it was written for, known by its path and the moment at which its `data/` was made: a copy
//! elsewhere, or a folder made anew under the same name, is another one. Of a copy it is only told that it exists.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::entry::Entry;
use super::error::DiskError;
use super::log::{Line, Tip};
use super::register::{Register, RegisterError};
use super::{Actor, Digest, FOLDER, Series, printed};
use crate::viet::date::short;

/// Where one archive lies, and where this machine remembers archives.
#[derive(Clone, Debug)]
pub struct Place {
    /// The working folder.
    pub root: PathBuf,
    /// The folder of what is remembered; nothing is remembered without it.
    pub memory: Option<PathBuf>,
}

impl From<&Path> for Place {
    fn from(root: &Path) -> Self {
        Self { root: root.to_owned(), memory: None }
    }
}

impl From<&PathBuf> for Place {
    fn from(root: &PathBuf) -> Self {
        Self::from(root.as_path())
    }
}

/// What is remembered of an archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    /// The working folder.
    #[serde(rename = "thu_muc")]
    folder: PathBuf,
    /// When its `data/` was made.
    #[serde(rename = "tao_luc")]
    made: String,
    /// The digest of the first line of the log.
    #[serde(rename = "muc_dau")]
    first: Digest,
    /// How many lines there were.
    #[serde(rename = "so_muc")]
    lines: u64,
    /// The digest of the last.
    #[serde(rename = "bam_cuoi")]
    tip: Digest,
    /// Who wrote it, and when.
    #[serde(rename = "boi")]
    actor: Actor,
    /// The last number of each series that has been seen.
    #[serde(rename = "so_cuoi", default)]
    pub numbers: Vec<Numbered>,
}

/// The last number of a series.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Numbered {
    /// The series.
    #[serde(rename = "day_so")]
    pub series: Series,
    /// The number.
    #[serde(rename = "so")]
    pub number: u32,
    /// What follows the slash.
    #[serde(rename = "ky_hieu")]
    pub symbol: String,
    /// The date.
    #[serde(rename = "ngay")]
    pub date: NaiveDate,
}

impl Memory {
    /// Returns what is remembered of the archive in this very folder.
    pub fn of(place: &Place) -> Option<Self> {
        let (path, made) = identity(&place.root)?;
        let memory = read(&file(place, "thu-muc", path.to_string_lossy().as_bytes())?)?;
        (memory.folder == path && memory.made == made).then_some(memory)
    }

    /// Returns what is remembered of this archive in another folder, where it still is.
    pub fn elsewhere(place: &Place, register: &dyn Register) -> Result<Option<Self>, RegisterError> {
        let Some(first) = first(register)? else { return Ok(None) };
        let found = file(place, "luu-tru", &first.bytes()).and_then(|path| read(&path));
        let here = identity(&place.root);
        let other = |memory: &Self| here.as_ref().is_some_and(|(path, _)| *path != memory.folder);
        Ok(found.filter(other).filter(|memory| memory.first == first && memory.folder.join(FOLDER).is_dir()))
    }

    /// Tells whether a register has been where the memory has it, and perhaps gone on.
    pub fn is_on_the_way(&self, register: &dyn Register) -> Result<bool, RegisterError> {
        let line = register.lines(self.lines.saturating_sub(1), 1)?.pop();
        Ok(self.lines > 0 && line.as_deref().and_then(Line::digest_of) == Some(self.tip))
    }

    /// Returns how far the log had come, with the last numbers, in words.
    pub fn told(&self) -> String {
        let last = |last: &Numbered| {
            format!("số {} ngày {} (dãy {})", printed(last.number, &last.symbol), short(last.date), last.series)
        };
        let numbers: Vec<String> = self.numbers.iter().rev().take(3).map(last).collect();
        let numbers = if numbers.is_empty() { String::new() } else { format!("; số cuối: {}", numbers.join(", ")) };
        let at = self.actor.at.format("%H:%M ngày %d/%m/%Y");
        format!("nhật ký đã đến mục {}, lúc {at}{numbers}", self.lines)
    }

    /// Returns the folder it is of.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

/// Remembers where the log has come to; what it held before is kept unless the register has been there, or `anew`.
///
/// # Errors
///
/// The disk refuses: nothing but the memory suffers.
pub fn keep(
    place: &Place,
    register: &dyn Register,
    actor: &Actor,
    changed: &[Entry],
    anew: bool,
) -> Result<(), DiskError> {
    let (Some(state), Some((folder, made))) = (&place.memory, identity(&place.root)) else { return Ok(()) };
    let known = (register.tip().ok(), first(register).ok().flatten());
    let (Some(Tip { count, digest }), Some(first)) = known else { return Ok(()) };
    let before = Memory::of(place);
    let fits = |memory: &Memory| memory.is_on_the_way(register).unwrap_or(false);
    if !anew && before.as_ref().is_some_and(|memory| !fits(memory)) {
        return Ok(());
    }
    let mut numbers = before.filter(fits).map(|memory| memory.numbers).unwrap_or_default();
    for entry in changed {
        let last = Numbered {
            series: entry.series.clone(),
            number: entry.number,
            symbol: entry.symbol.clone(),
            date: entry.date,
        };
        match numbers.iter().position(|known| known.series == last.series) {
            Some(at) if numbers[at].number > last.number => {}
            Some(at) => {
                numbers.remove(at);
                numbers.push(last);
            }
            None => numbers.push(last),
        }
    }
    let memory = Memory { folder, made, first, lines: count, tip: digest, actor: actor.clone(), numbers };
    let text = serde_json::to_string(&memory).expect("a memory holds only what JSON can");
    std::fs::create_dir_all(state).map_err(|cause| DiskError::of(state, cause))?;
    let names = [("thu-muc", memory.folder.to_string_lossy().as_bytes().to_vec()), ("luu-tru", first.bytes().to_vec())];
    for path in names.iter().filter_map(|(kind, of)| file(place, kind, of)) {
        put(state, &path, &text).map_err(|cause| DiskError::of(&path, cause))?;
    }
    Ok(())
}

/// Returns the resolved path of a working folder, and the moment at which its `data/` was made.
fn identity(root: &Path) -> Option<(PathBuf, String)> {
    let path = root.canonicalize().ok()?;
    let data = std::fs::metadata(path.join("data")).ok()?;
    let made = data.created().map(|made| DateTime::<Utc>::from(made).naive_utc().to_string());
    Some((path, made.unwrap_or_else(|_| place_on_disk(&data))))
}

/// Returns what stands for the moment of making where the system does not keep it.
#[cfg(unix)]
fn place_on_disk(data: &std::fs::Metadata) -> String {
    use std::os::unix::fs::MetadataExt as _;
    format!("{}:{}", data.dev(), data.ino())
}

#[cfg(not(unix))]
fn place_on_disk(_: &std::fs::Metadata) -> String {
    String::new()
}

fn first(register: &dyn Register) -> Result<Option<Digest>, RegisterError> {
    Ok(register.lines(0, 1)?.pop().as_deref().and_then(Line::digest_of))
}

fn file(place: &Place, kind: &str, of: &[u8]) -> Option<PathBuf> {
    let name = format!("{kind}-{}.json", &Digest::of(of).to_string()[..24]);
    place.memory.as_ref().map(|folder| folder.join(name))
}

/// Puts a file in its place as a whole. It is not waited for: what a power cut takes, the next step brings again.
fn put(folder: &Path, path: &Path, text: &str) -> std::io::Result<()> {
    let mut made = tempfile::NamedTempFile::new_in(folder)?;
    made.write_all(text.as_bytes())?;
    made.persist(path)?;
    Ok(())
}

/// Reads what is remembered; what cannot be read is not.
fn read(path: &Path) -> Option<Memory> {
    serde_json::from_slice(&std::fs::read(path).ok()?).ok()
}
