//! Pages as Word breaks them: a finished Word file, read back, is set line by line onto pages.
//!
//! What is set is what [`crate::docx`] reads, so a page shows what the file holds and not what was meant. Every length
//! is exact ([`Length`]), so the same file gives the same pages on every machine. Text does not flow around drawings,
//! columns beside one another are set below one another, and every font is set in Tinos: documents in the decree's form
//! have none of these.

mod atom;
mod border;
mod chart;
mod drawing;
mod flow;
pub mod font;
mod furniture;
mod line;
mod note;
mod paragraph;
pub mod raster;
mod rule;
mod setter;
mod slab;
mod table;

use crate::docx::DocxView;
use crate::metrics::Face;
use crate::units::{FontSize, Length};

/// A document on pages.
#[derive(Debug, Default, PartialEq)]
pub struct Pages {
    /// The pages in order; at least one.
    pub pages: Vec<Page>,
    /// What the things on the pages are, in reading order; [`Item::node`] leads here.
    pub nodes: Vec<Node>,
    /// Headings in order.
    pub headings: Vec<Heading>,
}

/// One page.
#[derive(Debug, PartialEq)]
pub struct Page {
    /// Width of the paper.
    pub width: Length,
    /// Height of the paper.
    pub height: Length,
    /// What is on it, in the order in which it is drawn.
    pub items: Vec<Item>,
    /// Its section, counted from 0.
    pub section: usize,
}

/// A thing on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// From the left edge of the paper.
    pub x: Length,
    /// From the upper edge of the paper: the feet of letters, the upper edge of anything else.
    pub y: Length,
    /// What it belongs to; nothing for heads and feet of pages, lines and grounds.
    pub node: Option<usize>,
    /// What it shows.
    pub mark: Mark,
}

/// What an item shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// Letters on a line.
    Text(Text),
    /// A straight line to a point so far right and down.
    Rule {
        /// To the right.
        across: Length,
        /// Down.
        down: Length,
        /// Its thickness.
        weight: Length,
        /// Its colour.
        color: [u8; 3],
        /// Drawn in dashes.
        broken: bool,
    },
    /// A ground of one colour, between points so far right and down from the item's place.
    Area {
        /// Its corners.
        corners: Vec<(Length, Length)>,
        /// Its colour.
        color: [u8; 3],
    },
    /// A picture.
    Picture {
        /// Name of its part in the package.
        part: String,
        /// Its width.
        width: Length,
        /// Its height.
        height: Length,
    },
}

/// Letters of one look on a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// The letters; spaces between words are among them.
    pub text: String,
    /// The face.
    pub face: Face,
    /// The size of the letters as they are set.
    pub size: FontSize,
    /// What each space is wider than its own width; negative where it is narrower.
    pub stretch: Length,
    /// Spaces that are wider by one EMU more, so that the line ends at the margin exactly.
    pub rest: u32,
    /// Further distance after every letter.
    pub letter_spacing: Length,
    /// Colour of the letters.
    pub color: [u8; 3],
}

impl Text {
    /// Returns the width of each character as it is set, with its glyph.
    pub fn advances(&self) -> impl Iterator<Item = (char, u32, Length)> + '_ {
        let face = font::typeface(self.face);
        let mut spaces = 0;
        self.text.chars().map(move |c| {
            let glyph = face.glyph(c);
            let mut advance = font::width(glyph.width, self.size) + self.letter_spacing;
            if c == ' ' {
                spaces += 1;
                advance = advance + self.stretch + Length::emu(i64::from(spaces <= self.rest));
            }
            (c, glyph.id, advance)
        })
    }
}

/// What a stretch of the document is, for those who have it read to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// What it lies in; always an earlier node.
    pub parent: Option<usize>,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NodeKind {
    /// A paragraph.
    Paragraph,
    /// A heading of a level, 1 for the highest, with its words.
    Heading(u8, String),
    /// A table.
    Table,
    /// A row.
    Row,
    /// A cell, of how many columns; whether it is a head.
    Cell {
        /// Whether it stands at the head of its column.
        head: bool,
        /// How many columns it covers.
        span: u32,
    },
    /// A picture or chart, with words for those who cannot see it.
    Figure(String),
    /// A note.
    Note,
}

/// A heading and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Its words.
    pub text: String,
    /// Level in the outline, 0 for the highest.
    pub level: u8,
    /// Its page, counted from 0.
    pub page: usize,
    /// From the upper edge of the paper to its feet.
    pub y: Length,
}

/// Sets a document onto pages.
pub fn pages(view: &DocxView) -> Pages {
    flow::pages(view)
}

/// Returns a length in points.
pub fn points(length: Length) -> f32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "positions on paper")]
    let points = (length.as_emu() as f64 / 12_700.0) as f32;
    points
}
