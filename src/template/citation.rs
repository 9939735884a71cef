//! How a legal document or one of the year's own documents is cited (Phụ lục I, Phần I, Mục II, điểm a khoản 6).

use chrono::NaiveDate;

use crate::record::law::Law;
use crate::record::paper::Paper;
use crate::standard::Kind;
use crate::viet;

/// Returns the full citation: type, number and symbol, date, issuer, subject; laws without number and issuer.
///
/// In a draft, the question for its date stands where there is none.
pub fn full(law: &Law, open_date: Option<&str>) -> String {
    let open = || open_date.map(|question| format!("ngày ?? {question} ??"));
    let date = law.date.map(|date| viet::date::long(date.day)).or_else(open);
    let Some(symbol) = &law.symbol else {
        return words(&[Some(&law.kind.text), Some(&law.subject.text), date.as_ref()]);
    };
    let number = format!("số {}", symbol.text);
    let issuer = law.issuer.as_ref().map(|issuer| format!("của {}", issuer.text));
    words(&[Some(&law.kind.text), Some(&number), date.as_ref(), issuer.as_ref(), Some(&law.subject.text)])
}

/// Returns the short citation for later mentions: type, number and symbol.
pub fn short(law: &Law) -> String {
    match &law.symbol {
        Some(symbol) => format!("{} số {}", law.kind.text, symbol.text),
        None => format!("{} {}", law.kind.text, law.subject.text),
    }
}

fn words(parts: &[Option<&String>]) -> String {
    parts.iter().flatten().map(|part| part.as_str()).collect::<Vec<_>>().join(" ")
}

/// Returns how an issued document is cited that a record names as `05/KH-STC` or `05/KH-STC ngày 20/02/2020`.
pub fn named(named: &str, issuer: &str) -> String {
    let (number, day) = named.split_once(" ngày ").map_or((named, None), |(number, day)| (number, Some(day.trim())));
    let symbol = number.split_once('/').map_or("", |(_, symbol)| symbol.trim());
    let short = symbol.split('-').next().unwrap_or_default();
    let kind = Kind::ALL.iter().find(|kind| kind.abbreviation == Some(short)).map_or("Công văn", |kind| kind.name);
    let day = day.and_then(|day| viet::date::parse(day).ok()).map(|day| format!(" {}", viet::date::long(day)));
    format!("{kind} số {}{} của {issuer}", number.trim(), day.unwrap_or_default())
}

/// Returns `Số …` of a document: `15/QĐ-STC`, or with a gap for the number of a draft.
pub fn number(value: Option<u32>, symbol: &str) -> String {
    match value {
        Some(value) => format!("{}/{symbol}", viet::number::two_digits(u64::from(value))),
        None => format!("{}/{symbol}", "\u{a0}".repeat(6)),
    }
}

/// Returns `ngày … tháng … năm …`, with gaps in a draft.
pub fn day(date: Option<NaiveDate>, year: i32) -> String {
    date.map_or_else(|| viet::date::blank(year), viet::date::long)
}

/// Returns the citation of one of the year's own documents: `Tờ trình số …/TTr-STC ngày … tháng … năm …`.
pub fn own(paper: &Paper, number: &str, date: Option<NaiveDate>, year: i32) -> String {
    let kind = Kind::find(&paper.kind.text).map_or("", |kind| kind.name);
    format!("{kind} số {number} {}", day(date, year))
}
