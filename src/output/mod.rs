//! Atomic writing of generated files; knows what the clerk has edited.
//!
//! Promise: at every moment, also after a crash or a power cut, a path holds either the whole old
//! file or the whole new one. A file the clerk has edited is replaced only by
//! [`Overwrite::Replace`]; the new one goes beside it. The one gap: a file saved by the clerk
//! between our reading and our renaming, some milliseconds, is not seen. Two runs at once on the
//! same folder are safe for each file, the later one wins.

mod atomic;
mod below;
mod error;
mod flush;
pub mod pdf;
pub mod printed;

use std::{
    ffi::OsString,
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
    thread::available_parallelism,
};

pub use atomic::{write_for, write_with};
pub use below::{below, inside, unlinked};
pub use error::{OutputError, Reason};

use atomic::Prepared;
use error::{Step, explain};
use flush::Flush;

/// What to do with a file the clerk has edited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Overwrite {
    /// Keep it; ours goes beside.
    #[default]
    Keep,
    /// Replace it: `--ghi-de`.
    Replace,
}

/// Who may read a file that is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Access {
    /// Whoever the system's own rules let.
    #[default]
    All,
    /// Only who writes it; on Windows, where a file has the rights of its folder, nothing is done.
    Owner,
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

/// How many files are brought to the disk at once, each by itself.
const WAITING: usize = 32;

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
    write_as(Access::All, path, bytes, overwrite, untouched)
}

/// As [`write()`], for whom the file is.
///
/// # Errors
///
/// Those of [`write()`].
pub fn write_as(
    access: Access,
    path: &Path,
    bytes: &[u8],
    overwrite: Overwrite,
    untouched: impl Fn(&[u8]) -> bool,
) -> Result<Written, OutputError> {
    let wish = Wish { access, overwrite, flush: &Flush::default() };
    let staged = wish.stage(path, bytes, untouched)?;
    staged.prepared.map_or(Ok(()), Prepared::place)?;
    Ok(staged.written)
}

/// Many files of one run, of which either all appear or none: stage them all, then place them.
///
/// They are brought to the disk together, where its file system can do that.
#[derive(Debug)]
pub struct Batch {
    overwrite: Overwrite,
    flush: Flush,
}

/// A file of a [`Batch`] that waits for the others beside its place; gone when dropped.
#[derive(Debug)]
pub struct Staged {
    path: PathBuf,
    /// Nothing for a file that stands there already.
    prepared: Option<Prepared>,
    written: Written,
}

impl Batch {
    /// Begins a run of so many files.
    pub fn new(files: usize, overwrite: Overwrite) -> Self {
        Self { overwrite, flush: Flush::of(files) }
    }

    /// Returns how many files are best staged at once: many where each waits for its disk, which takes many at a time.
    pub fn writers(&self, path: &Path) -> usize {
        if !self.flush.at_once_in(&error::folder(path)) {
            return WAITING;
        }
        // One more for each that has to wait for a folder or for room.
        available_parallelism().map_or(WAITING, |cores| (2 * cores.get()).min(WAITING))
    }

    /// Does all of [`write()`] but the last steps.
    ///
    /// # Errors
    ///
    /// Those of [`write()`].
    pub fn stage(&self, path: &Path, bytes: &[u8], untouched: impl Fn(&[u8]) -> bool) -> Result<Staged, OutputError> {
        self.stage_as(Access::All, path, bytes, untouched)
    }

    /// As [`Self::stage`], for whom the file is.
    ///
    /// # Errors
    ///
    /// Those of [`write()`].
    pub fn stage_as(
        &self,
        access: Access,
        path: &Path,
        bytes: &[u8],
        untouched: impl Fn(&[u8]) -> bool,
    ) -> Result<Staged, OutputError> {
        Wish { access, overwrite: self.overwrite, flush: &self.flush }.stage(path, bytes, untouched)
    }

