//! Straight lines: of drawings, of borders, around boxes.

use crate::docx::drawing::Line as Stroke;
use crate::docx::format::{Border, Stroke as Pattern};
use crate::typeset::atom::rgb;
use crate::typeset::{Item, Mark};
use crate::units::Length;

/// A straight line.
pub fn rule(at: (Length, Length), across: Length, down: Length, stroke: &Stroke) -> Item {
    let color = rgb(stroke.color);
    let mark = Mark::Rule { across, down, weight: stroke.weight, color, broken: stroke.broken };
    Item { x: at.0, y: at.1, node: None, mark }
}

/// Returns the stroke of a border that is drawn.
pub fn stroke(border: Option<Border>) -> Option<Stroke> {
    let border = border.filter(|border| border.is_visible())?;
    let broken = border.stroke == Pattern::Broken;
    Some(Stroke {
        weight: border.width.max(Length::half_pt(1).scale(1, 2)),
        color: border.color,
        broken,
        hidden: false,
    })
}

/// The four sides of a box.
pub fn frame((x, y): (Length, Length), (width, height): (Length, Length), stroke: &Stroke) -> [Item; 4] {
    [
        rule((x, y), width, Length::ZERO, stroke),
        rule((x, y + height), width, Length::ZERO, stroke),
        rule((x, y), Length::ZERO, height, stroke),
        rule((x + width, y), Length::ZERO, height, stroke),
    ]
}
