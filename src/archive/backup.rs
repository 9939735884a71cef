//! Backing the archive up and putting it back.
//!
//! ```text
//! <backup>/kho/ab/cdef…                 contents of all states, by their SHA-256, only added to
//! <backup>/ban/000123-0a1b2c3d4e5f/     one state: the register, the log as text, the seal
//! ```
//!
//! A state is named after the length of its log and the last digest. It is made under the archive's lock in a folder of
//! another name, verified there, and only then renamed. So a backup that is cut short, or one of a damaged archive,
//! leaves the states before it as they were.
//!
//! Putting back makes a whole archive in `data/luu-vt.phuc-hoi`, verifies it, marks it ready, moves the old archive
//! aside and renames the new one into its place. Whoever opens an archive that is not there, but ready beside it, ends
//! the renaming first: there is no moment at which a number could be given by an empty register.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::error::StoreError;
use super::error::{ArchiveError, DiskError, sync_folder};
use super::journal::{self, Journal};
use super::lock::{self, Lock};
use super::log::{Deed, Line, Tip};
use super::note::Note;
use super::register::Register;
use super::sqlite::SqliteRegister;
use super::stage::{READY, STAGE};
use super::store::{self, FolderStore, Store};
use super::verify::{Verified, verify, verify_copy};
use super::{Actor, Archive, FOLDER, Leave, Patience, REGISTER, STORE, is_begun, seal};
use crate::filename::of_disk;

/// The folder of states in a backup.
const STATES: &str = "ban";
/// How many states are kept: the last, and the one before it.
const KEPT_STATES: usize = 2;
/// The files of a state.
const FILES: [&str; 3] = [REGISTER, journal::NAME, seal::NAME];
const BATCH: usize = 1000;

/// What has been backed up.
#[derive(Debug)]
pub struct BackedUp {
    /// The state's folder below the backup.
    pub state: String,
    /// How many documents, contents and lines it has.
    pub verified: Verified,
    /// How many contents were copied; the others were there.
    pub copied: usize,
    /// How many contents of the backup were damaged and have been copied again.
    pub repaired: usize,
}

/// What has been put back.
#[derive(Debug)]
pub struct Restored {
    /// The state's folder below the backup.
    pub state: String,
    /// How many documents, contents and lines the archive has now.
    pub verified: Verified,
    /// Where the old archive lies now, below the working folder.
    pub aside: Option<String>,
}

/// Why the archive is not backed up or put back; nothing has been changed.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The archive or the disk.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The backup would lie in what it is to save.
    #[error("bản sao lưu không được nằm trong chính thư mục lưu trữ `{}`", of_disk(.0))]
    Inside(PathBuf),
    /// The first backup there was cut short.
    #[error("lần sao lưu đầu tiên vào `{}` bị ngắt giữa chừng, chưa có bản nào trọn vẹn", of_disk(.0))]
    Unfinished(PathBuf),
    /// There is no state in the folder.
    #[error("`{}` không có bản sao lưu nào", of_disk(.0))]
    NoBackup(PathBuf),
    /// The backup is of another archive.
    #[error("bản sao lưu ở `{}` không phải của lưu trữ này: nhật ký của hai bên khác nhau", of_disk(.0))]
    Foreign(PathBuf),
    /// The backup is longer than the archive.
    #[error("bản sao lưu mới hơn lưu trữ: bản sao lưu có {backup} mục nhật ký, lưu trữ chỉ có {archive}")]
    Ahead {
        /// Lines of the backup.
        backup: u64,
        /// Lines of the archive.
        archive: u64,
    },
    /// The archive has grown since the backup was made.
    #[error("lưu trữ đang có mới hơn bản sao lưu: lưu trữ có {archive} mục nhật ký, bản sao lưu chỉ có {backup}")]
    Behind {
        /// Lines of the archive.
        archive: u64,
        /// Lines of the backup.
        backup: u64,
    },
    /// The archive that is there cannot be read.
    #[error("không đọc được lưu trữ đang có, nên không biết nó có mới hơn bản sao lưu không")]
    Unclear,
    /// The backup is made and whole, but something after that failed.
    #[error("đã sao lưu xong vào `{state}` và bản ấy dùng được, nhưng chưa {}: {cause}", if *logged {
        "xóa được bản sao lưu cũ" } else { "ghi được việc sao lưu vào nhật ký" })]
    Unlogged {
        /// The state's folder below the backup.
        state: String,
        /// Whether the log tells of it.
        logged: bool,
        /// What failed.
        cause: Box<ArchiveError>,
    },
    /// The archive that was made is in its place, or will be put there by the next command that writes.
    #[error("{}, nhưng {cause}", if *placed { "đã phục hồi lưu trữ" } else {
        "đã kiểm xong bản phục hồi và dời lưu trữ cũ sang bên" })]
    HalfWay {
        /// Whether it is in its place.
        placed: bool,
        /// What failed.
        cause: Box<DiskError>,
    },
    /// What was copied is not whole.
    #[error("{what} có chỗ hỏng")]
    Damaged {
        /// What: the archive, the backup.
        what: &'static str,
        /// What is wrong.
        found: Box<Verified>,
    },
}

