//! `thidua dien`: a Word template filled from a file of data, once or once per item.

use std::collections::BTreeSet;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde_json::json;
use tera::Context;

use super::args::Fill;
use super::given::{self, here, shown};
use super::stale::{Stale, sweep};
use super::{Align, Args, Progress, Table, say};
use crate::archive::Digest;
use crate::diag::{self, Diagnostic, Report};
use crate::fill::batch::{Batch, Pattern};
use crate::fill::{WordTemplate, code, is_left, join};
use crate::office::Fault;
use crate::ooxml::write::{FingerprintState, fingerprint_state_beside, seal};
use crate::output::{self, OutputError, Overwrite, Written};
use crate::source::Sources;
use crate::source::open::Reach;
use crate::viet::number::grouped;

/// So many files are told one by one.
const FEW: usize = 30;

/// Fills, writes and tells; returns the exit code.
pub fn run(args: &Args, fill: &Fill) -> u8 {
    try_run(args, fill).unwrap_or_else(|fault| say::refused(args, &fault))
}

fn try_run(args: &Args, fill: &Fill) -> Result<u8, Fault> {
    let (mut sources, mut report) = (Sources::new(), Report::new());
    let mut found = given::template(args, &fill.template)?;
    if fill.fonts {
        given::renew_fonts(&mut found, &mut report);
    }
    let template = given::compile(&found, &mut report);
    // One file stands for itself; only the files of a list have to be known again by a later run.
    let template = if fill.list.is_some() && !fill.join {
        template.map(|template| template.made_for(made_for(fill)))
    } else {
        template
    };
    // The program ends when this does: giving back a million values one by one would only take time.
    let data = ManuallyDrop::new(given::data(args, &fill.data, &fill.sheets, &mut sources, &mut report)?);
    let (mut files, mut stale) = (Vec::new(), Stale::default());
    if let (Some(template), Some(data)) = (template, data.as_ref()) {
        let work = Work { args, fill, template: &template, files: given::reach(args, &fill.data, &fill.template) };
        match work.run(data) {
            Ok(written) => {
                stale = work.clear(&written)?;
                files = written;
            }
            Err(Failure::World(message)) => return Err(message),
            Err(Failure::Faults(faults)) => report.extend(faults),
        }
    }
    tell(args, &files, &stale, &report, &sources);
    if report.iter().any(|found| found.code.id == code::ILL_FORMED.id) {
        return Ok(2);
    }
    let kept = files.iter().any(|file| matches!(file.written, Written::Beside(_)));
    Ok(u8::from(report.has_errors() || is_left(&report) || kept || stale.keeps_edited()))
}

/// Returns for what a run makes its files: another run is of the same list only if all of this is the same.
fn made_for(fill: &Fill) -> String {
    let list = fill.list.as_deref().unwrap_or_default();
    let data: Vec<_> = fill.data.iter().map(|path| path.to_string_lossy()).collect();
    let parts = [&*fill.template.to_string_lossy(), &data.join("\n"), list, &fill.out].join("\n");
    // A digest, for the paths of this machine are nobody's business.
    format!("dien {}", Digest::of(parts.replace('\\', "/").as_bytes()))
}

/// Why nothing was written.
enum Failure {
    /// Faults in the template or the data.
    Faults(Vec<Diagnostic>),
    /// The world refused.
    World(Fault),
}

impl From<Box<Diagnostic>> for Failure {
    fn from(fault: Box<Diagnostic>) -> Self {
        Self::Faults(vec![*fault])
    }
}

impl From<OutputError> for Failure {
    fn from(error: OutputError) -> Self {
        Self::World(error.into())
    }
}

/// A file and what became of it.
struct File {
    path: PathBuf,
    written: Written,
}

struct Work<'a> {
    args: &'a Args,
    fill: &'a Fill,
    template: &'a WordTemplate,
    files: Reach,
}

