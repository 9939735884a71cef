//! What every story of a document shares while it is read: styles, lists, counters, notes, and formats kept once.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::sync::Arc;

use crate::docx::format::{ParagraphFormat, RunFormat};
use crate::docx::number::Counters;
use crate::docx::style::Styles;
use crate::docx::view::Block;
use crate::ooxml::package::Package;

/// The shared state of one reading.
pub struct World<'p> {
    /// The package being read.
    pub package: &'p Package,
    /// Its styles.
    pub styles: Styles,
    /// Where the lists stand.
    pub counters: Counters,
    /// Notes by kind and id.
    pub notes: HashMap<(&'static str, String), Arc<[Block]>>,
    runs: HashSet<Arc<RunFormat>>,
    paragraphs: HashSet<Arc<ParagraphFormat>>,
}

impl<'p> World<'p> {
    /// Starts a reading.
    pub fn new(package: &'p Package, styles: Styles) -> Self {
        Self {
            package,
            styles,
            counters: Counters::default(),
            notes: HashMap::new(),
            runs: HashSet::new(),
            paragraphs: HashSet::new(),
        }
    }

    /// Keeps a run format once, however many runs have it.
    pub fn share_run(&mut self, format: RunFormat) -> Arc<RunFormat> {
        share(&mut self.runs, format)
    }

    /// Keeps a paragraph format once.
    pub fn share_paragraph(&mut self, format: ParagraphFormat) -> Arc<ParagraphFormat> {
        share(&mut self.paragraphs, format)
    }
}

fn share<T: Hash + Eq>(known: &mut HashSet<Arc<T>>, item: T) -> Arc<T> {
    if let Some(same) = known.get(&item) {
        return same.clone();
    }
    let item = Arc::new(item);
    known.insert(item.clone());
    item
}
