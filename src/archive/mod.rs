//! What has been issued: numbers, register, store and log under `data/luu-vt/`. Nothing here may be deleted.
//!
//! # One step
//!
//! Issuing is one straight line under a lock, and SQLite's commit is the one moment at which it happens:
//!
//! ```text
//! lock ─► reserve number and date ─► (the caller renders the page with them and reads it back)
//!      ─► note what will be written ─► store the files ─► COMMIT: log line + register row
//!      ─► nhat-ky.jsonl ─► output/<năm>/phat-hanh/ ─► seal ─► take the note away ─► unlock
//! ```
//!
//! Before the commit nothing has been issued: a number that was reserved is the next one again, and files in the store
//! that no document names are taken away. After it everything has: what still lacks is made from store and register.
//! The note says which files these are, so that [`recover`](mod@recover) can do either after a death at any point.
//!
//! A reservation is held by the lock, not by a row: it lives as long as the process, and there is no state in which a
//! number is neither free nor given.
//!
//! # Files
//!
//! | in `data/luu-vt/` | what |
//! |---|---|
//! | `so.sqlite` | log and register, by [`register::Register`] |
//! | `kho/ab/cdef…` | every file by its SHA-256, read-only, by [`store::Store`] |
//! | `nhat-ky.jsonl` | the log as text, see [`journal`] |
//! | `so.niem-phong` | the seal of `so.sqlite`, see [`seal`] |
//! | `khoa`, `khoa-cho`, `khoa.json` | the lock, its waiting room and its note, see [`lock`]; the note is there only during a step |

mod amend;
pub mod backup;
pub mod code;
pub mod digest;
pub mod entry;
pub mod error;
pub mod gate;
pub mod intake;
pub mod journal;
mod known;
pub mod lock;
pub mod log;
pub mod memory;
mod metadata;
mod note;
pub mod readback;
mod recover;
pub mod regain;
pub mod register;
mod reserve;
#[cfg(test)]
mod samples;
pub mod seal;
pub mod series;
pub mod sqlite;
mod stage;
pub mod store;
mod time;
pub mod trace;
pub mod verify;
mod wal;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

pub use amend::{find, tied};
pub use digest::Digest;
pub use entry::{Entry, EntryId, Origin, Part, Signatory};
pub use error::{ArchiveError, Refusal};
pub use known::known;
pub use lock::Patience;
pub use memory::Place;
pub use metadata::{Fields, FileCode, Filing, metadata, metadata_in};
pub use register::{Query, Register, Which};
pub use reserve::{Draft, Outside, Reserved, Wanted, choose, heed};
pub use series::{Numbering, SecretNumbering, Series, printed};
pub use store::Store;

use crate::output::{self, Access};
use entry::FileRef;
use error::DiskError;
use journal::Journal;
use lock::Lock;
use log::{Deed, Tip};
use note::{Note, Plan};
use register::RegisterError;
use sqlite::SqliteRegister;
use store::FolderStore;

/// The archive, below the working folder.
pub const FOLDER: &str = "data/luu-vt";
/// The register's file.
pub const REGISTER: &str = "so.sqlite";
/// The store's folder.
pub const STORE: &str = "kho";

/// Who acts, when and where; read once by the command line and handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The time in Viet Nam.
    #[serde(rename = "luc")]
    pub at: NaiveDateTime,
    /// The name that was configured, or the system's user.
    #[serde(rename = "ai")]
    pub who: String,
    /// The machine.
    #[serde(rename = "may")]
    pub machine: String,
    /// The version of the program.
    #[serde(rename = "chuong_trinh")]
    pub program: String,
}

/// A file of a document: its content, and where below the working folder it is published.
struct Placed {
    path: String,
    digest: Digest,
    access: Access,
}

impl Placed {
    fn of(entry: &Entry, file: &FileRef) -> Self {
        Self { path: entry.place(file), digest: file.digest, access: entry.access() }
    }
}

/// The archive of a working folder, opened to write; nobody else writes until it is dropped.
pub struct Archive {
    root: PathBuf,
    /// Where this machine remembers archives.
    memory: Option<PathBuf>,
    folder: PathBuf,
    register: Box<dyn Register>,
    store: Box<dyn Store>,
    lock: Lock,
    note: Note,
    /// Whether the note announces nothing that is not done.
    settled: bool,
    freed: Option<Note>,
    /// Published files that say something else than the store, and were left as they are.
    kept: Vec<String>,
}

