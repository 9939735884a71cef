//! One document of a file with its parts: what rules look at.

use chrono::NaiveDate;

use crate::check::file::File;
use crate::check::line::{Line, Side};
use crate::check::part::Part;
use crate::check::recognise::{Reading, SURE};
use crate::check::words::{fold, is_normative, kind_of};
use crate::docx::view::Section;
use crate::standard::{Form, Kind, Signing, SubjectPlace};
use crate::viet::date;

/// A document.
pub struct Paper<'f> {
    /// The file it is in.
    pub file: &'f File<'f>,
    /// Its lines, blank ones too, and what each is.
    pub lines: &'f [Line<'f>],
    /// What each line is.
    pub readings: &'f [Reading],
    /// Its sections, by their places in the view.
    pub sections: Vec<usize>,
    /// Whether it is the first of the file.
    pub is_first: bool,
    /// Its kind, where it is told by name, symbol or the place of the subject.
    pub kind: Option<&'static Kind>,
    /// The day it bears.
    pub date: Option<NaiveDate>,
}

impl<'f> Paper<'f> {
    /// Reads a document from its lines.
    pub fn new(file: &'f File<'f>, lines: &'f [Line<'f>], readings: &'f [Reading], is_first: bool) -> Self {
        let mut sections: Vec<usize> = lines.iter().map(|line| line.section).collect();
        sections.dedup();
        if !is_first {
            // The section it begins in belongs to the document before.
            let inherited = lines.first().is_some_and(|line| !starts_section(file, line));
            sections.drain(..usize::from(inherited));
        }
        let mut paper = Self { file, lines, readings, sections, is_first, kind: None, date: None };
        paper.kind = paper.find_kind();
        paper.date = paper.first(Part::PlaceDate).and_then(|line| date_in(&line.text));
        paper
    }

    /// Returns its lines that are of this part beyond doubt, in order.
    pub fn of(&self, part: Part) -> impl Iterator<Item = &'f Line<'f>> {
        let (lines, readings) = (self.lines, self.readings);
        let sure = move |(line, reading): (&'f Line<'f>, &'f Reading)| {
            (reading.part == part && reading.score >= threshold(part)).then_some(line)
        };
        lines.iter().zip(readings).filter_map(sure)
    }

    /// Returns its first line of this part.
    pub fn first(&self, part: Part) -> Option<&'f Line<'f>> {
        self.of(part).next()
    }

    /// Tells whether it has this part, beyond doubt or not.
    pub fn has(&self, part: Part) -> bool {
        self.readings.iter().any(|reading| reading.part == part)
    }

    /// Returns the place of its first line of this part among its lines.
    pub fn index(&self, part: Part) -> Option<usize> {
        self.readings.iter().position(|reading| reading.part == part)
    }

    /// Returns all lines that are not blank, each with its part.
    pub fn read(&self) -> impl Iterator<Item = (Part, &'f Line<'f>)> {
        let (lines, readings) = (self.lines, self.readings);
        lines.iter().zip(readings).map(|(line, reading)| (reading.part, line)).filter(|(_, line)| !line.is_blank())
    }

    /// Returns the form that its kind follows; [`Form::NAMED`] for an unknown one.
    pub fn form(&self) -> Form {
        self.kind.map_or(Form::NAMED, |kind| kind.form)
    }

    /// Tells whether it is a document of which the decree says what it must have: one with a head, and not of a kind that
    /// the decree does not know.
    pub fn is_official(&self) -> bool {
        let unknown = self.kind.is_none() && self.has(Part::Title);
        self.has_head() && !unknown
    }

    /// Tells whether it is a normative document: by its name, or by the year in its number, `17/2026/TT-BYT`.
    pub fn is_normative(&self) -> bool {
        let year = |(_, symbol): (String, String)| {
            symbol.split_once('/').is_some_and(|(year, _)| year.len() == 4 && year.chars().all(|c| c.is_ascii_digit()))
        };
        self.first(Part::Title).is_some_and(|title| is_normative(&title.folded)) || self.number().is_some_and(year)
    }

    /// Tells whether it has so much of a head that it is an official document.
    pub fn has_head(&self) -> bool {
        let head =
            [Part::NationalTitle, Part::Motto, Part::Issuer, Part::Number, Part::PlaceDate, Part::RecipientsTitle];
        head.iter().filter(|part| self.has(**part)).count() >= 3
    }

    /// Tells whether it is put in force by the document before it, so that it bears no number of its own.
    pub fn is_attached(&self) -> bool {
        !self.is_first && (self.has(Part::AnnexReference) || !self.has(Part::Number))
    }

    /// Tells whether two sides make it, whose head, date and recipients no form prescribes.
    pub fn is_agreement(&self) -> bool {
        self.form().signing == Signing::Sides
    }

    /// Tells whether it is a letter.
    pub fn is_letter(&self) -> bool {
        self.form().subject == SubjectPlace::UnderNumber
    }

    /// Returns its sections with their places in the file.
    pub fn pages(&self) -> impl Iterator<Item = (usize, &'f Section)> {
        let file = self.file;
        self.sections.clone().into_iter().filter_map(move |at| Some((at, file.view.sections.get(at)?)))
    }

    /// Returns number and symbol of its number line as they stand: what is before the slash, and after it.
    pub fn number(&self) -> Option<(String, String)> {
        let text = &self.first(Part::Number)?.text;
        let rest = text.trim_start_matches(|c: char| c.is_alphabetic()).trim_start().trim_start_matches([':', '.']);
        let (number, symbol) = rest.split_once('/')?;
        Some((number.trim().to_owned(), symbol.trim().to_owned()))
    }

    fn find_kind(&self) -> Option<&'static Kind> {
        if let Some(title) = self.first(Part::Title) {
            return kind_of(&title.folded);
        }
        if self.has(Part::LetterSubject) || (self.has(Part::Addressee) && self.has(Part::Number)) {
            return Kind::find("cong_van");
        }
        let (_, symbol) = self.number()?;
        let first = symbol.split('-').next().unwrap_or_default().trim().to_owned();
        Kind::ALL.iter().find(|kind| kind.abbreviation.is_some_and(|short| fold(short) == fold(&first)))
    }
}

