//! `thidua lap`: every document of a year into `output/<năm>/`.

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde_json::json;

use super::given::shown;
use super::{Align, Args, Progress, Table, say};
use crate::diag;
use crate::layout::package::{FingerprintState, fingerprint_state_beside};
use crate::output::pdf::{self, Pdf};
use crate::output::{self, Overwrite, Staged, Written};
use crate::pipeline::{Made, Run, Step, Wish, generate};
use crate::record;
use crate::viet;

/// What `lap` was asked for.
#[derive(Clone, Copy)]
pub struct Build<'a> {
    /// The year.
    pub year: Option<i32>,
    /// The documents.
    pub documents: &'a [String],
    /// Where to write.
    pub out: Option<&'a Path>,
    /// The day, as typed.
    pub date: Option<&'a str>,
    /// Whether to make PDFs too.
    pub pdf: bool,
    /// Whether to replace files edited by hand.
    pub overwrite: bool,
    /// Whether the questions of a new year may stay open.
    pub draft: bool,
}

impl Build<'_> {
    fn replacing(&self) -> Overwrite {
        if self.overwrite { Overwrite::Replace } else { Overwrite::Keep }
    }
}

/// Generates, writes and tells; returns the exit code.
pub fn run(args: &Args, build: &Build) -> u8 {
    match try_run(args, build) {
        Ok(code) => code,
        Err(message) => {
            say::failure(args, &message);
            2
        }
    }
}

fn try_run(args: &Args, build: &Build) -> Result<u8, String> {
    once(args, build).map(|(_, code)| code)
}

/// Generates, writes and tells once; returns what was generated and the exit code.
pub fn once(args: &Args, build: &Build) -> Result<(Run, u8), String> {
    let wish = wish(build)?;
    let progress = Progress::new(0, "Lập văn bản", !args.json);
    let watch = |step: Step| match step {
        Step::Planned(total) => progress.expect(total),
        Step::Made(id) => progress.tick(id),
    };
    let run = generate(&args.folder, &wish, &watch).map_err(|error| error.to_string())?;
    progress.finish();
    let folder = folder(args, build, run.year);
    let files = write(&run.made, &folder, build).map_err(|error| format!("{error}\n  gợi ý: {}", error.advice()))?;
    let pdfs = if build.pdf && !files.is_empty() { convert(&files, &folder)? } else { Vec::new() };
    tell(args, &run, &files, &pdfs);
    let kept = files.iter().any(|file| matches!(file.written, Written::Beside(_)));
    let code = u8::from(run.report.has_errors() || kept);
    drop(files);
    Ok((run, code))
}

/// Returns what the pipeline is asked for.
pub fn wish(build: &Build) -> Result<Wish, String> {
    let as_of = build.date.map(day).transpose()?;
    Ok(Wish { year: build.year, ids: build.documents.to_vec(), as_of, draft: build.draft })
}

/// Returns the year that was asked for, else the newest there is.
pub fn year(args: &Args, build: &Build) -> Result<i32, String> {
    if let Some(year) = build.year {
        return Ok(year);
    }
    let years = record::years(&args.folder.join("data")).map_err(|error| error.to_string())?;
    Ok(years.last().copied().unwrap_or_default())
}

fn day(text: &str) -> Result<chrono::NaiveDate, String> {
    viet::date::parse(text)
        .map_err(|fault| format!("--ngay “{text}”: {fault}\n  gợi ý: viết như 2020-06-14 hoặc 14/06/2020"))
}

/// Returns where the documents of a year are written.
pub fn folder(args: &Args, build: &Build, year: i32) -> PathBuf {
    match build.out {
        Some(out) => args.folder.join(out),
        None => args.folder.join("output").join(year.to_string()),
    }
}

/// A document and what became of its file.
struct File<'r> {
    made: &'r Made,
    path: PathBuf,
    written: Written,
}

impl File<'_> {
    /// Where this run's version lies: beside the clerk's where that was edited.
    fn fresh(&self) -> &Path {
        match &self.written {
            Written::Beside(path) => path,
            _ => &self.path,
        }
    }
}

