//! Numbers that something beside the register knows: published files, the store, other archives and backups nearby.
//!
//! A register that was deleted, or put back to an older state, gives its last numbers again and does not know it. What
//! it published does, and so do the store and every copy of the archive. Each is looked at before a number is given,
//! and believed.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Datelike as _, NaiveDateTime, Utc};

use super::entry::{self, Entry};
use super::error::ArchiveError;
use super::log::{Deed, Line, Tip};
use super::memory::{Memory, Place};
use super::metadata::{Described, described_by};
use super::register::{Register, RegisterError};
use super::sqlite::SqliteRegister;
use super::{Digest, FOLDER, REGISTER, STORE, Series, backup, journal, printed};

/// Where everything is published, below the working folder.
const OUTPUT: &str = "output";
/// The folder of published files of a year.
const PUBLISHED: &str = "phat-hanh";
/// Of so many documents the store is compared each time, where nothing remembers when that was done last.
const FEW: u32 = 5000;
/// So many are named in a message.
const NAMED: usize = 5;
/// So many of the last lines of the log are searched for backups.
const LINES: usize = 300;
/// So many folders beside the working folder are looked into.
const BESIDE: usize = 500;
/// Metadata are not longer than this.
const METADATA: u64 = 1 << 20;

/// A number that the register does not know.
#[derive(Clone, Debug)]
pub struct Trace {
    /// The year of its series.
    pub year: i32,
    /// The number.
    pub number: u32,
    /// Number and symbol, as far as they are known.
    pub printed: String,
    /// Where it was seen, below the working folder.
    pub seen: String,
    /// What tells of it.
    pub by: Witness,
}

/// What tells of a number.
#[derive(Clone, Debug)]
pub enum Witness {
    /// A published file; its folder, and the name of the secret series where it lies in one's.
    Published(PathBuf, Option<String>),
    /// Metadata in the store.
    Stored(Digest, Box<Described>),
    /// The row of another archive, whose store is there.
    Archived(Box<Entry>, PathBuf),
}

/// The name of a published file: `05-KH-STC.docx`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The number.
    pub number: u32,
    /// What follows it, without the ending.
    pub rest: String,
    /// The secret series in whose folder it lies.
    pub secret: Option<String>,
    /// The file.
    pub path: PathBuf,
}

impl Name {
    /// Reads the name of a file; none where it is not that of a published document.
    fn read(path: PathBuf, secret: Option<&str>) -> Option<Self> {
        let name = path.file_name()?.to_str()?;
        let (stem, ending) = name.rsplit_once('.')?;
        let (digits, rest) = stem.split_once('-')?;
        let number: u32 = digits.parse().ok().filter(|number| (1..1_000_000).contains(number))?;
        let first = rest.split('-').next()?;
        // Symbols begin with an abbreviation: KH, TTr, QD. A clerk's own `2020-Bao-cao.docx` does not.
        let capitals = first.chars().filter(char::is_ascii_uppercase).count();
        let symbol = first.starts_with(|c: char| c.is_ascii_uppercase()) && capitals > 1;
        let ours = format!("{number:02}") == digits && (symbol || ending == "xml");
        let rest = rest.to_owned();
        ours.then(|| Self { number, rest, secret: secret.map(str::to_owned), path })
    }

    /// Tells whether it begins with this number and symbol: items, copies and scans have more behind.
    pub fn is_of(&self, number: u32, symbol: &str) -> bool {
        let stem = entry::stem(number, symbol);
        let rest = stem.split_once('-').map_or("", |(_, rest)| rest);
        let after = self.rest.strip_prefix(rest).filter(|_| number == self.number);
        after.is_some_and(|after| !after.starts_with(|c: char| c.is_ascii_alphanumeric()))
    }
}

