//! The workbook behind a chart: cells of its sheets read, changed and written back; all else stays.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use quick_xml::escape::escape;

use super::super::contents::plain;
use super::figures::Datum;
use crate::ooxml::relation::part_for;
use crate::ooxml::tree::{Id, Tree};
use crate::ooxml::write::{PackageError, Repack};

/// Why a workbook cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// A package that cannot be read or written.
    #[error("không mở được bảng số của biểu đồ: {0}")]
    Package(#[from] PackageError),
    /// A sheet that is not there, or cannot be read.
    #[error("bảng số của biểu đồ không có trang tính “{0}”, hoặc trang ấy không đọc được")]
    Sheet(String),
}

/// Where a cell stands: row from 1, column from 1.
pub type At = (u32, u32);

/// A cell of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Number of its format.
    pub style: Option<String>,
    /// What it holds.
    pub value: Value,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A label, a number, nothing.
    Datum(Datum),
    /// Something else, such as a formula: the element's inside, and its type.
    Other(String, Option<String>),
}

/// A sheet of a workbook.
#[derive(Debug, Clone)]
pub struct Sheet {
    part: String,
    xml: String,
    /// What stands between the ends of `sheetData`, with its tags.
    data: Range<usize>,
    prefix: String,
    /// Attributes of rows by number.
    rows: BTreeMap<u32, String>,
    /// Its cells.
    pub cells: BTreeMap<At, Cell>,
}

/// A workbook.
pub struct Workbook<'b> {
    package: Repack<'b>,
    main: String,
}

impl<'b> Workbook<'b> {
    /// Opens a workbook.
    pub fn open(bytes: &'b [u8]) -> Result<Self, WorkbookError> {
        let mut package = Repack::open(bytes)?;
        let main = package.main()?;
        Ok(Self { package, main })
    }

    /// Returns the names of its sheets and the ids of their relationships.
    fn sheets(&mut self) -> Result<Vec<(String, String)>, WorkbookError> {
        let text = self.package.text(&self.main)?.unwrap_or_default();
        let Ok(tree) = Tree::read(&text) else { return Ok(Vec::new()) };
        let value = |id: Id, name: &str| tree.attribute(id, name).map(|range| plain(&text[range]));
        let sheets = (0..tree.len()).filter(|id| local(tree.name(*id)) == "sheet");
        Ok(sheets.filter_map(|id| Some((value(id, "name")?, value(id, "r:id")?))).collect())
    }

    /// Returns the names of its sheets in order.
    pub fn names(&mut self) -> Result<Vec<String>, WorkbookError> {
        Ok(self.sheets()?.into_iter().map(|(name, _)| name).collect())
    }

    /// Reads a sheet.
    pub fn sheet(&mut self, name: &str) -> Result<Sheet, WorkbookError> {
        let lost = || WorkbookError::Sheet(name.to_owned());
        let id = self.sheets()?.into_iter().find(|(known, _)| known == name).ok_or_else(lost)?.1;
        let links = self.package.relations(&self.main)?;
        let part = links.iter().find(|link| link.id == id).and_then(|link| link.part(&self.main)).ok_or_else(lost)?;
        let xml = self.package.text(&part)?.ok_or_else(lost)?;
        let xml = xml.trim_start_matches('\u{feff}').to_owned();
        let shared = self.shared()?;
        Sheet::read(part, xml, &shared).ok_or_else(lost)
    }

    fn strings_part(&mut self) -> Result<Option<String>, WorkbookError> {
        Ok(self.package.related(&self.main, "sharedStrings")?)
    }

    /// Returns the texts that cells share.
    fn shared(&mut self) -> Result<Vec<String>, WorkbookError> {
        let Some(part) = self.strings_part()? else { return Ok(Vec::new()) };
        let text = self.package.text(&part)?.unwrap_or_default();
        let Ok(tree) = Tree::read(&text) else { return Ok(Vec::new()) };
        let items = (0..tree.len()).filter(|id| local(tree.name(*id)) == "si");
        Ok(items.map(|id| text_of(&tree, id)).collect())
    }

