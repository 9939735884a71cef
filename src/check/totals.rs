//! Tables with a line of totals: whether the columns add up.

use std::collections::BTreeMap;

use crate::check::line::Line;
use crate::check::paper::Paper;
use crate::check::words::fold;
use crate::viet::number;

/// A total that is not the sum of its column.
pub struct WrongTotal<'f> {
    /// The line of the total.
    pub line: &'f Line<'f>,
    /// What the column is called.
    pub column: String,
    /// The total as it stands.
    pub total: String,
    /// The sum of the lines above it.
    pub sum: String,
}

/// A cell: its text, and its first line.
type Cell<'f> = (String, &'f Line<'f>);

/// A row: its cells by the column of the grid they begin in.
type Row<'f> = BTreeMap<usize, Cell<'f>>;

/// Returns the totals that are not the sums of their columns. Only plain tables are added up: a serial number in every
/// line, one line of totals, nothing but numbers in the column.
pub fn wrong<'f>(paper: &Paper<'f>) -> Vec<WrongTotal<'f>> {
    tables(paper).into_values().flat_map(|rows| wrong_in(&rows.into_values().collect::<Vec<_>>())).collect()
}

/// Returns the drawn tables of a document by their numbers, with their rows.
fn tables<'f>(paper: &Paper<'f>) -> BTreeMap<usize, BTreeMap<usize, Row<'f>>> {
    let mut tables: BTreeMap<usize, BTreeMap<usize, Row<'f>>> = BTreeMap::new();
    for line in paper.lines {
        let Some(cell) = line.cell().filter(|cell| cell.bordered) else { continue };
        let row = tables.entry(cell.table).or_default().entry(cell.row).or_default();
        let (text, _) = row.entry(cell.column).or_insert_with(|| (String::new(), line));
        if !line.is_blank() {
            text.push_str(if text.is_empty() { "" } else { " " });
            text.push_str(&line.text);
        }
    }
    tables
}

fn wrong_in<'f>(rows: &[Row<'f>]) -> Vec<WrongTotal<'f>> {
    plain(rows).map_or_else(Vec::new, |(first, last)| {
        let total = &rows[last];
        let wrong = |(column, (text, line)): (&usize, &Cell<'f>)| {
            let said = read(text)?;
            let sum = sum(&rows[first..last], *column)?;
            let name = heading(&rows[..first], *column)?;
            (!agree(said, sum)).then(|| WrongTotal {
                line,
                column: name,
                total: text.clone(),
                sum: number::decimal_trimmed(sum.value, sum.places),
            })
        };
        total.iter().filter_map(wrong).collect()
    })
}

/// Returns where the lines of a plain table begin, and where its line of totals is: after lines 1, 2, 3 … without a gap.
fn plain(rows: &[Row<'_>]) -> Option<(usize, usize)> {
    let serial = |row: &Row<'_>| {
        let (text, _) = row.get(&0)?;
        text.trim_end_matches('.').parse::<usize>().ok()
    };
    let heads = rows.iter().position(|row| {
        row.get(&0).is_some_and(|(text, _)| ["STT", "TT", "SOTT", "SOTHUTU"].contains(&fold(text).as_str()))
    })?;
    // Below the head a row may number the columns: 1, 2, 3 ….
    let counts =
        |row: &Row<'_>| row.len() > 2 && row.values().enumerate().all(|(at, (text, _))| *text == (at + 1).to_string());
    let first = (heads + 1..rows.len()).find(|at| serial(&rows[*at]) == Some(1) && !counts(&rows[*at]))?;
    let last = (first..rows.len()).find(|at| serial(&rows[*at]) != Some(at - first + 1))?;
    let label = rows[last].values().map(|(text, _)| fold(text)).find(|text| !text.is_empty())?;
    let only = !rows[last + 1..].iter().any(|row| serial(row).is_some());
    (last >= first + 2 && only && ["CONG", "TONG", "TONGCONG", "TONGSO"].contains(&label.as_str()))
        .then_some((first, last))
}

/// A number with its decimals.
#[derive(Clone, Copy)]
struct Figure {
    value: i128,
    places: u32,
}

/// Reads a cell that is nothing but a number, `đồng` after it or not.
fn read(text: &str) -> Option<Figure> {
    let text = text.trim().trim_end_matches("đồng").trim_end_matches('đ').trim();
    // A zero in front is part of a code, a phone number or a day.
    let code = text.len() > 2 && text.starts_with('0') && !text.starts_with("0,");
    let (value, places) = number::parse(text).filter(|(_, places)| *places <= 6 && !code)?;
    Some(Figure { value, places })
}

/// Adds up a column; `None` when a cell of it is missing or is no number, or fewer than two are.
fn sum(rows: &[Row<'_>], column: usize) -> Option<Figure> {
    let (mut sum, mut count) = (Figure { value: 0, places: 0 }, 0);
    for row in rows {
        let (text, _) = row.get(&column)?;
        if ["", "-", "–", "x"].contains(&text.trim()) {
            continue;
        }
        sum = add(sum, read(text)?)?;
        count += 1;
    }
    (count >= 2).then_some(sum)
}

fn add(a: Figure, b: Figure) -> Option<Figure> {
    let places = a.places.max(b.places);
    let value = scaled(a, places)?.checked_add(scaled(b, places)?)?;
    Some(Figure { value, places })
}

fn scaled(figure: Figure, places: u32) -> Option<i128> {
    figure.value.checked_mul(10_i128.checked_pow(places - figure.places)?)
}

/// Tells whether a total is the sum; decimals may have been rounded before they were added.
fn agree(total: Figure, sum: Figure) -> bool {
    let places = total.places.max(sum.places);
    let (Some(total), Some(sum)) = (scaled(total, places), scaled(sum, places)) else { return true };
    total == sum || (places > 0 && (total - sum).unsigned_abs() <= 10_u128.pow(places.min(30)) / 10)
}

/// Returns what a column is called; `None` when it holds what is not added up: rates, averages, prices, codes.
fn heading(rows: &[Row<'_>], column: usize) -> Option<String> {
    let over = |row: &Row<'_>| row.range(..=column).next_back().map(|(_, (text, _))| text.clone());
    let names: Vec<String> = rows.iter().filter_map(over).filter(|name| !name.is_empty()).collect();
    let not_added = [
        "TYLE",
        "TILE",
        "PHANTRAM",
        "TRUNGBINH",
        "BINHQUAN",
        "DONGIA",
        "HESO",
        "XEPHANG",
        "XEPLOAI",
        "NAMSINH",
        "NGAY",
        "DIENTHOAI",
        "MASO",
        "TAIKHOAN",
        "SOSANH",
        "LUYKE",
        "MUC",
        "BAC",
        "GHICHU",
        "STT",
        "THOIGIAN",
    ];
    let counted = names.iter().all(|name| {
        let folded = fold(name);
        !name.contains('%') && !not_added.iter().any(|word| folded.contains(word)) && folded != "TT" && folded != "NAM"
    });
    names.last().filter(|_| counted).cloned()
}
