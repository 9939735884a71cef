//! Slabs: what stands on one page or goes to the next as a whole, such as a line or the row of a table.

use std::rc::Rc;

use crate::docx::format::Edges;
use crate::docx::view::{Padding, RowHeight, VerticalAlign};
use crate::typeset::rule::{rule, stroke};
use crate::typeset::{Item, Mark};
use crate::units::Length;

/// A stretch of a column that no page parts.
#[derive(Debug, Clone, Default)]
pub struct Slab {
    /// Room above it; left out where it is the first on a page that begins by itself.
    pub above: Length,
    /// Its height.
    pub height: Length,
    /// Room below it.
    pub below: Length,
    /// What is in it, from its upper left corner.
    pub items: Vec<Item>,
    /// What it brings to its page, from the corner of the paper.
    pub on_page: Vec<Item>,
    /// Kept on the page of the next slab.
    pub bound: bool,
    /// Starts a page.
    pub starts_page: bool,
    /// The notes it calls, which stand at the foot of its page.
    pub notes: Vec<Slab>,
    /// What is repeated above it where it is the first on a page.
    pub head: Option<Rc<Vec<Slab>>>,
    /// The row it is made of, if it may go on on the next page.
    pub row: Option<Rc<Row>>,
    /// Words and level of the heading that it begins.
    pub heading: Option<(String, u8)>,
}

impl Slab {
    /// Returns the slab as it is repeated on a later page, where it is no part of the text any more.
    #[must_use]
    pub fn repeated(mut self) -> Self {
        self.items.iter_mut().for_each(|item| item.node = None);
        Self { notes: Vec::new(), on_page: Vec::new(), row: None, heading: None, starts_page: false, ..self }
    }

    /// Moves everything in it.
    pub fn shift(&mut self, right: Length, down: Length) {
        for item in &mut self.items {
            item.x = item.x + right;
            item.y = item.y + down;
        }
    }
}

/// Returns the height of slabs one below the other, room above the first and below the last included.
pub fn height(slabs: &[Slab]) -> Length {
    let (sum, below) = reach(slabs, Length::ZERO);
    sum + below
}

/// Returns how far slabs reach down after what left so much room below it, and the room below the last.
///
/// Between two paragraphs the larger of the room below the one and above the other stands, not both: so ONLYOFFICE does,
/// measured on the shipped documents. LibreOffice leaves both; which of them Word follows was not tried.
pub fn reach<'s>(slabs: impl IntoIterator<Item = &'s Slab>, below: Length) -> (Length, Length) {
    let next = |(sum, below): (Length, Length), slab: &Slab| (sum + below.max(slab.above) + slab.height, slab.below);
    slabs.into_iter().fold((Length::ZERO, below), next)
}

/// Puts slabs one below the other into one list of things, from the upper left corner of the first.
pub fn stack(slabs: Vec<Slab>) -> (Vec<Item>, Length) {
    let (mut items, mut y, mut below) = (Vec::new(), Length::ZERO, Length::ZERO);
    for mut slab in slabs {
        y = y + below.max(slab.above);
        slab.shift(Length::ZERO, y);
        (y, below) = (y + slab.height, slab.below);
        items.append(&mut slab.items);
    }
    (items, y + below)
}

/// A row that has been set.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<SetCell>,
    /// The height that the file states.
    pub stated: Option<RowHeight>,
    /// Whether it may go on on the next page although it would fit on one.
    pub may_part: bool,
}

/// A cell that has been set.
#[derive(Debug, Clone)]
pub struct SetCell {
    /// From the left edge of the column of text.
    pub x: Length,
    /// Its width.
    pub width: Length,
    /// How much of its height lies in rows below.
    pub below: Length,
    /// Covered by the cell above.
    pub is_covered: bool,
    /// Room between its edges and its content.
    pub padding: Padding,
    /// Where its content stands.
    pub align: VerticalAlign,
    /// The lines around it.
    pub edges: Edges,
    /// The colour behind it.
    pub ground: Option<[u8; 3]>,
    /// Its content.
    pub slabs: Vec<Slab>,
}

impl SetCell {
    /// Returns the height that its content needs.
    pub fn needs(&self) -> Length {
        if self.is_covered { Length::ZERO } else { self.padding.top + height(&self.slabs) + self.padding.bottom }
    }
}

