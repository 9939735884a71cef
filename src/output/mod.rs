//! Atomic writing of generated files; knows what the clerk has edited.
//!
//! Promise: at every moment, also after a crash or a power cut, a path holds either the whole old
//! file or the whole new one. A file the clerk has edited is replaced only by
//! [`Overwrite::Replace`]; the new one goes beside it. The one gap: a file saved by the clerk
//! between our reading and our renaming, some milliseconds, is not seen. Two runs at once on the
//! same folder are safe for each file, the later one wins.

mod atomic;
mod error;
pub mod pdf;

use std::{
    ffi::OsString,
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

pub use atomic::write_with;
pub use error::OutputError;

use atomic::Prepared;
use error::{Step, explain};

/// What to do with a file the clerk has edited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Overwrite {
    /// Keep it; ours goes beside.
    #[default]
    Keep,
    /// Replace it: `--ghi-de`.
    Replace,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// Nothing stood there before.
    Created,
    /// An older one of ours, or with [`Overwrite::Replace`] any file, was replaced.
    Updated,
    /// The same bytes stood there already: not touched, its time of change kept.
    Unchanged,
    /// The clerk's file was kept; ours is at this path, `<stem>.moi.docx` or `<stem>.moi-2.docx`.
    Beside(PathBuf),
}

/// How many files beside an edited one are tried before giving up.
const MAX_BESIDE: u32 = 99;

/// Writes a generated file, making the folders above it.
///
/// `untouched` tells from the bytes of the existing file whether it is as we generated it.
///
/// # Errors
///
/// Any [`OutputError`]; the existing file is then as it was. An existing file that cannot be read
/// is an error, never overwritten, whatever `overwrite` says.
pub fn write(
    path: &Path,
    bytes: &[u8],
    overwrite: Overwrite,
    untouched: impl Fn(&[u8]) -> bool,
) -> Result<Written, OutputError> {
    stage(path, bytes, overwrite, untouched)?.place()
}

/// A generated file that waits on the disk for the others of its run; gone when dropped.
///
/// So that of many files either all appear or none: stage them all, then place them.
#[derive(Debug)]
pub struct Staged {
    /// Nothing for a file that stands there already.
    prepared: Option<Prepared>,
    written: Written,
}

impl Staged {
    /// Puts the file in its place.
    pub fn place(self) -> Result<Written, OutputError> {
        self.prepared.map_or(Ok(()), Prepared::place)?;
        Ok(self.written)
    }
}

/// Does all of [`write()`] but the last step.
///
/// # Errors
///
/// Those of [`write()`].
pub fn stage(
    path: &Path,
    bytes: &[u8],
    overwrite: Overwrite,
    untouched: impl Fn(&[u8]) -> bool,
) -> Result<Staged, OutputError> {
    let edited = |existing: &[u8]| overwrite == Overwrite::Keep && !untouched(existing);
    match put(path, bytes, edited)? {
        Some(staged) => Ok(staged),
        None => beside(path, bytes, untouched),
    }
}

/// Stages the bytes for the path unless an edited file stands there: then nothing is done.
fn put(path: &Path, bytes: &[u8], edited: impl Fn(&[u8]) -> bool) -> Result<Option<Staged>, OutputError> {
    let written = match read(path)? {
        None => Written::Created,
        Some(existing) if existing == bytes => {
            return Ok(Some(Staged { prepared: None, written: Written::Unchanged }));
        }
        Some(existing) if edited(&existing) => return Ok(None),
        Some(_) => Written::Updated,
    };
    let prepared = atomic::prepare(path, |file| file.write_all(bytes))?;
    Ok(Some(Staged { prepared: Some(prepared), written }))
}

/// Stages the bytes for the first name beside `path` that holds no edited file.
fn beside(path: &Path, bytes: &[u8], untouched: impl Fn(&[u8]) -> bool) -> Result<Staged, OutputError> {
    for turn in 1..=MAX_BESIDE {
        let candidate = name_beside(path, turn);
        if let Some(staged) = put(&candidate, bytes, |existing| !untouched(existing))? {
            return Ok(Staged { written: Written::Beside(candidate), ..staged });
        }
    }
    Err(OutputError::TooManyEdited(path.to_path_buf()))
}

/// Returns `a.moi.docx` for `a.docx`, from the second turn on `a.moi-2.docx`.
fn name_beside(path: &Path, turn: u32) -> PathBuf {
    let mut name = path.file_stem().map_or_else(OsString::new, OsString::from);
    name.push(match turn {
        1 => ".moi".to_owned(),
        n => format!(".moi-{n}"),
    });
    if let Some(extension) = path.extension() {
        name.push(".");
        name.push(extension);
    }
    path.with_file_name(name)
}

/// Reads what stands at the path; `None` when nothing does.
fn read(path: &Path) -> Result<Option<Vec<u8>>, OutputError> {
    if path.is_dir() {
        return Err(OutputError::IsFolder(path.to_path_buf()));
    }
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(explain(Step::Read, path, cause)),
    }
}

#[cfg(test)]
mod tests;