/// What an archive is opened for beside the usual.
#[derive(Clone, Copy, Debug, Default)]
struct Leave {
    /// The lock of another machine is freed too.
    force: bool,
    /// The clock is believed.
    any_time: bool,
    /// Whether an empty register is made.
    begin: Begin,
}

/// Whether an empty register may be made where none is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Begin {
    /// Where no number was given before.
    #[default]
    First,
    /// Also where numbers have been published: it is to be told which.
    Outside,
    /// Also where another archive knows of numbers: they are to be taken back from all that knows them.
    Anew,
}

impl Archive {
    /// Opens the archive, making one where none is, and sets right what a process that died has left.
    ///
    /// `work` says what it is opened for, to whoever has to wait. `force` also frees the lock of another machine.
    pub fn open(
        place: impl Into<Place>,
        actor: Actor,
        work: &str,
        patience: Patience,
        force: bool,
    ) -> Result<Self, ArchiveError> {
        Self::opened(place.into(), actor, work, patience, Leave { force, ..Leave::default() })
    }

    /// Opens the archive to register documents that have their numbers already.
    pub fn open_outside(
        place: impl Into<Place>,
        actor: Actor,
        work: &str,
        patience: Patience,
    ) -> Result<Self, ArchiveError> {
        Self::opened(place.into(), actor, work, patience, Leave { begin: Begin::Outside, ..Leave::default() })
    }

    fn opened(place: Place, actor: Actor, work: &str, patience: Patience, leave: Leave) -> Result<Self, ArchiveError> {
        let root = &place.root;
        enter(root)?;
        let folder = root.join(FOLDER);
        begin(&place, &folder, leave)?;
        std::fs::create_dir_all(&folder).map_err(|cause| DiskError::of(&folder, cause))?;
        let note = Note { actor, process: std::process::id(), work: work.to_owned(), plan: None };
        let (lock, left) = Lock::to_write(&folder, &note, patience, leave.force)?;
        let register = match open_register(&place, &folder, leave) {
            Ok(register) => register,
            Err(error) if left.is_some() => return Err(error),
            Err(error) => return lock.clear().map_err(ArchiveError::from).and(Err(error)),
        };
        let store = Box::new(FolderStore::new(folder.join(STORE)));
        let (settled, Place { root, memory }) = (left.is_none(), place);
        let kept = Vec::new();
        let mut archive = Self { root, memory, folder, register, store, lock, note, settled, freed: None, kept };
        if !leave.any_time {
            time::check(&archive.root, &*archive.register, archive.note.actor.at)?;
        }
        archive.settle(left)?;
        Ok(archive)
    }

    /// Opens an archive in which something has been issued.
    pub fn open_existing(
        place: impl Into<Place>,
        actor: Actor,
        work: &str,
        patience: Patience,
    ) -> Result<Self, ArchiveError> {
        Self::existing(place.into(), actor, work, patience, Leave::default())
    }

    fn existing(
        place: Place,
        actor: Actor,
        work: &str,
        patience: Patience,
        leave: Leave,
    ) -> Result<Self, ArchiveError> {
        enter(&place.root)?;
        if is_begun(&place.root.join(FOLDER)) {
            Self::opened(place, actor, work, patience, leave)
        } else {
            Err(ArchiveError::NoRegister)
        }
    }

    /// Opens the archive although another machine's note stands in it.
    pub fn unlock(place: impl Into<Place>, actor: Actor, patience: Patience) -> Result<Self, ArchiveError> {
        let leave = Leave { force: true, any_time: true, ..Leave::default() };
        Self::existing(place.into(), actor, "gỡ khóa", patience, leave)
    }

    /// Writes into the log that the clock of this machine is right; returns the time that the log had come to.
    pub fn confirm_clock(
        place: impl Into<Place>,
        actor: Actor,
        patience: Patience,
        reason: &str,
    ) -> Result<Option<NaiveDateTime>, ArchiveError> {
        let leave = Leave { any_time: true, ..Leave::default() };
        let mut archive = Self::opened(place.into(), actor, "xác nhận giờ máy", patience, leave)?;
        let last = time::last(&*archive.register)?;
        archive.record(vec![Deed::ClockConfirmed { last, reason: reason.to_owned() }], &[])?;
        Ok(last)
    }

    fn settle(&mut self, left: Option<Note>) -> Result<(), ArchiveError> {
        match left {
            Some(left) => {
                recover::recover(self, &left)?;
                self.settled = true;
                self.freed = Some(left);
            }
            None => {
                // A register of an earlier version has just been brought up to date.
                self.register.rest()?;
                Journal::of(&self.folder).check(&*self.register, seal::length(&self.folder)?)?;
                if seal::length(&self.folder)? == seal::Length::Untold {
                    seal::measure(&self.folder)?;
                }
            }
        }
        Ok(())
    }

