//! Table styles: what a cell inherits from the whole table and from its place in it (ECMA-376 17.7.6).

use crate::docx::format::{Alignment, Border, Color, Edges};
use crate::docx::para_props::{ParaProps, para_of};
use crate::docx::props::{RunProps, alignment, edges, run_of, shading};
use crate::docx::theme::Theme;
use crate::ooxml::xml::Element;
use crate::units::Length;

/// Parts of a table that a style can treat apart, in the order in which they are laid on.
const PLACES: [&str; 12] = [
    "band1Vert",
    "band2Vert",
    "band1Horz",
    "band2Horz",
    "firstRow",
    "lastRow",
    "firstCol",
    "lastCol",
    "nwCell",
    "neCell",
    "swCell",
    "seCell",
];

/// A set of special parts of a table, one bit for each.
pub type Places = u16;

/// What a style gives to the paragraphs and edges of a cell.
#[derive(Debug, Clone, Default)]
pub struct CellLook {
    /// Paragraph properties.
    pub para: ParaProps,
    /// Character properties.
    pub run: RunProps,
    /// Edges of the cell itself.
    pub borders: Edges,
    /// Background.
    pub shading: Option<Option<Color>>,
    /// Edges of the table or of the part of the table.
    pub table_borders: Edges,
}

/// A table style with all that it inherits.
#[derive(Debug, Clone, Default)]
pub struct TableStyle {
    whole: CellLook,
    places: [Option<Box<CellLook>>; 12],
    /// Alignment of the table on the page.
    pub alignment: Option<Alignment>,
    /// Indent of the table from the left margin.
    pub indent: Option<Length>,
    row_band: usize,
    column_band: usize,
}

/// Which special parts a table asks of its style (`w:tblLook`), and where a cell lies.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own in Word")]
pub struct TableLook {
    /// First row apart.
    pub first_row: bool,
    /// Last row apart.
    pub last_row: bool,
    /// First column apart.
    pub first_column: bool,
    /// Last column apart.
    pub last_column: bool,
    /// No bands of rows.
    pub no_row_bands: bool,
    /// No bands of columns.
    pub no_column_bands: bool,
}

/// Position of a cell: its row and column, and how many there are.
#[derive(Debug, Clone, Copy)]
pub struct Position {
    /// Row, from 0.
    pub row: usize,
    /// Number of rows.
    pub rows: usize,
    /// Column, from 0.
    pub column: usize,
    /// First column after the cell.
    pub end: usize,
    /// Number of columns.
    pub columns: usize,
}

impl Position {
    /// Returns which edges of the table the cell touches, one bit each.
    pub fn touches(self) -> u8 {
        let edges = [self.row == 0, self.row + 1 == self.rows, self.column == 0, self.end >= self.columns];
        edges.iter().enumerate().fold(0, |set, (bit, touches)| set | u8::from(*touches) << bit)
    }
}

impl TableLook {
    /// Reads a `w:tblLook`, by its attributes or by its old number.
    pub fn parse(element: Element<'_>) -> Self {
        let bits = element.val().and_then(|v| u32::from_str_radix(v.trim(), 16).ok()).unwrap_or(0);
        let flag = |name: &str, bit: u32| element.w_attr(name).map_or(bits & bit != 0, crate::docx::props::is_on);
        Self {
            first_row: flag("firstRow", 0x20),
            last_row: flag("lastRow", 0x40),
            first_column: flag("firstColumn", 0x80),
            last_column: flag("lastColumn", 0x100),
            no_row_bands: flag("noHBand", 0x200),
            no_column_bands: flag("noVBand", 0x400),
        }
    }
}

