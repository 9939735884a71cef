//! The text: paragraphs by role, tables and charts, written straight into the part, for it is most of a document.

use std::io::{self, Write};

use docx_rs::{Paragraph, Run};
use quick_xml::escape::escape;

use super::finish::{UNPARTED, clean_text};
use super::gathered::Counts;
use super::hold::{self, Lines};
use super::picture::{self, Fit, fitted, inline};
use super::table::Manner;
use super::{chart, note, style, table};
use crate::document::{Block, Chart, Inline, Picture, Role};
use crate::units::{FontSize, Length};
use crate::viet::hyphen::NO_BREAK_HYPHEN;
use crate::viet::question;

/// The gap between a paragraph and a table below it, in twips.
const TABLE_GAP: i64 = 120;

/// Ids of drawings in the text begin above those of the lines around it.
const FIRST_DRAWING: u32 = 1000;

/// Those of pictures begin above those of charts.
const FIRST_PICTURE: u32 = 1_000_000;

/// What a question that is still open looks like in a draft.
const HIGHLIGHT: &str = "yellow";

/// Adds text to a paragraph, without the characters that Word cannot open.
pub fn words(paragraph: Paragraph, text: &str) -> Paragraph {
    runs(text).into_iter().fold(paragraph, Paragraph::add_run)
}

/// Returns text as runs, one but for questions, which are highlighted.
fn runs(text: &str) -> Vec<Run> {
    let run = |(piece, asks): (&str, bool)| {
        let run = Run::new().add_text(clean_text(piece));
        if asks { run.highlight(HIGHLIGHT) } else { run }
    };
    if question::asks(text) { question::pieces(text).into_iter().map(run).collect() } else { vec![run((text, false))] }
}

/// The blocks of a body or an appendix.
pub struct Text<'d> {
    /// The blocks.
    pub blocks: &'d [Block],
    /// The room between the margins, across and down.
    pub room: (Length, Length),
    /// The first-line indent.
    pub indent: Length,
    /// The gap between paragraphs.
    pub gap: Length,
    /// The type size of paragraphs.
    pub size: FontSize,
    /// The type size of tables.
    pub table_size: FontSize,
    /// Whether a table comes right before the first block.
    pub after_table: bool,
    /// Whether the foot comes after the last block, which stays on its page.
    pub before_foot: bool,
    /// What the document has before these blocks.
    pub before: Counts,
}

impl Text<'_> {
    /// Writes the blocks.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut counts = self.before;
        let mut after_table = self.after_table;
        for (index, block) in self.blocks.iter().enumerate() {
            match block {
                Block::Paragraph { role, content } => self.paragraph(index, *role, content, &mut counts, out)?,
                Block::Table(table) => {
                    if after_table {
                        between_tables(false, out)?;
                    }
                    let manner = Manner { keeps: self.keeps_next(index), ..Manner::default() };
                    table::write(table, (self.room.0, self.table_size), manner, &mut counts, out)?;
                }
                Block::Chart(chart) => {
                    counts.charts += 1;
                    self.chart(index, chart, counts.charts, out)?;
                }
                Block::Picture(picture) => {
                    counts.pictures += 1;
                    self.picture(index, picture, counts.pictures, out)?;
                }
            }
            after_table = matches!(block, Block::Table(_));
        }
        if after_table && self.before_foot { between_tables(true, out) } else { Ok(()) }
    }

    /// Tells whether the block must not end a page: it announces the next one, or the signature comes after it.
    fn keeps_next(&self, index: usize) -> bool {
        let block = &self.blocks[index];
        let next = self.blocks.get(index + 1);
        // The name of a chart or picture belongs to what stands above it.
        let is_drawn = |block: &Block| matches!(block, Block::Chart(_) | Block::Picture(_));
        let names = is_caption(block) && index.checked_sub(1).is_some_and(|above| is_drawn(&self.blocks[above]));
        let leads = is_paragraph(block) && !names && next.is_some_and(|next| !is_paragraph(next));
        let captioned = is_drawn(block) && next.is_some_and(is_caption);
        leads || captioned || ends_in_colon(block) || (self.before_foot && next.is_none())
    }

    fn paragraph(
        &self,
        index: usize,
        role: Role,
        content: &[Inline],
        counts: &mut Counts,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        out.write_all(b"<w:p><w:pPr><w:pStyle w:val=\"")?;
        out.write_all(style::of(role).as_bytes())?;
        out.write_all(b"\"/>")?;
        if self.keeps_next(index) {
            out.write_all(b"<w:keepNext/>")?;
        }
        if matches!(self.blocks.get(index + 1), Some(Block::Table(_))) {
            // A table has no gap of its own.
            write!(out, "<w:spacing w:after=\"{TABLE_GAP}\"/>")?;
        }
        out.write_all(b"</w:pPr>")?;
        let justified = style::is_justified(role);
        let indent = if justified { self.indent } else { Length::ZERO };
        let lines = Lines { size: self.size, first: self.room.0 - indent, others: self.room.0, justified };
        write_inlines(&hold::paragraph(content, style::face(role), lines), counts, out)?;
        out.write_all(b"</w:p>")
    }

    fn chart(&self, index: usize, chart: &Chart, number: usize, out: &mut dyn Write) -> io::Result<()> {
        let id = FIRST_DRAWING.saturating_add(u32::try_from(number).unwrap_or(u32::MAX));
        let gap = self.gap.as_twips();
        let keep = if self.keeps_next(index) { "<w:keepNext/>" } else { "" };
        write!(
            out,
            "<w:p><w:pPr>{keep}<w:spacing w:before=\"{}\" w:after=\"{gap}\"/><w:jc w:val=\"center\"/></w:pPr>{}</w:p>",
            gap * 2,
            chart::run(number, self.room.0, chart::height(chart), &chart.title, id)
        )
    }

    fn picture(&self, index: usize, picture: &Picture, number: usize, out: &mut dyn Write) -> io::Result<()> {
        let Picture { image, width, height, description } = picture;
        let drawn = picture::Picture {
            header: &image.header,
            relation: &picture::relation_id(number),
            id: FIRST_PICTURE.saturating_add(u32::try_from(number).unwrap_or(u32::MAX)),
            description: &clean_text(description),
        };
        let drawing = inline(&drawn, fitted(&image.header, (*width, *height), self.room), Fit::Whole);
        let gap = self.gap.as_twips();
        let keep = if self.keeps_next(index) { "<w:keepNext/>" } else { "" };
        write!(
            out,
            "<w:p><w:pPr>{keep}<w:spacing w:before=\"{gap}\" w:after=\"{gap}\"/><w:jc w:val=\"center\"/></w:pPr>\
             <w:r>{drawing}</w:r></w:p>"
        )
    }
}

