//! Setting right what a process that died has left, by its note.
//!
//! A note may come from anyone who has written into the folder, so nothing is done because it says so: it only says
//! where to look. Published is what the register names, at the place that the register gives it; taken out of the store
//! is what no document names.

use std::collections::BTreeSet;
use std::path::Path;

use super::error::DiskError;
use super::journal::Journal;
use super::log::{Deed, Line};
use super::note::{Note, Plan};
use super::store::is_half_done;
use super::{Archive, ArchiveError, Digest, Placed, seal};

/// How many lines or documents are read at once.
const BATCH: usize = 1000;

/// Ends the step that a dead process had begun: undoes it if it was not committed, else does what still lacks.
///
/// It may itself be cut short at any point: the note stays until all is done, and doing it again changes nothing more.
pub fn recover(archive: &mut Archive, left: &Note) -> Result<(), ArchiveError> {
    archive.store.sweep()?;
    sweep(&archive.folder)?;
    let begun = seal::length(&archive.folder)?;
    if let Some(plan) = &left.plan {
        if archive.register.tip()?.count > plan.lines {
            publish(archive, plan.lines)?;
        } else {
            discard(archive, plan)?;
        }
    }
    // The log grows now: from here on its length no longer tells whether the step was committed.
    archive.lock.write(&Note { plan: None, ..left.clone() })?;
    let step = archive.step(archive.register.tip()?, vec![Deed::Freed { holder: left.to_string() }])?;
    archive.register.append(&step)?;
    archive.register.rest()?;
    Journal::of(&archive.folder).catch_up(&*archive.register, begun)?;
    Ok(seal::measure(&archive.folder)?)
}

/// Publishes the files of the lines after this one that are not there.
fn publish(archive: &mut Archive, mut after: u64) -> Result<(), ArchiveError> {
    let mut swept = BTreeSet::new();
    loop {
        let lines = archive.register.lines(after, BATCH)?;
        if lines.is_empty() {
            return Ok(());
        }
        for line in lines {
            after += 1;
            let fault = |fault| ArchiveError::Chain { at: after, fault };
            let (line, _) = Line::read(&line).map_err(fault)?;
            let Some((id, files)) = line.deed.files() else { continue };
            let entry = archive.entry(id)?;
            for file in files.iter().map(|file| Placed::of(&entry, file)) {
                let path = archive.below(&file.path)?;
                let folder = path.parent().unwrap_or(&archive.root);
                if swept.insert(folder.to_owned()) {
                    sweep(folder)?;
                }
                let content = archive.store.get(file.digest)?;
                archive.publish(&file, &content)?;
            }
        }
    }
}

/// Takes those contents away that the note says are new and no document has.
fn discard(archive: &Archive, plan: &Plan) -> Result<(), ArchiveError> {
    let mut fresh: BTreeSet<Digest> = plan.fresh.iter().copied().collect();
    let mut last = 0;
    while !fresh.is_empty() {
        let batch = archive.register.entries(last, BATCH)?;
        let Some(end) = batch.last() else { break };
        last = end.id;
        for file in batch.iter().flat_map(|entry| &entry.files) {
            fresh.remove(&file.digest);
        }
    }
    for digest in fresh {
        archive.store.discard(digest)?;
    }
    Ok(archive.store.sweep()?)
}

/// Removes what half-done writing has left in a folder.
fn sweep(folder: &Path) -> Result<(), DiskError> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Ok(()) };
    for path in entries.filter_map(Result::ok).map(|entry| entry.path()).filter(|path| is_half_done(path)) {
        std::fs::remove_file(&path).map_err(|cause| DiskError::of(&path, cause))?;
    }
    Ok(())
}
