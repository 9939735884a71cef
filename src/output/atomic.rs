//! Replacing one file as a whole: temporary file in the same folder, synced, then renamed.

use std::{
    fs,
    io::{self, BufWriter, ErrorKind, Write},
    path::{Path, PathBuf},
};

use tempfile::{Builder, NamedTempFile, TempPath};

use super::Access;
use super::error::{OutputError, Step, explain, folder};
use super::flush::Flush;

/// Replaces the file at `path` by what `produce` writes, making the folders above it.
///
/// The file appears, or changes, only when `produce` has finished and its bytes are on the disk.
/// The permissions of an existing file are kept. A symbolic link is replaced, not followed.
///
/// # Errors
///
/// Any [`OutputError`], also when `produce` fails: the old file is then whole and the temporary
/// one gone. Text put into [`io::Error::other`] by `produce` is shown to the clerk.
pub fn write_with(path: &Path, produce: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), OutputError> {
    write_for(Access::All, path, produce)
}

/// As [`write_with`], for whom the file is; one for its owner keeps no permissions of an existing file, and a folder that
/// has to be made for it is its owner's too.
///
/// # Errors
///
/// Those of [`write_with`].
pub fn write_for(
    access: Access,
    path: &Path,
    produce: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), OutputError> {
    if path.is_dir() {
        return Err(OutputError::IsFolder(path.to_path_buf()));
    }
    prepare(path, access, path.exists(), &Flush::default(), produce)?.place()
}

/// A new file that lies complete beside its place; gone when dropped.
#[derive(Debug)]
pub(super) struct Prepared {
    path: PathBuf,
    temporary: TempPath,
}

impl Prepared {
    /// Puts the file in its place, once what it was prepared with has been flushed.
    pub fn place(self) -> Result<(), OutputError> {
        // Dropping the failed one, inside the error, removes it.
        let placed = self.temporary.persist(&self.path).map_err(|failed| failed.error);
        placed.map_err(|cause| explain(Step::Replace, &self.path, cause))
    }
}

/// Writes a new file beside its place, to the disk where it may not wait for the others of its run.
///
/// `replaces` says that a file stands there, whose permissions are kept.
pub(super) fn prepare(
    path: &Path,
    access: Access,
    replaces: bool,
    flush: &Flush,
    produce: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<Prepared, OutputError> {
    let parent = folder(path);
    let temporary = in_folder(&parent, path, access)?;
    let waits = flush.may_wait(temporary.as_file(), &parent);
    let temporary = fill(temporary, waits, produce).map_err(|cause| explain(Step::Fill, path, cause))?;
    let temporary = if replaces && access == Access::All { keep_permissions(temporary, path) } else { temporary };
    // Closed, so that a thousand of them may wait.
    Ok(Prepared { path: path.to_path_buf(), temporary: temporary.into_temp_path() })
}

/// Makes the temporary file, and the folders above it where they are missing.
fn in_folder(parent: &Path, path: &Path, access: Access) -> Result<NamedTempFile, OutputError> {
    temporary(parent, access).or_else(|cause| match cause.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => {
            make_folder(parent, access).map_err(|cause| explain(Step::Folder, path, cause))?;
            temporary(parent, access).map_err(|cause| explain(Step::Fill, path, cause))
        }
        _ => Err(explain(Step::Fill, path, cause)),
    })
}

fn temporary(parent: &Path, access: Access) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".thidua-").suffix(".tmp");
    if access == Access::All {
        ordinary_permissions(&mut builder);
    }
    builder.tempfile_in(parent)
}

// Temporary files are private by habit; a document is read by colleagues too.
#[cfg(unix)]
fn ordinary_permissions(builder: &mut Builder<'_, '_>) {
    use std::{fs::Permissions, os::unix::fs::PermissionsExt};
    builder.permissions(Permissions::from_mode(0o666));
}

/// Makes a folder and those above it; only the last is its owner's alone.
#[cfg(unix)]
pub(super) fn make_folder(folder: &Path, access: Access) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    if let (Access::Owner, Some(above)) = (access, folder.parent()) {
        fs::create_dir_all(above)?;
        match fs::DirBuilder::new().mode(0o700).create(folder) {
            Err(cause) if cause.kind() != ErrorKind::AlreadyExists => return Err(cause),
            _ => {}
        }
    }
    fs::create_dir_all(folder)
}

#[cfg(not(unix))]
pub(super) fn make_folder(folder: &Path, _: Access) -> io::Result<()> {
    fs::create_dir_all(folder)
}

/// Tells whether nobody but its owner may read a file; on Windows that is its folder's business.
#[cfg(unix)]
pub(super) fn is_private(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).is_ok_and(|found| found.permissions().mode().trailing_zeros() >= 6)
}

#[cfg(not(unix))]
pub(super) fn is_private(_: &Path) -> bool {
    true
}

#[cfg(not(unix))]
fn ordinary_permissions(_: &mut Builder<'_, '_>) {}

fn fill(
    mut file: NamedTempFile,
    waits: bool,
    produce: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<NamedTempFile> {
    let mut buffered = BufWriter::new(file.as_file_mut());
    produce(&mut buffered)?;
    buffered.flush()?;
    drop(buffered);
    if !waits {
        file.as_file().sync_all()?;
    }
    Ok(file)
}

// Best effort: some network drives know no permissions, and the document matters more.
fn keep_permissions(file: NamedTempFile, path: &Path) -> NamedTempFile {
    let existing = fs::metadata(path).map(|found| found.permissions());
    if let Some(permissions) = existing.ok().filter(|found| !found.readonly()) {
        let _ = fs::set_permissions(file.path(), permissions);
    }
    file
}
