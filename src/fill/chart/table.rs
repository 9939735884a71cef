//! Sheets with tags, read as tables: so rows repeat, conditions hold and faults are told as in the text itself.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use quick_xml::escape::escape;

use super::figures::{Datum, written};
use super::range::Range;
use super::series::{numbers, texts};
use super::workbook::{At, Cell, Value, Workbook, WorkbookError, holds_tag, name_of};
use crate::fill::contents::plain;
use crate::fill::edit::Edits;
use crate::fill::paragraph::{Joined, Stream};
use crate::ooxml::tree::{Id, Tree};

/// The vocabulary of tables.
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Returns the sheets of a workbook that hold tags, as tables; nothing where none does.
pub fn tables(bytes: &[u8]) -> Result<Option<String>, WorkbookError> {
    let mut book = Workbook::open(bytes)?;
    let mut out = String::new();
    for name in book.names()? {
        let Ok(sheet) = book.sheet(&name) else { continue };
        let tagged = |cell: &Cell| matches!(&cell.value, Value::Datum(Datum::Text(text)) if holds_tag(text));
        if !sheet.cells.values().any(tagged) {
            continue;
        }
        let _ = write!(out, "<w:tbl n=\"{}\">", escape(&name));
        let mut numbers: Vec<u32> = sheet.cells.keys().map(|at| at.0).collect();
        numbers.dedup();
        for number in numbers {
            let _ = write!(out, "<w:tr n=\"{number}\">");
            for ((_, column), cell) in sheet.cells.range((number, 0)..=(number, u32::MAX)) {
                write_cell(&mut out, *column, cell);
            }
            out.push_str("</w:tr>");
        }
        out.push_str("</w:tbl>");
    }
    Ok((!out.is_empty()).then(|| format!("<w:body xmlns:w=\"{WORD}\">{out}</w:body>")))
}

