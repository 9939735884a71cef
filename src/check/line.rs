//! The lines of a page as a reader meets them: paragraphs of body, cells, text boxes, headers and footers, parted where
//! a line ends or a tab leads to the other side.

use std::sync::Arc;

use crate::check::words::{authority, fold, is_office, is_person};
use crate::docx::drawing::{Drawing, Shape};
use crate::docx::format::{Alignment, RunFormat};
use crate::docx::place::{Location, Step};
use crate::docx::view::{Block, DocxView, Paragraph, Row, RunKind, Table, Width};
use crate::units::{FontSize, Length};
use crate::viet::text::nfc;

/// Where on the page a line stands.
#[derive(Debug, Clone, PartialEq)]
pub enum Seat {
    /// Between the margins.
    Body,
    /// In a cell.
    Cell(CellSeat),
    /// In a text box.
    Box,
    /// In a header.
    Header,
    /// In a footer.
    Footer,
    /// In a footnote or endnote.
    Note,
}

/// The cell a line stands in; of nested tables the outermost.
#[derive(Debug, Clone, PartialEq)]
pub struct CellSeat {
    /// The table, counted over the whole document.
    pub table: usize,
    /// Row, counted from 0.
    pub row: usize,
    /// Cell of the row, counted from 0.
    pub cell: usize,
    /// Cells in the row.
    pub cells: usize,
    /// Column of the grid it begins in, counted from 0.
    pub column: usize,
    /// Width of the cell, where the file tells.
    pub width: Option<Length>,
    /// Whether any edge of any cell of the table is drawn.
    pub bordered: bool,
}

/// Which side of a line parted by a tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The whole line.
    Whole,
    /// What stands before the tab.
    Left,
    /// What stands after it.
    Right,
}

/// One line.
#[derive(Debug, Clone)]
pub struct Line<'v> {
    /// Its place among the lines of the file, counted from 0.
    pub number: usize,
    /// Place of its paragraph.
    pub at: Location,
    /// Its paragraph.
    pub paragraph: &'v Paragraph,
    /// Its text: composed letters, one plain space between words, none at the ends.
    pub text: String,
    /// Its text without marks in capitals, letters and digits only, for comparing.
    pub folded: String,
    /// The looks of its letters, each with how many letters have it.
    pub looks: Vec<(usize, Arc<RunFormat>)>,
    /// Where it stands.
    pub seat: Seat,
    /// Its section, counted from 0.
    pub section: usize,
    /// Which of the lines of its paragraph it is, counted from 0.
    pub row: usize,
    /// Which side of its paragraph's line it is.
    pub side: Side,
    /// Whether it begins its paragraph.
    pub first: bool,
    /// Whether it ends its paragraph.
    pub last: bool,
}

impl Line<'_> {
    /// Tells whether nothing is to be read.
    pub fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// Tells whether all letters are capitals, of which there is at least one.
    pub fn is_caps(&self) -> bool {
        let letters = || self.text.chars().filter(|c| c.is_alphabetic());
        letters().next().is_some() && letters().all(|c| !c.is_lowercase())
    }

    /// Returns the sizes of its letters, each once, smallest first.
    pub fn sizes(&self) -> Vec<FontSize> {
        let mut sizes: Vec<FontSize> = self.looks.iter().map(|(_, look)| look.size).collect();
        sizes.sort();
        sizes.dedup();
        sizes
    }

    /// Returns the size that most of its letters have.
    pub fn size(&self) -> Option<FontSize> {
        self.sizes().into_iter().max_by_key(|size| self.count(|look| look.size == *size))
    }

    /// Returns how many letters have such a look.
    pub fn count(&self, has: impl Fn(&RunFormat) -> bool) -> usize {
        self.looks.iter().filter(|(_, look)| has(look)).map(|(count, _)| count).sum()
    }

    /// Returns how many letters it has.
    pub fn letters(&self) -> usize {
        self.count(|_| true)
    }

    /// Tells whether every letter has such a look.
    pub fn all(&self, has: impl Fn(&RunFormat) -> bool) -> bool {
        self.looks.iter().all(|(_, look)| has(look))
    }

    /// Tells whether more than half of the letters have such a look.
    pub fn mostly(&self, has: impl Fn(&RunFormat) -> bool) -> bool {
        2 * self.count(has) > self.letters()
    }

    /// Tells whether the line lies in the middle of where it stands; a line parted by a tab never says.
    pub fn is_centred(&self) -> bool {
        self.side == Side::Whole && self.paragraph.format.alignment == Alignment::Center
    }

    /// Returns its cell.
    pub fn cell(&self) -> Option<&CellSeat> {
        match &self.seat {
            Seat::Cell(cell) => Some(cell),
            _ => None,
        }
    }

    /// Tells whether it stands in the text: not in a header, a footer or a note.
    pub fn in_text(&self) -> bool {
        matches!(self.seat, Seat::Body | Seat::Cell(_) | Seat::Box)
    }

    /// Tells whether it stands in the other half of the page than the left one.
    pub fn is_right(&self) -> bool {
        self.side == Side::Right || self.cell().is_some_and(|cell| cell.cells > 1 && cell.cell + 1 == cell.cells)
    }
}

