//! Tables and charts of a document.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Inline, plain};
use crate::units::Length;

/// How a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Align {
    /// Against the left edge.
    #[default]
    Left,
    /// In the middle.
    Center,
    /// Against the right edge: figures.
    Right,
}

/// How wide a column is asked to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// A share, relative to the other columns.
    Share(u32),
    /// So wide.
    Fixed(Length),
    /// So many hundredths of the table's width.
    Percent(u32),
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What the header row says.
    pub title: Vec<Inline>,
    /// How wide it is; where no column says so, what stands in them does.
    pub width: Option<Width>,
    /// How its cells stand.
    pub align: Align,
}

/// A table with a header row that is repeated on every page.
#[derive(Clone, Debug)]
pub struct Table {
    /// The columns, left to right.
    pub columns: Vec<Column>,
    /// The rows.
    pub cells: Cells,
}

/// The rows of a table in one buffer, so that 50,000 of them cost little more than their text.
#[derive(Clone, Debug, Default)]
pub struct Cells {
    text: String,
    ends: Vec<u32>,
    rows: Vec<RowEnd>,
    /// Those with emphasis, line breaks or footnotes, by their place among all cells; few have any.
    rich: BTreeMap<usize, Vec<Inline>>,
}

/// What stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell<'c> {
    /// Text without emphasis.
    Plain(&'c str),
    /// Text with emphasis, line breaks or footnotes.
    Rich(&'c [Inline]),
}

impl<'c> Cell<'c> {
    /// Returns its characters, without emphasis and footnotes.
    pub fn text(self) -> Cow<'c, str> {
        match self {
            Self::Plain(text) => Cow::Borrowed(text),
            Self::Rich(content) => Cow::Owned(plain(content)),
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct RowEnd {
    end: u32,
    kind: RowKind,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// A row like the others.
    Plain,
    /// Names the rows below it, across the whole table.
    Group,
    /// Sums up the rows above it.
    Total,
}

impl Cells {
    /// Appends one cell to the row under construction.
    pub fn cell(&mut self, text: &str) {
        self.text.push_str(text);
        self.end_cell();
    }

    /// Appends one cell with emphasis, line breaks or footnotes to the row under construction.
    pub fn rich(&mut self, content: Vec<Inline>) {
        self.rich.insert(self.ends.len(), content);
        self.end_cell();
    }

    /// Appends text to the cell under construction.
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Ends the cell under construction.
    pub fn end_cell(&mut self) {
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    /// Ends the row.
    pub fn end_row(&mut self, kind: RowKind) {
        self.rows.push(RowEnd { end: u32::try_from(self.ends.len()).unwrap_or(u32::MAX), kind });
    }

    /// Returns the cells with emphasis, line breaks or footnotes, in order.
    pub fn rich_cells(&self) -> impl Iterator<Item = &[Inline]> {
        self.rich.values().map(Vec::as_slice)
    }

    /// Returns the number of bytes of text held.
    pub fn text_len(&self) -> usize {
        self.text.len()
    }

    /// Returns the number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Tells whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Returns each row: what it is, and its cells.
    pub fn rows(&self) -> impl Iterator<Item = (RowKind, impl Iterator<Item = Cell<'_>> + '_)> + '_ {
        (0..self.rows.len()).map(|row| {
            let first = if row == 0 { 0 } else { self.rows[row - 1].end as usize };
            let cells = (first..self.rows[row].end as usize).map(|cell| self.at(cell));
            (self.rows[row].kind, cells)
        })
    }

    fn at(&self, cell: usize) -> Cell<'_> {
        if let Some(content) = self.rich.get(&cell) {
            return Cell::Rich(content);
        }
        let start = if cell == 0 { 0 } else { self.ends[cell - 1] as usize };
        Cell::Plain(&self.text[start..self.ends[cell] as usize])
    }
}

/// One series of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// The name in the legend.
    pub name: String,
    /// One value for each category.
    pub values: Vec<i64>,
}

/// A bar chart; its data also stand in a table as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// The title above it.
    pub title: String,
    /// The categories, top to bottom.
    pub categories: Vec<String>,
    /// The series, stacked.
    pub series: Vec<Series>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_cell_by_cell_in_order() {
        let mut cells = Cells::default();
        cells.cell("I. Thể chế");
        cells.end_row(RowKind::Group);
        cells.cell("1");
        cells.cell("Rà soát");
        cells.end_row(RowKind::Plain);
        let rows: Vec<(RowKind, Vec<Cell>)> = cells.rows().map(|(kind, row)| (kind, row.collect())).collect();
        let plain = Cell::Plain;
        assert_eq!(
            rows,
            [(RowKind::Group, vec![plain("I. Thể chế")]), (RowKind::Plain, vec![plain("1"), plain("Rà soát")])]
        );
    }
}