/// A cell that holds no text is remembered by its place; a letter stands for it, so that its row is not empty.
fn write_cell(out: &mut String, column: u32, cell: &Cell) {
    let (kind, text) = match &cell.value {
        Value::Datum(Datum::Text(text)) if holds_tag(text) => ("the", text.as_str()),
        Value::Datum(Datum::Text(text)) => ("chu", text.as_str()),
        Value::Datum(Datum::Gap) => ("trong", ""),
        _ => ("khac", "x"),
    };
    let _ = write!(out, "<w:tc n=\"{column}\" k=\"{kind}\"><w:p>");
    if !text.is_empty() {
        let text = escape(text).replace('\n', "</w:t><w:br/><w:t xml:space=\"preserve\">");
        let _ = write!(out, "<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    }
    out.push_str("</w:p></w:tc>");
}

/// A sheet that has been filled.
#[derive(Debug, Default)]
pub struct Filled {
    /// For each row its number in the template.
    origins: BTreeMap<u32, u32>,
    cells: BTreeMap<(u32, u32), Value>,
}

/// The sheets of a workbook that have been filled, by name.
pub type Sheets = BTreeMap<String, Filled>;

/// Puts filled tables back into their workbook; `numbers` are the ranges in which charts want numbers.
pub fn filled(bytes: &[u8], tables: &str, numbers: &[Range]) -> Result<(Vec<u8>, Sheets), String> {
    let told = |error: WorkbookError| error.to_string();
    let mut book = Workbook::open(bytes).map_err(told)?;
    let tree = Tree::read(tables).map_err(|error| error.to_string())?;
    let value =
        |id: Id, name: &str| tree.attribute(id, name).map(|range| plain(&tree.source[range])).unwrap_or_default();
    let mut sheets = Sheets::new();
    for table in tree.children(0).filter(|id| tree.name(*id) == "w:tbl") {
        let name = value(table, "n");
        let mut sheet = book.sheet(&name).map_err(told)?;
        let is_number = |(row, column): At| {
            let mut here = numbers.iter().filter(|range| range.sheet == name);
            here.any(|range| {
                (range.first.0..=range.last.0).contains(&row) && (range.first.1..=range.last.1).contains(&column)
            })
        };
        let rows: Vec<Id> = tree.children(table).filter(|id| tree.name(*id) == "w:tr").collect();
        let origins: Vec<u32> = rows.iter().map(|id| value(*id, "n").parse().unwrap_or(1)).collect();
        let known: Vec<u32> = sheet.cells.keys().map(|at| at.0).collect();
        let (mut new, mut filled) = (Vec::new(), Filled::default());
        for ((row, origin), number) in rows.iter().zip(&origins).zip(numbered(&origins, &known)) {
            let mut cells: Vec<(u32, Cell)> = Vec::new();
            for id in tree.children(*row).filter(|id| tree.name(*id) == "w:tc") {
                let column: u32 = value(id, "n").parse().unwrap_or(1);
                if cells.last().is_some_and(|(before, _)| *before >= column) {
                    return Err(format!(
                        "bảng số của biểu đồ, trang “{name}”, ô {}: thẻ chỉ lặp được theo hàng, không theo cột",
                        name_of((*origin, column))
                    ));
                }
                let old = sheet.cells.get(&(*origin, column));
                let value = match value(id, "k").as_str() {
                    "the" => datum(&text_of(&tree, id), is_number((*origin, column))),
                    _ => old.map_or(Value::Datum(Datum::Gap), |old| old.value.clone()),
                };
                filled.cells.insert((number, column), value.clone());
                cells.push((column, Cell { style: old.and_then(|old| old.style.clone()), value }));
            }
            filled.origins.insert(number, *origin);
            new.push((number, sheet.row(*origin).to_owned(), cells));
        }
        sheet.set_rows(new);
        book.put(&sheet).map_err(told)?;
        sheets.insert(name, filled);
    }
    book.clear_tags().map_err(told)?;
    Ok((book.finish().map_err(told)?, sheets))
}

fn text_of(tree: &Tree<'_>, cell: Id) -> String {
    let paragraphs = tree.inside(cell).filter(|id| tree.name(*id) == "w:p");
    paragraphs.map(|id| Joined::read(tree, id, Stream::Visible).text()).collect::<Vec<_>>().join("\n")
}

/// A number that files can hold as it is written is one, and where a chart wants one what people write so too.
fn datum(text: &str, wanted: bool) -> Value {
    if let Some(number) = written(text).filter(|_| wanted) {
        return Value::Datum(Datum::Number(number));
    }
    let figures = text.trim_start_matches('-');
    let plain = figures.chars().all(|c| c.is_ascii_digit() || c == '.') && figures.matches('.').count() < 2;
    let number =
        plain && figures.starts_with(|c: char| c.is_ascii_digit()) && figures.ends_with(|c: char| c.is_ascii_digit());
    let zero = figures.len() > 1 && figures.starts_with('0') && !figures.starts_with("0.");
    Value::Datum(match text {
        "" => Datum::Gap,
        text if number && !zero => Datum::Number(text.to_owned()),
        text => Datum::Text(text.to_owned()),
    })
}

/// Returns the numbers of rows that come from these rows of the template: repeated ones push the others down, and what
/// has gone leaves no gap.
fn numbered(origins: &[u32], known: &[u32]) -> Vec<u32> {
    let (mut last, mut before, mut numbers) = (0, 0, Vec::with_capacity(origins.len()));
    for origin in origins {
        let blank = |row: &u32| !known.contains(row);
        let gap = if *origin > before { (before + 1..*origin).filter(blank).count() } else { 0 };
        last += 1 + u32::try_from(gap).unwrap_or(0);
        numbers.push(last);
        before = *origin;
    }
    numbers
}

impl Filled {
    /// Returns the rows that now stand for these rows of the template.
    fn rows(&self, first: u32, last: u32) -> Option<(u32, u32)> {
        let mut rows = self.origins.iter().filter(|(_, origin)| (first..=last).contains(*origin)).map(|(row, _)| *row);
        let start = rows.next()?;
        Some((start, rows.next_back().unwrap_or(start)))
    }

    fn value(&self, at: (u32, u32)) -> Value {
        self.cells.get(&at).cloned().unwrap_or(Value::Datum(Datum::Gap))
    }
}

/// Returns the ranges in which a chart wants numbers.
pub fn wanted(chart: &str) -> Vec<Range> {
    let Ok(tree) = Tree::read(chart) else { return Vec::new() };
    let values = (0..tree.len()).filter(|id| tree.name(*id) == "c:numRef" && !is_label(&tree, *id));
    values.filter_map(|id| Range::read(&plain(&tree.source[tree.get(tree.child(id, "c:f")?).inner()]))).collect()
}

fn is_label(tree: &Tree<'_>, reference: Id) -> bool {
    ["c:cat", "c:tx"].contains(&tree.name(tree.get(reference).parent))
}

/// Returns a chart that shows what now stands in its workbook.
pub fn shown(chart: &str, sheets: &Sheets) -> Result<String, String> {
    let tree = Tree::read(chart).map_err(|error| error.to_string())?;
    let mut edits = Edits::default();
    for id in (0..tree.len()).filter(|id| matches!(tree.name(*id), "c:strRef" | "c:numRef" | "c:multiLvlStrRef")) {
        let Some(formula) = tree.child(id, "c:f").map(|f| plain(&tree.source[tree.get(f).inner()])) else { continue };
        let Some((range, filled)) = Range::read(&formula)
            .and_then(|range| Some((sheets.get(&range.sheet)?, range)))
            .map(|(filled, range)| (range, filled))
        else {
            continue;
        };
        let rows = filled.rows(range.first.0, range.last.0);
        let (first, last) = rows.ok_or_else(|| format!("bảng số của biểu đồ: các hàng của vùng {formula} không còn hàng nào sau khi điền, vì danh sách trống; đặt biểu đồ trong {{% if … %}} nếu được phép trống"))?;
        let range = Range { first: (first, range.first.1), last: (last, range.last.1), ..range };
        let new = match tree.name(id) {
            "c:multiLvlStrRef" => levels(filled, &range)?,
            name => one(&tree, id, name == "c:numRef", filled, &range)?,
        };
        edits.skip(tree.get(id).whole());
        edits.xml(tree.get(id).open.start, new);
    }
    Ok(edits.written(chart))
}

fn one(tree: &Tree<'_>, id: Id, numeric: bool, filled: &Filled, range: &Range) -> Result<String, String> {
    let cells =
        (range.first.0..=range.last.0).flat_map(|row| (range.first.1..=range.last.1).map(move |column| (row, column)));
    let mut all = Vec::new();
    for at in cells {
        all.push(of_cell(filled, at, numeric && !is_label(tree, id))?);
    }
    let words = all.iter().any(|one| matches!(one, Datum::Text(_)));
    if !numeric || words {
        return Ok(texts(&range.written(), &all));
    }
    let code = tree.inside(id).find(|id| tree.name(*id) == "c:formatCode");
    let code = code.map_or("General", |id| &tree.source[tree.get(id).inner()]);
    Ok(numbers(&range.written(), &all, code))
}

fn of_cell(filled: &Filled, at: (u32, u32), numeric: bool) -> Result<Datum, String> {
    let cell = format!("bảng số của biểu đồ, ô {}", name_of(at));
    match filled.value(at) {
        Value::Other(..) => {
            Err(format!("{cell} là công thức hoặc ô báo lỗi, chương trình không tính được; ghi thẻ hoặc số vào ô ấy"))
        }
        Value::Datum(Datum::Text(text)) if numeric => Err(format!("{cell} thành “{text}”, không phải số")),
        Value::Datum(datum) => Ok(datum),
    }
}

/// Labels of several levels: the last column is the nearest to the axis.
fn levels(filled: &Filled, range: &Range) -> Result<String, String> {
    let count = range.last.0 - range.first.0 + 1;
    let mut out = format!(
        "<c:multiLvlStrRef><c:f>{}</c:f><c:multiLvlStrCache><c:ptCount val=\"{count}\"/>",
        escape(range.written())
    );
    for column in (range.first.1..=range.last.1).rev() {
        out.push_str("<c:lvl>");
        for (index, row) in (range.first.0..=range.last.0).enumerate() {
            let datum = of_cell(filled, (row, column), false)?;
            if datum != Datum::Gap {
                let _ = write!(out, "<c:pt idx=\"{index}\"><c:v>{}</c:v></c:pt>", escape(datum.text()));
            }
        }
        out.push_str("</c:lvl>");
    }
    Ok(out + "</c:multiLvlStrCache></c:multiLvlStrRef>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_numbered_on_where_they_repeat_and_close_up_where_they_go() {
        assert_eq!(numbered(&[1, 3, 3, 3, 6], &[1, 2, 3, 4, 6]), [1, 2, 3, 4, 6]);
        assert_eq!(numbered(&[1, 2, 3, 2, 3], &[1, 2, 3]), [1, 2, 3, 4, 5]);
        assert_eq!(numbered(&[5], &[5]), [5]);
    }

    #[test]
    fn what_a_tag_gives_is_a_number_only_if_it_is_written_as_one() {
        let is_number = |text: &str| matches!(datum(text, false), Value::Datum(Datum::Number(_)));
        assert_eq!(["1", "-2.5", "0.5", "0"].map(is_number), [true; 4]);
        assert_eq!(["012", "1.", ".5", "1.2.3", "8,5", "-", "a", "1e5"].map(is_number), [false; 8]);
    }
}
