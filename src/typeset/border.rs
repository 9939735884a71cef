//! Lines around paragraphs, and grounds behind them.

use crate::docx::format::{Border, ParagraphFormat};
use crate::typeset::atom::rgb;
use crate::typeset::rule::{rule, stroke};
use crate::typeset::setter::Neighbours;
use crate::typeset::slab::Slab;
use crate::typeset::{Item, Mark};
use crate::units::Length;

/// Draws the lines around a paragraph; paragraphs with the same lines share one frame.
pub fn borders(slabs: &mut [Slab], format: &ParagraphFormat, width: Length, around: Neighbours<'_>) {
    let edges = &format.borders;
    let is_same = |other: Option<&crate::docx::view::Paragraph>| {
        edges.any_visible() && other.is_some_and(|other| other.format.borders == *edges)
    };
    let (joined_above, joined_below) = (is_same(around.before), is_same(around.after));
    let (left, right) = (format.indent_left.min(format.indent_left + format.first_line), width - format.indent_right);
    let space = |border: Option<Border>| border.map_or(Length::ZERO, |border| border.space + border.width.scale(1, 2));
    let (from, to) = (left - space(edges.left), right + space(edges.right));
    let last = slabs.len().saturating_sub(1);
    for (number, slab) in slabs.iter_mut().enumerate() {
        let (mut top, mut bottom) = (Length::ZERO, slab.height);
        let mut items = Vec::new();
        if number == 0
            && let (Some(line), false) = (stroke(edges.top), joined_above)
        {
            top = -space(edges.top);
            items.push(rule((from, top), to - from, Length::ZERO, &line));
        }
        if number == last
            && let (Some(line), false) = (stroke(edges.bottom), joined_below)
        {
            bottom = bottom + space(edges.bottom);
            items.push(rule((from, bottom), to - from, Length::ZERO, &line));
        }
        for (x, border) in [(from, edges.left), (to, edges.right)] {
            items.extend(stroke(border).map(|line| rule((x, top), Length::ZERO, bottom - top, &line)));
        }
        if let Some(color) = format.shading {
            let zero = Length::ZERO;
            let (across, down) = (to - from, bottom - top);
            let corners = vec![(zero, zero), (across, zero), (across, down), (zero, down)];
            let ground = Item { x: from, y: top, node: None, mark: Mark::Area { corners, color: rgb(color) } };
            slab.items.insert(0, ground);
        }
        slab.items.append(&mut items);
        // The line and its distance take room of their own.
        if number == 0 && top < Length::ZERO {
            let room = -top;
            slab.shift(Length::ZERO, room);
            slab.height = slab.height + room;
        }
        if number == last && bottom > slab.height {
            slab.height = slab.height + space(edges.bottom);
        }
    }
}
