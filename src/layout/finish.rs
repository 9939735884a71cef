//! The finishing pass: from what `docx-rs` writes to what the schema, and Word, want.
//!
//! One pass over a part puts children into the order of the schema, leaves out what is invalid or
//! differs from run to run, and fills slots with XML that the tree of elements cannot express.
//! Memory is bounded by the largest table row or paragraph, not by the part.

mod frame;
mod marks;
mod pass;
mod sort;
mod tag;

use std::io::{self, Write};

use quick_xml::Reader;
use quick_xml::events::Event;

pub use marks::{HEADER_ROW, MARK_CLOSE, MARK_OPEN, UNPARTED, clean_text, slot_text};

use pass::Pass;

const DECLARATION: &[u8] = br#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

/// What a slot stands for, hence what may be written into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SlotPlace {
    /// Instead of a run: anything a paragraph may hold.
    Run,
    /// Instead of a whole paragraph: anything a body or a cell may hold. A cell must still end
    /// with a paragraph.
    Block,
}

/// Gives the XML of the slots in a part.
pub trait Slots {
    /// Tells whether the slot stands for a whole paragraph. Such a mark must be alone in its
    /// paragraph, which is replaced with its properties.
    fn is_block(&self, index: usize) -> bool;

    /// Writes the raw XML of the slot. It is not looked at: it must be in schema order itself.
    fn fill(&mut self, index: usize, place: SlotPlace, out: &mut dyn Write) -> io::Result<()>;
}

/// A part without slots; a mark in it is an error.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoSlots;

impl Slots for NoSlots {
    fn is_block(&self, _: usize) -> bool {
        false
    }

    fn fill(&mut self, index: usize, _: SlotPlace, _: &mut dyn Write) -> io::Result<()> {
        Err(io::Error::new(io::ErrorKind::InvalidInput, format!("không có nội dung cho chỗ {index}")))
    }
}

/// Why a part cannot be finished. All but `Io` mean that the part was built wrongly.
#[derive(Debug, thiserror::Error)]
pub enum FinishError {
    /// The part is not UTF-8.
    #[error("nội dung không phải là UTF-8")]
    Encoding(#[from] std::str::Utf8Error),
    /// The part is not well-formed XML.
    #[error("XML không đúng cú pháp: {0}")]
    Xml(#[from] quick_xml::Error),
    /// The part has a document type, which Office refuses.
    #[error("XML có khai báo DOCTYPE, Word không nhận")]
    DocType,
    /// The part ends within an element, or has no element.
    #[error("XML bị cắt ngang hoặc rỗng")]
    Unclosed,
    /// There is text outside of the root element.
    #[error("XML có chữ nằm ngoài phần tử gốc")]
    Outside,
    /// The part names an entity that nothing declares.
    #[error("XML dùng thực thể chưa khai báo")]
    Entity,
    /// A mark stands where it means nothing: beside other text, or outside of what it marks.
    #[error("dấu hiệu giữ chỗ đặt sai vị trí")]
    StrayMark,
    /// A slot or the receiver of the bytes failed.
    #[error("không ghi được nội dung: {0}")]
    Io(#[from] io::Error),
}

impl From<FinishError> for io::Error {
    fn from(error: FinishError) -> Self {
        match error {
            FinishError::Io(error) => error,
            other => Self::new(io::ErrorKind::InvalidData, other),
        }
    }
}

/// Writes the finished part to `out` and gives `out` back.
///
/// The same bytes in give the same bytes out, and a finished part is finished already.
pub fn finish<W: Write>(xml: &[u8], slots: &mut dyn Slots, out: W) -> Result<W, FinishError> {
    let xml = std::str::from_utf8(xml)?;
    let mut reader = Reader::from_str(xml.trim_start_matches('\u{FEFF}'));
    let mut pass = Pass::new(slots, out);
    pass.raw(DECLARATION);
    loop {
        match reader.read_event()? {
            Event::Start(tag) => pass.start(&tag)?,
            Event::Empty(tag) => {
                pass.start(&tag)?;
                pass.end(tag.name().as_ref())?;
            }
            Event::End(tag) => pass.end(tag.name().as_ref())?,
            Event::Text(text) => pass.text(&text)?,
            Event::GeneralRef(name) => pass.reference(&name)?,
            Event::CData(text) => pass.unescaped(&text)?,
            Event::DocType(_) => return Err(FinishError::DocType),
            Event::Eof => return pass.finish(),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

/// Finishes a part that has no slots.
pub fn finish_part(xml: &[u8]) -> Result<Vec<u8>, FinishError> {
    finish(xml, &mut NoSlots, Vec::with_capacity(xml.len()))
}

#[cfg(test)]
mod tests;
