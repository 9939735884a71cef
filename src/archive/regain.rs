//! Taking numbers back into the register that were given and are lost to it, from all that still knows of them.
//!
//! A person has decided that the register as it was is gone. Every number that a published file, the store, another
//! archive, a backup or this machine's memory knows of becomes a row again, with what is known of the document and with
//! its files. So none of them is given a second time, and numbering goes on by itself.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::entry::{Entry, Exchange, FileRef, Origin, Part, Signatory, State};
use super::log::Deed;
use super::memory::{self, Memory, Place};
use super::metadata::{Described, described_by};
use super::register::Register;
use super::store::{FolderStore, Store as _};
use super::trace::{self, Trace, Witness};
use super::{Actor, Archive, ArchiveError, Begin, Digest, Leave, Patience, Refusal, Series, printed};
use crate::filename::FileName;

/// The subject of a document of which only the number is known.
const UNKNOWN: &str = "(số đã cấp trước khi sổ bị mất, chưa rõ nội dung)";

/// What the office's records say of a document that is known by its symbol only.
#[derive(Clone, Debug)]
pub struct Belongs {
    /// The series of its number.
    pub series: Series,
    /// The id of its kind.
    pub kind: String,
    /// The symbol with its marks, which names of files do not have.
    pub symbol: String,
}

/// Tells the series and kind of a document from year, symbol and issuer.
pub type Finder<'a> = &'a dyn Fn(i32, &str, &str) -> Belongs;

/// A document that is to be taken back.
#[derive(Clone, Debug)]
pub struct Lost {
    /// Its row, without place.
    pub entry: Entry,
    /// What told of it.
    pub seen: String,
    contents: Vec<Vec<u8>>,
}

/// What is to be taken back, and what keeps numbers from being given beside.
#[derive(Debug, Default)]
pub struct Losses {
    /// The documents, by year, series and number.
    pub documents: Vec<Lost>,
    /// Documents whose number another one has.
    pub doubled: Vec<Lost>,
    /// What this machine remembers, where the register has not been there.
    pub memory: Option<Memory>,
}

/// Finds every number that something knows and the register does not.
pub fn losses(place: &Place, folder: &Path, register: &dyn Register, find: Finder) -> Result<Losses, ArchiveError> {
    let root = &place.root;
    let mut traces = trace::archived(root, register)?;
    traces.extend(trace::stored(folder, register)?);
    for year in trace::years(root) {
        traces.extend(trace::published(root, register, year, 1)?);
    }
    let mut found: BTreeMap<(i32, String, String), Lost> = BTreeMap::new();
    let count = register.count()?;
    for trace in traces {
        let lost = lost(root, folder, &trace, find, count);
        let secret = if lost.entry.series.is_secret() { lost.entry.series.name.clone() } else { String::new() };
        let key = (lost.entry.series.year, lost.entry.stem(), secret);
        let told = |lost: &Lost| (lost.entry.subject != UNKNOWN, lost.entry.files.len());
        if found.get(&key).is_none_or(|before| told(before) < told(&lost)) {
            found.insert(key, lost);
        }
    }
    let mut losses = Losses { memory: off_the_way(place, register)?, ..Losses::default() };
    let mut documents: BTreeMap<(i32, String, u32), Lost> = BTreeMap::new();
    for lost in found.into_values().chain(losses.memory.iter().flat_map(|memory| lost_to(memory, find))) {
        let Entry { series, number, .. } = &lost.entry;
        let key = (series.year, series.name.clone(), *number);
        let known = register.neighbours(series, *number)?.at;
        if known.is_none() && !documents.contains_key(&key) {
            documents.insert(key, lost);
        } else if !lost.is_unknown() || known.is_some_and(|known| known.symbol != lost.entry.symbol) {
            losses.doubled.push(lost);
        }
    }
    losses.documents = documents.into_values().collect();
    Ok(losses)
}

fn off_the_way(place: &Place, register: &dyn Register) -> Result<Option<Memory>, ArchiveError> {
    match Memory::of(place) {
        Some(memory) if !memory.is_on_the_way(register)? => Ok(Some(memory)),
        _ => Ok(None),
    }
}

