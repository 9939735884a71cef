//! Text with the line under it that an official head asks for: as long as a part of its own text, whatever that is.

use super::run::{self, RunProperties};
use super::{At, InsertError};
use crate::fill::additions::Additions;
use crate::layout::parts::{LINE_STROKE_EMU, line_run};
use crate::metrics::{Face, balance, text_width};
use crate::units::{FontSize, Length};

/// The type size of a run that says none.
const USUAL: FontSize = FontSize::pt(12);

/// From the bottom of a line of text to the line drawn under it.
const GAP: Length = Length::pt(3);

/// Between a third and a half of the text (Phụ lục I, Phần I, Mục II, khoản 2 và 5).
const SHARE: (i64, i64) = (2, 5);

/// Returns runs with the text, in lines as even as they can be within `room`, and the line under it.
pub(super) fn insert(
    text: &str,
    room: Option<Length>,
    at: &At<'_>,
    extra: &mut Additions<'_>,
) -> Result<String, InsertError> {
    let properties = RunProperties::parse(at.run_properties);
    let size = properties.half_points().map_or(USUAL, FontSize::half_pt);
    let face = match (properties.is_on("b"), properties.is_on("i")) {
        (false, false) => Face::Regular,
        (true, false) => Face::Bold,
        (false, true) => Face::Italic,
        (true, true) => Face::BoldItalic,
    };
    let lines = balance(text, face, size.as_half_pt(), room.map_or(i64::MAX, Length::as_emu));
    let Some(widest) = lines.iter().map(|line| text_width(line, face, size.as_half_pt())).max() else {
        return Ok(String::new());
    };
    let count = i64::try_from(lines.len()).unwrap_or(1);
    // The font's own line is 1.15 times its size.
    let below = size.as_length().scale(115 * count, 100) + GAP;
    let width = Length::emu(widest).scale(SHARE.0, SHARE.1);
    let id = extra.drawing_id();
    let line =
        line_run(width.as_emu(), LINE_STROKE_EMU, below.as_emu(), id, &format!("Đường kẻ {id}"), "Đường kẻ dưới chữ");
    Ok(properties.run(&run::content(&lines.join("\n"))?) + &line)
}
