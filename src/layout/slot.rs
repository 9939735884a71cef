//! What is written by hand into slots of the tree: lines, which docx-rs cannot say, and text, which is streamed.

use std::io::{self, Write};

use docx_rs::{Paragraph, Run};

use super::finish::{SlotPlace, Slots, slot_text};
use super::parts;
use super::text::Text;
use crate::units::Length;

enum Slot<'d> {
    Line { width: Length, below: Length, what: String },
    Text(Text<'d>),
}

/// The slots of one document, in the order they were put into the tree.
#[derive(Default)]
pub struct SlotTable<'d> {
    slots: Vec<Slot<'d>>,
}

impl<'d> SlotTable<'d> {
    fn put(&mut self, slot: Slot<'d>) -> Run {
        let run = Run::new().add_text(slot_text(self.slots.len()));
        self.slots.push(slot);
        run
    }

    /// Puts a straight line, centred in the column, `below` the top of its paragraph.
    pub fn line(&mut self, width: Length, below: Length, what: &str) -> Run {
        self.put(Slot::Line { width, below, what: what.to_owned() })
    }

    /// Puts the text of a body or an appendix, which is written block by block when the part is.
    pub fn text(&mut self, text: Text<'d>) -> Paragraph {
        Paragraph::new().add_run(self.put(Slot::Text(text)))
    }
}

impl Slots for SlotTable<'_> {
    fn is_block(&self, index: usize) -> bool {
        matches!(self.slots.get(index), Some(Slot::Text(_)))
    }

    fn fill(&mut self, index: usize, _: SlotPlace, out: &mut dyn Write) -> io::Result<()> {
        let id = u32::try_from(index + 1).unwrap_or(u32::MAX);
        match self.slots.get(index) {
            Some(Slot::Line { width, below, what }) => {
                let (name, what) = (format!("Đường kẻ {id}"), format!("Đường kẻ {what}"));
                let line = parts::line_run(width.as_emu(), parts::LINE_STROKE_EMU, below.as_emu(), id, &name, &what);
                out.write_all(line.as_bytes())
            }
            Some(Slot::Text(text)) => text.write(out),
            None => Ok(()),
        }
    }
}
