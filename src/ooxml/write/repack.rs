//! A package made from another one: some parts are put in, every other entry is copied as it is compressed.

use std::collections::{BTreeMap, HashSet};
use std::io::{self, Cursor, Read};

use zip::read::ZipFile;
use zip::{CompressionMethod, ZipArchive};

use super::container::{Container, Packed};
use super::{PackageError, Relationship};
use crate::ooxml::relation::part_for;
use crate::ooxml::{fragment, relation, types};

/// A package whose parts may be replaced and joined by others.
#[derive(Debug)]
pub struct Repack<'b> {
    bytes: &'b [u8],
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// What stands in place of an entry, or besides all of them; nothing for one that is left out.
    put: BTreeMap<String, Option<Vec<u8>>>,
}

impl<'b> Repack<'b> {
    /// Opens a package.
    pub fn open(bytes: &'b [u8]) -> Result<Self, PackageError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(io::Error::other)?;
        Ok(Self { bytes, archive, put: BTreeMap::new() })
    }

    /// Returns the names of the entries, those put in included.
    pub fn names(&self) -> Vec<String> {
        let there = self.archive.file_names().filter(|name| !self.put.contains_key(*name)).map(str::to_owned);
        let put = self.put.iter().filter(|(_, content)| content.is_some()).map(|(name, _)| name.clone());
        there.chain(put).collect()
    }

