//! Where a paragraph is, in words a clerk can follow, and a walk over all paragraphs with their places.

use std::fmt;

use crate::docx::drawing::{Drawing, Shape};
use crate::docx::view::{Block, DocxView, Furniture, Paragraph, RunKind, Table};

/// The place of a paragraph: from the section down, each step counted from 1.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Location {
    steps: Vec<Step>,
}

/// One step on the way to a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// Section.
    Section(usize),
    /// A header of the section.
    Header(Pages),
    /// A footer of the section.
    Footer(Pages),
    /// Table among its siblings.
    Table(usize),
    /// Row of the table.
    Row(usize),
    /// Cell of the row.
    Cell(usize),
    /// Paragraph among its siblings.
    Paragraph(usize),
    /// Inside a text box of the paragraph.
    TextBox(usize),
    /// Inside a note of the paragraph.
    Note(usize),
}

/// On which pages a header or footer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pages {
    /// All but those with one of their own.
    Default,
    /// The first.
    First,
    /// Even ones.
    Even,
}

impl Location {
    /// Returns the steps, the section first.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Tells whether the place is in the text: the body and its notes, not a header or a footer.
    pub fn in_text(&self) -> bool {
        !self.steps.iter().any(|s| matches!(s, Step::Header(_) | Step::Footer(_)))
    }
}

/// Prints `phần 1, đoạn 12` or `phần 1, bảng 2, hàng 1, ô 2, đoạn 1`.
impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.steps.iter().enumerate() {
            f.write_str(if at > 0 { ", " } else { "" })?;
            step.fmt(f)?;
        }
        Ok(())
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Section(n) => write!(f, "phần {n}"),
            Self::Header(pages) => write!(f, "đầu trang{pages}"),
            Self::Footer(pages) => write!(f, "chân trang{pages}"),
            Self::Table(n) => write!(f, "bảng {n}"),
            Self::Row(n) => write!(f, "hàng {n}"),
            Self::Cell(n) => write!(f, "ô {n}"),
            Self::Paragraph(n) => write!(f, "đoạn {n}"),
            Self::TextBox(n) => write!(f, "khung chữ {n}"),
            Self::Note(n) => write!(f, "chú thích {n}"),
        }
    }
}

impl fmt::Display for Pages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Default => "",
            Self::First => " (trang đầu)",
            Self::Even => " (trang chẵn)",
        })
    }
}

impl Furniture {
    /// Returns those that are there, with the pages they are on.
    pub fn all(&self) -> impl Iterator<Item = (Pages, &[Block])> {
        let all = [(Pages::Default, &self.default), (Pages::First, &self.first), (Pages::Even, &self.even)];
        all.into_iter().filter_map(|(pages, blocks)| Some((pages, blocks.as_deref()?)))
    }
}

impl DocxView {
    /// Returns all visible text of the body, one line for each paragraph, tables and notes included.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (place, paragraph) in paragraphs(self) {
            if place.in_text() {
                text.push_str(&paragraph.text());
                text.push('\n');
            }
        }
        text
    }
}

/// Returns every paragraph of the document with its place: for each section headers, footers, then the body; content
/// of text boxes and notes after the paragraph that holds them.
pub fn paragraphs(view: &DocxView) -> Vec<(Location, &Paragraph)> {
    let mut walk = Walk { steps: Vec::new(), found: Vec::new() };
    for (at, section) in view.sections.iter().enumerate() {
        walk.inside(Step::Section(at + 1), |walk| {
            for (pages, blocks) in section.headers.all() {
                walk.inside(Step::Header(pages), |walk| walk.blocks(blocks));
            }
            for (pages, blocks) in section.footers.all() {
                walk.inside(Step::Footer(pages), |walk| walk.blocks(blocks));
            }
            walk.blocks(&section.blocks);
        });
    }
    walk.found
}

struct Walk<'v> {
    steps: Vec<Step>,
    found: Vec<(Location, &'v Paragraph)>,
}

impl<'v> Walk<'v> {
    fn inside(&mut self, step: Step, visit: impl FnOnce(&mut Self)) {
        self.steps.push(step);
        visit(self);
        self.steps.pop();
    }

    fn blocks(&mut self, blocks: &'v [Block]) {
        let (mut paragraphs, mut tables) = (0, 0);
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    paragraphs += 1;
                    self.inside(Step::Paragraph(paragraphs), |walk| {
                        walk.paragraph(paragraph);
                    });
                }
                Block::Table(table) => {
                    tables += 1;
                    self.inside(Step::Table(tables), |walk| walk.table(table));
                }
            }
        }
    }

    fn table(&mut self, table: &'v Table) {
        for (at, row) in table.rows.iter().enumerate() {
            self.inside(Step::Row(at + 1), |walk| {
                for (at, cell) in row.cells.iter().enumerate() {
                    walk.inside(Step::Cell(at + 1), |walk| walk.blocks(&cell.blocks));
                }
            });
        }
    }

    fn paragraph(&mut self, paragraph: &'v Paragraph) {
        self.found.push((Location { steps: self.steps.clone() }, paragraph));
        let (mut boxes, mut notes) = (0, 0);
        for run in &paragraph.runs {
            match &run.kind {
                RunKind::Drawing(drawing) => self.drawing(drawing, &mut boxes),
                RunKind::Note(blocks) => {
                    notes += 1;
                    self.inside(Step::Note(notes), |walk| walk.blocks(blocks));
                }
                RunKind::Text | RunKind::Field(_) => {}
            }
        }
    }

    fn drawing(&mut self, drawing: &'v Drawing, boxes: &mut usize) {
        match &drawing.shape {
            Shape::TextBox(blocks) => {
                *boxes += 1;
                self.inside(Step::TextBox(*boxes), |walk| walk.blocks(blocks));
            }
            Shape::Group(members) => members.iter().for_each(|member| self.drawing(member, boxes)),
            _ => {}
        }
    }
}
