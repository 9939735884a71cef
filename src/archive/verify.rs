//! Verifying the archive: every file present and unchanged, every number accounted for, the chain whole.
//!
//! Nothing is believed because it stands in one place: the log is checked by its chain and against its text, the
//! register against what the log makes of it, the store against the register, the register's file against its seal.

mod follow;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, Read as _};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::error::DiskError;
use super::journal::{self, Journal};
use super::lock;
use super::log::Line;
use super::note::Note;
use super::register::{Register, RegisterError};
use super::seal::{self, Seal};
use super::sqlite::{self, SqliteRegister};
use super::stage::standing;
use super::store::{FolderStore, Kept, Store, is_half_done};
use super::{ArchiveError, Digest, FOLDER, Patience, REGISTER, Reading, STORE, Series, code, trace, wal};
use crate::diag::{Diagnostic, Report};
use follow::{Follower, Wanted};

/// How many lines or documents are read at once.
const BATCH: usize = 1000;

/// What has been verified.
#[derive(Debug, Default)]
pub struct Verified {
    /// Everything found; no error means that all is well.
    pub report: Report,
    /// How many documents are registered.
    pub documents: usize,
    /// How many files are kept.
    pub files: usize,
    /// How many lines the log has.
    pub lines: u64,
    /// The digest of the last line: written down elsewhere, it proves the whole log up to it.
    pub tip: Option<Digest>,
    /// The step that a process has left undone, if one has: what it has begun is no damage.
    unfinished: Option<Note>,
    /// What stands before the names of files in findings.
    base: String,
}

/// Verifies the archive of a working folder.
///
/// # Errors
///
/// Only what keeps from looking: no archive, a lock, a register of a later version, the disk. Damage is found, not an
/// error. Nothing is written.
pub fn verify(root: &Path, patience: Patience) -> Result<Verified, ArchiveError> {
    let folder = standing(root);
    let mut done = Verified { base: FOLDER.to_owned(), ..Verified::default() };
    match Reading::open(root, patience) {
        Ok(reading) => {
            done.unfinished.clone_from(&reading.unfinished);
            done.look(&Place::of(&reading.folder), Some(&reading.register))?;
            done.published(root, &reading.register);
        }
        Err(error) => match damage(&error, &folder) {
            Some(diagnostic) => {
                done.report.push(diagnostic);
                done.look(&Place::of(&folder), None)?;
            }
            None => return Err(error),
        },
    }
    Ok(done)
}

/// Verifies a state in a backup, whose store has contents of other states too; nobody else may write to it.
///
/// # Errors
///
/// As [`verify`].
pub fn verify_copy(state: &Path, store: &FolderStore, shown: &str) -> Result<Verified, ArchiveError> {
    let mut done = Verified { base: shown.to_owned(), ..Verified::default() };
    let place = Place { folder: state, store: store.clone(), shared: true };
    match SqliteRegister::open_to_read(&state.join(REGISTER)) {
        Ok(register) => done.look(&place, Some(&register))?,
        Err(error) => {
            let error = ArchiveError::from(error);
            let Some(diagnostic) = damage(&error, state) else { return Err(error) };
            done.report.push(diagnostic);
            done.look(&place, None)?;
        }
    }
    Ok(done)
}

/// Where an archive lies.
struct Place<'a> {
    folder: &'a Path,
    store: FolderStore,
    /// Whether the store has contents of other states too.
    shared: bool,
}

impl<'a> Place<'a> {
    fn of(folder: &'a Path) -> Self {
        Self { folder, store: FolderStore::new(folder.join(STORE)), shared: false }
    }
}

