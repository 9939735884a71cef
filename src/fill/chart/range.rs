//! Ranges of a workbook as charts name them, and the block of cells that a chart is filled into.

use super::workbook::{At, address, name_of};

/// A range of cells: `Sheet1!$A$2:$A$5`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Range {
    /// Name of the sheet.
    pub sheet: String,
    /// The first cell.
    pub first: At,
    /// The last cell.
    pub last: At,
}

impl Range {
    /// Reads a range of one sheet; nothing for what is more than that.
    pub fn read(text: &str) -> Option<Self> {
        let (sheet, cells) = text.trim().rsplit_once('!')?;
        let sheet = match sheet.strip_prefix('\'').and_then(|sheet| sheet.strip_suffix('\'')) {
            Some(quoted) => quoted.replace("''", "'"),
            None => sheet.to_owned(),
        };
        let (first, last) = cells.split_once(':').unwrap_or((cells, cells));
        let (first, last) = (address(first)?, address(last)?);
        (first.0 <= last.0 && first.1 <= last.1).then_some(Self { sheet, first, last })
    }

    /// Returns it as charts name it.
    pub fn written(&self) -> String {
        let fixed = |at: At| {
            let name = name_of(at);
            let letters = name.trim_end_matches(|c: char| c.is_ascii_digit());
            format!("${letters}${}", at.0)
        };
        let plain = self.sheet.chars().all(|c| c.is_alphanumeric() || c == '_')
            && !self.sheet.starts_with(|c: char| c.is_ascii_digit());
        let sheet = if plain { self.sheet.clone() } else { format!("'{}'", self.sheet.replace('\'', "''")) };
        let cells = if self.first == self.last {
            fixed(self.first)
        } else {
            format!("{}:{}", fixed(self.first), fixed(self.last))
        };
        format!("{sheet}!{cells}")
    }
}

/// The block of a sheet that holds a chart's figures: names of series above, labels on the left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Name of the sheet.
    pub sheet: String,
    /// Where it begins.
    pub corner: At,
    /// How many labels there are.
    pub count: usize,
}

impl Block {
    fn range(&self, column: usize, first: usize, last: usize) -> String {
        let row = |at: usize| self.corner.0 + u32::try_from(at).unwrap_or(0);
        let column = self.corner.1 + u32::try_from(column).unwrap_or(0);
        Range { sheet: self.sheet.clone(), first: (row(first), column), last: (row(last), column) }.written()
    }

    /// Returns the cell that names a series.
    pub fn name(&self, series: usize) -> String {
        self.range(series + 1, 0, 0)
    }

    /// Returns the cells of the labels.
    pub fn labels(&self) -> String {
        self.range(0, 1, self.count)
    }

    /// Returns the cells of a series.
    pub fn values(&self, series: usize) -> String {
        self.range(series + 1, 1, self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_and_written_as_excel_has_them() {
        for text in ["Sheet1!$A$2:$A$5", "'Trang ''một'''!$B$1", "Trang_2!$AA$1:$AB$9"] {
            assert_eq!(Range::read(text).unwrap().written(), text);
        }
        for wrong in ["A1", "Sheet1!A", "(Sheet1!$A$1,Sheet1!$A$3)", "[0]!Ten", "Sheet1!$B$2:$A$1", ""] {
            assert_eq!(Range::read(wrong), None, "{wrong}");
        }
    }
}