/// Makes rows of the last numbers that a memory has.
fn lost_to<'a>(memory: &'a Memory, find: Finder<'a>) -> impl Iterator<Item = Lost> + 'a {
    memory.numbers.iter().map(move |last| {
        let told = Described { number: last.number, symbol: last.symbol.clone(), date: last.date, ..told_by(None) };
        let belongs = Belongs { series: last.series.clone(), ..find(last.series.year, &last.symbol, "") };
        Lost { entry: entry(told, belongs), seen: "trí nhớ của máy".to_owned(), contents: Vec::new() }
    })
}

/// Makes the row of a document from what tells of its number.
fn lost(root: &Path, folder: &Path, trace: &Trace, find: Finder, count: u32) -> Lost {
    let seen = trace.seen.clone();
    match &trace.by {
        Witness::Archived(known, store) => {
            let store = FolderStore::new(store);
            let mut entry = Entry { ties: Vec::new(), files: Vec::new(), ..(**known).clone() };
            // Places of later documents are not what they were.
            if matches!(&entry.origin, Origin::Copy(copied) if copied.of > count) {
                entry.origin = Origin::Outside;
            }
            let mut contents = Vec::new();
            for file in &known.files {
                let Ok(content) = store.get(file.digest) else { continue };
                contents.push(content);
                entry.files.push(file.clone());
            }
            Lost { entry, seen, contents }
        }
        Witness::Stored(digest, told) => {
            let content = FolderStore::new(folder.join(super::STORE)).get(*digest).ok();
            let belongs = find(trace.year, &told.symbol, &told.issuer);
            let mut lost = from_published(root, trace, Some(told), None, belongs);
            let named = lost.entry.files.iter().any(|file| file.part == Part::Metadata);
            if let Some(content) = content.filter(|_| !named) {
                let file = kept(Part::Metadata, &format!("{}.xml", lost.entry.stem()), &content);
                lost.contents.extend(file.is_some().then_some(content));
                lost.entry.files.extend(file);
            }
            lost
        }
        Witness::Published(_, secret) => {
            let told = published_files(root, trace, secret.as_deref())
                .iter()
                .filter(|path| path.extension().is_some_and(|end| end == "xml"))
                .find_map(|path| described_by(&std::fs::read_to_string(path).ok()?));
            let (symbol, issuer) =
                told.as_ref().map_or((trace.printed.split_once('/').map_or("", |(_, s)| s), ""), |told| {
                    (&told.symbol, &told.issuer)
                });
            let mut belongs = find(trace.year, symbol, issuer);
            if let Some(name) = secret {
                belongs.series.name.clone_from(name);
            }
            from_published(root, trace, told.as_ref(), secret.as_deref(), belongs)
        }
    }
}

fn published_files(root: &Path, trace: &Trace, secret: Option<&str>) -> Vec<PathBuf> {
    let symbol = trace.printed.split_once('/').map_or("", |(_, symbol)| symbol);
    let names = trace::names(root, trace.year).into_iter();
    let ours = names.filter(|name| name.secret.as_deref() == secret && name.is_of(trace.number, symbol));
    let mut paths: Vec<PathBuf> = ours.map(|name| name.path).collect();
    paths.sort();
    paths
}

/// Makes a row of what metadata say, with the published files.
fn from_published(
    root: &Path,
    trace: &Trace,
    told: Option<&Described>,
    secret: Option<&str>,
    belongs: Belongs,
) -> Lost {
    let mut described = told_by(told);
    described.number = trace.number;
    if told.is_none() {
        described.symbol.clone_from(&belongs.symbol);
        described.date = chrono::NaiveDate::from_ymd_opt(trace.year, 1, 1).unwrap_or_default();
    }
    let mut lost = Lost { entry: entry(described, belongs), seen: trace.seen.clone(), contents: Vec::new() };
    for path in published_files(root, trace, secret) {
        let (Ok(content), Some(name)) = (std::fs::read(&path), path.file_name()) else { continue };
        let part = match path.extension().and_then(|end| end.to_str()) {
            Some("docx") => Part::Document,
            Some("xml") => Part::Metadata,
            _ => Part::Signed,
        };
        if let Some(file) = kept(part, &name.to_string_lossy(), &content) {
            lost.entry.files.push(file);
            lost.contents.push(content);
        }
    }
    lost
}