    /// Writes a sheet back, without what would no longer fit its cells: tables over them, the order of calculation.
    pub fn put(&mut self, sheet: &Sheet) -> Result<(), WorkbookError> {
        let xml = sheet.written();
        self.package.put(&sheet.part, xml);
        self.leave_out(&sheet.part, "/table")?;
        let main = self.main.clone();
        self.leave_out(&main, "/calcChain")
    }

    /// Leaves the parts out that relationships of this kind lead to.
    fn leave_out(&mut self, owner: &str, kind: &str) -> Result<(), WorkbookError> {
        let gone = self.package.unrelate(&part_for(owner), |url| url.ends_with(kind))?;
        Ok(self.package.leave_out_all(&gone)?)
    }

    /// Empties the shared texts that hold tags: cells no longer use them.
    pub fn clear_tags(&mut self) -> Result<(), WorkbookError> {
        let Some(part) = self.strings_part()? else { return Ok(()) };
        let text = self.package.text(&part)?.unwrap_or_default();
        let Ok(tree) = Tree::read(&text) else { return Ok(()) };
        let mut edits = super::super::edit::Edits::default();
        for id in (0..tree.len()).filter(|id| local(tree.name(*id)) == "si" && holds_tag(&text_of(&tree, *id))) {
            let inner = tree.get(id).inner();
            let name = tree.name(id);
            let prefix = &name[..name.len() - "si".len()];
            edits.skip(inner.clone());
            edits.xml(inner.start, format!("<{prefix}t></{prefix}t>"));
        }
        self.package.put(&part, edits.written(&text));
        Ok(())
    }

    /// Returns the workbook's bytes.
    pub fn finish(self) -> Result<Vec<u8>, WorkbookError> {
        Ok(self.package.finish()?)
    }
}

/// Tells whether a text holds a tag.
pub fn holds_tag(text: &str) -> bool {
    ["{{", "{%", "{#"].iter().any(|open| text.contains(open))
}

/// Returns a name without its prefix.
pub fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// Returns the text of an element, without how it is to be pronounced.
fn text_of(tree: &Tree<'_>, id: Id) -> String {
    let spoken =
        |at: Id| tree.ancestors(at).take_while(|outer| *outer != id).any(|outer| local(tree.name(outer)) == "rPh");
    let texts = tree.inside(id).filter(|at| local(tree.name(*at)) == "t" && !spoken(*at));
    texts.map(|at| plain(&tree.source[tree.get(at).inner()])).collect()
}

/// A row to be put in: its number, its attributes, its cells by column.
pub type Row = (u32, String, Vec<(u32, Cell)>);

impl Sheet {
    fn read(part: String, xml: String, shared: &[String]) -> Option<Self> {
        let tree = Tree::read(&xml).ok()?;
        let data = (0..tree.len()).find(|id| local(tree.name(*id)) == "sheetData")?;
        let prefix = tree.name(data).strip_suffix("sheetData")?.to_owned();
        let value = |id: Id, name: &str| tree.attribute(id, name).map(|range| plain(&xml[range]));
        let (mut rows, mut cells, mut row) = (BTreeMap::new(), BTreeMap::new(), 0);
        for id in tree.children(data) {
            row = value(id, "r").and_then(|number| number.parse().ok()).unwrap_or(row + 1);
            rows.insert(row, kept_attributes(&tree, id));
            let mut column = 0;
            for cell in tree.children(id) {
                column = value(cell, "r").and_then(|at| address(&at)).map_or(column + 1, |at| at.1);
                let read = read_cell(&tree, cell, shared);
                cells.insert((row, column), Cell { style: value(cell, "s"), value: read });
            }
        }
        let data = tree.get(data).whole();
        Some(Self { part, xml, data, prefix, rows, cells })
    }