impl BackupError {
    /// Returns what the clerk can do.
    pub fn advice(&self) -> &'static str {
        match self {
            Self::Archive(error) => error.advice(),
            Self::Inside(_) => "chọn thư mục trên ổ đĩa khác, như ổ USB hoặc ổ mạng",
            Self::Unfinished(_) => "chạy lại `thidua luu sao-luu` vào thư mục ấy; tệp đã chép được dùng tiếp",
            Self::NoBackup(_) => "chỉ đúng thư mục đã dùng với `thidua luu sao-luu`",
            Self::Foreign(_) => "chọn thư mục khác; nếu đúng là thư mục này thì chạy `thidua luu xac-minh` trước",
            Self::Ahead { .. } => {
                "có thể lưu trữ vừa bị thay bằng bản cũ: đừng phát hành tiếp, xem lại rồi lấy bản mới bằng `thidua luu phuc-hoi`"
            }
            Self::Behind { .. } | Self::Unclear => {
                "nếu vẫn muốn lấy bản sao lưu thì thêm --ghi-de; lưu trữ đang có được dời sang bên, không bị xóa"
            }
            Self::Unlogged { .. } => "gỡ trở ngại rồi chạy lại lệnh này",
            Self::HalfWay { .. } => {
                "đừng xóa gì trong data/; gỡ trở ngại rồi chạy `thidua luu mo-khoa` để chương trình làm nốt"
            }
            Self::Damaged { .. } => "bản sao lưu cũ hơn và lưu trữ đang có vẫn như trước; xem các chỗ hỏng ở trên",
        }
    }
}

macro_rules! from {
    ($($error:ty),*) => {$(
        impl From<$error> for BackupError {
            fn from(error: $error) -> Self {
                Self::Archive(error.into())
            }
        }
    )*};
}
from!(DiskError, StoreError, super::register::RegisterError);

fn disk<T>(path: &Path, done: io::Result<T>) -> Result<T, DiskError> {
    done.map_err(|cause| DiskError::of(path, cause))
}

/// A state in a backup.
struct State {
    name: String,
    count: u64,
    /// The first digits of the last digest.
    digits: String,
}

impl State {
    fn of(tip: Tip) -> Self {
        let digits = tip.digest.to_string()[..12].to_owned();
        Self { name: format!("{:06}-{digits}", tip.count), count: tip.count, digits }
    }

    fn read(name: &str) -> Option<Self> {
        let (count, digits) = name.split_once('-')?;
        let right = digits.len() == 12 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let count = count.parse().ok().filter(|_| right && count.bytes().all(|byte| byte.is_ascii_digit()))?;
        Some(Self { name: name.to_owned(), count, digits: digits.to_owned() })
    }

    /// Tells whether a log goes through this state's last line.
    fn is_on_the_way(&self, register: &dyn Register) -> Result<bool, super::register::RegisterError> {
        let line = register.lines(self.count.saturating_sub(1), 1)?.pop();
        let digest = line.as_deref().and_then(Line::digest_of);
        Ok(self.count == 0 || digest.is_some_and(|digest| digest.to_string().starts_with(&self.digits)))
    }
}

/// Returns the states of a backup, the newest first.
fn states(backup: &Path) -> Result<Vec<State>, DiskError> {
    let folder = backup.join(STATES);
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let names = disk(&folder, fs::read_dir(&folder))?.filter_map(Result::ok);
    let mut states: Vec<State> = names.filter_map(|entry| State::read(&entry.file_name().to_string_lossy())).collect();
    states.sort_by(|one, other| (other.count, &other.name).cmp(&(one.count, &one.name)));
    Ok(states)
}

