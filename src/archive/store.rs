//! What a store must do, and the store in a folder: every content under its SHA-256, written once.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::Digest;
use super::error::{DiskError, StoreError, sync_folder};
use crate::output::{self, Access};

/// Contents by their digest.
pub trait Store {
    /// Keeps a content; it is on the disk when this returns. One that is kept already is not written again.
    fn put(&self, content: &[u8], access: Access) -> Result<Digest, StoreError>;

    /// Returns a content whose digest is right.
    fn get(&self, digest: Digest) -> Result<Vec<u8>, StoreError>;

    /// Returns everything that is kept, right or not, by name.
    fn list(&self) -> Result<Vec<Kept>, StoreError>;

    /// Removes a content that no register knows; only for what a process that died has left.
    fn discard(&self, digest: Digest) -> Result<(), StoreError>;

    /// Removes what half-done writing has left.
    fn sweep(&self) -> Result<(), StoreError>;
}

/// Something in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Where it lies, below the store.
    pub name: String,
    /// The digest that its name says; none where it is no name of a content.
    pub digest: Option<Digest>,
    /// Whether the content has that digest.
    pub whole: bool,
    /// Whether it is a folder with nothing in it.
    pub empty: bool,
}

impl Kept {
    /// Tells whether it is what writing that was cut short has left.
    pub fn is_trace(&self) -> bool {
        self.empty || is_half_done(Path::new(&self.name))
    }
}

/// A store in a folder: `ab/cdef…`, read-only files.
#[derive(Clone, Debug)]
pub struct FolderStore {
    root: PathBuf,
}

impl FolderStore {
    /// A store in this folder, which is made when something is put there.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// Returns where a content lies.
    pub fn path(&self, digest: Digest) -> PathBuf {
        let name = digest.to_string();
        self.root.join(&name[..2]).join(&name[2..])
    }

    /// Returns where a content lies, unless a link stands there or on the way.
    fn place(&self, digest: Digest) -> Result<PathBuf, DiskError> {
        let path = self.path(digest);
        for part in [self.root.as_path(), path.parent().unwrap_or(&self.root), &path] {
            output::unlinked(part).map_err(DiskError::from)?;
        }
        Ok(path)
    }

    fn walk(&self) -> Result<walkdir::WalkDir, DiskError> {
        output::unlinked(&self.root).map_err(DiskError::from)?;
        Ok(walkdir::WalkDir::new(&self.root))
    }
}

impl Store for FolderStore {
    fn put(&self, content: &[u8], access: Access) -> Result<Digest, StoreError> {
        let digest = Digest::of(content);
        match self.get(digest) {
            Ok(_) => return Ok(digest),
            Err(StoreError::Missing(_)) => {}
            Err(other) => return Err(other),
        }
        let path = self.path(digest);
        let folder = path.parent().unwrap_or(&self.root);
        let fresh = !folder.is_dir();
        // For its owner is the file: the folder also holds contents of other documents.
        fs::create_dir_all(folder).map_err(|cause| DiskError::of(folder, cause))?;
        output::write_for(access, &path, |file| file.write_all(content)).map_err(DiskError::from)?;
        protect(&path).map_err(|cause| DiskError::of(&path, cause))?;
        sync_folder(folder)?;
        if fresh {
            sync_folder(&self.root)?;
        }
        Ok(digest)
    }

    fn get(&self, digest: Digest) -> Result<Vec<u8>, StoreError> {
        let path = self.place(digest)?;
        match read(&path, digest) {
            Ok(content) if Digest::of(&content) == digest => Ok(content),
            Ok(_) => Err(StoreError::Changed(digest)),
            Err(cause) if cause.kind() == ErrorKind::NotFound => Err(StoreError::Missing(digest)),
            Err(cause) => Err(DiskError::of(&path, cause).into()),
        }
    }

    fn list(&self) -> Result<Vec<Kept>, StoreError> {
        let mut paths = Vec::new();
        if !self.root.exists() {
            return Ok(Vec::new());
        }
        for entry in self.walk()?.sort_by_file_name() {
            let entry = entry.map_err(|cause| DiskError::of(&self.root, cause.into()))?;
            let path = entry.path();
            let empty_folder = entry.file_type().is_dir() && path != self.root && is_empty(path);
            if !entry.file_type().is_dir() || empty_folder {
                paths.push(path.to_owned());
            }
        }
        paths.par_iter().map(|path| self.kept(path)).collect()
    }

    fn discard(&self, digest: Digest) -> Result<(), StoreError> {
        let path = self.place(digest)?;
        if path.exists() {
            unprotect(&path).and_then(|()| fs::remove_file(&path)).map_err(|cause| DiskError::of(&path, cause))?;
        }
        Ok(())
    }

    fn sweep(&self) -> Result<(), StoreError> {
        let entries = self.walk()?.contents_first(true).into_iter().filter_map(Result::ok);
        for entry in entries {
            let path = entry.path();
            let done = match entry.file_type() {
                kind if kind.is_dir() && path != self.root && is_empty(path) => fs::remove_dir(path),
                kind if kind.is_file() && is_half_done(path) => fs::remove_file(path),
                _ => Ok(()),
            };
            done.map_err(|cause| DiskError::of(path, cause))?;
        }
        Ok(())
    }
}

impl FolderStore {
    fn kept(&self, path: &Path) -> Result<Kept, StoreError> {
        let name = path.strip_prefix(&self.root).unwrap_or(path).to_string_lossy().replace('\\', "/");
        let digest = name.split_once('/').filter(|(folder, _)| folder.len() == 2);
        let digest = digest.and_then(|(folder, rest)| Digest::parse(&format!("{folder}{rest}")));
        let regular = path.symlink_metadata().is_ok_and(|found| found.is_file());
        let whole = match (digest, regular) {
            (Some(digest), true) => {
                let file = fs::File::open(path).map_err(|cause| DiskError::of(path, cause))?;
                Digest::of_reader(file).map_err(|cause| DiskError::of(path, cause))?.0 == digest
            }
            _ => false,
        };
        Ok(Kept { name, digest, whole, empty: path.is_dir() && !path.is_symlink() })
    }
}

