//! Dates as documents and records write them, and the quarters of a year.
//!
//! In words a day below 10 and the months 1 and 2 get a zero before them, the months 3 to 9 do not
//! (NĐ 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.4.b, with the samples of mục V).

use crate::viet::{roman, text};
use chrono::{Datelike, NaiveDate};
use std::fmt;

/// What a draft leaves for the pen, in spaces that neither break nor collapse.
const GAP: &str = "\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}";

/// Returns the date as the head of a document bears it: `ngày 06 tháng 02 năm 2020`, `ngày 29 tháng 6 năm 2019`.
pub fn long(date: NaiveDate) -> String {
    format!("{} năm {}", day_month(date), date.year())
}

/// Returns day and month: `ngày 06 tháng 02`.
pub fn day_month(date: NaiveDate) -> String {
    format!("ngày {:02} tháng {}", date.day(), month_figure(date.month()))
}

/// Returns month and year: `tháng 02 năm 2020`.
pub fn month_year(date: NaiveDate) -> String {
    format!("tháng {} năm {}", month_figure(date.month()), date.year())
}

/// Returns the date in figures, as tables bear it: `06/02/2020`.
pub fn short(date: NaiveDate) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

/// Returns the date of a draft, with room for day and month held open by no-break spaces.
pub fn blank(year: i32) -> String {
    format!("ngày{GAP}tháng{GAP}năm {year}")
}

/// Returns the quarter of the year, 1 to 4.
pub fn quarter(date: NaiveDate) -> u8 {
    match date.month() {
        1..=3 => 1,
        4..=6 => 2,
        7..=9 => 3,
        _ => 4,
    }
}

/// Returns the quarter as reports name it: `quý I`.
pub fn quarter_name(date: NaiveDate) -> String {
    format!("quý {}", roman::roman(quarter(date).into()).unwrap_or_default())
}

/// Returns the first and last day of a quarter; `None` if there is no such quarter.
pub fn quarter_days(year: i32, quarter: u8) -> Option<(NaiveDate, NaiveDate)> {
    let last_month = u32::from((1..=4).contains(&quarter).then_some(quarter)?) * 3;
    let first = NaiveDate::from_ymd_opt(year, last_month - 2, 1)?;
    let last = NaiveDate::from_ymd_opt(year, last_month, last_day(year, last_month)?)?;
    Some((first, last))
}

/// Reads a date of a record: exactly `2020-02-06`, or `06/02/2020` where day and month may have one digit.
pub fn parse(text: &str) -> Result<NaiveDate, DateFault> {
    if let Some([year, month, day]) = figures(text, '-', [4..=4, 2..=2, 2..=2]) {
        return civil(year, month, day);
    }
    if let Some([day, month, year]) = figures(text, '/', [1..=2, 1..=2, 4..=4]) {
        return civil(year, month, day);
    }
    Err(match figures(text, '/', [1..=2, 1..=2, 1..=3]) {
        Some([_, _, year]) => DateFault::ShortYear { year },
        None => DateFault::NotADate { text: text.to_owned() },
    })
}

/// Reads a date in words, the inverse of [`long`].
///
/// Zeros before day and month are neither required nor refused: compare with [`long`] of the result to judge them.
/// Spaces may be no-break ones, and letters of any case.
pub fn parse_long(text: &str) -> Result<NaiveDate, DateFault> {
    let lower = text::nfc(text).to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let ["ngày", day, "tháng", month, "năm", year] = words[..] else {
        return Err(DateFault::NotADate { text: text.to_owned() });
    };
    match (figure(day, 1..=2), figure(month, 1..=2), figure(year, 4..=4)) {
        (Some(day), Some(month), Some(year)) => civil(year, month, day),
        _ => Err(DateFault::NotADate { text: text.to_owned() }),
    }
}

/// Returns the day that a text which [`parse`] refuses is probably meant to be: with other signs between its figures, in
/// words, with a year of two figures, with the month first, with an hour or a weekday beside it, or as Excel shows it.
pub fn meant(text: &str) -> Option<NaiveDate> {
    let narrow = text::narrow(text);
    let text = narrow.trim().trim_end_matches(['.', ',', ';']);
    if let Ok(day) = parse_long(text) {
        return Some(day);
    }
    let whole = || text.split([' ', ',', '(', ')', 'T']).find(|piece| piece.matches(['/', '-', '.']).count() == 2);
    of_parts(text).or_else(|| of_parts(whole()?))
}

/// Returns the day that a number is which Excel shows in the place of a date, in this century.
pub fn of_excel(text: &str) -> Option<NaiveDate> {
    let days = figure(text.trim(), 5..=5).filter(|days| (36_526..=73_050).contains(days))?;
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(chrono::Days::new(u64::from(days)))
}

