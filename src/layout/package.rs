//! The package writer: parts in, the bytes of a .docx out, the same bytes for the same parts.

mod fingerprint;
mod names;
mod xml;

use std::borrow::Cow;
use std::collections::HashSet;
use std::io::{self, Cursor, Write};
use std::sync::Arc;

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

use crate::layout::finish::clean_text;
use fingerprint::CUSTOM_PART;
pub use fingerprint::{FINGERPRINT, FingerprintState, fingerprint_state, properties};
pub use names::{content, relation};
use xml::{content_types, custom_properties, relationships};

const CONTENT_TYPES: &str = "[Content_Types].xml";

/// Level of compression. Measured on the finished 95 KB `document.xml` of a text of 42 KB, on one
/// busy core: level 1 gives 25.6 KB in 0.51 ms, 2 gives 20.6 KB in 0.68 ms, 3 gives 19.8 KB in
/// 0.87 ms, 4 gives 19.7 KB in 0.89 ms, 5 gives 19.3 KB in 1.03 ms, 6 gives 19.3 KB in 1.11 ms.
/// The step from 1 to 2 is the last one worth its time.
const LEVEL: i64 = 2;

/// Parts equal in all documents are compressed once, so as small as can be.
const SHARED_LEVEL: i64 = 9;

/// Why a package cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    /// Two parts have the same name, or a name no package may have.
    #[error("tên thành phần trong tệp không hợp lệ hoặc bị trùng: {0}")]
    Name(String),
    /// The zip container cannot be written; it is too large, most likely.
    #[error("không đóng gói được tệp: {0}")]
    Zip(#[from] ZipError),
    /// A part could not be produced.
    #[error("không ghi được nội dung: {0}")]
    Io(#[from] io::Error),
}

/// One relationship of a part, or of the package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relationship {
    /// The id by which the part's XML names it, unique within the part.
    pub id: String,
    /// What the target is, one of [`relation`].
    pub kind: &'static str,
    /// Where the target is, relative to the part, or an address outside.
    pub target: String,
    /// Whether the target is outside of the package.
    pub external: bool,
}

impl Relationship {
    /// Relates to another part of the package.
    pub fn inside(id: impl Into<String>, kind: &'static str, target: impl Into<String>) -> Self {
        Self { id: id.into(), kind, target: target.into(), external: false }
    }

    /// Relates to an address outside of the package.
    pub fn outside(id: impl Into<String>, kind: &'static str, target: impl Into<String>) -> Self {
        Self { id: id.into(), kind, target: target.into(), external: true }
    }
}

/// Writes the content of a part as it is compressed.
pub type Stream<'a> = Box<dyn FnOnce(&mut dyn Write) -> io::Result<()> + 'a>;

/// The content of a part.
pub enum PartData<'a> {
    /// All of it.
    Bytes(Cow<'a, [u8]>),
    /// Compressed already, for parts that are equal in all documents.
    Shared(Arc<Precompressed>),
    /// Produced while it is compressed, so that it is never in memory as a whole.
    Stream(Stream<'a>),
}

/// Content that is compressed once and copied into many packages.
#[derive(Debug)]
pub struct Precompressed {
    archive: ZipArchive<Cursor<Arc<[u8]>>>,
}

impl Precompressed {
    /// Compresses `data`.
    pub fn new(data: &[u8]) -> Result<Self, PackageError> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("x", options(SHARED_LEVEL))?;
        zip.write_all(data)?;
        let bytes: Arc<[u8]> = zip.finish()?.into_inner().into();
        Ok(Self { archive: ZipArchive::new(Cursor::new(bytes))? })
    }
}

/// One part of a package.
pub struct Part<'a> {
    name: String,
    content_type: Option<&'static str>,
    data: PartData<'a>,
    relationships: Vec<Relationship>,
}

impl<'a> Part<'a> {
    /// A part of the given content.
    ///
    /// The name has no leading slash: `word/document.xml`. Without a content type the part is
    /// known by its extension.
    pub fn new(name: impl Into<String>, content_type: impl Into<Option<&'static str>>, data: PartData<'a>) -> Self {
        let (name, content_type) = (name.into(), content_type.into());
        Self { name, content_type, data, relationships: Vec::new() }
    }

    /// A part whose content is at hand.
    pub fn bytes(
        name: impl Into<String>,
        content_type: impl Into<Option<&'static str>>,
        data: impl Into<Cow<'a, [u8]>>,
    ) -> Self {
        Self::new(name, content_type, PartData::Bytes(data.into()))
    }

    /// A part that is written while it is compressed.
    pub fn stream(
        name: impl Into<String>,
        content_type: impl Into<Option<&'static str>>,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()> + 'a,
    ) -> Self {
        Self::new(name, content_type, PartData::Stream(Box::new(write)))
    }

