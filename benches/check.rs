//! Checking a document of some pages, and one of a thousand paragraphs more.

#[path = "made/longer.rs"]
mod longer;

use std::path::Path;

use divan::Bencher;
use longer::longer;
use thidua::check::{Options, check};
use thidua::pipeline::{Wish, generate};

fn main() {
    divan::main();
}

/// Returns a document of the sample year.
fn report() -> Vec<u8> {
    let wish = Wish { year: Some(2020), ids: vec!["bao-cao-nam".to_owned()], ..Wish::default() };
    let run = generate(Path::new(env!("CARGO_MANIFEST_DIR")), &wish, &|_| {}).expect("the sample year is there");
    run.made.into_iter().next().expect("the report is made").bytes
}

#[divan::bench]
fn ordinary(bencher: Bencher<'_, '_>) {
    let bytes = report();
    bencher.bench(|| check(&bytes, &Options::default()));
}

/// A report with its body a hundred times over, some three hundred pages.
#[divan::bench(sample_count = 10)]
fn three_hundred_pages(bencher: Bencher<'_, '_>) {
    let bytes = longer(&report(), 100);
    bencher.bench(|| check(&bytes, &Options::default()));
}
