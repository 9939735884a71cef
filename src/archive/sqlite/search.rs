//! Searching the register: one index of words answers for text, kind, signer, month and state together.
//!
//! What is not text is indexed as a word no text has, all of which begin with `z`. So whatever is asked for, SQLite only
//! has to intersect lists that are in the order of the register, and stops as soon as enough is found.

use chrono::{Datelike, NaiveDate};
use rusqlite::{Connection, ToSql, params};

use super::schema::{self, NUMBER_BITS, SERIES_BITS};
use super::{fault, folded};
use crate::archive::entry::{Entry, State};
use crate::archive::register::{Query, RegisterError, Which};

/// Puts the words of a document into the index, in the place of those it had.
pub fn index(connection: &Connection, entry: &Entry) -> Result<(), RegisterError> {
    let sql = "INSERT OR REPLACE INTO tim (rowid, chu) VALUES (?1, ?2)";
    let row = params![schema::key(connection, entry)?, words_of(entry)];
    connection.prepare_cached(sql).and_then(|mut sql| sql.execute(row)).map(drop).map_err(fault)
}

/// What a search looks through, without marks, and the words for what is no text.
fn words_of(entry: &Entry) -> String {
    let mut text = folded(&format!("{} {} {}", entry.number, entry.printed(), entry.kind_name));
    let signer = folded(&entry.signer.name);
    let more = [&entry.subject, &entry.filed].into_iter().chain(&entry.recipients).chain(&entry.remarks);
    for part in more.map(|part| folded(part)).chain([signer.clone()]) {
        text.push(' ');
        text.push_str(&part);
    }
    for word in words(&signer) {
        text.push_str(&format!(" {SIGNER}{word}"));
    }
    let (kind, state, date) = (kind(&entry.kind), state(entry.state), entry.date);
    text + &format!(" {kind} {state} {} {}", month(date.year(), date.month()), year(date.year()))
}

const SIGNER: &str = "zk";

fn kind(id: &str) -> String {
    format!("zl{}", id.replace('_', ""))
}

fn state(state: State) -> String {
    let letter = match state {
        State::Issued => 'c',
        State::Recalled => 't',
        State::Replaced => 'b',
        State::Cancelled => 'h',
    };
    format!("zt{letter}")
}

fn month(year: i32, month: u32) -> String {
    format!("zm{year}{month:02}")
}

fn year(year: i32) -> String {
    format!("zn{year}")
}

/// Returns the words of a text without marks.
fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Returns what FTS5 looks for: whole words, but the last may be the beginning of one, unless it is a letter or a number.
///
/// Beginnings cost: FTS5 gathers all words that begin so before it finds the first document.
fn asked(text: &str, before: &str) -> Vec<String> {
    let mut asked: Vec<String> = words(text).map(|word| format!("\"{before}{word}\"")).collect();
    let last = words(text).last().unwrap_or_default();
    let whole = last.chars().count() < 2 || last.chars().all(char::is_numeric);
    if let Some(end) = asked.last_mut().filter(|_| !whole) {
        end.push('*');
    }
    asked
}

/// A query as SQLite takes it.
pub struct Search {
    /// The statement, which gives contents.
    pub sql: String,
    /// Its values.
    pub values: Vec<Box<dyn ToSql>>,
}

impl Search {
    /// Puts a query into SQL; `years` are the first and the last there are.
    pub fn of(query: &Query, years: (i32, i32)) -> Self {
        let terms = terms(query, years);
        let mut search = if terms.is_empty() {
            Self { sql: "SELECT noi_dung FROM van_ban INDEXED BY van_ban_khoa WHERE 1".to_owned(), values: Vec::new() }
        } else {
            // A cross join keeps SQLite from beginning with the other table.
            let sql = "SELECT noi_dung FROM tim CROSS JOIN van_ban INDEXED BY van_ban_khoa ON khoa = tim.rowid
                       WHERE tim MATCH ?1";
            Self { sql: sql.to_owned(), values: vec![Box::new(terms.join(" AND "))] }
        };
        let key = if terms.is_empty() { "khoa" } else { "tim.rowid" };
        search.series(query, key);
        search.days(query);
        search.sql.push_str(&format!(" ORDER BY {key}"));
        search
    }

    fn add(&mut self, condition: &str, value: impl ToSql + 'static) {
        self.values.push(Box::new(value));
        self.sql.push_str(&format!(" AND {condition} ?{}", self.values.len()));
    }