/// A longer content is read twice: a file that is none of ours may not fit into memory.
const LONG: u64 = 64 << 20;

/// Reads a file; what is none, as a pipe that never ends, is not opened, and a long one only if it is what it should be.
fn read(path: &Path, digest: Digest) -> std::io::Result<Vec<u8>> {
    match path.symlink_metadata()? {
        found if found.len() > LONG && Digest::of_reader(fs::File::open(path)?)?.0 != digest => Ok(Vec::new()),
        found if found.is_file() => fs::read(path),
        _ => Err(std::io::Error::other("không phải là tệp")),
    }
}

/// Tells whether this is a temporary file of ours, by its name.
pub(super) fn is_half_done(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with(".thidua-") && name.ends_with(".tmp")
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}

fn protect(path: &Path) -> std::io::Result<()> {
    let mut permissions = fs::metadata(path)?.permissions();
    permissions.set_readonly(true);
    fs::set_permissions(path, permissions)
}

/// Lets a file be removed; only Windows asks for the file's own permission.
#[expect(clippy::permissions_set_readonly_false, reason = "done on Windows only, to a file that is removed next")]
pub(super) fn unprotect(path: &Path) -> std::io::Result<()> {
    if cfg!(not(windows)) {
        return Ok(());
    }
    let mut permissions = fs::metadata(path)?.permissions();
    permissions.set_readonly(false);
    fs::set_permissions(path, permissions)
}

/// A store that is gone when it is dropped.
#[derive(Debug, Default)]
pub struct MemoryStore {
    contents: Mutex<BTreeMap<Digest, Vec<u8>>>,
}

impl Store for MemoryStore {
    fn put(&self, content: &[u8], _: Access) -> Result<Digest, StoreError> {
        let digest = Digest::of(content);
        let mut contents = self.contents.lock().unwrap_or_else(PoisonError::into_inner);
        contents.entry(digest).or_insert_with(|| content.to_vec());
        Ok(digest)
    }

    fn get(&self, digest: Digest) -> Result<Vec<u8>, StoreError> {
        let contents = self.contents.lock().unwrap_or_else(PoisonError::into_inner);
        contents.get(&digest).cloned().ok_or(StoreError::Missing(digest))
    }

    fn list(&self) -> Result<Vec<Kept>, StoreError> {
        let contents = self.contents.lock().unwrap_or_else(PoisonError::into_inner);
        let kept =
            |digest: &Digest| Kept { name: digest.to_string(), digest: Some(*digest), whole: true, empty: false };
        Ok(contents.keys().map(kept).collect())
    }

    fn discard(&self, digest: Digest) -> Result<(), StoreError> {
        self.contents.lock().unwrap_or_else(PoisonError::into_inner).remove(&digest);
        Ok(())
    }

    fn sweep(&self) -> Result<(), StoreError> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What every store must do.
    fn suite(store: &dyn Store) {
        assert_eq!(store.list().unwrap(), []);
        let one = store.put(b"mot", Access::All).unwrap();
        let two = store.put(b"hai", Access::All).unwrap();
        assert_eq!(store.put(b"mot", Access::All).unwrap(), one, "the same content has the same name");
        assert_eq!(store.get(one).unwrap(), b"mot");
        let mut expected = [one, two];
        expected.sort();
        let listed: Vec<_> = store.list().unwrap().iter().map(|kept| (kept.digest.unwrap(), kept.whole)).collect();
        assert_eq!(listed, expected.map(|digest| (digest, true)));
        store.discard(one).unwrap();
        store.discard(one).unwrap();
        assert!(matches!(store.get(one), Err(StoreError::Missing(missing)) if missing == one));
        assert_eq!(store.get(two).unwrap(), b"hai");
        store.put(b"", Access::All).unwrap();
    }

    #[test]
    fn a_folder_does_what_a_store_must() {
        let folder = tempfile::tempdir().unwrap();
        suite(&FolderStore::new(folder.path().join("kho")));
    }

    #[test]
    fn memory_does_what_a_store_must() {
        suite(&MemoryStore::default());
    }

    #[test]
    fn a_kept_file_is_read_only_and_never_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let store = FolderStore::new(folder.path());
        let digest = store.put(b"mot", Access::All).unwrap();
        let path = store.path(digest);
        assert!(fs::metadata(&path).unwrap().permissions().readonly());
        unprotect(&path).unwrap();
        fs::remove_file(&path).unwrap();
        fs::write(&path, b"khac").unwrap();
        assert!(matches!(store.put(b"mot", Access::All), Err(StoreError::Changed(_))));
        assert_eq!(fs::read(&path).unwrap(), b"khac");
        assert!(!store.list().unwrap()[0].whole);
    }

    #[test]
    fn sweeping_removes_half_written_files_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let store = FolderStore::new(folder.path());
        let digest = store.put(b"mot", Access::All).unwrap();
        fs::create_dir(folder.path().join("ff")).unwrap();
        fs::write(folder.path().join("ff/.thidua-x1.tmp"), b"mo").unwrap();
        fs::write(folder.path().join("la.docx"), b"?").unwrap();
        store.sweep().unwrap();
        let names: Vec<String> = store.list().unwrap().into_iter().map(|kept| kept.name).collect();
        let own = digest.to_string();
        assert_eq!(names, [format!("{}/{}", &own[..2], &own[2..]), "la.docx".to_owned()]);
    }
}
