//! What becomes of a year's wording: years, terms, ordinals, anniversaries, dates and names within a text.

use std::ops::Range;

use super::rename::Renames;
use crate::source::edit::{Edit, harmless};
use crate::viet::question::questions;
use crate::viet::text::{upper, upper_first};
use crate::viet::{date, roman};
use chrono::{Datelike, NaiveDate};

/// Between which years, and with which names.
#[derive(Clone, Copy)]
pub struct Years<'a> {
    /// The year of the text.
    pub from: i32,
    /// The year it is to speak of.
    pub to: i32,
    /// New names.
    pub renames: &'a Renames,
    /// The day of which names are written.
    pub day: NaiveDate,
}

/// A word of a text, without the punctuation around it.
#[derive(Clone, Debug)]
struct Word<'t> {
    text: &'t str,
    range: Range<usize>,
}

/// Returns what must change in the raw text of a scalar, and what is worth a look.
pub fn changes(raw: &str, years: &Years) -> (Vec<Edit>, Vec<String>) {
    let mut reading = Reading { years, words: words(raw), raw, edits: Vec::new(), notes: Vec::new(), moved: 0 };
    reading.names();
    reading.dates();
    reading.terms();
    reading.ordinals();
    reading.anniversaries();
    reading.years();
    (reading.edits, reading.notes)
}

struct Reading<'t> {
    years: &'t Years<'t>,
    words: Vec<Word<'t>>,
    raw: &'t str,
    edits: Vec<Edit>,
    notes: Vec<String>,
    /// By how many terms a term of this text has moved on.
    moved: i32,
}

impl<'t> Reading<'t> {
    /// Returns the words at `at` if they are these, whatever their case.
    fn are(&self, at: usize, wanted: &[&str]) -> bool {
        wanted.iter().enumerate().all(|(offset, wanted)| {
            self.words.get(at + offset).is_some_and(|word| word.text.to_lowercase() == wanted.to_lowercase())
        })
    }

