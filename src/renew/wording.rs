//! What becomes of a year's wording: years, terms, ordinals, anniversaries, dates and names within a text.

mod figures;
mod year;

use std::ops::Range;

use super::rename::{Old, Renames};
use crate::source::edit::{Edit, harmless};
use crate::viet::question::questions;
use crate::viet::roman;
use crate::viet::text::{upper, upper_first};
use chrono::NaiveDate;

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
    let shut = shut(raw);
    let words = words(raw, &shut);
    let (edits, notes, periods) = (Vec::new(), Vec::new(), Vec::new());
    let mut reading = Reading { years, words, raw, shut, edits, notes, periods, moved: 0 };
    reading.names();
    reading.cycle();
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
    /// Expressions and questions.
    shut: Vec<Range<usize>>,
    edits: Vec<Edit>,
    notes: Vec<String>,
    /// Terms and stages of several years.
    periods: Vec<Range<usize>>,
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
            for (first, last) in self.places(old) {
                let Some(range) = self.range(first, last) else { continue };
                let written = self.raw.get(range.clone()).unwrap_or("");
                let text = if *written == *upper(written) {
                    upper(new)
                } else if written.chars().next().is_some_and(char::is_uppercase) {
                    upper_first(new)
                } else {
                    new.to_owned()
                };
                self.notes.push(format!("“{}” đã đổi thành “{new}”", old.name));
                self.put(range, text);
            }
        }
        self.gone(day);
        let last = NaiveDate::from_ymd_opt(self.years.to, 12, 31).unwrap_or_default();
        for (old, note) in renames.between(day, last) {
            let so_far = renames.on(day).any(|(older, new)| new == old.name && !self.places(older).is_empty());
            if so_far || !self.places(old).is_empty() {
                self.notes.push(note);
            }
        }
    }

    /// Asks for what stands in for a name that nobody bears any more.
    fn gone(&mut self, day: NaiveDate) {
        let gone: Vec<(Old, String)> = self.years.renames.gone(day).collect();
        for (old, day) in gone {
            for (first, last) in self.places(old) {
                let Some(range) = self.range(first, last) else { continue };
                self.ask(range, &format!("tên thay vào, từ {day} không còn {}", old.name));
            }
        }
    }

    /// Returns where a name stands, its first and last word: the first in any case, the others as they are; or all of it in
    /// capitals.
    fn places(&self, old: Old) -> Vec<(usize, usize)> {
        // Most names are in no text, which their last word tells at once.
        let tail = old.name.rsplit(' ').next().unwrap_or(old.name);
        let parts =
            if self.raw.contains(tail) || self.raw.contains(&upper(tail)) { words(old.name, &[]) } else { Vec::new() };
        if parts.is_empty() {
            return Vec::new();
        }
        let rest = |at: usize, parts: &[&str]| {
            parts.iter().enumerate().skip(1).all(|(offset, part)| self.word(at + offset) == *part)
        };
        let small: Vec<&str> = parts.iter().map(|part| part.text).collect();
        let capitals: Vec<String> = small.iter().map(|part| upper(part)).collect();
        let capitals: Vec<&str> = capitals.iter().map(String::as_str).collect();
        let gaps = |text: &str, words: &[Word]| -> Vec<String> {
            words.windows(2).map(|two| marks(text.get(two[0].range.end..two[1].range.start).unwrap_or(""))).collect()
        };
        let (wanted, last) = (gaps(old.name, &parts), parts.len().saturating_sub(1));
        let fits = |at: &usize| {
            let Some(here) = self.words.get(*at..=at + last) else { return false };
            let spelt = (self.are(*at, &small[..1]) && rest(*at, &small))
                || (self.word(*at) == capitals[0] && rest(*at, &capitals));
            spelt && gaps(self.raw, here) == wanted && old.concerns(self.province_after(at + last))
        };
        (0..self.words.len()).filter(fits).map(|at| (at, at + last)).collect()
    }

    /// Returns the text from the name of the province with which a place goes on: `xã Long Thành, tỉnh Đồng Nai`.
    fn province_after(&self, last: usize) -> Option<&'t str> {
        let kinds: [&[&str]; 2] = [&["tỉnh"], &["thành", "phố"]];
        let kind = kinds.into_iter().find(|kind| self.are(last + 1, kind))?;
        let (place, next) = (self.words.get(last)?, self.words.get(last + 1)?);
        let goes_on = !self.raw.get(place.range.end..next.range.start)?.contains(['.', ';']);
        let name = self.words.get(last + 1 + kind.len()).filter(|_| goes_on)?;
        self.raw.get(name.range.start..)
    }

    fn dates(&mut self) {
        let mut found = figures::dates(self.raw, self.years.from);
        found.extend((0..self.words.len()).filter_map(|at| self.long_date(at)));
        for (range, year) in figures::joined(self.raw, found) {
            if year < self.years.from - 1 || self.is_shut(&range) {
                continue;
            }
            let at = self.words.iter().position(|word| range.start < word.range.end).unwrap_or(0);
            let (first, what) = self.cited(at);
            let start = self.words.get(first).map_or(range.start, |word| word.range.start.min(range.start));
            self.ask(if first < at { start } else { range.start }..range.end, what);
        }
    }

    fn is_shut(&self, range: &Range<usize>) -> bool {
        self.shut.iter().any(|shut| shut.start < range.end && range.start < shut.end)
    }

    /// Returns the date in words whose month stands at a word: `ngày 20 tháng 12 năm 2020`, `20/12 năm 2020`.
    fn long_date(&self, at: usize) -> Option<(Range<usize>, i32)> {
        let number = |at: usize| self.word(at).parse::<u32>().is_ok_and(|number| (1..=31).contains(&number));
        let month = |at: usize| number(at) || roman::parse(self.word(at)).is_some_and(|number| number <= 12);
        let day = at.checked_sub(1)?;
        let short = self.word(day).split_once(['/', '-']).is_some_and(|(day, month)| {
            day.parse::<u32>().is_ok_and(|day| day <= 31) && month.parse::<u32>().is_ok_and(|month| month <= 12)
        });
        let last = match () {
            () if self.are(at, &["tháng"]) && number(day) && month(at + 1) && self.are(at + 2, &["năm"]) => at + 3,
            () if short && self.are(at, &["năm"]) => at + 1,
            () => return None,
        };
        let named = day > 0 && ["ngày", "mùng", "mồng"].iter().any(|word| self.are(day - 1, &[word]));
        Some((self.range(day - usize::from(named), last)?, four_digits(self.word(last))?))
    }

    /// Widens a date to the number of the document it belongs to.
    fn cited(&self, first: usize) -> (usize, &'static str) {
        let with_word = if first > 0 && self.are(first - 1, &["ngày"]) { first - 1 } else { first };
        let apart = |at: usize| {
            let (Some(one), Some(next)) = (self.words.get(at), self.words.get(at + 1)) else { return true };
            self.raw
                .get(one.range.end..next.range.start)
                .is_none_or(|between| between.contains([';', '(', ')', '.', '“']))
        };
        let numbered = with_word >= 2
            && self.are(with_word - 2, &["số"])
            && self.word(with_word - 1).contains('/')
            && !apart(with_word - 1);
        if numbered { (with_word - 2, "số, ngày của văn bản nào") } else { (first, "ngày nào") }
    }

    fn terms(&mut self) {
        for at in 0..self.words.len() {
            let Some((last, start, end, sign)) = self.period(at) else { continue };
            let length = end - start;
            let Some(range) = self.range(at, last) else { continue };
            if length < 2 {
                continue;
            }
            self.periods.push(range.clone());
            if self.years.to <= end {
                if start <= self.years.from {
                    let period = self.raw.get(range).unwrap_or("");
                    self.notes.push(format!("giai đoạn, nhiệm kỳ {period} còn đến năm {end}: giữ nguyên"));
                }
                continue;
            }
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
        for year in self.years.from - 1..=self.years.from + 1 {
            let (figures, Some(name)) = (year.to_string(), self.expression(year)) else { continue };
            for (at, _) in self.raw.match_indices(&figures) {
                let range = at..at + figures.len();
                let period = self.periods.iter().any(|period| period.contains(&at));
                if period || self.is_shut(&range) {
                    continue;
                }
                match year::fate(self.raw, range.clone()) {
                    year::Fate::Expression => self.put(range, name.to_owned()),
                    year::Fate::Asked(whole) if year == self.years.from => self.ask(whole, "năm nào, hay là số"),
                    year::Fate::Asked(_) | year::Fate::Stays => {}
                }
            }
        }
        for range in figures::in_other_words(self.raw, self.years.from) {
            if !self.is_shut(&range) {
                self.ask(range, "năm nào");
            }
        }
        self.literals();
    }

    /// Replaces the year within expressions, where it stands alone.
    fn literals(&mut self) {
        let figures = self.years.from.to_string();
        for shut in between(self.raw, "{{", "}}").into_iter().chain(between(self.raw, "{%", "%}")) {
            let Some(code) = self.raw.get(shut.clone()) else { continue };
            for (at, _) in code.match_indices(&figures) {
                let part = |c: char| c.is_alphanumeric() || "_.\"'".contains(c);
                let glued = code[..at].ends_with(part) || code[at + figures.len()..].starts_with(part);
                if glued {
                    self.notes.push(format!("biểu thức {code} còn nói {figures}: xem lại"));
                } else {
                    self.edits
                        .push(Edit { range: shut.start + at..shut.start + at + figures.len(), text: "nam".to_owned() });
                }
            }
        }
    }

    /// Moves the name of a year in the cycle of sixty on: `Canh Tý`.
    fn cycle(&mut self) {
        let old = figures::cycle_names(self.years.from);
        let Some(new) = figures::cycle_names(self.years.to).into_iter().next() else { return };
        for name in old {
            let parts: Vec<&str> = name.split(' ').collect();
            for at in 0..self.words.len() {
                let same = parts.iter().enumerate().all(|(offset, part)| self.word(at + offset) == *part);
                let Some(range) = self.range(at, at + 1).filter(|_| same) else { continue };
                self.notes.push(format!("năm {name} đã chuyển thành năm {new}"));
                self.put(range, new.clone());
            }
        }
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

/// Returns the marks between two words that end a name, but where it has them itself.
fn marks(between: &str) -> String {
    between.matches([',', ';', '.', ':', '(', ')', '/', '“', '”', '"']).collect()
}

fn four_digits(text: &str) -> Option<i32> {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok())?
}

/// Returns the bytes of expressions and questions.
fn shut(raw: &str) -> Vec<Range<usize>> {
    let mut shut = questions(raw);
    shut.extend(between(raw, "{{", "}}"));
    shut.extend(between(raw, "{%", "%}"));
    shut
}

/// Returns the words outside of expressions and questions.
fn words<'t>(raw: &'t str, shut: &[Range<usize>]) -> Vec<Word<'t>> {
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

    static RENAMES: std::sync::LazyLock<Renames> = std::sync::LazyLock::new(|| {
        let (mut sources, mut report) = (Sources::new(), Report::new());
        let folder = std::path::Path::new("/nowhere");
        Renames::load(folder, &mut sources, &mut report).expect("it is built in")
    });

    fn rolled(text: &str, from: i32, to: i32) -> String {
        let day = NaiveDate::from_ymd_opt(to, 1, 1).expect("a day");
        let (edits, _) = changes(text, &Years { from, to, renames: &RENAMES, day });
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

    /// A year in every way one can think of, and what becomes of it in 2021; `?` where it is asked for.
    const SPELLINGS: [(&str, &str); 87] = [
        ("Quý IV/2020", "Quý IV/{{ nam }}"),
        ("Q4/2020", "Q4/{{ nam }}"),
        ("QIV/2020", "QIV/{{ nam }}"),
        ("quý IV-2020", "quý IV-{{ nam }}"),
        ("quý 4-2020", "quý 4-{{ nam }}"),
        ("quý IV 2020", "quý IV {{ nam }}"),
        ("quý IV (2020)", "quý IV ({{ nam }})"),
        ("Quý IV.2020", "Quý IV.{{ nam }}"),
        ("quý IV năm 2020", "quý IV năm {{ nam }}"),
        ("đợt I/2020", "đợt I/{{ nam }}"),
        ("đợt 2/2020", "đợt 2/{{ nam }}"),
        ("tháng 12-2020", "tháng 12-{{ nam }}"),
        ("tháng XII/2020", "tháng XII/{{ nam }}"),
        ("tháng 12/2020", "tháng 12/{{ nam }}"),
        ("tháng 12.2020", "tháng 12.{{ nam }}"),
        ("tháng 12 2020", "tháng 12 {{ nam }}"),
        ("T12/2020", "T12/{{ nam }}"),
        ("6T/2020", "6T/{{ nam }}"),
        ("HK1/2020", "HK1/{{ nam }}"),
        ("tuần 51/2020", "tuần 51/{{ nam }}"),
        ("12/2020", "12/{{ nam }}"),
        ("2020-12", "{{ nam }}-12"),
        ("2020-Q4", "{{ nam }}-Q4"),
        ("sáu tháng cuối năm 2020", "sáu tháng cuối năm {{ nam }}"),
        ("cuối 2020", "cuối {{ nam }}"),
        ("Tết 2020", "Tết {{ nam }}"),
        ("Xuân Canh Tý 2020", "Xuân Tân Sửu {{ nam }}"),
        ("năm học 2020-2021", "năm học {{ nam }}-{{ nam_sau }}"),
        ("năm học 2020–2021", "năm học {{ nam }}–{{ nam_sau }}"),
        ("niên khóa 2020/2021", "niên khóa {{ nam }}/{{ nam_sau }}"),
        ("2019-2020", "{{ nam_truoc }}-{{ nam }}"),
        ("Chương trình 2020 của Sở", "Chương trình {{ nam }} của Sở"),
        ("2020 là năm đầu", "{{ nam }} là năm đầu"),
        ("“2020”", "“{{ nam }}”"),
        ("NĂM 2020", "NĂM {{ nam }}"),
        ("năm\n  2020", "năm\n  {{ nam }}"),
        ("năm\u{a0}2020", "năm\u{a0}{{ nam }}"),
        ("{{ 2020 }} và {% if nam == 2020 %}", "{{ nam }} và {% if nam == nam %}"),
        ("30/6/2020-31/12/2020", "?"),
        ("30/6/2020 - 31/12/2020", "?"),
        ("15-20/12/2020", "?"),
        ("30/6-31/12/2020", "?"),
        ("20/12/2020", "?"),
        ("20-12-2020", "?"),
        ("20.12.2020", "?"),
        ("2020-12-20", "?"),
        ("2020/12/20", "?"),
        ("12/20/2020", "?"),
        ("2020-12-20T08:00", "?"),
        ("20/12/20", "?"),
        ("20-12-20", "?"),
        ("20201220", "?"),
        ("20122020", "?"),
        ("ngày 20 tháng 12 năm 2020", "?"),
        ("20 tháng XII năm 2020", "?"),
        ("ngày 20/12 năm 2020", "?"),
        ("December 20, 2020", "December 20, ?"),
        ("năm hai nghìn không trăm hai mươi", "năm ?"),
        ("năm hai không hai không", "năm ?"),
        ("MMXX", "?"),
        ("quý IV/20", "quý ?"),
        ("Q42020", "?"),
        ("HD2020", "?"),
        ("2020-21", "?"),
        ("bao-cao-2020.docx", "?"),
        ("https://a.vn/2020/b", "?"),
        ("12/BC-STC-2020", "?"),
        ("số 12/2020", "số ?"),
        ("số 2020", "số ?"),
        ("có 2020", "có ?"),
        ("tổng: 2020", "tổng: ?"),
        ("2020 xyz", "? xyz"),
        ("Luật Đầu tư năm 2020", "Luật Đầu tư năm ?"),
        ("thành lập năm 2020", "thành lập năm ?"),
        ("từ năm 2020 đến năm 2025", "từ năm ? đến năm 2025"),
        ("từ năm 2020 đến nay", "từ năm ? đến nay"),
        ("giai đoạn 2016-2020", "giai đoạn ?"),
        ("giai đoạn 2020 - 2025", "giai đoạn 2020 - 2025"),
        ("2020 phiếu", "2020 phiếu"),
        ("2020 người, 2020 đồng", "2020 người, 2020 đồng"),
        ("2.020 và 2.020.000 và 12.020", "2.020 và 2.020.000 và 12.020"),
        ("2020,5 và 2020% và 2020m2", "2020,5 và 2020% và 2020m2"),
        ("số 45/2020/NĐ-CP, 45/2020/QH14", "số 45/2020/NĐ-CP, 45/2020/QH14"),
        ("0908.2020.68 hoặc 0908 2020 68", "0908.2020.68 hoặc 0908 2020 68"),
        ("ISO 45001:2020", "ISO 45001:2020"),
        ("12020 và 20205", "12020 và 20205"),
        ("12/KH-STC", "12/KH-STC"),
    ];

    #[test]
    fn a_year_is_moved_or_asked_for_however_it_is_written_and_a_number_stays() {
        let mut wrong = Vec::new();
        for (old, wanted) in SPELLINGS {
            let new = rolled(old, 2020, 2021);
            let shown = without_questions(&new);
            if shown != wanted {
                wrong.push(format!("{old}: {new}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn whatever_stands_around_it_a_year_has_the_same_fate() {
        let mut wrong = Vec::new();
        for ((first, first_wanted), joint) in
            SPELLINGS.iter().flat_map(|one| ["; ", ". ", " (", "), ", ";\n"].map(|joint| (one, joint)))
        {
            for (second, second_wanted) in SPELLINGS {
                let text = format!("Về việc; {first}{joint}{second}");
                let new = rolled(&text, 2020, 2021);
                if without_questions(&new) != format!("Về việc; {first_wanted}{joint}{second_wanted}") {
                    wrong.push(format!("{text:?}: {new:?}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{} wrong: {:#?}", wrong.len(), &wrong[..wrong.len().min(40)]);
    }

    /// Shortens questions to `?`.
    fn without_questions(text: &str) -> String {
        let pieces = crate::viet::question::pieces(text).into_iter();
        pieces.map(|(piece, asked)| if asked { "?" } else { piece }).collect()
    }

    proptest::proptest! {
        #[test]
        fn no_text_is_too_strange(text in "[0-9/.,:\\-– QIVXquýnăm2020(){}%]{0,40}") {
            rolled(&text, 2020, 2021);
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
