//! Words that name one of many, and what may be its number: `Điều 3`, `ngày 06`, `Phụ lục II`.

use crate::viet::{diem, roman};

/// Words before a number or letter that names one of many.
pub(super) struct Label {
    /// In small letters, one syllable each.
    pub words: &'static [&'static str],
    /// Tells whether a word can be the number or letter.
    pub fits: fn(&str) -> bool,
    /// The label that may follow within the same reference.
    pub then: Option<&'static str>,
    /// Whether the value may also be a number of things: `tổng số 36 nhiệm vụ`.
    pub may_count: bool,
}

pub(super) const LABELS: [Label; 14] = [
    label(&["ngày"], is_day).then("tháng").may_count(),
    label(&["tháng"], is_month).then("năm").may_count(),
    label(&["năm"], is_year),
    label(&["quý"], is_quarter),
    label(&["điểm"], is_letter).then("khoản"),
    label(&["khoản"], is_ordinal).then("điều"),
    label(&["điều"], is_ordinal),
    label(&["tiểu", "mục"], is_ordinal),
    label(&["mục"], is_ordinal),
    label(&["chương"], is_ordinal),
    label(&["phần"], is_ordinal),
    label(&["phụ", "lục"], is_ordinal),
    label(&["lần", "thứ"], is_ordinal),
    label(&["số"], starts_with_digit).may_count(),
];

const fn label(words: &'static [&'static str], fits: fn(&str) -> bool) -> Label {
    Label { words, fits, then: None, may_count: false }
}

impl Label {
    const fn then(self, next: &'static str) -> Self {
        Self { then: Some(next), ..self }
    }

    const fn may_count(self) -> Self {
        Self { may_count: true, ..self }
    }
}

pub(super) fn starts_with_digit(core: &str) -> bool {
    core.starts_with(|first: char| first.is_ascii_digit())
}

/// The number that a word begins with, if of one or two digits: 6 of `06/02/2020`.
fn small_number(core: &str) -> Option<u8> {
    let digits = core.split(|letter: char| !letter.is_ascii_digit()).next()?;
    (digits.len() <= 2).then(|| digits.parse().ok()).flatten()
}

fn is_day(core: &str) -> bool {
    small_number(core).is_some_and(|day| (1..=31).contains(&day))
}

fn is_month(core: &str) -> bool {
    small_number(core).is_some_and(|month| (1..=12).contains(&month))
}

fn is_year(core: &str) -> bool {
    core.bytes().take_while(u8::is_ascii_digit).count() == 4
}

fn is_quarter(core: &str) -> bool {
    matches!(core.split(['/', '-']).next(), Some("I" | "II" | "III" | "IV" | "1" | "2" | "3" | "4"))
}

fn is_letter(core: &str) -> bool {
    let mut letters = core.chars();
    letters.next().is_some_and(|letter| diem::index_of(letter).is_some()) && letters.next().is_none()
}

/// The number of a part: `3`, `3a`, `II`, `II.4`, `A`.
fn is_ordinal(core: &str) -> bool {
    let first = core.split(['.', '/']).next().unwrap_or_default();
    let is_capital = first.len() == 1 && first.bytes().all(|letter| letter.is_ascii_uppercase());
    starts_with_digit(first) || is_capital || roman::parse(first).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_months_and_years_are_within_the_calendar() {
        assert_eq!(["06", "31", "06/02/2020", "32", "0", "2020"].map(is_day), [true, true, true, false, false, false]);
        assert_eq!(["02", "12/2020", "13", "I"].map(is_month), [true, true, false, false]);
        assert_eq!(["2020", "2016-2020", "20", "20201"].map(is_year), [true, true, false, false]);
        assert_eq!(["I", "IV/2020", "4", "V", "quý"].map(is_quarter), [true, true, true, false, false]);
    }

    #[test]
    fn parts_are_numbered_by_figures_roman_numerals_or_capitals() {
        assert_eq!(["3", "3a", "II", "II.4", "A"].map(is_ordinal), [true; 5]);
        assert_eq!(["", "lệ", "ii", "IIX", "Đ"].map(is_ordinal), [false; 5]);
        assert_eq!(["a", "đ", "f", "ab", ""].map(is_letter), [true, true, false, false, false]);
    }
}
