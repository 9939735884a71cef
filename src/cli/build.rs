//! `thidua lap`: every document of a year into `output/<năm>/`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde_json::json;

use super::given::{here, shown};
use super::stale::{Stale, sweep};
use super::{Align, Args, Progress, Table, say};
use crate::check::Severity;
use crate::diag;
use crate::fill::is_left;
use crate::office::{Fault, day, known};
use crate::ooxml::write::{FingerprintState, fingerprint_state_beside};
use crate::output::pdf::{self, Pdf};
use crate::output::{self, Access, Overwrite, Staged, Written};
use crate::pdf::Preview;
use crate::pipeline::issued::{Force, Issued, Standing};
use crate::pipeline::{Kept, Made, Run, Step, Wish, generate};
use crate::record;
use crate::viet;

/// What `lap` was asked for.
#[derive(Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own on the command line")]
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
    /// Whether issued documents are made too.
    pub again: bool,
    /// Whether the register is not read.
    pub blind: bool,
    /// Whether files stay that are no longer made.
    pub leave: bool,
}

impl Build<'_> {
    fn replacing(&self) -> Overwrite {
        if self.overwrite { Overwrite::Replace } else { Overwrite::Keep }
    }
}

/// Generates, writes and tells; returns the exit code.
pub fn run(args: &Args, build: &Build) -> u8 {
    try_run(args, build).unwrap_or_else(|fault| say::refused(args, &fault))
}

fn try_run(args: &Args, build: &Build) -> Result<u8, Fault> {
    once(args, build).map(|(_, code)| code)
}

/// Generates, writes and tells once; returns what was generated and the exit code.
pub fn once(args: &Args, build: &Build) -> Result<(Run, u8), Fault> {
    let wish = wish(args, build)?;
    let progress = Progress::new(0, "Lập văn bản", !args.json);
    let watch = |step: Step| match step {
        Step::Planned(total) => progress.expect(total),
        Step::Made(id) => progress.tick(id),
    };
    let run = generate(&args.folder, &wish, &watch)?;
    progress.finish();
    let folder = folder(args, build, run.year);
    let files = write(&run.made, &folder, build)?;
    let stale = clear(&run, &folder, files.iter().flat_map(|file| [file.path.as_path(), file.fresh()]), build);
    let pdfs = if build.pdf { convert(&files, &folder)? } else { Vec::new() };
    Told { args, run: &run, issued: &wish.issued, files: &files, pdfs: &pdfs, stale: &stale }.tell();
    let kept = files.iter().any(|file| matches!(file.written, Written::Beside(_)));
    let faulty = run.report.has_errors() || run.form.has_errors();
    let code = u8::from(faulty || is_left(&run.report) || kept || stale.keeps_edited());
    drop(files);
    if run.report.has_errors() && build.year.is_none() && !args.json {
        let years = record::years(&args.folder.join("data")).unwrap_or_default();
        if let [.., before, newest] = years[..] {
            say::speech(&format!(
                "\nKhông ghi năm nên lấy năm mới nhất trong data/: {newest}. Lập năm khác thì gõ, ví dụ: thidua lap {before}"
            ));
        }
    }
    Ok((run, code))
}

/// Returns what the pipeline is asked for, with what the register knows.
pub fn wish(args: &Args, build: &Build) -> Result<Wish, Fault> {
    let as_of = build.date.map(|text| day("--ngay", text)).transpose()?;
    let year = year(args, build)?;
    let issued = if build.blind { Issued::new() } else { known::read(&args.folder, year)? };
    let (ids, draft, again) = (build.documents.to_vec(), build.draft, build.again);
    Ok(Wish { year: Some(year), ids, as_of, draft, issued, again, allowed: args.allowed.clone(), checked: true })
}

/// Returns the year that was asked for, else the newest there is.
pub fn year(args: &Args, build: &Build) -> Result<i32, Fault> {
    Ok(build.year.map_or_else(|| record::newest_year(&args.folder), Ok)?)
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

    /// How many warnings concern it, those of the checker among them.
    fn warnings(&self) -> usize {
        self.made.warnings + self.made.found(Severity::Warning)
    }
}

fn write<'r>(made: &'r [Made], folder: &Path, build: &Build) -> Result<Vec<File<'r>>, output::OutputError> {
    let batch = output::Batch::new(made.len(), build.replacing());
    let stage = |made: &Made| {
        let path = place(made, folder, build)?;
        batch.stage_as(access(made), &path, &made.bytes, |there| untouched(there, made))
    };
    // Each file may wait for the disk; the first fault in the order of the documents is told.
    let staged: Vec<Result<Staged, output::OutputError>> = made.par_iter().map(stage).collect();
    let written = batch.place(staged.into_iter().collect::<Result<_, _>>()?)?;
    Ok(made.iter().zip(written).map(|(made, written)| File { made, path: path(made, folder), written }).collect())
}