    /// Returns the attributes of a row.
    pub fn row(&self, number: u32) -> &str {
        self.rows.get(&number).map_or("", String::as_str)
    }

    /// Puts rows in place of all there are: number, attributes, cells by column.
    pub fn set_rows(&mut self, rows: Vec<Row>) {
        self.rows.clear();
        self.cells.clear();
        for (number, attributes, cells) in rows {
            self.rows.insert(number, attributes);
            self.cells.extend(cells.into_iter().map(|(column, cell)| ((number, column), cell)));
        }
    }

    fn written(&self) -> String {
        let p = &self.prefix;
        let mut out = format!("<{p}sheetData>");
        let mut numbers: Vec<u32> = self.cells.keys().map(|at| at.0).chain(self.rows.keys().copied()).collect();
        numbers.sort_unstable();
        numbers.dedup();
        for number in numbers {
            // Writing to a String cannot fail.
            let _ = write!(out, "<{p}row r=\"{number}\"{}>", self.row(number));
            for ((_, column), cell) in self.cells.range((number, 0)..=(number, u32::MAX)) {
                write_cell(&mut out, p, (number, *column), cell);
            }
            let _ = write!(out, "</{p}row>");
        }
        let _ = write!(out, "</{p}sheetData>");
        let xml = [&self.xml[..self.data.start], &out, &self.xml[self.data.end..]].concat();
        self.fitted(&xml)
    }

    /// Returns a sheet whose extent is that of its cells, without the tables over them.
    fn fitted(&self, xml: &str) -> String {
        let Ok(tree) = Tree::read(xml) else { return xml.to_owned() };
        let mut edits = super::super::edit::Edits::default();
        for id in tree.children(0) {
            match local(tree.name(id)) {
                "tableParts" => edits.skip(tree.get(id).whole()),
                "dimension" => {
                    if let Some(range) = tree.attribute(id, "ref") {
                        edits.skip(range.clone());
                        edits.xml(range.start, self.extent());
                    }
                }
                _ => {}
            }
        }
        edits.written(xml)
    }

    fn extent(&self) -> String {
        let rows = || self.cells.keys().map(|at| at.0);
        let columns = || self.cells.keys().map(|at| at.1);
        let first = (rows().min().unwrap_or(1), columns().min().unwrap_or(1));
        let last = (rows().max().unwrap_or(1), columns().max().unwrap_or(1));
        format!("{}:{}", name_of(first), name_of(last))
    }
}

/// Attributes of a row but its number and extent.
fn kept_attributes(tree: &Tree<'_>, id: Id) -> String {
    let tag = tree.tag(id);
    let all = crate::ooxml::tree::attributes(tag);
    let kept = all.filter(|found| !matches!(&tag[found.name.clone()], "r" | "spans"));
    kept.map(|found| &tag[found.whole]).collect()
}

fn read_cell(tree: &Tree<'_>, cell: Id, shared: &[String]) -> Value {
    let child = |name: &str| tree.children(cell).find(|id| local(tree.name(*id)) == name);
    let kind = tree.attribute(cell, "t").map(|range| tree.source[range].to_owned());
    let held = child("v").map(|id| plain(&tree.source[tree.get(id).inner()]));
    let other = || Value::Other(tree.source[tree.get(cell).inner()].to_owned(), kind.clone());
    if child("f").is_some() {
        return other();
    }
    match (kind.as_deref(), held) {
        (Some("s"), Some(held)) => {
            let text = held.trim().parse::<usize>().ok().and_then(|at| shared.get(at)).cloned();
            Value::Datum(text.map_or(Datum::Gap, Datum::Text))
        }
        (Some("inlineStr"), _) => Value::Datum(child("is").map_or(Datum::Gap, |id| Datum::Text(text_of(tree, id)))),
        (Some("str"), Some(held)) => Value::Datum(Datum::Text(held)),
        (None | Some("n"), Some(held)) => Value::Datum(Datum::Number(held)),
        (_, None) => Value::Datum(Datum::Gap),
        _ => other(),
    }
}

