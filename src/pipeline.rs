//! The steps in one line: load, validate, compose, lay out. Reads the working folder, writes nothing.

mod asked;
pub mod issued;
mod printed;
pub mod stamped;
mod word;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::check::{self, Finding, Options, Severity, told};
use crate::diag::{Diagnostic, Report, nearest};
use crate::layout::{self, Layout, LayoutError, Misfit};
use crate::record::office::Office;
use crate::record::paper::Paper;
use crate::record::{self, LoadError, Records};
use crate::source::Sources;
use crate::source::open::Reach;
use crate::standard::Kind;
use crate::template::{Composed, Engine, Facts, Stamp, WIDE, compose, misspelt, resolve};
use crate::validate::{self, Scene, validate};
use crate::viet;
use asked::Asked;
use issued::{Issued, Standing, apply, compare_symbols};
pub use printed::CODES as PRINTED;
use word::Words;
pub use word::is_word;

/// What is to be generated.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// The year; the newest under `data/` when absent.
    pub year: Option<i32>,
    /// Ids of documents; all when empty.
    pub ids: Vec<String>,
    /// The day as of which documents speak, where their own is not earlier.
    pub as_of: Option<NaiveDate>,
    /// Folders besides the working folder in which documents may name files.
    pub allowed: Vec<PathBuf>,
    /// Whether drafts are wanted, in which the year's questions may stay open.
    pub draft: bool,
    /// What the register knows of the year's documents.
    pub issued: Issued,
    /// Whether documents are wanted that have been issued already and are not asked for by their ids.
    pub again: bool,
    /// Whether what is made is held against the decree.
    pub checked: bool,
}

impl Wish {
    /// Tells whether a document is to be made: one that was issued only if it is asked for.
    fn makes(&self, id: &str) -> bool {
        if !self.ids.is_empty() {
            return self.ids.iter().any(|wanted| wanted == id);
        }
        self.again || !self.issued.get(id).is_some_and(Standing::is_final)
    }
}

/// A document that was not made, for it has been issued or waits for an answer.
#[derive(Debug)]
pub struct Kept {
    /// The id.
    pub id: String,
    /// The kind of document.
    pub kind: &'static str,
    /// The subject.
    pub subject: String,
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
    /// Whether the document is secret.
    pub secret: bool,
    /// The Word file.
    pub bytes: Vec<u8>,
    /// What the checker finds in it, where that was wished for.
    pub findings: Vec<Finding>,
    /// Whether it was filled from a Word template.
    pub filled: bool,
    /// How many pages it has; not known of one that was filled from a Word template.
    pub pages: Option<usize>,
}

impl Made {
    /// Returns the id of the document's record, which a file for an item of a list shares with the others.
    pub fn paper(&self) -> &str {
        self.id.split_once('/').map_or(&self.id, |(paper, _)| paper)
    }

    /// Returns how many findings of the checker are so grave.
    pub fn found(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.rule.severity == severity).count()
    }
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
    /// What the checker says of the documents: errors and warnings. A document with an error is made, and not issued.
    pub form: Report,
    /// The documents, in the order of the records; empty when there is an error other than an open question.
    pub made: Vec<Made>,
    /// The documents that have been issued and were not made anew; empty when a record has an error.
    pub kept: Vec<Kept>,
    /// The documents that were not made, for a question concerns them; empty when none was made.
    pub waiting: Vec<Kept>,
}

