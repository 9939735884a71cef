//! Tables, written row by row: 50,000 rows are never held as a tree.

use std::io::{self, Write};

use super::columns;
use super::gathered::Counts;
use super::hold::{self, Lines};
use super::metrics::Face;
use super::style::id;
use super::text::{write_inlines, write_runs};
use crate::document::{Align, Cell, Column, Inline, RowKind, Table};
use crate::units::{FontSize, Length};
use crate::viet::hyphen;

const BORDERS: &str = "<w:tblBorders>\
    <w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>\
    <w:left w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>\
    <w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>\
    <w:right w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>\
    <w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>\
    <w:insideV w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/></w:tblBorders>";

/// Cell margins at the left and right, in twips: 1.2 mm.
const MARGIN: i64 = 68;

const MARGINS: &str =
    "<w:tblCellMar><w:left w:w=\"68\" w:type=\"dxa\"/><w:right w:w=\"68\" w:type=\"dxa\"/></w:tblCellMar>";

/// How a table is written besides what it says.
#[derive(Clone, Copy, Default)]
pub struct Manner {
    /// Whether its columns are numbered (1), (2), … in a second row of its header.
    pub numbered: bool,
    /// Whether its last row stays on the page of what comes after it.
    pub keeps: bool,
}

/// Writes a table as wide as the text, its header row repeated on every page and no row split.
pub fn write(
    table: &Table,
    (width, size): (Length, FontSize),
    manner: Manner,
    counts: &mut Counts,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Manner { numbered, keeps } = manner;
    let widths: Vec<i64> = columns::widths(table, width, size).iter().map(|width| width.as_twips()).collect();
    let total: i64 = widths.iter().sum();
    write!(
        out,
        "<w:tbl><w:tblPr><w:tblW w:w=\"{total}\" w:type=\"dxa\"/>{BORDERS}<w:tblLayout w:type=\"fixed\"/>{MARGINS}</w:tblPr><w:tblGrid>"
    )?;
    for width in &widths {
        write!(out, "<w:gridCol w:w=\"{width}\"/>")?;
    }
    out.write_all(b"</w:tblGrid>")?;
    header(table.columns.iter().map(|column| column.title.as_slice()), &widths, counts, out)?;
    if numbered {
        let number = |number: usize| [Inline::plain(format!("({number})"))];
        let numbers: Vec<_> = (1..=table.columns.len()).map(number).collect();
        header(numbers.iter().map(<[Inline; 1]>::as_slice), &widths, counts, out)?;
    }
    let plain = starts(id::TABLE_CELL, false, &table.columns, &widths, size);
    let kept = starts(id::TABLE_CELL, true, &table.columns, &widths, size);
    let summed = starts(id::TABLE_TOTAL, keeps, &table.columns, &widths, size);
    let mut rows = table.cells.rows().peekable();
    while let Some((kind, cells)) = rows.next() {
        out.write_all(b"<w:tr><w:trPr><w:cantSplit/></w:trPr>")?;
        // A sum does not stand on a page without any of what it sums up.
        let keep = rows.peek().map_or(keeps, |(next, _)| *next == RowKind::Total);
        match kind {
            RowKind::Group => {
                let text = cells.map(Cell::text).collect::<Vec<_>>().join(" ");
                group_cell(&text, table.columns.len(), total, out)?;
            }
            RowKind::Plain => body_row(cells, if keep { &kept } else { &plain }, counts, out)?,
            RowKind::Total => body_row(cells, &summed, counts, out)?,
        }
        out.write_all(b"</w:tr>")?;
    }
    out.write_all(b"</w:tbl>")
}

fn header<'t>(
    titles: impl Iterator<Item = &'t [Inline]>,
    widths: &[i64],
    counts: &mut Counts,
    out: &mut dyn Write,
) -> io::Result<()> {
    out.write_all(b"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>")?;
    for (title, width) in titles.zip(widths) {
        write!(
            out,
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr><w:p><w:pPr><w:pStyle w:val=\"{}\"/></w:pPr>",
            id::TABLE_HEADER
        )?;
        write_inlines(&hold::everywhere(title), counts, out)?;
        out.write_all(b"</w:p></w:tc>")?;
    }
    out.write_all(b"</w:tr>")
}

fn group_cell(label: &str, columns: usize, width: i64, out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/><w:gridSpan w:val=\"{columns}\"/></w:tcPr><w:p><w:pPr><w:pStyle w:val=\"{}\"/></w:pPr>",
        id::TABLE_GROUP
    )?;
    text(&hyphen::hold(label), out)?;
    out.write_all(b"</w:p></w:tc>")
}

fn body_row<'c>(
    cells: impl Iterator<Item = Cell<'c>>,
    starts: &[Start],
    counts: &mut Counts,
    out: &mut dyn Write,
) -> io::Result<()> {
    let cells = cells.chain(std::iter::repeat(Cell::Plain("")));
    for (Start { xml, face, lines }, cell) in starts.iter().zip(cells) {
        out.write_all(xml.as_bytes())?;
        match cell {
            Cell::Plain(words) => text(&hold::at_ends(words, *face, *lines), out)?,
            Cell::Rich(content) => {
                let content = hold::paragraph(content, *face, *lines);
                write_inlines(&content, counts, out)?;
            }
        }
        out.write_all(b"</w:p></w:tc>")?;
    }
    Ok(())
}

/// What every cell of a column starts with, and the lines it has room for.
struct Start {
    xml: String,
    face: Face,
    lines: Lines,
}

/// Returns the starts of the columns' cells; made once, for there may be 50,000 rows.
fn starts(style: &str, keeps: bool, columns: &[Column], widths: &[i64], size: FontSize) -> Vec<Start> {
    let face = if style == id::TABLE_TOTAL { Face::Bold } else { Face::Regular };
    let keep = if keeps { "<w:keepNext/>" } else { "" };
    let start = |(column, width): (&Column, &i64)| {
        let align = match column.align {
            Align::Left => "",
            Align::Center => "<w:jc w:val=\"center\"/>",
            Align::Right => "<w:jc w:val=\"right\"/>",
        };
        let xml = format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>\
             <w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{keep}{align}</w:pPr>"
        );
        let room = Length::twips(width - 2 * MARGIN);
        Start { xml, face, lines: Lines { size, first: room, others: room, justified: false } }
    };
    columns.iter().zip(widths).map(start).collect()
}

fn text(text: &str, out: &mut dyn Write) -> io::Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    write_runs(text, "", out)
}