/// Returns a content as a file of a document; none where its name cannot be that of one.
fn kept(part: Part, name: &str, content: &[u8]) -> Option<FileRef> {
    let name = FileName::parse(name).ok()?;
    Some(FileRef { part, name, digest: Digest::of(content), length: content.len() as u64 })
}

fn told_by(told: Option<&Described>) -> Described {
    told.cloned().unwrap_or_else(|| Described { subject: UNKNOWN.to_owned(), ..Described::default() })
}

fn entry(told: Described, belongs: Belongs) -> Entry {
    let (post, name) = told.signer;
    Entry {
        id: 0,
        series: belongs.series,
        number: told.number,
        symbol: told.symbol,
        date: told.date,
        kind: belongs.kind,
        kind_name: told.kind,
        subject: told.subject,
        issuer: told.issuer,
        signer: Signatory { post, name },
        recipients: told.receivers,
        filed: String::new(),
        copies: told.copies,
        urgency: None,
        secrecy: None,
        exchange: Exchange::default(),
        remarks: Vec::new(),
        state: State::Issued,
        origin: Origin::Outside,
        files: Vec::new(),
        ties: Vec::new(),
    }
}

impl Archive {
    /// Opens the archive, and makes one where none is, although numbers are known that the register does not have.
    pub fn open_to_regain(place: impl Into<Place>, actor: Actor, patience: Patience) -> Result<Self, ArchiveError> {
        let leave = Leave { begin: Begin::Anew, ..Leave::default() };
        Self::opened(place.into(), actor, "nhận lại số", patience, leave)
    }

    /// Takes all numbers back that something knows and the register does not; a line of the log says why.
    ///
    /// # Errors
    ///
    /// Also where this machine cannot forget what it remembers: numbers would be refused as before.
    pub fn regain(&mut self, reason: &str, find: Finder) -> Result<Losses, ArchiveError> {
        let losses = losses(&self.place(), &self.folder, &*self.register, find)?;
        if losses.documents.is_empty() && losses.memory.is_none() {
            return Ok(losses);
        }
        let folder =
            |lost: &Lost| lost.seen.rsplit_once('/').map_or_else(|| lost.seen.clone(), |(folder, _)| folder.to_owned());
        let mut from: Vec<String> = losses.documents.iter().map(folder).collect();
        from.extend(losses.memory.iter().map(Memory::told));
        from.sort();
        from.dedup();
        let mut deeds = vec![Deed::Regained { from, reason: reason.to_owned() }];
        let first = self.register.count()? + 1;
        let mut changed = Vec::new();
        for (id, lost) in (first..).zip(&losses.documents) {
            let mut entry = Entry { id, ..lost.entry.clone() };
            for file in &mut entry.files {
                file.name = self.free_name(&lost.entry, file)?;
            }
            entry.remarks.push(format!("Nhận lại vào sổ từ {}: {reason}", lost.seen));
            changed.push(entry.clone());
            deeds.push(Deed::Registered { entry, reason: Some(format!("nhận lại số: {reason}")) });
        }
        let contents: Vec<&[u8]> =
            losses.documents.iter().flat_map(|lost| lost.contents.iter().map(Vec::as_slice)).collect();
        self.record(deeds, &contents)?;
        memory::keep(&self.place(), &*self.register, &self.note.actor, &changed, true)?;
        Ok(losses)
    }
}

impl Archive {
    /// Returns a name under which a file can be published: one that was edited by hand since is not written over.
    fn free_name(&self, entry: &Entry, file: &FileRef) -> Result<FileName, ArchiveError> {
        let (stem, ending) = file.name.rsplit_once('.').unwrap_or((&file.name, ""));
        let mut name = file.name.clone();
        for turn in 2.. {
            if !self.differs(&entry.place(&FileRef { name: name.clone(), ..file.clone() }), file.digest)? {
                break;
            }
            name = FileName::parse(&format!("{stem}-{turn}.{ending}")).map_err(Refusal::from)?;
        }
        Ok(name)
    }
}

impl Lost {
    /// Returns number and symbol.
    pub fn printed(&self) -> String {
        printed(self.entry.number, &self.entry.symbol)
    }

    /// Tells whether nothing but its number is known.
    pub fn is_unknown(&self) -> bool {
        self.entry.subject == UNKNOWN
    }
}
