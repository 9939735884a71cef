//! The structure of a text: parts, chapters, sections, articles, clauses, points, and numbered headings.

use std::collections::HashMap;

use crate::check::line::{Line, Seat};
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::docx::format::RunFormat;
use crate::viet::{diem, roman};

/// An article: `Điều 1.`
pub struct Article<'f> {
    /// Its line.
    pub line: &'f Line<'f>,
    /// Its number.
    pub number: u32,
    /// What stands after the number: `.` where it is right.
    pub mark: char,
}

/// Returns the articles of a document. A sentence that only cites one is none.
pub fn articles<'f>(paper: &Paper<'f>) -> impl Iterator<Item = Article<'f>> {
    text(paper).filter_map(|line| {
        let (number, mark, _) = article_number(&line.text)?;
        Some(Article { line, number, mark })
    })
}

/// Reads the number of an article that a line begins, the mark after it, and what follows.
pub fn article_number(text: &str) -> Option<(u32, char, &str)> {
    let rest = text.strip_prefix("Điều ").or_else(|| text.strip_prefix("ĐIỀU "))?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let number = rest[..end].parse().ok()?;
    let mark = rest[end..].chars().next().unwrap_or(' ');
    let after = rest[end..].trim_start_matches([mark, ' ']);
    let cites = mark == ' ' && after.chars().next().is_some_and(char::is_lowercase);
    // `Điều 5, khoản 2 …` goes on as a sentence.
    let marked = matches!(mark, '.' | ':' | '-' | '–' | ')' | ' ') && !cites;
    marked.then_some((number, mark, after))
}

/// Returns the lines of the body that begin a paragraph, outside of tables and of what is quoted over several paragraphs:
/// the articles and clauses that an amendment sets are those of another document.
pub fn text<'f>(paper: &Paper<'f>) -> impl Iterator<Item = &'f Line<'f>> {
    let lines: Vec<&Line<'_>> =
        paper.of(Part::Body).filter(|line| line.first && line.seat == Seat::Body && !line.is_blank()).collect();
    let quoted = quoted(&lines);
    lines.into_iter().zip(quoted).filter(|(_, quoted)| !quoted).map(|(line, _)| line)
}

/// Tells of each line whether it goes on with a quotation that an earlier one has opened. One that is never closed is none.
fn quoted(lines: &[&Line<'_>]) -> Vec<bool> {
    let mut quoted = vec![false; lines.len()];
    let mut opened = None;
    for (at, line) in lines.iter().enumerate() {
        for mark in line.text.chars() {
            match (mark, opened) {
                ('“', None) => opened = Some(at),
                ('”', Some(from)) => {
                    quoted[from + 1..=at].fill(true);
                    opened = None;
                }
                _ => {}
            }
        }
    }
    quoted
}

/// Tells whether the first letters of a line have such a look.
pub fn begins(line: &Line<'_>, has: impl Fn(&RunFormat) -> bool) -> bool {
    line.looks.first().is_none_or(|(_, look)| has(look))
}

/// A part, chapter or section on a line of its own.
pub struct Division<'f> {
    /// Its line.
    pub line: &'f Line<'f>,
    /// `Phần`, `Chương`, `Mục`, `Tiểu mục`.
    pub word: &'static str,
    /// Its number as it stands.
    pub numeral: &'f str,
    /// The line below, when it is short enough for a title.
    pub title: Option<&'f Line<'f>>,
}

/// Returns the divisions called by these words.
pub fn divisions<'f>(paper: &Paper<'f>, words: &'static [&'static str]) -> Vec<Division<'f>> {
    let lines: Vec<&Line<'_>> = text(paper).collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        for word in words {
            let rest = strip_word(&line.text, word);
            let Some(rest) = rest.filter(|_| line.letters() <= 14) else { continue };
            let numeral = rest.trim().trim_end_matches(['.', ':']);
            let counts = numeral.chars().all(|c| c.is_ascii_digit()) || roman::parse(numeral).is_some();
            if !numeral.is_empty() && counts {
                let title = lines.get(at + 1).copied().filter(|title| title.letters() <= 120);
                found.push(Division { line, word, numeral, title });
            }
        }
    }
    found
}

fn strip_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let rest = text.strip_prefix(word).or_else(|| text.strip_prefix(word.to_uppercase().as_str()))?;
    rest.starts_with(' ').then_some(rest)
}

/// A heading with a Roman numeral: `I. MỤC ĐÍCH`.
pub struct Heading<'f> {
    /// Its line.
    pub line: &'f Line<'f>,
    /// Its number.
    pub number: u32,
}

impl Heading<'_> {
    /// Tells whether it is a title, not the beginning of a sentence.
    pub fn is_title(&self) -> bool {
        self.line.last && self.line.letters() <= 100 && !self.line.text.ends_with([';', ','])
    }
}