/// Backs the archive up into a folder; contents that are there already are not copied again.
///
/// # Errors
///
/// A backup of another archive, or a newer one; a damaged archive: then the backup stays as it was.
pub fn back_up(root: &Path, to: &Path, actor: Actor, patience: Patience) -> Result<BackedUp, BackupError> {
    outside(root, to)?;
    let mut archive = Archive::open_existing(root, actor, "sao lưu", patience)?;
    let tip = archive.register.tip()?;
    let state = State::of(tip);
    if let Some(last) = states(to)?.first() {
        follows(last, &*archive.register, tip, to)?;
    }
    sound(to)?;
    let made = to.join(STATES).join(format!(".thidua-{}.tmp", state.name));
    sweep(&to.join(STATES))?;
    disk(&made, fs::create_dir_all(&made))?;
    let kept = FolderStore::new(to.join(STORE));
    let copied = copy_contents(&*archive.register, &*archive.store, &kept, false)?;
    FILES.iter().try_for_each(|name| copy_file(&archive.folder.join(name), &made.join(name)))?;
    sync_folder(&made)?;
    let shown = to.to_string_lossy().replace('\\', "/");
    let mut verified = verify_copy(&made, &kept, &shown)?;
    let mut repaired = 0;
    if verified.report.has_errors() {
        repaired = copy_contents(&*archive.register, &*archive.store, &kept, true)?;
        verified = verify_copy(&made, &kept, &shown)?;
    }
    if verified.report.has_errors() {
        remove(&made)?;
        return Err(BackupError::Damaged { what: "lưu trữ", found: Box::new(verified) });
    }
    publish(&made, &to.join(STATES).join(&state.name))?;
    let state = format!("{STATES}/{}", state.name);
    let deed = Deed::BackedUp { to: shown, lines: tip.count, tip: tip.digest };
    let but = |logged, cause| BackupError::Unlogged { state: state.clone(), logged, cause: Box::new(cause) };
    archive.record(vec![deed], &[]).map_err(|cause| match cause {
        unfinished @ (ArchiveError::Unfinished { .. } | ArchiveError::Unclear(_)) => unfinished.into(),
        cause => but(false, cause),
    })?;
    thin_out(to).map_err(|cause| but(true, cause.into()))?;
    Ok(BackedUp { state, verified, copied, repaired })
}

/// Takes away all states but the last.
fn thin_out(backup: &Path) -> Result<(), DiskError> {
    states(backup)?.iter().skip(KEPT_STATES).try_for_each(|old| remove(&backup.join(STATES).join(&old.name)))
}

/// Refuses a backup of which a part lies elsewhere by a link.
fn sound(backup: &Path) -> Result<(), DiskError> {
    [STATES, STORE].iter().try_for_each(|name| crate::output::unlinked(&backup.join(name))).map_err(DiskError::from)
}

/// Removes states that were never whole.
fn sweep(states: &Path) -> Result<(), DiskError> {
    let Ok(names) = fs::read_dir(states) else { return Ok(()) };
    let left = names.filter_map(Result::ok).map(|entry| entry.path()).filter(|path| store::is_half_done(path));
    left.into_iter().try_for_each(|path| remove(&path))
}

/// Refuses a backup that lies in the archive itself.
fn outside(root: &Path, backup: &Path) -> Result<(), BackupError> {
    let archive = root.join(FOLDER);
    let resolved = |path: &Path| {
        let there = path.ancestors().find(|path| path.exists())?;
        let rest = path.strip_prefix(there).ok()?.to_owned();
        Some(there.canonicalize().ok()?.join(rest))
    };
    let here = if backup.is_absolute() { PathBuf::new() } else { PathBuf::from(".") };
    match (resolved(&archive), resolved(&here.join(backup))) {
        (Some(archive), Some(backup)) if backup.starts_with(&archive) => Err(BackupError::Inside(archive)),
        _ => Ok(()),
    }
}

/// Refuses to add to a backup whose last state is not one that this archive has been in.
fn follows(last: &State, register: &dyn Register, tip: Tip, backup: &Path) -> Result<(), BackupError> {
    if last.count > tip.count {
        return Err(BackupError::Ahead { backup: last.count, archive: tip.count });
    }
    if last.is_on_the_way(register)? { Ok(()) } else { Err(BackupError::Foreign(backup.to_owned())) }
}

