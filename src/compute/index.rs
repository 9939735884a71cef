//! Indices, this year against last year, as of a day.

use chrono::NaiveDate;

use crate::record::field::{Asked, Decimal};
use crate::record::index::{Component, Index};

/// How a value moved; in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Higher than last year by so much.
    Up(i64),
    /// Lower than last year by so much.
    Down(i64),
    /// As last year.
    Same,
    /// This year's value is not published on that day, or last year's is still asked for.
    Unpublished,
}

impl Change {
    fn between(before: Asked<Decimal>, now: Option<Decimal>) -> Self {
        let (Some(before), Some(now)) = (before.0, now) else { return Change::Unpublished };
        match now.at(2) - before.at(2) {
            0 => Change::Same,
            up if up > 0 => Change::Up(up),
            down => Change::Down(-down),
        }
    }
}

/// A component on a day.
#[derive(Debug)]
pub struct PartState<'r> {
    /// The component.
    pub part: &'r Component,
    /// How it moved.
    pub change: Change,
}

/// An index on a day.
#[derive(Debug)]
pub struct IndexState<'r> {
    /// The index.
    pub index: &'r Index,
    /// Whether this year's values are published on that day.
    pub published: bool,
    /// How it moved.
    pub change: Change,
    /// Its components.
    pub parts: Vec<PartState<'r>>,
}

/// Returns the indices as of a day: what is published later does not count.
pub fn indices(indices: &[Index], day: NaiveDate) -> Vec<IndexState<'_>> {
    indices.iter().map(|index| state(index, day)).collect()
}

fn state(index: &Index, day: NaiveDate) -> IndexState<'_> {
    let published = index.published.is_some_and(|published| published.day <= day);
    let seen = |now: Option<Decimal>| now.filter(|_| published);
    let parts = index.parts.iter().map(|part| PartState { part, change: Change::between(part.before, seen(part.now)) });
    IndexState { index, published, change: Change::between(index.before, seen(index.now)), parts: parts.collect() }
}