/// Returns the published files of a year.
pub fn names(root: &Path, year: i32) -> Vec<Name> {
    let folder = root.join(OUTPUT).join(year.to_string()).join(PUBLISHED);
    let mut names = Vec::new();
    for entry in list(&folder) {
        let path = entry.path();
        let kind = entry.file_type();
        if kind.as_ref().is_ok_and(std::fs::FileType::is_dir) {
            let series = entry.file_name().to_string_lossy().into_owned();
            if (Series { year, name: series.clone() }).is_secret() {
                let files = list(&path).filter(|file| file.file_type().is_ok_and(|kind| kind.is_file()));
                names.extend(files.filter_map(|file| Name::read(file.path(), Some(&series))));
            }
        } else if kind.is_ok_and(|kind| kind.is_file()) {
            names.extend(Name::read(path, None));
        }
    }
    names
}

/// Returns the years of which something has been published.
pub fn years(root: &Path) -> Vec<i32> {
    let names = list(&root.join(OUTPUT)).map(|entry| entry.file_name());
    names.filter_map(|name| name.to_string_lossy().parse().ok()).collect()
}

fn list(folder: &Path) -> impl Iterator<Item = std::fs::DirEntry> + use<> {
    std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok)
}

/// Returns the published numbers of a year from a number on that a register does not know, each once.
pub fn published(root: &Path, register: &dyn Register, year: i32, from: u32) -> Result<Vec<Trace>, RegisterError> {
    let names: Vec<Name> = names(root, year).into_iter().filter(|name| name.number >= from).collect();
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let mut known: BTreeMap<u32, Vec<(String, String)>> = BTreeMap::new();
    for (number, symbol, secret) in register.numbers(year, from)? {
        known.entry(number).or_default().push((symbol, secret));
    }
    let mut seen = BTreeMap::new();
    for name in names {
        let fits = |(symbol, secret): &(String, String)| {
            secret == name.secret.as_deref().unwrap_or_default() && name.is_of(name.number, symbol)
        };
        if !known.get(&name.number).is_some_and(|all| all.iter().any(fits)) {
            let key = (name.number, name.secret.clone(), symbol_of(&name.rest));
            seen.entry(key).or_insert(name);
        }
    }
    let trace = |((number, secret, symbol), name): ((u32, Option<String>, String), Name)| Trace {
        year,
        number,
        printed: printed(number, &symbol),
        seen: below(root, &name.path),
        by: Witness::Published(name.path.parent().unwrap_or(root).to_owned(), secret),
    };
    Ok(seen.into_iter().map(trace).collect())
}

/// Returns what is the symbol in the rest of a name: the parts that have no small letter first.
fn symbol_of(rest: &str) -> String {
    let parts = rest.split('-').take_while(|part| part.starts_with(|c: char| c.is_ascii_uppercase()));
    let symbol: Vec<&str> = parts.map(|part| part.split([' ', '.', '_', '(']).next().unwrap_or(part)).collect();
    if symbol.is_empty() { rest.to_owned() } else { symbol.join("-") }
}

