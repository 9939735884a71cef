//! The state of one finishing pass: open elements, and the bytes not yet given away.

use std::io::Write;

use quick_xml::events::{BytesRef, BytesStart};

use super::frame::{Frame, HeaderAt, Role};
use super::marks::{Mark, has_mark, is_forbidden, unpart};
use super::sort::Children;
use super::{FinishError, SlotPlace, Slots, tag};
use crate::ooxml::order::{SchemaOrder, may_vanish};

/// Bytes kept back before they are given to the receiver.
const CHUNK: usize = 64 * 1024;

/// The entities XML has without a document type.
const NAMED: [&[u8]; 5] = [b"amp", b"lt", b"gt", b"quot", b"apos"];

/// What a table says of itself, not of its looks; the validator refuses it in a style.
const NOT_IN_STYLES: [&[u8]; 4] = [b"w:tblW", b"w:tblLayout", b"w:tblStyle", b"w:tblpPr"];

/// `Frame::body` of an element whose content has been given away in part.
const GONE: usize = usize::MAX;

pub(super) struct Pass<'s, W> {
    slots: &'s mut dyn Slots,
    out: W,
    bytes: Vec<u8>,
    stack: Vec<Frame>,
    children: Children,
    holding: usize,
    rooted: bool,
}

impl<'s, W: Write> Pass<'s, W> {
    pub(super) fn new(slots: &'s mut dyn Slots, out: W) -> Self {
        Self {
            slots,
            out,
            bytes: Vec::with_capacity(CHUNK + CHUNK / 4),
            stack: Vec::with_capacity(32),
            children: Children::default(),
            holding: 0,
            rooted: false,
        }
    }

    pub(super) fn raw(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    pub(super) fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), FinishError> {
        let name = tag.name();
        let name = name.as_ref();
        self.announce(name)?;
        let start = self.bytes.len();
        tag::open(tag, &mut self.bytes)?;
        let mut frame = Frame::new(name, start, self.bytes.len(), self.children.len());
        if NOT_IN_STYLES.contains(&name) && self.in_style() {
            frame.role = Role::Unwanted;
        }
        self.holding += usize::from(frame.holds());
        self.stack.push(frame);
        Ok(())
    }

    /// Tells the parent of a child that begins here.
    fn announce(&mut self, name: &[u8]) -> Result<(), FinishError> {
        let start = self.bytes.len();
        if name == b"w:sectPr" {
            self.section_in_paragraph();
        }
        let Some(parent) = self.stack.last_mut() else {
            return if std::mem::replace(&mut self.rooted, true) { Err(FinishError::Outside) } else { Ok(()) };
        };
        if let Some(order) = parent.order {
            self.children.push(order.rank(name), start);
        }
        match parent.role {
            Role::Run => {
                parent.busy |= name != b"w:rPr" && (name != b"w:t" || parent.mark.is_some());
            }
            Role::Paragraph => parent.busy |= name != b"w:pPr" && name != b"w:r",
            Role::Row if name != b"w:tblPrEx" && name != b"w:trPr" => {
                parent.header_at.get_or_insert(HeaderAt::Wrapped(start));
            }
            _ => {}
        }
        Ok(())
    }

    /// Tells whether the innermost elements are a style's table properties.
    fn in_style(&self) -> bool {
        matches!(self.stack.as_slice(), [.., style, _] if style.role == Role::Style)
    }

    /// A paragraph that ends a section cannot be replaced whole.
    fn section_in_paragraph(&mut self) {
        if let [.., paragraph, _] = self.stack.as_mut_slice() {
            paragraph.busy |= paragraph.role == Role::Paragraph;
        }
    }

