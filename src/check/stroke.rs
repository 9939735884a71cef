//! Lines drawn under a line of text. A shape, a border of a paragraph or a cell, characters, an underlined tab and an
//! underlined text are all lines to the eye.

use crate::check::line::{Line, Seat, Side, drawings};
use crate::check::paper::{Paper, same_seat};
use crate::check::part::Part;
use crate::check::recognise;
use crate::docx::drawing::Shape;
use crate::docx::format::is_drawn;
use crate::docx::view::{Run, RunKind};
use crate::metrics::{Face, text_width};
use crate::units::{FontSize, Length};

/// By what means a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Means {
    /// A shape.
    Shape,
    /// The edge of a paragraph or a cell.
    Edge,
    /// `_____` or `-----`.
    Characters,
    /// The text is underlined, or a tab or blanks are.
    Underline,
}

/// A line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stroke {
    /// How it is drawn.
    pub means: Means,
    /// How long it is, where that can be told.
    pub length: Option<Length>,
    /// Dashed or dotted.
    pub broken: bool,
}

/// The head of a document has at most so many lines.
const HEAD: usize = 40;

/// Shapes no higher than this are lines.
const FLAT: Length = Length::mm(2);

/// Returns the lines between a line of text and the next one in the same place.
pub fn under(paper: &Paper<'_>, at: usize) -> Vec<Stroke> {
    let line = &paper.lines[at];
    let mut strokes = of_paragraph(paper, line);
    if line.letters() > 0 && line.all(|look| look.underline) {
        strokes.push(Stroke { means: Means::Underline, length: Some(length(line)), broken: false });
    }
    // A blank line below two halves holds the lines of both.
    let halved = line.side != Side::Whole;
    for next in paper.lines[at + 1..].iter().take(8).filter(|next| same_seat(line, next)) {
        if recognise::is_drawn(&next.text) {
            let broken = next.text.contains(['-', '–']) && !next.text.contains('_');
            strokes.push(Stroke { means: Means::Characters, length: Some(length(next)), broken });
        }
        if !next.is_blank() && !recognise::is_drawn(&next.text) {
            // A shape may hang on the line below it; `(Kèm theo …)` has one of its own.
            if !next.text.starts_with('(') {
                strokes.extend(shapes(next));
            }
            strokes.extend(above(paper, next));
            break;
        }
        strokes.extend(of_paragraph(paper, next));
        strokes.extend(above(paper, next));
        strokes.extend(next.paragraph.runs.iter().filter_map(blank_underline));
    }
    if halved {
        for stroke in &mut strokes {
            stroke.length = None;
        }
    }
    strokes
}

/// Returns those of which the length counts: underlined text and dashes are told by what they are.
pub fn measured(paper: &Paper<'_>, at: usize) -> impl Iterator<Item = (Stroke, Length)> {
    let drawn =
        |stroke: &Stroke| stroke.means != Means::Underline && !(stroke.means == Means::Characters && stroke.broken);
    under(paper, at).into_iter().filter(drawn).filter_map(|stroke| Some((stroke, stroke.length?)))
}

/// Tells whether a line is drawn in the head of which it is not known what it lies under: its shape may hang on any
/// paragraph, so what seems to be missing may be that line.
pub fn any_stray(paper: &Paper<'_>) -> bool {
    let head = &paper.lines[..paper.lines.len().min(HEAD)];
    let all: usize = head.iter().map(|line| shapes(line).len()).sum();
    let of =
        |part| last(paper, part).map_or(0, |at| under(paper, at).iter().filter(|s| s.means == Means::Shape).count());
    let known: usize = [Part::Motto, Part::Issuer, Part::Subject].into_iter().map(of).sum();
    all > known
}

/// Returns the place of the last line of a part among the lines of the document.
pub fn last(paper: &Paper<'_>, part: Part) -> Option<usize> {
    let last = paper.of(part).last()?;
    paper.lines.iter().position(|line| std::ptr::eq(line, last))
}

/// Returns between what widths the line of a part is that a rule below it goes by: the last or the widest, which the decree
/// leaves open. A text wider than its place takes several lines, of which the widest is as wide as the place at most, and as
/// wide as an even share at least.
pub fn span(paper: &Paper<'_>, part: Part) -> (Length, Length) {
    let Some(line) = paper.of(part).max_by_key(|line| length(line).as_emu()) else { return Default::default() };
    let (narrowest, widest) = widest(paper, line);
    let last = paper.of(part).last().map_or(narrowest, length);
    (narrowest.min(last), widest)
}

fn widest(paper: &Paper<'_>, line: &Line<'_>) -> (Length, Length) {
    let text = length(line);
    let place = room(paper, line).filter(|place| *place > Length::ZERO && *place < text);
    let Some(place) = place else { return (text, text) };
    let lines = text.as_emu() / place.as_emu() + 1;
    (text.scale(1, lines), place)
}

/// Returns the width of a line's text.
pub fn length(line: &Line<'_>) -> Length {
    let face = Face::Regular.with(line.mostly(|look| look.bold), line.mostly(|look| look.italic));
    let size = line.size().map_or(26, FontSize::as_half_pt);
    Length::emu(text_width(&line.text, face, size))
}

fn of_paragraph(paper: &Paper<'_>, line: &Line<'_>) -> Vec<Stroke> {
    let mut strokes = shapes(line);
    if is_drawn(line.paragraph.format.borders.bottom) {
        strokes.push(Stroke { means: Means::Edge, length: room(paper, line), broken: false });
    }
    strokes
}

fn above(paper: &Paper<'_>, line: &Line<'_>) -> Option<Stroke> {
    let drawn = is_drawn(line.paragraph.format.borders.top);
    drawn.then(|| Stroke { means: Means::Edge, length: room(paper, line), broken: false })
}

/// Returns the width between the indents of a paragraph; that of a box is not known.
fn room(paper: &Paper<'_>, line: &Line<'_>) -> Option<Length> {
    let format = &line.paragraph.format;
    let place = match &line.seat {
        // Word's cells keep 0.19 cm free on either side unless told otherwise.
        Seat::Cell(cell) => cell.width? - Length::tenth_mm(38),
        Seat::Body => paper.file.view.sections.get(line.section)?.page.text_width(),
        _ => return None,
    };
    Some(place - format.indent_left - format.indent_right)
}

fn shapes(line: &Line<'_>) -> Vec<Stroke> {
    let stroke = |drawing: &&crate::docx::drawing::Drawing| match &drawing.shape {
        Shape::Line(stroke) if !stroke.hidden && drawing.height <= FLAT => {
            Some(Stroke { means: Means::Shape, length: Some(drawing.width), broken: stroke.broken })
        }
        Shape::Other(_) | Shape::Picture if drawing.height <= FLAT && drawing.width > FLAT => {
            Some(Stroke { means: Means::Shape, length: Some(drawing.width), broken: false })
        }
        _ => None,
    };
    drawings(line.paragraph).iter().filter_map(stroke).collect()
}

fn blank_underline(run: &Run) -> Option<Stroke> {
    let blank = matches!(run.kind, RunKind::Text) && !run.text.is_empty() && run.text.trim().is_empty();
    (blank && run.format.underline).then_some(Stroke { means: Means::Underline, length: None, broken: false })
}
