//! One story of the document (body, a header, a note, a text box): its blocks, walked in order.

use std::collections::HashMap;
use std::sync::Arc;

use crate::docx::field::Fields;
use crate::docx::format::RunFormat;
use crate::docx::inline::Inline;
use crate::docx::number::Label;
use crate::docx::para_props::para_of;
use crate::docx::props::RunProps;
use crate::docx::style::Layers;
use crate::docx::table::Surroundings;
use crate::docx::view::{Block, Origin, Paragraph, Run};
use crate::docx::world::World;
use crate::ooxml::package::PackageError;
use crate::ooxml::relation::Relation;
use crate::ooxml::xml::Element;

/// A story being read.
pub struct Story<'w, 'p> {
    /// What all stories share.
    pub world: &'w mut World<'p>,
    /// Links of the part the story lies in.
    pub relations: HashMap<String, Relation>,
    /// Fields begun and not ended.
    pub fields: Fields,
    /// The tables around the current place, the innermost last.
    pub tables: Vec<Surroundings>,
    /// Name of the part.
    part: Arc<str>,
    /// Content of paragraphs whose mark is deleted; it flows into the next paragraph.
    carried: Vec<Run>,
}

/// Returns the block elements in order, with the transparent wrappers around them taken off and deletions left out.
pub fn flow(parent: Element<'_>) -> Vec<Element<'_>> {
    let mut found = Vec::new();
    collect(parent, &mut found);
    found
}

fn collect<'a>(parent: Element<'a>, found: &mut Vec<Element<'a>>) {
    for child in parent.children() {
        match child.w() {
            "sdt" => child.w_child("sdtContent").into_iter().for_each(|content| collect(content, found)),
            "customXml" | "ins" | "moveTo" | "smartTag" => collect(child, found),
            "p" | "tbl" | "tr" | "tc" | "sectPr" => found.push(child),
            _ => {}
        }
    }
}

impl<'w, 'p> Story<'w, 'p> {
    /// Starts reading a story of the part `part`.
    pub fn new(world: &'w mut World<'p>, part: &str) -> Result<Self, PackageError> {
        let relations = world.package.relations(part)?;
        let relations = relations.into_iter().map(|r| (r.id.clone(), r)).collect();
        Ok(Self {
            world,
            relations,
            fields: Fields::default(),
            tables: Vec::new(),
            part: Arc::from(part),
            carried: Vec::new(),
        })
    }

    /// Reads all blocks below an element.
    pub fn blocks(&mut self, parent: Element<'_>) -> Vec<Block> {
        let mut blocks = Vec::new();
        for element in flow(parent) {
            self.block(element, &mut blocks);
        }
        self.finish(&mut blocks);
        blocks
    }

    /// Reads the blocks of a text box, whose fields and tables have nothing to do with those around it.
    pub fn inner_blocks(&mut self, parent: Element<'_>) -> Vec<Block> {
        let fields = std::mem::take(&mut self.fields);
        let tables = std::mem::take(&mut self.tables);
        let carried = std::mem::take(&mut self.carried);
        let blocks = self.blocks(parent);
        (self.fields, self.tables, self.carried) = (fields, tables, carried);
        blocks
    }

    /// Reads one paragraph or table.
    pub fn block(&mut self, element: Element<'_>, blocks: &mut Vec<Block>) {
        match element.w() {
            "p" => blocks.extend(self.paragraph(element).map(Block::Paragraph)),
            "tbl" => blocks.push(Block::Table(self.table(element))),
            _ => {}
        }
    }

    /// Ends a sequence of blocks: content left from a deleted paragraph mark joins the last paragraph.
    pub fn finish(&mut self, blocks: &mut [Block]) {
        let carried = std::mem::take(&mut self.carried);
        if let Some(Block::Paragraph(last)) = blocks.last_mut() {
            last.runs.extend(carried);
        }
    }

    fn paragraph(&mut self, element: Element<'_>) -> Option<Paragraph> {
        let direct = para_of(element);
        let look = self.tables.last().map(|around| around.look.clone());
        let style = self.world.styles.paragraph(direct.style.as_deref());
        let layers = Layers { table: look.as_deref(), style: &style };
        let (format, list) = self.world.styles.resolve_paragraph(layers, &direct);
        let mut inline = Inline::new(self, layers);
        inline.content(element);
        let mut runs = inline.finish();
        if mark_is_deleted(element) {
            self.carried.append(&mut runs);
            return None;
        }
        runs.splice(0..0, std::mem::take(&mut self.carried));
        let mark = mark_of(element, self);
        let label = self.world.counters.next(&self.world.styles.numbering, list);
        let label_format = label.as_ref().map(|label| self.label_format(label, layers, &mark));
        let mark = self.world.styles.resolve_run(layers, &mark);
        Some(Paragraph {
            origin: Origin { part: self.part.clone(), paragraph: element.ordinal().unwrap_or_default() },
            style_name: style.name.clone(),
            format: self.world.share_paragraph(format),
            label,
            label_format,
            mark: self.world.share_run(mark),
            runs,
            table_depth: u8::try_from(self.tables.len()).unwrap_or(u8::MAX),
        })
    }

    /// A label looks as the paragraph mark does where its level says nothing.
    fn label_format(&mut self, label: &Label, layers: Layers<'_>, mark: &RunProps) -> Arc<RunFormat> {
        let mut props = mark.clone();
        if let Some(level) = self.world.styles.numbering.level(label.list, label.level) {
            props.overlay(&level.run);
        }
        let format = self.world.styles.resolve_run(layers, &props);
        self.world.share_run(format)
    }
}

fn mark_of(element: Element<'_>, story: &Story<'_, '_>) -> RunProps {
    let mark = element.w_child("pPr").and_then(|ppr| ppr.w_child("rPr"));
    mark.map(|rpr| RunProps::parse(rpr, &story.world.styles.theme)).unwrap_or_default()
}

fn mark_is_deleted(element: Element<'_>) -> bool {
    let mark = element.w_child("pPr").and_then(|ppr| ppr.w_child("rPr"));
    mark.is_some_and(|rpr| rpr.w_child("del").is_some() || rpr.w_child("moveFrom").is_some())
}
