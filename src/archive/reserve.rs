//! Giving a number: reserve it, make the page with it, commit both.

use chrono::NaiveDate;

use super::entry::{Entry, EntryId, Exchange, FileRef, Origin, Part, Signatory, State, TieKind, stem};
use super::gate::Checked;
use super::log::Deed;
use super::register::{Neighbours, Register};
use super::{Archive, ArchiveError, Digest, FOLDER, Place, Refusal, Series, amend, is_begun, metadata, trace};
use crate::filename::FileName;

/// So many names are tried for the files of a document made elsewhere.
const MOST_NAMES: u32 = 100;

/// What number and date are wanted.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// In which series.
    pub series: Series,
    /// The number; the next one when absent.
    pub number: Option<u32>,
    /// The date.
    pub date: NaiveDate,
    /// Why number or date may be out of turn.
    pub reason: Option<String>,
}

/// A number that is held for whoever has this; dropped, it is free again.
pub struct Reserved<'a> {
    archive: &'a mut Archive,
    wanted: Wanted,
    number: u32,
    /// The earlier document that the new one is tied to, and why.
    tie: Option<(TieKind, EntryId, String)>,
}

/// What is known of a document before it has its place in the register; what is not known is left empty.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// What follows the slash.
    pub symbol: String,
    /// The kind, by its id.
    pub kind: String,
    /// The kind's name.
    pub kind_name: String,
    /// The subject.
    pub subject: String,
    /// The issuing agency.
    pub issuer: String,
    /// Who signs.
    pub signer: Signatory,
    /// Who gets a copy.
    pub recipients: Vec<String>,
    /// Who keeps the file copy.
    pub filed: String,
    /// How many copies.
    pub copies: Option<u32>,
    /// Urgency.
    pub urgency: Option<String>,
    /// Secrecy.
    pub secrecy: Option<String>,
    /// What electronic exchange wants to know beside.
    pub exchange: Exchange,
    /// Notes for column 10.
    pub remarks: Vec<String>,
    /// From where it comes.
    pub origin: Origin,
}

/// The file of a document made elsewhere.
#[derive(Clone, Copy, Debug)]
pub struct Outside<'a> {
    /// What it is to the document.
    pub part: Part,
    /// The end of its name: `docx`.
    pub ending: &'a str,
    /// Its content.
    pub content: &'a [u8],
}

impl Archive {
    /// Holds a number, or says why it cannot be given.
    pub fn reserve(&mut self, wanted: Wanted) -> Result<Reserved<'_>, ArchiveError> {
        let number = choose(&*self.register, &wanted, self.note.actor.at.date())?;
        trace::check(&self.place(), Some(&self.folder), &*self.register, &wanted.series, number)?;
        Ok(Reserved { archive: self, wanted, number, tie: None })
    }

    /// Holds a number for a document that was made elsewhere. One that it bears already may be the very number that is
    /// missing here: it is given although others are missing too.
    pub fn reserve_outside(&mut self, wanted: Wanted) -> Result<Reserved<'_>, ArchiveError> {
        if wanted.number.is_none() {
            return self.reserve(wanted);
        }
        let number = choose(&*self.register, &wanted, self.note.actor.at.date())?;
        Ok(Reserved { archive: self, wanted, number, tie: None })
    }
}

/// Refuses a number while anything beside the register knows numbers that it does not; for who only looks.
pub fn heed(place: &Place, register: &dyn Register, series: &Series, number: u32) -> Result<(), ArchiveError> {
    if let Some(elsewhere) = trace::beside(&place.root).filter(|_| !is_begun(&place.root.join(FOLDER))) {
        return Err(ArchiveError::Aside(elsewhere));
    }
    trace::check(place, None, register, series, number)
}

/// Returns the number that would be given today, or says why none can be.
pub fn choose(register: &dyn Register, wanted: &Wanted, today: NaiveDate) -> Result<u32, ArchiveError> {
    let last = register.neighbours(&wanted.series, u32::MAX)?.before.map_or(0, |last| last.number);
    let next = last.checked_add(1).ok_or_else(|| Refusal::Exhausted(wanted.series.clone()))?;
    let number = wanted.number.unwrap_or(next);
    let beside = register.neighbours(&wanted.series, number)?;
    judge(wanted, number, last, &beside, today)?;
    Ok(number)
}

