//! Tables kept with `|`: their columns as `:---:` aligns them and `{rong: …}` makes them wide, their cells as text.

use std::ops::Range;

use pulldown_cmark::Alignment;

use super::inline::tidy;
use super::refused::is_escaped;
use super::{Target, Writer, measure};
use crate::document::{Align, Block, Cells, Column, Inline, RowKind, Table, Width};
use crate::template::{code, spec};
use crate::units::Length;

/// A table that is being read.
pub struct Draft {
    table: Table,
    /// How many cells of its header have been read.
    titled: usize,
}

/// Widths that wait for their table, and where they are written.
pub type Stated = (Vec<Option<Width>>, Range<usize>);

/// How a line of widths is written.
const WIDTHS: &str = "một dòng riêng trên bảng, mỗi cột một bề rộng: {rong: 10mm, 1.5cm, 20%, *}; * là phần còn lại";

impl Writer<'_> {
    pub(super) fn open_table(&mut self, alignments: &[Alignment], range: &Range<usize>) {
        if let Some(message) = spec::too_many_columns(alignments.len()) {
            self.faults.add(&code::STRUCTURE, range, &message, spec::FEWER_COLUMNS);
        }
        let mut table = empty(alignments);
        if let Some((widths, place)) = self.widths.take() {
            self.check_widths(&widths, table.columns.len(), &place);
            table.columns.iter_mut().zip(widths).for_each(|(column, width)| column.width = width);
        }
        self.table = Some(Draft { table, titled: 0 });
    }

    fn check_widths(&mut self, widths: &[Option<Width>], columns: usize, place: &Range<usize>) {
        if widths.len() != columns {
            let message = format!("bảng có {columns} cột, dòng {{rong}} ghi {} bề rộng", widths.len());
            return self.faults.add(&code::WIDTHS, place, &message, WIDTHS);
        }
        let room = self.room().0;
        let stated = widths.iter().flatten().map(|width| measure::within(*width, room));
        let sum = stated.fold(Length::ZERO, |sum, width| sum + width);
        if sum > room {
            let message = format!("các cột cộng lại rộng {sum}, trang chỉ rộng {room}");
            let hint = "bớt bề rộng, hoặc ghi * cho cột nhiều chữ để chương trình chia phần còn lại";
            self.faults.add(&code::WIDTHS, place, &message, hint);
        }
    }

    /// Reads `{rong: …}`, which stands above its table.
    pub(super) fn read_widths(&mut self, range: &Range<usize>) {
        self.no_table();
        let text = self.faults.text;
        let Some((key, value)) = measure::attribute(&text[range.clone()]) else { return };
        if key != "rong" {
            let message = format!("không hiểu “{key}” trong ngoặc nhọn");
            return self.faults.add(&code::WIDTHS, range, &message, WIDTHS);
        }
        let mut widths = Vec::new();
        for part in value.split([',', ';']).map(str::trim) {
            let width = measure::width(part);
            if width.is_none() && part != "*" {
                let message = format!("bề rộng cột ghi “{part}”, phải là số kèm mm, cm, % hoặc dấu *");
                self.faults.add(&code::WIDTHS, range, &message, WIDTHS);
            }
            widths.push(width);
        }
        self.widths = Some((widths, range.clone()));
    }

    /// Reports widths that no table follows.
    pub(super) fn no_table(&mut self) {
        if let Some((_, place)) = self.widths.take() {
            let message = "dưới dòng {rong} không có bảng kẻ bằng dấu |";
            let hint = "đặt dòng {rong: …} ngay trên bảng; trong khối bang thì ghi rong: ở từng cột";
            self.faults.add(&code::WIDTHS, &place, message, hint);
        }
    }

    /// Reports cells that have no column: they would not be printed.
    pub(super) fn check_row(&mut self, range: &Range<usize>) {
        let Some(Draft { table, .. }) = &self.table else { return };
        let (columns, cells) = (table.columns.len(), count_cells(&self.faults.text[range.clone()]));
        if cells > columns {
            let message = format!("hàng này có {cells} ô, bảng chỉ có {columns} cột");
            let hint = "bớt ô, hoặc thêm cột vào hàng tiêu đề và hàng gạch; muốn in dấu | thì viết \\|";
            self.faults.add(&code::STRUCTURE, range, &message, hint);
        }
    }

    pub(super) fn end_cell(&mut self) {
        self.target = Target::Paragraph;
        let mut content = tidy(self.inline.take());
        let Some(Draft { table, titled }) = &mut self.table else { return };
        if let Some(column) = table.columns.get_mut(*titled) {
            column.title = content;
            *titled += 1;
            return;
        }
        match content.as_mut_slice() {
            [] => table.cells.cell(""),
            [Inline::Text { text, bold: false, italic: false }] => table.cells.cell(text),
            _ => table.cells.rich(content),
        }
    }

    pub(super) fn end_row(&mut self) {
        if let Some(Draft { table, .. }) = &mut self.table {
            table.cells.end_row(RowKind::Plain);
        }
    }

    pub(super) fn end_table(&mut self) {
        if let Some(Draft { table, .. }) = self.table.take() {
            self.block(Block::Table(table));
        }
    }
}

fn empty(alignments: &[Alignment]) -> Table {
    let columns = alignments.iter().map(|alignment| Column {
        title: Vec::new(),
        width: None,
        align: match alignment {
            Alignment::Right => Align::Right,
            Alignment::Center => Align::Center,
            Alignment::Left | Alignment::None => Align::Left,
        },
    });
    Table { columns: columns.collect(), cells: Cells::default() }
}

/// Counts the cells of a row as it is written.
fn count_cells(row: &str) -> usize {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let bars = row.match_indices('|').filter(|(at, _)| !is_escaped(row, *at));
    let inner = bars.filter(|(at, _)| at + 1 < row.len());
    inner.count() + 1
}

#[cfg(test)]
mod tests {
    use super::count_cells;

    #[test]
    fn the_cells_of_a_row_are_counted_whether_it_has_bars_at_its_ends_or_not() {
        assert_eq!(["| a | b |", "a | b", "| a \\| c | b |", "| a |", "|"].map(count_cells), [2, 2, 2, 1, 1]);
    }
}
