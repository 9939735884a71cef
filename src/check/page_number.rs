//! Page numbers in headers and footers.

use crate::check::line::drawings;
use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::docx::drawing::Shape;
use crate::docx::format::RunFormat;
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

/// Tells whether a document needs more than one page beyond doubt: its text alone is higher than a page and a half.
pub fn is_long(paper: &Paper<'_>) -> bool {
    let broken = paper.sections.len() > 1;
    let mut height = Length::ZERO;
    let mut room = Length::mm(257);
    for (_, line) in paper.read().filter(|(part, line)| *part != Part::Drawn && line.cell().is_none()) {
        let Some(section) = paper.file.view.sections.get(line.section) else { continue };
        let size = line.size().map_or(28, FontSize::as_half_pt);
        let width = section.page.text_width().as_emu().max(1);
        let count = lines(&line.text, Face::Regular, size, width);
        height = height + Length::half_pt(i64::from(size)).scale(i64::from(count) * 115, 100);
        if line.last {
            height = height + line.paragraph.format.before + line.paragraph.format.after;
        }
        room = section.page.height - section.page.top.abs() - section.page.bottom.abs();
    }
    broken || height > room.scale(3, 2)
}
