//! Drawings: in the line of text or floating over the page.

use crate::docx::drawing::{Anchor, Drawing, Offset, Shape};
use crate::typeset::atom::{Atom, Kind};
use crate::typeset::paragraph::Line;
use crate::typeset::rule::{frame, rule};
use crate::typeset::setter::Setter;
use crate::typeset::slab::{Slab, stack};
use crate::typeset::{Item, Mark, NodeKind, chart};
use crate::units::Length;

/// Room between a text box and its text, as Word leaves it.
const BESIDE: Length = Length::twips(144);
const ABOVE: Length = Length::twips(72);

/// Most boxes within boxes that are set.
const DEEPEST: usize = 8;

impl Setter<'_> {
    /// Returns what a drawing shows whose upper left corner is at a place.
    pub fn drawn(&mut self, drawing: &Drawing, at: (Length, Length)) -> Vec<Item> {
        self.shown(drawing, at, DEEPEST)
    }

    fn shown(&mut self, drawing: &Drawing, at: (Length, Length), depth: usize) -> Vec<Item> {
        let (width, height) = (drawing.width, drawing.height);
        match &drawing.shape {
            Shape::Line(stroke) if !stroke.hidden => vec![rule(at, width, height, stroke)],
            Shape::Picture => self.picture(drawing, at),
            Shape::Chart(data) => {
                let words = drawing.alt.clone().or_else(|| data.title.clone()).unwrap_or_default();
                let outer = self.enter(NodeKind::Figure(words));
                let items = chart::items(data, at, (width, height), self.node());
                self.leave(outer);
                items
            }
            Shape::TextBox(blocks) if depth > 0 => {
                let (mut items, _) = stack(self.column(blocks, (width - BESIDE - BESIDE).max(Length::pt(1))));
                for item in &mut items {
                    (item.x, item.y) = (item.x + at.0 + BESIDE, item.y + at.1 + ABOVE);
                }
                items.extend(drawing.outline.iter().flat_map(|stroke| frame(at, (width, height), stroke)));
                items
            }
            Shape::Group(members) if depth > 0 => {
                members.iter().flat_map(|member| self.shown(member, at, depth - 1)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn picture(&mut self, drawing: &Drawing, (x, y): (Length, Length)) -> Vec<Item> {
        let Some(part) = drawing.picture.clone() else { return Vec::new() };
        let outer = self.enter(NodeKind::Figure(drawing.alt.clone().unwrap_or_default()));
        let mark = Mark::Picture { part, width: drawing.width, height: drawing.height };
        let item = Item { x, y, node: self.node(), mark };
        self.leave(outer);
        vec![item]
    }

    /// Puts the floating drawings of a line into its slab; the line begins `top` below its paragraph.
    pub fn floats(&mut self, line: &Line, atoms: &[Atom], (width, top): (Length, Length), slab: &mut Slab) {
        for (index, start) in line.atoms.clone().zip(&line.starts) {
            let Kind::Float(drawing) = &atoms[index].kind else { continue };
            let Some(place) = &drawing.place else { continue };
            let x = self.across(&place.horizontal, drawing.width, width, line.indent + *start);
            let y = self.down(&place.vertical, drawing.height, top);
            let is_on_page = |from: &str| {
                matches!(from, "page" | "margin" | "leftMargin" | "rightMargin" | "topMargin" | "bottomMargin")
            };
            let page = (is_on_page(&place.horizontal.from), is_on_page(&place.vertical.from));
            match page {
                (true, true) => slab.on_page.extend(self.drawn(drawing, (x, y))),
                (false, false) => slab.items.extend(self.drawn(drawing, (x, y))),
                // A column begins at the left margin, unless it is a cell's.
                (false, true) => slab.on_page.extend(self.drawn(drawing, (x + self.page.left + self.page.gutter, y))),
                (true, false) => {
                    slab.items.extend(self.drawn(drawing, (x - self.page.left - self.page.gutter, y)));
                }
            }
        }
    }

    fn across(&self, anchor: &Anchor, width: Length, column: Length, at: Length) -> Length {
        let page = &self.page;
        let (from, room) = match anchor.from.as_str() {
            "page" => (Length::ZERO, page.width),
            "margin" => (page.left + page.gutter, page.text_width()),
            "character" => (at, Length::ZERO),
            "leftMargin" => (Length::ZERO, page.left),
            "rightMargin" => (page.width - page.right, page.right),
            _ => (Length::ZERO, column),
        };
        from + offset(&anchor.at, width, room)
    }

    fn down(&self, anchor: &Anchor, height: Length, top: Length) -> Length {
        let page = &self.page;
        match anchor.from.as_str() {
            "page" => offset(&anchor.at, height, page.height),
            "margin" => page.top + offset(&anchor.at, height, page.height - page.top - page.bottom),
            "topMargin" => offset(&anchor.at, height, page.top),
            "bottomMargin" => page.height - page.bottom + offset(&anchor.at, height, page.bottom),
            "line" => offset(&anchor.at, height, Length::ZERO),
            _ => offset(&anchor.at, height, Length::ZERO) - top,
        }
    }
}

fn offset(at: &Offset, size: Length, room: Length) -> Length {
    match at {
        Offset::By(by) => *by,
        Offset::Aligned(name) => match name.as_str() {
            "center" => (room - size).scale(1, 2),
            "right" | "bottom" | "outside" => room - size,
            _ => Length::ZERO,
        },
    }
}