    /// Brings all files to the disk, then puts one after the other in its place.
    ///
    /// # Errors
    ///
    /// Those of [`write()`]. Files placed before the fault stay; if they do not reach the disk, none is placed.
    pub fn place(self, staged: Vec<Staged>) -> Result<Vec<Written>, OutputError> {
        let first = staged.iter().find(|staged| staged.prepared.is_some()).map(|staged| staged.path.clone());
        self.flush.finish().map_err(|cause| explain(Step::Fill, &first.unwrap_or_default(), cause))?;
        let place = |staged: Staged| {
            staged.prepared.map_or(Ok(()), Prepared::place)?;
            Ok(staged.written)
        };
        staged.into_iter().map(place).collect()
    }
}

/// Takes a file away, and its folder when that is empty then; tells whether it is gone.
pub fn remove(path: &Path) -> bool {
    let gone = fs::remove_file(path).is_ok();
    // Nothing but an empty folder can be taken away by this.
    let _ = path.parent().filter(|_| gone).map(fs::remove_dir);
    gone
}

/// How files are written.
struct Wish<'f> {
    access: Access,
    overwrite: Overwrite,
    flush: &'f Flush,
}

impl Wish<'_> {
    fn stage(&self, path: &Path, bytes: &[u8], untouched: impl Fn(&[u8]) -> bool) -> Result<Staged, OutputError> {
        let edited = |existing: &[u8]| self.overwrite == Overwrite::Keep && !untouched(existing);
        match self.put(path, bytes, edited)? {
            Some(staged) => Ok(staged),
            None => self.beside(path, bytes, untouched),
        }
    }

    /// Stages the bytes for the path unless an edited file stands there: then nothing is done.
    fn put(&self, path: &Path, bytes: &[u8], edited: impl Fn(&[u8]) -> bool) -> Result<Option<Staged>, OutputError> {
        let staged = |prepared, written| Ok(Some(Staged { path: path.to_path_buf(), prepared, written }));
        let written = match read(path)? {
            None => Written::Created,
            Some(existing) if existing == bytes && (self.access == Access::All || atomic::is_private(path)) => {
                return staged(None, Written::Unchanged);
            }
            Some(existing) if edited(&existing) => return Ok(None),
            Some(_) => Written::Updated,
        };
        let replaces = written == Written::Updated;
        if self.access == Access::Owner {
            // The folder is the year's: others have their documents there.
            atomic::make_folder(&error::folder(path), Access::All)
                .map_err(|cause| explain(Step::Folder, path, cause))?;
        }
        let prepared = atomic::prepare(path, self.access, replaces, self.flush, |file| file.write_all(bytes))?;
        staged(Some(prepared), written)
    }

    /// Stages the bytes for the first name beside `path` that holds no edited file.
    fn beside(&self, path: &Path, bytes: &[u8], untouched: impl Fn(&[u8]) -> bool) -> Result<Staged, OutputError> {
        for turn in 1..=MAX_BESIDE {
            let candidate = name_beside(path, turn);
            if let Some(staged) = self.put(&candidate, bytes, |existing| !untouched(existing))? {
                return Ok(Staged { written: Written::Beside(candidate), ..staged });
            }
        }
        Err(OutputError::TooManyEdited(path.to_path_buf()))
    }
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

/// No file that was generated here has more bytes: it is another's, and what it holds need not be known.
const LONGEST: u64 = 512 << 20;

/// Reads what stands at the path; `None` when nothing does. What is no file, as a pipe that never ends, is not opened,
/// and a file that is too long to be ours is read as an empty one, which is not ours either.
///
/// # Errors
///
/// What cannot be read.
pub fn read(path: &Path) -> Result<Option<Vec<u8>>, OutputError> {
    match fs::metadata(path) {
        Ok(found) if !found.is_file() && !found.is_dir() => return Err(OutputError::NoFile(path.to_path_buf())),
        Ok(found) if found.is_file() && found.len() > LONGEST => return Ok(Some(Vec::new())),
        _ => {}
    }
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(None),
        // What a folder's refusal is called differs from system to system.
        Err(_) if path.is_dir() => Err(OutputError::IsFolder(path.to_path_buf())),
        Err(cause) => Err(explain(Step::Read, path, cause)),
    }
}

#[cfg(test)]
mod tests;
