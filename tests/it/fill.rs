//! The Word template engine against its conformance folder, `tests/fill/`.
//!
//! Each folder holds a template `mau.docx`, its data `du-lieu.yaml` and the reason in `vi-sao.md`; then either
//! `mong-doi.txt`, what the filled file shows, or `loi.txt`, what the clerk reads instead. `mau-sai.md` says why the validator
//! finds fault with the template itself. `UPDATE_GOLDEN=1` rewrites the texts: read them before they are
//! kept. `bien.txt` lists the variables of some; `cho-sua.md` says what the engine does not do right yet. `tests/fill/make/` writes the templates; the tests need none of it.

mod charts;
mod elsewhere;
mod fonts;
pub mod package;
mod random;
mod seen;
mod sound;
mod spellings;

use std::io;
use std::path::{Path, PathBuf};

use tera::Context;
use thidua::diag::{Diagnostic, Report, text};
use thidua::fill::input::{Input, read};
use thidua::fill::{Files, WordTemplate, font};
use thidua::ooxml::write::seal;
use thidua::source::Sources;

use super::workspace::{fixture, folders, matches_file};

/// The files beside a template, which its data may name.
struct Beside(PathBuf);

impl Files for Beside {
    fn read(&self, path: &str, _most: u64) -> io::Result<Vec<u8>> {
        std::fs::read(self.0.join(path))
    }
}

/// Where a case lies.
fn folder(case: &str) -> PathBuf {
    fixture("fill").join(case)
}

fn cases() -> Vec<String> {
    folders(&fixture("fill")).into_iter().filter(|name| name != "make").collect()
}

/// Reads the data as the program does.
fn data(folder: &Path) -> Context {
    let Ok(bytes) = std::fs::read(folder.join("du-lieu.yaml")) else { return Context::new() };
    let (mut sources, mut report) = (Sources::new(), Report::new());
    let input = Input { name: "du-lieu.yaml", bytes, sheets: &[] };
    let data = read(input, &mut sources, &mut report);
    data.unwrap_or_else(|| panic!("{}: {}", folder.display(), text::render(&report, &sources, false)))
}

fn told(faults: Vec<Diagnostic>) -> String {
    let mut report = Report::new();
    for fault in faults {
        report.push(fault);
    }
    text::render(&report, &Sources::new(), false)
}

/// Fills a template as the program does: all faults of the template, then all that the data lacks, then the file.
fn fill(template: Vec<u8>, data: &Context, files: &dyn Files) -> Result<Vec<u8>, String> {
    let template = WordTemplate::compile("mau.docx", template).map_err(told)?;
    let missing = template.missing(data);
    if !missing.is_empty() {
        return Err(told(missing));
    }
    template.fill(data, files).map_err(|fault| told(vec![*fault]))
}

fn filled(case: &str) -> Result<Vec<u8>, String> {
    let folder = folder(case);
    let mut template = std::fs::read(folder.join("mau.docx")).unwrap();
    if case.starts_with("doi-phong-") {
        let renewed = font::renewed("mau.docx", &template).unwrap();
        template = renewed.map_or(template, |renewed| renewed.bytes);
    }
    fill(template, &data(&folder), &Beside(folder))
}

/// Says how a case differs from what its folder expects; rewrites the folder when `UPDATE_GOLDEN` is set.
fn difference(case: &str) -> Option<String> {
    let (right, wrong) = ("mong-doi.txt", "loi.txt");
    let (name, other, seen) = match filled(case) {
        Ok(bytes) => (right, wrong, seen::seen(&bytes)),
        Err(message) => (wrong, right, message),
    };
    let path = folder(case).join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &seen).unwrap();
        let _ = std::fs::remove_file(folder(case).join(other));
        return None;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    if folder(case).join(other).exists() {
        return Some(format!("{case}: {other} is expected, this comes instead:\n{seen}"));
    }
    let pairs = seen.lines().map(Some).chain([None]).zip(expected.lines().map(Some).chain([None]));
    let first = pairs.enumerate().find(|(_, (seen, expected))| seen != expected);
    first.map(|(at, (seen, expected))| {
        format!(
            "{case}/{name}, line {}:\n  expected {}\n  seen     {}",
            at + 1,
            expected.unwrap_or("the end"),
            seen.unwrap_or("the end")
        )
    })
}

/// Fails with everything that was found, so that one run shows all of it.
fn none(found: &[String]) {
    assert!(found.is_empty(), "{} found; UPDATE_GOLDEN=1 rewrites texts\n{}", found.len(), found.join("\n"));
}

/// All cases, or those whose names begin with one of `THIDUA_FILL`, to work on a few.
fn chosen() -> Vec<String> {
    let wish = std::env::var("THIDUA_FILL").unwrap_or_default();
    cases().into_iter().filter(|case| wish.split(' ').any(|start| case.starts_with(start))).collect()
}

/// Those of them that expect a document, not a message.
fn fillable() -> Vec<String> {
    chosen().into_iter().filter(|case| !folder(case).join("loi.txt").exists() && !is_open(case)).collect()
}

/// Whether `cho-sua.md` says that the engine does not do yet what the folder expects.
fn is_open(case: &str) -> bool {
    folder(case).join("cho-sua.md").exists()
}

