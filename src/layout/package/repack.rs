//! A package made from another one: some parts are put in, every other entry is copied as it is compressed.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};

use quick_xml::escape::escape;
use zip::read::ZipFile;
use zip::{CompressionMethod, ZipArchive};

use super::container::{Container, Packed};
use super::names::relation;
use super::{CONTENT_TYPES, PackageError, relationships_name, xml};

const EMPTY_RELATIONSHIPS: &str = "Relationships>";

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
        let relations = self.text("_rels/.rels")?.unwrap_or_default();
        let end = relation::DOCUMENT.rsplit('/').next().unwrap_or_default();
        let target = relations.split('<').find(|tag| tag.contains(&format!("/{end}\""))).and_then(|tag| {
            let rest = tag.split_once("Target=")?.1;
            rest.get(1..)?.split(['"', '\'']).next()
        });
        Ok(target.unwrap_or("word/document.xml").trim_start_matches('/').to_owned())
    }

    /// Says in the list of content types what a part is, unless it is said there already.
    pub fn declare(&mut self, part: &str, content_type: &str) -> Result<(), PackageError> {
        let types = self.text(CONTENT_TYPES)?.unwrap_or_default();
        if types.contains(&format!("\"/{part}\"")) {
            return Ok(());
        }
        let line = format!(r#"<{}Override PartName="/{part}" ContentType="{content_type}"/>"#, prefix(&types));
        self.put(CONTENT_TYPES, before_end(&types, &line));
        Ok(())
    }

    /// Returns the id of a relationship of a part, or of the package (`source` is empty); makes it if it is missing.
    pub fn relate(&mut self, source: &str, kind: &str, target: &str) -> Result<String, PackageError> {
        self.relate_line(source, kind, target, "")
    }

    /// Returns the id of a relationship of a part to an address outside of the package; makes it if it is missing.
    pub fn relate_outside(&mut self, source: &str, kind: &str, target: &str) -> Result<String, PackageError> {
        self.relate_line(source, kind, target, r#" TargetMode="External""#)
    }

    fn relate_line(&mut self, source: &str, kind: &str, target: &str, mode: &str) -> Result<String, PackageError> {
        let name = if source.is_empty() { "_rels/.rels".to_owned() } else { relationships_name(source) };
        let empty = xml::relationships(&[]);
        let relations = self.text(&name)?.filter(|xml| xml.contains(EMPTY_RELATIONSHIPS)).unwrap_or(empty);
        let target = escape(target);
        let known = relations
            .split('<')
            .find(|tag| tag.contains(&format!("\"{kind}\"")) && tag.contains(&format!("Target=\"{target}\"")));
        if let Some(id) = known.and_then(|tag| tag.split_once("Id=\"")?.1.split('"').next()) {
            return Ok(id.to_owned());
        }
        let free = |number: &u32| !relations.contains(&format!("\"rId{number}\""));
        let id = format!("rId{}", (1..u32::MAX).find(free).unwrap_or_default());
        let line = format!(r#"<{}Relationship Id="{id}" Type="{kind}" Target="{target}"{mode}/>"#, prefix(&relations));
        self.put(&name, before_end(&relations, &line));
        Ok(id)
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

/// Returns the prefix of the root's name, with its colon.
fn prefix(xml: &str) -> &str {
    let last = xml.rfind("</").map_or("", |at| &xml[at + 2..]);
    last.find(':').map_or("", |colon| &last[..=colon])
}

fn before_end(xml: &str, line: &str) -> String {
    let end = xml.rfind("</").unwrap_or(xml.len());
    [&xml[..end], line, &xml[end..]].concat()
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