    /// Returns who had died holding the lock, if someone had.
    pub fn freed(&self) -> Option<&Note> {
        self.freed.as_ref()
    }

    /// Says which numbers something knows and the register does not, if there are any.
    pub fn missing(&self) -> Result<(), ArchiveError> {
        trace::missing(&self.place(), &*self.register)
    }

    /// Returns another copy of this archive on this machine that has gone another way than this one.
    pub fn copy_elsewhere(&self) -> Result<Option<memory::Memory>, ArchiveError> {
        let found = memory::Memory::elsewhere(&self.place(), &*self.register)?;
        Ok(match found {
            Some(memory) if !memory.is_on_the_way(&*self.register)? => Some(memory),
            _ => None,
        })
    }

    /// Returns the published files that were left as they are, because they say something else than the store.
    pub fn kept(&self) -> &[String] {
        &self.kept
    }

    /// Returns the register.
    pub fn register(&self) -> &dyn Register {
        &*self.register
    }

    /// Returns the store.
    pub fn store(&self) -> &dyn Store {
        &*self.store
    }

    /// Does deeds, keeps the contents of their files and publishes these, all or nothing; returns the documents as they
    /// are now.
    ///
    /// # Errors
    ///
    /// [`ArchiveError::Unfinished`] if the step counts although something failed, [`ArchiveError::Unclear`] if nobody
    /// can tell; after any other error nothing has been done.
    pub(crate) fn record(&mut self, deeds: Vec<Deed>, contents: &[&[u8]]) -> Result<Vec<Entry>, ArchiveError> {
        let before = self.register.tip()?;
        let known = trace::is_looked_at(&self.place(), &self.folder, before);
        let files: Vec<(EntryId, Vec<FileRef>)> =
            deeds.iter().filter_map(Deed::files).map(|(id, files)| (id, files.to_vec())).collect();
        let (said, subject) = (log::said(&deeds), deeds.first().and_then(Deed::subject));
        let step = self.step(before, deeds)?;
        let placed = placed(&files, &step.changed);
        // Nobody should learn after the number is given that its file has no place.
        for file in &placed {
            if self.differs(&file.path, file.digest)? {
                return Err(ArchiveError::Occupied(file.path.clone()));
            }
        }
        let contents: BTreeMap<Digest, &[u8]> =
            contents.iter().map(|content| (Digest::of(content), *content)).collect();
        let fresh = contents.keys().copied();
        let fresh = fresh.filter(|digest| matches!(self.store.get(*digest), Err(error::StoreError::Missing(_))));
        let plan = Plan { lines: before.count, fresh: fresh.collect() };
        self.settled = false;
        self.lock.write(&Note { plan: Some(plan), ..self.note.clone() })?;
        let secret: BTreeSet<Digest> =
            placed.iter().filter(|file| file.access == Access::Owner).map(|file| file.digest).collect();
        for (digest, content) in &contents {
            self.store.put(content, if secret.contains(digest) { Access::Owner } else { Access::All })?;
        }
        self.commit(&step)?;
        let finished = self.finish(&step, &placed, &contents);
        self.settled = finished.is_ok();
        self.remember(&step, known);
        finished.map_err(|cause| {
            let entry = step.changed.iter().find(|entry| Some(entry.id) == subject).cloned().map(Box::new);
            ArchiveError::Unfinished { said, entry, cause: Box::new(cause) }
        })?;
        Ok(step.changed)
    }

    /// Commits a step. Where the disk fails at that moment, what it has kept decides, and the register is opened anew.
    fn commit(&mut self, step: &register::Step) -> Result<(), ArchiveError> {
        let cause = match self.register.append(step) {
            Err(RegisterError::Unclear(cause)) => ArchiveError::from(*cause),
            done => return Ok(done?),
        };
        let mut reopened = || {
            // The file is let go before it is opened again.
            self.register = Box::new(SqliteRegister::in_memory()?);
            self.register = Box::new(SqliteRegister::open(&self.folder.join(REGISTER))?);
            self.register.tip()
        };
        match reopened() {
            Ok(tip) if tip == step.after => Ok(()),
            Ok(tip) if tip == step.before => Err(cause),
            _ => Err(ArchiveError::Unclear(Box::new(cause))),
        }
    }