fn write_cell(out: &mut String, p: &str, at: At, cell: &Cell) {
    let style = cell.style.as_deref().map(|style| format!(" s=\"{}\"", escape(style))).unwrap_or_default();
    let open = format!("<{p}c r=\"{}\"{style}", name_of(at));
    let _ = match &cell.value {
        Value::Datum(Datum::Gap) => write!(out, "{open}/>"),
        Value::Datum(Datum::Number(number)) => write!(out, "{open}><{p}v>{}</{p}v></{p}c>", escape(number)),
        Value::Datum(Datum::Text(text)) => {
            write!(
                out,
                "{open} t=\"inlineStr\"><{p}is><{p}t xml:space=\"preserve\">{}</{p}t></{p}is></{p}c>",
                escape(text)
            )
        }
        Value::Other(inner, kind) => {
            let kind = kind.as_deref().map(|kind| format!(" t=\"{kind}\"")).unwrap_or_default();
            write!(out, "{open}{kind}>{inner}</{p}c>")
        }
    };
}

/// Reads `B12` or `$B$12`.
pub fn address(text: &str) -> Option<At> {
    let text = text.replace('$', "");
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let column = text[..letters].bytes().try_fold(0_u32, |column, letter| {
        column.checked_mul(26)?.checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)
    })?;
    let row: u32 = text[letters..].parse().ok()?;
    (column > 0 && row > 0).then_some((row, column))
}

/// Returns the letters of a column.
pub fn letters(mut column: u32) -> String {
    let mut name = Vec::new();
    while column > 0 {
        column -= 1;
        name.insert(0, char::from(b'A' + u8::try_from(column % 26).unwrap_or(0)));
        column /= 26;
    }
    name.into_iter().collect()
}

/// Returns how a cell is called: `B12`.
pub fn name_of((row, column): At) -> String {
    format!("{}{row}", letters(column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_called_as_in_excel() {
        for (name, at) in [("A1", (1, 1)), ("Z9", (9, 26)), ("AA10", (10, 27)), ("XFD2", (2, 16384))] {
            assert_eq!((address(name), name_of(at).as_str()), (Some(at), name));
        }
        assert_eq!(address("$B$12"), Some((12, 2)));
        for wrong in ["", "A", "1", "A0", "AAAAAAAAAAAAAAA1"] {
            assert_eq!(address(wrong), None);
        }
    }

    #[test]
    fn a_sheet_is_written_as_it_was_read_with_its_new_cells() {
        let xml = "<x:worksheet><x:dimension ref=\"A1:B2\"/><x:sheetData><x:row r=\"2\" spans=\"1:2\" ht=\"20\"><x:c r=\"A2\" s=\"3\" t=\"s\"><x:v>0</x:v></x:c>\
                   <x:c r=\"B2\"><x:f>A1</x:f><x:v>7</x:v></x:c></x:row></x:sheetData><x:tableParts><x:tablePart/></x:tableParts></x:worksheet>";
        let mut sheet = Sheet::read("p".into(), xml.into(), &["a & b".to_owned()]).unwrap();
        sheet.cells.insert((3, 2), Cell { style: None, value: Value::Datum(Datum::Number("5".into())) });
        assert_eq!(
            sheet.written(),
            "<x:worksheet><x:dimension ref=\"A2:B3\"/><x:sheetData><x:row r=\"2\" ht=\"20\"><x:c r=\"A2\" s=\"3\" t=\"inlineStr\"><x:is>\
             <x:t xml:space=\"preserve\">a &amp; b</x:t></x:is></x:c><x:c r=\"B2\"><x:f>A1</x:f><x:v>7</x:v></x:c></x:row><x:row r=\"3\">\
             <x:c r=\"B3\"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>"
        );
    }
}