/// The months as Excel writes them.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn of_parts(text: &str) -> Option<NaiveDate> {
    let lower = text.to_lowercase().replace("thg", " ").replace("tháng", " ");
    let bare = lower.strip_prefix("ngày").map_or(lower.as_str(), str::trim_start);
    let figures: String = bare.split_inclusive(['/', '-', '.', ' ']).map(as_figures).collect();
    let parts: Vec<&str> = figures.split(['/', '-', '.', ' ']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let [first, second, third] = parts[..] else { return None };
    let (day, month, year) = match (first.len(), third.len()) {
        (4, 1..=2) => (third, second, first),
        (1..=2, 2 | 4) => (first, second, third),
        _ => return None,
    };
    let (day, month) = (figure(day, 1..=2)?, figure(month, 1..=2)?);
    let year = if year.len() == 2 { 2000 + figure(year, 2..=2)? } else { figure(year, 4..=4)? };
    // A month of 27 is a day, where the day can be a month.
    let (day, month) = if month > 12 && day <= 12 { (month, day) } else { (day, month) };
    civil(year, month, day).ok()
}

/// Returns a part of a date in figures: months by their English names, and letters that look like figures.
fn as_figures(part: &str) -> String {
    let name = part.trim_end_matches(|c: char| !c.is_alphabetic());
    if let Some(month) = MONTHS.iter().position(|month| name.len() >= 3 && name.starts_with(month)) {
        return format!("{}{}", month + 1, &part[name.len()..]);
    }
    if part.contains(|c: char| c.is_ascii_digit()) {
        part.replace('o', "0").replace(['l', 'i'], "1")
    } else {
        part.to_owned()
    }
}

/// Why a text is not a date; `Display` says it in Vietnamese, with the way to write it right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateFault {
    /// The text has not the form of a date.
    NotADate {
        /// The text.
        text: String,
    },
    /// The year has fewer than four digits.
    ShortYear {
        /// The year as written.
        year: u32,
    },
    /// The year is 0.
    NoSuchYear,
    /// The month is not one of 1 to 12.
    NoSuchMonth {
        /// The month as written.
        month: u32,
    },
    /// The month has no such day; `last_day` is the last it has.
    NoSuchDay {
        /// The year.
        year: u32,
        /// The month.
        month: u32,
        /// The day as written.
        day: u32,
        /// The last day the month has.
        last_day: u32,
    },
}

impl fmt::Display for DateFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotADate { text } => {
                write!(f, "“{text}” không phải là ngày; hãy viết như 06/02/2020 hoặc 2020-02-06")
            }
            Self::ShortYear { year } => {
                write!(f, "năm {year:02} chưa đủ 4 chữ số; hãy viết như 06/02/2020")
            }
            Self::NoSuchYear => f.write_str("không có năm 0000"),
            Self::NoSuchMonth { month } => {
                write!(f, "không có tháng {month:02}; tháng phải từ 01 đến 12, viết sau ngày như 06/02/2020")
            }
            Self::NoSuchDay { day: 0, .. } => f.write_str("không có ngày 00; ngày đầu tháng là ngày 01"),
            Self::NoSuchDay { year, month, day, last_day } => {
                let month = month_figure(*month);
                write!(f, "không có ngày {day:02}: tháng {month} năm {year:04} chỉ có {last_day} ngày")
            }
        }
    }
}

impl std::error::Error for DateFault {}

fn month_figure(month: u32) -> String {
    if month <= 2 { format!("{month:02}") } else { month.to_string() }
}

fn civil(year: u32, month: u32, day: u32) -> Result<NaiveDate, DateFault> {
    let signed = i32::try_from(year).ok().filter(|year| *year > 0).ok_or(DateFault::NoSuchYear)?;
    let last_day = last_day(signed, month).ok_or(DateFault::NoSuchMonth { month })?;
    NaiveDate::from_ymd_opt(signed, month, day).ok_or(DateFault::NoSuchDay { year, month, day, last_day })
}

fn last_day(year: i32, month: u32) -> Option<u32> {
    (28..=31).rev().find(|day| NaiveDate::from_ymd_opt(year, month, *day).is_some())
}

type Digits = std::ops::RangeInclusive<usize>;

fn figures(text: &str, separator: char, digits: [Digits; 3]) -> Option<[u32; 3]> {
    let mut parts = text.split(separator);
    let [first, second, third] = digits;
    let found = [figure(parts.next()?, first)?, figure(parts.next()?, second)?, figure(parts.next()?, third)?];
    parts.next().is_none().then_some(found)
}

