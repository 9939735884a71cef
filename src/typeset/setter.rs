//! What is known while a document is set, and the order in which it is read.

use crate::docx::DocxView;
use crate::docx::view::{Block, Page as Setup, Paragraph};
use crate::typeset::atom::Fields;
use crate::typeset::slab::Slab;
use crate::typeset::{Node, NodeKind};
use crate::units::Length;

/// What stands around a paragraph, as far as it bears on its spacing.
#[derive(Clone, Copy, Default)]
pub struct Neighbours<'a> {
    /// The paragraph right before.
    pub before: Option<&'a Paragraph>,
    /// The paragraph right after.
    pub after: Option<&'a Paragraph>,
}

/// What is known while a document is set.
pub struct Setter<'d> {
    /// The document.
    pub view: &'d DocxView,
    /// The page setup of the section.
    pub page: Setup,
    /// What fields say.
    pub fields: Fields,
    /// Whether heads and feet are set, which are no part of the text.
    pub is_furniture: bool,
    /// How many notes have been called.
    pub noted: u32,
    /// Whether what comes next starts a page.
    pub page_ended: bool,
    /// What has been begun, in order.
    pub nodes: Vec<Node>,
    parent: Option<usize>,
}

impl<'d> Setter<'d> {
    /// Starts setting a document.
    pub fn new(view: &'d DocxView, page: Setup) -> Self {
        Self {
            view,
            page,
            fields: Fields::default(),
            is_furniture: false,
            noted: 0,
            page_ended: false,
            nodes: Vec::new(),
            parent: None,
        }
    }

    /// Begins something that has a place in the order of reading; returns what it lies in, for [`Setter::leave`].
    pub fn enter(&mut self, kind: NodeKind) -> Option<usize> {
        let outer = self.parent;
        if !self.is_furniture {
            self.nodes.push(Node { kind, parent: outer });
            self.parent = Some(self.nodes.len() - 1);
        }
        outer
    }

    /// Ends what was begun.
    pub const fn leave(&mut self, outer: Option<usize>) {
        if !self.is_furniture {
            self.parent = outer;
        }
    }

    /// Returns what is being set.
    pub const fn node(&self) -> Option<usize> {
        if self.is_furniture { None } else { self.parent }
    }

    /// Sets blocks into a column.
    pub fn column(&mut self, blocks: &[Block], width: Length) -> Vec<Slab> {
        let mut slabs = Vec::new();
        let paragraph = |at: Option<usize>| match at.and_then(|at| blocks.get(at)) {
            Some(Block::Paragraph(paragraph)) => Some(paragraph),
            _ => None,
        };
        for (at, block) in blocks.iter().enumerate() {
            match block {
                Block::Paragraph(one) => {
                    let around: Neighbours<'_> =
                        Neighbours { before: paragraph(at.checked_sub(1)), after: paragraph(at.checked_add(1)) };
                    slabs.append(&mut self.paragraph(one, width, around));
                }
                Block::Table(table) => slabs.append(&mut self.table(table, width)),
            }
        }
        slabs
    }
}
