//! One document with its number and date: the same steps, the page made anew.

use std::path::{Path, PathBuf};

use super::issued::{Issued, apply, compare_symbols};
use super::word::{self, Words};
use super::{Loaded, PipelineError, asked, check_ids};
use crate::diag::{Diagnostic, Report};
use crate::document::Document;
use crate::layout::Layout;
use crate::record::Records;
use crate::record::exchange::{Codes, exchange};
use crate::record::paper::Paper;
use crate::source::Sources;
use crate::source::open::Reach;
use crate::standard::Kind;
use crate::template::{Composed, EACH, Engine, Facts, Stamp, outlined};
use crate::validate::{Scene, validate};

/// A year's records and templates, read once.
pub struct Desk {
    /// Where files are read that documents name.
    reach: Reach,
    /// The year.
    pub year: i32,
    /// The files that were read.
    pub sources: Sources,
    records: Records,
    codes: Codes,
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
    /// What was meant; without its text where it was filled from a Word template.
    pub document: Document,
    /// The Word file; several where each item of a list has its own.
    pub files: Vec<PageFile>,
    /// Whether it was filled from a Word template.
    pub filled: bool,
}

/// A Word file of a document.
#[derive(Debug)]
pub struct PageFile {
    /// The item it is for, as it ends the file's name: `03-le-thi-hoa`; none where the document is one file.
    pub item: Option<String>,
    /// The content.
    pub bytes: Vec<u8>,
}

impl Desk {
    /// Reads the records of a year, the newest when absent, and the templates; `allowed` are folders besides the working
    /// folder in which documents may name files.
    pub fn open(root: &Path, allowed: &[PathBuf], year: Option<i32>) -> Result<Self, PipelineError> {
        let Loaded { reach, year, mut sources, records, engine, templates, mut report } =
            Loaded::read(root, allowed, year)?;
        let codes = exchange(&reach, &mut sources, &mut report)?;
        Ok(Self { reach, year, sources, records, codes, engine, templates, report })
    }

    /// Returns the records, the expressions in their texts filled in.
    pub const fn records(&self) -> &Records {
        &self.records
    }

    /// Returns the codes for the metadata of documents.
    pub const fn codes(&self) -> &Codes {
        &self.codes
    }

    /// Returns the record of a document; none only where some record could not be read.
    pub fn paper(&self, id: &str) -> Result<Option<&Paper>, PipelineError> {
        check_ids(&self.records, &self.sources, &[id.to_owned()])?;
        Ok(self.records.paper(id))
    }

    /// Returns the content of a document's template; nothing where it cannot be read.
    pub fn template(&self, paper: &Paper) -> Vec<u8> {
        let name = &paper.template.text;
        if word::is_word(paper) {
            return word::read(&self.reach, name).map(|(_, bytes)| bytes).unwrap_or_default();
        }
        self.engine.text(name).as_bytes().to_vec()
    }

    /// Makes a document with the numbers and dates given; a fault in any record gives none.
    pub fn make(&self, id: &str, issued: &Issued) -> Result<(Option<Page>, Report), PipelineError> {
        let mut report = self.report.clone();
        let mut records = self.records.clone();
        apply(&mut records, issued, &mut report);
        let ids = [id.to_owned()];
        let scene = Scene { sources: &self.sources, as_of: None, draft: false, ids: &ids, templates: &self.templates };
        let Some(records) = validate(records, &scene, &mut report) else { return Ok((None, report)) };
        compare_symbols(&records, issued, &mut report);
        let facts = Facts::new(&records, &self.engine, &self.sources, &mut report);
        let Some(paper) = records.records().paper(id) else {
            return Ok((None, report));
        };
        word::check(&[paper], &mut report);
        let page = if word::is_word(paper) {
            self.fill(paper, &facts, &mut report)
        } else {
            super::composed(paper, Stamp::of(paper), &facts, &mut report).map(lay_out).transpose()?
        };
        for file in page.iter().flat_map(|page| &page.files) {
            asked::prints_none(paper, &file.bytes, &records.records().questions, &mut report);
        }
        Ok((page.filter(|_| !report.has_errors()), report))
    }

    /// Fills a document's Word template.
    fn fill(&self, paper: &Paper, facts: &Facts, report: &mut Report) -> Option<Page> {
        let words = Words::load(&self.reach, &[paper], report);
        let made = words.make(paper, facts, report).into_iter();
        let item = |id: String| id.split_once('/').map(|(_, item)| item.to_owned());
        let files: Vec<PageFile> = made.map(|made| PageFile { item: item(made.id), bytes: made.bytes }).collect();
        if files.is_empty() && !report.has_errors() {
            let list = paper.each.as_ref().map_or("", |list| list.text.as_str());
            let found = Diagnostic::error(&EACH, format!("danh sách “{list}” không có mục nào"));
            report.push(found.at(paper.id.span).hint("thêm mục vào danh sách, hoặc bỏ văn bản này"));
        }
        let meant = if report.has_errors() { None } else { outlined(paper, Stamp::of(paper), facts, report) }?;
        Some(Page { kind: meant.kind, document: meant.document, files, filled: true })
    }
}

fn lay_out(composed: Composed) -> Result<Page, PipelineError> {
    let Composed { id, kind, document, .. } = composed;
    let layout = Layout::new(Layout::form_of(&document));
    let bytes = layout.and_then(|layout| layout.lay_out(&document));
    let bytes = bytes.map_err(|cause| PipelineError::Layout { id, cause })?;
    Ok(Page { kind, document, files: vec![PageFile { item: None, bytes }], filled: false })
}