/// Copies the contents that a register names and a store lacks; with `repair` also those that are not whole there.
fn copy_contents(
    register: &dyn Register,
    from: &dyn Store,
    to: &FolderStore,
    repair: bool,
) -> Result<usize, BackupError> {
    let (mut copied, mut last) = (0, 0);
    loop {
        let batch = register.entries(last, BATCH)?;
        let Some(end) = batch.last() else { return Ok(copied) };
        last = end.id;
        let files = batch.iter().flat_map(|entry| entry.files.iter().map(|file| (file.digest, entry.access())));
        for (digest, access) in files {
            let there = to.path(digest).is_file();
            if there && !(repair && to.get(digest).is_err()) {
                continue;
            }
            // A content that the archive itself has lost is found by verifying.
            let Ok(content) = from.get(digest) else { continue };
            to.discard(digest)?;
            to.put(&content, access)?;
            copied += 1;
        }
    }
}

fn copy_file(from: &Path, to: &Path) -> Result<(), DiskError> {
    let copied = File::open(from).and_then(|mut from| {
        let mut file = File::create(to)?;
        io::copy(&mut from, &mut file)?;
        file.set_permissions(from.metadata()?.permissions())?;
        file.sync_all()
    });
    disk(from, copied)
}

/// Gives a finished folder its name; one of this name that is there has the same state.
fn publish(stage: &Path, name: &Path) -> Result<(), DiskError> {
    if name.exists() {
        remove(name)?;
    }
    disk(name, fs::rename(stage, name))?;
    name.parent().map_or(Ok(()), sync_folder)
}

/// Removes a folder of ours, also where files in it are read-only.
fn remove(folder: &Path) -> Result<(), DiskError> {
    if !folder.exists() {
        return Ok(());
    }
    for entry in walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok) {
        if entry.file_type().is_file() {
            disk(entry.path(), store::unprotect(entry.path()))?;
        }
    }
    disk(folder, fs::remove_dir_all(folder))
}

/// Verifies the newest state of a backup.
///
/// # Errors
///
/// Only what keeps from looking.
pub fn inspect(backup: &Path) -> Result<Verified, BackupError> {
    let state = newest(backup)?;
    let shown = backup.to_string_lossy().replace('\\', "/");
    Ok(verify_copy(&backup.join(STATES).join(state.name), &FolderStore::new(backup.join(STORE)), &shown)?)
}

/// Returns the folder of the newest state of a backup, where a folder is one.
pub(super) fn newest_in(backup: &Path) -> Option<PathBuf> {
    let state = states(backup).ok()?.into_iter().next()?;
    Some(backup.join(STATES).join(state.name))
}

fn newest(backup: &Path) -> Result<State, BackupError> {
    sound(backup)?;
    let begun = backup.join(STATES).is_dir() || backup.join(STORE).is_dir();
    let none = if begun { BackupError::Unfinished } else { BackupError::NoBackup };
    states(backup)?.into_iter().next().ok_or_else(|| none(backup.to_owned()))
}

/// Puts the newest state of a backup in the place of the archive; `overwrite` also where that one is newer.
///
/// # Errors
///
/// A damaged backup; an archive that is newer, another or not readable, without `overwrite`.
pub fn restore(
    root: &Path,
    from: &Path,
    actor: Actor,
    patience: Patience,
    overwrite: bool,
) -> Result<Restored, BackupError> {
    outside(root, from)?;
    super::enter(root)?;
    let state = newest(from)?;
    let found = inspect(from)?;
    if found.report.has_errors() {
        return Err(BackupError::Damaged { what: "bản sao lưu", found: Box::new(found) });
    }
    let folder = root.join(FOLDER);
    let source = from.join(STATES).join(&state.name);
    let register = SqliteRegister::open_to_read(&source.join(REGISTER))?;
    let begun = is_begun(&folder);
    let lock = if folder.is_dir() { Some(hold(&folder, &actor, patience, overwrite)?) } else { None };
    if begun && !overwrite {
        compare(&folder, &register, from)?;
    }
    let aside = begun.then(|| free_name(root, &actor));
    stage(root, from, &register, &source)?;
    let told = Deed::Restored {
        from: from.to_string_lossy().replace('\\', "/"),
        lines: state.count,
        tip: register.tip()?.digest,
        aside: aside.clone(),
    };
    let made = root.join(STAGE);
    let leave = Leave { any_time: true, ..Leave::default() };
    let mut staged = Archive::existing(made.as_path().into(), actor, "phục hồi", patience, leave)?;
    staged.record(vec![told], &[]).map_err(unplaced)?;
    drop(staged);
    let verified = verify(&made, patience)?;
    if verified.report.has_errors() {
        return Err(BackupError::Damaged { what: "bản vừa phục hồi", found: Box::new(verified) });
    }
    let ready = made.join(READY);
    crate::output::write_with(&ready, |file| file.write_all(b"\n")).map_err(DiskError::from)?;
    if let Some(lock) = &lock {
        lock.clear()?;
    }
    // Windows renames no folder in which a file is open.
    let lock = if cfg!(windows) { None } else { lock };
    if let Some(aside) = &aside {
        let to = root.join(aside);
        disk(&to, fs::rename(&folder, &to))?;
    }
    let placed = place(root);
    drop(lock);
    placed.map_err(|cause| BackupError::HalfWay { placed: is_begun(&folder), cause: Box::new(cause) })?;
    Ok(Restored { state: format!("{STATES}/{}", state.name), verified, aside })
}

