//! What the register knows of a year's documents, for whoever makes documents: the one place where it is read.

use std::path::Path;

use super::Fault;
use crate::archive::entry::{State, TieKind};
use crate::archive::{self, ArchiveError, Entry, EntryId, Patience, Reading, Register};
use crate::pipeline::issued::{Force, Issued, Standing};

/// How long who only looks waits for a colleague's command, seconds.
const PATIENCE: Patience = Patience::seconds(10);

/// Returns what the register knows of a year's documents; nothing where nothing was ever issued.
pub fn read(folder: &Path, year: i32) -> Result<Issued, Fault> {
    let told = |error: ArchiveError| {
        let head = "không đọc được sổ nên không biết văn bản nào đã có số";
        let hint = "cần lập ngay thì thêm --khong-doc-so: số, ngày đã cấp khi ấy để trống";
        Fault::new(format!("{head}: {error}"), format!("{}; {hint}", error.advice()))
    };
    match Reading::open(folder, PATIENCE) {
        Ok(reading) => of(&reading.register, year, EntryId::MAX).map_err(told),
        Err(ArchiveError::NoRegister) => Ok(Issued::new()),
        Err(error) => Err(told(error)),
    }
}

/// Returns what the register knew of a year's documents when the place was taken; [`EntryId::MAX`] is now.
pub fn of(register: &dyn Register, year: i32, before: EntryId) -> Result<Issued, ArchiveError> {
    let mut issued = Issued::new();
    // Later ones stand in the place of earlier ones: those were recalled.
    for entry in archive::known(register, year, before)? {
        if let Some(from) = entry.origin.provenance() {
            issued.insert(from.id.clone(), standing(register, &entry)?);
        }
    }
    Ok(issued)
}

/// Returns how a document stands in the register.
pub fn standing(register: &dyn Register, entry: &Entry) -> Result<Standing, ArchiveError> {
    let force = match entry.state {
        State::Issued => Force::Held,
        State::Recalled | State::Cancelled => Force::Recalled,
        State::Replaced => Force::Replaced(successor(register, entry)?),
    };
    let (number, date, printed) = (entry.number, entry.date, entry.printed());
    Ok(Standing { number, date, printed, secret: entry.series.is_secret(), force })
}

/// Returns the id of the document that has taken another's place, if it is of the same year's records.
fn successor(register: &dyn Register, entry: &Entry) -> Result<Option<String>, ArchiveError> {
    let year = entry.origin.provenance().map(|from| from.year);
    let Some(tie) = entry.ties.iter().rfind(|tie| tie.kind == TieKind::ReplacedBy) else { return Ok(None) };
    let by = register.entries(tie.with.saturating_sub(1), 1)?.pop().filter(|by| by.id == tie.with);
    let from = by.as_ref().and_then(|by| by.origin.provenance()).filter(|from| Some(from.year) == year);
    Ok(from.map(|from| from.id.clone()))
}
