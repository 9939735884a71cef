//! What one filling adds to the package: media, relationships, content types, numbering, styles.
//!
//! Nothing is read and nothing is changed before the first addition; names and ids follow the order of insertion, so
//! the same data gives the same package.

mod list;
mod look;
mod note;
mod relations;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap, HashSet};

use sha2::{Digest, Sha256};

pub use list::{Numbering, style_of, with_number, with_properties};
pub use look::{HostStyle, Styles};
pub use note::Kind;
use note::Notes;
use relations::Relations;

use super::chart::{self, Job};
use super::value::InsertError;
use super::value::document::Source;
use crate::image::Header;
use crate::ooxml::relation::{self, Relationship, part_for};
use crate::ooxml::types::{self, Types};

/// The base of the types of relationships between office parts.
pub const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

/// Repetitions of documents are counted apart from restarts that the template asks for.
const REPEATS: u32 = 1 << 31;

/// A picture that has been read and stored.
#[derive(Debug, Clone)]
pub struct Stored {
    /// Name of the media part.
    pub part: String,
    /// Its header.
    pub header: Header,
}

/// Most pictures and QR codes of a file that are not the same.
const MOST_MEDIA: usize = 5_000;
/// Most bytes of them all.
const MOST_WEIGHT: usize = 256 << 20;

/// The additions of one filling.
pub struct Additions<'a> {
    package: &'a dyn Parts,
    relations: BTreeMap<String, Relations>,
    types: Option<Types>,
    taken: Option<HashSet<String>>,
    entries: Vec<(String, Vec<u8>)>,
    media: HashMap<[u8; 32], String>,
    /// Bytes of all media.
    weight: usize,
    /// The number that names of each stem and extension have come to.
    numbers: HashMap<String, usize>,
    pictures: HashMap<String, Stored>,
    sources: HashMap<String, Source>,
    numbering: Option<Numbering>,
    styles: Option<Styles>,
    /// Footnotes and endnotes.
    notes: [Option<Notes>; 2],
    /// How many times lists have been told to begin again.
    restarts: u32,
    /// How many documents have been inserted again.
    repeats: u32,
    drawings: u32,
    bookmarks: u32,
    /// Charts that take figures.
    pub charts: Vec<Job>,
    /// Charts of the template that have been given to a drawing.
    drawn: HashSet<String>,
    strict: OnceCell<bool>,
}

impl<'a> Additions<'a> {
    /// Starts with nothing added. Ids of drawings and bookmarks begin after those that the template uses.
    pub fn new(package: &'a dyn Parts, drawings: u32, bookmarks: u32) -> Self {
        Self {
            package,
            relations: BTreeMap::new(),
            types: None,
            taken: None,
            entries: Vec::new(),
            media: HashMap::new(),
            weight: 0,
            numbers: HashMap::new(),
            pictures: HashMap::new(),
            sources: HashMap::new(),
            numbering: None,
            styles: None,
            notes: [None, None],
            restarts: 0,
            repeats: REPEATS,
            drawings,
            bookmarks,
            charts: Vec::new(),
            drawn: HashSet::new(),
            strict: OnceCell::new(),
        }
    }

    /// Returns an id that no other drawing has.
    pub fn drawing_id(&mut self) -> u32 {
        self.drawings = self.drawings.saturating_add(1);
        self.drawings
    }

    /// Returns an id that no other bookmark has.
    pub fn bookmark_id(&mut self) -> u32 {
        self.bookmarks = self.bookmarks.saturating_add(1);
        self.bookmarks
    }

    /// Whether the template is of the strict kind, whose names for pictures and links are others.
    fn is_strict(&self) -> bool {
        *self.strict.get_or_init(|| {
            let links = self.text(&part_for(self.package.main()));
            links.ok().flatten().is_some_and(|links| links.contains("http://purl.oclc.org/ooxml/"))
        })
    }

    /// Returns the text of a part of the template.
    pub fn text(&self, name: &str) -> Result<Option<String>, InsertError> {
        let Some(bytes) = self.package.bytes(name) else { return Ok(None) };
        let text = String::from_utf8(bytes.into_owned());
        text.map(|text| Some(text.trim_start_matches('\u{feff}').to_owned())).map_err(|_| {
            InsertError::new(format!("phần “{name}” của mẫu không dùng mã UTF-8"), "mở mẫu bằng Word rồi lưu lại")
        })
    }

