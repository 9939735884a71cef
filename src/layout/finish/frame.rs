//! What the pass knows of one open element.

use super::marks::Mark;
use crate::ooxml::order::{SchemaOrder, order_of};

/// What an open element is to the pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Row,
    Paragraph,
    Run,
    /// A style, or a style of a part of a table.
    Style,
    /// Something changed, with the properties from before, which may be none.
    Change,
    /// Valid elsewhere, but not here.
    Unwanted,
    /// `w:t`
    Text,
    /// Another element whose white space counts.
    Spaced,
    Other,
}

impl Role {
    pub(super) fn of(name: &[u8]) -> Self {
        match name {
            b"w:tr" => Self::Row,
            b"w:p" => Self::Paragraph,
            b"w:r" => Self::Run,
            b"w:style" | b"w:tblStylePr" => Self::Style,
            b"w:t" => Self::Text,
            _ if name.ends_with(b"Change") => Self::Change,
            b"w:instrText" | b"w:delText" | b"w:delInstrText" => Self::Spaced,
            _ if name.starts_with(b"w:") => Self::Other,
            _ => Self::Spaced,
        }
    }
}

/// Where a row's `w:tblHeader` goes.
#[derive(Debug, Clone, Copy)]
pub(super) enum HeaderAt {
    /// The row has it.
    There,
    /// Into its properties.
    Inside(usize),
    /// With properties of its own, as it has none.
    Wrapped(usize),
}

/// One open element; places are offsets into the pass's buffer.
pub(super) struct Frame {
    pub(super) start: usize,
    pub(super) body: usize,
    pub(super) role: Role,
    pub(super) order: Option<&'static SchemaOrder>,
    pub(super) first_child: usize,
    pub(super) mark: Option<Mark>,
    /// A run or paragraph with more in it than properties and a mark.
    pub(super) busy: bool,
    pub(super) header: bool,
    pub(super) header_at: Option<HeaderAt>,
}

impl Frame {
    /// The element `name`, whose tag begins at `start` and ends before `body`.
    pub(super) fn new(name: &[u8], start: usize, body: usize, first_child: usize) -> Self {
        Self {
            start,
            body,
            role: Role::of(name),
            order: order_of(name),
            first_child,
            mark: None,
            busy: false,
            header: false,
            header_at: None,
        }
    }

    /// Tells whether the bytes of this element may still be moved or taken back.
    pub(super) fn holds(&self) -> bool {
        self.order.is_some() || matches!(self.role, Role::Row | Role::Paragraph | Role::Run)
    }
}
