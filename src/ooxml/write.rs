//! The package writer: parts in, the bytes of a .docx out, the same bytes for the same parts.

mod container;
mod deflate;
mod fingerprint;
mod names;
mod repack;
mod seal;
mod xml;

use std::borrow::Cow;
use std::collections::HashSet;
use std::io::{self, Write};
use std::sync::Arc;

pub use container::{Container, Packed, Precompressed};
use fingerprint::CUSTOM_PART;
pub use fingerprint::{
    DOCUMENT_ID, FINGERPRINT, FingerprintState, MADE_FOR, fingerprint_state, fingerprint_state_beside, properties,
};
pub use names::{content, relation};
pub use repack::Repack;
pub use seal::{Seal, seal, seal_for};
use xml::{content_types, custom_properties};

pub use super::relation::Relationship;
use super::relation::part_for;
use super::{relation as links, types};

/// Why a package cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    /// Two parts have the same name, or a name no package may have.
    #[error("tên thành phần trong tệp không hợp lệ hoặc bị trùng: {0}")]
    Name(String),
    /// A part could not be produced, or the container is too large.
    #[error("không ghi được nội dung: {0}")]
    Io(#[from] io::Error),
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

    /// Adds a custom property, which Word shows under File, Properties, Custom; name and value hold no control characters.
    #[must_use]
    pub fn property(mut self, name: &str, value: &str) -> Self {
        self.properties.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Writes the package, its fingerprint last.
    pub fn write(mut self) -> Result<Vec<u8>, PackageError> {
        self.check_names()?;
        let id = format!("rId{}", self.root.len() + 1);
        self.root.push(Relationship::inside(id, relation::CUSTOM, CUSTOM_PART));
        let mut container = Container::with_capacity(64 * 1024);
        container.add(types::PART, content_types(&self.parts).as_bytes())?;
        container.add(&part_for(""), links::list(&self.root).as_bytes())?;
        for part in self.parts {
            add_part(&mut container, part)?;
        }
        sealed(container, self.properties)
    }

    fn check_names(&self) -> Result<(), PackageError> {
        let mut seen = HashSet::from([types::PART.to_ascii_lowercase(), CUSTOM_PART.to_ascii_lowercase()]);
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

fn add_part(container: &mut Container, part: Part<'_>) -> Result<(), PackageError> {
    match part.data {
        PartData::Bytes(data) => container.add(&part.name, &data)?,
        PartData::Shared(data) => container.add_shared(&part.name, &data)?,
        PartData::Stream(write) => container.stream(&part.name, write)?,
    }
    if part.relationships.is_empty() {
        return Ok(());
    }
    Ok(container.add(&part_for(&part.name), links::list(&part.relationships).as_bytes())?)
}

/// Adds the properties with the fingerprint of all that is written.
fn sealed(mut container: Container, mut all: Vec<(String, String)>) -> Result<Vec<u8>, PackageError> {
    all.retain(|(name, _)| name != FINGERPRINT);
    let entries = container.entries().iter().map(|entry| (entry.name.as_str(), entry.crc, entry.size.into()));
    let seal = fingerprint::fingerprint(entries.collect(), &all);
    all.push((FINGERPRINT.to_owned(), seal));
    container.add(CUSTOM_PART, custom_properties(&all).as_bytes())?;
    Ok(container.finish()?)
}

#[cfg(test)]
mod tests;
