//! What rules look for in the words of a line.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::viet::date;

/// Returns the figures right after a word, blanks between: `ngày 6` gives `6`.
pub fn figures_after<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let at = text.to_lowercase().find(&word.to_lowercase()).filter(|_| same_length(text))?;
    let rest = text.get(at + word.len()..)?.trim_start_matches([' ', '\u{a0}']);
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    (end > 0).then(|| &rest[..end])
}

/// Tells whether places in the text are those in its small letters; so it is with all Vietnamese letters.
fn same_length(text: &str) -> bool {
    text.to_lowercase().len() == text.len()
}

/// Returns the first date written as `15/6/2022` or `15-6-2022`.
pub fn date_in_figures(text: &str) -> Option<&str> {
    text.split([' ', '(', ')', ',', ';']).map(|word| word.trim_end_matches('.')).find(|word| {
        let parts: Vec<&str> = word.split(['/', '-', '.']).collect();
        let figures = parts.iter().all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()));
        parts.len() == 3 && figures && parts[0].len() <= 2 && parts[1].len() <= 2 && parts[2].len() == 4
    })
}

/// Returns every date in words, in order.
pub fn dates(text: &str) -> Vec<NaiveDate> {
    let lower = text.to_lowercase();
    lower.match_indices("ngày ").filter_map(|(at, _)| date_at(&lower[at..])).collect()
}

/// Reads the date in words at the beginning of a text.
fn date_at(text: &str) -> Option<NaiveDate> {
    let words: Vec<&str> = text.split_whitespace().take(6).collect();
    let year = words.get(5)?.trim_end_matches(|c: char| !c.is_ascii_digit());
    date::parse_long(&format!("{} {year}", words[..5].join(" "))).ok()
}

/// Returns every date of a text, in words (`ngày 26 tháng 11 năm 2003`) and in figures (`26/11/2003`).
pub fn all_dates(text: &str) -> Vec<NaiveDate> {
    let mut found = dates(text);
    let words = text.split([' ', '(', ')', ',', ';']).map(|word| word.trim_end_matches('.'));
    found.extend(words.filter(|word| word.len() >= 8).filter_map(|word| date::parse(word).ok()));
    found
}

/// Returns the first number and symbol of a text: `91/2017/NĐ-CP`, `05/BC-STC`.
pub fn first_symbol(text: &str) -> Option<&str> {
    let mut words = text.split([' ', '(', ')', ',', ';', '\u{a0}']).map(|word| word.trim_end_matches(['.', ':']));
    words.find(|word| {
        word.split_once('/').is_some_and(|(number, symbol)| {
            let figures = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
            figures && symbol.chars().filter(|c| c.is_uppercase()).count() >= 2
        })
    })
}

/// Returns the numbers of articles that a text says are those of its own kind: `Điều 5 của Quyết định này`.
pub fn own_articles(text: &str, kind: &str) -> Vec<u32> {
    let own = format!("{kind} này");
    let mut numbers = Vec::new();
    for (at, _) in text.match_indices("Điều ") {
        let rest = &text[at + "Điều ".len()..];
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let after = rest[end..].trim_start().trim_start_matches("của ").trim_start();
        if let Some(number) = rest[..end].parse().ok().filter(|_| after.starts_with(&own)) {
            numbers.push(number);
        }
    }
    numbers
}

/// The days of the week as they are written, with the names their last syllables may have.
const WEEKDAYS: [(Weekday, &str, &[&str]); 7] = [
    (Weekday::Mon, "thứ Hai", &["hai", "2"]),
    (Weekday::Tue, "thứ Ba", &["ba", "3"]),
    (Weekday::Wed, "thứ Tư", &["tư", "4"]),
    (Weekday::Thu, "thứ Năm", &["năm", "5"]),
    (Weekday::Fri, "thứ Sáu", &["sáu", "6"]),
    (Weekday::Sat, "thứ Bảy", &["bảy", "7"]),
    (Weekday::Sun, "Chủ nhật", &["nhật"]),
];

/// Returns a weekday that is not that of the date right after it, and the right one.
pub fn wrong_weekday(text: &str) -> Option<(String, String)> {
    let lower = text.to_lowercase();
    for opening in ["thứ ", "chủ "] {
        for (at, _) in lower.match_indices(opening) {
            let rest = &lower[at + opening.len()..];
            let name = rest.split(|c: char| !c.is_alphanumeric()).next()?;
            let Some((day, said, _)) = WEEKDAYS.iter().find(|(_, _, names)| names.contains(&name)) else { continue };
            let after = rest[name.len()..].trim_start_matches([' ', ',', '(']);
            let date = after.starts_with("ngày").then(|| date_at(after).or_else(|| in_figures(after))).flatten();
            if let Some(date) = date.filter(|date| date.weekday() != *day) {
                let right = WEEKDAYS.iter().find(|(day, _, _)| *day == date.weekday())?;
                return Some((format!("{said}, {}", date::long(date)), format!("{}, {}", right.1, date::long(date))));
            }
        }
    }
    None
}

fn in_figures(text: &str) -> Option<NaiveDate> {
    date::parse(text.trim_start_matches("ngày").split_whitespace().next()?.trim_end_matches(['.', ',', ';', ')'])).ok()
}

/// Tells whether a mark with a blank before it follows a letter and ends a word: ` ,` but not ` .docx` or ` :)`.
pub fn mark_after_letter(text: &str, mark: &str) -> bool {
    text.match_indices(mark).any(|(at, _)| {
        let before = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        let after = text[at + mark.len()..].chars().next().is_none_or(char::is_whitespace);
        before && after
    })
}