    fn word(&self, at: usize) -> &'t str {
        self.words.get(at).map_or("", |word| word.text)
    }

    fn range(&self, first: usize, last: usize) -> Option<Range<usize>> {
        Some(self.words.get(first)?.range.start..self.words.get(last)?.range.end)
    }

    fn put(&mut self, range: Range<usize>, text: String) {
        if self.edits.iter().all(|edit| range.end <= edit.range.start || edit.range.end <= range.start) {
            self.edits.push(Edit { range, text });
        }
    }

    fn ask(&mut self, range: Range<usize>, question: &str) {
        let old = harmless(self.raw.get(range.clone()).unwrap_or(""));
        self.put(range, format!("?? {question}, trước đây ghi {old} ??"));
    }

    fn names(&mut self) {
        let (renames, day) = (self.years.renames, self.years.day);
        for (old, new) in renames.on(day) {
            for at in self.places(old) {
                let last = at + old.split(' ').count() - 1;
                let Some(range) = self.range(at, last) else { continue };
                let written = self.raw.get(range.clone()).unwrap_or("");
                let text = if *written == *upper(written) {
                    upper(new)
                } else if written.chars().next().is_some_and(char::is_uppercase) {
                    upper_first(new)
                } else {
                    new.to_owned()
                };
                self.notes.push(format!("“{old}” đã đổi thành “{new}”"));
                self.put(range, text);
            }
        }
        let last = NaiveDate::from_ymd_opt(self.years.to, 12, 31).unwrap_or_default();
        for (old, note) in renames.between(day, last) {
            let so_far = renames.on(day).any(|(older, new)| new == old && !self.places(older).is_empty());
            if so_far || !self.places(old).is_empty() {
                self.notes.push(note);
            }
        }
    }

    /// Returns where a name stands: its first word in any case, the others as they are; or all of it in capitals.
    fn places(&self, name: &str) -> Vec<usize> {
        let parts: Vec<&str> = name.split(' ').collect();
        let rest = |at: usize, parts: &[&str]| {
            parts.iter().enumerate().skip(1).all(|(offset, part)| self.word(at + offset) == *part)
        };
        let capitals: Vec<String> = parts.iter().map(|part| upper(part)).collect();
        let capitals: Vec<&str> = capitals.iter().map(String::as_str).collect();
        let fits = |at: &usize| {
            let unbroken = !self.is_broken(*at, *at + parts.len() - 1);
            let small = self.are(*at, &parts[..1]) && rest(*at, &parts);
            unbroken && (small || self.word(*at) == capitals[0] && rest(*at, &capitals))
        };
        (0..self.words.len()).filter(fits).collect()
    }

    /// Tells whether a mark that ends a name stands between words.
    fn is_broken(&self, first: usize, last: usize) -> bool {
        (first..last).any(|at| {
            let (Some(one), Some(next)) = (self.words.get(at), self.words.get(at + 1)) else { return true };
            let between = self.raw.get(one.range.end..next.range.start).unwrap_or("");
            between.contains([',', ';', '.', ':', '(', ')', '/', '“', '”', '"'])
        })
    }

    fn dates(&mut self) {
        for at in 0..self.words.len() {
            let figures = date::parse(self.word(at)).ok().map(|day| (at, at, day.year()));
            let Some((first, last, year)) = figures.or_else(|| self.long_date(at)) else { continue };
            if year < self.years.from - 1 {
                continue;
            }
            let (first, what) = self.cited(first);
            if let Some(range) = self.range(first, last) {
                self.ask(range, what);
            }
        }
    }

    fn long_date(&self, at: usize) -> Option<(usize, usize, i32)> {
        if !self.are(at, &["ngày"]) || !self.are(at + 2, &["tháng"]) || !self.are(at + 4, &["năm"]) {
            return None;
        }
        Some((at, at + 5, four_digits(self.word(at + 5))?))
    }

    /// Widens a date to the number of the document it belongs to.
    fn cited(&self, first: usize) -> (usize, &'static str) {
        let with_word = if first > 0 && self.are(first - 1, &["ngày"]) { first - 1 } else { first };
        let numbered = with_word >= 2 && self.are(with_word - 2, &["số"]) && self.word(with_word - 1).contains('/');
        if numbered { (with_word - 2, "số, ngày của văn bản nào") } else { (first, "ngày nào") }
    }

    fn terms(&mut self) {
        for at in 0..self.words.len() {
            let Some((last, start, end, sign)) = self.period(at) else { continue };
            let length = end - start;
            if length < 2 || self.years.to <= end {
                continue;
            }
            let Some(range) = self.range(at, last) else { continue };
            let term = at >= 2 && self.are(at - 2, &["nhiệm", "kỳ"]);
            if !term {
                self.ask(range, "giai đoạn nào");
                continue;
            }
            self.moved = (self.years.to - end + length - 1) / length;
            let (start, end) = (start + self.moved * length, end + self.moved * length);
            let text = format!("{start}{sign}{end}");
            self.notes.push(format!("nhiệm kỳ {} đã chuyển thành {text}", &self.raw[range.clone()]));
            self.put(range, text);
        }
    }

    /// Returns a period that begins at a word: its last word, both years, and what stands between them.
    fn period(&self, at: usize) -> Option<(usize, i32, i32, &'t str)> {
        if let Some((start, end)) = self.word(at).split_once(['-', '–']) {
            let sign = if self.word(at).contains('–') { "–" } else { "-" };
            return Some((at, four_digits(start)?, four_digits(end)?, sign));
        }
        let sign = self.word(at + 1);
        let spaced = if sign == "–" { " – " } else { " - " };
        let between = ["-", "–"].contains(&sign);
        between.then_some(())?;
        Some((at + 2, four_digits(self.word(at))?, four_digits(self.word(at + 2))?, spaced))
    }

    /// Moves the ordinals of congresses on with their term; without a term, asks where a new one has begun.
    fn ordinals(&mut self) {
        let begun = (self.years.from - 1).div_euclid(5) != (self.years.to - 1).div_euclid(5);
        let renamed = self.years.renames.on(self.years.day).any(|(old, _)| !self.places(old).is_empty());
        for at in 0..self.words.len() {
            if !self.are(at, &["lần", "thứ"]) || !self.speaks_of_congress(at) {
                continue;
            }
            let (Some(number), Some(range)) = (roman::parse(self.word(at + 2)), self.range(at + 2, at + 2)) else {
                continue;
            };
            let next = i32::try_from(number).ok().and_then(|number| u32::try_from(number + self.moved).ok());
            match next.and_then(roman::roman).filter(|_| self.moved > 0 && !renamed) {
                Some(next) => {
                    self.notes.push(format!("Đại hội lần thứ {} đã chuyển thành lần thứ {next}", self.word(at + 2)));
                    self.put(range, next);
                }
                None if begun || self.moved > 0 => self.ask(range, "Đại hội lần thứ mấy"),
                None => {}
            }
        }
    }

    fn speaks_of_congress(&self, at: usize) -> bool {
        (at.saturating_sub(12)..at).any(|before| self.are(before, &["đại", "hội"]))
    }

    fn anniversaries(&mut self) {
        for at in 0..self.words.len() {
            let figure = match self.are(at, &["kỷ", "niệm"]) {
                true if self.are(at + 2, &["lần", "thứ"]) => at + 4,
                true if self.are(at + 3, &["năm"]) => at + 2,
                _ => continue,
            };
            let count = self.word(figure).parse::<i32>().ok().filter(|_| self.word(figure).len() <= 3);
            let (Some(count), Some(range)) = (count, self.range(figure, figure)) else { continue };
            let next = count + self.years.to - self.years.from;
            self.notes.push(format!("kỷ niệm {count} năm đã chuyển thành {next} năm"));
            self.put(range, next.to_string());
        }
    }

    fn years(&mut self) {
        for at in 0..self.words.len() {
            let Some(word) = self.words.get(at).cloned() else { continue };
            let after_number = at > 0 && self.are(at - 1, &["số"]);
            if self.in_long_period(at) {
                continue;
            }
            for (part, start) in year_parts(word.text) {
                let Some(name) = four_digits(part).and_then(|year| self.expression(year)) else { continue };
                if !(after_number && part.len() < word.text.len()) {
                    let start = word.range.start + start;
                    self.put(start..start + part.len(), name.to_owned());
                }
            }
        }
    }

    /// Tells whether a word is part of a term or stage, such as `2020-2025` or `2020 - 2025`.
    fn in_long_period(&self, at: usize) -> bool {
        let long = |at: usize| self.period(at).is_some_and(|(_, start, end, _)| end - start > 1);
        long(at) || (at >= 2 && self.word(at - 1).len() <= "–".len() && long(at - 2))
    }

    fn expression(&self, year: i32) -> Option<&'static str> {
        match year - self.years.from {
            0 => Some("{{ nam }}"),
            -1 => Some("{{ nam_truoc }}"),
            1 => Some("{{ nam_sau }}"),
            _ => None,
        }
    }
}

