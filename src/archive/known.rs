//! The documents of a year's records as they stood at a moment: what is made then cites them so.

use std::collections::{BTreeMap, BTreeSet};

use super::ArchiveError;
use super::entry::{Entry, EntryId, State, TieKind};
use super::log::{Deed, Line};
use super::register::Register;

/// So many lines of the log are read at once.
const LINES: usize = 1000;

/// Returns the documents made from a year's records that stand before a place, oldest first, as they stood when that
/// place was taken; [`EntryId::MAX`] gives all as they stand now.
pub fn known(register: &dyn Register, year: i32, before: EntryId) -> Result<Vec<Entry>, ArchiveError> {
    let mut known = register.issued(year, before)?;
    if before == EntryId::MAX || known.iter().all(|entry| entry.state == State::Issued) {
        return Ok(known);
    }
    let then = Then::read(register, before)?;
    for entry in &mut known {
        entry.ties.retain(|tie| tie.kind != TieKind::ReplacedBy || then.replaced.get(&entry.id) == Some(&tie.with));
        entry.state = match entry.state {
            State::Recalled if !then.recalled.contains(&entry.id) => State::Issued,
            State::Replaced if !then.replaced.contains_key(&entry.id) => State::Issued,
            state => state,
        };
    }
    Ok(known)
}

/// What had become of documents when a place was taken.
#[derive(Default)]
struct Then {
    recalled: BTreeSet<EntryId>,
    replaced: BTreeMap<EntryId, EntryId>,
}

impl Then {
    /// Reads the log up to the line that takes the place.
    fn read(register: &dyn Register, before: EntryId) -> Result<Self, ArchiveError> {
        let (mut then, mut after) = (Self::default(), 0);
        loop {
            let lines = register.lines(after, LINES)?;
            for text in &lines {
                after += 1;
                let (line, _) = Line::read(text).map_err(|fault| ArchiveError::Chain { at: after, fault })?;
                match line.deed {
                    Deed::Issued { entry, .. } | Deed::Registered { entry, .. } if entry.id >= before => {
                        return Ok(then);
                    }
                    Deed::Recalled { id, .. } => drop(then.recalled.insert(id)),
                    Deed::Tied { kind: TieKind::Recalls, with, .. } => drop(then.recalled.insert(with)),
                    Deed::Tied { id, kind: TieKind::Replaces, with, .. } => drop(then.replaced.insert(with, id)),
                    _ => {}
                }
            }
            if lines.len() < LINES {
                return Ok(then);
            }
        }
    }
}
