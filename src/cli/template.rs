//! `thidua mau`: what a template needs, what is wrong with it, and the built-in ones.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::args::Inspect;
use super::given::{self, here, shown};
use super::proof::Proof;
use super::{Align, Args, Table, say};
use crate::diag::{self, Diagnostic, Report, nearest};
use crate::filename::native;
use crate::fill::batch::Batch;
use crate::fill::{Place, Variable, WordTemplate, comment, is_left};
use crate::office::Fault;
use crate::ooxml::comments;
use crate::output::{self, Overwrite, Written};
use crate::source::Sources;
use crate::template;

/// Places of one variable that are told.
const PLACES: usize = 3;

/// Lists the variables of a template; returns the exit code.
pub fn variables(args: &Args, path: &Path) -> u8 {
    let listed = given::template(args, path).map(|found| {
        let mut report = Report::new();
        let Some(template) = given::compile(&found, &mut report) else {
            say::report(args, &report, &Sources::new());
            return 1;
        };
        let all = template.variables();
        if args.json {
            say::data(&json!({ "bien": all.iter().map(as_json).collect::<Vec<_>>() }).to_string());
        } else if all.is_empty() {
            say::speech("mẫu không dùng biến nào");
        } else {
            say::data(table(&all).to_string().trim_end());
        }
        0
    });
    listed.unwrap_or_else(|fault| say::refused(args, &fault))
}

fn as_json(variable: &Variable) -> serde_json::Value {
    let place = |place: &Place| json!({ "phan": place.part, "doan": place.paragraph, "the": place.tag, "cho": place.to_string() });
    json!({
        "bien": variable.path,
        "danh_sach": variable.list,
        "cho_dung": variable.places.iter().map(place).collect::<Vec<_>>(),
    })
}

fn table(all: &[Variable]) -> Table {
    let mut table = Table::new(&[("Biến", Align::Left), ("Loại", Align::Left), ("Dùng ở", Align::Left)]);
    for variable in all {
        let mut places: Vec<String> = variable.places.iter().map(ToString::to_string).collect();
        places.dedup();
        let more = places.len().saturating_sub(PLACES);
        let mut shown = places[..places.len() - more].join("; ");
        if more > 0 {
            shown.push_str(&format!("; và {more} chỗ nữa"));
        }
        let kind = if variable.list { "danh sách" } else { "giá trị" };
        table.row([variable.path.clone(), kind.to_owned(), shown]);
    }
    table
}

/// Reports every fault of a template; returns the exit code.
pub fn inspect(args: &Args, wish: &Inspect) -> u8 {
    try_inspect(args, wish).unwrap_or_else(|fault| say::refused(args, &fault))
}

fn try_inspect(args: &Args, wish: &Inspect) -> Result<u8, Fault> {
    let found = given::template(args, &wish.template)?;
    let (mut sources, mut report) = (Sources::new(), Report::new());
    let compiled = WordTemplate::compile(&found.name, found.bytes.clone());
    let data = match wish.data.as_slice() {
        [] => None,
        paths => given::data(args, paths, &wish.sheets, &mut sources, &mut report)?,
    };
    let mut proof = Proof::default();
    if let Ok(template) = &compiled {
        report.extend(template.left().iter().cloned());
        proof = Proof::of(template, data.as_ref(), wish.list.as_deref())?;
    }
    let faults: Vec<Diagnostic> = match (compiled, data) {
        (Err(faults), _) => faults,
        (Ok(template), Some(data)) => lacking(&template, &data, wish).unwrap_or_else(|fault| {
            report.push(*fault);
            Vec::new()
        }),
        (Ok(_), None) => Vec::new(),
    };
    report.extend(faults.iter().cloned());
    let copy = match &wish.comments {
        Some(path) if !faults.is_empty() => Some(annotate(args, path, &found.bytes, &faults)?),
        _ => None,
    };
    if args.json {
        let copy = copy.as_deref().map(|path| shown(args, path));
        let mut told = json!({ "phat_hien": diag::json::to_json(&report, &sources), "chu_thich": copy });
        proof.tell_machines(&mut told);
        say::data(&told.to_string());
    } else {
        say::report(args, &report, &sources);
        proof.tell();
        match copy {
            Some(path) => say::data(&format!("đã ghi bản có lời bình luận: {}", here(args, &path))),
            None if !report.has_errors() => say::data(&format!("{}: không có lỗi", found.name)),
            None => {}
        }
    }
    Ok(u8::from(report.has_errors() || is_left(&report)))
}

