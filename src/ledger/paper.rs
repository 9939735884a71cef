//! The register as a Word file in the form of Phụ lục IV.

use chrono::NaiveDate;

use super::{COLUMNS, Heading, WIDTHS};
use crate::document::{Align, Book, Cells, Column, Inline, Properties, Table, Width};
use crate::layout::{LayoutError, book};
use crate::viet;

/// Lays out a register whose rows have been gathered.
pub fn docx(heading: &Heading, cells: Cells) -> Result<Vec<u8>, LayoutError> {
    let first = heading.year.and_then(|year| NaiveDate::from_ymd_opt(year, 1, 1)).unwrap_or_default();
    let title = viet::text::upper_first(&heading.title().to_lowercase());
    let properties = Properties {
        subject: heading.year.map_or_else(|| title.clone(), |year| format!("{title} năm {year}")),
        title,
        author: heading.issuer.clone(),
        created: heading.days.map_or(first, |days| days.1),
        id: "so-dang-ky".to_owned(),
    };
    book::bind(&Book {
        superior: heading.superior.as_deref().map(viet::text::upper),
        issuer: viet::text::upper(&heading.issuer),
        title: heading.title().to_owned(),
        lines: heading.lines(),
        table: Table { columns: columns(), cells },
        properties,
    })
}

fn columns() -> Vec<Column> {
    let align = |at| if [1, 6, 7].contains(&at) { Align::Center } else { Align::Left };
    let column = |(at, (title, width)): (usize, (&&str, &u32))| Column {
        title: vec![Inline::plain(*title)],
        width: Some(Width::Share(*width)),
        align: align(at),
    };
    COLUMNS.iter().zip(&WIDTHS).enumerate().map(column).collect()
}