    /// A part that many packages share.
    pub fn shared(
        name: impl Into<String>,
        content_type: impl Into<Option<&'static str>>,
        data: &Arc<Precompressed>,
    ) -> Self {
        Self::new(name, content_type, PartData::Shared(Arc::clone(data)))
    }

    /// Adds relationships to the part.
    #[must_use]
    pub fn related(mut self, relationships: impl IntoIterator<Item = Relationship>) -> Self {
        self.relationships.extend(relationships);
        self
    }
}

/// A package in the making.
#[derive(Default)]
pub struct Package<'a> {
    parts: Vec<Part<'a>>,
    root: Vec<Relationship>,
    properties: Vec<(String, String)>,
}

impl<'a> Package<'a> {
    /// A package without parts.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a part; parts are written in the order they are added.
    #[must_use]
    pub fn part(mut self, part: Part<'a>) -> Self {
        self.parts.push(part);
        self
    }

    /// Adds a part that the package itself relates to: the document or its properties.
    #[must_use]
    pub fn root_part(mut self, kind: &'static str, part: Part<'a>) -> Self {
        let id = format!("rId{}", self.root.len() + 1);
        self.root.push(Relationship::inside(id, kind, part.name.clone()));
        self.part(part)
    }

    /// Adds a custom property, which Word shows under File, Properties, Custom.
    #[must_use]
    pub fn property(mut self, name: &str, value: &str) -> Self {
        self.properties.push((clean_text(name).into_owned(), clean_text(value).into_owned()));
        self
    }

    /// Writes the package, its fingerprint last.
    pub fn write(mut self) -> Result<Vec<u8>, PackageError> {
        self.check_names()?;
        let id = format!("rId{}", self.root.len() + 1);
        self.root.push(Relationship::inside(id, relation::CUSTOM, CUSTOM_PART));
        let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(64 * 1024)));
        add(&mut zip, CONTENT_TYPES, content_types(&self.parts).as_bytes())?;
        add(&mut zip, "_rels/.rels", relationships(&self.root).as_bytes())?;
        for part in self.parts {
            add_part(&mut zip, part)?;
        }
        sealed(zip, self.properties)
    }

    fn check_names(&self) -> Result<(), PackageError> {
        let mut seen = HashSet::from([CONTENT_TYPES.to_ascii_lowercase(), CUSTOM_PART.to_ascii_lowercase()]);
        for part in &self.parts {
            // Names of parts are equal when they differ in case only.
            if !is_part_name(&part.name) || !seen.insert(part.name.to_ascii_lowercase()) {
                return Err(PackageError::Name(part.name.clone()));
            }
        }
        Ok(())
    }
}

fn is_part_name(name: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
    name.split('/').all(|s| !s.is_empty() && s.bytes().all(plain) && !s.ends_with('.')) && name.len() < 256
}

/// The same for every machine: no clock, no permissions but the usual, no extra fields.
fn options(level: i64) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(level))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
        .system(System::Unix)
}

type Zip = ZipWriter<Cursor<Vec<u8>>>;

fn add(zip: &mut Zip, name: &str, data: &[u8]) -> Result<(), PackageError> {
    zip.start_file(name, options(LEVEL))?;
    Ok(zip.write_all(data)?)
}

fn add_part(zip: &mut Zip, part: Part<'_>) -> Result<(), PackageError> {
    match part.data {
        PartData::Bytes(data) => add(zip, &part.name, &data)?,
        PartData::Shared(data) => {
            let mut archive = data.archive.clone();
            zip.raw_copy_file_rename(archive.by_index_raw(0)?, part.name.as_str())?;
        }
        PartData::Stream(write) => {
            zip.start_file(part.name.as_str(), options(LEVEL))?;
            write(zip)?;
        }
    }
    if part.relationships.is_empty() {
        return Ok(());
    }
    add(zip, &relationships_name(&part.name), relationships(&part.relationships).as_bytes())
}

/// Adds the properties with the fingerprint of all that is written.
fn sealed(zip: Zip, mut all: Vec<(String, String)>) -> Result<Vec<u8>, PackageError> {
    all.retain(|(name, _)| name != FINGERPRINT);
    let mut archive = zip.finish_into_readable()?;
    let seal = fingerprint::fingerprint(&mut archive, &all)?;
    all.push((FINGERPRINT.to_owned(), seal));
    let mut zip = ZipWriter::new_append(archive.into_inner())?;
    add(&mut zip, CUSTOM_PART, custom_properties(&all).as_bytes())?;
    Ok(zip.finish()?.into_inner())
}

fn relationships_name(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

#[cfg(test)]
mod tests;
