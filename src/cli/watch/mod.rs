//! `thidua lap --theo-doi`: builds, then watches records and templates and writes the documents that a change concerns.
//!
//! Which documents a change concerns is not guessed from names: a year is generated in some hundredths of a second,
//! and those whose bytes are other than before are written. So nothing is forgotten that depends on a record by way of
//! an expression, a filter or an included template.

mod scan;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde_json::json;

use super::build::{self, Build};
use super::given::{here, shown};
use super::{Args, say, stale};
use crate::archive;
use crate::diag;
use crate::office::Fault;
use crate::output::Written;
use crate::pipeline::{Made, Run, generate};
use scan::{Snapshot, What};

/// How long to wait between two looks.
const PAUSE: Duration = Duration::from_millis(60);
/// How long files must have been left alone: an editor may be at work.
const SETTLED: Duration = Duration::from_millis(20);
/// How long a missing file may take to come back: some editors remove a file before they write it again.
const RETURN: Duration = Duration::from_millis(150);
/// How many times as long as a look the wait must be, so that a slow drive is not kept busy.
const RELIEF: u32 = 10;

/// Builds, watches and tells; returns the exit code.
pub fn run(args: &Args, build: &Build) -> u8 {
    try_run(args, build).map_or_else(|fault| say::refused(args, &fault), |()| 0)
}

fn try_run(args: &Args, build: &Build) -> Result<(), Fault> {
    let stop = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&stop);
    ctrlc::set_handler(move || asked.store(true, Ordering::SeqCst))
        .map_err(|error| Fault::new(format!("không nhận được Ctrl+C: {error}"), "chạy không có --theo-doi"))?;
    let year = build::year(args, build)?;
    let at = |name: &str| args.folder.join(name);
    // The log grows with each document that is issued, and nothing else in the archive has to be looked at.
    let log = at(archive::FOLDER).join(archive::journal::NAME);
    let folders = [at("data").join(year.to_string()), at("templates"), log];
    let mut seen = Snapshot::take(&folders);
    let (first, _) = build::once(args, &Build { year: Some(year), ..*build })?;
    let mut watch = Watch { args, build: Build { year: Some(year), ..*build }, made: by_id(first.made) };
    if !args.json {
        say::speech(&format!(
            "\nĐang theo dõi data/{year}/, templates/ và sổ. Lưu tệp thì chương trình lập lại; bấm Ctrl+C để dừng."
        ));
    }
    while let Some(later) = next(&seen, &folders, &stop) {
        let since = Instant::now();
        watch.again(&seen.changes(&later), since);
        seen = later;
    }
    Ok(())
}

fn by_id(made: Vec<Made>) -> BTreeMap<String, Vec<u8>> {
    made.into_iter().map(|made| (made.id, made.bytes)).collect()
}

/// Waits until files have changed and are left alone again; nothing when the watch is to end.
fn next(seen: &Snapshot, folders: &[PathBuf], stop: &AtomicBool) -> Option<Snapshot> {
    let mut pause = PAUSE;
    loop {
        if !rest(pause, stop) {
            return None;
        }
        let start = Instant::now();
        let mut later = Snapshot::take(folders);
        pause = PAUSE.max(start.elapsed() * RELIEF);
        if seen.changes(&later).is_empty() {
            continue;
        }
        let mut waited = Duration::ZERO;
        loop {
            rest(SETTLED, stop).then_some(())?;
            waited += SETTLED;
            let settled = Snapshot::take(folders);
            let at_work = !later.changes(&settled).is_empty();
            let missing = seen.changes(&settled).iter().any(|(_, what)| *what == What::Gone);
            later = settled;
            if !(at_work || missing && waited < RETURN) {
                break;
            }
        }
        if !seen.changes(&later).is_empty() {
            return Some(later);
        }
    }
}

/// Sleeps in short pieces; tells whether to go on.
fn rest(time: Duration, stop: &AtomicBool) -> bool {
    let end = Instant::now() + time;
    loop {
        if stop.load(Ordering::SeqCst) {
            return false;
        }
        match end.checked_duration_since(Instant::now()) {
            None | Some(Duration::ZERO) => return true,
            Some(left) => std::thread::sleep(left.min(PAUSE)),
        }
    }
}

/// What became of a document.
struct Again {
    id: String,
    path: PathBuf,
    written: Written,
}

struct Watch<'a> {
    args: &'a Args,
    build: Build<'a>,
    /// The documents as they were generated last.
    made: BTreeMap<String, Vec<u8>>,
}