    /// Returns the bytes of a part of the template.
    pub fn bytes(&self, name: &str) -> Option<Vec<u8>> {
        self.package.bytes(name).map(Cow::into_owned)
    }

    /// Returns the part that a relationship of a part of the template leads to.
    pub fn target(&self, part: &str, id: &str) -> Result<Option<String>, InsertError> {
        let text = self.text(&part_for(part))?.unwrap_or_default();
        Ok(relation::read(&text).iter().find(|link| link.id == id).and_then(|link| link.part(part)))
    }

    /// Returns the name of a chart of its own for one more drawing; nothing the first time, when the template's will do.
    pub fn chart_copy(&mut self, source: &str) -> Result<Option<String>, InsertError> {
        if self.drawn.insert(source.to_owned()) {
            return Ok(None);
        }
        let name = self.free_name("charts/bieu-do", "xml");
        self.types()?.declare(&name, chart::CONTENT_TYPE);
        Ok(Some(name))
    }

    /// Adds a part beside the main one and returns its name.
    pub fn put(&mut self, stem: &str, extension: &str, kind: &str, bytes: Vec<u8>) -> Result<String, InsertError> {
        let name = self.free_name(stem, extension);
        self.types()?.declare(&name, kind);
        self.put_as(&name, bytes);
        Ok(name)
    }

    /// Adds a part of this name.
    pub fn put_as(&mut self, name: &str, bytes: Vec<u8>) {
        self.entries.push((name.to_owned(), bytes));
    }

    /// Returns the id of the relationship from a part to a target, a new one if there was none.
    ///
    /// `kind` is the last step of the type (`image`); a target inside the package is the name of a part.
    pub fn relate(&mut self, part: &str, kind: &str, target: &str, external: bool) -> Result<String, InsertError> {
        if self.is_strict() {
            let hint = "mở mẫu bằng Word rồi Lưu thành (Save As), chọn kiểu Word Document (*.docx)";
            let message = "mẫu lưu ở dạng Strict Open XML, không chèn được ảnh và liên kết";
            return Err(InsertError::new(message, hint));
        }
        if !self.relations.contains_key(part) {
            let text = self.text(&part_for(part))?;
            self.relations.insert(part.to_owned(), Relations::of(part, text.as_deref().unwrap_or_default()));
        }
        let relations = self.relations.get_mut(part).expect("it was put in above");
        Ok(relations.id(kind, target, external))
    }

    /// Stores media and returns the name of its part; the same bytes are stored once.
    pub fn media(&mut self, bytes: Vec<u8>, extension: &str, media_type: &str) -> Result<String, InsertError> {
        let digest: [u8; 32] = Sha256::digest(&bytes).into();
        if let Some(name) = self.media.get(&digest) {
            return Ok(name.clone());
        }
        self.weight += bytes.len();
        if self.media.len() >= MOST_MEDIA || self.weight > MOST_WEIGHT {
            let message =
                format!("một tệp nhận nhiều nhất {MOST_MEDIA} ảnh và mã QR khác nhau, nặng {} MB", MOST_WEIGHT >> 20);
            return Err(InsertError::new(message, "chia dữ liệu ra nhiều tệp, hoặc thu nhỏ ảnh"));
        }
        let name = self.free_name("media/anh", extension);
        self.types()?.declare(&name, media_type);
        self.entries.push((name.clone(), bytes));
        self.media.insert(digest, name.clone());
        Ok(name)
    }

    /// Returns a name beside the main part that no entry has: `word/media/anh1.png`.
    fn free_name(&mut self, stem: &str, extension: &str) -> String {
        let package = self.package;
        let taken = self.taken.get_or_insert_with(|| package.names().iter().map(|name| name.to_lowercase()).collect());
        let folder = package.main().rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default();
        let number = self.numbers.entry(format!("{stem}.{extension}")).or_default();
        loop {
            *number += 1;
            #[cfg(test)]
            tests::TRIED.with(|tried| tried.set(tried.get() + 1));
            let name = format!("{folder}{stem}{number}.{extension}");
            if taken.insert(name.to_lowercase()) {
                return name;
            }
        }
    }

