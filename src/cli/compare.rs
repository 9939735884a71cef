//! `thidua so-sanh`: what is different between two years.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::json;

use super::given::{here, shown};
use super::{Args, say};
use crate::compare::{self, Change, Line};
use crate::diag::Report;
use crate::office::{Fault, known};
use crate::ooxml::write::{FingerprintState, fingerprint_state};
use crate::output::{self, Overwrite, Written};
use crate::pipeline::{Wish, generate};
use crate::source::Sources;
use crate::source::open::Reach;

/// What `so-sanh` was asked for.
pub struct Comparison<'a> {
    /// The earlier and the later year.
    pub years: (i32, i32),
    /// Only these documents; all, and the records too, when empty.
    pub documents: &'a [String],
    /// Where to write Word files with tracked changes: a file for one document, else a folder.
    pub out: Option<&'a Path>,
    /// Whether to replace files edited by hand.
    pub overwrite: bool,
}

/// What is different in one document.
struct Document {
    id: String,
    /// What is said when only one year has it.
    lone: Option<String>,
    lines: Vec<Line>,
    /// The Word file with its changes tracked, and what became of it.
    file: Option<(PathBuf, Written)>,
}

/// The Word files of a year by the ids of the documents.
type Files = BTreeMap<String, Vec<u8>>;

/// Compares and tells; returns the exit code.
pub fn run(args: &Args, wanted: &Comparison) -> u8 {
    try_run(args, wanted).unwrap_or_else(|fault| say::refused(args, &fault))
}

fn try_run(args: &Args, wanted: &Comparison) -> Result<u8, Fault> {
    let (years, documents) = (wanted.years, wanted.documents);
    let changes = if documents.is_empty() { Some(records(args, years)?) } else { None };
    let (Some(before), Some(after)) = (files(args, years.0, documents)?, files(args, years.1, documents)?) else {
        return Ok(1);
    };
    let mut papers = side_by_side(&before, &after, years)?;
    if let Some(out) = wanted.out {
        write(&args.folder.join(out), &before, &after, &mut papers, wanted.overwrite)?;
    }
    tell(args, years, changes.as_deref(), &papers);
    let kept = papers.iter().any(|paper| matches!(paper.file, Some((_, Written::Beside(_)))));
    Ok(u8::from(kept))
}

fn records(args: &Args, years: (i32, i32)) -> Result<Vec<Change>, Fault> {
    let (mut sources, mut report) = (Sources::new(), Report::new());
    let reach = Reach::of(&args.folder).and(&args.allowed);
    let mut read = |year| compare::values(&reach, year, &mut sources, &mut report);
    let before = read(years.0)?;
    let after = read(years.1)?;
    Ok(compare::records(&before, &after))
}

/// Generates a year's documents, its questions left open; `None` when a fault has been told.
fn files(args: &Args, year: i32, documents: &[String]) -> Result<Option<Files>, Fault> {
    let issued = known::read(&args.folder, year)?;
    let wish = Wish {
        year: Some(year),
        ids: documents.to_vec(),
        draft: true,
        issued,
        again: true,
        allowed: args.allowed.clone(),
        ..Wish::default()
    };
    let run = generate(&args.folder, &wish, &|_| {})?;
    if run.report.has_errors() {
        say::report(args, &run.report, &run.sources);
        return Ok(None);
    }
    Ok(Some(run.made.into_iter().map(|made| (made.id, made.bytes)).collect()))
}

fn side_by_side(before: &Files, after: &Files, years: (i32, i32)) -> Result<Vec<Document>, Fault> {
    let read = |id: &str, bytes: &[u8]| compare::paragraphs(bytes).map_err(|error| format!("{id}: {error}"));
    let ids: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let document = |id: &String| {
        let (lone, lines) = match (before.get(id), after.get(id)) {
            (Some(before), Some(after)) => (None, compare::texts(&read(id, before)?, &read(id, after)?)),
            (Some(_), None) => (Some(format!("chỉ có năm {}", years.0)), Vec::new()),
            (None, _) => (Some(format!("chỉ có năm {}", years.1)), Vec::new()),
        };
        Ok(Document { id: id.clone(), lone, lines, file: None })
    };
    ids.into_iter().map(document).collect()
}

