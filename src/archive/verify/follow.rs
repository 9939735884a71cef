//! Following the log from its first line, row by row of the register: a document is held only until its row is reached.
//!
//! A million documents do not fit into memory with all they say, and need not: most lines of the log are followed by
//! nothing that concerns their document, so it can be compared with its row at once and let go. What remains is its
//! number, and the digests of its files.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::rc::Rc;

use chrono::NaiveDateTime;

use super::BATCH;
use crate::archive::entry::{Entries, Entry, EntryId, Part};
use crate::archive::log::{ChainFault, Deed, Line, Tip};
use crate::archive::register::{Register, RegisterError};
use crate::archive::time::{SLACK, Step};
use crate::archive::{Digest, Series, code, printed};
use crate::diag::Code;

/// A file that must be in the store.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wanted {
    /// Its content.
    pub digest: Digest,
    part: Part,
    number: u32,
    symbol: Rc<str>,
}

impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} của văn bản số {}", self.part.words(), printed(self.number, &self.symbol))
    }
}

/// Where the log has been followed to, and what it has made.
pub struct Follower<'a> {
    /// The end of what was followed.
    pub tip: Tip,
    /// How many documents there are.
    pub documents: usize,
    /// The numbers of each series, and whether one says why it is out of turn.
    pub numbers: BTreeMap<Series, Vec<(u32, bool)>>,
    /// Every file of every document.
    pub files: Vec<Wanted>,
    /// Whether the log cannot be followed to its end.
    pub broken: bool,
    /// Lines whose time is before that of an earlier one, and none says why.
    pub backwards: Vec<String>,
    /// The latest time, since a person has last said that the clock is right.
    latest: Option<NaiveDateTime>,
    register: Option<&'a dyn Register>,
    /// The register's rows that come next.
    rows: VecDeque<Entry>,
    /// The place of the last row that was read.
    read: EntryId,
    /// Documents that are not yet as their row says, and the last one.
    open: Entries,
    /// The rows of these.
    beside: Entries,
    symbols: BTreeMap<String, Rc<str>>,
}

impl<'a> Follower<'a> {
    /// Stands before the first line.
    pub fn new(register: Option<&'a dyn Register>) -> Self {
        Self {
            tip: Tip::EMPTY,
            documents: 0,
            numbers: BTreeMap::new(),
            files: Vec::new(),
            broken: false,
            backwards: Vec::new(),
            latest: None,
            register,
            rows: VecDeque::new(),
            read: 0,
            open: Entries::new(),
            beside: Entries::new(),
            symbols: BTreeMap::new(),
        }
    }

    /// Takes the next line; a register that cannot be read is told, and not followed any further.
    pub fn step(&mut self, line: &Line, digest: Digest) -> Result<Option<RegisterError>, ChainFault> {
        let after = line.follow(digest, self.tip)?;
        let known = self.documents;
        let told = self.recall(&line.deed);
        let last = self.open.last_key_value().map(|(id, _)| *id);
        let changed = line.deed.apply(&mut self.open)?;
        self.tip = after;
        self.time(line);
        self.keep(&line.deed);
        let told = changed.iter().fold(told, |told, id| {
            let fresh = usize::try_from(*id).is_ok_and(|id| id > known);
            told.or(if fresh { self.reach(*id) } else { None })
        });
        self.settle(changed.into_iter().chain(last).chain(line.deed.concerns()));
        if told.is_some() {
            self.register = None;
        }
        Ok(told)
    }

    fn time(&mut self, line: &Line) {
        let at = line.actor.at;
        match line.deed.step() {
            Step::Begun => self.latest = Some(at),
            Step::Free => {}
            Step::Counted => {
                let latest = self.latest.filter(|latest| at + SLACK < *latest);
                if let Some(latest) = latest {
                    let shown = |at: NaiveDateTime| at.format("%H:%M ngày %d/%m/%Y").to_string();
                    let (at, latest) = (shown(at), shown(latest));
                    self.backwards
                        .push(format!("mục {} ghi lúc {at}, trước giờ {latest} của một mục trước nó", line.index));
                }
                self.latest = self.latest.max(Some(at));
            }
        }
    }

    /// Brings back documents that were let go and are concerned again: they are as their rows say.
    fn recall(&mut self, deed: &Deed) -> Option<RegisterError> {
        let register = self.register?;
        for id in deed.concerns() {
            if self.open.contains_key(&id) || id == 0 {
                continue;
            }
            match register.entries(id - 1, 1) {
                Ok(row) => {
                    for row in row.into_iter().filter(|row| row.id == id) {
                        self.open.insert(id, row.clone());
                        self.beside.insert(id, row);
                    }
                }
                Err(cause) => return Some(cause),
            }
        }
        None
    }

    /// Keeps numbers and files of what is new.
    fn keep(&mut self, deed: &Deed) {
        match deed {
            Deed::Issued { entry, reason } | Deed::Registered { entry, reason } => {
                self.keep_entry(entry, reason.is_some());
            }
            Deed::Cancelled { entry, .. } => self.keep_entry(entry, false),
            Deed::Received { id, file } => {
                let owner = self.open.get(id).map(|entry| (entry.number, entry.symbol.clone()));
                let (number, symbol) = owner.unwrap_or_default();
                let symbol = self.symbol(&symbol);
                self.files.push(Wanted { digest: file.digest, part: file.part, number, symbol });
            }
            _ => {}
        }
    }