    /// Adds a part with its relationships, and returns its name.
    pub fn part(
        &mut self,
        stem: &str,
        extension: &str,
        bytes: Vec<u8>,
        media_type: &str,
        relations: &[Relationship],
    ) -> Result<String, InsertError> {
        self.weight += bytes.len();
        if self.entries.len() >= 2 * MOST_MEDIA || self.weight > MOST_WEIGHT {
            let message = format!("các văn bản chèn vào mang theo quá nhiều phần, hơn {} MB", MOST_WEIGHT >> 20);
            return Err(InsertError::new(message, "chia dữ liệu ra nhiều tệp"));
        }
        let name = self.free_name(stem, extension);
        self.types()?.declare(&name, media_type);
        self.entries.push((name.clone(), bytes));
        if !relations.is_empty() {
            self.entries.push((part_for(&name), relation::list(relations).into_bytes()));
        }
        Ok(name)
    }

    /// Returns a name beside the main part: the plain one where it is free.
    fn named(&mut self, stem: &str, extension: &str) -> String {
        let package = self.package;
        let taken = self.taken.get_or_insert_with(|| package.names().iter().map(|name| name.to_lowercase()).collect());
        let folder = package.main().rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default();
        let name = format!("{folder}{stem}.{extension}");
        if taken.insert(name.to_lowercase()) { name } else { self.free_name(stem, extension) }
    }

    /// Returns a picture that was stored under this key before.
    pub fn picture(&self, key: &str) -> Option<Stored> {
        self.pictures.get(key).cloned()
    }

    /// Keeps a stored picture under a key, so that its file is read once.
    pub fn keep_picture(&mut self, key: String, stored: Stored) {
        self.pictures.insert(key, stored);
    }

    /// Takes a document to be inserted that was opened before; give it back with [`Additions::keep_source`].
    pub fn take_source(&mut self, path: &str) -> Option<Source> {
        self.sources.remove(path)
    }

    /// Keeps an opened document, so that it is read and its styles are brought over once.
    pub fn keep_source(&mut self, path: String, source: Source) {
        self.sources.insert(path, source);
    }

    fn types(&mut self) -> Result<&mut Types, InsertError> {
        if self.types.is_none() {
            let text = self.text(types::PART)?.unwrap_or_default();
            self.types = Some(Types::of(&text));
        }
        Ok(self.types.as_mut().expect("it was put in above"))
    }

    /// Returns the numbering of the template with what was added.
    pub fn numbering(&mut self) -> Result<&mut Numbering, InsertError> {
        if self.numbering.is_none() {
            let part = self.related("numbering");
            let text = part.as_deref().map(|part| self.text(part)).transpose()?.flatten();
            self.numbering = Some(Numbering::of(part, text.as_deref().unwrap_or_default()));
        }
        Ok(self.numbering.as_mut().expect("it was put in above"))
    }

    /// Returns the styles of the template with what was added.
    pub fn styles(&mut self) -> Result<&mut Styles, InsertError> {
        if self.styles.is_none() {
            let part = self.related("styles");
            let text = part.as_deref().map(|part| self.text(part)).transpose()?.flatten();
            self.styles = Some(Styles::of(part, text.as_deref().unwrap_or_default()));
        }
        Ok(self.styles.as_mut().expect("it was put in above"))
    }

    /// Finds the part of the template that a relationship of the main part leads to.
    pub fn related(&self, kind: &str) -> Option<String> {
        let text = self.text(&part_for(self.package.main())).ok()??;
        relation::related(self.package.main(), &text, kind)
    }

    /// Lets every list that follows begin again at its first number.
    pub fn restart_lists(&mut self) {
        self.restarts = self.restarts.saturating_add(1);
    }

    /// Returns a paragraph's properties (`<w:pPr>…</w:pPr>`) with the numbering that holds since the last restart.
    ///
    /// `None` where nothing changes: no restart so far, or a paragraph without a number.
    pub fn renumbered(&mut self, properties: &str) -> Result<Option<String>, InsertError> {
        if self.restarts == 0 {
            return Ok(None);
        }
        let restarts = self.restarts;
        if let Some(number) = list::own_number(properties) {
            let new = self.numbering()?.restarted(restarts, number);
            return Ok(new.map(|new| list::with_number(properties, None, new)));
        }
        self.styled(properties, restarts)
    }

