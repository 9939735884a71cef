//! The running text of a document.

use crate::check::line::{Line, Seat};
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::docx::format::{Alignment, LineSpacing};
use crate::docx::view::{Paragraph, RunKind};
use crate::units::{FontSize, Length};

/// Letters from which on a paragraph fills more than one line for sure.
const SEVERAL_LINES: usize = 90;

/// Returns the first line of each paragraph of the body outside of tables.
pub fn text<'f>(paper: &Paper<'f>) -> impl Iterator<Item = &'f Line<'f>> {
    let body = |line: &&Line<'_>| line.first && line.seat == Seat::Body && !line.is_blank();
    paper.of(Part::Body).filter(body)
}

/// Returns the paragraphs of the body that fill several lines: headings and short items are not among them.
pub fn prose<'f>(paper: &Paper<'f>) -> impl Iterator<Item = &'f Line<'f>> {
    let long = |line: &&Line<'_>| {
        let centred = line.paragraph.format.alignment == Alignment::Center;
        !centred && !line.is_caps() && line.text.chars().count() >= SEVERAL_LINES
    };
    text(paper).filter(long)
}

/// Returns the lines whose words are judged: text, grounds, subjects, recipients.
pub fn read<'f>(paper: &Paper<'f>) -> impl Iterator<Item = (Part, &'f Line<'f>)> {
    let judged = |(part, line): &(Part, &Line<'_>)| {
        let words = matches!(part, Part::Body | Part::Ground | Part::Subject | Part::LetterSubject | Part::AnnexBody);
        words && !line.is_caps()
    };
    paper.read().filter(judged)
}

/// Returns each paragraph of the body with the one right before it, where both are text outside of tables.
pub fn neighbours<'f>(paper: &Paper<'f>) -> Vec<(&'f Line<'f>, &'f Line<'f>)> {
    let mut pairs = Vec::new();
    let mut before: Option<&Line<'_>> = None;
    for (line, reading) in paper.lines.iter().zip(paper.readings).filter(|(line, _)| line.first) {
        let body = reading.part == Part::Body && line.seat == Seat::Body && !line.is_blank();
        // A title stands right under the chapter it names.
        let text = body && !line.is_centred();
        if let (Some(before), true) = (before, text) {
            pairs.push((before, line));
        }
        before = text.then_some(line);
    }
    pairs
}

/// Returns the gap between a paragraph and the one right before it.
pub fn gap(before: &Line<'_>, line: &Line<'_>) -> Length {
    let (above, below) = (&before.paragraph.format, &line.paragraph.format);
    let same = before.paragraph.style_name == line.paragraph.style_name;
    let after = if same && above.contextual_spacing { Length::ZERO } else { above.after };
    let first = if same && below.contextual_spacing { Length::ZERO } else { below.before };
    after + first
}

/// Line spacings that the decree leaves open, in hundredths of a line: single to one and a half. A line of an exact
/// height as high as the letters is what clerks take for single.
pub const OPEN_LINES: std::ops::RangeInclusive<i64> = 95..=151;

/// Returns the line spacing of a paragraph in hundredths of a line.
pub fn line_spacing(line: &Line<'_>) -> i64 {
    let size = line.size().unwrap_or(FontSize::pt(14)).as_length();
    let natural = size.scale(115, 100);
    let lines = match line.paragraph.format.line {
        LineSpacing::Auto(of_240) => natural.scale(of_240, 240),
        LineSpacing::Exact(height) => height,
        LineSpacing::AtLeast(height) if height > natural => height,
        LineSpacing::AtLeast(_) => natural,
    };
    lines.scale(100, natural.as_emu().max(1)).as_emu()
}

/// Returns the blank paragraphs between two paragraphs of the body. One that holds a drawing or ends a page is none.
pub fn blanks<'f>(paper: &Paper<'f>) -> Vec<&'f Line<'f>> {
    let body = |at: usize| paper.readings[at].part == Part::Body && paper.lines[at].seat == Seat::Body;
    let mut blanks = Vec::new();
    let (mut last, mut waiting): (Option<usize>, Vec<&Line<'_>>) = (None, Vec::new());
    for (at, line) in paper.lines.iter().enumerate() {
        if !line.is_blank() {
            if last.is_some_and(body) && body(at) {
                blanks.append(&mut waiting);
            }
            waiting.clear();
            last = Some(at);
        } else if line.seat == Seat::Body && line.first && line.last && is_empty(line.paragraph) {
            waiting.push(line);
        }
    }
    blanks
}

fn is_empty(paragraph: &Paragraph) -> bool {
    paragraph.runs.iter().all(|run| matches!(run.kind, RunKind::Text) && !run.text.contains(['\u{c}', '\u{b}']))
}

/// Tells whether the text of a paragraph starts with `blanks`, before its first letter.
pub fn starts_with(paragraph: &Paragraph, blanks: &str) -> bool {
    let text = paragraph.text();
    text.starts_with(blanks) && !text.trim().is_empty()
}

/// Tells whether the text of a paragraph starts with a tab or several blanks, which stand for an indent.
pub fn starts_with_blank(paragraph: &Paragraph) -> bool {
    ["\t", "  ", "\u{a0}"].iter().any(|blanks| starts_with(paragraph, blanks))
}