/// What a step failed of in an archive that has not been put in its place: whether it counts there is nothing to tell.
fn unplaced(error: ArchiveError) -> ArchiveError {
    match error {
        ArchiveError::Unfinished { cause, .. } | ArchiveError::Unclear(cause) => *cause,
        other => other,
    }
}

/// Keeps others out of the archive that is to be moved aside.
fn hold(folder: &Path, actor: &Actor, patience: Patience, force: bool) -> Result<Lock, ArchiveError> {
    let note = Note { actor: actor.clone(), process: std::process::id(), work: "phục hồi".to_owned(), plan: None };
    Ok(Lock::to_write(folder, &note, patience, force)?.0)
}

/// Refuses to replace an archive that is not an earlier state of the backup.
fn compare(folder: &Path, backup: &dyn Register, from: &Path) -> Result<(), BackupError> {
    let text = Journal::of(folder).tip().ok().flatten().filter(|tip| *tip != Tip::EMPTY);
    let own = SqliteRegister::open_to_read(&folder.join(REGISTER)).and_then(|register| register.tip()).ok();
    let Some(longest) = [text, own].into_iter().flatten().max_by_key(|tip| tip.count) else {
        return Err(BackupError::Unclear);
    };
    let count = backup.tip()?.count;
    if longest.count > count {
        return Err(BackupError::Behind { archive: longest.count, backup: count });
    }
    if State::of(longest).is_on_the_way(backup)? { Ok(()) } else { Err(BackupError::Foreign(from.to_owned())) }
}

/// Returns a name that nothing has yet, for the archive that is moved aside.
fn free_name(root: &Path, actor: &Actor) -> String {
    let name = format!("{FOLDER}.cu-{}", actor.at.format("%Y%m%d-%H%M%S"));
    let more = (2..).map(|turn| format!("{name}-{turn}"));
    std::iter::once(name.clone()).chain(more).find(|name| !root.join(name).exists()).unwrap_or(name)
}

/// Makes a whole archive beside the place where it belongs.
fn stage(root: &Path, from: &Path, register: &dyn Register, state: &Path) -> Result<(), BackupError> {
    let made = root.join(STAGE);
    remove(&made)?;
    let folder = made.join(FOLDER);
    disk(&folder, fs::create_dir_all(&folder))?;
    copy_contents(register, &FolderStore::new(from.join(STORE)), &FolderStore::new(folder.join(STORE)), false)?;
    FILES.iter().try_for_each(|name| copy_file(&state.join(name), &folder.join(name)))?;
    Ok(sync_folder(&folder)?)
}

/// Ends a restoring that was cut short: an archive that is ready beside its place is put there if none is.
///
/// Where the old archive is still there it stays, and the other one is not ready any more.
pub(super) fn finish(root: &Path) -> Result<(), DiskError> {
    let (stage, folder) = (root.join(STAGE), root.join(FOLDER));
    let (ready, made) = (stage.join(READY), stage.join(FOLDER));
    if !ready.is_file() {
        return Ok(());
    }
    if is_begun(&made) && is_begun(&folder) {
        // Who puts back holds the lock until the old archive is aside, and needs the mark if it dies then.
        let nobody = lock::is_free(&folder)?;
        return if nobody { disk(&ready, fs::remove_file(&ready)) } else { Ok(()) };
    }
    place(root)
}

/// Puts the archive that was made into its place, where none is.
fn place(root: &Path) -> Result<(), DiskError> {
    let (stage, folder) = (root.join(STAGE), root.join(FOLDER));
    let made = stage.join(FOLDER);
    if is_begun(&made) {
        if !is_begun(&folder) {
            // Nothing but an empty lock may be there.
            remove(&folder)?;
        }
        match fs::rename(&made, &folder) {
            // Another process was faster.
            Err(_) if is_begun(&folder) => {}
            done => disk(&folder, done)?,
        }
        folder.parent().map_or(Ok(()), sync_folder)?;
    }
    remove(&stage)
}
