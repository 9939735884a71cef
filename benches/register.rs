//! Searching a register of a million documents, and making it into files.

#[path = "made/base.rs"]
#[allow(dead_code, reason = "shared by several benches")]
mod base;
#[path = "made/register.rs"]
mod register;

use std::path::PathBuf;

use chrono::NaiveDate;
use divan::Bencher;
use thidua::archive::sqlite::SqliteRegister;
use thidua::archive::{FOLDER, Query, REGISTER, Register, Which};
use thidua::document::{Cells, RowKind};
use thidua::ledger::{self, Heading, Workbook};

const MILLION: u32 = 1_000_000;

/// How many documents a screen shows.
const SHOWN: usize = 50;

fn main() {
    divan::main();
}

/// Returns the register, made once and kept with what is built.
fn made() -> SqliteRegister {
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("so-{MILLION}"));
    if !root.exists() {
        let part = root.with_extension("part");
        let _ = std::fs::remove_dir_all(&part);
        register::write(&part, MILLION, 2025).expect("there is room for a register");
        std::fs::rename(&part, &root).expect("the register has just been made");
    }
    SqliteRegister::open_to_read(&root.join(FOLDER).join(REGISTER)).expect("the register is whole")
}

fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

/// What a clerk looks for: what is found often, seldom and never.
fn queries() -> Vec<(&'static str, Query)> {
    let text = |text: &str| Query { text: Some(text.to_owned()), ..Query::default() };
    let signer = |signer: &str| Query { signer: Some(signer.to_owned()), ..Query::default() };
    let kind = Some("ke_hoach".to_owned());
    vec![
        ("everything", Query { series: Which::Open, ..Query::default() }),
        ("a year", Query { year: Some(2019), series: Which::Open, ..Query::default() }),
        ("a common word", text("khen thuong")),
        ("a word not finished", text("khen th")),
        ("two letters", text("th")),
        ("words that are never together", text("thi dua ke hoach cong van")),
        ("a number", text("4321/KH")),
        ("no such word", text("xyzzy")),
        ("a signer", signer("duc khiem")),
        ("signer, kind, text", Query { kind: kind.clone(), text: text("dau thau").text, ..signer("lan") }),
        ("a day", Query { from: day(2020, 5, 5), to: day(2020, 5, 5), ..Query::default() }),
        ("a long span, text, signer", Query { from: day(2010, 3, 9), text: text("thue").text, ..signer("an") }),
        (
            "all of it",
            Query {
                year: Some(2021),
                kind,
                from: day(2021, 2, 3),
                to: day(2021, 11, 20),
                text: text("ngan sach").text,
                series: Which::Open,
                ..signer("minh")
            },
        ),
        ("a range of numbers", Query { year: Some(2024), least: Some(49_000), most: Some(49_010), ..Query::default() }),
    ]
}

#[divan::bench(args = queries().into_iter().map(|(name, _)| name), sample_count = 20)]
fn search(bencher: Bencher, name: &str) {
    let made = made();
    let query = queries().into_iter().find(|(known, _)| *known == name).map(|(_, query)| query).unwrap_or_default();
    bencher.bench_local(|| made.search(&query, SHOWN).expect("the register is whole").len());
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn gaps(bencher: Bencher) {
    let made = made();
    bencher.bench_local(|| made.gaps(None).expect("the register is whole").len());
}

/// The register of a year of 50,000 documents as a Word file.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn docx(bencher: Bencher) {
    let made = made();
    bencher.bench_local(|| {
        let (mut cells, mut heading) = (Cells::default(), Heading::default());
        let query = Query { year: Some(2020), ..Query::default() };
        let walked = made.walk(&query, &mut |entry| {
            heading.take(&entry, true);
            for cell in &ledger::cells(&made, &entry).expect("no ties") {
                cells.cell(cell);
            }
            cells.end_row(RowKind::Plain);
            true
        });
        walked.expect("the register is whole");
        ledger::docx(&heading, cells).expect("the register can be laid out").len()
    });
}

/// The same as a workbook.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn xlsx(bencher: Bencher) {
    let made = made();
    bencher.bench_local(|| {
        let (mut book, mut heading) = (Workbook::new().expect("a new workbook"), Heading::default());
        let query = Query { year: Some(2020), ..Query::default() };
        let walked = made.walk(&query, &mut |entry| {
            heading.take(&entry, true);
            let cells = ledger::cells(&made, &entry).expect("no ties");
            book.row(&cells, entry.date).is_ok()
        });
        walked.expect("the register is whole");
        book.finish(&heading).expect("the workbook can be made").len()
    });
}