    fn series(&mut self, query: &Query, key: &str) {
        if let Some(year) = query.year {
            self.add(&format!("{key} >="), i64::from(year) << (SERIES_BITS + NUMBER_BITS));
            self.add(&format!("{key} <"), i64::from(year + 1) << (SERIES_BITS + NUMBER_BITS));
        }
        if let Some(least) = query.least {
            self.add(&format!("({key} & {}) >=", (1 << NUMBER_BITS) - 1), least);
        }
        if let Some(most) = query.most {
            self.add(&format!("({key} & {}) <=", (1 << NUMBER_BITS) - 1), most);
        }
        let mut within = |condition: &str| {
            self.sql.push_str(&format!(" AND ({key} >> {NUMBER_BITS}) IN (SELECT ma FROM day_so WHERE {condition})"));
        };
        match &query.series {
            Which::All => {}
            Which::Open => within("mat = 0"),
            Which::Secret => within("mat = 1"),
            Which::Named(name) => {
                within(&format!("ten = ?{}", self.values.len() + 1));
                self.values.push(Box::new(name.clone()));
            }
        }
    }

    fn days(&mut self, query: &Query) {
        if let Some(from) = query.from {
            self.add("ngay >=", from.to_string());
        }
        if let Some(to) = query.to {
            self.add("ngay <=", to.to_string());
        }
    }
}

/// Returns what the index of words is asked, all of it at once.
fn terms(query: &Query, years: (i32, i32)) -> Vec<String> {
    let mut terms = Vec::new();
    for (text, before) in [(&query.text, ""), (&query.signer, SIGNER)] {
        let text = text.as_deref().map(folded).unwrap_or_default();
        terms.extend(asked(&text, before));
    }
    terms.extend(query.kind.as_deref().map(|id| format!("\"{}\"", kind(id))));
    terms.extend(query.state.map(|of| format!("\"{}\"", state(of))));
    let months = months(query.from, query.to, years);
    if !months.is_empty() {
        terms.push(format!("({})", months.join(" OR ")));
    }
    terms
}

/// Returns the years and months that have a day of a span; none where the span has no end within the years there are.
fn months(from: Option<NaiveDate>, to: Option<NaiveDate>, (first, last): (i32, i32)) -> Vec<String> {
    if from.is_none() && to.is_none() {
        return Vec::new();
    }
    let from = from.map_or((first, 1), |day| (day.year(), day.month())).max((first, 1));
    let to = to.map_or((last, 12), |day| (day.year(), day.month())).min((last, 12));
    let mut all = Vec::new();
    for at in from.0..=to.0 {
        let begin = if at == from.0 { from.1 } else { 1 };
        let end = if at == to.0 { to.1 } else { 12 };
        if (begin, end) == (1, 12) {
            all.push(year(at));
        } else {
            all.extend((begin..=end).map(|number| month(at, number)));
        }
    }
    if all.is_empty() {
        // Nothing is dated so: a word that nothing has.
        all.push("zm".to_owned());
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<NaiveDate> {
        crate::viet::date::parse(text).ok()
    }

    #[test]
    fn a_span_of_days_is_whole_years_and_the_months_at_its_ends() {
        let seen = |from, to| months(from, to, (2018, 2021)).join(" ");
        assert_eq!(seen(day("15/11/2019"), day("02/02/2021")), "zm201911 zm201912 zn2020 zm202101 zm202102");
        assert_eq!(seen(day("01/01/2020"), day("31/12/2020")), "zn2020");
        assert_eq!(seen(day("05/12/2020"), None), "zm202012 zn2021");
        assert_eq!(seen(None, day("05/01/2018")), "zm201801");
        assert_eq!(seen(None, None), "");
        assert_eq!(seen(day("01/01/2030"), None), "zm", "found nowhere");
    }

    #[test]
    fn only_the_last_word_may_be_unfinished_and_numbers_and_single_letters_are_whole() {
        let of = |text: &str, signer: &str| {
            let query = Query { text: Some(text.to_owned()), signer: Some(signer.to_owned()), ..Query::default() };
            terms(&query, (2020, 2020)).join(" ")
        };
        assert_eq!(of("Kế-hoạch 02 th", "Văn A"), "\"ke\" \"hoach\" \"02\" \"th\"* \"zkvan\" \"zka\"");
        assert_eq!(of("02/KH 12", "an"), "\"02\" \"kh\" \"12\" \"zkan\"*");
        assert_eq!(of("\"* OR", ""), "\"or\"*");
    }
}