/// Writes a paragraph that takes no room: two tables that touch become one in Word.
fn between_tables(keeps_next: bool, out: &mut dyn Write) -> io::Result<()> {
    let keep = if keeps_next { "<w:keepNext/>" } else { "" };
    write!(out, "<w:p><w:pPr><w:pStyle w:val=\"{}\"/>{keep}</w:pPr></w:p>", style::id::SECTION_END)
}

/// Tells whether the paragraph announces what comes next, and so must not end a page.
fn ends_in_colon(block: &Block) -> bool {
    let Block::Paragraph { content, .. } = block else { return false };
    let last = content.iter().rev().find(|inline| !matches!(inline, Inline::Note(_)));
    matches!(last, Some(Inline::Text { text, .. }) if text.ends_with(':'))
}

fn is_paragraph(block: &Block) -> bool {
    matches!(block, Block::Paragraph { .. })
}

fn is_caption(block: &Block) -> bool {
    matches!(block, Block::Paragraph { role: Role::Caption, .. })
}

/// Writes text with its emphasis, line breaks and marks of footnotes.
pub fn write_inlines(content: &[Inline], counts: &mut Counts, out: &mut dyn Write) -> io::Result<()> {
    content.iter().try_for_each(|inline| run(inline, counts, out))
}

fn run(inline: &Inline, counts: &mut Counts, out: &mut dyn Write) -> io::Result<()> {
    let (text, bold, italic) = match inline {
        Inline::Text { text, bold, italic } => (text, bold, italic),
        Inline::Break => return out.write_all(b"<w:r><w:br/></w:r>"),
        Inline::Note(_) => {
            counts.notes += 1;
            return note::mark(counts.notes, out);
        }
    };
    let looks = match (bold, italic) {
        (false, false) => "",
        (true, false) => "<w:b/><w:bCs/>",
        (false, true) => "<w:i/><w:iCs/>",
        (true, true) => "<w:b/><w:bCs/><w:i/><w:iCs/>",
    };
    write_runs(text, looks, out)
}

/// Writes text of these looks, one run but for questions, which are highlighted.
pub fn write_runs(text: &str, looks: &str, out: &mut dyn Write) -> io::Result<()> {
    if !question::asks(text) {
        return write_run(text, looks, out);
    }
    let highlighted = format!("{looks}<w:highlight w:val=\"{HIGHLIGHT}\"/>");
    let mut pieces = question::pieces(text).into_iter();
    pieces.try_for_each(|(piece, asks)| write_run(piece, if asks { &highlighted } else { looks }, out))
}

fn write_run(text: &str, looks: &str, out: &mut dyn Write) -> io::Result<()> {
    match looks {
        "" => out.write_all(b"<w:r>")?,
        looks => write!(out, "<w:r><w:rPr>{looks}</w:rPr>")?,
    }
    out.write_all(b"<w:t xml:space=\"preserve\">")?;
    let text = escape(clean_text(text));
    for (index, piece) in text.split(NO_BREAK_HYPHEN).enumerate() {
        if index > 0 {
            out.write_all(UNPARTED)?;
        }
        out.write_all(piece.as_bytes())?;
    }
    out.write_all(b"</w:t></w:r>")
}