/// Returns the finding that an error stands for; none if it keeps from looking.
fn damage(error: &ArchiveError, folder: &Path) -> Option<Diagnostic> {
    let code = match error {
        // A register that a later version has written is sealed by it; else a byte of ours has changed.
        ArchiveError::Register(RegisterError::Newer { .. }) if !matches!(seal::check(folder), Ok(Seal::Whole)) => {
            &code::REGISTER
        }
        ArchiveError::LostRegister(_) | ArchiveError::Register(RegisterError::Damaged(_) | RegisterError::Other(_)) => {
            &code::REGISTER
        }
        ArchiveError::Older { .. } | ArchiveError::Mismatch => &code::JOURNAL,
        ArchiveError::Chain { .. } => &code::CHAIN,
        ArchiveError::Store(_) => &code::CONTENT,
        _ => return None,
    };
    Some(Diagnostic::error(code, error.to_string()).hint(error.advice()))
}

const RESTORE: &str = "lấy lại tệp này từ bản sao lưu; trước đó đừng phát hành tiếp";

impl Verified {
    fn place(&self, name: &str) -> String {
        format!("{}/{name}", self.base)
    }

    fn found(&mut self, code: &'static crate::diag::Code, name: &str, message: impl Into<String>, hint: &str) {
        self.report.push(Diagnostic::error(code, message).in_file(self.place(name)).hint(hint));
    }

    fn look(&mut self, place: &Place, register: Option<&dyn Register>) -> Result<(), ArchiveError> {
        let folder = place.folder;
        self.names(folder)?;
        let sealed = folder.join(REGISTER).exists();
        let log = folder.join(format!("{REGISTER}{}", sqlite::LOG_END));
        let left =
            wal::committed(&log).map_err(|cause| DiskError::of(&log, cause))?.filter(|_| self.unfinished.is_some());
        let open: BTreeSet<u64> = left.iter().flat_map(|left| left.pages.keys().copied().map(u64::from)).collect();
        // The seal reads the file, and SQLite looks at its structure, while its content is followed.
        let (seal, inspected, followed) = std::thread::scope(|scope| {
            let seal = sealed.then(|| scope.spawn(|| seal::check_but(folder, &open)));
            let inspected = register.map(|_| scope.spawn(|| inspect(folder)));
            let followed = self.follow(folder, register);
            (seal.map(joined), inspected.map(joined), followed)
        });
        if let Some(inspected) = inspected {
            self.inspected(inspected);
        }
        self.seal(seal.transpose()?);
        if self.unfinished.is_none() {
            self.length(folder)?;
        }
        let followed = followed?;
        self.undone();
        self.gaps(&followed.numbers);
        self.contents(place, followed.files)?;
        self.documents = followed.documents;
        (self.lines, self.tip) = (followed.tip.count, Some(followed.tip.digest));
        Ok(())
    }