/// Returns the parts of a word that may be years: itself, both ends of `2019-2020`, the end of `6/2020`.
fn year_parts(word: &str) -> Vec<(&str, usize)> {
    if let Some((month, year)) = word.split_once('/') {
        let is_month = month.parse::<u32>().is_ok_and(|month| (1..=12).contains(&month));
        return if is_month { vec![(year, month.len() + 1)] } else { Vec::new() };
    }
    match word.split_once('-') {
        Some((start, end)) if four_digits(start).is_some() && four_digits(end).is_some() => {
            vec![(start, 0), (end, start.len() + 1)]
        }
        _ => vec![(word, 0)],
    }
}

fn four_digits(text: &str) -> Option<i32> {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok())?
}

/// Returns the words outside of expressions and questions.
fn words(raw: &str) -> Vec<Word<'_>> {
    let mut shut = questions(raw);
    shut.extend(between(raw, "{{", "}}"));
    shut.extend(between(raw, "{%", "%}"));
    let inside = |at: usize| shut.iter().any(|range| range.contains(&at));
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in raw.char_indices().chain([(raw.len(), ' ')]) {
        let space = c.is_whitespace() || inside(at);
        match (space, start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => {
                found.extend(trimmed(raw, from..at));
                start = None;
            }
            _ => {}
        }
    }
    found
}

fn between(raw: &str, open: &str, close: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = raw.get(from..).and_then(|rest| rest.find(open)).map(|at| from + at) {
        let end = raw.get(start..).and_then(|rest| rest.find(close)).map_or(raw.len(), |at| start + at + close.len());
        found.push(start..end);
        from = end;
    }
    found
}

