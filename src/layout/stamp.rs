//! Urgency and circulation: words in a frame under number and symbol.

use docx_rs::{
    BorderType, Paragraph, ParagraphBorder, ParagraphBorderPosition, ParagraphBorders, ParagraphProperty, Run,
};

use super::metrics::{Face, text_width};
use super::style::{id, twips};
use crate::standard::{Standard, UrgencyMark};
use crate::units::{FontSize, Length};

/// The type size of urgency and circulation.
const STAMP: FontSize = FontSize::pt(13);

/// Room between the words of a stamp and its frame, in points: Word counts in whole ones.
#[derive(Clone, Copy)]
struct Padding {
    above: i64,
    below: i64,
    beside: i64,
}

/// The line of a stamp's frame: three quarters of a point.
const STROKE: Length = Length::half_pt(1).scale(3, 2);

/// Urgency: its words in the middle of a red frame of the size that the decree gives (Mục III, điểm b khoản 2).
pub fn urgency(words: &str, column: Length) -> Paragraph {
    let known = Standard::ND30.urgency.iter().find(|mark| mark.words == words);
    let Some(UrgencyMark { frame: (width, height), .. }) = known else { return circulation(words, column) };
    // A line of text is 1.15 times as high as its type; the rest of the frame's height stands above and below it.
    let rest = *height - STAMP.as_length().scale(115, 100) - STROKE;
    let points = (rest + Length::half_pt(1)).as_emu() / Length::pt(1).as_emu();
    let padding = Padding { above: points - points / 2, below: points / 2, beside: 1 };
    let text = *width - Length::pt(2 * padding.beside) - STROKE;
    stamp(words, column, text, padding, UrgencyMark::COLOUR)
}

/// Circulation: words in a single frame just as wide as they are (điểm c khoản 2).
pub fn circulation(words: &str, column: Length) -> Paragraph {
    let text = width(words) + Length::mm(7);
    stamp(words, column, text, Padding { above: 1, below: 1, beside: 1 }, "auto")
}

/// Returns how wide the words of a stamp are.
pub fn width(words: &str) -> Length {
    Length::emu(text_width(words, Face::Bold, STAMP.as_half_pt()))
}

fn stamp(words: &str, column: Length, text: Length, padding: Padding, colour: &str) -> Paragraph {
    // The frame stands outside of the text; a cell would cut off what leaves it.
    let side = twips((column - text).scale(1, 2).max(Length::pt(padding.beside) + STROKE));
    let run = Run::new().add_text(words);
    let run = if colour == "auto" { run } else { run.color(colour) };
    let mut stamp = Paragraph::new().style(id::STAMP).add_run(run).indent(Some(side), None, Some(side), None);
    let sides = [
        (ParagraphBorderPosition::Top, padding.above),
        (ParagraphBorderPosition::Bottom, padding.below),
        (ParagraphBorderPosition::Left, padding.beside),
        (ParagraphBorderPosition::Right, padding.beside),
    ];
    let borders = sides.into_iter().fold(ParagraphBorders::with_empty(), |borders, (side, space)| {
        let space = usize::try_from(space).unwrap_or(1);
        borders.set(ParagraphBorder::new(side).val(BorderType::Single).size(6).space(space).color(colour))
    });
    stamp.property = ParagraphProperty::set_borders(stamp.property, borders);
    stamp
}