#[test]
fn every_template_gives_the_document_or_the_message_in_its_folder() {
    none(&chosen().iter().filter(|case| !is_open(case)).filter_map(|case| difference(case)).collect::<Vec<_>>());
}

#[test]
fn a_folder_that_waits_for_a_repair_is_still_wrong() {
    let sound = |case: &str| filled(case).map_or(true, |bytes| sound::faults(&bytes).is_empty());
    let right = |case: &String| difference(case).is_none() && sound(case);
    let rewriting = std::env::var_os("UPDATE_GOLDEN").is_some();
    let open = cases().into_iter().filter(|case| is_open(case) && !rewriting);
    none(&open.filter(right).map(|case| format!("{case}: take cho-sua.md away")).collect::<Vec<_>>());
}

/// Writes down what a template takes from its data: path, whether it is a list, where it is used.
fn variables(case: &str) -> String {
    let template = WordTemplate::compile("mau.docx", std::fs::read(folder(case).join("mau.docx")).unwrap());
    let lines = template.map_err(told).unwrap().variables().into_iter().map(|variable| {
        let places: Vec<String> = variable.places.iter().map(|place| format!("    {place}: {}\n", place.tag)).collect();
        format!("{}{}\n{}", variable.path, if variable.list { " (danh sách)" } else { "" }, places.concat())
    });
    lines.collect()
}

#[test]
fn every_variable_is_listed_with_its_places_where_a_folder_says_so() {
    for case in chosen().iter().filter(|case| folder(case).join("bien.txt").exists()) {
        matches_file(&variables(case), &folder(case).join("bien.txt"));
    }
}

#[test]
fn every_filled_document_keeps_the_rules_of_word() {
    let mut found = Vec::new();
    for case in fillable() {
        let Ok(bytes) = filled(&case) else { continue };
        found.extend(sound::faults(&bytes).into_iter().map(|fault| format!("{case}: {fault}")));
    }
    none(&found);
}

#[test]
fn the_same_template_and_data_give_the_same_bytes() {
    let differs = |case: &String| filled(case) != filled(case);
    none(&fillable().into_iter().filter(differs).collect::<Vec<_>>());
}

#[test]
fn sealing_while_writing_gives_the_bytes_of_sealing_afterwards() {
    let differs = |case: &String| {
        let (data, files) = (data(&folder(case)), Beside(folder(case)));
        let template = WordTemplate::compile("mau.docx", std::fs::read(folder(case).join("mau.docx")).unwrap());
        let template = template.map_err(told).unwrap();
        let filled = template.fill(&data, &files).unwrap();
        template.fill_sealed(&data, &files).unwrap() != seal(&filled).unwrap()
    };
    none(&fillable().into_iter().filter(differs).collect::<Vec<_>>());
}

#[test]
fn entries_without_tags_are_copied_byte_for_byte() {
    let template = std::fs::read(folder("phan-khong-co-the").join("mau.docx")).unwrap();
    let before = package::entries(&template).unwrap();
    let after = package::entries(&filled("phan-khong-co-the").unwrap()).unwrap();
    let changed: Vec<&String> = before.iter().zip(&after).filter(|(a, b)| a != b).map(|((name, _), _)| name).collect();
    assert_eq!(changed, ["word/document.xml"]);
    assert_eq!(before.len(), after.len());
}

#[test]
fn one_compiled_template_can_be_filled_many_times_with_different_data() {
    let template =
        WordTemplate::compile("mau.docx", package::document("<w:p><w:r><w:t>{{ x }}</w:t></w:r></w:p>")).unwrap();
    let texts = [1, 2, 1].map(|x| {
        let data = Context::from_serialize(&serde_json::json!({ "x": x })).unwrap();
        let bytes = template.fill(&data, &Beside(PathBuf::new())).unwrap();
        thidua::docx::DocxView::read(&bytes).unwrap().text()
    });
    assert_eq!(texts, ["1\n", "2\n", "1\n"]);
}

#[test]
fn every_folder_says_why_it_exists_and_expects_one_thing() {
    let mut found = Vec::new();
    for case in cases() {
        let has =
            |name: &str| std::fs::read_to_string(folder(&case).join(name)).is_ok_and(|text| !text.trim().is_empty());
        if !has("vi-sao.md") || has("mong-doi.txt") == has("loi.txt") {
            found.push(case);
        }
    }
    none(&found);
    assert!(cases().len() >= 80, "{} folders", cases().len());
}

#[test]
fn every_message_says_what_to_do_in_vietnamese() {
    let mut found = Vec::new();
    for case in cases().into_iter().filter(|case| !is_open(case)) {
        let Ok(text) = std::fs::read_to_string(folder(&case).join("loi.txt")) else { continue };
        let english = [
            "error",
            "Error",
            "expected",
            "unexpected",
            "unknown",
            "invalid",
            "not found",
            "None",
            "Some(",
            "panicked",
        ];
        found.extend(english.iter().filter(|word| text.contains(**word)).map(|word| format!("{case} says {word}")));
        if !text.contains("gợi ý: ") {
            found.push(format!("{case} says nothing to do"));
        }
    }
    none(&found);
}
