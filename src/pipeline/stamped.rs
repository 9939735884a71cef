//! One document with its number and date: the same steps, the page made anew.

use std::collections::BTreeMap;
use std::path::Path;

use super::{PipelineError, check_ids, word};
use crate::diag::Report;
use crate::document::Document;
use crate::layout::Layout;
use crate::record::field::{Date, Int};
use crate::record::paper::Paper;
use crate::record::{self, Records};
use crate::source::Sources;
use crate::standard::Kind;
use crate::template::{Engine, Facts, Stamp, compose};
use crate::validate::{Scene, validate};

/// The numbers and dates that documents have been given, by their ids.
pub type Stamps = BTreeMap<String, Stamp>;

/// A year's records and templates, read once.
pub struct Desk {
    /// The year.
    pub year: i32,
    /// The files that were read.
    pub sources: Sources,
    records: Records,
    engine: Engine,
    /// The names of the templates there are.
    templates: Vec<String>,
    report: Report,
}

/// A document that has been made.
#[derive(Debug)]
pub struct Page {
    /// The kind of document.
    pub kind: &'static Kind,
    /// What was meant.
    pub document: Document,
    /// The Word file.
    pub bytes: Vec<u8>,
}

impl Desk {
    /// Reads the records of a year, the newest when absent, and the templates.
    pub fn open(root: &Path, year: Option<i32>) -> Result<Self, PipelineError> {
        let (mut sources, mut report) = (Sources::new(), Report::new());
        let year = match year {
            Some(year) => year,
            None => *record::years(&root.join("data"))?.last().unwrap_or(&0),
        };
        let records = record::load(root, year, &mut sources, &mut report)?;
        let engine = Engine::load(root, &mut report);
        let mut templates = engine.names();
        templates.extend(word::names(root));
        Ok(Self { year, sources, records, engine, templates, report })
    }

    /// Returns the records, as they were read.
    pub const fn records(&self) -> &Records {
        &self.records
    }

    /// Returns the record of a document; none only where some record could not be read.
    pub fn paper(&self, id: &str) -> Result<Option<&Paper>, PipelineError> {
        check_ids(&self.records, &[id.to_owned()])?;
        Ok(self.records.papers.iter().find(|paper| paper.id.text == id))
    }

    /// Returns the text of a template.
    pub fn template(&self, name: &str) -> &str {
        self.engine.text(name)
    }

    /// Tells whether a document is filled from a Word template, which gives a file but no [`Document`].
    pub fn is_filled(paper: &Paper) -> bool {
        word::is_word(paper)
    }

    /// Makes a document with the numbers and dates given; a fault in any record gives none.
    pub fn make(&self, id: &str, stamps: &Stamps) -> Result<(Option<Page>, Report), PipelineError> {
        let mut report = self.report.clone();
        let mut records = self.records.clone();
        for paper in &mut records.papers {
            if let Some(stamp) = stamps.get(&paper.id.text) {
                put(paper, *stamp);
            }
        }
        let ids = [id.to_owned()];
        let scene = Scene { sources: &self.sources, as_of: None, draft: false, ids: &ids, templates: &self.templates };
        let Some(records) = validate(records, &scene, &mut report) else { return Ok((None, report)) };
        let facts = Facts::new(&records, &self.engine, &self.sources, &mut report);
        let Some(paper) = records.records().papers.iter().find(|paper| paper.id.text == id) else {
            return Ok((None, report));
        };
        let composed = compose(paper, Stamp::of(paper), &facts, &mut report);
        let Some(composed) = composed.filter(|_| !report.has_errors()) else { return Ok((None, report)) };
        let document = composed.document;
        let layout = Layout::new(Layout::form_of(&document));
        let bytes = layout.and_then(|layout| layout.lay_out(&document));
        let bytes = bytes.map_err(|cause| PipelineError::Layout { id: id.to_owned(), cause })?;
        Ok((Some(Page { kind: composed.kind, document, bytes }), report))
    }
}

/// Puts number and date where the record has none.
fn put(paper: &mut Paper, stamp: Stamp) {
    let span = paper.id.span;
    if let (None, Some(number)) = (paper.number, stamp.number) {
        paper.number = Some(Int { value: i64::from(number), span });
    }
    if let (None, Some(day)) = (paper.date, stamp.date) {
        paper.date = Some(Date { day, span });
    }
}