    /// Follows the log, and what it makes of the register.
    fn follow<'a>(&mut self, folder: &Path, register: Option<&'a dyn Register>) -> Result<Follower<'a>, ArchiveError> {
        let text = Journal::of(folder).reader()?;
        let missing = text.is_none();
        let mut text: Box<dyn BufRead> = match text {
            Some(text) => Box::new(text),
            None => Box::new(std::io::empty()),
        };
        let mut follower = Follower::new(register);
        match register {
            Some(register) => self.log(register, &mut *text, &mut follower),
            // Without the register the text still tells what there should be.
            None => self.told(&mut *text, &mut follower),
        }
        // A register in which nothing has been done has no text yet.
        let begun = self.unfinished.is_some() && follower.tip.count == 1;
        if missing && !begun && (register.is_none() || follower.tip.count > 0 || follower.broken) {
            self.found(&code::JOURNAL, journal::NAME, "không có nhật ký dạng chữ", RESTORE);
        }
        for message in std::mem::take(&mut follower.backwards) {
            let hint = "đồng hồ máy khi ấy chạy sai; giờ trong các mục này không dùng để đối chiếu được";
            let found = Diagnostic::warning(&code::TIME, message).in_file(self.place(journal::NAME));
            self.report.push(found.hint(hint));
        }
        for (code, message) in follower.end() {
            self.found(code, REGISTER, message, RESTORE);
        }
        Ok(follower)
    }

    /// Tells of a step that was left undone.
    fn undone(&mut self) {
        let Some(left) = &self.unfinished else { return };
        let message = format!("còn việc dở dang: {left}");
        let hint = "lệnh ghi tiếp theo sẽ làm nốt hoặc bỏ việc ấy; muốn dọn ngay thì chạy `thidua luu mo-khoa`";
        self.report.push(Diagnostic::warning(&code::UNFINISHED, message).in_file(self.place(lock::NOTE)).hint(hint));
    }

    fn inspected(&mut self, inspected: Result<Vec<String>, RegisterError>) {
        match inspected {
            Ok(lines) => {
                for line in lines {
                    self.found(&code::REGISTER, REGISTER, format!("kiểm tra cấu trúc sổ: {line}"), RESTORE);
                }
            }
            Err(cause) => self.found(&code::REGISTER, REGISTER, cause.to_string(), RESTORE),
        }
    }

    /// Reports what does not belong into the folder.
    fn names(&mut self, folder: &Path) -> Result<(), ArchiveError> {
        let [left, journal] = [sqlite::LOG_END, sqlite::JOURNAL_END].map(|end| format!("{REGISTER}{end}"));
        let known = [REGISTER, STORE, journal::NAME, seal::NAME, &left].into_iter().chain(lock::FILES);
        let known: Vec<&str> = known.collect();
        let entries = std::fs::read_dir(folder).map_err(|cause| DiskError::of(folder, cause))?;
        let names = entries.filter_map(Result::ok).map(|entry| entry.file_name().to_string_lossy().into_owned());
        let undone = |name: &str| {
            let left = [lock::NOTE, &journal].contains(&name) || is_half_done(Path::new(name));
            left && self.unfinished.is_some()
        };
        let strange = |name: &String| !known.contains(&name.as_str()) && !undone(name);
        let mut strangers: Vec<String> = names.filter(strange).collect();
        strangers.sort();
        for name in strangers {
            self.found(&code::STRANGER, &name, "không thuộc lưu trữ", "dời tệp này ra khỏi thư mục lưu trữ");
        }
        for name in lock::FILES.iter().copied().chain(self.unfinished.is_none().then_some(left.as_str())) {
            if std::fs::metadata(folder.join(name)).is_ok_and(|found| found.len() > 0) {
                self.found(&code::STRANGER, name, "tệp này phải trống mà lại có nội dung", "dời tệp này đi nơi khác");
            }
        }
        Ok(())
    }

    fn seal(&mut self, seal: Option<Seal>) {
        match seal {
            // A register whose making was cut short has no seal yet.
            Some(Seal::Missing) if self.unfinished.is_some() => {}
            Some(Seal::Broken) => {
                let message = "tệp sổ khác với dấu niêm phong (so.niem-phong): một trong hai đã bị thay đổi";
                self.found(&code::REGISTER, REGISTER, message, RESTORE);
            }
            Some(Seal::Missing) => self.found(&code::REGISTER, seal::NAME, "không có dấu niêm phong của sổ", RESTORE),
            Some(Seal::Whole) | None => {}
        }
    }

    /// Compares the length of the log's text with the one that was noted.
    fn length(&mut self, folder: &Path) -> Result<(), ArchiveError> {
        let (seal::Length::Known(noted), Ok(found)) = (seal::length(folder)?, folder.join(journal::NAME).metadata())
        else {
            return Ok(());
        };
        if found.len() != noted {
            let message = format!("dài {} byte, mà dấu niêm phong ghi {noted} byte", found.len());
            self.found(&code::JOURNAL, journal::NAME, message, RESTORE);
        }
        Ok(())
    }

    /// Follows the register's log, and compares it with its text.
    fn log(&mut self, register: &dyn Register, text: &mut dyn BufRead, follower: &mut Follower) {
        let (mut count, mut same, mut sound) = (0, true, true);
        loop {
            let lines = match register.lines(count, BATCH) {
                Ok(lines) if lines.is_empty() => break,
                Ok(lines) => lines,
                Err(cause) => {
                    let message = format!("không đọc được nhật ký: {cause}");
                    self.found(&code::REGISTER, REGISTER, message, RESTORE);
                    return;
                }
            };
            for line in &lines {
                count += 1;
                if !same {
                    continue;
                }
                let said = said(text, line);
                same = said == Said::Same;
                // The text is written after the register.
                if said == Said::Else || (said == Said::Less && self.unfinished.is_none()) {
                    let message = format!("từ mục {count} trở đi khác với nhật ký trong sổ");
                    self.found(&code::JOURNAL, journal::NAME, message, RESTORE);
                }
            }
            sound = sound && self.lines(&lines, REGISTER, follower);
        }
        if same && text.fill_buf().is_ok_and(|rest| !rest.is_empty()) {
            let message = format!("dài hơn nhật ký trong sổ (sổ có {count} mục): sổ có thể đã bị thay bằng bản cũ");
            self.found(&code::JOURNAL, journal::NAME, message, RESTORE);
        }
    }

    /// Follows the log by its text alone.
    fn told(&mut self, text: &mut dyn BufRead, follower: &mut Follower) {
        let mut line = Vec::new();
        while text.take(journal::LONGEST).read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
            let read = std::str::from_utf8(&line).ok().and_then(|text| text.strip_suffix('\n')).unwrap_or_default();
            if !self.lines(&[read.to_owned()], journal::NAME, follower) {
                return;
            }
            line.clear();
        }
    }

    /// Follows some lines of the log; false where the chain breaks, after which nothing can be followed.
    fn lines(&mut self, lines: &[String], name: &str, follower: &mut Follower) -> bool {
        let read: Vec<_> = lines.par_iter().map(|line| Line::read(line)).collect();
        for line in read {
            match line.and_then(|(line, digest)| follower.step(&line, digest)) {
                Ok(None) => {}
                Ok(Some(cause)) => self.found(&code::REGISTER, REGISTER, cause.to_string(), RESTORE),
                Err(fault) => {
                    follower.broken = true;
                    let at = follower.tip.count + 1;
                    let message = format!("mục {at} của nhật ký {fault}; các mục sau không kiểm được");
                    self.found(&code::CHAIN, name, message, RESTORE);
                    return false;
                }
            }
        }
        true
    }

    /// Reports numbers that are missing; where the next one says why it is out of turn, that is only noted.
    fn gaps(&mut self, numbers: &BTreeMap<Series, Vec<(u32, bool)>>) {
        for (series, numbers) in numbers {
            let mut numbers = numbers.clone();
            numbers.sort_unstable();
            let mut next = 1;
            for (number, explained) in numbers {
                if number > next {
                    let missing =
                        if number == next + 1 { format!("{next}") } else { format!("{next} đến {}", number - 1) };
                    let message = format!("dãy {series} thiếu số {missing}");
                    let made = if explained { Diagnostic::note } else { Diagnostic::error };
                    let hint = if explained {
                        format!("lý do ghi ở số {number:02}; số nào bỏ hẳn thì ghi `thidua huy-so`")
                    } else {
                        RESTORE.to_owned()
                    };
                    self.report.push(made(&code::GAP, message).in_file(self.place(REGISTER)).hint(hint));
                }
                next = number + 1;
            }
        }
    }

    /// Warns of published files that are not as they were published: the store counts, and keeps what was issued.
    fn published(&mut self, root: &Path, register: &dyn Register) {
        let mut there = trace::years(root).into_iter().flat_map(|year| trace::names(root, year)).peekable();
        let paths: BTreeSet<PathBuf> =
            if there.peek().is_some() { there.map(|name| name.path).collect() } else { return };
        let mut last = 0;
        while let Ok(batch) = register.entries(last, BATCH) {
            let Some(end) = batch.last() else { return };
            last = end.id;
            let files =
                batch.iter().flat_map(|entry| entry.files.iter().map(move |file| (entry.place(file), file.digest)));
            let files: Vec<(String, Digest)> = files.filter(|(path, _)| paths.contains(&root.join(path))).collect();
            let differs = |(path, digest): &(String, Digest)| {
                let found = std::fs::File::open(root.join(path)).and_then(Digest::of_reader);
                found.is_ok_and(|(found, _)| found != *digest).then(|| path.clone())
            };
            let edited: Vec<String> = files.par_iter().filter_map(differs).collect();
            for path in edited {
                let message = "tệp đã phát hành này bị sửa sau khi phát hành; bản trong kho còn nguyên";
                let hint = "dời tệp này đi chỗ khác; cần lại bản đã phát hành thì lấy ở kho hoặc bản sao lưu";
                self.report.push(Diagnostic::warning(&code::EDITED, message).in_file(path).hint(hint));
            }
        }
    }

    /// Compares the store with the files of the documents.
    fn contents(&mut self, place: &Place, mut wanted: Vec<Wanted>) -> Result<(), ArchiveError> {
        wanted.sort_unstable();
        wanted.dedup_by_key(|file| file.digest);
        self.files = wanted.len();
        let mut seen = vec![false; wanted.len()];
        for kept in place.store.list()? {
            let name = format!("{STORE}/{}", kept.name);
            let at = kept.digest.and_then(|digest| wanted.binary_search_by_key(&digest, |file| file.digest).ok());
            match at {
                Some(at) => {
                    seen[at] = true;
                    if !kept.whole {
                        self.found(&code::CONTENT, &name, format!("{} đã bị thay đổi", wanted[at]), RESTORE);
                    }
                }
                // A backup's store has contents of other states, and perhaps what a death has left half written.
                None if place.shared && (kept.whole || kept.is_trace()) => {}
                None if self.unfinished.as_ref().is_some_and(|left| is_begun(left, &kept)) => {}
                None => self.found(&code::STRANGER, &name, "không văn bản nào trong sổ có tệp này", STRANGE),
            }
        }
        for (file, _) in wanted.iter().zip(&seen).filter(|(_, seen)| !**seen) {
            let digest = file.digest.to_string();
            let name = format!("{STORE}/{}/{}", &digest[..2], &digest[2..]);
            self.found(&code::CONTENT, &name, format!("mất {file}"), RESTORE);
        }
        Ok(())
    }
}

