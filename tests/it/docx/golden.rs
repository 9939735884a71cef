//! Files saved by other programs come out as a person would describe them.
//!
//! After a change on purpose run with `UPDATE_GOLDEN=1`, and read the difference before it is kept.

use std::path::{Path, PathBuf};

use thidua::docx::{DocxView, dump};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

fn matches_golden(name: &str) {
    let view = DocxView::read(&std::fs::read(folder("real").join(format!("{name}.docx"))).unwrap()).unwrap();
    let golden = folder("golden").join(format!("{name}.txt"));
    let seen = dump(&view);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&golden, &seen).unwrap();
    }
    let expected = std::fs::read_to_string(&golden).unwrap().replace("\r\n", "\n");
    for (at, (seen, expected)) in seen.lines().zip(expected.lines()).enumerate() {
        assert_eq!(seen, expected, "{name}, line {}", at + 1);
    }
    assert_eq!(seen.lines().count(), expected.lines().count(), "{name}");
}

#[test]
fn a_web_page_saved_by_libreoffice() {
    matches_golden("libreoffice-html");
}

#[test]
fn a_document_saved_again_by_libreoffice() {
    matches_golden("libreoffice-resaved");
}

#[test]
fn a_document_of_python_docx() {
    matches_golden("python-docx");
}

#[test]
fn a_document_of_the_npm_package() {
    matches_golden("npm-docx");
}