/// Returns what the template needs and the data, or the items of its list, lack.
fn lacking(template: &WordTemplate, data: &tera::Context, wish: &Inspect) -> Result<Vec<Diagnostic>, Box<Diagnostic>> {
    let Some(list) = &wish.list else { return Ok(template.missing(data)) };
    let batch = Batch::of(data, list)?;
    Ok(batch.missing(template))
}

/// Writes the copy with comments.
fn annotate(args: &Args, path: &Path, bytes: &[u8], faults: &[Diagnostic]) -> Result<PathBuf, Fault> {
    let path = args.folder.join(path);
    let copy = comment::annotate(bytes, faults).map_err(|error| format!("không ghi được lời bình luận: {error}"))?;
    // The copy is ours if its comments are: anything else there is the clerk's.
    match output::write(&path, &copy, Overwrite::Keep, comments::is_annotated)? {
        Written::Beside(beside) => Ok(beside),
        _ => Ok(path),
    }
}

/// Writes out built-in templates; returns the exit code.
pub fn export(args: &Args, names: &[String], out: Option<&Path>, overwrite: bool) -> u8 {
    try_export(args, names, out, overwrite).unwrap_or_else(|fault| say::refused(args, &fault))
}

fn try_export(args: &Args, names: &[String], out: Option<&Path>, overwrite: bool) -> Result<u8, Fault> {
    let folder = args.folder.join(out.unwrap_or(Path::new("templates")));
    let overwrite = if overwrite { Overwrite::Replace } else { Overwrite::Keep };
    let mut table = Table::new(&[("Mẫu", Align::Left), ("Tệp", Align::Left), ("Kết quả", Align::Left)]);
    let (mut told, mut kept) = (Vec::new(), false);
    for (name, bytes) in chosen(names)? {
        let path = folder.join(name);
        let written = output::write(&path, bytes, overwrite, |_| false)?;
        let fresh = match &written {
            Written::Beside(beside) => beside.clone(),
            _ => path.clone(),
        };
        if fresh != path {
            kept = true;
            say::kept(args, &here(args, &path), &here(args, &fresh));
        }
        let (fresh, outcome) = (shown(args, &fresh), say::outcome(&written));
        told.push(json!({ "mau": name, "tep": fresh, "ket_qua": outcome }));
        table.row([name, &native(&fresh), outcome]);
    }
    if args.json {
        say::data(&json!({ "mau": told }).to_string());
    } else {
        say::data(table.to_string().trim_end());
    }
    Ok(u8::from(kept))
}

/// Returns the built-in templates of these names; all without names.
fn chosen(names: &[String]) -> Result<Vec<(&'static str, &'static [u8])>, Fault> {
    let all = template::built_in_files();
    let known: BTreeSet<&str> = all.iter().map(|(name, _)| *name).collect();
    if let Some(unknown) = names.iter().find(|name| !known.contains(name.as_str())) {
        let hint = match nearest(unknown, known.iter().copied()) {
            Some(near) => format!("có phải là “{near}”?"),
            None => format!("các mẫu có sẵn: {}", known.into_iter().collect::<Vec<_>>().join(", ")),
        };
        return Err(Fault::new(format!("không có mẫu có sẵn “{unknown}”"), hint));
    }
    Ok(all.into_iter().filter(|(name, _)| names.is_empty() || names.iter().any(|wanted| wanted == name)).collect())
}