/// Returns every line of the document, blank ones too: the sections one after the other, headers and footers first.
pub fn lines(view: &DocxView) -> Vec<Line<'_>> {
    let seats = Seats::of(view);
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut holder = 0;
    let mut read = 0;
    for (at, paragraph) in crate::docx::place::paragraphs(view) {
        let seat = seats.seat(&at);
        let from = lines.len();
        add(&at, paragraph, &seat, &mut lines);
        if seat != Seat::Box {
            read += usize::from(seat == Seat::Body && !paragraph.text().trim().is_empty());
            holder = from;
        } else if read <= TOP {
            // The boxes of a head hang on the paragraph below it, on the title for one.
            let text = lines.drain(holder..from).collect::<Vec<_>>();
            holder = lines.len();
            lines.extend(text);
        }
    }
    lines
}

/// Boxes that hang on one of the first paragraphs stand above it: they hold a head, or a mark beside it.
const TOP: usize = 3;

/// A table with its place, and whether any edge of it is drawn: looked for once, not for each of its paragraphs.
struct Seen<'v> {
    place: Vec<usize>,
    table: &'v Table,
    bordered: bool,
}

/// The tables of the document by their places.
struct Seats<'v> {
    tables: Vec<Seen<'v>>,
}

impl<'v> Seats<'v> {
    fn of(view: &'v DocxView) -> Self {
        let mut tables = Vec::new();
        for (at, section) in view.sections.iter().enumerate() {
            let mut count = 0;
            for block in &section.blocks {
                if let Block::Table(table) = block {
                    count += 1;
                    let place = order(&[Step::Section(at + 1), Step::Table(count)]);
                    tables.push(Seen { place, table, bordered: table.has_visible_borders() });
                }
            }
        }
        Self { tables }
    }

    fn seat(&self, at: &Location) -> Seat {
        let steps = at.steps();
        if steps.iter().any(|step| matches!(step, Step::Header(_))) {
            return Seat::Header;
        }
        if steps.iter().any(|step| matches!(step, Step::Footer(_))) {
            return Seat::Footer;
        }
        if steps.iter().any(|step| matches!(step, Step::Note(_))) {
            return Seat::Note;
        }
        if steps.iter().any(|step| matches!(step, Step::TextBox(_))) {
            return Seat::Box;
        }
        self.cell(steps).map_or(Seat::Body, Seat::Cell)
    }

    fn cell(&self, steps: &[Step]) -> Option<CellSeat> {
        let [section, table, Step::Row(row), Step::Cell(cell), ..] = steps else {
            return None;
        };
        let place = order(&[*section, *table]);
        let number = self.tables.binary_search_by(|seen| seen.place.cmp(&place)).ok()?;
        let Seen { table, bordered, .. } = &self.tables[number];
        let of_row = table.rows.get(row - 1)?;
        Some(CellSeat {
            table: number,
            row: row - 1,
            cell: cell - 1,
            cells: of_row.cells.len(),
            column: columns_before(of_row, cell - 1) as usize,
            width: width(table, of_row, cell - 1),
            bordered: *bordered,
        })
    }
}

fn order(steps: &[Step]) -> Vec<usize> {
    let number = |step: &Step| match step {
        Step::Section(n) | Step::Table(n) => *n,
        _ => 0,
    };
    steps.iter().map(number).collect()
}

fn columns_before(row: &Row, cell: usize) -> u32 {
    row.cells.iter().take(cell).fold(0, |sum, cell| sum.saturating_add(cell.span))
}

/// Returns the width of a cell: the columns of the grid it takes, else what it states itself.
fn width(table: &Table, row: &Row, cell: usize) -> Option<Length> {
    let before = columns_before(row, cell);
    let of = row.cells.get(cell)?;
    let (from, to) = (before as usize, before.saturating_add(of.span) as usize);
    let grid = table.grid.get(from..to).map(|columns| columns.iter().fold(Length::ZERO, |sum, w| sum + *w));
    match of.width {
        Width::Fixed(width) => Some(width),
        _ => grid.filter(|width| *width > Length::ZERO),
    }
}

/// A stretch of one look.
type Piece = (String, Arc<RunFormat>);