/// Lines of a list are known by the line that begins it.
const fn threshold(part: Part) -> i32 {
    match part {
        Part::Body | Part::AnnexBody | Part::Other | Part::Drawn => 0,
        Part::Subject | Part::AddresseeItem | Part::Recipient | Part::LetterSubject | Part::AnnexName => 4,
        Part::Issuer | Part::Superior => 6,
        _ => SURE,
    }
}

fn starts_section(file: &File<'_>, line: &Line<'_>) -> bool {
    file.lines.iter().find(|other| other.section == line.section).is_some_and(|first| std::ptr::eq(first, line))
}

/// Returns the day in a line such as `Cần Thơ, ngày 06 tháng 02 năm 2020` or `Cần Thơ, ngày 6/2/2020`.
pub fn date_in(text: &str) -> Option<NaiveDate> {
    let lower = text.to_lowercase();
    let from = lower.find("ngày")?;
    let words = lower[from..].trim_end_matches(['.', ';', ',']);
    date::parse_long(words).ok().or_else(|| date::parse(words.trim_start_matches("ngày").trim()).ok())
}

/// Tells whether two lines stand in the same place side by side: the same cell, box or side of the page.
pub fn same_seat(a: &Line<'_>, b: &Line<'_>) -> bool {
    match (a.cell(), b.cell()) {
        (Some(a), Some(b)) => a.table == b.table && a.cell == b.cell,
        (None, None) => a.side == b.side || a.side == Side::Whole || b.side == Side::Whole,
        _ => false,
    }
}