impl Work<'_> {
    fn run(&self, data: &Context) -> Result<Vec<File>, Failure> {
        let Some(list) = &self.fill.list else { return self.one(data) };
        let batch = Batch::of(data, list)?;
        if self.fill.join { self.joined(&batch) } else { self.many(&batch) }
    }

    fn one(&self, data: &Context) -> Result<Vec<File>, Failure> {
        let path = self.single()?;
        let sealed = self.template.fill_sealed(data, &self.files).map_err(|fault| {
            let mut faults = self.template.missing(data);
            if faults.iter().all(|known| known.message != fault.message) {
                faults.push(*fault);
            }
            Failure::Faults(faults)
        })?;
        self.write(path, &sealed)
    }

    /// One file per item: all lie on the disk before the first one takes its place.
    fn many(&self, batch: &Batch) -> Result<Vec<File>, Failure> {
        let pattern = Pattern::new(&self.fill.out)?;
        let names = batch.names(&pattern).map_err(Failure::Faults)?;
        let paths: Vec<PathBuf> = names.into_iter().map(|name| self.args.folder.join(name)).collect();
        let together = output::Batch::new(batch.len(), self.overwrite());
        let writers = paths.first().map_or(1, |path| together.writers(path));
        let staged = self.make(batch, writers, |index, data| {
            let sealed = self.template.fill_sealed(data, &self.files)?;
            Ok(together.stage(&paths[index], &sealed, |there| untouched(there, &sealed))?)
        })?;
        let written = together.place(staged)?;
        Ok(paths.into_iter().zip(written).map(|(path, written)| File { path, written }).collect())
    }

    /// Takes away the files of items that are no longer in the list, where one item gives one file.
    fn clear(&self, files: &[File]) -> Result<Stale, Fault> {
        if self.fill.list.is_none() || self.fill.join {
            return Ok(Stale::default());
        }
        let pattern = Pattern::new(&self.fill.out).map_err(|fault| fault.message)?;
        let written: BTreeSet<PathBuf> =
            files.iter().flat_map(|file| [file.path.clone(), fresh(file).to_owned()]).collect();
        let (folder, made_for) = (self.args.folder.join(pattern.folder()), made_for(self.fill));
        Ok(sweep(&folder, pattern.levels(), &written, self.fill.leave, |found| found.made_for() == Some(&made_for)))
    }

    /// All items in one file, for printing.
    fn joined(&self, batch: &Batch) -> Result<Vec<File>, Failure> {
        let path = self.single()?;
        let cores = rayon::current_num_threads();
        let made = self.make(batch, cores, |_, data| Ok(self.template.fill(data, &self.files)?))?;
        let bytes =
            join::join(&made).map_err(|error| Failure::World(format!("không gộp được các tệp: {error}").into()))?;
        let sealed = seal(&bytes).map_err(|error| Failure::World(error.to_string().into()))?;
        self.write(path, &sealed)
    }

    fn write(&self, path: PathBuf, bytes: &[u8]) -> Result<Vec<File>, Failure> {
        let written = output::write(&path, bytes, self.overwrite(), |there| untouched(there, bytes))?;
        Ok(vec![File { path, written }])
    }

    /// Makes something of every item, in parallel; a fault in one item leaves nothing of all.
    fn make<T: Send>(
        &self,
        batch: &Batch,
        threads: usize,
        make: impl Fn(usize, &Context) -> Result<T, Failure> + Sync,
    ) -> Result<Vec<T>, Failure> {
        if let Some(fault) = batch.endless(self.template) {
            return Err(Failure::Faults(vec![*fault]));
        }
        let progress = Progress::new(batch.len(), "Điền mẫu", !self.args.json);
        let make = |index: usize| {
            let result = make(index, &batch.data(index));
            progress.tick(&batch.label(index));
            result
        };
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let pool = pool.map_err(|error| Failure::World(format!("không chạy song song được: {error}").into()))?;
        let results: Vec<Result<T, Failure>> = pool.install(|| (0..batch.len()).into_par_iter().map(make).collect());
        progress.finish();
        let (mut all, mut faults) = (Vec::with_capacity(results.len()), Vec::new());
        for (index, one) in results.into_iter().enumerate() {
            match one {
                Ok(one) => all.push(one),
                Err(Failure::Faults(found)) => faults.extend(found.into_iter().map(|fault| (index, fault))),
                Err(world) => return Err(world),
            }
        }
        if faults.is_empty() { Ok(all) } else { Err(Failure::Faults(batch.faults(self.template, faults))) }
    }

    fn overwrite(&self) -> Overwrite {
        if self.fill.overwrite { Overwrite::Replace } else { Overwrite::Keep }
    }

    /// The path of the only file.
    fn single(&self) -> Result<PathBuf, Failure> {
        let out = &self.fill.out;
        if !out.to_lowercase().ends_with(".docx") {
            let hint = "viết tên tệp kết thúc bằng .docx, ví dụ --ra output/giay-khen.docx";
            return Err(Failure::World(Fault::new(format!("--ra “{out}” không phải tên tệp .docx"), hint)));
        }
        if out.contains("{{") {
            let hint = "thêm --danh-sach để làm mỗi mục một tệp, hoặc ghi tên tệp không có thẻ";
            return Err(Failure::World(Fault::new(format!("--ra “{out}” có thẻ, nhưng chỉ ghi một tệp"), hint)));
        }
        Ok(self.args.folder.join(out))
    }
}

fn untouched(there: &[u8], ours: &[u8]) -> bool {
    fingerprint_state_beside(there, ours) == FingerprintState::Untouched
}

fn tell(args: &Args, files: &[File], stale: &Stale, report: &Report, sources: &Sources) {
    if args.json {
        let written: Vec<_> =
            files.iter().map(|file| json!({ "tep": shown(args, fresh(file)), "ket_qua": outcome(file) })).collect();
        return say::data(
            &json!({ "tep": written, "tep_cu": stale.json(args), "phat_hien": diag::json::to_json(report, sources) })
                .to_string(),
        );
    }
    say::report(args, report, sources);
    for file in files {
        if let Written::Beside(beside) = &file.written {
            say::kept(args, &here(args, &file.path), &here(args, beside));
        }
    }
    stale.tell(args);
    match files {
        [] => {}
        [_, ..] if files.len() <= FEW => say::data(table(args, files).to_string().trim_end()),
        _ => say::data(&summary(files)),
    }
}

fn fresh(file: &File) -> &Path {
    match &file.written {
        Written::Beside(path) => path,
        _ => &file.path,
    }
}

fn table(args: &Args, files: &[File]) -> Table {
    let mut table = Table::new(&[("Tệp", Align::Left), ("Kết quả", Align::Left)]);
    for file in files {
        table.row([here(args, fresh(file)), outcome(file).to_owned()]);
    }
    table
}

/// Says how many files came out in which way.
fn summary(files: &[File]) -> String {
    let count = |words: &str| files.iter().filter(|file| outcome(file) == words).count();
    let kinds = ["mới", "cập nhật", "không đổi", "bản mới, giữ bản sửa tay"];
    let parts = kinds.iter().map(|words| (count(words), words)).filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts.map(|(count, words)| format!("{} {words}", shown_count(count))).collect();
    format!("{} tệp: {}", shown_count(files.len()), parts.join("; "))
}

fn shown_count(count: usize) -> String {
    grouped(i128::try_from(count).unwrap_or(i128::MAX))
}

fn outcome(file: &File) -> &'static str {
    say::outcome(&file.written)
}