fn judge(wanted: &Wanted, number: u32, last: u32, beside: &Neighbours, today: NaiveDate) -> Result<(), Refusal> {
    let (series, date) = (wanted.series.clone(), wanted.date);
    if let Some(taken) = &beside.at {
        return Err(Refusal::Taken { number, series, owner: format!("{} “{}”", taken.printed(), taken.subject) });
    }
    if date > today {
        return Err(Refusal::Future { date, today });
    }
    if wanted.reason.is_some() {
        return Ok(());
    }
    if number != last + 1 {
        return Err(Refusal::OutOfTurn { number, series, last });
    }
    match (&beside.before, &beside.after) {
        (Some(before), _) if date < before.date => {
            Err(Refusal::DateBack { date, other: before.date, printed: before.printed() })
        }
        (_, Some(after)) if date > after.date => {
            Err(Refusal::DateAhead { date, other: after.date, printed: after.printed() })
        }
        _ => Ok(()),
    }
}

impl Reserved<'_> {
    /// Returns the number.
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// Returns the series.
    pub const fn series(&self) -> &Series {
        &self.wanted.series
    }

    /// Returns the date.
    pub const fn date(&self) -> NaiveDate {
        self.wanted.date
    }

    /// Issues a document with this number and its Word files, one for each of its copies; publishes it with its
    /// metadata.
    pub fn commit(self, draft: Draft, checked: &Checked) -> Result<Entry, ArchiveError> {
        let mut entry = self.entry(draft)?;
        let stem = self.stem(&entry)?;
        for (item, content) in checked.files() {
            entry.files.push(file(&stem, Part::Document, item.as_deref(), "docx", content)?);
        }
        let xml = metadata(&entry).into_bytes();
        entry.files.push(file(&stem, Part::Metadata, None, "xml", &xml)?);
        let contents: Vec<&[u8]> = checked.files().iter().map(|(_, content)| &content[..]).chain([&xml[..]]).collect();
        let id = entry.id;
        let mut deeds = vec![Deed::Issued { entry, reason: self.wanted.reason.clone() }];
        deeds.extend(self.tie.map(|(kind, with, reason)| Deed::Tied { id, kind, with, reason }));
        amend::one(self.archive.record(deeds, &contents)?, id)
    }

    /// Issues a copy of a document, tied to it in the same step.
    pub fn commit_copy(mut self, draft: Draft, checked: &Checked, of: EntryId) -> Result<Entry, ArchiveError> {
        self.archive.in_state(of, &[State::Issued, State::Replaced], "sao")?;
        self.tie = Some((TieKind::CopyOf, of, draft.kind_name.clone()));
        self.commit(draft, checked)
    }

    /// Ties the document to the earlier one that it replaces or corrects, in the step that issues it.
    pub fn tying(mut self, kind: TieKind, with: EntryId, reason: &str) -> Result<Self, ArchiveError> {
        self.archive.in_state(with, &[State::Issued], kind.words())?;
        self.tie = Some((kind, with, reason.to_owned()));
        Ok(self)
    }

    /// Registers a document made elsewhere; its file, where there is one, is kept and published.
    pub fn register(self, draft: Draft, outside: Option<Outside>) -> Result<Entry, ArchiveError> {
        let mut entry = self.entry(draft)?;
        let mut contents = Vec::new();
        if let Some(Outside { part, ending, content }) = outside {
            let xml = metadata(&entry).into_bytes();
            let stem = self.free_stem(&entry, &[(ending, content), ("xml", &xml)])?;
            entry.files.push(file(&stem, part, None, ending, content)?);
            entry.files.push(file(&stem, Part::Metadata, None, "xml", &xml)?);
            contents = vec![content.to_vec(), xml];
        }
        let deed = Deed::Registered { entry: entry.clone(), reason: self.wanted.reason.clone() };
        let contents: Vec<&[u8]> = contents.iter().map(Vec::as_slice).collect();
        self.archive.record(vec![deed], &contents)?;
        Ok(entry)
    }

    /// Gives the number up, for good.
    pub fn cancel(self, symbol: &str, issuer: &str, reason: &str) -> Result<Entry, ArchiveError> {
        let draft = Draft {
            symbol: symbol.to_owned(),
            issuer: issuer.to_owned(),
            remarks: vec![format!("Hủy số: {reason}")],
            ..Draft::default()
        };
        let entry = Entry { state: State::Cancelled, ..self.entry(draft)? };
        let deed = Deed::Cancelled { entry: entry.clone(), reason: reason.to_owned() };
        self.archive.record(vec![deed], &[])?;
        Ok(entry)
    }

    /// Returns how its files are called: two offices may have the same number and symbol, and signs are left out of names.
    fn stem(&self, entry: &Entry) -> Result<String, ArchiveError> {
        let secret = if entry.series.is_secret() { entry.series.name.as_str() } else { "" };
        let known = self.archive.register.numbered(entry.series.year, entry.number)?;
        let same = known.iter().filter(|(symbol, other)| stem(entry.number, symbol) == entry.stem() && other == secret);
        Ok(match same.count() {
            0 => entry.stem(),
            others => format!("{}-{}", entry.stem(), others + 1),
        })
    }

    /// As [`stem`](Self::stem), with a number behind where other files of this name have been published.
    fn free_stem(&self, entry: &Entry, files: &[(&str, &[u8])]) -> Result<String, ArchiveError> {
        let (stem, folder) = (self.stem(entry)?, entry.series.folder());
        let more = (2..MOST_NAMES).map(|turn| format!("{stem}-{turn}"));
        for name in std::iter::once(stem.clone()).chain(more) {
            let taken = |(ending, content): &(&str, &[u8])| {
                self.archive.differs(&format!("{folder}/{name}.{ending}"), Digest::of(content))
            };
            if !files.iter().map(taken).collect::<Result<Vec<bool>, _>>()?.contains(&true) {
                return Ok(name);
            }
        }
        Ok(stem)
    }

    fn entry(&self, draft: Draft) -> Result<Entry, ArchiveError> {
        Ok(draft.entry(self.archive.register.count()? + 1, &self.wanted, self.number))
    }
}

