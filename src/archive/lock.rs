//! The lock: one who writes at a time, and a note of who it is and what a process that dies would leave.
//!
//! The system's own file lock says whether the holder lives: it goes with the process, whatever kills it. The note
//! beside it says what the holder was about, and stays. A note without a lock is therefore the trace of a death; from a
//! machine of another name it may also mean that the drive keeps locks from one machine only, so it is not freed
//! without asking.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use super::Actor;
use super::error::{ArchiveError, DiskError};
use super::note::Note;
use crate::output;

const LOCK: &str = "khoa";
/// The note.
pub const NOTE: &str = "khoa.json";

/// Whoever wants the lock passes here first, one at a time: else one who issues a hundred documents would take the lock
/// again before anyone who waits has looked.
const GATE: &str = "khoa-cho";

/// The empty files that stay beside the register.
pub const FILES: [&str; 2] = [LOCK, GATE];

/// All files of the lock.
pub const ALL: [&str; 3] = [LOCK, GATE, NOTE];

/// How often a lock is tried for, and how long is waited between.
const PAUSE: core::time::Duration = core::time::Duration::from_millis(5);

/// How long to try for a lock.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    tries: u32,
}

impl Patience {
    /// Tries for so many seconds, at least once.
    pub const fn seconds(seconds: u32) -> Self {
        Self { tries: seconds.saturating_mul(200).saturating_add(1) }
    }
}

/// The lock, held until dropped.
#[derive(Debug)]
pub struct Lock {
    /// None where who only looks finds no file to lock: nobody has written there.
    _file: Option<File>,
    note: PathBuf,
}

impl Lock {
    /// Takes the lock to write; also returns the note of a holder that died.
    pub fn to_write(
        folder: &Path,
        own: &Note,
        patience: Patience,
        force: bool,
    ) -> Result<(Self, Option<Note>), ArchiveError> {
        let lock = Self::take(folder, patience)?;
        if open(&folder.join(LOCK))?.try_lock().is_ok() {
            return Err(ArchiveError::NoLocks(folder.to_owned()));
        }
        let left = lock.note()?;
        // A note that was torn in its first writing names no machine, and nothing had been begun.
        let elsewhere = |left: &&Note| !left.actor.machine.is_empty() && left.actor.machine != own.actor.machine;
        if let Some(left) = left.as_ref().filter(elsewhere).filter(|_| !force) {
            return Err(ArchiveError::HeldElsewhere(left.clone()));
        }
        if left.is_none() {
            let text = json(own);
            if let Err(cause) = fs::write(&lock.note, text) {
                lock.clear()?;
                return Err(DiskError::of(&lock.note, cause).into());
            }
        }
        Ok((lock, left))
    }

    /// Takes the lock to read, beside others who read; makes no file.
    pub fn to_read(folder: &Path, patience: Patience) -> Result<Self, ArchiveError> {
        if let Some(gate) = there(&folder.join(GATE))? {
            wait(&gate, folder, patience, File::try_lock)?;
        }
        let file = there(&folder.join(LOCK))?;
        file.as_ref().map_or(Ok(()), |file| wait(file, folder, patience, File::try_lock_shared))?;
        Ok(Self { _file: file, note: folder.join(NOTE) })
    }

    fn take(folder: &Path, patience: Patience) -> Result<Self, ArchiveError> {
        let gate = open(&folder.join(GATE))?;
        wait(&gate, folder, patience, File::try_lock)?;
        let file = open(&folder.join(LOCK))?;
        wait(&file, folder, patience, File::try_lock)?;
        Ok(Self { _file: Some(file), note: folder.join(NOTE) })
    }

    /// Returns the note that stands there.
    pub fn note(&self) -> Result<Option<Note>, ArchiveError> {
        read(&self.note)
    }

    /// Puts a note on the disk.
    pub fn write(&self, note: &Note) -> Result<(), DiskError> {
        output::write_with(&self.note, |file| file.write_all(json(note).as_bytes())).map_err(DiskError::from)
    }

    /// Takes the note away: what it announced is done.
    pub fn clear(&self) -> Result<(), DiskError> {
        match fs::remove_file(&self.note) {
            Err(cause) if cause.kind() != ErrorKind::NotFound => Err(DiskError::of(&self.note, cause)),
            _ => Ok(()),
        }
    }
}

/// Tells whether nobody holds the lock at this moment; it is not kept.
pub fn is_free(folder: &Path) -> Result<bool, DiskError> {
    Ok(open(&folder.join(LOCK))?.try_lock().is_ok())
}

type Attempt = fn(&File) -> Result<(), TryLockError>;

/// Tries for a lock as long as patience lasts.
fn wait(file: &File, folder: &Path, patience: Patience, attempt: Attempt) -> Result<(), ArchiveError> {
    for turn in 1.. {
        match attempt(file) {
            Ok(()) => break,
            Err(TryLockError::WouldBlock) if turn < patience.tries => std::thread::sleep(PAUSE),
            Err(TryLockError::WouldBlock) => {
                return Err(ArchiveError::Held(read(&folder.join(NOTE))?.unwrap_or_else(unknown)));
            }
            Err(TryLockError::Error(cause)) if cause.kind() == ErrorKind::Unsupported => {
                return Err(ArchiveError::NoLocks(folder.to_owned()));
            }
            Err(TryLockError::Error(cause)) => return Err(DiskError::of(&folder.join(LOCK), cause).into()),
        }
    }
    Ok(())
}

fn open(path: &Path) -> Result<File, DiskError> {
    opened(path, OpenOptions::new().read(true).write(true).create(true).truncate(false))
}

/// Opens a file that is there.
fn there(path: &Path) -> Result<Option<File>, DiskError> {
    if path.exists() { opened(path, OpenOptions::new().read(true).write(true)).map(Some) } else { Ok(None) }
}

fn opened(path: &Path, options: &OpenOptions) -> Result<File, DiskError> {
    let opened = options.open(path).or_else(|cause| match cause.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem if path.exists() => File::open(path),
        _ => Err(cause),
    });
    opened.map_err(|cause| DiskError::of(path, cause))
}

/// A note of more bytes is none of ours: ten thousand contents make one of 700 kB.
const LONGEST: u64 = 16 << 20;

/// Reads a note; one that was torn in its first writing, or is none of ours, announces nothing.
fn read(path: &Path) -> Result<Option<Note>, ArchiveError> {
    let mut text = Vec::new();
    match File::open(path).and_then(|file| file.take(LONGEST + 1).read_to_end(&mut text)) {
        Ok(_) => Ok(Some(serde_json::from_slice(&text).unwrap_or_else(|_| unknown()))),
        Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(DiskError::of(path, cause).into()),
    }
}

fn json(note: &Note) -> String {
    serde_json::to_string(note).expect("a note holds only what JSON can")
}

fn unknown() -> Note {
    let who = "một lệnh khác của thidua".to_owned();
    let actor = Actor { at: chrono::NaiveDateTime::default(), who, machine: String::new(), program: String::new() };
    Note { actor, process: 0, work: "đọc hoặc ghi sổ".to_owned(), plan: None }
}
