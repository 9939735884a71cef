//! Setting documents onto pages and printing them: a report of 17 pages, and one of some three hundred.

use std::io::{Cursor, Read, Write};
use std::path::Path;

use divan::Bencher;
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

/// Returns the file with what its body holds repeated.
fn longer(bytes: &[u8], times: usize) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).expect("a Word file");
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut part = from.by_index(at).expect("a part");
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("a whole part");
        if part.name() == "word/document.xml" {
            let text = String::from_utf8(content).expect("text");
            let (start, rest) = text.split_once("<w:body>").expect("a body");
            let end = rest.rfind("<w:sectPr").expect("a section");
            content = [start, "<w:body>", &rest[..end].repeat(times), &rest[end..]].concat().into_bytes();
        }
        to.start_file(part.name().to_owned(), zip::write::SimpleFileOptions::default()).expect("room");
        to.write_all(&content).expect("room");
    }
    to.finish().expect("a Word file").into_inner()
}