impl Watch<'_> {
    /// Generates again, writes what is other than before, and tells. Whatever is wrong is told, and the watch goes on.
    fn again(&mut self, changes: &[(PathBuf, What)], since: Instant) {
        let run = build::wish(self.args, &self.build).and_then(|wish| Ok(generate(&self.args.folder, &wish, &|_| {})?));
        let run = match run {
            Ok(run) => run,
            Err(message) => {
                self.tell_changes(changes);
                return say::failure(self.args, &message);
            }
        };
        // Questions of some documents do not stop the others.
        if run.report.has_errors() && run.made.is_empty() {
            return self.tell_faults(changes, &run);
        }
        let (all, gone) = (run.made.len(), self.gone(&run));
        let (written, fault) = self.write(&run);
        let folder = build::folder(self.args, &self.build, run.year);
        let there: Vec<PathBuf> = run.made.iter().map(|made| build::path(made, &folder)).collect();
        let fresh = written.iter().map(fresh);
        let stale = match &fault {
            None => build::clear(&run, &folder, there.iter().map(PathBuf::as_path).chain(fresh), &self.build),
            Some(_) => stale::Stale::default(),
        };
        self.tell(changes, &run, &written, all - written.len(), &gone, since);
        if !self.args.json {
            stale.tell(self.args);
        }
        if let Some(message) = fault {
            say::failure(self.args, &message);
        }
    }

    fn gone(&self, run: &Run) -> Vec<String> {
        let waits = |id: &str| run.waiting.iter().any(|paper| id.split('/').next() == Some(&paper.id));
        let there = |id: &str| run.made.iter().any(|made| made.id == id) || waits(id);
        self.made.keys().filter(|id| !there(id)).cloned().collect()
    }

    /// Writes the documents that are other than before, up to the first that cannot be written.
    fn write(&mut self, run: &Run) -> (Vec<Again>, Option<Fault>) {
        let folder = build::folder(self.args, &self.build, run.year);
        let mut written = Vec::new();
        self.made.retain(|id, _| run.made.iter().any(|made| made.id == *id));
        for made in run.made.iter().filter(|made| self.made.get(&made.id) != Some(&made.bytes)).collect::<Vec<_>>() {
            match build::write_one(made, &folder, &self.build) {
                Ok((path, outcome)) => written.push(Again { id: made.id.clone(), path, written: outcome }),
                Err(error) => return (written, Some(error.into())),
            }
            self.made.insert(made.id.clone(), made.bytes.clone());
        }
        (written, None)
    }

    fn tell_changes(&self, changes: &[(PathBuf, What)]) {
        if !self.args.json {
            say::data("");
            for (path, what) in changes {
                say::data(&format!("{}: {}", here(self.args, path), said(*what)));
            }
        }
    }

    fn tell_faults(&self, changes: &[(PathBuf, What)], run: &Run) {
        self.tell_changes(changes);
        if self.args.json {
            let answer = json!({ "thay_doi": self.changes(changes), "phat_hien": diag::json::to_json(&run.told(), &run.sources) });
            return say::data(&answer.to_string());
        }
        say::report(self.args, &run.told(), &run.sources);
        say::data("  chưa lập lại: sửa các lỗi trên rồi lưu");
    }

    fn tell(
        &self,
        changes: &[(PathBuf, What)],
        run: &Run,
        written: &[Again],
        same: usize,
        gone: &[String],
        since: Instant,
    ) {
        let time = since.elapsed().as_millis();
        if self.args.json {
            let papers = written.iter().map(|one| json!({ "ma": one.id, "tep": shown(self.args, fresh(one)), "ket_qua": say::outcome(&one.written) }));
            let answer = json!({
                "thay_doi": self.changes(changes),
                "van_ban": papers.collect::<Vec<_>>(),
                "khong_doi": same,
                "khong_con": gone,
                "phat_hien": diag::json::to_json(&run.told(), &run.sources),
                "mili_giay": time,
            });
            return say::data(&answer.to_string());
        }
        self.tell_changes(changes);
        say::report(self.args, &run.told(), &run.sources);
        for one in written {
            if let Written::Beside(beside) = &one.written {
                say::kept(self.args, &here(self.args, &one.path), &here(self.args, beside));
            }
            say::data(&format!("  {}: {}", here(self.args, fresh(one)), say::outcome(&one.written)));
        }
        for id in gone {
            say::data(&format!("  {id}: không còn lập nữa"));
        }
        let count = written.len();
        say::data(&format!("  lập lại {count} văn bản, không đổi {same} văn bản, {time} ms"));
    }

    fn changes(&self, changes: &[(PathBuf, What)]) -> Vec<serde_json::Value> {
        let change = |(path, what): &(PathBuf, What)| json!({ "tep": shown(self.args, path), "viec": said(*what) });
        changes.iter().map(change).collect()
    }
}

/// Returns where this version lies: beside the clerk's where that was edited.
fn fresh(one: &Again) -> &std::path::Path {
    match &one.written {
        Written::Beside(path) => path,
        _ => &one.path,
    }
}

const fn said(what: What) -> &'static str {
    match what {
        What::New => "tệp mới",
        What::Saved => "đã lưu",
        What::Gone => "đã xóa",
    }
}
