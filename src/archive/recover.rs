//! Setting right what a process that died has left, by its note.

use std::path::Path;

use super::error::DiskError;
use super::journal::Journal;
use super::lock::{Note, Plan};
use super::log::Deed;
use super::store::is_half_done;
use super::{Archive, ArchiveError, seal};

/// Ends the step that a dead process had begun: undoes it if it was not committed, else does what still lacks.
///
/// It may itself be cut short at any point: the note stays until all is done, and doing it again changes nothing more.
pub fn recover(archive: &mut Archive, left: &Note) -> Result<(), ArchiveError> {
    archive.store.sweep()?;
    sweep(&archive.folder)?;
    if let Some(plan) = &left.plan {
        for (path, _) in &plan.published {
            archive.root.join(path).parent().map_or(Ok(()), sweep)?;
        }
        if archive.register.tip()?.count > plan.lines {
            publish(archive, plan)?;
        } else {
            for digest in &plan.fresh {
                archive.store.discard(*digest)?;
            }
            archive.store.sweep()?;
        }
    }
    // The log grows now: from here on its length no longer tells whether the step was committed.
    archive.lock.write(&Note { plan: None, ..left.clone() })?;
    let step = archive.step(archive.register.tip()?, vec![Deed::Freed { holder: left.to_string() }])?;
    archive.register.append(&step)?;
    Journal::of(&archive.folder).catch_up(&*archive.register)?;
    archive.register.rest()?;
    Ok(seal::put(&archive.folder)?)
}

fn publish(archive: &Archive, plan: &Plan) -> Result<(), ArchiveError> {
    for (path, digest) in &plan.published {
        archive.publish(path, &archive.store.get(*digest)?)?;
    }
    Ok(())
}

/// Removes what half-done writing has left in a folder.
fn sweep(folder: &Path) -> Result<(), DiskError> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Ok(()) };
    for path in entries.filter_map(Result::ok).map(|entry| entry.path()).filter(|path| is_half_done(path)) {
        std::fs::remove_file(&path).map_err(|cause| DiskError::of(&path, cause))?;
    }
    Ok(())
}