/// Takes away the files of earlier runs that belong to this one and are no longer made, once its own are in place.
///
/// A run for some documents concerns their files only. Drafts of records that are gone are looked for in the year's own
/// folder only: elsewhere nothing tells of which year they are.
pub fn clear<'p>(run: &Run, folder: &Path, written: impl Iterator<Item = &'p Path>, build: &Build) -> Stale {
    let linked = build.out.is_none() && folder.ancestors().take(2).any(|above| output::unlinked(above).is_err());
    if linked || run.report.has_errors() {
        return Stale::default();
    }
    let written: BTreeSet<PathBuf> = written.map(Path::to_owned).collect();
    let made: BTreeSet<&str> = run.made.iter().map(Made::paper).collect();
    let kept: BTreeSet<&str> = run.kept.iter().map(|kept| kept.id.as_str()).collect();
    let concerns = |id: &str, of_year: bool| {
        let others = build.documents.is_empty() && of_year && !kept.contains(id);
        made.contains(id) || others
    };
    sweep(folder, 2, &written, build.leave, |found| match (found.made_for(), found.document()) {
        (Some(what), _) => {
            let place = what.strip_prefix(&format!("{}/", run.year));
            let id = found.place.split('/').next().unwrap_or_default();
            place == Some(found.place) && concerns(id, true)
        }
        (None, Some(id)) => id == found.place && concerns(id, build.out.is_none()),
        (None, None) => false,
    })
}

/// Writes one document; returns where it belongs and what became of it.
pub fn write_one(made: &Made, folder: &Path, build: &Build) -> Result<(PathBuf, Written), output::OutputError> {
    let path = place(made, folder, build)?;
    let untouched = |there: &[u8]| untouched(there, made);
    let written = output::write_as(access(made), &path, &made.bytes, build.replacing(), untouched)?;
    Ok((path, written))
}

/// Returns who may read a draft: that of a secret document only who makes it.
fn access(made: &Made) -> Access {
    if made.secret { Access::Owner } else { Access::All }
}

/// Returns where a document is written: through no link, unless the clerk names a folder that is one.
fn place(made: &Made, folder: &Path, build: &Build) -> Result<PathBuf, output::OutputError> {
    if build.out.is_none() {
        folder.ancestors().take(2).try_for_each(output::unlinked)?;
    }
    output::below(folder, &format!("{}.docx", made.id))
}

/// Returns where a document belongs.
pub fn path(made: &Made, folder: &Path) -> PathBuf {
    folder.join(format!("{}.docx", made.id))
}

fn untouched(there: &[u8], made: &Made) -> bool {
    fingerprint_state_beside(there, &made.bytes) == FingerprintState::Untouched
}

/// Makes the PDFs. Ours are set here; those of Word templates, whose layout is not ours, come from LibreOffice.
fn convert(files: &[File], folder: &Path) -> Result<Vec<Pdf>, Fault> {
    let filled: Vec<&File> = files.iter().filter(|file| file.made.filled).collect();
    let paths: Vec<PathBuf> = filled.iter().map(|file| file.fresh().to_owned()).collect();
    let is_secret = |at: usize| filled[at].made.secret;
    let mut converted =
        if filled.is_empty() { Vec::new() } else { pdf::convert(&paths, folder, &is_secret)? }.into_iter();
    let printed: Vec<_> = files.par_iter().map(|file| (!file.made.filled).then(|| printed(file, folder))).collect();
    let each = printed.into_iter().map(|ours| ours.transpose().map(|ours| ours.or_else(|| converted.next())));
    Ok(each.collect::<Result<Vec<_>, Fault>>()?.into_iter().flatten().collect())
}

fn printed(file: &File, folder: &Path) -> Result<Pdf, Fault> {
    let preview = Preview::of(&file.made.bytes).map_err(|error| Fault::from(error.to_string()))?;
    let path = output::below(folder, &format!("{}.pdf", file.made.id))?;
    let path = output::printed::write(
        &path,
        &preview.pdf().map_err(|error| Fault::from(error.to_string()))?,
        file.made.secret,
    )?;
    Ok(Pdf { path, pages: Some(preview.pages().pages.len()) })
}

/// What a run has given, for people and for machines.
struct Told<'a> {
    args: &'a Args,
    run: &'a Run,
    issued: &'a Issued,
    files: &'a [File<'a>],
    pdfs: &'a [Pdf],
    stale: &'a Stale,
}