impl Run {
    /// Returns everything that is to be told: of the records, and of the form of what was made from them.
    pub fn told(&self) -> Report {
        let mut all = self.report.clone();
        all.absorb(self.form.clone());
        all
    }
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
    let Loaded { reach, year, sources, mut records, engine, templates, mut report } =
        Loaded::read(root, &wish.allowed, wish.year)?;
    apply(&mut records, &wish.issued, &mut report);
    check_ids(&records, &sources, &wish.ids)?;
    let written = Arc::clone(&records.expressions);
    let asked = Asked::of(&records, wish);
    let draft = wish.draft || asked.leaves_some;
    let scene = Scene { sources: &sources, as_of: wish.as_of, draft, ids: &wish.ids, templates: &templates };
    let Some(records) = validate(records, &scene, &mut report) else {
        misspelt(&written, &engine, &sources, &mut report);
        asked.tell(&mut report);
        let (made, kept, waiting) = (Vec::new(), Vec::new(), Vec::new());
        return Ok(Run { year, sources, report, form: Report::new(), made, kept, waiting });
    };
    compare_symbols(&records, &wish.issued, &mut report);
    let facts = Facts::new(&records, &engine, &sources, &mut report);
    let mut made = make(&reach, &facts, wish, &asked.waiting, &mut report, watch)?;
    report.absorb(printed::look(&mut made));
    let form = if wish.checked { check_all(&mut made, facts.records().office(), draft) } else { Report::new() };
    let kept = if report.has_errors() { Vec::new() } else { kept(&facts, wish) };
    asked.tell(&mut report);
    let waiting = if made.is_empty() { Vec::new() } else { waiting(&facts, wish, &made) };
    Ok(Run { year, sources, report, form, made, kept, waiting })
}

/// A year's records and templates as they were read, the expressions in texts filled in.
struct Loaded {
    /// Where files are read that documents name.
    reach: Reach,
    year: i32,
    sources: Sources,
    records: Records,
    engine: Engine,
    /// The names of the templates there are.
    templates: Vec<String>,
    report: Report,
}

impl Loaded {
    /// Reads a year, the newest when absent; `allowed` are folders besides the working folder in which documents may
    /// name files.
    fn read(root: &Path, allowed: &[PathBuf], year: Option<i32>) -> Result<Self, PipelineError> {
        let (mut sources, mut report, mut found) = (Sources::new(), Report::new(), Report::new());
        let year = year.map_or_else(|| record::newest_year(root), Ok)?;
        let reach = Reach::of(root).and(allowed);
        let read = || record::load(&reach, year, &mut sources, &mut report);
        let (records, engine) = rayon::join(read, || Engine::load(root, &reach, &mut found));
        let mut records = records?;
        report.absorb(found);
        resolve(&mut records, &engine, &sources, &mut report);
        let mut templates = engine.names();
        templates.extend(word::names(root));
        Ok(Self { reach, year, sources, records, engine, templates, report })
    }
}

fn check_ids(records: &Records, sources: &Sources, ids: &[String]) -> Result<(), PipelineError> {
    let known = || records.papers.iter().map(|paper| paper.id.text.as_str());
    let Some(id) = ids.iter().find(|id| !records.holes && known().all(|known| known != id.as_str())) else {
        return Ok(());
    };
    let hint = match meant(records, sources, id) {
        Some(near) => format!("có phải là “{near}”?"),
        None => format!("các văn bản đang có: {}", known().collect::<Vec<_>>().join(", ")),
    };
    Err(PipelineError::NoDocument { id: id.clone(), year: records.year, hint })
}

/// Returns the document that is meant by what is no id: its file's name, its file in Word, its kind or the first words of
/// its id, or an id that is near.
fn meant<'r>(records: &'r Records, sources: &Sources, typed: &str) -> Option<&'r str> {
    let name = typed.rsplit(['/', '\\']).next().unwrap_or(typed);
    let stem = [".yaml", ".yml", ".docx", ".pdf"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    let stem = viet::text::slug(stem);
    let only = |fits: &dyn Fn(&Paper) -> bool| {
        let mut fitting = records.papers.iter().filter(|paper| fits(paper)).map(|paper| paper.id.text.as_str());
        fitting.next().filter(|_| fitting.next().is_none())
    };
    let file = |paper: &Paper| {
        let name = sources.get(paper.span.file).name();
        Path::new(name).file_stem().is_some_and(|file| file.to_string_lossy() == stem.as_str())
    };
    only(&|paper| paper.id.text == stem)
        .or_else(|| only(&file))
        .or_else(|| nearest(&stem, records.papers.iter().map(|paper| paper.id.text.as_str())))
        .or_else(|| only(&|paper| viet::text::slug(&paper.kind.text) == stem))
        .or_else(|| only(&|paper| !stem.is_empty() && paper.id.text.starts_with(&stem)))
}