    /// Returns the content of a part; nothing for one that is not there.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, PackageError> {
        if let Some(put) = self.put.get(name) {
            return Ok(put.clone());
        }
        let Some(index) = self.archive.index_for_name(name) else { return Ok(None) };
        let mut content = Vec::new();
        self.archive.by_index(index).map_err(io::Error::other)?.read_to_end(&mut content)?;
        Ok(Some(content))
    }

    /// Returns the text of a part; nothing for one that is not there.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, PackageError> {
        let content = self.part(name)?.map(String::from_utf8).transpose();
        Ok(content.map_err(|_| io::Error::other(format!("phần “{name}” không viết bằng UTF-8")))?)
    }

    /// Puts a part in, in place of one of the same name.
    pub fn put(&mut self, name: &str, content: impl Into<Vec<u8>>) {
        self.put.insert(name.to_owned(), Some(content.into()));
    }

    /// Leaves a part out.
    pub fn leave_out(&mut self, name: &str) {
        self.put.insert(name.to_owned(), None);
    }

    /// Returns the name of the part that holds the document's text.
    pub fn main(&mut self) -> Result<String, PackageError> {
        Ok(self.related("", "officeDocument")?.unwrap_or_else(|| "word/document.xml".to_owned()))
    }

    /// Returns the relationships of a part, or of the package (`source` is empty).
    pub fn relations(&mut self, source: &str) -> Result<Vec<Relationship>, PackageError> {
        Ok(self.text(&part_for(source))?.map(|list| relation::read(&list)).unwrap_or_default())
    }

    /// Returns the part that the first relationship of a kind, such as `styles`, leads to.
    pub fn related(&mut self, source: &str, kind: &str) -> Result<Option<String>, PackageError> {
        Ok(self.text(&part_for(source))?.and_then(|list| relation::related(source, &list, kind)))
    }

    /// Returns what the list of content types says that a part is.
    pub fn content_type(&mut self, part: &str) -> Result<Option<String>, PackageError> {
        Ok(self.text(types::PART)?.and_then(|list| types::read(&list, part)))
    }

    /// Says in the list of content types what a part is, unless it is said there already.
    pub fn declare(&mut self, part: &str, content_type: &str) -> Result<(), PackageError> {
        let list = self.text(types::PART)?.unwrap_or_default();
        if let Some(declared) = types::with(&list, part, content_type).filter(|declared| *declared != list) {
            self.put(types::PART, declared);
        }
        Ok(())
    }

    /// Returns the id of a relationship of a part, or of the package (`source` is empty); makes it if it is missing.
    pub fn relate(&mut self, source: &str, kind: &str, target: &str) -> Result<String, PackageError> {
        self.relate_to(source, Relationship::inside("", kind.to_owned(), target))
    }

    /// Returns the id of a relationship of a part to an address outside of the package; makes it if it is missing.
    pub fn relate_outside(&mut self, source: &str, kind: &str, target: &str) -> Result<String, PackageError> {
        self.relate_to(source, Relationship::outside("", kind.to_owned(), target))
    }

    fn relate_to(&mut self, source: &str, mut link: Relationship) -> Result<String, PackageError> {
        let name = part_for(source);
        let list = self.text(&name)?;
        let there = list.as_deref().map(relation::read).unwrap_or_default();
        let same = |known: &&Relationship| known.kind == link.kind && known.target == link.target;
        if let Some(known) = there.iter().find(same) {
            return Ok(known.id.clone());
        }
        let taken: HashSet<&str> = there.iter().map(|known| known.id.as_str()).collect();
        let free = (1..=there.len() + 1).map(|number| format!("rId{number}")).find(|id| !taken.contains(id.as_str()));
        link.id = free.unwrap_or_default();
        let links = std::slice::from_ref(&link);
        let grown = list.and_then(|list| relation::with(&list, links)).unwrap_or_else(|| relation::list(links));
        self.put(&name, grown);
        Ok(link.id)
    }

    /// Takes relationships whose type `goes` out of a list; returns the parts that they led to.
    pub fn unrelate(&mut self, list: &str, goes: impl Fn(&str) -> bool) -> Result<Vec<String>, PackageError> {
        let Some(source) = relation::source_of(list) else { return Ok(Vec::new()) };
        let Some(text) = self.text(list)? else { return Ok(Vec::new()) };
        let kept = fragment::retain(&text, |link| !link.attribute("Type").is_some_and(|kind| goes(&kind)));
        if kept == text {
            return Ok(Vec::new());
        }
        self.put(list, kept);
        Ok(relation::read(&text).iter().filter(|link| goes(&link.kind)).filter_map(|link| link.part(&source)).collect())
    }

    /// Leaves parts out, and what the list of content types says of them.
    pub fn leave_out_all(&mut self, parts: &[String]) -> Result<(), PackageError> {
        let is_named = |name: &str| parts.iter().any(|part| part.eq_ignore_ascii_case(name));
        // The relationships of a part go with it.
        let goes = |name: &String| {
            is_named(name) || relation::source_of(name).is_some_and(|source| !source.is_empty() && is_named(&source))
        };
        let gone: Vec<String> = self.names().into_iter().filter(goes).collect();
        for name in &gone {
            self.leave_out(name);
        }
        let list = self.text(types::PART)?.unwrap_or_default();
        self.put(types::PART, types::without(&list, &gone));
        Ok(())
    }

    /// Writes the package.
    pub fn finish(self) -> Result<Vec<u8>, PackageError> {
        Ok(self.container()?.finish()?)
    }

    /// Writes all entries: those that were there in their order, then those that are new.
    pub(super) fn container(mut self) -> Result<Container, PackageError> {
        let mut out = Container::with_capacity(self.bytes.len() + 1024);
        for index in 0..self.archive.len() {
            let entry = self.archive.by_index_raw(index).map_err(io::Error::other)?;
            match self.put.remove(entry.name()) {
                None => copy(&mut out, &entry, self.bytes)?,
                Some(Some(content)) => out.add(entry.name(), &content)?,
                Some(None) => {}
            }
        }
        for (name, content) in &self.put {
            if let Some(content) = content {
                out.add(name, content)?;
            }
        }
        Ok(out)
    }
}

/// Copies an entry as it is compressed.
fn copy<R: Read>(out: &mut Container, entry: &ZipFile<'_, R>, bytes: &[u8]) -> io::Result<()> {
    let position = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let start = position(entry.data_start().unwrap_or(u64::MAX));
    let packed = bytes.get(start..start.saturating_add(position(entry.compressed_size())));
    let packed = packed.ok_or_else(|| io::Error::other("tệp nén bị cắt cụt"))?;
    let deflated = match entry.compression() {
        CompressionMethod::Stored => false,
        CompressionMethod::Deflated => true,
        _ => return Err(io::Error::other("tệp nén theo cách Word không dùng")),
    };
    let size = u32::try_from(entry.size()).map_err(|_| io::Error::other("tệp lớn hơn 4 GB"))?;
    out.add_packed(entry.name(), &Packed { crc: entry.crc32(), size, deflated, bytes: packed })
}
