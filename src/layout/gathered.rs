//! What of a document goes into parts of their own: charts, pictures and footnotes, in the order of the text.

use std::sync::Arc;

use super::{chart, note, picture};
use crate::document::{Block, Chart, Image, Inline, Note, Picture};
use crate::ooxml::write::{Part, Relationship, content, relation};

/// How many of each the text has had so far, for they are numbered through a whole document.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// Charts.
    pub charts: usize,
    /// Pictures.
    pub pictures: usize,
    /// Footnotes.
    pub notes: usize,
}

/// What has been found in the blocks of a document.
#[derive(Default)]
pub struct Gathered<'d> {
    charts: Vec<&'d Chart>,
    pictures: Vec<&'d Picture>,
    notes: Vec<&'d Note>,
}

impl<'d> Gathered<'d> {
    /// Returns how many there are.
    pub const fn counts(&self) -> Counts {
        Counts { charts: self.charts.len(), pictures: self.pictures.len(), notes: self.notes.len() }
    }

    /// Tells whether there are footnotes.
    pub const fn has_notes(&self) -> bool {
        !self.notes.is_empty()
    }

    /// Takes in what stands in these blocks.
    pub fn add(&mut self, blocks: &'d [Block]) {
        for block in blocks {
            match block {
                Block::Paragraph { content, .. } => self.add_notes(content),
                Block::Chart(chart) => self.charts.push(chart),
                Block::Picture(picture) => self.pictures.push(picture),
                Block::Table(table) => {
                    table.columns.iter().for_each(|column| self.add_notes(&column.title));
                    table.cells.rich_cells().for_each(|content| self.add_notes(content));
                }
            }
        }
    }

    fn add_notes(&mut self, content: &'d [Inline]) {
        self.notes.extend(content.iter().filter_map(|inline| match inline {
            Inline::Note(note) => Some(note),
            Inline::Text { .. } | Inline::Break => None,
        }));
    }

    /// The files of the pictures, each once.
    fn images(&self) -> Vec<&'d Arc<Image>> {
        let mut images: Vec<&Arc<Image>> = Vec::new();
        for picture in &self.pictures {
            if !images.iter().any(|known| Arc::ptr_eq(known, &picture.image)) {
                images.push(&picture.image);
            }
        }
        images
    }

    /// Returns how the document part leads to them.
    pub fn relationships(&self) -> Vec<Relationship> {
        let mut all = Vec::new();
        for number in 1..=self.charts.len() {
            let target = format!("charts/chart{number}.xml");
            all.push(Relationship::inside(chart::relation_id(number), relation::CHART, target));
        }
        let images = self.images();
        for (index, picture) in self.pictures.iter().enumerate() {
            let place = images.iter().position(|image| Arc::ptr_eq(image, &picture.image)).unwrap_or_default();
            let target = media(place, &picture.image);
            all.push(Relationship::inside(picture::relation_id(index + 1), relation::IMAGE, target));
        }
        if self.has_notes() {
            all.push(Relationship::inside("rIdFootnotes", relation::FOOTNOTES, "footnotes.xml"));
        }
        all
    }

    /// Returns their parts.
    pub fn parts(&self) -> Vec<Part<'d>> {
        let mut parts = Vec::new();
        for (number, chart) in self.charts.iter().enumerate() {
            let name = format!("word/charts/chart{}.xml", number + 1);
            parts.push(Part::bytes(name, content::CHART, chart::part(chart).into_bytes()));
        }
        for (place, image) in self.images().into_iter().enumerate() {
            parts.push(Part::bytes(format!("word/{}", media(place, image)), None, image.bytes.as_slice()));
        }
        if self.has_notes() {
            let notes = self.notes.clone();
            parts.push(Part::stream("word/footnotes.xml", content::FOOTNOTES, move |out| note::write(&notes, out)));
        }
        parts
    }
}

/// Returns the name of a picture's file beside the document part.
fn media(place: usize, image: &Image) -> String {
    format!("media/anh{}.{}", place + 1, image.header.format.extension())
}