    fn keep_entry(&mut self, entry: &Entry, explained: bool) {
        self.documents += 1;
        match self.numbers.get_mut(&entry.series) {
            Some(numbers) => numbers.push((entry.number, explained)),
            None => drop(self.numbers.insert(entry.series.clone(), vec![(entry.number, explained)])),
        }
        let symbol = self.symbol(&entry.symbol);
        let wanted = |file: &crate::archive::entry::FileRef| Wanted {
            digest: file.digest,
            part: file.part,
            number: entry.number,
            symbol: Rc::clone(&symbol),
        };
        self.files.extend(entry.files.iter().map(wanted));
    }

    fn symbol(&mut self, text: &str) -> Rc<str> {
        if let Some(known) = self.symbols.get(text) {
            return Rc::clone(known);
        }
        let symbol: Rc<str> = Rc::from(text);
        self.symbols.insert(text.to_owned(), Rc::clone(&symbol));
        symbol
    }

    /// Reads the rows up to a new document.
    fn reach(&mut self, id: EntryId) -> Option<RegisterError> {
        let register = self.register?;
        if self.rows.is_empty() {
            match register.entries(self.read, BATCH) {
                Ok(rows) => {
                    self.read = rows.last().map_or(self.read, |row| row.id);
                    self.rows = rows.into();
                }
                Err(cause) => return Some(cause),
            }
        }
        let reached = self.rows.partition_point(|row| row.id <= id);
        self.beside.extend(self.rows.drain(..reached).map(|row| (row.id, row)));
        None
    }

    /// Lets those of the documents go that are as their rows say; the last one stays, for the next must follow it.
    fn settle(&mut self, touched: impl IntoIterator<Item = EntryId>) {
        if self.register.is_none() {
            return;
        }
        let last = self.open.last_key_value().map(|(id, _)| *id);
        for id in touched.into_iter().filter(|id| Some(*id) != last) {
            if self.beside.contains_key(&id) && self.beside.get(&id) == self.open.get(&id) {
                self.open.remove(&id);
                self.beside.remove(&id);
            }
        }
    }

    /// Returns where register and log do not agree, at the end of the log.
    pub fn end(&mut self) -> Vec<(&'static Code, String)> {
        let mut found = Vec::new();
        let Some(register) = self.register else { return found };
        for (id, entry) in &self.open {
            match self.beside.remove(id) {
                Some(row) if row == *entry => {}
                _ if self.broken => {}
                Some(_) => {
                    found.push((&code::ROW, format!("văn bản số {} trong sổ khác với nhật ký", entry.printed())));
                }
                None => {
                    let message = format!("văn bản số {} có trong nhật ký mà không có trong sổ", entry.printed());
                    found.push((&code::ROW, message));
                }
            }
        }
        let beside = std::mem::take(&mut self.beside).into_values().chain(std::mem::take(&mut self.rows));
        let mut strangers: Vec<Entry> = beside.collect();
        loop {
            for row in std::mem::take(&mut strangers) {
                if self.broken {
                    self.keep_entry(&row, true);
                } else {
                    let message = format!("văn bản số {} có trong sổ mà không có trong nhật ký", row.printed());
                    found.push((&code::ROW, message));
                }
            }
            match register.entries(self.read, BATCH) {
                Ok(rows) if rows.is_empty() => return found,
                Ok(rows) => {
                    self.read = rows.last().map_or(self.read, |row| row.id);
                    strangers = rows;
                }
                Err(cause) => {
                    found.push((&code::REGISTER, cause.to_string()));
                    return found;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::samples::{actor, day, entry};
    use super::*;
    use crate::archive::Actor;

    /// Follows these deeds, each on its day of March, and returns what is said of their times.
    fn told(deeds: Vec<(u32, Deed)>) -> Vec<String> {
        let mut follower = Follower::new(None);
        for (on, deed) in deeds {
            let line = follower.tip.next(Actor { at: day(on).and_hms_opt(8, 0, 0).unwrap(), ..actor() }, deed);
            let digest = line.sealed().1.digest;
            follower.step(&line, digest).unwrap();
        }
        follower.backwards
    }

    #[test]
    fn times_that_run_backwards_are_told_unless_a_line_says_that_the_clock_is_right_now() {
        let issued = |number| Deed::Issued { entry: entry(number, number), reason: None };
        let freed = || Deed::Freed { holder: "hoa".to_owned() };
        assert_eq!(
            told(vec![(20, issued(1)), (2, issued(2)), (21, issued(3))]),
            ["mục 2 ghi lúc 08:00 ngày 02/03/2020, trước giờ 08:00 ngày 20/03/2020 của một mục trước nó"]
        );
        let confirmed = Deed::ClockConfirmed { last: None, reason: "đã chỉnh".to_owned() };
        assert_eq!(told(vec![(20, issued(1)), (2, freed()), (2, confirmed), (2, issued(2))]), Vec::<String>::new());
        assert_eq!(told(vec![(20, issued(1)), (2, freed()), (2, issued(2))]).len(), 1, "freeing a lock says nothing");
    }
}
