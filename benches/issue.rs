//! Issuing, with every flush to the disk; and verifying.

#[path = "made/base.rs"]
#[allow(dead_code, reason = "shared by several benches")]
mod base;
#[path = "made/register.rs"]
mod register;

use std::io::Read as _;
use std::path::Path;
use std::process::Command;

use chrono::{NaiveDate, NaiveDateTime};
use divan::Bencher;
use divan::counter::BytesCount;
use thidua::archive::entry::{Exchange, Origin, Signatory};
use thidua::archive::verify::verify;
use thidua::archive::{Actor, Archive, Digest, Draft, Outside, Part, Patience, Series, Wanted};

fn main() {
    divan::main();
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2020, 3, 2).unwrap_or_default()
}

fn actor() -> Actor {
    let at: NaiveDateTime = day().and_hms_opt(8, 0, 0).unwrap_or_default();
    Actor { at, who: "vanthu".to_owned(), machine: "may-1".to_owned(), program: "0".to_owned() }
}

fn draft(number: usize) -> Draft {
    Draft {
        symbol: "KH-STC".to_owned(),
        kind: "ke_hoach".to_owned(),
        kind_name: "Kế hoạch".to_owned(),
        subject: format!("Phát động phong trào thi đua lần {number}"),
        issuer: "Sở Tài chính".to_owned(),
        signer: Signatory { post: "GIÁM ĐỐC".to_owned(), name: "Nguyễn Văn An".to_owned() },
        recipients: vec!["UBND tỉnh".to_owned()],
        filed: "VT, VP".to_owned(),
        copies: None,
        urgency: None,
        secrecy: None,
        exchange: Exchange::default(),
        remarks: Vec::new(),
        origin: Origin::Outside,
    }
}

/// Opens the archive, gives a number, and issues a file of this size.
fn issue(root: &Path, number: usize, bytes: usize) {
    let mut archive = Archive::open(root, actor(), "đo", Patience::seconds(1), false).expect("the archive is whole");
    let series = Series { year: 2020, name: "chung".to_owned() };
    let reserved = archive.reserve(Wanted { series, number: None, date: day(), reason: None }).expect("in turn");
    let mut content = vec![b'x'; bytes];
    content[..8].copy_from_slice(&(number as u64).to_le_bytes());
    let outside = Outside { part: Part::Document, ending: "docx", content: &content };
    reserved.register(draft(number), Some(outside)).expect("there is room");
}

/// One document of 20 kB into a register of so many.
#[divan::bench(args = [0, 10_000, 100_000], sample_count = 40, sample_size = 1)]
fn one_document(bencher: Bencher, registered: u32) {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    if registered > 0 {
        register::write(folder.path(), registered, 2019).expect("there is room for a register");
    }
    let mut number = 0;
    bencher.bench_local(|| {
        number += 1;
        issue(folder.path(), number, 20 << 10);
    });
}

/// The whole program, from its start to its end, on the shipped year.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn whole_program(bencher: Bencher) {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    bencher
        .with_inputs(|| {
            let folder = tempfile::tempdir().expect("there is room for a folder");
            for entry in walkdir::WalkDir::new(&shipped).into_iter().filter_map(Result::ok) {
                let to = folder.path().join("data").join(entry.path().strip_prefix(&shipped).unwrap_or(entry.path()));
                let done = if entry.file_type().is_dir() {
                    std::fs::create_dir_all(to)
                } else {
                    std::fs::copy(entry.path(), to).map(drop)
                };
                done.expect("there is room for the records");
            }
            folder
        })
        .bench_local_refs(|folder| {
            let mut program = Command::new(env!("CARGO_BIN_EXE_thidua"));
            let program = program
                .args(["phat-hanh", "ke-hoach", "--ngay", "20/02/2020"])
                .current_dir(folder.path())
                .env("THIDUA_TRANG_THAI", folder.path().join("nho"));
            let done = program.output().expect("the program starts");
            assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        });
}

const DOCUMENTS: usize = 1_000;

fn archive() -> (tempfile::TempDir, u64) {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    for number in 1..=DOCUMENTS {
        issue(folder.path(), number, 100 << 10);
    }
    let files = walkdir::WalkDir::new(folder.path().join(thidua::archive::FOLDER));
    let length = files.into_iter().filter_map(Result::ok).filter_map(|file| file.metadata().ok());
    let length = length.filter(std::fs::Metadata::is_file).map(|file| file.len()).sum();
    (folder, length)
}

/// Everything that `luu xac-minh` does, on 1,000 documents of 100 kB.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn verified(bencher: Bencher) {
    let (folder, length) = archive();
    bencher.counter(BytesCount::new(length)).bench_local(|| {
        let done = verify(folder.path(), Patience::seconds(1)).expect("it can be read");
        assert!(!done.report.has_errors() && done.documents == DOCUMENTS, "it is whole");
    });
}

/// The same bytes read and hashed, and nothing else.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn only_hashed(bencher: Bencher) {
    let (folder, length) = archive();
    bencher.counter(BytesCount::new(length)).bench_local(|| {
        let files = walkdir::WalkDir::new(folder.path().join(thidua::archive::FOLDER)).into_iter();
        let files = files.filter_map(Result::ok).filter(|file| file.file_type().is_file());
        let hash = |path: &Path| {
            let mut bytes = Vec::new();
            std::fs::File::open(path).and_then(|mut file| file.read_to_end(&mut bytes)).map(|_| Digest::of(&bytes))
        };
        files.map(|file| hash(file.path()).expect("it can be read")).fold(0, |count, _| count + 1)
    });
}
