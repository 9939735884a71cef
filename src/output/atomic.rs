//! Replacing one file as a whole: temporary file in the same folder, synced, then renamed.

use std::{
    fs,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use tempfile::{Builder, NamedTempFile, TempPath};

use super::error::{OutputError, Step, explain, folder};

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
    prepare(path, produce)?.place()
}

/// A new file that lies complete on the disk beside its place; gone when dropped.
#[derive(Debug)]
pub(super) struct Prepared {
    path: PathBuf,
    temporary: TempPath,
}

impl Prepared {
    /// Puts the file in its place.
    pub fn place(self) -> Result<(), OutputError> {
        // Dropping the failed one, inside the error, removes it.
        let placed = self.temporary.persist(&self.path).map_err(|failed| failed.error);
        placed.map_err(|cause| explain(Step::Replace, &self.path, cause))
    }
}

/// Writes a new file beside its place, to the disk.
pub(super) fn prepare(
    path: &Path,
    produce: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<Prepared, OutputError> {
    if path.is_dir() {
        return Err(OutputError::IsFolder(path.to_path_buf()));
    }
    let parent = folder(path);
    fs::create_dir_all(&parent).map_err(|cause| explain(Step::Folder, path, cause))?;
    let temporary = temporary(&parent)
        .and_then(|file| fill(file, produce))
        .map(|file| keep_permissions(file, path))
        .map_err(|cause| explain(Step::Fill, path, cause))?;
    // Closed, so that a thousand of them may wait.
    Ok(Prepared { path: path.to_path_buf(), temporary: temporary.into_temp_path() })
}

fn temporary(parent: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".thidua-").suffix(".tmp");
    ordinary_permissions(&mut builder);
    builder.tempfile_in(parent)
}

// Temporary files are private by habit; a document is read by colleagues too.
#[cfg(unix)]
fn ordinary_permissions(builder: &mut Builder<'_, '_>) {
    use std::{fs::Permissions, os::unix::fs::PermissionsExt};
    builder.permissions(Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn ordinary_permissions(_: &mut Builder<'_, '_>) {}

fn fill(mut file: NamedTempFile, produce: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<NamedTempFile> {
    let mut buffered = BufWriter::new(file.as_file_mut());
    produce(&mut buffered)?;
    buffered.flush()?;
    drop(buffered);
    file.as_file().sync_all()?;
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
