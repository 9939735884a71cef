//! Taking over an existing register: documents that were numbered elsewhere, as they are, all or none.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;

use super::entry::{Entry, State};
use super::log::Deed;
use super::register::Register;
use super::{Archive, ArchiveError, Draft, Series, Wanted, printed};
use crate::viet::date::short;

/// A document that an existing register has.
#[derive(Clone, Debug)]
pub struct Past {
    /// The series its number is of.
    pub series: Series,
    /// The number.
    pub number: u32,
    /// The date.
    pub date: NaiveDate,
    /// The document.
    pub draft: Draft,
    /// Whether the number was given up.
    pub cancelled: bool,
    /// From where it is taken: `so-2019.xlsx, trang tính “2019”, hàng 7`.
    pub from: String,
}

impl Past {
    fn printed(&self) -> String {
        printed(self.number, &self.draft.symbol)
    }
}

/// Returns which documents cannot be taken over, by their places in the list, and why.
pub fn clashes(register: &dyn Register, past: &[Past], today: NaiveDate) -> Result<Vec<(usize, String)>, ArchiveError> {
    let mut clashes = Vec::new();
    let (mut numbers, mut names) = (HashMap::new(), HashMap::new());
    let given = given(register, past)?;
    for (at, one) in past.iter().enumerate() {
        let name =
            (one.series.year, one.printed(), &one.draft.issuer, one.series.is_secret().then_some(&one.series.name));
        let first = numbers.insert((&one.series, one.number), at).or(names.insert(name, at));
        let known = if given.contains(&(one.series.year, one.number)) { known(register, one)? } else { None };
        if let Some(known) = known {
            let owner = format!("{} “{}”", known.printed(), known.subject);
            clashes.push((at, format!("số {} (dãy {}) trong sổ đã là của {owner}", one.number, one.series)));
        } else if let Some(first) = first {
            clashes.push((at, format!("số {} trùng với {}", one.printed(), past[first].from)));
        } else if one.date > today {
            clashes.push((at, format!("ngày {} của số {} chưa đến", short(one.date), one.printed())));
        }
    }
    Ok(clashes)
}

/// Returns the numbers, of whatever series, that the register has in the years of these documents; mostly none, and
/// then nobody need ask for each.
fn given(register: &dyn Register, past: &[Past]) -> Result<HashSet<(i32, u32)>, ArchiveError> {
    let years: BTreeSet<i32> = past.iter().map(|one| one.series.year).collect();
    let mut given = HashSet::new();
    for year in years {
        given.extend(register.numbers(year, 0)?.into_iter().map(|(number, ..)| (year, number)));
    }
    Ok(given)
}

/// Returns the document that has this number already, or this number and symbol.
fn known(register: &dyn Register, one: &Past) -> Result<Option<Entry>, ArchiveError> {
    if let Some(known) = register.neighbours(&one.series, one.number)?.at {
        return Ok(Some(known));
    }
    let same = |known: &Entry| known.issuer == one.draft.issuer && known.series.is_secret() == one.series.is_secret();
    let all = register.printed(one.series.year, one.number, &one.draft.symbol)?;
    Ok(all.into_iter().find(|known| !one.series.is_secret() && same(known)))
}

/// Returns what is out of turn in an existing register, by the places in the list: it is history, and is kept.
pub fn irregular(register: &dyn Register, past: &[Past]) -> Result<Vec<(usize, String)>, ArchiveError> {
    let mut series: BTreeMap<&Series, Vec<usize>> = BTreeMap::new();
    for (at, one) in past.iter().enumerate() {
        series.entry(&one.series).or_default().push(at);
    }
    let mut told = Vec::new();
    for (series, mut places) in series {
        places.sort_by_key(|at| past[*at].number);
        let first = past[places[0]].number;
        let before = register.neighbours(series, first)?.before;
        let mut last = before.map_or((0, NaiveDate::MIN, String::new()), |b| (b.number, b.date, b.printed()));
        for at in places {
            let one = &past[at];
            let (number, date, printed) = &last;
            if one.number > number + 1 {
                let missing = match one.number - number {
                    2 => format!("{:02}", number + 1),
                    _ => format!("{:02} đến {:02}", number + 1, one.number - 1),
                };
                told.push((at, format!("dãy {series}: trước số {} thiếu số {missing}", one.printed())));
            }
            if one.date < *date {
                let (own, other) = (short(one.date), short(*date));
                told.push((at, format!("số {} ngày {own}, lùi trước ngày {other} của số {printed}", one.printed())));
            }
            last = (one.number, one.date.max(*date), if one.date < *date { printed.clone() } else { one.printed() });
        }
    }
    told.sort_by_key(|(at, _)| *at);
    Ok(told)
}

