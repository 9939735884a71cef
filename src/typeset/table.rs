//! Tables: columns as wide as the file says, rows as high as what stands in them.

use std::rc::Rc;

use crate::docx::format::Alignment;
use crate::docx::view::{Block, Cell, Table, VerticalMerge, Width};
use crate::typeset::NodeKind;
use crate::typeset::atom::rgb;
use crate::typeset::rule::stroke;
use crate::typeset::setter::Setter;
use crate::typeset::slab::{Row, SetCell, Slab};
use crate::units::Length;

/// Returns the widths of the columns in a column of text.
fn columns(table: &Table, width: Length) -> Vec<Length> {
    let mut grid = table.grid.clone();
    let count = table.rows.iter().map(|row| row.cells.iter().map(|cell| cell.span as usize).sum()).max().unwrap_or(0);
    grid.resize(count.max(grid.len()), Length::ZERO);
    // Where the grid is not filled in, the first row that states all its widths decides.
    if grid.iter().any(|column| *column <= Length::ZERO) {
        let known = table.rows.iter().find(|row| row.cells.len() == grid.len());
        for (column, cell) in grid.iter_mut().zip(known.iter().flat_map(|row| &row.cells)) {
            if let Width::Fixed(stated) = cell.width {
                *column = stated;
            }
        }
    }
    let whole = grid.iter().fold(Length::ZERO, |sum, column| sum + *column);
    let wanted = match table.width {
        Width::Percent(fiftieths) => width.scale(fiftieths, 5000),
        _ if whole <= Length::ZERO => width,
        _ => return grid,
    };
    let count = i64::try_from(grid.len().max(1)).unwrap_or(1);
    let scaled = |column: &Length| {
        if whole <= Length::ZERO { wanted.scale(1, count) } else { wanted.scale(column.as_emu(), whole.as_emu()) }
    };
    grid.iter().map(scaled).collect()
}

impl Setter<'_> {
    /// Sets a table into a column of text.
    pub fn table(&mut self, table: &Table, width: Length) -> Vec<Slab> {
        let grid = columns(table, width);
        let whole = grid.iter().fold(Length::ZERO, |sum, column| sum + *column);
        let left = match table.alignment {
            Alignment::Center => (width - whole).scale(1, 2),
            Alignment::Right => width - whole,
            _ => table.indent,
        };
        let outer = self.enter(NodeKind::Table);
        let mut rows: Vec<Row> = Vec::with_capacity(table.rows.len());
        for row in &table.rows {
            let row_node = self.enter(NodeKind::Row);
            let (mut x, mut at) = (left, 0);
            let mut cells = Vec::with_capacity(row.cells.len());
            for cell in &row.cells {
                let span = grid.iter().skip(at).take(cell.span as usize);
                let cell_width = span.fold(Length::ZERO, |sum, column| sum + *column);
                cells.push(self.cell(cell, x, cell_width, row.is_header));
                (x, at) = (x + cell_width, at + cell.span as usize);
            }
            self.leave(row_node);
            rows.push(Row { cells, stated: row.height, may_part: !row.cant_split });
        }
        self.leave(outer);
        let heights = heights(&mut rows);
        let below = rows.last().into_iter().flat_map(|row| &row.cells).filter_map(|cell| stroke(cell.edges.bottom));
        let closing = below.map(|line| line.weight).max().unwrap_or_default();
        let starts_page = std::mem::take(&mut self.page_ended);
        let heads = table.rows.iter().take_while(|row| row.is_header).count();
        let heads = if heads == table.rows.len() { 0 } else { heads };
        let mut slabs: Vec<Slab> = Vec::with_capacity(rows.len());
        let mut head = None;
        for (index, ((row, stated), row_height)) in rows.into_iter().zip(&table.rows).zip(heights).enumerate() {
            if index == heads && heads > 0 {
                head = Some(Rc::new(slabs.iter().cloned().map(Slab::repeated).collect::<Vec<_>>()));
            }
            let mut slab = row.slab(row_height, (true, true));
            slab.bound = index < heads || stated.cells.iter().any(keeps_with_next);
            slab.starts_page = starts_page && index == 0;
            slab.head.clone_from(&head);
            slab.row = Some(Rc::new(row));
            slabs.push(slab);
        }
        // The line below the table takes room of its own.
        if let Some(last) = slabs.last_mut() {
            last.height = last.height + closing;
        }
        slabs
    }

    fn cell(&mut self, cell: &Cell, x: Length, width: Length, head: bool) -> SetCell {
        let is_covered = cell.merge == VerticalMerge::Continue;
        let inside = (width - cell.padding.left - cell.padding.right).max(Length::pt(1));
        let outer = self.enter(NodeKind::Cell { head, span: cell.span });
        let slabs = if is_covered { Vec::new() } else { self.column(&cell.blocks, inside) };
        self.leave(outer);
        SetCell {
            x,
            width,
            below: Length::ZERO,
            is_covered,
            padding: cell.padding,
            align: cell.v_align,
            edges: cell.borders,
            ground: cell.shading.map(rgb),
            slabs,
        }
    }
}

fn keeps_with_next(cell: &Cell) -> bool {
    matches!(cell.blocks.first(), Some(Block::Paragraph(first)) if first.format.keep_next)
}

/// Returns the height of each row; the last row under a cell that reaches down takes what the cell needs more.
fn heights(rows: &mut [Row]) -> Vec<Length> {
    let count = rows.len();
    let mut reaches: Vec<(usize, usize, usize)> = Vec::new();
    for row in 0..count {
        for cell in 0..rows[row].cells.len() {
            let (x, width, covered) = {
                let cell = &rows[row].cells[cell];
                (cell.x, cell.width, cell.is_covered)
            };
            let covers = |below: &Row| below.cells.iter().any(|c| c.is_covered && c.x == x && c.width == width);
            let under = rows[row + 1..].iter().take_while(|below| !covered && covers(below)).count();
            if under > 0 {
                reaches.push((row, cell, row + under));
                rows[row].cells[cell].below = Length::emu(i64::MAX / 4);
            }
        }
    }
    let mut heights: Vec<Length> = rows.iter().map(Row::height).collect();
    for (row, cell, last) in reaches {
        let need = rows[row].cells[cell].needs();
        let have = heights[row..=last].iter().fold(Length::ZERO, |sum, one| sum + *one);
        heights[last] = heights[last] + (need - have).max(Length::ZERO);
        rows[row].cells[cell].below = heights[row + 1..=last].iter().fold(Length::ZERO, |sum, one| sum + *one);
    }
    heights
}