    /// The same for a list that comes from the paragraph's style.
    fn styled(&mut self, properties: &str, restarts: u32) -> Result<Option<String>, InsertError> {
        let Some(style) = list::style_of(properties) else { return Ok(None) };
        let Some((level, number)) = self.styles()?.number(&style) else { return Ok(None) };
        let new = self.numbering()?.restarted(restarts, number);
        Ok(new.map(|new| list::with_number(properties, Some(level), new)))
    }

    /// Lets the lists begin again that paragraphs of a document take from their styles: it is inserted once more.
    pub fn repeated(&mut self, blocks: &str) -> Result<String, InsertError> {
        self.repeats = self.repeats.saturating_add(1);
        let repeats = self.repeats;
        list::with_properties(blocks, |properties| self.styled(properties, repeats))
    }

    /// Whether anything must be written.
    pub fn is_empty(&self) -> bool {
        self.relations.values().all(Relations::is_empty)
            && self.entries.is_empty()
            && self.numbering.as_ref().is_none_or(Numbering::is_unchanged)
            && self.styles.as_ref().is_none_or(Styles::is_unchanged)
            && self.notes.iter().all(Option::is_none)
    }

    /// Returns the entries that are new or have changed, in a fixed order; `current` gives an entry as filled so far.
    pub fn finish(
        mut self,
        mut current: impl FnMut(&str) -> Option<Vec<u8>>,
    ) -> Result<Vec<(String, Vec<u8>)>, InsertError> {
        let mut made: Vec<(String, Vec<u8>)> = Vec::new();
        let mut now = |name: &str| current(name).and_then(|bytes| String::from_utf8(bytes).ok());
        self.finish_numbering(&mut now, &mut made)?;
        self.finish_notes(&mut now, &mut made)?;
        if let Some(styles) = self.styles.take().filter(|styles| !styles.is_unchanged()) {
            let name = styles.part().to_owned();
            let text = now(&name).and_then(|text| styles.written(&text)).ok_or_else(|| broken(&name))?;
            made.push((name, text.into_bytes()));
        }
        for (part, relations) in std::mem::take(&mut self.relations) {
            if !relations.is_empty() {
                let name = part_for(&part);
                let text = relations.written(now(&name).as_deref()).ok_or_else(|| broken(&name))?;
                made.push((name, text.into_bytes()));
            }
        }
        if let Some(added) = self.types.take().filter(|added| !added.is_empty()) {
            let text = now(types::PART).and_then(|text| added.written(&text)).ok_or_else(|| broken(types::PART))?;
            made.push((types::PART.to_owned(), text.into_bytes()));
        }
        made.append(&mut self.entries);
        Ok(made)
    }

    fn finish_numbering(
        &mut self,
        now: &mut impl FnMut(&str) -> Option<String>,
        made: &mut Vec<(String, Vec<u8>)>,
    ) -> Result<(), InsertError> {
        let Some(numbering) = self.numbering.take().filter(|numbering| !numbering.is_unchanged()) else {
            return Ok(());
        };
        if let Some(name) = numbering.part() {
            let text = now(name).and_then(|text| numbering.written(&text)).ok_or_else(|| broken(name))?;
            made.push((name.to_owned(), text.into_bytes()));
            return Ok(());
        }
        let name = self.free_name("numbering", "xml");
        let text = numbering.written(list::EMPTY).ok_or_else(|| broken(&name))?;
        let main = self.package.main().to_owned();
        self.relate(&main, "numbering", &name, false)?;
        self.types()?.declare(&name, list::MEDIA_TYPE);
        made.push((name, text.into_bytes()));
        Ok(())
    }
}

fn broken(part: &str) -> InsertError {
    InsertError::new(format!("phần “{part}” của mẫu không đọc được"), "mở mẫu bằng Word rồi lưu lại")
}

/// The template's package, as far as additions must know it. Names have no slash in front.
pub trait Parts {
    /// Returns the bytes of an entry.
    fn bytes(&self, name: &str) -> Option<Cow<'_, [u8]>>;
    /// Returns the names of all entries.
    fn names(&self) -> Vec<String>;
    /// Returns the name of the main document part.
    fn main(&self) -> &str;
}

#[cfg(test)]
mod tests;
