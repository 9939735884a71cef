//! Files of earlier runs that this one no longer makes: told, and taken away where nobody edited them.
//!
//! A file is ours only if its properties say for what it was made and it lies where that belongs. It is taken away only
//! if its fingerprint says that it is as it was written. Links are never followed, and nothing is looked at outside the
//! folder of the run, nor in the folder of what was published.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use walkdir::WalkDir;

use super::given::{here, shown};
use super::{Args, say};
use crate::ooxml::write::{DOCUMENT_ID, FingerprintState, MADE_FOR, fingerprint_state, properties};
use crate::output;

/// Folders of the year's output that hold what was published.
const PUBLISHED: [&str; 2] = ["phat-hanh", "ho-so"];
/// So many files are told one by one.
const FEW: usize = 30;
/// What became of files that are no longer made.
#[derive(Default)]
pub struct Stale {
    gone: Vec<PathBuf>,
    /// Files that stay because they were edited, or cannot be taken away.
    edited: Vec<PathBuf>,
    /// Files that stay because it was asked for.
    left: Vec<PathBuf>,
}

/// A Word file that lies below the folder of the run.
pub struct Found<'a> {
    /// Its place below that folder, with `/`, without ending and without the `.moi` of a version beside another.
    pub place: &'a str,
    /// Its custom properties.
    properties: &'a [(String, String)],
}

impl Found<'_> {
    fn property(&self, name: &str) -> Option<&str> {
        self.properties.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Returns for what the file was made, where it was filled from a Word template.
    pub fn made_for(&self) -> Option<&str> {
        self.property(MADE_FOR)
    }

    /// Returns the id of the document, where it was laid out.
    pub fn document(&self) -> Option<&str> {
        self.property(DOCUMENT_ID)
    }
}

/// Looks through a folder, some levels deep, for files that are not among those of this run and that `ours` says belong
/// to it; takes them away unless they are to be left.
pub fn sweep(
    folder: &Path,
    levels: usize,
    made: &BTreeSet<PathBuf>,
    leave: bool,
    ours: impl Fn(&Found) -> bool,
) -> Stale {
    let mut stale = Stale::default();
    let walk = WalkDir::new(folder).max_depth(levels).sort_by_file_name().into_iter();
    let walk = walk.filter_entry(|entry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() == 0 || !(name.starts_with(['.', '~']) || PUBLISHED.contains(&&*name))
    });
    for entry in walk.filter_map(Result::ok).filter(|entry| entry.file_type().is_file()) {
        let path = entry.path();
        if made.contains(path) {
            continue;
        }
        let Some((place, main)) = place(folder, path) else { continue };
        // A version beside a file that was edited waits for someone to compare the two.
        if main.is_some_and(|main| std::fs::read(main).is_ok_and(|bytes| is_edited(&bytes))) {
            continue;
        }
        let Some((bytes, properties)) = std::fs::read(path).ok().and_then(|bytes| {
            let properties = properties(&bytes)?;
            Some((bytes, properties))
        }) else {
            continue;
        };
        if ours(&Found { place: &place, properties: &properties }) {
            stale.settle(path, !is_edited(&bytes), leave);
        }
    }
    stale
}

fn is_edited(bytes: &[u8]) -> bool {
    fingerprint_state(bytes) != FingerprintState::Untouched
}

/// Returns the place of a Word file below a folder, as what it was made for says it, and the file that it lies beside.
fn place(folder: &Path, path: &Path) -> Option<(String, Option<PathBuf>)> {
    let relative = path.strip_prefix(folder).ok()?.to_string_lossy().replace('\\', "/");
    let (stem, ending) = relative.rsplit_once('.')?;
    if !ending.eq_ignore_ascii_case("docx") {
        return None;
    }
    let beside = |end: &str| end == "moi" || end.strip_prefix("moi-").is_some_and(|turn| turn.parse::<u32>().is_ok());
    Some(match stem.rsplit_once('.') {
        Some((own, end)) if beside(end) => (own.to_owned(), Some(folder.join(format!("{own}.docx")))),
        _ => (stem.to_owned(), None),
    })
}

impl Stale {
    fn settle(&mut self, path: &Path, untouched: bool, leave: bool) {
        let pdf = Some(path.with_extension("pdf")).filter(|pdf| pdf.is_file());
        if leave {
            self.left.push(path.to_owned());
        } else if untouched && output::remove(path) {
            self.gone.push(path.to_owned());
            // A PDF has no fingerprint: one that this program or LibreOffice made beside the Word file was made from it.
            match pdf {
                Some(pdf) if is_converted(&pdf) && output::remove(&pdf) => self.gone.push(pdf),
                Some(pdf) => self.edited.push(pdf),
                None => {}
            }
        } else {
            self.edited.push(path.to_owned());
        }
    }

    /// Tells whether a file stays that does not belong there any more, for it was edited.
    pub fn keeps_edited(&self) -> bool {
        !self.edited.is_empty()
    }

    /// Tells people.
    pub fn tell(&self, args: &Args) {
        let list = |files: &[PathBuf]| {
            let few = files.iter().take(FEW).map(|path| here(args, path));
            let all = few.fold(String::new(), |all, path| all + "\n  " + &path);
            let more = files.len().saturating_sub(FEW);
            if more > 0 { format!("{all}\n  … và {more} tệp nữa") } else { all }
        };
        let count = |files: &[PathBuf]| files.len();
        if !self.gone.is_empty() {
            let text = format!("đã bỏ {} tệp cũ lần này không lập nữa, chưa ai sửa:", count(&self.gone));
            say::speech(&format!("{text}{}", list(&self.gone)));
        }
        if !self.left.is_empty() {
            let text = format!("còn {} tệp cũ lần này không lập nữa, để lại theo --giu-tep-cu:", count(&self.left));
            say::speech(&format!("{text}{}", list(&self.left)));
        }
        if !self.edited.is_empty() {
            let text =
                format!("{} tệp cũ lần này không lập nữa, nhưng đã sửa tay nên giữ nguyên:", count(&self.edited));
            let hint = "xem lại, chuyển đi nơi khác hoặc xóa tay";
            say::warning(args, &format!("{text}{}\n  gợi ý: {hint}", list(&self.edited)));
        }
    }

    /// Returns it for machines.
    pub fn json(&self, args: &Args) -> Value {
        let list = |files: &[PathBuf]| files.iter().map(|path| shown(args, path)).collect::<Vec<_>>();
        json!({ "da_bo": list(&self.gone), "de_lai": list(&self.left), "sua_tay": list(&self.edited) })
    }
}

fn is_converted(pdf: &Path) -> bool {
    std::fs::read(pdf).is_ok_and(|bytes| output::printed::is_converted(&bytes))
}