fn make(
    reach: &Reach,
    facts: &Facts,
    wish: &Wish,
    waiting: &[String],
    report: &mut Report,
    watch: Watch,
) -> Result<Vec<Made>, PipelineError> {
    let papers = in_order(facts, |paper| wish.makes(&paper.id.text) && !waiting.contains(&paper.id.text));
    word::check(&papers, report);
    let words = Words::load(reach, &papers, report);
    let mut drafts = Vec::with_capacity(papers.len());
    for (draft, found) in drafted(&papers, facts, &words) {
        drafts.extend(draft.map(|draft| (draft, found.warnings())));
        report.absorb(found);
    }
    if report.has_errors() {
        return Ok(Vec::new());
    }
    let files = drafts.iter().map(|(draft, _)| match draft {
        Draft::Composed(_) => 1,
        Draft::Filled(made) => made.len(),
    });
    watch(Step::Planned(files.sum()));
    let mut made = lay_out(drafts, watch)?;
    if !wish.draft {
        let open = &facts.records().records().questions;
        made.retain(|made| {
            let paper = papers.iter().find(|paper| paper.id.text == made.paper());
            paper.is_none_or(|paper| asked::prints_none(paper, &made.bytes, open, report))
        });
    }
    Ok(made)
}

/// What drafts have on purpose: questions, marked so that they are seen. They are told as questions.
const OF_DRAFTS: [&str; 2] = ["TE06", "TE08"];

/// How many files of one document are held against the decree: they come of one template, so what is wrong with its form is
/// wrong with the first ones. Issuing looks at every one.
const FEW: usize = 50;

/// Holds documents against the decree, in parallel; returns what is to be told of each.
fn check_all(made: &mut [Made], office: &Office, draft: bool) -> Report {
    let without = if draft { OF_DRAFTS.map(str::to_owned).to_vec() } else { Vec::new() };
    let options = Options { house: validate::house::house(office), without, ..Options::default() };
    let few = made.chunk_by_mut(|one, next| one.paper() == next.paper()).flat_map(|files| files.iter_mut().take(FEW));
    few.collect::<Vec<_>>().into_par_iter().for_each(|made| {
        // A file that cannot be read back is not known to be wrong; issuing it will tell.
        made.findings = check::check(&made.bytes, &options).map(|checked| checked.findings).unwrap_or_default();
    });
    let names: Vec<String> = made.iter().map(|made| format!("{}.docx", made.id)).collect();
    told::report(names.iter().zip(&*made).map(|(name, made)| (name.as_str(), made.findings.as_slice())))
}

/// Returns the documents that are meant, in the order in which they are listed.
fn in_order<'a>(facts: &'a Facts, meant: impl Fn(&Paper) -> bool) -> Vec<&'a Paper> {
    let mut papers: Vec<&Paper> = facts.records().records().papers.iter().filter(|paper| meant(paper)).collect();
    papers.sort_by_key(|paper| (paper.order.map_or(i64::MAX, |order| order.value), paper.id.text.clone()));
    papers
}

/// Returns the documents that are not made, for they have been issued.
fn kept(facts: &Facts, wish: &Wish) -> Vec<Kept> {
    not_made(facts, in_order(facts, |paper| wish.ids.is_empty() && !wish.makes(&paper.id.text)))
}

/// Returns the documents that are wanted and not made, for a question concerns them.
fn waiting(facts: &Facts, wish: &Wish, made: &[Made]) -> Vec<Kept> {
    let is_made = |id: &str| made.iter().any(|made| made.paper() == id);
    not_made(facts, in_order(facts, |paper| wish.makes(&paper.id.text) && !is_made(&paper.id.text)))
}

fn not_made(facts: &Facts, papers: Vec<&Paper>) -> Vec<Kept> {
    let told = |paper: &Paper| Kept {
        id: paper.id.text.clone(),
        kind: Kind::find(&paper.kind.text).map_or("", |kind| kind.name),
        // Whatever is wrong in its texts was found before it was issued, or is told of the question.
        subject: facts.text(paper.topic(), &facts.of(paper, &[], &mut Report::new()), &mut Report::new()),
    };
    papers.into_par_iter().map(told).collect()
}

/// A document on its way: still to be laid out, or filled from a Word template, which gives one file or several.
enum Draft {
    Composed(Box<Composed>),
    Filled(Vec<Made>),
}

