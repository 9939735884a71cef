//! What is said of the tasks of a day: made when a document asks for it, and once for all documents of that day.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use chrono::NaiveDate;
use tera::Value;

use super::tasks::Fact;
use super::texts::mentions_expression;
use crate::compute::{self, Ledger};
use crate::record::Records;
use crate::record::paper::Period;

/// The days of which documents have spoken last.
pub struct Days<'a> {
    records: &'a Records,
    last: Mutex<VecDeque<Arc<Day<'a>>>>,
    /// How many days are kept: documents come in the order of their days, each thread at its own place in it.
    most: usize,
}

/// The tasks of a day.
struct Day<'a> {
    date: NaiveDate,
    ledger: OnceLock<Ledger<'a>>,
    made: Mutex<Vec<(Key, Shown)>>,
}

/// A fact, and the period of which it speaks: its first and last day, and the last day of the one after it.
type Key = (Fact, Option<(NaiveDate, NaiveDate, Option<NaiveDate>)>);

/// A fact as templates see it.
#[derive(Clone)]
pub struct Shown {
    /// The value.
    pub value: Value,
    /// Whether its texts hold expressions, which each document fills in for itself.
    pub is_open: bool,
}

impl<'a> Days<'a> {
    /// Begins with no day.
    pub fn new(records: &'a Records) -> Self {
        Self { records, last: Mutex::default(), most: rayon::current_num_threads() + 1 }
    }

    /// Returns a fact of a day.
    pub fn fact(&self, fact: Fact, day: NaiveDate, period: Option<&Period>) -> Shown {
        let day = self.day(day);
        let period = period.filter(|_| fact.is_of_period());
        let days = |period: &Period| (period.from.day, period.to.day, period.next_to.map(|date| date.day));
        let key = (fact, period.map(days));
        let mut made = day.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, shown)) = made.iter().find(|(known, _)| *known == key) {
            return shown.clone();
        }
        let ledger = day.ledger.get_or_init(|| compute::ledger(self.records, day.date));
        let value = fact.view(ledger, period, self.records);
        let shown = Shown { is_open: mentions_expression(&value), value };
        made.push((key, shown.clone()));
        shown
    }

    /// Returns a day, in the place of the one that was asked for longest ago.
    fn day(&self, day: NaiveDate) -> Arc<Day<'a>> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let known = last.iter().position(|known| known.date == day).and_then(|at| last.remove(at));
        let day = known.unwrap_or_else(|| Arc::new(Day { date: day, ledger: OnceLock::new(), made: Mutex::default() }));
        last.truncate(self.most - 1);
        last.push_front(Arc::clone(&day));
        day
    }
}
