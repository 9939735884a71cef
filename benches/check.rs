//! Checking a document of some pages, and one of a thousand paragraphs more.

use std::io::{Cursor, Read, Write};
use std::path::Path;

use divan::Bencher;
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

/// Returns the file with the paragraphs of its body repeated.
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
    to.finish().expect("room").into_inner()
}