/// Writes the documents that both years have, with their changes tracked.
fn write(out: &Path, before: &Files, after: &Files, papers: &mut [Document], overwrite: bool) -> Result<(), Fault> {
    let shared: Vec<&mut Document> = papers.iter_mut().filter(|paper| paper.lone.is_none()).collect();
    let one_file = out.extension().is_some_and(|end| end.eq_ignore_ascii_case("docx"));
    if one_file && shared.len() != 1 {
        let count = shared.len();
        let message = format!("--ra ghi một tệp .docx nhưng có {count} văn bản để so");
        return Err(Fault::new(message, "chọn một văn bản bằng --van-ban MÃ, hoặc ghi tên thư mục sau --ra"));
    }
    for paper in shared {
        let path = if one_file { out.to_owned() } else { out.join(format!("{}.docx", paper.id)) };
        let (Some(before), Some(after)) = (before.get(&paper.id), after.get(&paper.id)) else { continue };
        let bytes = compare::tracked(before, after).map_err(|error| format!("{}: {error}", paper.id))?;
        let overwrite = if overwrite { Overwrite::Replace } else { Overwrite::Keep };
        let untouched = |bytes: &[u8]| fingerprint_state(bytes) == FingerprintState::Untouched;
        let written = output::write(&path, &bytes, overwrite, untouched)?;
        paper.file = Some((path, written));
    }
    Ok(())
}

fn tell(args: &Args, years: (i32, i32), changes: Option<&[Change]>, papers: &[Document]) {
    if args.json {
        return say::data(&as_json(args, years, changes, papers).to_string());
    }
    if let Some(changes) = changes {
        say::data(&format!("Dữ liệu năm {} so với năm {}: {} chỗ khác", years.1, years.0, changes.len()));
        for change in changes {
            say::data(&change_shown(change));
        }
    }
    for paper in papers {
        let what = match (&paper.lone, paper.lines.len()) {
            (Some(lone), _) => lone.clone(),
            (None, 0) => "không khác".to_owned(),
            (None, count) => format!("{count} đoạn khác"),
        };
        match &paper.file {
            Some((path, written)) => {
                say::data(&format!("\nVăn bản {}: {what}\n  {}", paper.id, file_shown(args, path, written)));
            }
            None => {
                say::data(&format!("\nVăn bản {}: {what}", paper.id));
                paper.lines.iter().for_each(|line| say::data(&line_shown(line)));
            }
        }
    }
}

fn change_shown(change: &Change) -> String {
    let side = |sign: &str, value: &Option<String>| value.as_ref().map(|value| format!("\n    {sign} {value}"));
    let (before, after) = (side("-", &change.before), side("+", &change.after));
    format!("  {}{}{}", change.path, before.unwrap_or_default(), after.unwrap_or_default())
}

/// Says where the changes can be looked at; they are not listed once more.
fn file_shown(args: &Args, path: &Path, written: &Written) -> String {
    if let Written::Beside(beside) = written {
        say::kept(args, &here(args, path), &here(args, beside));
        return format!("{} ({})", here(args, beside), say::outcome(written));
    }
    format!("{} ({})", here(args, path), say::outcome(written))
}

fn line_shown(line: &Line) -> String {
    match line {
        Line::Gone(text) => format!("  - {text}"),
        Line::New(text) => format!("  + {text}"),
    }
}

fn as_json(args: &Args, years: (i32, i32), changes: Option<&[Change]>, papers: &[Document]) -> serde_json::Value {
    let change = |change: &Change| json!({ "khoa": change.path, "nam_truoc": change.before, "nam_sau": change.after });
    let line = |line: &Line| match line {
        Line::Gone(text) => json!({ "bo": text }),
        Line::New(text) => json!({ "them": text }),
    };
    let paper = |paper: &Document| {
        let lines: Vec<_> = paper.lines.iter().map(line).collect();
        let file = paper.file.as_ref().map(|(path, written)| match written {
            Written::Beside(beside) => shown(args, beside),
            _ => shown(args, path),
        });
        json!({ "ma": paper.id, "ghi_chu": paper.lone, "doan": lines, "tep": file })
    };
    json!({
        "nam": [years.0, years.1],
        "ho_so": changes.map(|changes| changes.iter().map(change).collect::<Vec<_>>()),
        "van_ban": papers.iter().map(paper).collect::<Vec<_>>(),
    })
}
