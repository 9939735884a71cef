//! Word templates filled: one list of very many rows, and very many certificates.

#[path = "made/base.rs"]
#[allow(dead_code, reason = "made for the other benches too")]
mod base;
#[path = "made/fill.rs"]
#[allow(dead_code, reason = "made for the other programs too")]
mod fill;

use divan::Bencher;
use divan::counter::ItemsCount;
use fill::Language;
use rayon::prelude::*;
use serde_json::Value;
use tera::Context;
use thidua::diag::Report;
use thidua::fill::batch::Batch;
use thidua::fill::input::{Input, read};
use thidua::fill::{NoFiles, WordTemplate};
use thidua::output::{self, Overwrite};
use thidua::source::Sources;

fn main() {
    divan::main();
}

fn template(bytes: Vec<u8>) -> WordTemplate {
    WordTemplate::compile("mau.docx", bytes).expect("the template is right")
}

fn data(value: &Value) -> Context {
    let (mut sources, mut report) = (Sources::new(), Report::new());
    let input = Input { name: "du-lieu.json", bytes: value.to_string().into_bytes(), sheets: &[] };
    read(input, &mut sources, &mut report).expect("the data are right")
}

/// Reading a template that brings many styles along.
#[divan::bench]
fn compile(bencher: Bencher) {
    let bytes = fill::certificate(Language::Tera);
    bencher.bench_local(|| template(bytes.clone()).variables().len());
}

/// Data already read, one file in memory.
#[divan::bench(args = [1_000, 10_000, 50_000], sample_count = 5, sample_size = 1)]
fn list(bencher: Bencher, rows: usize) {
    let (template, data) = (template(fill::list(Language::Tera)), data(&fill::list_data(rows)));
    let bencher = bencher.counter(ItemsCount::new(rows));
    bencher.bench_local(|| template.fill_sealed(&data, &NoFiles).expect("nothing is missing").len());
}

/// All files in memory, on one core.
#[divan::bench(args = [1_000], sample_count = 5, sample_size = 1)]
fn certificates(bencher: Bencher, people: usize) {
    let (template, data) = (template(fill::certificate(Language::Tera)), data(&fill::certificate_data(people)));
    let batch = Batch::of(&data, "giay_khen").expect("the list is there");
    let one = |index| template.fill_sealed(&batch.data(index), &NoFiles).expect("nothing is missing").len();
    bencher.counter(ItemsCount::new(people)).bench_local(|| (0..people).map(one).sum::<usize>());
}

/// All files on the disk, on all cores. Each run has a folder of its own: file systems are slow to use the numbers of
/// files again that were deleted moments ago.
#[divan::bench(args = [1_000], sample_count = 5, sample_size = 1)]
fn certificates_written(bencher: Bencher, people: usize) {
    let (template, data) = (template(fill::certificate(Language::Tera)), data(&fill::certificate_data(people)));
    let batch = Batch::of(&data, "giay_khen").expect("the list is there");
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let mut round = 0;
    bencher.counter(ItemsCount::new(people)).bench_local(|| {
        round += 1;
        let output = output::Batch::new(people, Overwrite::Keep);
        let write = |index: usize| {
            let bytes = template.fill_sealed(&batch.data(index), &NoFiles).expect("nothing is missing");
            let path = folder.path().join(format!("{round}/{index}.docx"));
            output.stage(&path, &bytes, |_| true).expect("there is room for the file")
        };
        let staged = (0..people).into_par_iter().map(write).collect();
        output.place(staged).expect("the disk takes the files").len()
    });
}