impl Archive {
    /// Takes documents over in their order, in one step; gaps and dates out of turn are kept as they are.
    ///
    /// What clashes is for the caller to leave out, by [`clashes`]: a number that is given already stops all.
    pub fn take_over(&mut self, past: Vec<Past>) -> Result<u32, ArchiveError> {
        let before = self.register.count()?;
        let deeds: Vec<Deed> = (before + 1..).zip(past).map(|(id, one)| one.deed(id)).collect();
        let changed = if deeds.is_empty() { Vec::new() } else { self.record(deeds, &[])? };
        Ok(u32::try_from(changed.len()).unwrap_or(u32::MAX))
    }
}

impl Past {
    fn deed(self, id: super::EntryId) -> Deed {
        let reason = format!("nhập từ {}", self.from);
        let wanted = Wanted { series: self.series, number: Some(self.number), date: self.date, reason: None };
        let entry = self.draft.entry(id, &wanted, self.number);
        let state = if self.cancelled { State::Cancelled } else { entry.state };
        Deed::Registered { entry: Entry { state, ..entry }, reason: Some(reason) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::entry::Exchange;
    use super::super::log::Tip;
    use super::super::register::Step;
    use super::super::samples::{actor, day, entry};
    use super::super::sqlite::SqliteRegister;
    use super::super::{Origin, Signatory};
    use super::*;

    fn past(number: u32, on: u32) -> Past {
        let like = entry(1, number);
        let draft = Draft {
            symbol: like.symbol,
            kind: like.kind,
            kind_name: like.kind_name,
            subject: like.subject,
            issuer: like.issuer,
            signer: Signatory::default(),
            recipients: Vec::new(),
            filed: String::new(),
            copies: None,
            urgency: None,
            secrecy: None,
            exchange: Exchange::default(),
            remarks: Vec::new(),
            origin: Origin::Outside,
        };
        Past { series: like.series, number, date: day(on), draft, cancelled: false, from: format!("hàng {number}") }
    }

    fn register() -> SqliteRegister {
        let mut register = SqliteRegister::in_memory().unwrap();
        let deed = Deed::Issued { entry: entry(1, 1), reason: None };
        let (line, after) = Tip::EMPTY.next(actor(), deed).sealed();
        register.append(&Step { before: Tip::EMPTY, lines: vec![line], after, changed: vec![entry(1, 1)] }).unwrap();
        register
    }

    #[test]
    fn numbers_given_here_or_twice_there_and_days_to_come_clash() {
        let list = [past(1, 1), past(2, 2), past(2, 3), past(3, 20)];
        let told: Vec<String> = clashes(&register(), &list, day(10)).unwrap().into_iter().map(|(_, why)| why).collect();
        assert_eq!(
            told,
            [
                "số 1 (dãy chung năm 2020) trong sổ đã là của 01/KH-STC “Kế hoạch thứ 1”",
                "số 02/KH-STC trùng với hàng 2",
                "ngày 20/03/2020 của số 03/KH-STC chưa đến"
            ]
        );
    }

    #[test]
    fn gaps_and_dates_that_run_backwards_are_told_and_allowed() {
        let list = [past(2, 5), past(4, 3), past(7, 9)];
        let told: Vec<String> = irregular(&register(), &list).unwrap().into_iter().map(|(_, what)| what).collect();
        assert_eq!(
            told,
            [
                "dãy chung năm 2020: trước số 04/KH-STC thiếu số 03",
                "số 04/KH-STC ngày 03/03/2020, lùi trước ngày 05/03/2020 của số 02/KH-STC",
                "dãy chung năm 2020: trước số 07/KH-STC thiếu số 05 đến 06"
            ]
        );
    }
}
