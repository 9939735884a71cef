//! Verifying the archive: every file present and unchanged, every number accounted for, the chain whole.
//!
//! Nothing is believed because it stands in one place: the log is checked by its chain and against its text, the
//! register against what the log makes of it, the store against the register, the register's file against its seal.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::entry::{Entries, Entry};
use super::error::DiskError;
use super::journal::{self, Journal};
use super::lock;
use super::log::{Deed, Line, Tip};
use super::register::{Register, RegisterError};
use super::seal::{self, Seal};
use super::sqlite;
use super::store::{FolderStore, Store};
use super::{Actor, ArchiveError, Digest, FOLDER, Patience, REGISTER, Reading, STORE, code};
use crate::diag::{Diagnostic, Report};

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
}

/// Verifies the archive of a working folder.
///
/// # Errors
///
/// Only what keeps from looking: no archive, a lock, a register of a later version, the disk. Damage is found, not an
/// error.
pub fn verify(root: &Path, actor: Actor, patience: Patience) -> Result<Verified, ArchiveError> {
    let folder = root.join(FOLDER);
    let mut done = Verified::default();
    match Reading::open(root, actor, patience) {
        Ok(reading) => done.look(&folder, Some(&reading.register))?,
        Err(error) => match damage(&error, &folder) {
            Some(diagnostic) => {
                done.report.push(diagnostic);
                done.look(&folder, None)?;
            }
            None => return Err(error),
        },
    }
    Ok(done)
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

fn place(name: &str) -> String {
    format!("{FOLDER}/{name}")
}

impl Verified {
    fn found(&mut self, code: &'static crate::diag::Code, name: &str, message: impl Into<String>, hint: &str) {
        self.report.push(Diagnostic::error(code, message).in_file(place(name)).hint(hint));
    }

    fn look(&mut self, folder: &Path, register: Option<&dyn Register>) -> Result<(), ArchiveError> {
        self.names(folder)?;
        self.seal(folder)?;
        let text = Journal::of(folder).text()?;
        if text.is_none() {
            self.found(&code::JOURNAL, journal::NAME, "không có nhật ký dạng chữ", RESTORE);
        }
        let text = text.unwrap_or_default();
        let (entries, reasons) = match register {
            Some(register) => {
                let replayed = self.log(register, &text);
                if let Err(cause) = self.rows(register, &replayed.0) {
                    self.found(&code::REGISTER, REGISTER, cause.to_string(), RESTORE);
                }
                replayed
            }
            // Without the register the text still tells what there should be.
            None => self.replay(text.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec), journal::NAME),
        };
        self.gaps(&entries, &reasons);
        self.contents(folder, &entries)?;
        self.documents = entries.len();
        Ok(())
    }

    /// Reports what does not belong into the folder.
    fn names(&mut self, folder: &Path) -> Result<(), ArchiveError> {
        let left = format!("{REGISTER}{}", sqlite::LOG_END);
        let known = [REGISTER, STORE, journal::NAME, seal::NAME, &left].into_iter().chain(lock::FILES);
        let known: Vec<&str> = known.collect();
        let entries = std::fs::read_dir(folder).map_err(|cause| DiskError::of(folder, cause))?;
        let names = entries.filter_map(Result::ok).map(|entry| entry.file_name().to_string_lossy().into_owned());
        let mut strangers: Vec<String> = names.filter(|name| !known.contains(&name.as_str())).collect();
        strangers.sort();
        for name in strangers {
            self.found(&code::STRANGER, &name, "không thuộc lưu trữ", "dời tệp này ra khỏi thư mục lưu trữ");
        }
        for name in lock::FILES.iter().copied().chain([left.as_str()]) {
            if std::fs::metadata(folder.join(name)).is_ok_and(|found| found.len() > 0) {
                self.found(&code::STRANGER, name, "tệp này phải trống mà lại có nội dung", "dời tệp này đi nơi khác");
            }
        }
        Ok(())
    }

    fn seal(&mut self, folder: &Path) -> Result<(), ArchiveError> {
        if !folder.join(REGISTER).exists() {
            return Ok(());
        }
        match seal::check(folder)? {
            Seal::Whole => {}
            Seal::Broken => {
                let message = "tệp sổ khác với dấu niêm phong (so.niem-phong): một trong hai đã bị thay đổi";
                self.found(&code::REGISTER, REGISTER, message, RESTORE);
            }
            Seal::Missing => self.found(&code::REGISTER, seal::NAME, "không có dấu niêm phong của sổ", RESTORE),
        }
        Ok(())
    }

    /// Replays the register's log and compares it with its text.
    fn log(&mut self, register: &dyn Register, text: &[u8]) -> (Entries, BTreeSet<u32>) {
        let mut lines: Vec<Vec<u8>> = Vec::new();
        loop {
            match register.lines(lines.len() as u64, BATCH) {
                Ok(batch) if batch.is_empty() => break,
                Ok(batch) => lines.extend(batch.into_iter().map(|line| format!("{line}\n").into_bytes())),
                Err(cause) => {
                    self.found(&code::REGISTER, REGISTER, format!("không đọc được nhật ký: {cause}"), RESTORE);
                    break;
                }
            }
        }
        self.compare(&lines, text);
        self.replay(lines.into_iter(), REGISTER)
    }

    fn compare(&mut self, lines: &[Vec<u8>], text: &[u8]) {
        let mut rest = text;
        for (line, at) in lines.iter().zip(1..) {
            match rest.strip_prefix(line.as_slice()) {
                Some(after) => rest = after,
                None => {
                    let message = format!("từ mục {at} trở đi khác với nhật ký trong sổ");
                    return self.found(&code::JOURNAL, journal::NAME, message, RESTORE);
                }
            }
        }
        if !rest.is_empty() {
            let message =
                format!("dài hơn nhật ký trong sổ (sổ có {} mục): sổ có thể đã bị thay bằng bản cũ", lines.len());
            self.found(&code::JOURNAL, journal::NAME, message, RESTORE);
        }
    }

    /// Follows the chain, and returns the documents it makes and those whose number or date is out of turn with a
    /// reason.
    fn replay(&mut self, lines: impl Iterator<Item = Vec<u8>>, name: &str) -> (Entries, BTreeSet<u32>) {
        let (mut entries, mut reasons, mut tip) = (Entries::new(), BTreeSet::new(), Tip::EMPTY);
        for line in lines {
            let text = std::str::from_utf8(&line).ok().and_then(|text| text.strip_suffix('\n')).unwrap_or_default();
            let read = Line::open(text, tip).and_then(|(line, after)| {
                line.deed.apply(&mut entries)?;
                Ok((line.deed, after))
            });
            match read {
                Ok((deed, after)) => {
                    tip = after;
                    if let Deed::Issued { entry, reason: Some(_) } | Deed::Registered { entry, reason: Some(_) } = deed
                    {
                        reasons.insert(entry.id);
                    }
                }
                Err(fault) => {
                    let message = format!("mục {} của nhật ký {fault}; các mục sau không kiểm được", tip.count + 1);
                    self.found(&code::CHAIN, name, message, RESTORE);
                    break;
                }
            }
        }
        (self.lines, self.tip) = (tip.count, Some(tip.digest));
        (entries, reasons)
    }

    /// Compares the register's rows with what the log makes of them.
    fn rows(&mut self, register: &dyn Register, entries: &Entries) -> Result<(), RegisterError> {
        for line in register.inspect()? {
            self.found(&code::REGISTER, REGISTER, format!("SQLite báo: {line}"), RESTORE);
        }
        let mut seen = BTreeSet::new();
        let mut last = 0;
        loop {
            let batch = register.entries(last, BATCH)?;
            let Some(end) = batch.last() else { break };
            last = end.id;
            for entry in batch {
                seen.insert(entry.id);
                self.row(register, &entry, entries.get(&entry.id))?;
            }
        }
        for entry in entries.values().filter(|entry| !seen.contains(&entry.id)) {
            let message = format!("văn bản số {} có trong nhật ký mà không có trong sổ", entry.printed());
            self.found(&code::ROW, REGISTER, message, RESTORE);
        }
        Ok(())
    }

    fn row(&mut self, register: &dyn Register, row: &Entry, log: Option<&Entry>) -> Result<(), RegisterError> {
        let number = row.printed();
        let message = match log {
            None => format!("văn bản số {number} có trong sổ mà không có trong nhật ký"),
            Some(log) if log != row => format!("văn bản số {number} trong sổ khác với nhật ký"),
            Some(_) if register.neighbours(&row.series, row.number)?.at.as_ref() != Some(row) => {
                format!("văn bản số {number} không tìm được theo số của nó")
            }
            Some(_) => return Ok(()),
        };
        self.found(&code::ROW, REGISTER, message, RESTORE);
        Ok(())
    }

    /// Reports numbers that are missing; where the next one says why it is out of turn, that is only noted.
    fn gaps(&mut self, entries: &Entries, reasons: &BTreeSet<u32>) {
        for (series, numbers) in by_series(entries) {
            let mut next = 1;
            for (number, entry) in numbers {
                if number > next {
                    let missing =
                        if number == next + 1 { format!("{next}") } else { format!("{next} đến {}", number - 1) };
                    let message = format!("dãy {series} thiếu số {missing}");
                    let explained = reasons.contains(&entry.id);
                    let made = if explained { Diagnostic::note } else { Diagnostic::error };
                    let hint = if explained {
                        format!("lý do ghi ở số {}; số nào bỏ hẳn thì ghi `thidua huy-so`", entry.printed())
                    } else {
                        RESTORE.to_owned()
                    };
                    self.report.push(made(&code::GAP, message).in_file(place(REGISTER)).hint(hint));
                }
                next = number + 1;
            }
        }
    }

    /// Compares the store with the files of the documents.
    fn contents(&mut self, folder: &Path, entries: &Entries) -> Result<(), ArchiveError> {
        let mut wanted: BTreeMap<Digest, String> = BTreeMap::new();
        for entry in entries.values() {
            for file in &entry.files {
                let what = format!("{} của văn bản số {}", file.part.words(), entry.printed());
                wanted.entry(file.digest).or_insert(what);
            }
        }
        self.files = wanted.len();
        for kept in FolderStore::new(folder.join(STORE)).list()? {
            let name = format!("{STORE}/{}", kept.name);
            match kept.digest.and_then(|digest| wanted.remove(&digest)) {
                Some(_) if kept.whole => {}
                Some(what) => self.found(&code::CONTENT, &name, format!("{what} đã bị thay đổi"), RESTORE),
                None => self.found(&code::STRANGER, &name, "không văn bản nào trong sổ có tệp này", STRANGE),
            }
        }
        for (digest, what) in wanted {
            let digest = digest.to_string();
            let name = format!("{STORE}/{}/{}", &digest[..2], &digest[2..]);
            self.found(&code::CONTENT, &name, format!("mất {what}"), RESTORE);
        }
        Ok(())
    }
}

const STRANGE: &str = "dời tệp này ra khỏi kho; nếu không rõ từ đâu, hỏi người đã sao chép thư mục";

fn by_series(entries: &Entries) -> BTreeMap<String, BTreeMap<u32, &Entry>> {
    let mut all: BTreeMap<String, BTreeMap<u32, &Entry>> = BTreeMap::new();
    for entry in entries.values() {
        all.entry(entry.series.to_string()).or_default().insert(entry.number, entry);
    }
    all
}