fn below(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// Returns the numbers that metadata in the store tell of and a register does not know.
pub fn stored(folder: &Path, register: &dyn Register) -> Result<Vec<Trace>, ArchiveError> {
    let mut known = HashSet::new();
    let mut last = 0;
    loop {
        let batch = register.entries(last, 1000)?;
        let Some(end) = batch.last() else { break };
        last = end.id;
        known.extend(batch.iter().flat_map(|entry| entry.files.iter().map(|file| file.digest)));
    }
    let mut traces = Vec::new();
    for shelf in list(&folder.join(STORE)) {
        for file in list(&shelf.path()) {
            let digits = shelf.file_name().to_string_lossy().into_owned() + &file.file_name().to_string_lossy();
            let Some(digest) = Digest::parse(&digits).filter(|digest| !known.contains(digest)) else { continue };
            let short = file.metadata().is_ok_and(|found| found.is_file() && found.len() < METADATA);
            let text = std::fs::read(file.path()).ok().filter(|_| short).and_then(|text| String::from_utf8(text).ok());
            let Some(told) = text.as_deref().and_then(described_by) else { continue };
            let year = told.date.year();
            if register.printed(year, told.number, &told.symbol)?.is_empty() {
                traces.push(Trace {
                    year,
                    number: told.number,
                    printed: printed(told.number, &told.symbol),
                    seen: format!("{FOLDER}/{STORE}"),
                    by: Witness::Stored(digest, Box::new(told)),
                });
            }
        }
    }
    Ok(traces)
}

/// Where this machine remembers that the store of a working folder has been compared with its register.
fn looked(place: &Place) -> Option<PathBuf> {
    let path = place.root.canonicalize().ok()?;
    let name = Digest::of(path.to_string_lossy().as_bytes()).to_string();
    place.memory.as_ref().map(|folder| folder.join(format!("kho-{}.txt", &name[..24])))
}

/// The shelves of the store, and when something was put into each.
fn shelves(folder: &Path) -> Vec<(String, NaiveDateTime)> {
    let mut shelves: Vec<(String, NaiveDateTime)> = list(&folder.join(STORE))
        .filter_map(|shelf| {
            let changed = DateTime::<Utc>::from(shelf.metadata().ok()?.modified().ok()?).naive_utc();
            Some((shelf.file_name().to_string_lossy().into_owned(), changed))
        })
        .collect();
    shelves.sort_unstable();
    shelves
}

/// What is remembered of a comparison: the end of the log, and how the shelves were then.
fn mark(folder: &Path, tip: Tip) -> String {
    let shelves: Vec<String> = shelves(folder).iter().map(|(name, changed)| format!("{name} {changed}")).collect();
    format!("{} {} {}\n", tip.count, tip.digest, Digest::of(shelves.join("\n").as_bytes()))
}

/// Tells whether the store has been compared since something was put into it or the log has changed.
pub fn is_looked_at(place: &Place, folder: &Path, tip: Tip) -> bool {
    let known = looked(place).and_then(|path| std::fs::read_to_string(path).ok());
    known.is_some_and(|known| known == mark(folder, tip))
}

/// Notes that the store has been compared; where that cannot be written it is compared again the next time.
pub fn looked_at(place: &Place, folder: &Path, tip: Tip) {
    if let (Some(path), Some(memory)) = (looked(place), &place.memory) {
        let _ = std::fs::create_dir_all(memory).and_then(|()| std::fs::write(path, mark(folder, tip)));
    }
}

/// Tells whether it must be compared: without a memory a large one is only where the log has not been written since
/// something was put into it.
fn is_due(place: &Place, folder: &Path, register: &dyn Register, tip: Tip) -> Result<bool, RegisterError> {
    if place.memory.is_some() || register.count()? <= FEW {
        return Ok(!is_looked_at(place, folder, tip));
    }
    let log = std::fs::metadata(folder.join(journal::NAME)).and_then(|found| found.modified());
    let log = log.map(|time| DateTime::<Utc>::from(time).naive_utc());
    Ok(log.is_ok_and(|log| shelves(folder).iter().any(|(_, changed)| *changed > log)))
}

/// Another archive, or a state of a backup: where its register and its store are.
struct Other {
    folder: PathBuf,
    store: PathBuf,
    /// Only where it begins as this one does: it may be any office's.
    same: bool,
}

fn is_archive(folder: &Path) -> bool {
    [REGISTER, journal::NAME].iter().any(|name| folder.join(name).is_file())
}

/// Returns the archives that lie in the working folder beside the one in its place.
fn archives(root: &Path) -> Vec<PathBuf> {
    let own = root.join(FOLDER);
    let around = list(&root.join("data")).chain(list(root)).map(|entry| entry.path()).filter(|path| path.is_dir());
    let name = Path::new(FOLDER).file_name().unwrap_or_default().to_owned();
    let inner = around.flat_map(|path| [path.join(FOLDER), path.join(&name), path]);
    let mut all: Vec<PathBuf> = inner.filter(|path| *path != own && is_archive(path)).collect();
    all.sort();
    all.dedup();
    all
}

/// Returns where an archive lies that was being put back, or was moved aside.
pub fn beside(root: &Path) -> Option<PathBuf> {
    archives(root).pop()
}

/// Returns the archives and backups that may know more than the register.
fn others(root: &Path, register: &dyn Register) -> Result<Vec<Other>, RegisterError> {
    let named = |path: &Path| {
        let data = path.parent().is_some_and(|parent| parent.ends_with("data"));
        data && path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("luu-vt"))
    };
    let archive = |folder: PathBuf| Other { store: folder.join(STORE), same: !named(&folder), folder };
    let mut others: Vec<Other> = archives(root).into_iter().map(archive).collect();
    let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let around = root.parent().into_iter().flat_map(|parent| list(parent).take(BESIDE));
    let around = around.chain(list(&root)).chain(list(&root.join("data"))).map(|entry| entry.path());
    let mut backups: Vec<PathBuf> = around.chain(logged(register)?).collect();
    backups.sort();
    backups.dedup();
    for folder in backups {
        if let Some(state) = backup::newest_in(&folder) {
            others.push(Other { folder: state, store: folder.join(STORE), same: true });
        }
    }
    Ok(others)
}