impl Draft {
    /// Returns the document as the register will have it, without its files.
    pub fn entry(self, id: EntryId, wanted: &Wanted, number: u32) -> Entry {
        let mut remarks = self.remarks;
        remarks.extend(wanted.reason.iter().map(|reason| format!("Số, ngày không theo thứ tự: {reason}")));
        Entry {
            id,
            series: wanted.series.clone(),
            number,
            symbol: self.symbol,
            date: wanted.date,
            kind: self.kind,
            kind_name: self.kind_name,
            subject: self.subject,
            issuer: self.issuer,
            signer: self.signer,
            recipients: self.recipients,
            filed: self.filed,
            copies: self.copies,
            urgency: self.urgency,
            secrecy: self.secrecy,
            exchange: self.exchange,
            remarks,
            state: State::Issued,
            origin: self.origin,
            files: Vec::new(),
            ties: Vec::new(),
        }
    }
}

fn file(stem: &str, part: Part, item: Option<&str>, ending: &str, content: &[u8]) -> Result<FileRef, Refusal> {
    let item = item.map(|item| format!("-{item}")).unwrap_or_default();
    let name = FileName::parse(&format!("{stem}{item}.{ending}"))?;
    Ok(FileRef { part, name, digest: Digest::of(content), length: content.len() as u64 })
}

#[cfg(test)]
mod tests {
    use super::super::samples::{day, entry};
    use super::*;

    fn wanted(number: Option<u32>, on: u32, reason: Option<&str>) -> Wanted {
        let series = Series { year: 2020, name: "chung".to_owned() };
        Wanted { series, number, date: day(on), reason: reason.map(str::to_owned) }
    }

    /// Judges number and day where 1 to 3 are given, 3 on the tenth; today is the twentieth.
    fn judged(number: u32, on: u32, reason: Option<&str>) -> Result<(), Refusal> {
        let third = Entry { date: day(10), ..entry(3, 3) };
        let beside = match number {
            ..=2 => Neighbours { before: None, at: Some(entry(number, number)), after: Some(third) },
            _ => Neighbours { before: Some(third), at: None, after: None },
        };
        judge(&wanted(Some(number), on, reason), number, 3, &beside, day(20))
    }

    #[test]
    fn the_next_number_on_the_same_or_a_later_day_is_given() {
        assert_eq!(judged(4, 10, None), Ok(()));
        assert_eq!(judged(4, 20, None), Ok(()));
    }

    #[test]
    fn a_date_that_runs_backwards_needs_a_reason() {
        let refusal = judged(4, 9, None).unwrap_err();
        assert_eq!(refusal.to_string(), "ngày 09/03/2020 lùi trước ngày 10/03/2020 của số 03/KH-STC");
        assert_eq!(judged(4, 9, Some("ký muộn")), Ok(()));
    }

    #[test]
    fn a_number_that_leaves_a_gap_needs_a_reason() {
        let refusal = judged(9, 10, None).unwrap_err();
        let said = "số 9 không phải là số tiếp theo: dãy chung năm 2020 đã đến số 3, số tiếp theo là 4";
        assert_eq!(refusal.to_string(), said);
        assert_eq!(judged(9, 10, Some("tiếp theo sổ giấy")), Ok(()));
    }

    #[test]
    fn no_reason_gives_a_number_twice_or_a_day_that_has_not_come() {
        assert!(matches!(judged(2, 10, Some("cần gấp")), Err(Refusal::Taken { number: 2, .. })));
        assert!(matches!(judged(4, 21, Some("cần gấp")), Err(Refusal::Future { .. })));
    }
}