/// Returns a word without the punctuation around it; a lone dash stays.
fn trimmed(raw: &str, range: Range<usize>) -> Option<Word<'_>> {
    let text = raw.get(range.clone())?;
    if ["-", "–"].contains(&text) {
        return Some(Word { text, range });
    }
    let edge = |c: char| !c.is_alphanumeric();
    let tail = text.trim_start_matches(edge);
    let start = range.start + text.len() - tail.len();
    let core = tail.trim_end_matches(edge);
    (!core.is_empty()).then(|| Word { text: core, range: start..start + core.len() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Report;
    use crate::source::Sources;
    use crate::source::edit::apply;

    fn rolled(text: &str, from: i32, to: i32) -> String {
        let (mut sources, mut report) = (Sources::new(), Report::new());
        let folder = std::path::Path::new("/nowhere");
        let renames = Renames::load(folder, &mut sources, &mut report).expect("it is built in");
        let day = NaiveDate::from_ymd_opt(to, 1, 1).expect("a day");
        let (edits, _) = changes(text, &Years { from, to, renames: &renames, day });
        apply(text, edits)
    }

    #[test]
    fn years_become_expressions_and_numbers_of_documents_stay() {
        for (old, new) in [
            ("năm 2020.", "năm {{ nam }}."),
            ("so với năm 2019", "so với năm {{ nam_truoc }}"),
            ("chuẩn bị năm 2021;", "chuẩn bị năm {{ nam_sau }};"),
            ("năm học 2019-2020", "năm học {{ nam_truoc }}-{{ nam }}"),
            ("tháng 6/2020", "tháng 6/{{ nam }}"),
            ("Nghị định số 30/2020/NĐ-CP", "Nghị định số 30/2020/NĐ-CP"),
            ("năm {{ nam }} và 12.020 hồ sơ", "năm {{ nam }} và 12.020 hồ sơ"),
            ("đến năm 2025", "đến năm 2025"),
            ("giai đoạn 2020-2025, 2020 - 2025", "giai đoạn 2020-2025, 2020 - 2025"),
            ("?? năm 2020 ??", "?? năm 2020 ??"),
        ] {
            assert_eq!(rolled(old, 2020, 2021), new);
        }
    }

    #[test]
    fn a_term_moves_on_with_the_ordinal_of_its_congress() {
        let old = "Nghị quyết Đại hội Đảng bộ tỉnh Ninh Thuận lần\n    thứ XIII, nhiệm kỳ 2015-2020.";
        let new = "Nghị quyết Đại hội Đảng bộ tỉnh Ninh Thuận lần\n    thứ XIV, nhiệm kỳ 2020-2025.";
        assert_eq!(rolled(old, 2020, 2021), new);
        assert_eq!(rolled(new, 2021, 2022), new);
        let merged = rolled(new, 2022, 2026);
        assert!(merged.contains("Đảng bộ tỉnh Khánh Hòa lần"), "{merged}");
        assert!(merged.contains("?? Đại hội lần thứ mấy, trước đây ghi XIV ??, nhiệm kỳ 2025-2030."), "{merged}");
    }

    #[test]
    fn what_cannot_be_known_is_asked() {
        for (old, new) in [
            ("giai đoạn 2016-2020", "giai đoạn ?? giai đoạn nào, trước đây ghi 2016-2020 ??"),
            ("giai đoạn 2016 - 2020", "giai đoạn ?? giai đoạn nào, trước đây ghi 2016 - 2020 ??"),
            ("họp ngày 06/02/2020.", "họp ngày ?? ngày nào, trước đây ghi 06/02/2020 ??."),
            (
                "số 09/NQ-HĐND ngày 10 tháng 12 năm 2019 của",
                "?? số, ngày của văn bản nào, trước đây ghi số 09/NQ-HĐND ngày 10 tháng 12 năm 2019 ?? của",
            ),
            ("Luật ngày 15 tháng 6 năm 2005", "Luật ngày 15 tháng 6 năm 2005"),
            ("Đại hội XII lần thứ XII", "Đại hội XII lần thứ ?? Đại hội lần thứ mấy, trước đây ghi XII ??"),
        ] {
            assert_eq!(rolled(old, 2020, 2021), new);
        }
    }

    #[test]
    fn anniversaries_and_names_move_on() {
        assert_eq!(rolled("kỷ niệm 75 năm Quốc khánh", 2020, 2022), "kỷ niệm 77 năm Quốc khánh");
        assert_eq!(rolled("Tỉnh Ninh Thuận, UBND tỉnh Ninh Thuận", 2025, 2026), "Tỉnh Khánh Hòa, UBND tỉnh Khánh Hòa");
        assert_eq!(rolled("UBND TỈNH NINH THUẬN", 2025, 2026), "UBND TỈNH KHÁNH HÒA");
        assert_eq!(rolled("các tỉnh: tỉnh Ninh, Thuận", 2025, 2026), "các tỉnh: tỉnh Ninh, Thuận");
        assert_eq!(rolled("UBND tỉnh Ninh Thuận", 2024, 2025), "UBND tỉnh Ninh Thuận");
    }
}