fn figure(text: &str, digits: Digits) -> Option<u32> {
    let fits = digits.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn days_below_10_and_months_1_and_2_are_padded_and_other_months_are_not() {
        let cases = [
            (ymd(2020, 2, 6), "ngày 06 tháng 02 năm 2020"),
            (ymd(2020, 1, 5), "ngày 05 tháng 01 năm 2020"),
            (ymd(2019, 6, 29), "ngày 29 tháng 6 năm 2019"),
            (ymd(2020, 3, 9), "ngày 09 tháng 3 năm 2020"),
            (ymd(2020, 12, 31), "ngày 31 tháng 12 năm 2020"),
        ];
        for (date, written) in cases {
            assert_eq!(long(date), written);
        }
        assert_eq!(day_month(ymd(2020, 2, 6)), "ngày 06 tháng 02");
        assert_eq!(month_year(ymd(2020, 2, 6)), "tháng 02 năm 2020");
        assert_eq!(month_year(ymd(2020, 9, 6)), "tháng 9 năm 2020");
        assert_eq!(short(ymd(2020, 9, 6)), "06/09/2020");
    }

    #[test]
    fn a_draft_keeps_room_for_day_and_month() {
        assert_eq!(blank(2020).replace('\u{a0}', "_"), "ngày______tháng______năm 2020");
    }

    #[test]
    fn every_day_of_two_centuries_reads_back_from_all_three_forms() {
        for date in ymd(1900, 1, 1).iter_days().take_while(|date| date.year() <= 2100) {
            assert_eq!(parse_long(&long(date)), Ok(date));
            assert_eq!(parse(&short(date)), Ok(date));
            assert_eq!(parse(&date.to_string()), Ok(date));
        }
    }

    #[test]
    fn one_digit_is_enough_for_day_and_month_between_slashes_only() {
        assert_eq!(parse("6/2/2020"), Ok(ymd(2020, 2, 6)));
        for wrong in
            ["2020-2-6", "06-02-2020", "2020/02/06", "006/02/2020", "06/02/2020 ", "06/02/2020/1", "hôm nay", ""]
        {
            assert_eq!(parse(wrong), Err(DateFault::NotADate { text: wrong.to_owned() }));
        }
    }

    #[test]
    fn a_wrong_date_is_told_what_is_wrong_with_it() {
        let cases = [
            ("30/02/2021", "không có ngày 30: tháng 02 năm 2021 chỉ có 28 ngày"),
            ("2020-02-30", "không có ngày 30: tháng 02 năm 2020 chỉ có 29 ngày"),
            ("31/4/2020", "không có ngày 31: tháng 4 năm 2020 chỉ có 30 ngày"),
            ("00/02/2020", "không có ngày 00; ngày đầu tháng là ngày 01"),
            ("02/13/2020", "không có tháng 13; tháng phải từ 01 đến 12, viết sau ngày như 06/02/2020"),
            ("06/02/20", "năm 20 chưa đủ 4 chữ số; hãy viết như 06/02/2020"),
            ("06/02/0000", "không có năm 0000"),
            ("mai", "“mai” không phải là ngày; hãy viết như 06/02/2020 hoặc 2020-02-06"),
        ];
        for (text, said) in cases {
            assert_eq!(parse(text).map_err(|fault| fault.to_string()), Err(said.to_owned()));
        }
    }

    #[test]
    fn a_date_in_words_may_be_bound_capitalised_or_unpadded() {
        for text in ["Ngày\u{a0}06\u{a0}tháng 02 năm 2020", "ngày 6 tháng 2 năm 2020", "NGÀY 06 THÁNG 02 NĂM 2020"]
        {
            assert_eq!(parse_long(text), Ok(ymd(2020, 2, 6)), "{text}");
        }
        assert!(parse_long(&blank(2020)).is_err());
        assert!(parse_long("ngày 06 tháng 02 năm 2020.").is_err());
        let fault = DateFault::NoSuchDay { year: 2021, month: 2, day: 29, last_day: 28 };
        assert_eq!(parse_long("ngày 29 tháng 02 năm 2021"), Err(fault));
    }

    #[test]
    fn quarters_have_three_months() {
        assert_eq!([1, 3, 4, 6, 7, 9, 10, 12].map(|month| quarter(ymd(2020, month, 1))), [1, 1, 2, 2, 3, 3, 4, 4]);
        assert_eq!(quarter_name(ymd(2020, 11, 1)), "quý IV");
        assert_eq!(quarter_days(2020, 1), Some((ymd(2020, 1, 1), ymd(2020, 3, 31))));
        assert_eq!(quarter_days(2020, 4), Some((ymd(2020, 10, 1), ymd(2020, 12, 31))));
        assert_eq!([quarter_days(2020, 0), quarter_days(2020, 5), quarter_days(i32::MAX, 1)], [None; 3]);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[0-9]{0,5}[-/][0-9]{0,3}[-/][0-9]{0,5}|ngày [0-9]{1,3} tháng [0-9]{1,3} năm [0-9]{3,5}|.*") {
            let _ = (parse(&text).map_err(|fault| fault.to_string()), parse_long(&text));
        }
    }
}
