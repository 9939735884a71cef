//! Lines drawn under the motto, the issuer and the subject.

use super::target::Target;
use crate::check::line::{Line, Seat, Side};
use crate::docx::format::LineSpacing;
use crate::docx::view::DocxView;
use crate::layout::parts::line_run;
use crate::metrics::{Face, lines, text_width};
use crate::units::{FontSize, Length};

/// What Word keeps free at both sides of a cell.
const CELL_SIDES: Length = Length::twips(216);
/// From the letters to the line.
const BELOW: Length = Length::half_pt(4);

/// 0.75 pt, as Word draws a line.
const STROKE: Length = Length::emu(9_525);

/// Returns the run that draws a line under a line of text, `hundredths` of it long; nothing where its place is not
/// known for sure.
pub fn under(target: &Target<'_>, view: &DocxView, hundredths: i64, number: u32) -> Option<String> {
    let line = target.line.as_ref()?;
    let known = line.side == Side::Whole && line.last && !matches!(line.seat, Seat::Box);
    let page = view.sections.get(line.section)?.page;
    let room = match line.cell() {
        Some(cell) => cell.width? - CELL_SIDES,
        None => page.text_width(),
    };
    let size = line.size()?;
    let width = Length::emu(text_width(&line.text, face(line), size.as_half_pt()));
    let width = if width > room { room } else { width };
    let length = width.scale(hundredths, 100);
    (known && length > Length::ZERO).then(|| {
        let rows = lines(&target.source.text, face(line), size.as_half_pt(), room.as_emu().max(1));
        let offset = height(target, size).scale(i64::from(rows), 1) + BELOW;
        line_run(length.as_emu(), STROKE.as_emu(), offset.as_emu(), number, "Đường kẻ", "Đường kẻ ngang")
    })
}

fn face(line: &Line<'_>) -> Face {
    if line.mostly(|look| look.bold) { Face::Bold } else { Face::Regular }
}

/// Returns the height of one line.
fn height(target: &Target<'_>, size: FontSize) -> Length {
    let natural = size.as_length().scale(115, 100);
    match target.paragraph.format.line {
        LineSpacing::Auto(of_240) => natural.scale(of_240, 240),
        LineSpacing::Exact(height) => height,
        LineSpacing::AtLeast(height) => {
            if height > natural {
                height
            } else {
                natural
            }
        }
    }
}