/// Looks at the register's structure, through a connection of its own.
fn inspect(folder: &Path) -> Result<Vec<String>, RegisterError> {
    SqliteRegister::open_to_read(&folder.join(REGISTER))?.inspect()
}

fn joined<T>(thread: std::thread::ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

const STRANGE: &str = "dời tệp này ra khỏi kho; nếu không rõ từ đâu, hỏi người đã sao chép thư mục";

/// Tells whether something in the store is what the step that was left undone may have put there.
fn is_begun(left: &Note, kept: &Kept) -> bool {
    let fresh = |digest: &Digest| left.plan.as_ref().is_some_and(|plan| plan.fresh.contains(digest));
    kept.is_trace() || (kept.whole && kept.digest.as_ref().is_some_and(fresh))
}

/// What the text has in the place of a line of the register's log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    /// The same line.
    Same,
    /// Its beginning or nothing, and then no more.
    Less,
    /// Something else.
    Else,
}

/// Tells whether the text goes on with this line; it is read past it.
fn said(text: &mut dyn BufRead, line: &str) -> Said {
    let mut seen = Vec::with_capacity(line.len() + 1);
    let read = text.take(line.len() as u64 + 1).read_to_end(&mut seen).is_ok();
    match seen.strip_suffix(b"\n") {
        Some(seen) if read && seen == line.as_bytes() => Said::Same,
        _ if read && seen.len() <= line.len() && line.as_bytes().starts_with(&seen) => Said::Less,
        _ => Said::Else,
    }
}