    /// Does what follows a commit.
    fn finish(
        &mut self,
        step: &register::Step,
        placed: &[Placed],
        contents: &BTreeMap<Digest, &[u8]>,
    ) -> Result<(), ArchiveError> {
        Journal::of(&self.folder).append(&step.lines)?;
        for (file, content) in placed.iter().filter_map(|file| Some((file, contents.get(&file.digest)?))) {
            self.publish(file, content)?;
        }
        self.register.rest()?;
        Ok(seal::measure(&self.folder)?)
    }

    /// Notes outside of the register how far it has come; nothing depends on it.
    fn remember(&self, step: &register::Step, known: bool) {
        if known {
            trace::looked_at(&self.place(), &self.folder, step.after);
        }
        let _ = memory::keep(&self.place(), &*self.register, &self.note.actor, &step.changed, false);
    }

    fn place(&self) -> Place {
        Place { root: self.root.clone(), memory: self.memory.clone() }
    }

    fn step(&self, before: Tip, deeds: Vec<Deed>) -> Result<register::Step, ArchiveError> {
        let mut entries = entry::Entries::new();
        let (mut lines, mut after, mut changed) = (Vec::new(), before, Vec::new());
        for deed in deeds {
            for id in deed.concerns() {
                if let std::collections::btree_map::Entry::Vacant(place) = entries.entry(id)
                    && let Some(known) = self.register.entries(id.saturating_sub(1), 1)?.pop().filter(|e| e.id == id)
                {
                    place.insert(known);
                }
            }
            let fault = |fault| ArchiveError::Chain { at: after.count + 1, fault };
            changed.extend(deed.apply(&mut entries).map_err(fault)?);
            let (line, tip) = after.next(self.note.actor.clone(), deed).sealed();
            lines.push(line);
            after = tip;
        }
        changed.sort_unstable();
        changed.dedup();
        let changed = changed.iter().filter_map(|id| entries.get(id)).cloned().collect();
        Ok(register::Step { before, lines, after, changed })
    }

    /// Returns the day on which this is done.
    pub fn today(&self) -> chrono::NaiveDate {
        self.note.actor.at.date()
    }

    /// Notes that a hồ sơ was exported.
    pub fn exported(&mut self, dossier: &str, documents: Vec<EntryId>, file: Digest) -> Result<(), ArchiveError> {
        self.record(vec![Deed::Exported { dossier: dossier.to_owned(), documents, file }], &[]).map(drop)
    }

    /// Publishes the files of documents that are missing below `output/`; returns how many.
    pub fn publish_missing(&self) -> Result<usize, ArchiveError> {
        let (mut published, mut last) = (0, 0);
        loop {
            let batch = self.register.entries(last, 1000)?;
            let Some(end) = batch.last() else { return Ok(published) };
            last = end.id;
            for (entry, file) in batch.iter().flat_map(|entry| entry.files.iter().map(move |file| (entry, file))) {
                let file = Placed::of(entry, file);
                if !self.below(&file.path)?.exists() {
                    self.put(&file, &self.store.get(file.digest)?)?;
                    published += 1;
                }
            }
        }
    }

    /// Writes a published file; one that says something else is left, and remembered as such.
    fn publish(&mut self, file: &Placed, content: &[u8]) -> Result<(), DiskError> {
        if self.differs(&file.path, file.digest)? {
            self.kept.push(file.path.clone());
            return Ok(());
        }
        self.put(file, content)
    }

    fn put(&self, file: &Placed, content: &[u8]) -> Result<(), DiskError> {
        let path = self.below(&file.path)?;
        if path.exists() {
            return Ok(());
        }
        Ok(output::write_for(file.access, &path, |file| file.write_all(content))?)
    }

    /// Tells whether something else stands where a file is to be published.
    fn differs(&self, path: &str, digest: Digest) -> Result<bool, DiskError> {
        let path = self.below(path)?;
        if !path.exists() {
            return Ok(false);
        }
        if !path.is_file() {
            return Ok(true);
        }
        let found = std::fs::File::open(&path).and_then(Digest::of_reader);
        found.map(|(found, _)| found != digest).map_err(|cause| DiskError::of(&path, cause))
    }

    /// Returns where a path below the working folder lies.
    fn below(&self, path: &str) -> Result<PathBuf, DiskError> {
        output::below(&self.root, path).map_err(DiskError::from)
    }
}

/// Returns the files of a step with their places.
fn placed(files: &[(EntryId, Vec<FileRef>)], changed: &[Entry]) -> Vec<Placed> {
    let of = |(id, files): &(EntryId, Vec<FileRef>)| {
        let entry = changed.binary_search_by_key(id, |entry| entry.id).ok().map(|at| &changed[at]);
        let placed = |entry| files.iter().map(move |file| Placed::of(entry, file));
        entry.into_iter().flat_map(placed).collect::<Vec<_>>()
    };
    files.iter().flat_map(of).collect()
}

