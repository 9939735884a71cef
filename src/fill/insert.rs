//! Inserts while writing: pictures, documents and other values, changes of cells, lists that begin again.

use std::borrow::Cow;
use std::ops::Range;

use super::Files;
use super::additions::{Additions, Parts};
use super::compile::{Script, Slot};
use super::room::PAGE;
use super::value::cell::{self, CellChange};
use super::value::{self, At, InsertError, Inserted};
use crate::ooxml::{entry, fragment};

/// What is to be written for a marker.
#[derive(Debug, PartialEq, Eq)]
pub enum Written {
    /// Runs within the run around, which is closed before and opened after.
    Runs(String),
    /// Blocks in place of a paragraph.
    Blocks(String),
    /// XML as it stands.
    Xml(String),
    /// Nothing.
    Nothing,
}

/// The inserts of one filling.
pub struct Inserts<'a> {
    additions: Additions<'a>,
    files: &'a dyn Files,
    cells: Vec<Cell>,
    /// Why writing had to stop.
    pub failed: Option<InsertError>,
}

/// A cell that may change with its content.
#[derive(Debug, Default)]
struct Cell {
    changes: Vec<CellChange>,
    held: Vec<u8>,
}

impl<'a> Inserts<'a> {
    /// Starts a filling.
    pub fn new(additions: Additions<'a>, files: &'a dyn Files) -> Self {
        Self { additions, files, cells: Vec::new(), failed: None }
    }

    /// Returns what the package needs besides.
    pub fn into_additions(self) -> Additions<'a> {
        self.additions
    }

    /// Returns what stands in place of a marker; nothing if that failed.
    pub fn insert(&mut self, payload: &str, slot: &Slot, script: &Script) -> Option<Written> {
        let made = self.made(payload, slot, script);
        made.map_err(|error| self.failed = Some(error)).ok()
    }

    fn made(&mut self, payload: &str, slot: &Slot, script: &Script) -> Result<Written, InsertError> {
        let properties = |range: &Range<usize>| &script.xml[range.clone()];
        let mut at = At { part: &script.part, run_properties: "", files: self.files, room: PAGE, no_notes: None };
        match slot {
            Slot::Plain | Slot::Address => return Err(only_text()),
            Slot::Picture(drawing) => {
                let xml = value::replace_picture(properties(drawing), payload, &at, &mut self.additions)?;
                return Ok(Written::Xml(xml));
            }
            Slot::Run { properties: range, room, no_notes } => {
                (at.run_properties, at.room, at.no_notes) = (properties(range), *room, *no_notes);
            }
            Slot::Block(no_notes) => at.no_notes = *no_notes,
        }
        match (value::insert(payload, &at, &mut self.additions)?, slot) {
            (Inserted::Runs(xml), _) if xml.is_empty() => Ok(Written::Nothing),
            (Inserted::Runs(xml), Slot::Block(_)) => Ok(Written::Blocks(format!("<w:p>{xml}</w:p>"))),
            (Inserted::Runs(xml), _) => Ok(Written::Runs(xml)),
            (Inserted::Blocks(xml), Slot::Block(_)) => Ok(Written::Blocks(xml)),
            (Inserted::Blocks(_), _) => Err(InsertError::new(NOT_ALONE, NOT_ALONE_HINT)),
            (Inserted::Cell(change), _) => self.change(change),
        }
    }

    fn change(&mut self, change: Option<CellChange>) -> Result<Written, InsertError> {
        let hint = "chuyển thẻ vào một ô của bảng, hoặc bỏ thẻ này";
        let cell = self
            .cells
            .last_mut()
            .ok_or_else(|| InsertError::new("thẻ đổi màu hoặc gộp ô không nằm trong ô nào", hint))?;
        cell.changes.extend(change);
        Ok(Written::Nothing)
    }

    /// Keeps back what follows: a cell.
    pub fn begin_cell(&mut self) {
        self.cells.push(Cell::default());
    }

    /// Returns the cell that ends, with its changes; nothing for one that another covers.
    pub fn end_cell(&mut self) -> Vec<u8> {
        let Cell { changes, held } = self.cells.pop().unwrap_or_default();
        if changes.contains(&CellChange::Gone) {
            return Vec::new();
        }
        let text = std::str::from_utf8(&held).ok().filter(|_| !changes.is_empty());
        let Some((text, (_, false, begin))) = text.and_then(|text| Some((text, fragment::root(text)?))) else {
            return held;
        };
        let (open, inside) = text.split_at(begin);
        let own = inside.starts_with("<w:tcPr").then(|| fragment::child(text, "w:tcPr")).flatten();
        let properties = own.map_or("", |own| own.xml);
        let content = &inside[properties.len()..];
        let merged = changes.contains(&CellChange::MergedAbove);
        let content = if merged { Cow::Owned(cell::emptied(text)) } else { Cow::Borrowed(content) };
        [open, &cell::apply(properties, &changes), &content].concat().into_bytes()
    }

    /// Returns where a cell's content is kept back.
    pub fn held(&mut self) -> Option<&mut Vec<u8>> {
        self.cells.last_mut().map(|cell| &mut cell.held)
    }

    /// Returns the relationship of a chart that no drawing before has had; nothing if that failed.
    pub fn own_chart(&mut self, part: &str, id: &str) -> Option<String> {
        let own = super::chart::again(part, id, &mut self.additions);
        own.map_err(|error| self.failed = Some(error)).ok()
    }

    /// Returns a paragraph's properties with the list that holds now; nothing if that failed.
    pub fn numbered<'p>(&mut self, properties: &'p str) -> Option<Cow<'p, str>> {
        let new = self.additions.renumbered(properties);
        let new = new.map_err(|error| self.failed = Some(error)).ok()?;
        Some(new.map_or(Cow::Borrowed(properties), Cow::Owned))
    }
}

/// What is wrong with a document that does not stand alone.
pub const NOT_ALONE: &str = "thẻ chèn văn bản (tai_lieu) phải đứng một mình trong đoạn";
/// What to do about it.
pub const NOT_ALONE_HINT: &str = "đặt thẻ trong một đoạn riêng, không có chữ hay thẻ nào khác";

fn only_text() -> InsertError {
    InsertError::new(
        "chỗ này chỉ nhận chữ, không chèn được ảnh, liên kết, chú thích hay chữ có định dạng",
        "dùng giá trị chữ thường; ảnh thì đặt thẻ trong đoạn văn, hoặc làm chữ thay thế (alt text) của một ảnh giữ chỗ",
    )
}

/// The template's package, read as it is asked for.
pub struct Template<'t> {
    bytes: &'t [u8],
    names: Vec<String>,
    main: String,
}

impl<'t> Template<'t> {
    /// Looks at a package that has been opened before.
    pub fn new(bytes: &'t [u8], names: Vec<String>, main: String) -> Self {
        Self { bytes, names, main }
    }
}

impl Parts for Template<'_> {
    fn bytes(&self, name: &str) -> Option<Cow<'_, [u8]>> {
        entry::content(self.bytes, name, u64::MAX).map(Cow::Owned)
    }

    fn names(&self) -> Vec<String> {
        self.names.clone()
    }

    fn main(&self) -> &str {
        &self.main
    }
}

#[cfg(test)]
mod tests;