/// Returns the backups that the last lines of the log name; an address of another machine is not gone to.
fn logged(register: &dyn Register) -> Result<Vec<PathBuf>, RegisterError> {
    let count = register.tip()?.count;
    let lines = register.lines(count.saturating_sub(LINES as u64), LINES)?;
    let about = |line: &&String| ["\"sao_luu\"", "\"phuc_hoi\""].iter().any(|deed| line.contains(deed));
    let place = |line: &String| match Line::read(line).ok()?.0.deed {
        Deed::BackedUp { to: place, .. } | Deed::Restored { from: place, .. } => Some(place),
        _ => None,
    };
    let here = |place: &String| !place.starts_with("//") && !place.starts_with("\\\\");
    Ok(lines.iter().filter(about).filter_map(place).filter(here).map(PathBuf::from).collect())
}

/// Returns what others have registered since they parted from a register, and it does not know.
fn lost(own: &dyn Register, other: &Other) -> Result<Vec<Entry>, RegisterError> {
    if !other.folder.join(REGISTER).is_file() {
        return Ok(Vec::new());
    }
    let Ok(theirs) = SqliteRegister::open_to_read(&other.folder.join(REGISTER)) else { return Ok(Vec::new()) };
    let line = |register: &dyn Register, index: u64| register.lines(index, 1).map(|mut lines| lines.pop());
    let Ok(most) = theirs.tip().map(|tip| tip.count.min(own.tip().map_or(0, |tip| tip.count))) else {
        return Ok(Vec::new());
    };
    let same = |index: u64| -> Result<bool, RegisterError> { Ok(line(own, index)? == line(&theirs, index)?) };
    if most == 0 || !same(0)? {
        if other.same {
            return Ok(Vec::new());
        }
        return unknown(own, &theirs, 0);
    }
    // The lines up to `low` are the same, the one after `high` is not: a chain never joins again.
    let (mut low, mut high) = (1, most);
    while low < high {
        let middle = low + (high - low).div_ceil(2);
        if same(middle - 1)? { low = middle } else { high = middle - 1 }
    }
    unknown(own, &theirs, low)
}

/// Returns the documents registered after a line whose numbers a register does not know.
fn unknown(own: &dyn Register, theirs: &dyn Register, mut after: u64) -> Result<Vec<Entry>, RegisterError> {
    let mut found = Vec::new();
    while let Ok(lines) = theirs.lines(after, 1000) {
        if lines.is_empty() {
            break;
        }
        after += lines.len() as u64;
        for line in lines {
            let (Deed::Issued { entry, .. } | Deed::Registered { entry, .. } | Deed::Cancelled { entry, .. }) =
                (match Line::read(&line) {
                    Ok((line, _)) => line.deed,
                    Err(_) => continue,
                })
            else {
                continue;
            };
            if own.neighbours(&entry.series, entry.number)?.at.is_none() {
                // What has become of it since stands in the row.
                let row = theirs.neighbours(&entry.series, entry.number).ok().and_then(|found| found.at);
                found.push(row.unwrap_or(entry));
            }
        }
    }
    Ok(found)
}

