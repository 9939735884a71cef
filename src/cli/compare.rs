//! `thidua so-sanh`: what is different between two years.

use std::collections::BTreeMap;

use serde_json::json;

use super::{Args, say};
use crate::compare::{self, Change, Line};
use crate::diag::Report;
use crate::pipeline::{Wish, generate};
use crate::source::Sources;

/// What is different in one document.
struct Document {
    id: String,
    /// What is said when only one year has it.
    lone: Option<String>,
    lines: Vec<Line>,
}

/// Compares and tells; returns the exit code.
pub fn run(args: &Args, years: (i32, i32), documents: &[String]) -> u8 {
    match try_run(args, years, documents) {
        Ok(code) => code,
        Err(message) => {
            say::failure(args, &message);
            2
        }
    }
}

fn try_run(args: &Args, years: (i32, i32), documents: &[String]) -> Result<u8, String> {
    let changes = if documents.is_empty() { Some(records(args, years)?) } else { None };
    let (Some(before), Some(after)) = (texts(args, years.0, documents)?, texts(args, years.1, documents)?) else {
        return Ok(1);
    };
    let papers = side_by_side(&before, &after, years);
    tell(args, years, changes.as_deref(), &papers);
    Ok(0)
}

fn records(args: &Args, years: (i32, i32)) -> Result<Vec<Change>, String> {
    let (mut sources, mut report) = (Sources::new(), Report::new());
    let mut read = |year| compare::values(&args.folder, year, &mut sources, &mut report);
    let before = read(years.0).map_err(|error| error.to_string())?;
    let after = read(years.1).map_err(|error| error.to_string())?;
    Ok(compare::records(&before, &after))
}

/// Returns the paragraphs of a year's documents; `None` when a fault has been told.
fn texts(args: &Args, year: i32, documents: &[String]) -> Result<Option<BTreeMap<String, Vec<String>>>, String> {
    let wish = Wish { year: Some(year), ids: documents.to_vec(), draft: true, ..Wish::default() };
    let run = generate(&args.folder, &wish, &|_| {}).map_err(|error| error.to_string())?;
    if run.report.has_errors() {
        say::report(args, &run.report, &run.sources);
        return Ok(None);
    }
    let read = |made: &crate::pipeline::Made| {
        let paragraphs = compare::paragraphs(&made.bytes).map_err(|error| format!("{}: {error}", made.id))?;
        Ok((made.id.clone(), paragraphs))
    };
    run.made.iter().map(read).collect::<Result<_, String>>().map(Some)
}

fn side_by_side(
    before: &BTreeMap<String, Vec<String>>,
    after: &BTreeMap<String, Vec<String>>,
    years: (i32, i32),
) -> Vec<Document> {
    let ids: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let document = |id: &String| {
        let (lone, lines) = match (before.get(id), after.get(id)) {
            (Some(before), Some(after)) => (None, compare::texts(before, after)),
            (Some(_), None) => (Some(format!("chỉ có năm {}", years.0)), Vec::new()),
            (None, _) => (Some(format!("chỉ có năm {}", years.1)), Vec::new()),
        };
        Document { id: id.clone(), lone, lines }
    };
    ids.into_iter().map(document).collect()
}

fn tell(args: &Args, years: (i32, i32), changes: Option<&[Change]>, papers: &[Document]) {
    if args.json {
        return say::data(&as_json(years, changes, papers).to_string());
    }
    if let Some(changes) = changes {
        say::data(&format!("Hồ sơ năm {} so với năm {}: {} chỗ khác", years.1, years.0, changes.len()));
        for change in changes {
            say::data(&shown(change));
        }
    }
    for paper in papers {
        let what = match (&paper.lone, paper.lines.len()) {
            (Some(lone), _) => lone.clone(),
            (None, 0) => "không khác".to_owned(),
            (None, count) => format!("{count} đoạn khác"),
        };
        say::data(&format!("\nVăn bản {}: {what}", paper.id));
        paper.lines.iter().for_each(|line| say::data(&line_shown(line)));
    }
}

fn shown(change: &Change) -> String {
    let side = |sign: &str, value: &Option<String>| value.as_ref().map(|value| format!("\n    {sign} {value}"));
    let (before, after) = (side("-", &change.before), side("+", &change.after));
    format!("  {}{}{}", change.path, before.unwrap_or_default(), after.unwrap_or_default())
}

fn line_shown(line: &Line) -> String {
    match line {
        Line::Gone(text) => format!("  - {text}"),
        Line::New(text) => format!("  + {text}"),
    }
}

fn as_json(years: (i32, i32), changes: Option<&[Change]>, papers: &[Document]) -> serde_json::Value {
    let change = |change: &Change| json!({ "khoa": change.path, "nam_truoc": change.before, "nam_sau": change.after });
    let line = |line: &Line| match line {
        Line::Gone(text) => json!({ "bo": text }),
        Line::New(text) => json!({ "them": text }),
    };
    let paper = |paper: &Document| {
        let lines: Vec<_> = paper.lines.iter().map(line).collect();
        json!({ "ma": paper.id, "ghi_chu": paper.lone, "doan": lines })
    };
    json!({
        "nam": [years.0, years.1],
        "ho_so": changes.map(|changes| changes.iter().map(change).collect::<Vec<_>>()),
        "van_ban": papers.iter().map(paper).collect::<Vec<_>>(),
    })
}