/// Composes documents in parallel in the order of their days, for what is said of a day is kept no longer than needed.
fn drafted(papers: &[&Paper], facts: &Facts, words: &Words) -> Vec<(Option<Draft>, Report)> {
    let mut by_day: Vec<(usize, &Paper)> = papers.iter().copied().enumerate().collect();
    by_day.sort_by_key(|(_, paper)| facts.records().as_of(paper));
    let made = by_day.into_par_iter().map(|(at, paper)| (at, draft(paper, facts, words)));
    let mut made: Vec<(usize, (Option<Draft>, Report))> = made.collect();
    made.sort_by_key(|(at, _)| *at);
    made.into_iter().map(|(_, drafted)| drafted).collect()
}

fn draft(paper: &Paper, facts: &Facts, words: &Words) -> (Option<Draft>, Report) {
    let mut report = Report::new();
    if word::is_word(paper) {
        let made = words.make(paper, facts, &mut report);
        return (Some(Draft::Filled(made)), report);
    }
    let composed = composed(paper, Stamp::of(paper), facts, &mut report);
    (composed.map(|composed| Draft::Composed(Box::new(composed))), report)
}

/// How many columns of a table a message names.
const FEW_TITLES: usize = 12;

/// Composes a document, and warns of tables that cannot keep what stands in them whole.
fn composed(paper: &Paper, stamp: Stamp, facts: &Facts, report: &mut Report) -> Option<Composed> {
    let composed = compose(paper, stamp, facts, report)?;
    for Misfit { titles, needed, room } in layout::misfits(&composed.document) {
        let more = if titles.len() > FEW_TITLES { ", …" } else { "" };
        let titles = titles[..titles.len().min(FEW_TITLES)].join(", ") + more;
        let message =
            format!("bảng có các cột {titles} cần rộng {needed}, trang chỉ còn {room}: chữ, số sẽ bị ngắt đôi");
        let hint = "bớt cột, viết gọn nội dung ô, hoặc đặt bảng vào phụ lục khổ ngang: # … {.phu-luc .ngang}";
        report.push(Diagnostic::warning(&WIDE, message).at(paper.template.span).hint(hint));
    }
    Some(composed)
}

/// Lays out documents in parallel; what they share is made once.
fn lay_out(drafts: Vec<(Draft, usize)>, watch: Watch) -> Result<Vec<Made>, PipelineError> {
    let fail = |id: &str, cause: LayoutError| PipelineError::Layout { id: id.to_owned(), cause };
    let first = drafts.iter().find_map(|(draft, _)| match draft {
        Draft::Composed(composed) => Some(composed),
        Draft::Filled(_) => None,
    });
    let shared =
        first.map(|first| Layout::new(Layout::form_of(&first.document)).map_err(|cause| fail(&first.id, cause)));
    let shared = shared.transpose()?;
    let lay_out = |(draft, warnings): (Draft, usize)| -> Result<Vec<Made>, PipelineError> {
        let (composed, shared) = match (draft, &shared) {
            (Draft::Filled(made), _) => {
                for made in &made {
                    watch(Step::Made(&made.id));
                }
                return Ok(made.into_iter().map(|made| Made { warnings, ..made }).collect());
            }
            (Draft::Composed(composed), Some(shared)) => (composed, shared),
            (Draft::Composed(_), None) => return Ok(Vec::new()),
        };
        let document = &composed.document;
        let bytes = shared.lay_out(document).map_err(|cause| fail(&composed.id, cause))?;
        watch(Step::Made(&composed.id));
        let (kind, subject) = (composed.kind.name, document.properties.subject.clone());
        Ok(vec![Made {
            id: composed.id.clone(),
            kind,
            subject,
            warnings,
            secret: composed.secret,
            bytes,
            findings: Vec::new(),
            filled: false,
            pages: None,
        }])
    };
    let made: Vec<Result<Vec<Made>, PipelineError>> = drafts.into_par_iter().map(lay_out).collect();
    let made: Result<Vec<Vec<Made>>, PipelineError> = made.into_iter().collect();
    Ok(made?.into_iter().flatten().collect())
}
