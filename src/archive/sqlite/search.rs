//! Searching the register: one index of words answers for text, kind, signer, month and state together.
//!
//! What is not text is indexed as a word no text has, all of which begin with `z`. So whatever is asked for, SQLite only
//! has to intersect lists that are in the order of the register, and stops as soon as enough is found.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use chrono::{Datelike, NaiveDate};
use rayon::prelude::*;
use rusqlite::{Connection, ToSql, params};

use super::keys::{NUMBER_BITS, SERIES_BITS, key};
use super::{fault, folded};
use crate::archive::entry::{Entry, State};
use crate::archive::register::{Query, RegisterError, Which};

/// The index of words as it is made today.
pub const INDEX: &str =
    "CREATE VIRTUAL TABLE tim USING fts5 (chu, content='', contentless_delete=1, detail='none', prefix='2 3');";

/// Puts the words of a document into the index, in the place of those it had.
pub fn index(connection: &Connection, entry: &Entry) -> Result<(), RegisterError> {
    let sql = "INSERT OR REPLACE INTO tim (rowid, chu) VALUES (?1, ?2)";
    let row = params![key(connection, entry)?, words_of(entry)];
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

/// How many documents are looked at together.
const BATCH: usize = 4096;

/// The beginnings that are indexed by themselves, by their number of letters.
const BEGINNINGS: [usize; 2] = [2, 3];

/// What an index says: a sum over all that it would find for its words and for each of the beginnings of words. Sums do
/// not depend on the order in which things are found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sums([u64; 1 + BEGINNINGS.len()]);

impl Sums {
    fn add(&mut self, which: usize, word: &str, key: i64) {
        let mut hasher = DefaultHasher::new();
        (word, key).hash(&mut hasher);
        self.0[which] = self.0[which].wrapping_add(hasher.finish());
    }

    fn with(mut self, other: Self) -> Self {
        self.0.iter_mut().zip(other.0).for_each(|(own, other)| *own = own.wrapping_add(other));
        self
    }

    /// What a document with these words adds.
    fn add_words(&mut self, words: &BTreeSet<&str>, key: i64) {
        for word in words {
            self.add(0, word, key);
        }
        for (which, letters) in (1..).zip(BEGINNINGS) {
            let begun: BTreeSet<&str> = words.iter().filter_map(|word| beginning(word, letters)).collect();
            for begun in begun {
                self.add(which, begun, key);
            }
        }
    }
}

/// Returns the first letters of a word that has so many.
fn beginning(word: &str, letters: usize) -> Option<&str> {
    let end = word.char_indices().map(|(at, _)| at).chain([word.len()]).nth(letters)?;
    Some(&word[..end])
}

/// Compares the index with the words of the documents, and returns what is wrong.
///
/// The index finds through its words, and through the beginnings of words, which it keeps apart: both are asked for all
/// that they have.
pub fn compare(connection: &Connection) -> Result<Vec<String>, RegisterError> {
    let told = indexed(connection)?;
    let meant = meant(connection)?;
    let named = [
        (0, "chỉ mục tìm kiếm của sổ khác với các văn bản trong sổ"),
        (1, "chỉ mục tìm kiếm theo hai chữ đầu khác với các văn bản trong sổ"),
        (2, "chỉ mục tìm kiếm theo ba chữ đầu khác với các văn bản trong sổ"),
    ];
    Ok(named.iter().filter(|(at, _)| told.0[*at] != meant.0[*at]).map(|(_, name)| (*name).to_owned()).collect())
}

/// Returns what the index says.
fn indexed(connection: &Connection) -> Result<Sums, RegisterError> {
    let mut sums = Sums::default();
    connection
        .execute_batch("CREATE VIRTUAL TABLE IF NOT EXISTS temp.tim_chu USING fts5vocab (main, tim, instance)")
        .map_err(fault)?;
    let mut begun = BEGINNINGS.map(|_| BTreeSet::new());
    let mut words = connection.prepare("SELECT term, doc FROM temp.tim_chu").map_err(fault)?;
    let mut rows = words.query([]).map_err(fault)?;
    let mut last = String::new();
    while let Some(row) = rows.next().map_err(fault)? {
        let word =
            row.get_ref(0).map_err(fault)?.as_str().map_err(|cause| RegisterError::Damaged(cause.to_string()))?;
        sums.add(0, word, row.get(1).map_err(fault)?);
        if word != last {
            word.clone_into(&mut last);
            for (begun, letters) in begun.iter_mut().zip(BEGINNINGS) {
                begun.extend(beginning(word, letters).map(str::to_owned));
            }
        }
    }
    let mut found = connection.prepare("SELECT rowid FROM tim WHERE tim MATCH ?1").map_err(fault)?;
    for (which, begun) in (1..).zip(begun) {
        for begun in begun {
            let mut keys = found.query([format!("\"{begun}\"*")]).map_err(fault)?;
            while let Some(row) = keys.next().map_err(fault)? {
                sums.add(which, &begun, row.get(0).map_err(fault)?);
            }
        }
    }
    Ok(sums)
}

/// Returns what the index has to say.
fn meant(connection: &Connection) -> Result<Sums, RegisterError> {
    let mut sums = Sums::default();
    let mut rows = connection.prepare("SELECT khoa, noi_dung FROM van_ban ORDER BY stt").map_err(fault)?;
    let mut rows = rows.query([]).map_err(fault)?;
    let mut batch: Vec<(i64, String)> = Vec::with_capacity(BATCH);
    loop {
        let row = rows.next().map_err(fault)?;
        let ended = row.is_none();
        if let Some(row) = row {
            batch.push((row.get(0).map_err(fault)?, row.get(1).map_err(fault)?));
        }
        if ended || batch.len() == BATCH {
            let all = batch.par_chunks(BATCH / 16).map(sums_of).collect::<Result<Vec<_>, _>>()?;
            sums = all.into_iter().fold(sums, Sums::with);
            batch.clear();
        }
        if ended {
            return Ok(sums);
        }
    }
}

/// Returns what these rows add. Texts whose words only SQLite can tell go through an index of their own.
fn sums_of(rows: &[(i64, String)]) -> Result<Sums, RegisterError> {
    let mut sums = Sums::default();
    let mut rest = Vec::new();
    for (key, content) in rows {
        let text = words_of(&super::read(content)?);
        if text.chars().all(|c| c.is_ascii() || "–—“”‘’…".contains(c)) {
            let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
            sums.add_words(&words.collect(), *key);
        } else {
            rest.push((*key, text));
        }
    }
    if rest.is_empty() {
        return Ok(sums);
    }
    let connection = Connection::open_in_memory().map_err(fault)?;
    connection.execute_batch(INDEX).map_err(fault)?;
    for (key, text) in rest {
        let sql = "INSERT INTO tim (rowid, chu) VALUES (?1, ?2)";
        connection.prepare_cached(sql).and_then(|mut sql| sql.execute(params![key, text])).map_err(fault)?;
    }
    Ok(sums.with(indexed(&connection)?))
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