impl TableStyle {
    /// Reads a style and those it is based on, the most basic first.
    pub fn of_chain(chain: &[Element<'_>], theme: &Theme) -> Self {
        let mut style = Self { row_band: 1, column_band: 1, ..Self::default() };
        for element in chain {
            style.take(*element, theme);
        }
        style
    }

    fn take(&mut self, element: Element<'_>, theme: &Theme) {
        self.whole.take(element, theme);
        if let Some(table) = element.w_child("tblPr") {
            self.alignment = table.child_val("jc").and_then(alignment).or(self.alignment);
            self.indent = table.w_child("tblInd").and_then(indent).or(self.indent);
            let band = |name| table.child_val(name).and_then(|v| v.parse().ok()).filter(|n| *n > 0);
            self.row_band = band("tblStyleRowBandSize").unwrap_or(self.row_band);
            self.column_band = band("tblStyleColBandSize").unwrap_or(self.column_band);
        }
        for part in element.children().filter(|c| c.w() == "tblStylePr") {
            let kind = part.w_attr("type").unwrap_or_default();
            if let Some(at) = PLACES.iter().position(|place| *place == kind) {
                self.places[at].get_or_insert_default().take(part, theme);
            } else if kind == "wholeTable" {
                self.whole.take(part, theme);
            }
        }
    }

    /// Returns the special parts that a cell belongs to and that this style says something about.
    pub fn places(&self, look: TableLook, at: Position) -> Places {
        let (top, bottom) = (look.first_row && at.row == 0, look.last_row && at.row + 1 == at.rows);
        let left = look.first_column && at.column == 0;
        let right = look.last_column && at.end >= at.columns;
        let row = (at.row.saturating_sub(usize::from(look.first_row))) / self.row_band.max(1) % 2;
        let column = at.column.saturating_sub(usize::from(look.first_column)) / self.column_band.max(1) % 2;
        let row_bands = !look.no_row_bands && !top && !bottom;
        let column_bands = !look.no_column_bands && !left && !right;
        let holds = [
            column_bands && column == 0,
            column_bands && column == 1,
            row_bands && row == 0,
            row_bands && row == 1,
            top,
            bottom,
            left,
            right,
            top && left,
            top && right,
            bottom && left,
            bottom && right,
        ];
        let bits = holds.iter().zip(&self.places).enumerate();
        bits.filter(|(_, (holds, place))| **holds && place.is_some()).fold(0, |set, (at, _)| set | 1 << at)
    }

    /// Returns what a cell in these places inherits; `at` tells which edges of the places it touches.
    pub fn look(&self, places: Places, at: Position) -> CellLook {
        let mut look = self.whole.clone();
        for (index, place) in self.places.iter().enumerate() {
            if let Some(place) = place.as_ref().filter(|_| places & (1 << index) != 0) {
                let borders = look.borders;
                look.overlay(place);
                look.borders = borders;
                look.borders.overlay(&of_region(index, place.borders, at));
            }
        }
        look
    }

    /// Returns what the style says of the edges of the whole table.
    pub fn table_borders(&self) -> Edges {
        self.whole.table_borders
    }
}

impl CellLook {
    fn take(&mut self, element: Element<'_>, theme: &Theme) {
        self.para.overlay(&para_of(element));
        self.run.overlay(&run_of(element, theme));
        if let Some(borders) = element.w_child("tblPr").and_then(|table| table.w_child("tblBorders")) {
            self.table_borders.overlay(&edges(borders));
        }
        let Some(cell) = element.w_child("tcPr") else {
            return;
        };
        if let Some(borders) = cell.w_child("tcBorders") {
            self.borders.overlay(&edges(borders));
        }
        self.shading = cell.w_child("shd").map(shading).or(self.shading);
    }

    fn overlay(&mut self, over: &Self) {
        self.para.overlay(&over.para);
        self.run.overlay(&over.run);
        self.borders.overlay(&over.borders);
        self.table_borders.overlay(&over.table_borders);
        self.shading = over.shading.or(self.shading);
    }
}

/// The edges of a row or column of a style are around the whole row or column, with its inner ones between the cells.
fn of_region(index: usize, edges: Edges, at: Position) -> Edges {
    let name = PLACES.get(index).copied().unwrap_or_default();
    let is_row = name.ends_with("Horz") || name.ends_with("Row");
    let is_column = name.ends_with("Vert") || name.ends_with("Col");
    let choose = |outer: bool, edge: Option<Border>, inner| if outer { edge } else { inner };
    Edges {
        left: choose(!is_row || at.column == 0, edges.left, edges.inside_v),
        right: choose(!is_row || at.end >= at.columns, edges.right, edges.inside_v),
        top: choose(!is_column || at.row == 0, edges.top, edges.inside_h),
        bottom: choose(!is_column || at.row + 1 == at.rows, edges.bottom, edges.inside_h),
        ..Edges::default()
    }
}

/// Reads a length in twips; percentages and `auto` are nothing here.
pub fn indent(element: Element<'_>) -> Option<Length> {
    match element.w_attr("type") {
        Some("pct" | "auto" | "nil") => None,
        _ => element.w_attr("w").and_then(Length::parse_twips),
    }
}
