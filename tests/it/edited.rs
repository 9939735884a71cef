//! What a clerk has edited in Word is never lost.

use std::io::{Cursor, Read, Write};

use super::workspace::Workspace;

const PLAN: &str = "output/2020/ke-hoach.docx";
const BESIDE: &str = "output/2020/ke-hoach.moi.docx";

/// Changes a word of the text, as saving in Word does.
fn edit(file: &[u8]) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let mut part = old.by_index(index).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        if part.name() == "word/document.xml" {
            content = String::from_utf8(content).unwrap().replace("thi đua", "THI ĐUA").into_bytes();
        }
        new.start_file(part.name(), zip::write::SimpleFileOptions::default()).unwrap();
        new.write_all(&content).unwrap();
    }
    new.finish().unwrap().into_inner()
}

fn built_and_edited() -> Workspace {
    let place = Workspace::shipped();
    assert_eq!(place.run(&["lap", "--van-ban", "ke-hoach"]).code, 0);
    let edited = edit(&place.read(PLAN));
    place.with(PLAN, edited)
}

#[test]
fn an_edited_file_stays_and_the_new_one_lies_beside_it() {
    let place = built_and_edited();
    let edited = place.read(PLAN);
    let outcome = place.run(&["lap", "--van-ban", "ke-hoach"]);
    assert_eq!(outcome.code, 1);
    assert!(outcome.stderr.contains("ke-hoach.docx đã được sửa tay nên giữ nguyên"), "{}", outcome.stderr);
    assert!(outcome.stdout.contains("ke-hoach.moi.docx"), "{}", outcome.stdout);
    assert_eq!(place.read(PLAN), edited);
    assert_eq!(place.read(BESIDE), place.documents()["ke-hoach"]);
}

#[test]
fn ghi_de_replaces_an_edited_file() {
    let place = built_and_edited();
    assert_eq!(place.run(&["lap", "--van-ban", "ke-hoach", "--ghi-de"]).code, 0);
    assert_eq!(place.read(PLAN), place.documents()["ke-hoach"]);
}

#[test]
fn a_file_nobody_edited_follows_its_records() {
    let place = Workspace::shipped();
    assert_eq!(place.run(&["lap", "--van-ban", "ke-hoach"]).code, 0);
    let place = place.edited("data/2020/co-quan.yaml", "viet_tat: STC", "viet_tat: STCNT");
    let outcome = place.run(&["lap", "--van-ban", "ke-hoach"]);
    assert_eq!((outcome.code, outcome.stdout.contains("cập nhật")), (0, true), "{}", outcome.stdout);
}

#[test]
fn a_file_of_another_program_in_the_way_is_kept() {
    let place = Workspace::shipped().with(PLAN, "không phải tệp của chương trình này");
    assert_eq!(place.run(&["lap", "--van-ban", "ke-hoach"]).code, 1);
    assert_eq!(place.read(PLAN), "không phải tệp của chương trình này".as_bytes());
}