impl Told<'_> {
    fn tell(&self) {
        let args = self.args;
        if args.json {
            return say::data(&self.json().to_string());
        }
        say::report(args, &self.run.told(), &self.run.sources);
        for file in self.files {
            if let Written::Beside(beside) = &file.written {
                say::kept(args, &here(args, &file.path), &here(args, beside));
            }
        }
        self.stale.tell(args);
        if !self.files.is_empty() || !self.run.kept.is_empty() {
            say::data(self.table().to_string().trim_end());
        }
    }

    fn table(&self) -> Table {
        let with_pages = self.pages().any(|pages| pages.is_some());
        let mut columns = vec![("Văn bản", Align::Left), ("Tệp", Align::Left), ("Kết quả", Align::Left)];
        if with_pages {
            columns.insert(2, ("Trang", Align::Right));
        }
        let mut table = Table::new(&columns);
        let mut row = |mut cells: Vec<String>, pages: String| {
            if with_pages {
                cells.insert(2, pages);
            }
            table.row(cells);
        };
        for (file, pages) in self.files.iter().zip(self.pages()) {
            let name = format!("{} {}", file.made.kind, short(&file.made.subject));
            let pages = pages.map(|pages| pages.to_string());
            row(vec![name, here(self.args, file.fresh()), self.outcome(file)], pages.unwrap_or_default());
        }
        let mut absent = |kept: &Kept, why: String| {
            row(vec![format!("{} {}", kept.kind, short(&kept.subject)), "–".to_owned(), why], String::new());
        };
        for kept in &self.run.kept {
            absent(kept, self.issued.get(&kept.id).map(standing).unwrap_or_default());
        }
        for waiting in &self.run.waiting {
            absent(waiting, "chưa lập: còn câu hỏi".to_owned());
        }
        table
    }

    /// How many pages each document has: as it is set here, or as its PDF says.
    fn pages(&self) -> impl Iterator<Item = Option<usize>> {
        let in_pdf = |index: usize| self.pdfs.get(index).and_then(|pdf| pdf.pages);
        self.files.iter().enumerate().map(move |(index, file)| file.made.pages.or_else(|| in_pdf(index)))
    }

    fn outcome(&self, file: &File) -> String {
        let what = say::outcome(&file.written).to_owned();
        let told =
            |count: usize, what: &str| Some(count).filter(|count| *count > 0).map(|count| format!("{count} {what}"));
        let faulty = told(file.made.found(Severity::Error), "lỗi thể thức");
        let warned = told(file.warnings(), "cảnh báo");
        let issued = self.issued.get(file.made.paper()).map(standing);
        std::iter::once(what).chain(faulty).chain(warned).chain(issued).collect::<Vec<_>>().join(", ")
    }

    fn json(&self) -> serde_json::Value {
        let document = |(file, pages): (&File, Option<usize>)| {
            json!({
                "ma": file.made.id,
                "loai": file.made.kind,
                "trich_yeu": file.made.subject,
                "tep": shown(self.args, file.fresh()),
                "ket_qua": self.outcome(file),
                "so_trang": pages,
                "loi_the_thuc": file.made.found(Severity::Error),
                "canh_bao": file.warnings(),
            })
        };
        let documents: Vec<_> = self.files.iter().zip(self.pages()).map(document).collect();
        let issued = self.run.kept.iter().filter_map(|kept| {
            let known = self.issued.get(&kept.id)?;
            Some(json!({ "ma": kept.id, "loai": kept.kind, "trich_yeu": kept.subject, "ket_qua": standing(known),
                "so_ky_hieu": known.printed, "ngay": known.date.to_string() }))
        });
        let waiting = self.run.waiting.iter().map(|one| {
            json!({ "ma": one.id, "loai": one.kind, "trich_yeu": one.subject, "ket_qua": "chưa lập: còn câu hỏi" })
        });
        json!({ "nam": self.run.year, "van_ban": documents, "da_phat_hanh": issued.collect::<Vec<_>>(),
            "chua_lap": waiting.collect::<Vec<_>>(), "tep_cu": self.stale.json(self.args),
            "phat_hien": diag::json::to_json(&self.run.told(), &self.run.sources) })
    }
}

/// Says how a document stands in the register; a secret one's number is not shown.
pub fn standing(known: &Standing) -> String {
    let (number, day) = (known.printed.as_str(), viet::date::short(known.date));
    let number = if known.secret { "số mật" } else { number };
    match &known.force {
        Force::Held => format!("đã phát hành {number}, {day}"),
        Force::Replaced(_) => format!("đã phát hành {number}, {day}, nay được thay thế"),
        Force::Recalled => format!("đã thu hồi {number}, {day}"),
    }
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
