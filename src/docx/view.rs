//! The document as a reader of the printed page meets it: sections, paragraphs, tables, drawings, all styles resolved.

use std::sync::Arc;

use crate::docx::drawing::Drawing;
use crate::docx::format::{Alignment, Color, Edges, ParagraphFormat, RunFormat, is_drawn};
use crate::docx::number::Label;
use crate::docx::numeral::NumberFormat;
use crate::ooxml::package::PackageError;
use crate::units::Length;

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The package or one of its parts is not as it should be.
    #[error(transparent)]
    Package(#[from] PackageError),
    /// The main part has no body.
    #[error("tệp .docx không có nội dung văn bản (thiếu w:body)")]
    NoBody,
}

impl ReadError {
    /// Says what to do, where the message does not say it itself.
    pub const fn advice(&self) -> Option<&'static str> {
        match self {
            Self::Package(error) => error.advice(),
            Self::NoBody => Some("mở tệp bằng Word rồi lưu lại"),
        }
    }
}

/// A whole document.
#[derive(Debug, Clone, PartialEq)]
pub struct DocxView {
    /// Sections in order; at least one.
    pub sections: Vec<Section>,
    /// Properties of the file.
    pub properties: Properties,
    /// Custom properties, name and value, in order.
    pub custom: Vec<(String, String)>,
    /// Settings that bear on the page.
    pub settings: Settings,
}

/// Core and extended properties; absent and empty are the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Properties {
    /// Title.
    pub title: Option<String>,
    /// Subject.
    pub subject: Option<String>,
    /// Author.
    pub creator: Option<String>,
    /// Keywords.
    pub keywords: Option<String>,
    /// Description or comments.
    pub description: Option<String>,
    /// Category.
    pub category: Option<String>,
    /// Who saved last.
    pub last_modified_by: Option<String>,
    /// When made, as written (W3C date and time).
    pub created: Option<String>,
    /// When last saved, as written.
    pub modified: Option<String>,
    /// Language tag of the properties.
    pub language: Option<String>,
    /// Program that saved the file.
    pub application: Option<String>,
    /// Company or agency.
    pub company: Option<String>,
}

/// Document-wide settings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Settings {
    /// Even pages have headers and footers of their own.
    pub even_and_odd: bool,
    /// Left and right margins change places on even pages.
    pub mirror_margins: bool,
    /// Changes are being tracked.
    pub track_changes: bool,
}

/// A stretch of the document with one page setup.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Paper and margins.
    pub page: Page,
    /// The first page has headers and footers of its own.
    pub title_page: bool,
    /// Number of the first page, if counting starts anew.
    pub page_number_start: Option<i64>,
    /// How page numbers are written.
    pub page_number_format: NumberFormat,
    /// Number of columns of text.
    pub columns: u32,
    /// How the section starts.
    pub start: SectionStart,
    /// Headers.
    pub headers: Furniture,
    /// Footers.
    pub footers: Furniture,
    /// Body.
    pub blocks: Vec<Block>,
    /// The place of its `w:sectPr` among those of the main part, in the order of start tags and counted from 0; absent
    /// where the file states none.
    pub origin: Option<usize>,
}

/// Where a section starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SectionStart {
    /// On the next page.
    #[default]
    NextPage,
    /// On the same page.
    Continuous,
    /// On the next even page.
    EvenPage,
    /// On the next odd page.
    OddPage,
    /// In the next column.
    NextColumn,
}

/// Paper and margins; the sizes are those seen, so a landscape page is wider than high.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// Width of the paper.
    pub width: Length,
    /// Height of the paper.
    pub height: Length,
    /// Printed along the long side, as the file states it.
    pub landscape: bool,
    /// Top margin; negative where the text may not move for a high header.
    pub top: Length,
    /// Bottom margin; negative as the top one.
    pub bottom: Length,
    /// Left margin.
    pub left: Length,
    /// Right margin.
    pub right: Length,
    /// Room for binding, to be added to the left margin.
    pub gutter: Length,
    /// From the upper edge of the paper to the header.
    pub header: Length,
    /// From the lower edge of the paper to the footer.
    pub footer: Length,
}

impl Page {
    /// Returns the width of a line of text.
    pub fn text_width(&self) -> Length {
        self.width - self.left - self.right - self.gutter
    }
}

/// Headers or footers of a section, inherited ones included; absent where there is none.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Furniture {
    /// On all pages without one of their own.
    pub default: Option<Arc<[Block]>>,
    /// On the first page; shown only if [`Section::title_page`].
    pub first: Option<Arc<[Block]>>,
    /// On even pages; shown only if [`Settings::even_and_odd`].
    pub even: Option<Arc<[Block]>>,
}

/// A paragraph or a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// Where a paragraph stands in the file, for those who change or mark it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Origin {
    /// Name of its part in the package, in small letters: `word/document.xml`.
    pub part: Arc<str>,
    /// Its place among the `w:p` of the part, in the order of start tags and counted from 0.
    pub paragraph: usize,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct Paragraph {
    /// Where it stands in the file.
    pub origin: Origin,
    /// Name of its style, as Word shows it; empty if the file has no styles.
    pub style_name: Arc<str>,
    /// Its look.
    pub format: Arc<ParagraphFormat>,
    /// Its label, if it is in a list.
    pub label: Option<Label>,
    /// Look of the label.
    pub label_format: Option<Arc<RunFormat>>,
    /// Look of the paragraph mark, which gives an empty paragraph its height.
    pub mark: Arc<RunFormat>,
    /// Its content.
    pub runs: Vec<Run>,
    /// How many tables it is in: 0 outside of tables.
    pub table_depth: u8,
}

