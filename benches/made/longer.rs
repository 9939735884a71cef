//! A Word file made longer.

use std::io::{Cursor, Read, Write};

/// Returns the file with the paragraphs of its body repeated.
pub fn longer(bytes: &[u8], times: usize) -> Vec<u8> {
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