    pub(super) fn text(&mut self, escaped: &[u8]) -> Result<(), FinishError> {
        let blank = escaped.iter().all(u8::is_ascii_whitespace);
        let Some(frame) = self.stack.last() else {
            return if blank { Ok(()) } else { Err(FinishError::Outside) };
        };
        if blank && frame.role != Role::Text && frame.role != Role::Spaced {
            return Ok(());
        }
        if has_mark(escaped) {
            return self.mark(escaped);
        }
        let (from, in_run) = (self.bytes.len(), frame.role == Role::Text);
        self.note_text();
        tag::text(escaped, &mut self.bytes);
        if in_run {
            unpart(&mut self.bytes, from);
        }
        Ok(())
    }

    pub(super) fn reference(&mut self, name: &BytesRef<'_>) -> Result<(), FinishError> {
        if self.stack.is_empty() {
            return Err(FinishError::Outside);
        }
        match name.resolve_char_ref()? {
            Some(c) if is_forbidden(c) => return Ok(()),
            None if !NAMED.contains(&name.as_ref()) => return Err(FinishError::Entity),
            _ => {}
        }
        self.note_text();
        self.bytes.push(b'&');
        self.raw(name);
        self.bytes.push(b';');
        Ok(())
    }

    pub(super) fn unescaped(&mut self, text: &[u8]) -> Result<(), FinishError> {
        if self.stack.is_empty() {
            return Err(FinishError::Outside);
        }
        if has_mark(text) {
            return Err(FinishError::StrayMark);
        }
        self.note_text();
        tag::plain(text, &mut self.bytes);
        Ok(())
    }

    /// Text in a run says that the run is more than a mark.
    fn note_text(&mut self) {
        if let [.., run, text] = self.stack.as_mut_slice() {
            run.busy |= run.role == Role::Run && text.role == Role::Text;
        }
    }

    fn mark(&mut self, text: &[u8]) -> Result<(), FinishError> {
        let mark = Mark::of(text).ok_or(FinishError::StrayMark)?;
        match self.stack.as_mut_slice() {
            [.., run, text] if run.role == Role::Run && text.role == Role::Text && !run.busy => {
                if run.mark.replace(mark).is_some() {
                    return Err(FinishError::StrayMark);
                }
                Ok(())
            }
            _ => Err(FinishError::StrayMark),
        }
    }

    pub(super) fn end(&mut self, name: &[u8]) -> Result<(), FinishError> {
        let Some(frame) = self.stack.pop() else {
            return Err(FinishError::Unclosed);
        };
        self.holding -= usize::from(frame.holds());
        if let Some(order) = frame.order {
            self.children.sort(order, &frame, &mut self.bytes);
            self.note_row_properties(name, order, &frame);
            self.children.truncate(frame.first_child);
        }
        match (frame.role, frame.mark) {
            (Role::Run, Some(mark)) => self.replace_run(mark, &frame)?,
            (Role::Paragraph, Some(Mark::Slot(index))) => self.replace_block(index, &frame)?,
            _ => self.close(name, &frame),
        }
        self.give(CHUNK)
    }

    fn close(&mut self, name: &[u8], frame: &Frame) {
        if frame.role == Role::Unwanted {
            return self.take_back(frame);
        }
        if self.bytes.len() == frame.body {
            return self.close_empty(name, frame);
        }
        if frame.header {
            self.mark_row(frame.header_at);
        }
        self.raw(b"</");
        self.raw(name);
        self.bytes.push(b'>');
        self.note_run(frame);
    }

    fn close_empty(&mut self, name: &[u8], frame: &Frame) {
        let bare = frame.body - frame.start == name.len() + 2;
        let kept = self.stack.last().is_none_or(|parent| parent.role == Role::Change);
        if bare && !kept && may_vanish(name) {
            self.bytes.truncate(frame.start);
            if self.stack.last().is_some_and(|parent| parent.order.is_some()) {
                self.children.pop();
            }
            return;
        }
        self.bytes.pop();
        self.raw(b"/>");
        self.note_run(frame);
    }

