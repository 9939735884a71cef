//! Page numbers in headers and footers.

use crate::check::line::{Line, Seat, drawings};
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::docx::drawing::Shape;
use crate::docx::format::{LineSpacing, RunFormat};
use crate::docx::place::Pages;
use crate::docx::view::{Block, Paragraph, RunKind, Section};
use crate::metrics::{Face, lines};
use crate::units::{FontSize, Length};

/// Returns the page numbers among blocks: their paragraphs and how they look.
pub fn of(blocks: &[Block]) -> Box<dyn Iterator<Item = (&Paragraph, &RunFormat)> + '_> {
    Box::new(blocks.iter().flat_map(|block| match block {
        Block::Paragraph(paragraph) => of_paragraph(paragraph),
        Block::Table(table) => {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            cells.flat_map(|cell| of(&cell.blocks)).collect()
        }
    }))
}

fn of_paragraph(paragraph: &Paragraph) -> Vec<(&Paragraph, &RunFormat)> {
    let is_page = |code: &str| code.split_whitespace().next().is_some_and(|word| word.eq_ignore_ascii_case("PAGE"));
    let mut found: Vec<(&Paragraph, &RunFormat)> = paragraph
        .runs
        .iter()
        .filter(|run| matches!(&run.kind, RunKind::Field(code) if is_page(code)) && !run.format.hidden)
        .map(|run| (paragraph, &*run.format))
        .collect();
    for drawing in drawings(paragraph) {
        if let Shape::TextBox(blocks) = &drawing.shape {
            found.extend(of(blocks));
        }
    }
    found
}

/// Returns the page numbers that are shown from the second page on.
pub fn shown<'s>(
    furniture: impl Iterator<Item = (Pages, &'s [Block])>,
    section: &Section,
) -> impl Iterator<Item = (&'s Paragraph, &'s RunFormat)> {
    let title_page = section.title_page;
    furniture.filter(move |(pages, _)| *pages != Pages::First || !title_page).flat_map(|(_, blocks)| of(blocks))
}

/// Tells whether a section has a page number anywhere.
pub fn anywhere(section: &Section) -> bool {
    let all = section.headers.all().chain(section.footers.all());
    all.flat_map(|(_, blocks)| of(blocks)).next().is_some()
}

/// Tells whether a paragraph of a header stands in a frame or text box, whose place its alignment does not tell.
pub fn is_framed(paragraph: &Paragraph) -> bool {
    paragraph.table_depth > 0 || drawings(paragraph).iter().any(|drawing| matches!(drawing.shape, Shape::TextBox(_)))
}

/// Tells whether a document needs more than one page beyond doubt: its lines, those of annexes left out, are higher than a
/// page by a fifth. Annexes are numbered by themselves.
pub fn is_long(paper: &Paper<'_>) -> bool {
    let mut height = Length::ZERO;
    let mut room = Length::mm(257);
    // Cells stand side by side: of a row the highest counts.
    let mut row: Option<((usize, usize), Vec<Length>)> = None;
    for (line, _) in paper.lines.iter().zip(paper.readings).take_while(|(_, reading)| reading.part != Part::AnnexTitle)
    {
        if !line.in_text() || line.seat == Seat::Box {
            continue;
        }
        let Some(section) = paper.file.view.sections.get(line.section) else { continue };
        room = section.page.height - section.page.top.abs() - section.page.bottom.abs();
        let Some(cell) = line.cell() else {
            height = height + finished(&mut row) + height_of(line, section.page.text_width());
            continue;
        };
        if row.as_ref().is_none_or(|(place, _)| *place != (cell.table, cell.row)) {
            height = height + finished(&mut row);
            row = Some(((cell.table, cell.row), vec![Length::ZERO; cell.cells]));
        }
        let width = cell
            .width
            .unwrap_or_else(|| section.page.text_width().scale(1, i64::try_from(cell.cells.max(1)).unwrap_or(1)));
        if let Some(sum) = row.as_mut().and_then(|(_, cells)| cells.get_mut(cell.cell)) {
            *sum = *sum + height_of(line, width);
        }
    }
    height + finished(&mut row) > room.scale(6, 5)
}

fn finished(row: &mut Option<((usize, usize), Vec<Length>)>) -> Length {
    row.take().and_then(|(_, cells)| cells.into_iter().max()).unwrap_or(Length::ZERO)
}

/// Returns how high a line is that is set in so much width, with the gaps of the paragraph it ends.
fn height_of(line: &Line<'_>, width: Length) -> Length {
    let format = &line.paragraph.format;
    let size = line.size().map_or(26, FontSize::as_half_pt);
    let count = lines(&line.text, Face::Regular, size, width.as_emu().max(1)).max(1);
    let natural = Length::half_pt(i64::from(size)).scale(115, 100);
    let each = match format.line {
        LineSpacing::Auto(of_240) => natural.scale(of_240, 240),
        LineSpacing::Exact(height) => height,
        LineSpacing::AtLeast(height) => height.max(natural),
    };
    let gaps = if line.last { format.before.max(format.after) } else { Length::ZERO };
    each.scale(i64::from(count), 1) + gaps
}
