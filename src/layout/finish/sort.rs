//! Children put into the order of the schema.

use super::frame::Frame;
use super::tag;
use crate::ooxml::order::SchemaOrder;

/// One child of an open element whose children have an order.
#[derive(Clone, Copy)]
pub(super) struct Child {
    pub(super) rank: u16,
    pub(super) start: usize,
}

/// The children, so far, of all open elements, those of the innermost last.
#[derive(Default)]
pub(super) struct Children {
    all: Vec<Child>,
    scratch: Vec<u8>,
}

impl Children {
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn push(&mut self, rank: u16, start: usize) {
        self.all.push(Child { rank, start });
    }

    pub(super) fn pop(&mut self) {
        self.all.pop();
    }

    pub(super) fn truncate(&mut self, length: usize) {
        self.all.truncate(length);
    }

    /// The first child of the element that has this rank or a later one.
    pub(super) fn first_from(&self, rank: u16, frame: &Frame) -> Option<Child> {
        self.all[frame.first_child..].iter().copied().find(|child| child.rank >= rank)
    }

    /// Puts the children of the innermost element into order; of two that may not stand beside
    /// each other, the last one stays.
    pub(super) fn sort(&mut self, order: &SchemaOrder, frame: &Frame, bytes: &mut Vec<u8>) {
        let children = &self.all[frame.first_child..];
        if is_sorted(children, order) {
            return;
        }
        let ends = children[1..].iter().map(|child| child.start).chain([bytes.len()]);
        let mut spans: Vec<(Child, usize)> = children.iter().copied().zip(ends).collect();
        spans.sort_by_key(|(child, _)| child.rank);
        self.all.truncate(frame.first_child);
        self.scratch.clear();
        for (at, (child, end)) in spans.iter().enumerate() {
            if is_replaced(bytes, *child, &spans[at + 1..], order) {
                continue;
            }
            self.push(child.rank, frame.body + self.scratch.len());
            self.scratch.extend_from_slice(&bytes[child.start..*end]);
        }
        bytes.truncate(frame.body);
        bytes.extend_from_slice(&self.scratch);
    }
}

/// Tells whether nothing needs moving or leaving out.
fn is_sorted(children: &[Child], order: &SchemaOrder) -> bool {
    let in_order = |one: u16, next: u16| one < next || (one == next && order.repeats(one) && order.key(one).is_none());
    children.windows(2).all(|pair| in_order(pair[0].rank, pair[1].rank))
}

/// Tells whether a later child stands for this one.
fn is_replaced(bytes: &[u8], child: Child, later: &[(Child, usize)], order: &SchemaOrder) -> bool {
    let mut rivals = later.iter().take_while(|(next, _)| next.rank == child.rank);
    if !order.repeats(child.rank) {
        return rivals.next().is_some();
    }
    let Some(key) = order.key(child.rank) else {
        return false;
    };
    let own = tag::attribute(&bytes[child.start..], key);
    own.is_some() && rivals.any(|(next, _)| tag::attribute(&bytes[next.start..], key) == own)
}
