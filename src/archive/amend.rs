//! What may still be done to a document that has been issued: recall it, tie it to another, take in its signed file.

use chrono::Datelike as _;

use super::entry::{Entry, EntryId, FileRef, Part, State, TieKind};
use super::log::Deed;
use super::register::Register;
use super::{Archive, ArchiveError, Digest, Refusal};
use crate::filename::FileName;
use crate::viet;

/// Finds the document that a clerk names: number and symbol `05/KH-STC`, or the id of its record.
///
/// Without a year the newest is meant. A secret document may have the number and symbol of another: `mat:05/KH-STC` is
/// the secret one, without the prefix it is meant only where there is no other.
pub fn find(register: &dyn Register, named: &str, year: Option<i32>) -> Result<Entry, ArchiveError> {
    let unknown = || Refusal::Unknown(format!("“{named}”"));
    let years = match year {
        Some(year) => vec![year],
        None => years(register)?,
    };
    let (secret, named) = named.strip_prefix("mat:").map_or((false, named), |named| (true, named.trim()));
    let printed = named.split_once('/').and_then(|(number, symbol)| Some((number.trim().parse().ok()?, symbol.trim())));
    for year in years {
        let found = match printed {
            Some((number, symbol)) => match register.printed(year, number, symbol)? {
                none if none.is_empty() => register.printed(year, number, &viet::text::without_lookalikes(symbol))?,
                found => found,
            },
            None => register.of_record(year, named)?,
        };
        let (mut secrets, mut others): (Vec<Entry>, Vec<Entry>) =
            found.into_iter().partition(|entry| entry.series.is_secret());
        let last = if secret { secrets.pop() } else { others.pop().or_else(|| secrets.pop()) };
        if let Some(last) = last {
            return Ok(last);
        }
    }
    Err(unknown().into())
}

/// Finds the document in force that a record names to be corrected or replaced: `05/KH-STC`, or with its day
/// `05/KH-STC ngày 20/02/2020`, which says of which year it is.
pub fn tied(register: &dyn Register, named: &str, kind: TieKind) -> Result<Entry, ArchiveError> {
    let (number, day) = match named.split_once(" ngày ") {
        Some((number, day)) => (number, viet::date::parse(day.trim()).ok()),
        None => (named, None),
    };
    let found = find(register, number, day.map(|day| day.year()))?;
    if day.is_some_and(|day| day != found.date) {
        return Err(Refusal::Unknown(format!("“{named}”")).into());
    }
    expect(found, &[State::Issued], kind.words())
}

/// Returns the years that may be meant, newest first: those of the last document and the ten before.
fn years(register: &dyn Register) -> Result<Vec<i32>, ArchiveError> {
    let last = register.entries(register.count()?.saturating_sub(1), 1)?.pop();
    let newest = last.map_or(0, |last| last.series.year);
    Ok((newest - 10..=newest + 1).rev().collect())
}

impl Archive {
    /// Recalls a document: it is kept as it is, its number is never given again.
    pub fn recall(&mut self, id: EntryId, reason: &str) -> Result<Entry, ArchiveError> {
        self.in_state(id, &[State::Issued], "thu hồi")?;
        let changed = self.record(vec![Deed::Recalled { id, reason: reason.to_owned() }], &[])?;
        one(changed, id)
    }

    /// Ties a later document to the earlier one that it replaces or corrects.
    pub fn tie(&mut self, id: EntryId, kind: TieKind, with: EntryId, reason: &str) -> Result<Entry, ArchiveError> {
        let wanted = kind.words();
        self.in_state(id, &[State::Issued], wanted)?;
        self.in_state(with, &[State::Issued], wanted)?;
        if id <= with {
            let (printed, state) = (self.entry(id)?.printed(), "không ban hành sau văn bản kia");
            return Err(Refusal::State { printed, state, wanted }.into());
        }
        let changed = self.record(vec![Deed::Tied { id, kind, with, reason: reason.to_owned() }], &[])?;
        one(changed, with)
    }

    /// Takes in the signed scan or the digitally signed file, and publishes it beside the Word file.
    pub fn receive(&mut self, id: EntryId, content: &[u8], ending: &str) -> Result<Entry, ArchiveError> {
        let entry = self.in_state(id, &[State::Issued, State::Replaced, State::Recalled], "nhận bản ký")?;
        let digest = Digest::of(content);
        let signed = entry.files.iter().filter(|file| file.part == Part::Signed);
        if signed.clone().any(|file| file.digest == digest) {
            return Err(Refusal::SameFile { printed: entry.printed(), digest }.into());
        }
        let name = match signed.count() {
            0 => format!("{}.{ending}", entry.stem()),
            more => format!("{}-{}.{ending}", entry.stem(), more + 1),
        };
        let name = FileName::parse(&name).map_err(Refusal::from)?;
        let file = FileRef { part: Part::Signed, name, digest, length: content.len() as u64 };
        one(self.record(vec![Deed::Received { id, file }], &[content])?, id)
    }

    pub(super) fn entry(&self, id: EntryId) -> Result<Entry, ArchiveError> {
        let found = self.register.entries(id.saturating_sub(1), 1)?.pop().filter(|entry| entry.id == id);
        one(found.into_iter().collect(), id)
    }

    pub(super) fn in_state(&self, id: EntryId, states: &[State], wanted: &'static str) -> Result<Entry, ArchiveError> {
        expect(self.entry(id)?, states, wanted)
    }
}

/// Returns the document with this place.
pub(super) fn one(entries: Vec<Entry>, id: EntryId) -> Result<Entry, ArchiveError> {
    let found = entries.into_iter().find(|entry| entry.id == id);
    found.ok_or_else(|| Refusal::Unknown(format!("thứ {id}")).into())
}

fn expect(entry: Entry, states: &[State], wanted: &'static str) -> Result<Entry, ArchiveError> {
    if states.contains(&entry.state) {
        return Ok(entry);
    }
    let state = match entry.state {
        State::Issued => "còn hiệu lực",
        State::Recalled => "đã thu hồi",
        State::Replaced => "đã được thay thế",
        State::Cancelled => "là số đã hủy",
    };
    Err(Refusal::State { printed: entry.printed(), state, wanted }.into())
}