    /// Leaves an element out after all.
    fn take_back(&mut self, frame: &Frame) {
        self.bytes.truncate(frame.start);
        if self.stack.last().is_some_and(|parent| parent.order.is_some()) {
            self.children.pop();
        }
    }

    /// A run that is no mark makes its paragraph one that cannot be replaced.
    fn note_run(&mut self, frame: &Frame) {
        if let (Role::Run, Some(parent)) = (frame.role, self.stack.last_mut()) {
            parent.busy = true;
        }
    }

    fn replace_run(&mut self, mark: Mark, run: &Frame) -> Result<(), FinishError> {
        if run.busy {
            return Err(FinishError::StrayMark);
        }
        self.bytes.truncate(run.start);
        match mark {
            Mark::HeaderRow => self.note_header_row(),
            Mark::Slot(index) if self.slots.is_block(index) => self.note_block(mark),
            Mark::Slot(index) => {
                self.slots.fill(index, SlotPlace::Run, &mut self.bytes)?;
                if let Some(parent) = self.stack.last_mut() {
                    parent.busy = true;
                }
                Ok(())
            }
        }
    }

    fn note_header_row(&mut self) -> Result<(), FinishError> {
        let row = self.stack.iter_mut().rev().find(|frame| frame.role == Role::Row);
        row.ok_or(FinishError::StrayMark)?.header = true;
        Ok(())
    }

    fn note_block(&mut self, mark: Mark) -> Result<(), FinishError> {
        match self.stack.last_mut() {
            Some(parent) if parent.role == Role::Paragraph && parent.mark.is_none() => {
                parent.mark = Some(mark);
                Ok(())
            }
            _ => Err(FinishError::StrayMark),
        }
    }

    fn replace_block(&mut self, index: usize, paragraph: &Frame) -> Result<(), FinishError> {
        if paragraph.busy {
            return Err(FinishError::StrayMark);
        }
        self.bytes.truncate(paragraph.start);
        if self.holding > 0 {
            self.slots.fill(index, SlotPlace::Block, &mut self.bytes)?;
            return Ok(());
        }
        self.give(0)?;
        self.slots.fill(index, SlotPlace::Block, &mut self.out)?;
        Ok(())
    }

    /// Remembers where in the row's properties, now in order, a `w:tblHeader` belongs.
    fn note_row_properties(&mut self, name: &[u8], order: &SchemaOrder, frame: &Frame) {
        let Some(row) = self.stack.last_mut().filter(|row| row.role == Role::Row) else {
            return;
        };
        if name != b"w:trPr" || self.bytes.len() == frame.body {
            return;
        }
        let rank = order.rank(b"w:tblHeader");
        let next = self.children.first_from(rank, frame);
        row.header_at = Some(match next {
            Some(child) if child.rank == rank => HeaderAt::There,
            Some(child) => HeaderAt::Inside(child.start),
            None => HeaderAt::Inside(self.bytes.len()),
        });
    }

    fn mark_row(&mut self, at: Option<HeaderAt>) {
        let (at, xml): (usize, &[u8]) = match at {
            Some(HeaderAt::Inside(at)) => (at, b"<w:tblHeader/>"),
            Some(HeaderAt::Wrapped(at)) => (at, b"<w:trPr><w:tblHeader/></w:trPr>"),
            Some(HeaderAt::There) | None => return,
        };
        self.bytes.splice(at..at, xml.iter().copied());
    }

    /// Gives the bytes away if nothing holds them and there are more than `least`.
    fn give(&mut self, least: usize) -> Result<(), FinishError> {
        if self.holding > 0 || self.bytes.len() < least {
            return Ok(());
        }
        self.out.write_all(&self.bytes)?;
        self.bytes.clear();
        for frame in &mut self.stack {
            frame.body = GONE;
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<W, FinishError> {
        if !self.stack.is_empty() || !self.rooted {
            return Err(FinishError::Unclosed);
        }
        self.give(0)?;
        Ok(self.out)
    }
}