/// Returns the headings with a Roman numeral. A document whose letters count A, B, C, D has none.
pub fn headings<'f>(paper: &Paper<'f>) -> impl Iterator<Item = Heading<'f>> {
    text(paper).filter_map(|line| {
        let (numeral, rest) = line.text.split_once(['.', '-', ')'])?;
        let number = roman::parse(numeral.trim()).filter(|number| *number < 40)?;
        let heading = numeral.chars().all(|c| "IVX".contains(c)) && rest.starts_with(' ');
        heading.then_some(Heading { line, number })
    })
}

/// Returns clauses that do not follow the one before: their line, the number before, their own.
pub fn clause_breaks<'f>(paper: &Paper<'f>) -> Vec<(&'f Line<'f>, u32, u32)> {
    let mut breaks = Vec::new();
    // Each list of Word counts for itself, and so does what is typed.
    let mut last: HashMap<Option<(i64, u8)>, u32> = HashMap::new();
    for line in text(paper) {
        let text = line.text.as_str();
        let starts = ["Điều ", "Chương ", "Mục ", "Phần ", "CHƯƠNG ", "MỤC ", "PHẦN "];
        if starts.iter().any(|word| text.starts_with(word)) || is_roman_heading(text) || line.is_centred() {
            last.clear();
        }
        let Some(number) = clause(text) else { continue };
        let counter = line.paragraph.label.as_ref().map(|label| (label.list, label.level));
        if let Some(last) = last.insert(counter, number).filter(|last| number != *last + 1 && number != 1) {
            breaks.push((line, last, number));
        }
    }
    breaks
}

fn is_roman_heading(text: &str) -> bool {
    let numeral = text.split(['.', '-', ')']).next().unwrap_or_default();
    roman::parse(numeral).is_some() || (numeral.len() == 1 && numeral.chars().all(|c| c.is_ascii_uppercase()))
}

/// Reads the number of a clause: `2. …`, but not `2.1. …` or `2.000 đồng`.
pub fn clause(text: &str) -> Option<u32> {
    let (number, rest) = text.split_once('.')?;
    let figures = !number.is_empty() && number.len() <= 2 && number.chars().all(|c| c.is_ascii_digit());
    (figures && rest.starts_with(' ')).then(|| number.parse().ok())?
}

/// Reads the letter of a point: `a) …`.
pub fn point(text: &str) -> Option<char> {
    let mut letters = text.chars();
    let letter = letters.next().filter(|letter| letter.is_lowercase())?;
    (letters.next() == Some(')')).then_some(letter)
}

/// Returns points that do not follow the one before: their line, their letter, the letter wanted.
pub fn point_breaks<'f>(paper: &Paper<'f>) -> Vec<(&'f Line<'f>, char, String)> {
    let mut breaks = Vec::new();
    let mut next = 0;
    for line in text(paper) {
        let mut letters = line.text.chars();
        let (Some(letter), Some(')')) = (letters.next(), letters.next()) else {
            if clause(&line.text).is_some() || line.text.starts_with("Điều ") || is_roman_heading(&line.text) {
                next = 0;
            }
            continue;
        };
        if !letter.is_lowercase() {
            continue;
        }
        match diem::index_of(letter) {
            Some(0) => next = 1,
            Some(at) if at == next => next += 1,
            found => {
                let wanted = diem::letter(next).map_or_else(|| "a".to_owned(), String::from);
                breaks.push((line, letter, wanted));
                next = found.map_or(next, |at| at + 1);
            }
        }
    }
    breaks
}

/// Returns serial numbers in the first column of tables that do not follow the one before.
pub fn serial_breaks<'f>(paper: &Paper<'f>) -> Vec<(&'f Line<'f>, u32, u32)> {
    let mut breaks = Vec::new();
    let mut at: Option<(usize, u32)> = None;
    let mut counted: Option<usize> = None;
    for line in paper.lines.iter().filter(|line| !line.is_blank()) {
        let Some(cell) = line.cell().filter(|cell| cell.cell == 0 && cell.bordered) else { continue };
        if ["STT", "TT", "SOTT", "SOTHUTU"].contains(&line.folded.as_str()) {
            (counted, at) = (Some(cell.table), None);
        }
        let Some(number) = line.text.trim_end_matches('.').parse::<u32>().ok().filter(|_| counted == Some(cell.table))
        else {
            continue;
        };
        let before = at.filter(|(table, _)| *table == cell.table).map(|(_, before)| before);
        if let Some(before) = before.filter(|before| number != *before + 1 && number != 1) {
            breaks.push((line, before, number));
        }
        at = Some((cell.table, number));
    }
    breaks
}
