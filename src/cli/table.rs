//! A plain table for the end of a run: no frame, two spaces between columns, nothing cut off.

use std::fmt;

use unicode_width::UnicodeWidthStr;

use crate::diag::harmless;

/// On which side of its column a cell stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Words.
    #[default]
    Left,
    /// Numbers.
    Right,
}

/// Rows of cells in columns as wide as their widest cell, measured as a terminal shows them.
///
/// `Display` gives the text, each line with its line break and without spaces at its end. The
/// header is left out when all its cells are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    align: Vec<Align>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// Starts a table with these columns: header and side.
    pub fn new(columns: &[(&str, Align)]) -> Self {
        let header = columns.iter().map(|(text, _)| one_line(text)).collect();
        Self { align: columns.iter().map(|(_, align)| *align).collect(), rows: vec![header] }
    }

    /// Adds a row; missing cells are empty, further ones make columns without header.
    pub fn row<T: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = T>) -> &mut Self {
        self.rows.push(cells.into_iter().map(|cell| one_line(cell.as_ref())).collect());
        self
    }

    /// Tells whether there is nothing below the header.
    pub fn is_empty(&self) -> bool {
        self.rows.len() <= 1
    }

    fn widths(&self) -> Vec<usize> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column| self.rows.iter().filter_map(move |row| row.get(column));
        (0..columns).map(|c| width(c).map(|cell| cell.width()).max().unwrap_or(0)).collect()
    }

    fn line(&self, row: &[String], widths: &[usize]) -> String {
        let mut line = String::new();
        for (column, width) in widths.iter().enumerate() {
            let cell = row.get(column).map_or("", String::as_str);
            let space = " ".repeat(width.saturating_sub(cell.width()));
            let (before, after) = match self.align.get(column) {
                Some(Align::Right) => (space.as_str(), ""),
                _ => ("", space.as_str()),
            };
            line.extend([before, cell, after, "  "]);
        }
        line.trim_end().to_owned()
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let widths = self.widths();
        let header = |row: &[String]| row.iter().all(String::is_empty);
        let skip = usize::from(self.rows.first().is_some_and(|row| header(row)));
        self.rows.iter().skip(skip).try_for_each(|row| writeln!(f, "{}", self.line(row, &widths)))
    }
}

// Line breaks would tear the table, other control characters could drive the terminal.
fn one_line(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    harmless(&line).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn table(rows: &[&[&str]]) -> String {
        let mut table = Table::new(&[("Văn bản", Align::Left), ("Trang", Align::Right)]);
        for row in rows {
            table.row(row.iter());
        }
        table.to_string()
    }

    #[test]
    fn words_stand_left_and_numbers_right() {
        assert_eq!(
            table(&[&["kế hoạch phát động", "12"], &["báo cáo", "3"]]),
            "Văn bản             Trang\n\
             kế hoạch phát động     12\n\
             báo cáo                 3\n"
        );
    }

    #[test]
    fn vietnamese_letters_are_one_wide_composed_or_not_and_chinese_and_emoji_two() {
        assert_eq!(
            table(&[&["ế", "1"], &["e\u{302}\u{301}", "1"], &["越", "1"], &["🏆", "1"]]),
            "Văn bản  Trang\n\
             ế            1\n\
             e\u{302}\u{301}            1\n\
             越           1\n\
             🏆           1\n"
        );
    }

    #[test]
    fn missing_and_further_cells_are_borne() {
        assert_eq!(
            table(&[&["a"], &[], &["b", "2", "đã sửa tay"]]),
            "Văn bản  Trang\na\n\nb            2  đã sửa tay\n"
        );
    }

    #[test]
    fn an_empty_header_is_left_out() {
        let mut table = Table::new(&[("", Align::Left), ("", Align::Right)]);
        assert!(table.is_empty());
        table.row(["x", "1"]).row(["yy", "10"]);
        assert_eq!(table.to_string(), "x    1\nyy  10\n");
    }

    #[test]
    fn control_characters_become_spaces() {
        assert_eq!(table(&[&["a\nb\u{1b}[31m", "1"]]), "Văn bản   Trang\na b [31m      1\n");
    }

    proptest! {
        #[test]
        fn nothing_is_cut_off_and_every_row_is_one_line(
            rows in prop::collection::vec(prop::collection::vec("\\PC{0,12}", 0..4), 0..6)
        ) {
            let mut table = Table::new(&[("a", Align::Left), ("b", Align::Right)]);
            for row in &rows {
                table.row(row);
            }
            let text = table.to_string();
            prop_assert_eq!(text.matches('\n').count(), rows.len() + 1);
            prop_assert!(rows.iter().flatten().all(|cell| text.contains(&*harmless(cell.trim_end()))));
        }
    }
}