impl Drop for Archive {
    fn drop(&mut self) {
        // What is not settled is left to the next run, with the note that says what it is. If a note that announces
        // nothing stays, the next run finds it and has nothing to set right.
        if self.settled {
            let _ = self.lock.clear();
        }
    }
}

/// Opens the archive to read: the register, the store and the lock that keeps writers out while it lives.
pub struct Reading {
    /// The register.
    pub register: SqliteRegister,
    /// The store.
    pub store: FolderStore,
    /// Where they lie.
    pub folder: PathBuf,
    /// The step that a process has left undone, if one has; the next command that writes sets it right.
    pub unfinished: Option<Note>,
    _lock: Lock,
}

impl Reading {
    /// Opens the archive as it is, and writes nothing: what a process that died has left is neither undone nor ended,
    /// and an archive that is ready to be put in its place is read where it lies.
    pub fn open(root: &Path, patience: Patience) -> Result<Self, ArchiveError> {
        unlinked(root)?;
        let folder = stage::standing(root);
        if !is_begun(&folder) {
            return Err(ArchiveError::NoRegister);
        }
        let lock = Lock::to_read(&folder, patience)?;
        let unfinished = lock.note()?;
        let path = folder.join(REGISTER);
        if !path.exists() {
            return Err(ArchiveError::LostRegister(path));
        }
        let register = match SqliteRegister::open_to_read(&path) {
            // Who began it died before anything was in it.
            Err(register::RegisterError::Damaged(_)) if unfinished.is_some() && !is_used(&folder) => {
                return Err(ArchiveError::NoRegister);
            }
            opened => opened?,
        };
        let store = FolderStore::new(folder.join(STORE));
        Ok(Self { register, store, folder, unfinished, _lock: lock })
    }
}

/// Tells whether anything has been issued in the folder.
fn is_used(folder: &Path) -> bool {
    [STORE, journal::NAME].iter().any(|name| folder.join(name).exists())
}

/// Begins to write: nothing is a link, and what putting back has left undone is done.
fn enter(root: &Path) -> Result<(), ArchiveError> {
    unlinked(root)?;
    Ok(backup::finish(root)?)
}

/// Refuses an archive that lies elsewhere by a link, or of which a part does: what is written there would be too. Also
/// refuses a folder or a pipe in the place of a file.
fn unlinked(root: &Path) -> Result<(), DiskError> {
    for archive in [FOLDER, stage::STAGED] {
        let folder = output::below(root, archive).map_err(DiskError::from)?;
        let logs = [sqlite::LOG_END, "-shm", sqlite::JOURNAL_END].map(|end| format!("{REGISTER}{end}"));
        let names = [REGISTER, journal::NAME, seal::NAME].into_iter().chain(lock::ALL);
        for path in names.chain(logs.iter().map(String::as_str)).map(|name| folder.join(name)) {
            output::unlinked(&path).map_err(DiskError::from)?;
            if path.exists() && !path.is_file() {
                return Err(DiskError::NoFile(path));
            }
        }
        output::unlinked(&folder.join(STORE)).map_err(DiskError::from)?;
    }
    Ok(())
}

/// Tells whether anything has been kept in the folder.
fn is_begun(folder: &Path) -> bool {
    [REGISTER, STORE, journal::NAME, seal::NAME].iter().any(|name| folder.join(name).exists())
}

/// Refuses to begin a register where numbers have been given before.
fn begin(place: &Place, folder: &Path, leave: Leave) -> Result<(), ArchiveError> {
    if is_begun(folder) || leave.begin == Begin::Anew {
        return Ok(());
    }
    if let Some(elsewhere) = trace::beside(&place.root) {
        return Err(ArchiveError::Aside(elsewhere));
    }
    if leave.begin == Begin::Outside { Ok(()) } else { trace::of_nothing(place) }
}

fn open_register(place: &Place, folder: &Path, leave: Leave) -> Result<Box<dyn Register>, ArchiveError> {
    let path = folder.join(REGISTER);
    if path.exists() {
        return Ok(Box::new(SqliteRegister::open(&path)?));
    }
    if is_begun(folder) {
        return Err(ArchiveError::LostRegister(path));
    }
    // It may have been moved aside while this waited for the lock.
    begin(place, folder, leave)?;
    let mut made = SqliteRegister::create(&path)?;
    made.rest()?;
    error::sync_folder(folder)?;
    seal::put(folder)?;
    Ok(Box::new(made))
}