impl Row {
    /// Returns how high it is, what cells that reach into rows below need not counted.
    pub fn height(&self) -> Length {
        let edge = |cell: &SetCell| stroke(cell.edges.top).map_or(Length::ZERO, |line| line.weight);
        let edge = self.cells.iter().map(edge).max().unwrap_or_default();
        let content = self.cells.iter().map(|cell| cell.needs() - cell.below).max().unwrap_or_default() + edge;
        match self.stated {
            Some(RowHeight::Exact(exact)) => exact,
            Some(RowHeight::AtLeast(least)) => content.max(least),
            None => content,
        }
    }

    /// Makes the slab of a row, with the lines above and below it where it has them.
    pub fn slab(&self, row_height: Length, (from, to): (bool, bool)) -> Slab {
        let mut slab = Slab { height: row_height, ..Slab::default() };
        for cell in &self.cells {
            ground(cell, row_height, &mut slab);
            edges(cell, row_height, (from, to), &mut slab);
            let (content, whole) = (cell.slabs.clone(), row_height + cell.below);
            for inner in &content {
                slab.notes.extend(inner.notes.iter().cloned());
                slab.on_page.extend(inner.on_page.iter().cloned());
            }
            let (items, content_height) = stack(content);
            let free = (whole - content_height - cell.padding.top - cell.padding.bottom).max(Length::ZERO);
            let top = cell.padding.top
                + match cell.align {
                    VerticalAlign::Top => Length::ZERO,
                    VerticalAlign::Center => free.scale(1, 2),
                    VerticalAlign::Bottom => free,
                };
            slab.items.extend(items.into_iter().map(|item| Item {
                x: item.x + cell.x + cell.padding.left,
                y: item.y + top,
                ..item
            }));
        }
        slab
    }

    /// Cuts the row where a page ends; nothing where no line of it fits.
    pub fn cut(&self, room: Length, force: bool) -> Option<(Slab, Slab)> {
        let (mut upper, mut lower) = (self.clone(), self.clone());
        (upper.stated, lower.stated) = (None, None);
        let mut any = false;
        for (above, below) in upper.cells.iter_mut().zip(&mut lower.cells) {
            let inside = room - above.padding.top - above.padding.bottom;
            let fits = |count: &usize| reach(&above.slabs[..*count], Length::ZERO).0 <= inside;
            let mut count = (1..=above.slabs.len()).take_while(fits).count();
            if force && count == 0 {
                count = above.slabs.len().min(1);
            }
            if count == 0 && !above.slabs.is_empty() && !force {
                return None;
            }
            any |= count < above.slabs.len();
            above.slabs.truncate(count);
            below.slabs.drain(..count);
            (above.below, below.below) = (Length::ZERO, Length::ZERO);
        }
        if !any {
            return None;
        }
        let first = upper.slab(upper.height(), (true, false));
        let mut second = lower.slab(lower.height(), (false, true));
        second.row = Some(Rc::new(lower));
        Some((first, second))
    }
}

fn ground(cell: &SetCell, row_height: Length, slab: &mut Slab) {
    let Some(color) = cell.ground else { return };
    let (zero, width, high) = (Length::ZERO, cell.width, row_height + cell.below);
    let corners = vec![(zero, zero), (width, zero), (width, high), (zero, high)];
    slab.items.push(Item { x: cell.x, y: zero, node: None, mark: Mark::Area { corners, color } });
}

fn edges(cell: &SetCell, row_height: Length, (top, bottom): (bool, bool), slab: &mut Slab) {
    let (left, right) = (cell.x, cell.x + cell.width);
    let edges = &cell.edges;
    if top
        && !cell.is_covered
        && let Some(line) = stroke(edges.top)
    {
        slab.items.push(rule((left, Length::ZERO), cell.width, Length::ZERO, &line));
    }
    if bottom
        && cell.below == Length::ZERO
        && let Some(line) = stroke(edges.bottom)
    {
        slab.items.push(rule((left, row_height), cell.width, Length::ZERO, &line));
    }
    for (x, border) in [(left, edges.left), (right, edges.right)] {
        slab.items.extend(stroke(border).map(|line| rule((x, Length::ZERO), Length::ZERO, row_height, &line)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn between_two_paragraphs_the_larger_room_stands() {
        let slab = |above, below| Slab {
            above: Length::pt(above),
            height: Length::pt(10),
            below: Length::pt(below),
            ..Slab::default()
        };
        assert_eq!(height(&[slab(3, 12), slab(6, 0), slab(6, 4)]), Length::pt(3 + 10 + 12 + 10 + 6 + 10 + 4));
        assert_eq!(stack(vec![slab(3, 12), slab(6, 1)]).1, Length::pt(3 + 10 + 12 + 10 + 1));
    }
}
