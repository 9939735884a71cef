//! The text: paragraphs by role, tables and charts.

use docx_rs::{AlignmentType, BreakType, LineSpacing, Paragraph, Run};

use super::finish::clean_text;
use super::slot::SlotTable;
use super::{chart, style};
use crate::document::{Block, Chart, Document, Inline, Role};
use crate::units::Length;

/// The gap between a paragraph and a table below it, in twips.
const TABLE_GAP: u32 = 120;

/// Returns a run of text, without the characters that Word cannot open.
pub fn words(text: &str) -> Run {
    Run::new().add_text(clean_text(text))
}

/// Lays out the blocks of a body or an appendix.
pub struct Writer<'w, 'd> {
    width: Length,
    slots: &'w mut SlotTable<'d>,
    charts: &'w mut Vec<&'d Chart>,
    gap: Length,
}

impl<'w, 'd> Writer<'w, 'd> {
    /// Makes a writer for text of the given width.
    pub fn new(
        document: &Document,
        width: Length,
        slots: &'w mut SlotTable<'d>,
        charts: &'w mut Vec<&'d Chart>,
    ) -> Self {
        Self { width, slots, charts, gap: document.gap }
    }

    /// Lays out blocks; with `before_foot` the last one stays on the page of the signature.
    pub fn blocks(&mut self, blocks: &'d [Block], before_foot: bool) -> Vec<Paragraph> {
        let last = blocks.len().saturating_sub(1);
        let mut after_table = false;
        let mut out = Vec::with_capacity(blocks.len());
        for (index, block) in blocks.iter().enumerate() {
            let next = blocks.get(index + 1);
            let mut paragraph = self.block(block);
            let leads = is_paragraph(block) && next.is_some_and(|next| !is_paragraph(next)) || ends_in_colon(block);
            if leads || (before_foot && index == last) {
                paragraph = paragraph.keep_next(true);
            }
            if is_paragraph(block) && matches!(next, Some(Block::Table(_))) {
                // A table has no gap of its own.
                paragraph = paragraph.line_spacing(LineSpacing::new().after(TABLE_GAP));
            }
            if matches!(block, Block::Table(_)) && after_table {
                // Two tables that touch become one in Word.
                out.push(Paragraph::new().style(style::id::SECTION_END));
            }
            out.push(paragraph);
            after_table = matches!(block, Block::Table(_));
        }
        out
    }

    fn block(&mut self, block: &'d Block) -> Paragraph {
        match block {
            Block::Paragraph { role, content } => Self::paragraph(*role, content),
            Block::Table(table) => self.slots.table(table, self.width),
            Block::Chart(chart) => self.chart(chart),
        }
    }

    fn paragraph(role: Role, content: &[Inline]) -> Paragraph {
        let paragraph = Paragraph::new().style(style::of(role));
        content.iter().fold(paragraph, |paragraph, inline| paragraph.add_run(run(inline)))
    }

    fn chart(&mut self, chart: &'d Chart) -> Paragraph {
        self.charts.push(chart);
        let run = self.slots.chart(self.charts.len(), self.width, chart::height(chart), &chart.title);
        let gap = u32::try_from(self.gap.as_twips()).unwrap_or(0);
        Paragraph::new()
            .align(AlignmentType::Center)
            .line_spacing(LineSpacing::new().before(gap * 2).after(gap))
            .add_run(run)
    }
}

/// Tells whether the paragraph announces what comes next, and so must not end a page.
fn ends_in_colon(block: &Block) -> bool {
    let Block::Paragraph { content, .. } = block else { return false };
    matches!(content.last(), Some(Inline::Text { text, .. }) if text.ends_with(':'))
}

fn is_paragraph(block: &Block) -> bool {
    matches!(block, Block::Paragraph { .. })
}

fn run(inline: &Inline) -> Run {
    match inline {
        Inline::Break => Run::new().add_break(BreakType::TextWrapping),
        Inline::Text { text, bold, italic } => {
            let run = words(text);
            let run = if *bold { run.bold() } else { run };
            if *italic { run.italic() } else { run }
        }
    }
}