fn add<'v>(at: &Location, paragraph: &'v Paragraph, seat: &Seat, lines: &mut Vec<Line<'v>>) {
    let section = match at.steps().first() {
        Some(Step::Section(n)) => n - 1,
        _ => 0,
    };
    let rows = rows(paragraph);
    let count = rows.len();
    for (row, pieces) in rows.into_iter().enumerate() {
        for (side, pieces) in sides(pieces) {
            let text = tidy(&pieces);
            let folded = fold(&text);
            let (first, last) = (row == 0 && side != Side::Right, row + 1 == count && side != Side::Left);
            let looks = looks(&pieces);
            let (number, at, seat) = (lines.len(), at.clone(), seat.clone());
            lines.push(Line { number, at, paragraph, text, folded, looks, seat, section, row, side, first, last });
        }
    }
}

/// Parts a paragraph where a line, a column or a page ends in it.
fn rows(paragraph: &Paragraph) -> Vec<Vec<Piece>> {
    let mut rows = vec![Vec::new()];
    let label = paragraph.label.as_ref().filter(|label| !label.text.is_empty());
    if let Some((label, look)) = label.zip(paragraph.label_format.as_ref()) {
        rows[0].push((format!("{} ", label.text), look.clone()));
    }
    for run in &paragraph.runs {
        if !matches!(run.kind, RunKind::Text | RunKind::Field(_)) {
            continue;
        }
        for (number, text) in run.visible_text().split(['\n', '\u{b}', '\u{c}']).enumerate() {
            if number > 0 {
                rows.push(Vec::new());
            }
            if let Some(row) = rows.last_mut().filter(|_| !text.is_empty()) {
                row.push((text.to_owned(), run.format.clone()));
            }
        }
    }
    rows
}

/// Parts a line at the tab that leads from its left half to its right one. Only the head and the foot of a page have
/// such lines; a tab within running text parts nothing.
fn sides(row: Vec<Piece>) -> Vec<(Side, Vec<Piece>)> {
    let text: String = row.iter().map(|(text, _)| text.as_str()).collect();
    let Some(cut) = cut(&text) else {
        return vec![(Side::Whole, row)];
    };
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let mut at = 0;
    for (text, look) in row {
        let here = cut.saturating_sub(at).min(text.len());
        at += text.len();
        let (before, after) = text.split_at(here);
        left.push((before.to_owned(), look.clone()));
        right.push((after.to_owned(), look));
    }
    vec![(Side::Left, left), (Side::Right, right)]
}

/// Returns where a line of a head or a foot is parted: at its first tab or wide gap after text.
pub fn cut(text: &str) -> Option<usize> {
    let start = text.len() - text.trim_start().len();
    let gap = |at: usize| text[at..].chars().take(4).all(|c| c == ' ' || c == '\u{a0}') && text[at..].len() > 4;
    let at =
        text[start..].char_indices().map(|(at, _)| at + start).find(|at| text[*at..].starts_with('\t') || gap(*at))?;
    let (left, right) = (fold(&text[..at]), fold(&text[at..]));
    let two = !left.is_empty() && !right.is_empty();
    let head = ["CONGHOAXAHOI", "DOCLAPTUDO"].iter().any(|words| right.starts_with(words));
    let date = (left.starts_with("SO") || left.starts_with("VV")) && right.contains("NGAY") && right.contains("THANG");
    let foot = left.starts_with("NOINHAN") || (left.starts_with("LUU") && right.len() < 40);
    (two && (head || date || foot || signs_beside(text[..at].trim(), text[at..].trim()))).then_some(at)
}

/// Tells whether a signature stands to the right of a recipient or of another signature.
fn signs_beside(left: &str, right: &str) -> bool {
    let signs = |text: &str| {
        let office = text.to_uppercase() == text && (is_office(text) || authority(text).is_some());
        right.chars().count() <= 60 && (office || is_person(text))
    };
    signs(right) && (left.starts_with(['-', '–', '+']) || signs(left))
}

fn looks(pieces: &[Piece]) -> Vec<(usize, Arc<RunFormat>)> {
    let count = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    pieces.iter().map(|(text, look)| (count(text), look.clone())).filter(|(count, _)| *count > 0).collect()
}

fn tidy(pieces: &[Piece]) -> String {
    let text: String = pieces.iter().map(|(text, _)| text.as_str()).collect();
    let text = nfc(&text).replace('\u{2011}', "-").replace('\u{ad}', "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns every drawing of a paragraph, members of groups too.
pub fn drawings(paragraph: &Paragraph) -> Vec<&Drawing> {
    fn into<'v>(drawing: &'v Drawing, found: &mut Vec<&'v Drawing>) {
        found.push(drawing);
        if let Shape::Group(members) = &drawing.shape {
            for member in members {
                into(member, found);
            }
        }
    }
    let mut found = Vec::new();
    for run in &paragraph.runs {
        if let RunKind::Drawing(drawing) = &run.kind {
            into(drawing, &mut found);
        }
    }
    found
}
