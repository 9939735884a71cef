//! Laws in the new year: which are still in force, what took the place of the others.

use chrono::{Datelike, NaiveDate};

use crate::record::Records;
use crate::record::law::Law;
use crate::viet::date::short;

/// What becomes of a ground.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ground {
    /// It is in force on the day.
    Stays,
    /// This one is in force in its place.
    Replaced(String),
    /// It will have expired, and the records know nothing in its place.
    Unknown(String),
}

/// Returns what becomes of the law of an id on a day of the new year.
pub fn on(records: &Records, id: &str, day: NaiveDate) -> Ground {
    let Some(first) = records.law(id) else { return Ground::Stays };
    let mut law = first;
    // A chain cannot be longer than there are laws, unless it is a ring.
    for _ in 0..records.laws.len() {
        match law.until.filter(|until| until.day < day) {
            None if law.id.text == id => return Ground::Stays,
            None => return Ground::Replaced(law.id.text.clone()),
            Some(_) => {}
        }
        let Some(next) = law.successor.as_ref().and_then(|next| records.law(&next.text)) else { break };
        law = next;
    }
    Ground::Unknown(format!("{} hết hiệu lực {}", name(first), expiry(first)))
}

/// Says that a ground gives way to another.
pub fn note(records: &Records, old: &str, new: &str) -> String {
    let (Some(old), Some(new)) = (records.law(old), records.law(new)) else { return String::new() };
    format!("căn cứ {} (hết hiệu lực {}) đã thay bằng {}", name(old), expiry(old), name(new))
}

/// Says which laws that amend a ground have come into force since the old year, up to a day: whether they belong among
/// the grounds is for the clerk to say.
pub fn amended(records: &Records, id: &str, day: NaiveDate) -> Vec<String> {
    let Some(law) = records.law(id) else { return Vec::new() };
    let subject = format!("của {} {}", law.kind.text, law.subject.text);
    let amends = |other: &&Law| other.subject.text.starts_with("sửa đổi") && other.subject.text.ends_with(&subject);
    let new = |from: NaiveDate| from.year() > records.year && from <= day && law.from.is_none_or(|law| law.day < from);
    let found = records.laws.iter().filter(amends).filter_map(|other| Some((other, other.from?.day)));
    let note = |(other, from): (&Law, NaiveDate)| {
        let signed = other.date.map_or_else(String::new, |date| format!(" ngày {}", short(date.day)));
        let (what, from) = (name(other), short(from));
        format!("{} được sửa đổi từ {from} ({what}{signed}): xem có cần thêm vào căn cứ", name(law))
    };
    found.filter(|(_, from)| new(*from)).map(note).collect()
}

fn name(law: &Law) -> String {
    match (&law.symbol, law.date) {
        (Some(symbol), _) => format!("{} {}", law.kind.text, symbol.text),
        (None, Some(date)) => format!("{} {} năm {}", law.kind.text, law.subject.text, date.day.year()),
        (None, None) => format!("{} {}", law.kind.text, law.subject.text),
    }
}

fn expiry(law: &Law) -> String {
    law.until.map_or_else(String::new, |until| short(until.day))
}