/// Returns the numbers that archives and backups nearby know and a register does not.
pub fn archived(root: &Path, register: &dyn Register) -> Result<Vec<Trace>, RegisterError> {
    let mut traces = Vec::new();
    for other in others(root, register)? {
        for entry in lost(register, &other)? {
            traces.push(Trace {
                year: entry.series.year,
                number: entry.number,
                printed: entry.printed(),
                seen: below(root, &other.folder),
                by: Witness::Archived(Box::new(entry), other.store.clone()),
            });
        }
    }
    Ok(traces)
}

/// Refuses a number of this series while anything but the register knows numbers that it does not.
///
/// The store at `folder` is compared only where it has changed since it was compared last.
pub fn check(
    place: &Place,
    folder: Option<&Path>,
    register: &dyn Register,
    series: &Series,
    number: u32,
) -> Result<(), ArchiveError> {
    let last = register.neighbours(series, u32::MAX)?.before.map_or(0, |last| last.number);
    let mut traces = published(&place.root, register, series.year, number.min(last + 1))?;
    traces.retain(|trace| trace.number > last || trace.number == number);
    traces.extend(archived(&place.root, register)?);
    if let Some(folder) = folder {
        let tip = register.tip()?;
        if is_due(place, folder, register, tip)? {
            traces.extend(stored(folder, register)?);
            if traces.is_empty() {
                looked_at(place, folder, tip);
            }
        }
    }
    told(traces)?;
    match Memory::of(place) {
        Some(memory) if !memory.is_on_the_way(register)? => Err(remembered(&memory, register.tip()?)),
        _ => Ok(()),
    }
}

/// Tells which numbers anything but the register knows, of all years.
pub fn missing(place: &Place, register: &dyn Register) -> Result<(), ArchiveError> {
    let mut traces = archived(&place.root, register)?;
    for year in years(&place.root) {
        traces.extend(published(&place.root, register, year, 1)?);
    }
    told(traces)
}

/// Refuses to begin a register where something knows of numbers.
pub fn of_nothing(place: &Place) -> Result<(), ArchiveError> {
    let empty = SqliteRegister::in_memory()?;
    let mut traces = Vec::new();
    for year in years(&place.root) {
        traces.extend(published(&place.root, &empty, year, 1)?);
    }
    told(traces)?;
    Memory::of(place).map_or(Ok(()), |memory| Err(remembered(&memory, Tip::EMPTY)))
}

fn remembered(memory: &Memory, tip: Tip) -> ArchiveError {
    let here = match tip.count {
        0 => "chưa có gì".to_owned(),
        count => format!("có {count} mục nhật ký, không nối tiếp mục ấy"),
    };
    ArchiveError::Remembered { remembered: memory.told(), here }
}

fn told(traces: Vec<Trace>) -> Result<(), ArchiveError> {
    if traces.is_empty() {
        return Ok(());
    }
    let mut numbers: BTreeMap<(i32, u32, String), String> = BTreeMap::new();
    for trace in traces {
        numbers.entry((trace.year, trace.number, trace.printed)).or_insert(trace.seen);
    }
    let more = numbers.len().saturating_sub(NAMED);
    let last = numbers.into_iter().rev().take(NAMED);
    let mut told: Vec<String> =
        last.map(|((year, _, printed), seen)| format!("{printed} năm {year} (thấy ở {seen})")).collect();
    if more > 0 {
        told.push(format!("và {more} số khác"));
    }
    Err(ArchiveError::Elsewhere(told))
}
