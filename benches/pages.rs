//! Setting documents onto pages and printing them: a report of 17 pages, and one of some three hundred.

#[path = "made/longer.rs"]
mod longer;

use std::path::Path;

use divan::Bencher;
use longer::longer;
use thidua::pdf::Preview;
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
fn set(bencher: Bencher<'_, '_>) {
    let bytes = report();
    bencher.bench(|| Preview::of(&bytes).expect("a Word file"));
}

#[divan::bench]
fn print(bencher: Bencher<'_, '_>) {
    let bytes = report();
    bencher.bench(|| Preview::of(&bytes).expect("a Word file").pdf().expect("a PDF"));
}

/// One page as a picture for the screen.
#[divan::bench]
fn draw(bencher: Bencher<'_, '_>) {
    let preview = Preview::of(&report()).expect("a Word file");
    bencher.bench(|| preview.raster().png(&preview.pages().pages[2], 96).expect("a picture"));
}

#[divan::bench(sample_count = 10)]
fn three_hundred_pages(bencher: Bencher<'_, '_>) {
    let bytes = longer(&report(), 18);
    bencher.bench(|| Preview::of(&bytes).expect("a Word file").pdf().expect("a PDF"));
}