fn write<'r>(made: &'r [Made], folder: &Path, build: &Build) -> Result<Vec<File<'r>>, output::OutputError> {
    let batch = output::Batch::new(made.len(), build.replacing());
    let stage = |made: &Made| batch.stage(&place(made, folder, build)?, &made.bytes, |there| untouched(there, made));
    // Each file may wait for the disk; the first fault in the order of the documents is told.
    let staged: Vec<Result<Staged, output::OutputError>> = made.par_iter().map(stage).collect();
    let written = batch.place(staged.into_iter().collect::<Result<_, _>>()?)?;
    Ok(made.iter().zip(written).map(|(made, written)| File { made, path: path(made, folder), written }).collect())
}

/// Writes one document; returns where it belongs and what became of it.
pub fn write_one(made: &Made, folder: &Path, build: &Build) -> Result<(PathBuf, Written), output::OutputError> {
    let path = place(made, folder, build)?;
    let written = output::write(&path, &made.bytes, build.replacing(), |there| untouched(there, made))?;
    Ok((path, written))
}

/// Returns where a document is written: through no link, unless the clerk names a folder that is one.
fn place(made: &Made, folder: &Path, build: &Build) -> Result<PathBuf, output::OutputError> {
    if build.out.is_none() {
        folder.ancestors().take(2).try_for_each(output::unlinked)?;
    }
    output::below(folder, &format!("{}.docx", made.id))
}

fn path(made: &Made, folder: &Path) -> PathBuf {
    folder.join(format!("{}.docx", made.id))
}

fn untouched(there: &[u8], made: &Made) -> bool {
    fingerprint_state_beside(there, &made.bytes) == FingerprintState::Untouched
}

fn convert(files: &[File], folder: &Path) -> Result<Vec<Pdf>, String> {
    let paths: Vec<PathBuf> = files.iter().map(|file| file.fresh().to_owned()).collect();
    pdf::convert(&paths, folder).map_err(|error| format!("{error}\n  gợi ý: {}", error.advice()))
}

fn tell(args: &Args, run: &Run, files: &[File], pdfs: &[Pdf]) {
    if args.json {
        return say::data(&as_json(args, run, files, pdfs).to_string());
    }
    say::report(args, &run.report, &run.sources);
    for file in files {
        if let Written::Beside(beside) = &file.written {
            say::kept(args, &shown(args, &file.path), &shown(args, beside));
        }
    }
    if !files.is_empty() {
        say::data(table(args, files, pdfs).to_string().trim_end());
    }
}

fn table(args: &Args, files: &[File], pdfs: &[Pdf]) -> Table {
    let with_pages = !pdfs.is_empty();
    let mut columns = vec![("Văn bản", Align::Left), ("Tệp", Align::Left), ("Kết quả", Align::Left)];
    if with_pages {
        columns.insert(2, ("Trang", Align::Right));
    }
    let mut table = Table::new(&columns);
    for (index, file) in files.iter().enumerate() {
        let mut cells =
            vec![format!("{} {}", file.made.kind, short(&file.made.subject)), shown(args, file.fresh()), outcome(file)];
        if with_pages {
            let pages = pdfs.get(index).and_then(|pdf| pdf.pages);
            cells.insert(2, pages.map_or_else(String::new, |pages| pages.to_string()));
        }
        table.row(cells);
    }
    table
}

/// Returns the start of a subject, cut between words.
fn short(subject: &str) -> String {
    let subject = viet::text::after_kind(subject);
    if subject.chars().count() <= 48 {
        return subject;
    }
    let cut: String = subject.chars().take(46).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{} …", &cut[..end])
}

fn outcome(file: &File) -> String {
    let what = say::outcome(&file.written);
    match file.made.warnings {
        0 => what.to_owned(),
        count => format!("{what}, {count} cảnh báo"),
    }
}

fn as_json(args: &Args, run: &Run, files: &[File], pdfs: &[Pdf]) -> serde_json::Value {
    let documents: Vec<_> = files
        .iter()
        .enumerate()
        .map(|(index, file)| {
            json!({
                "ma": file.made.id,
                "loai": file.made.kind,
                "trich_yeu": file.made.subject,
                "tep": shown(args, file.fresh()),
                "ket_qua": outcome(file),
                "so_trang": pdfs.get(index).and_then(|pdf| pdf.pages),
                "canh_bao": file.made.warnings,
            })
        })
        .collect();
    json!({ "nam": run.year, "van_ban": documents, "phat_hien": diag::json::to_json(&run.report, &run.sources) })
}
