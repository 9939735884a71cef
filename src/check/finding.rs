//! What a rule has found, and where.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::check::line::Line;
use crate::check::part::Part;
use crate::check::rule::Rule;
use crate::docx::place::{Location, Step};
use crate::docx::view::{Origin, Paragraph};

/// Letters of a paragraph that a place quotes.
const QUOTED: usize = 60;

/// Places of one finding that are kept, so that no file can fill the memory with them.
pub const PLACES: usize = 20_000;

/// Where a finding is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Where {
    /// The part of the page; absent when it is the whole file.
    pub part: Option<Part>,
    /// Section, counted from 1.
    pub section: Option<usize>,
    /// Table of the section, counted from 1.
    pub table: Option<usize>,
    /// Row of the table, counted from 1.
    pub row: Option<usize>,
    /// Cell of the row, counted from 1.
    pub cell: Option<usize>,
    /// Paragraph among its siblings, counted from 1.
    pub paragraph: Option<usize>,
    /// Where else than in the text: `đầu trang`, `chân trang`, `khung chữ`, `chú thích`.
    pub outside: Option<&'static str>,
    /// The first letters of the paragraph.
    pub excerpt: String,
    /// The paragraph in the file, where it is in one.
    pub origin: Option<Origin>,
    /// The line among those of the file, counted from 0, where it is one ([`Line::number`]).
    pub line: Option<usize>,
}

impl Where {
    /// The whole file.
    pub const FILE: Self = Self {
        part: None,
        section: None,
        table: None,
        row: None,
        cell: None,
        paragraph: None,
        outside: None,
        excerpt: String::new(),
        origin: None,
        line: None,
    };

    /// A section, counted from 0.
    pub fn section(section: usize) -> Self {
        Self { section: Some(section + 1), ..Self::FILE }
    }

    /// The same place, told by a paragraph of its headers or footers.
    #[must_use]
    pub fn of(self, paragraph: &Paragraph) -> Self {
        Self { origin: Some(paragraph.origin.clone()), ..self }
    }

    /// A part that is missing.
    pub fn missing(part: Part) -> Self {
        Self { part: Some(part), ..Self::FILE }
    }

    /// A line recognised as `part`.
    pub fn line(line: &Line<'_>, part: Part) -> Self {
        let mut place = Self::paragraph(&line.at, &line.text);
        place.part = Some(part);
        place.origin = Some(line.paragraph.origin.clone());
        place.line = Some(line.number);
        place
    }

    fn paragraph(at: &Location, text: &str) -> Self {
        let mut place = Self { excerpt: text.chars().take(QUOTED).collect(), ..Self::FILE };
        for step in at.steps() {
            match step {
                Step::Section(n) => place.section = Some(*n),
                Step::Table(n) => place.table = place.table.or(Some(*n)),
                Step::Row(n) => place.row = place.row.or(Some(*n)),
                Step::Cell(n) => place.cell = place.cell.or(Some(*n)),
                Step::Paragraph(n) => place.paragraph = Some(*n),
                Step::Header(_) => place.outside = Some("đầu trang"),
                Step::Footer(_) => place.outside = Some("chân trang"),
                Step::TextBox(_) => place.outside = Some("khung chữ"),
                Step::Note(_) => place.outside = Some("chú thích"),
            }
        }
        place
    }
}

/// Prints `Quốc hiệu, bảng 1, hàng 1, ô 2, đoạn 1: “CỘNG HÒA …”`.
impl std::fmt::Display for Where {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut steps: Vec<String> = Vec::new();
        steps.extend(self.part.map(|part| part.name().to_owned()));
        steps.extend(self.outside.map(str::to_owned));
        steps.extend(self.table.map(|n| format!("bảng {n}")));
        steps.extend(self.row.map(|n| format!("hàng {n}")));
        steps.extend(self.cell.map(|n| format!("ô {n}")));
        steps.extend(self.paragraph.map(|n| format!("đoạn {n}")));
        let section = self.section.filter(|n| steps.is_empty() || *n > 1);
        if let Some(section) = section {
            steps.insert(0, format!("phần {section} của tệp"));
        }
        if steps.is_empty() {
            steps.push("cả tệp".to_owned());
        }
        f.write_str(&steps.join(", "))?;
        if !self.excerpt.is_empty() {
            write!(f, ": “{}”", self.excerpt)?;
        }
        Ok(())
    }
}

/// One finding.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule that speaks.
    pub rule: &'static Rule,
    /// What was seen.
    pub seen: String,
    /// What was wanted.
    pub wanted: String,
    /// What to do.
    pub hint: String,
    /// Where it was seen, in the order it was found; at least one place, and no more than [`PLACES`].
    pub places: Vec<Where>,
    /// How often it was seen.
    pub count: usize,
}

impl Finding {
    /// Returns where it was seen first.
    pub fn place(&self) -> &Where {
        &self.places[0]
    }
}

/// Findings as they are gathered; the same fault in several places is one finding with a count.
#[derive(Debug, Default)]
pub struct Findings {
    all: Vec<Finding>,
    /// Where each fault stands in `all`, by code and words.
    known: HashMap<(&'static str, String, String), usize>,
}

impl Findings {
    /// Adds a finding.
    pub fn add(&mut self, rule: &'static Rule, place: Where, seen: String, wanted: String, hint: String) {
        match self.known.entry((rule.code, seen.clone(), wanted.clone())) {
            Entry::Occupied(at) => {
                let known = &mut self.all[*at.get()];
                known.count += 1;
                if known.places.len() < PLACES {
                    known.places.push(place);
                }
            }
            Entry::Vacant(at) => {
                at.insert(self.all.len());
                self.all.push(Finding { rule, seen, wanted, hint, places: vec![place], count: 1 });
            }
        }
    }

    /// Returns all findings: the graver first, then in the order of the rules.
    pub fn sorted(mut self) -> Vec<Finding> {
        self.all.sort_by_key(|finding| (finding.rule.severity, finding.rule.code));
        self.all
    }
}
