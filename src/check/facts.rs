//! What is known of the world on a day: legal documents that have run out, names that have changed. Whoever calls hands it
//! in; the checker reads no files.

use chrono::NaiveDate;

use crate::check::text;
use crate::check::words::fold;

/// What is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Legal documents that are no longer in force from some day on.
    pub repealed: Vec<Repealed>,
    /// Names of places and offices that have changed.
    pub renamed: Vec<Renamed>,
}

/// A legal document with the last day it was in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repealed {
    /// Its kind, as it is cited: `Nghị định`.
    pub kind: String,
    /// Number and symbol.
    pub symbol: Option<String>,
    /// The day it was signed, by which a law is told from another of its name.
    pub date: Option<NaiveDate>,
    /// What it is about, as it follows `Luật`.
    pub subject: String,
    /// The last day in force.
    pub until: NaiveDate,
    /// What took its place, as it is cited.
    pub successor: Option<String>,
    /// Whether this is beyond doubt.
    pub sure: bool,
}

/// A name with the first day on which it is another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renamed {
    /// The old name.
    pub old: String,
    /// The new one; none where nobody bears it any more.
    pub new: Option<String>,
    /// The first day of the new name.
    pub from: NaiveDate,
    /// Whether this is beyond doubt.
    pub sure: bool,
}

impl Facts {
    /// Returns what a ground cites first, if it was no longer in force on a day.
    pub fn not_in_force(&self, ground: &str, day: NaiveDate) -> Option<&Repealed> {
        self.repealed.iter().find(|law| law.until < day && law.is_cited(ground))
    }

    /// Returns what was in force in the place of a document on a day, as it is cited: what has run out in its turn gives way
    /// to its own successor.
    pub fn successor(&self, of: &Repealed, day: NaiveDate) -> Option<String> {
        let mut last = of.successor.as_ref()?;
        // A chain cannot be longer than there are documents, unless it is a ring.
        for _ in 0..self.repealed.len() {
            let Some(next) = self.not_in_force(last, day) else { break };
            last = next.successor.as_ref()?;
        }
        Some(last.clone())
    }

    /// Returns the name that stands in the place of an old one on a day; none where nobody bears it.
    pub fn name_on(&self, of: &Renamed, day: NaiveDate) -> Option<String> {
        let mut last = of.new.as_ref()?;
        for _ in 0..self.renamed.len() {
            let Some(next) = self.renamed.iter().find(|one| one.old == *last && one.from <= day) else { break };
            last = next.new.as_ref()?;
        }
        Some(last.clone())
    }
}

impl Repealed {
    /// Tells whether a ground cites it before any other document.
    fn is_cited(&self, ground: &str) -> bool {
        let symbols = || self.symbol.as_ref().is_some_and(|symbol| text::first_symbol(ground) == Some(symbol.as_str()));
        let law = || {
            let words = fold(ground);
            let name = fold(&format!("{} {}", self.kind, self.subject));
            let opens = words.trim_start_matches("CANCU").starts_with(&name);
            opens && self.date.is_some_and(|date| text::all_dates(ground).contains(&date))
        };
        symbols() || law()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        crate::viet::date::parse(text).unwrap()
    }

    fn decree(symbol: &str, until: &str, successor: &str) -> Repealed {
        Repealed {
            kind: "Nghị định".to_owned(),
            symbol: Some(symbol.to_owned()),
            date: None,
            subject: String::new(),
            until: day(until),
            successor: Some(successor.to_owned()),
            sure: true,
        }
    }

    fn facts() -> Facts {
        Facts {
            repealed: vec![
                decree("91/2017/NĐ-CP", "31/12/2023", "Nghị định số 98/2023/NĐ-CP"),
                decree("98/2023/NĐ-CP", "30/6/2025", "Nghị định số 152/2025/NĐ-CP"),
            ],
            renamed: Vec::new(),
        }
    }

    #[test]
    fn the_successor_is_the_one_in_force_on_the_day() {
        let facts = facts();
        let said = |on: &str| {
            let law = facts.not_in_force("Căn cứ Nghị định số 91/2017/NĐ-CP ngày 31/7/2017;", day(on))?;
            facts.successor(law, day(on))
        };
        assert_eq!(said("31/12/2023"), None);
        assert_eq!(said("01/01/2024").as_deref(), Some("Nghị định số 98/2023/NĐ-CP"));
        assert_eq!(said("01/7/2025").as_deref(), Some("Nghị định số 152/2025/NĐ-CP"));
    }

    #[test]
    fn a_document_that_is_only_named_in_the_title_of_another_is_not_the_ground() {
        let facts = facts();
        let cited = |ground: &str| facts.not_in_force(ground, day("01/10/2026")).is_some();
        assert!(!cited("Căn cứ Nghị định số 152/2025/NĐ-CP thay thế Nghị định số 98/2023/NĐ-CP;"));
        assert!(!cited("Căn cứ Nghị định số 191/2017/NĐ-CP;"));
        assert!(cited("Căn cứ Nghị định 98/2023/NĐ-CP;"));
    }
}
