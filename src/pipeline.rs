//! The steps in one line: load, validate, compose, lay out. Reads the working folder, writes nothing.

use std::path::Path;

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::diag::{Report, nearest};
use crate::layout::{Layout, LayoutError};
use crate::record::paper::Paper;
use crate::record::{self, LoadError, Records};
use crate::source::Sources;
use crate::template::{Composed, Engine, Facts, Stamp, compose};
use crate::validate::{Scene, ValidRecords, validate};

/// What is to be generated.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// The year; the newest under `data/` when absent.
    pub year: Option<i32>,
    /// Ids of documents; all when empty.
    pub ids: Vec<String>,
    /// The day as of which documents speak, where their own is not earlier.
    pub as_of: Option<NaiveDate>,
    /// Whether drafts are wanted, in which the year's questions may stay open.
    pub draft: bool,
}

/// A document that was generated.
#[derive(Debug)]
pub struct Made {
    /// The id, which names the file.
    pub id: String,
    /// The kind of document.
    pub kind: &'static str,
    /// The subject.
    pub subject: String,
    /// How many warnings concern it.
    pub warnings: usize,
    /// The Word file.
    pub bytes: Vec<u8>,
}

/// What a run has given.
#[derive(Debug)]
pub struct Run {
    /// The year.
    pub year: i32,
    /// The files that were read, for excerpts.
    pub sources: Sources,
    /// Everything found on the way.
    pub report: Report,
    /// The documents, in the order of the records; empty when a record has an error.
    pub made: Vec<Made>,
}

/// Why nothing could be generated.
#[derive(Debug, thiserror::Error)]
pub enum PipelineError {
    /// The records cannot be read.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// A document was asked for that is not there.
    #[error("không có văn bản “{id}” trong năm {year}\n  gợi ý: {hint}")]
    NoDocument {
        /// The id asked for.
        id: String,
        /// The year.
        year: i32,
        /// The nearest id, or all of them.
        hint: String,
    },
    /// A document cannot be laid out.
    #[error("không dựng được văn bản “{id}”: {cause}")]
    Layout {
        /// The document.
        id: String,
        /// Why.
        cause: LayoutError,
    },
}

/// How far a run has come.
#[derive(Clone, Copy, Debug)]
pub enum Step<'a> {
    /// So many documents will be made.
    Planned(usize),
    /// The document with this id is made.
    Made(&'a str),
}

/// Who is told how far a run has come; called from any thread.
pub type Watch<'a> = &'a (dyn Fn(Step) + Sync);

/// Generates the documents of a year.
pub fn generate(root: &Path, wish: &Wish, watch: Watch) -> Result<Run, PipelineError> {
    // On a thread of the pool: what loading has freed serves composing, for memory is kept by threads.
    rayon::scope(|_| generate_here(root, wish, watch))
}

fn generate_here(root: &Path, wish: &Wish, watch: Watch) -> Result<Run, PipelineError> {
    let mut sources = Sources::new();
    let mut report = Report::new();
    let year = match wish.year {
        Some(year) => year,
        None => *record::years(&root.join("data"))?.last().unwrap_or(&0),
    };
    let records = record::load(root, year, &mut sources, &mut report)?;
    check_ids(&records, &wish.ids)?;
    let engine = Engine::load(root, &mut report);
    let names = engine.names();
    let scene = Scene { sources: &sources, as_of: wish.as_of, draft: wish.draft, ids: &wish.ids, templates: &names };
    let Some(records) = validate(records, &scene, &mut report) else {
        return Ok(Run { year, sources, report, made: Vec::new() });
    };
    let made = make(&records, &wish.ids, &engine, &sources, &mut report, watch)?;
    Ok(Run { year, sources, report, made })
}

fn check_ids(records: &Records, ids: &[String]) -> Result<(), PipelineError> {
    let known = || records.papers.iter().map(|paper| paper.id.text.as_str());
    let Some(id) = ids.iter().find(|id| !records.holes && known().all(|known| known != id.as_str())) else {
        return Ok(());
    };
    let hint = match nearest(id, known()) {
        Some(near) => format!("có phải là “{near}”?"),
        None => format!("các văn bản đang có: {}", known().collect::<Vec<_>>().join(", ")),
    };
    Err(PipelineError::NoDocument { id: id.clone(), year: records.year, hint })
}

fn make(
    records: &ValidRecords,
    ids: &[String],
    engine: &Engine,
    sources: &Sources,
    report: &mut Report,
    watch: Watch,
) -> Result<Vec<Made>, PipelineError> {
    let facts = Facts::new(records, engine, sources, report);
    let all = &records.records().papers;
    let mut papers: Vec<&Paper> = all.iter().filter(|paper| ids.is_empty() || ids.contains(&paper.id.text)).collect();
    papers.sort_by_key(|paper| (paper.order.map_or(i64::MAX, |order| order.value), paper.id.text.clone()));
    let composed: Vec<(Option<Composed>, Report)> = papers.par_iter().map(|paper| compose_one(paper, &facts)).collect();
    let mut documents = Vec::with_capacity(composed.len());
    for (document, found) in composed {
        documents.extend(document.map(|document| (document, found.warnings())));
        report.absorb(found);
    }
    if report.has_errors() {
        return Ok(Vec::new());
    }
    watch(Step::Planned(documents.len()));
    lay_out(&documents, watch)
}

fn compose_one(paper: &Paper, facts: &Facts) -> (Option<Composed>, Report) {
    let mut report = Report::new();
    let composed = compose(paper, Stamp::of(paper), facts, &mut report);
    (composed, report)
}

/// Lays out documents in parallel; what they share is made once.
fn lay_out(documents: &[(Composed, usize)], watch: Watch) -> Result<Vec<Made>, PipelineError> {
    let Some((first, _)) = documents.first() else { return Ok(Vec::new()) };
    let fail = |id: &str, cause: LayoutError| PipelineError::Layout { id: id.to_owned(), cause };
    let shared = Layout::new(Layout::form_of(&first.document)).map_err(|cause| fail(&first.id, cause))?;
    let made: Vec<Result<Made, PipelineError>> = documents
        .par_iter()
        .map(|(composed, warnings)| {
            let document = &composed.document;
            let bytes = shared.lay_out(document).map_err(|cause| fail(&composed.id, cause))?;
            watch(Step::Made(&composed.id));
            Ok(Made {
                id: composed.id.clone(),
                kind: composed.kind.name,
                subject: document.properties.subject.clone(),
                warnings: *warnings,
                bytes,
            })
        })
        .collect();
    made.into_iter().collect()
}
