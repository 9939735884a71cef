//! What lies in the folders that are watched, looked at again and again.
//!
//! Asking the system for events would be quicker, but drives shared over a network do not send any for what another
//! machine does, and editors that write a new file and rename it send different ones on each system. A year is some
//! forty files; looking at them takes a millisecond.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::{DirEntry, WalkDir};

use crate::source::open::{self, MOST};

/// So many of the newest files are read to the end, for a clock may be too coarse to tell two savings apart.
const READ: usize = 4;

/// The files at one moment.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Snapshot(BTreeMap<PathBuf, Seen>);

/// A file as it was seen.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    size: u64,
    saved: Option<SystemTime>,
    /// The checksum, of the newest files only.
    sum: Option<u32>,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// It was not there before.
    New,
    /// It was saved.
    Saved,
    /// It is no longer there.
    Gone,
}

impl Snapshot {
    /// Looks at all files below the folders.
    pub fn take(folders: &[PathBuf]) -> Self {
        let mut files: BTreeMap<PathBuf, Seen> = BTreeMap::new();
        for folder in folders {
            let entries = WalkDir::new(folder).into_iter().filter_entry(is_watched);
            for entry in entries.filter_map(Result::ok).filter(|entry| entry.file_type().is_file()) {
                // A file that is gone while it is looked at will be missed the next time.
                let Ok(about) = entry.metadata() else { continue };
                let seen = Seen { size: about.len(), saved: about.modified().ok(), sum: None };
                files.insert(entry.into_path(), seen);
            }
        }
        let newest = files.values().filter_map(|seen| seen.saved).max();
        for (path, seen) in files.iter_mut().filter(|(_, seen)| seen.saved == newest).take(READ) {
            seen.sum = open::read(path, MOST).ok().map(|bytes| crc32fast::hash(&bytes));
        }
        Self(files)
    }

    /// Returns what is different in a later snapshot, in the order of the paths.
    pub fn changes(&self, later: &Self) -> Vec<(PathBuf, What)> {
        let gone = self.0.keys().filter(|path| !later.0.contains_key(*path)).map(|path| (path.clone(), What::Gone));
        let there = later.0.iter().filter_map(|(path, seen)| match self.0.get(path) {
            None => Some((path.clone(), What::New)),
            Some(before) => before.differs(seen).then(|| (path.clone(), What::Saved)),
        });
        let mut changes: Vec<(PathBuf, What)> = gone.chain(there).collect();
        changes.sort_by(|one, other| one.0.cmp(&other.0));
        changes
    }
}

impl Seen {
    fn differs(&self, later: &Self) -> bool {
        let other_sum = self.sum.zip(later.sum).is_some_and(|(before, after)| before != after);
        self.size != later.size || self.saved != later.saved || other_sum
    }
}

/// Leaves out what editors and Word put beside the files they write.
fn is_watched(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let end = Path::new(&*name).extension().map(|end| end.to_string_lossy().to_lowercase()).unwrap_or_default();
    let aside = name.starts_with(['.', '~', '#']) || name.ends_with('~');
    entry.depth() == 0 || !(aside || ["tmp", "swp", "swx", "bak", "part"].contains(&end.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(changes: Vec<(PathBuf, What)>) -> Vec<(String, What)> {
        changes
            .into_iter()
            .map(|(path, what)| (path.file_name().unwrap().to_string_lossy().into_owned(), what))
            .collect()
    }

    #[test]
    fn saved_new_and_missing_files_are_told_apart_and_those_of_editors_left_out() {
        let folder = tempfile::TempDir::new().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("a.yaml"), "một").unwrap();
        std::fs::write(at("b.yaml"), "một").unwrap();
        let folders = [folder.path().to_owned()];
        let before = Snapshot::take(&folders);
        assert_eq!(before.changes(&Snapshot::take(&folders)), []);
        std::fs::write(at("a.yaml"), "hai!").unwrap();
        std::fs::remove_file(at("b.yaml")).unwrap();
        std::fs::write(at("c.yaml"), "ba").unwrap();
        for aside in [".a.yaml.swp", "~$mau.docx", "a.yaml~", "4913.tmp", "#a.yaml#"] {
            std::fs::write(at(aside), "x").unwrap();
        }
        let changes = names(before.changes(&Snapshot::take(&folders)));
        let wanted = [("a.yaml", What::Saved), ("b.yaml", What::Gone), ("c.yaml", What::New)];
        assert_eq!(changes, wanted.map(|(name, what)| (name.to_owned(), what)));
    }

    #[test]
    fn a_file_saved_twice_within_a_tick_of_the_clock_is_seen_by_its_content() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("a.yaml");
        let folders = [folder.path().to_owned()];
        std::fs::write(&path, "hạn: 1").unwrap();
        let saved = std::fs::metadata(&path).unwrap().modified().unwrap();
        let before = Snapshot::take(&folders);
        std::fs::write(&path, "hạn: 2").unwrap();
        std::fs::File::options().write(true).open(&path).unwrap().set_modified(saved).unwrap();
        assert_eq!(before.changes(&Snapshot::take(&folders)).len(), 1);
    }
}
