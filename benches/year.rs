//! The shipped year: as a whole, and step by step.

use std::path::Path;

use divan::{Bencher, black_box};
use docx_rs::{BuildXML, Paragraph, Run};
use thidua::diag::Report;
use thidua::docx::DocxView;
use thidua::layout::{Layout, finish::finish_part};
use thidua::pipeline::{Wish, generate};
use thidua::record::{self, Records};
use thidua::source::Sources;
use thidua::source::open::Reach;
use thidua::template::{Composed, Engine, Facts, Stamp, compose};
use thidua::validate::{Scene, ValidRecords, validate};

const YEAR: i32 = 2020;

fn main() {
    divan::main();
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn wish(ids: &[&str]) -> Wish {
    Wish { year: Some(YEAR), ids: ids.iter().map(ToString::to_string).collect(), ..Wish::default() }
}

/// From the files on disk to the bytes of every document.
#[divan::bench]
fn whole_year() -> usize {
    made(&wish(&[])).len()
}

/// From the files on disk to the bytes of the plan.
#[divan::bench]
fn one_document() -> usize {
    made(&wish(&["ke-hoach"])).len()
}

fn made(wish: &Wish) -> Vec<Vec<u8>> {
    let run = generate(root(), wish, &|_| {}).expect("the shipped year is readable");
    run.made.into_iter().map(|made| made.bytes).collect()
}

/// Reading and checking the shipped records.
#[divan::bench]
fn load_and_validate() -> bool {
    let mut year = Year::load();
    year.validate().is_some()
}

/// Compiling the templates.
#[divan::bench]
fn load_templates() -> usize {
    Engine::load(root(), &Reach::of(root()), &mut Report::new()).names().len()
}

/// From valid records in memory to the bytes of every document, on one thread.
#[divan::bench]
fn records_to_bytes(bencher: Bencher) {
    let mut year = Year::load();
    let records = year.validate().expect("the shipped records are valid");
    bencher.bench_local(|| lay_out(&compose_all(&records, &year)));
}

/// From valid records in memory to the model of every document, on one thread.
#[divan::bench]
fn compose_only(bencher: Bencher) {
    let mut year = Year::load();
    let records = year.validate().expect("the shipped records are valid");
    bencher.bench_local(|| compose_all(&records, &year).len());
}

/// From the model of every document to bytes, on one thread.
#[divan::bench]
fn layout_only(bencher: Bencher) {
    let mut year = Year::load();
    let records = year.validate().expect("the shipped records are valid");
    let composed = compose_all(&records, &year);
    bencher.bench_local(|| lay_out(black_box(&composed)));
}

/// The finishing pass over a part with this many paragraphs of two runs.
#[divan::bench(args = [10, 1_000])]
fn finishing_pass(bencher: Bencher, paragraphs: usize) {
    let text = |text: &str| Run::new().bold().italic().size(28).add_text(text);
    let document = (0..paragraphs).fold(docx_rs::Document::new(), |document, _| {
        let runs = Paragraph::new().keep_next(true).add_run(text("Phòng Nội vụ")).add_run(text("chủ trì, phối hợp"));
        document.add_paragraph(runs.align(docx_rs::AlignmentType::Both))
    });
    let part = document.build();
    bencher.bench_local(|| finish_part(black_box(&part)).map(|out| out.len()));
}

/// Reading the plan as a stranger would.
#[divan::bench]
fn read_docx(bencher: Bencher) {
    let files = made(&wish(&["ke-hoach"]));
    let file = files.first().expect("the plan is made");
    bencher.bench_local(|| DocxView::read(black_box(file)).is_ok());
}

struct Year {
    sources: Sources,
    report: Report,
    engine: Engine,
    records: Option<Records>,
}

impl Year {
    fn load() -> Self {
        let (mut sources, mut report) = (Sources::new(), Report::new());
        let records = record::load(&Reach::of(root()), YEAR, &mut sources, &mut report).ok();
        let engine = Engine::load(root(), &Reach::of(root()), &mut report);
        Self { sources, report, engine, records }
    }

    fn validate(&mut self) -> Option<ValidRecords> {
        let names = self.engine.names();
        let scene = Scene { sources: &self.sources, as_of: None, draft: false, ids: &[], templates: &names };
        validate(self.records.take()?, &scene, &mut self.report)
    }
}

fn compose_all(records: &ValidRecords, year: &Year) -> Vec<Composed> {
    let mut report = Report::new();
    let facts = Facts::new(records, &year.engine, &year.sources, &mut report);
    let papers = records.records().papers.iter();
    papers.filter_map(|paper| compose(paper, Stamp::of(paper), &facts, &mut report)).collect()
}

fn lay_out(composed: &[Composed]) -> usize {
    let first = &composed.first().expect("the year has documents").document;
    let layout = Layout::new(Layout::form_of(first)).expect("the form is right");
    let files = composed.iter().map(|composed| layout.lay_out(&composed.document));
    files.map(|file| file.expect("the document is laid out").len()).sum()
}
