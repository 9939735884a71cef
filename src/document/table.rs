//! Tables and charts of a document.

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

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What the header row says.
    pub title: String,
    /// Share of the table's width, relative to the other columns; where no column says one, what stands in them does.
    pub width: Option<u32>,
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
    pub fn rows(&self) -> impl Iterator<Item = (RowKind, impl Iterator<Item = &str> + '_)> + '_ {
        (0..self.rows.len()).map(|row| {
            let first = if row == 0 { 0 } else { self.rows[row - 1].end as usize };
            let cells = (first..self.rows[row].end as usize).map(|cell| self.text_of(cell));
            (self.rows[row].kind, cells)
        })
    }

    fn text_of(&self, cell: usize) -> &str {
        let start = if cell == 0 { 0 } else { self.ends[cell - 1] as usize };
        &self.text[start..self.ends[cell] as usize]
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
        let rows: Vec<(RowKind, Vec<&str>)> = cells.rows().map(|(kind, row)| (kind, row.collect())).collect();
        assert_eq!(rows, [(RowKind::Group, vec!["I. Thể chế"]), (RowKind::Plain, vec!["1", "Rà soát"])]);
    }
}
