//! Places below a folder that may have come from a stranger: each part of a path is a name, and none is a link.

use std::path::{Component, Path, PathBuf};

use super::OutputError;
use crate::filename::FileName;

/// Returns where a path below a folder lies, its parts parted by `/`.
///
/// # Errors
///
/// A part that is not the name of a file or folder; a part that is a link: it would lead elsewhere.
pub fn below(folder: &Path, path: &str) -> Result<PathBuf, OutputError> {
    path.split('/').try_for_each(|part| FileName::parse(part).map(drop)).map_err(OutputError::NoName)?;
    inside(folder, Path::new(path))
}

/// As [`below`], for a path whose parts are names of files that are there.
///
/// # Errors
///
/// A path that leads out of the folder, itself or by a link.
pub fn inside(folder: &Path, path: &Path) -> Result<PathBuf, OutputError> {
    let mut place = folder.to_owned();
    for part in path.components() {
        let Component::Normal(name) = part else { return Err(OutputError::BadName(path.to_owned())) };
        place.push(name);
        unlinked(&place)?;
    }
    Ok(place)
}

/// Refuses a link, whatever it leads to; junctions of Windows are links too.
///
/// # Errors
///
/// [`OutputError::Link`].
pub fn unlinked(path: &Path) -> Result<(), OutputError> {
    match path.symlink_metadata() {
        Ok(found) if found.file_type().is_symlink() => Err(OutputError::Link(path.to_owned())),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_below_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(below(folder.path(), "a/b.docx").unwrap(), folder.path().join("a/b.docx"));
        for path in ["", "..", "a/../b", "/etc/passwd", "a//b", "C:/x", "a\\b", "a/nul", "a/./b"] {
            assert!(matches!(below(folder.path(), path), Err(OutputError::NoName(_))), "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_on_the_way_or_at_its_end_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("a")).unwrap();
        std::os::unix::fs::symlink("/tmp", folder.path().join("a/b")).unwrap();
        std::os::unix::fs::symlink("/khong-co", folder.path().join("a/c")).unwrap();
        for path in ["a/b", "a/b/c/d.docx", "a/c"] {
            assert!(matches!(below(folder.path(), path), Err(OutputError::Link(_))), "{path}");
        }
        assert!(below(folder.path(), "a/d").is_ok());
    }
}