/// A stretch of content of one look.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Text, for a field its last result. `\t` is a tab, `\n` a line break, `\u{b}` a column break, `\u{c}` a page
    /// break, U+2011 a hyphen that does not break, U+00AD a hyphen that may.
    pub text: String,
    /// Its look.
    pub format: Arc<RunFormat>,
    /// What it is.
    pub kind: RunKind,
}

/// What a run holds.
#[derive(Debug, Clone, PartialEq)]
pub enum RunKind {
    /// Text.
    Text,
    /// A field, with its instruction: `PAGE`, `NUMPAGES \* Arabic`.
    Field(Box<str>),
    /// A drawing.
    Drawing(Box<Drawing>),
    /// A footnote or endnote mark, with the note.
    Note(Arc<[Block]>),
}

/// Width of a table or a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Width {
    /// As the content needs.
    #[default]
    Auto,
    /// So much.
    Fixed(Length),
    /// Fiftieths of a percent of the text width.
    Percent(i64),
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Widths of the columns, as the grid states them.
    pub grid: Vec<Length>,
    /// Width of the table.
    pub width: Width,
    /// Where it stands between the margins.
    pub alignment: Alignment,
    /// Indent from the left margin.
    pub indent: Length,
    /// Edges stated for the whole table, by its style or itself; what is seen is in [`Cell::borders`].
    pub borders: Edges,
    /// Rows.
    pub rows: Vec<Row>,
    /// The file states that the columns are as wide as the grid says, whatever stands in them.
    pub is_fixed: bool,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Cells from left to right.
    pub cells: Vec<Cell>,
    /// Repeated at the top of every page.
    pub is_header: bool,
    /// Kept on one page.
    pub cant_split: bool,
    /// Height, if stated.
    pub height: Option<RowHeight>,
}

/// Height of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowHeight {
    /// So much or more.
    AtLeast(Length),
    /// So much.
    Exact(Length),
}

/// How a cell takes part in a vertical merge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum VerticalMerge {
    /// Not at all.
    #[default]
    None,
    /// It is the first, which is seen.
    Start,
    /// It is covered by the one above.
    Continue,
}

/// Where the content of a cell lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum VerticalAlign {
    /// At the top.
    #[default]
    Top,
    /// In the middle.
    Center,
    /// At the bottom.
    Bottom,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// How many columns of the grid it takes.
    pub span: u32,
    /// Its part in a vertical merge.
    pub merge: VerticalMerge,
    /// Its width.
    pub width: Width,
    /// Where its content lies.
    pub v_align: VerticalAlign,
    /// Its four edges as seen; the inner ones are unused.
    pub borders: Edges,
    /// Background.
    pub shading: Option<Color>,
    /// Room between its edges and its content.
    pub padding: Padding,
    /// Content.
    pub blocks: Vec<Block>,
}

/// Room between the edges of a cell and its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Padding {
    /// Above.
    pub top: Length,
    /// On the left.
    pub left: Length,
    /// Below.
    pub bottom: Length,
    /// On the right.
    pub right: Length,
}

/// What Word's own table style says.
impl Default for Padding {
    fn default() -> Self {
        let beside = Length::twips(108);
        Self { top: Length::ZERO, left: beside, bottom: Length::ZERO, right: beside }
    }
}

impl Paragraph {
    /// Returns the visible text, its label not included: hidden text left out, capitals as shown.
    pub fn text(&self) -> String {
        self.runs.iter().map(Run::visible_text).collect()
    }

    /// Returns the visible text with letters and marks composed (Unicode NFC), for comparing.
    pub fn nfc_text(&self) -> String {
        unicode_normalization::UnicodeNormalization::nfc(self.text().chars()).collect()
    }

    /// Tells whether nothing is seen but an empty line.
    pub fn is_blank(&self) -> bool {
        let blank = |run: &Run| matches!(run.kind, RunKind::Text) && run.visible_text().trim().is_empty();
        self.label.as_ref().is_none_or(|label| label.text.is_empty()) && self.runs.iter().all(blank)
    }
}

impl Run {
    /// Returns the text as shown: nothing if hidden, in capitals if so formatted.
    pub fn visible_text(&self) -> String {
        match (self.format.hidden, self.format.caps) {
            (true, _) => String::new(),
            (false, true) => self.text.to_uppercase(),
            (false, false) => self.text.clone(),
        }
    }

    /// Returns the fonts that the characters of this run really use; none for an empty one.
    pub fn font_names(&self) -> Vec<&str> {
        let fonts = &self.format.fonts;
        let mut names: Vec<&str> = Vec::new();
        for c in self.text.chars().filter(|c| !c.is_whitespace()) {
            let name: &str = match u32::from(c) {
                0..=0x7F => &fonts.ascii,
                0x0590..=0x07FF => &fonts.cs,
                0x2E80..=0xA4CF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0xFF00..=0xFFEF => &fonts.east_asia,
                _ => &fonts.h_ansi,
            };
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}

impl Table {
    /// Tells whether any edge of any cell is drawn.
    pub fn has_visible_borders(&self) -> bool {
        let mut cells = self.rows.iter().flat_map(|row| &row.cells);
        cells.any(|cell| cell.borders.any_visible())
    }

    /// Tells whether every edge of every cell that is not covered by a merge is drawn.
    pub fn has_full_borders(&self) -> bool {
        let mut cells = self.rows.iter().flat_map(|row| &row.cells);
        cells.all(|cell| {
            let edges = &cell.borders;
            let sides = is_drawn(edges.left) && is_drawn(edges.right);
            let above = is_drawn(edges.top) || cell.merge == VerticalMerge::Continue;
            sides && above && (is_drawn(edges.bottom) || cell.merge != VerticalMerge::None)
        })
    }
}
