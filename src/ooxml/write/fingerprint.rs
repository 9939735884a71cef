//! The fingerprint by which a file tells whether it is still as it was written.
//!
//! It covers the name, checksum and size of every entry but the part that carries it, and that
//! part's other properties. It shows edits, not forgery: whoever knows it can write it anew.

use std::io::{self, Cursor, Read, Seek};

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use sha2::{Digest, Sha256};
use zip::{CompressionMethod, ZipArchive};

/// Name of the property that holds the fingerprint.
pub const FINGERPRINT: &str = "thidua-dau-van-tay";

/// Name of the property that tells for what a file was made, where it was filled from a Word template.
pub const MADE_FOR: &str = "thidua-lap-cho";

/// Name of the property that holds the id of the document, where it was laid out.
pub const DOCUMENT_ID: &str = "thidua-van-ban";

/// Name of the part that holds the properties.
pub(super) const CUSTOM_PART: &str = "docProps/custom.xml";

/// More than this, uncompressed, is not a file of ours.
const MOST_BYTES: u64 = 1 << 30;
const MOST_PROPERTY_BYTES: u64 = 1 << 20;

/// What a file's fingerprint says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FingerprintState {
    /// Every byte of the content is as we wrote it.
    Untouched,
    /// The content was changed after we wrote it, by a person or by damage.
    Edited,
    /// The file has no fingerprint, or is not a readable package.
    Unknown,
}

/// Reads a file and compares it with its fingerprint. Never fails, never panics.
pub fn fingerprint_state(bytes: &[u8]) -> FingerprintState {
    fingerprint_state_beside(bytes, &[])
}

/// Does as [`fingerprint_state`] does, sooner where entries lie there just as in `sound`, a file that was just written:
/// those need not be read to be known whole.
pub fn fingerprint_state_beside(bytes: &[u8], sound: &[u8]) -> FingerprintState {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return FingerprintState::Unknown;
    };
    let Some(properties) = properties_in(&mut archive) else {
        return FingerprintState::Unknown;
    };
    let Some(stated) = properties.iter().find(|(name, _)| name == FINGERPRINT) else {
        return FingerprintState::Unknown;
    };
    let Ok(entries) = self::stated(&mut archive) else {
        return FingerprintState::Edited;
    };
    let entries = entries.iter().map(|(name, crc, size)| (name.as_str(), *crc, *size)).collect();
    if fingerprint(entries, &properties) == stated.1 && is_intact(&mut archive, bytes, sound) {
        FingerprintState::Untouched
    } else {
        FingerprintState::Edited
    }
}

/// Returns the custom properties of a Word file, the fingerprint among them, in their order.
pub fn properties(bytes: &[u8]) -> Option<Vec<(String, String)>> {
    properties_in(&mut ZipArchive::new(Cursor::new(bytes)).ok()?)
}

/// Computes the fingerprint of the entries (name, checksum, size) and properties, as 64 hexadecimal digits.
pub(super) fn fingerprint(mut entries: Vec<(&str, u32, u64)>, properties: &[(String, String)]) -> String {
    entries.sort_unstable();
    let mut hash = Sha256::new();
    for (name, crc, size) in entries {
        add(&mut hash, &[name.as_bytes(), &crc.to_le_bytes(), &size.to_le_bytes()]);
    }
    for (name, value) in properties.iter().filter(|(name, _)| name != FINGERPRINT) {
        add(&mut hash, &[name.as_bytes(), value.as_bytes()]);
    }
    hexadecimal(&hash.finalize())
}

/// Returns name, checksum and size of every entry but the one that carries the fingerprint.
fn stated<R: Read + Seek>(archive: &mut ZipArchive<R>) -> zip::result::ZipResult<Vec<(String, u32, u64)>> {
    let mut entries = Vec::with_capacity(archive.len());
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index)?;
        if entry.name() != CUSTOM_PART {
            entries.push((entry.name().to_owned(), entry.crc32(), entry.size()));
        }
    }
    Ok(entries)
}

fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// Adds one record; lengths keep two records from reading like one.
fn add(hash: &mut Sha256, fields: &[&[u8]]) {
    for field in fields {
        hash.update((field.len() as u64).to_le_bytes());
        hash.update(field);
    }
}

/// Reads every entry to its end, which compares its checksum, but those that lie just so in a sound file.
fn is_intact(archive: &mut ZipArchive<Cursor<&[u8]>>, bytes: &[u8], sound: &[u8]) -> bool {
    let mut known = ZipArchive::new(Cursor::new(sound)).ok();
    let mut left = MOST_BYTES;
    (0..archive.len()).all(|index| {
        if known.as_mut().is_some_and(|known| lies_alike(archive, index, bytes, known, sound)) {
            return true;
        }
        let Ok(mut entry) = archive.by_index(index) else {
            return false;
        };
        if entry.size() > left {
            return false;
        }
        left -= entry.size();
        let size = entry.size();
        io::copy(&mut entry.by_ref().take(size + 1), &mut io::sink()).is_ok_and(|n| n == size)
    })
}

fn lies_alike(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    index: usize,
    bytes: &[u8],
    known: &mut ZipArchive<Cursor<&[u8]>>,
    sound: &[u8],
) -> bool {
    let name = archive.name_for_index(index).unwrap_or_default();
    let there = known.index_for_name(name).and_then(|there| lying(known, there, sound));
    there.is_some() && there == lying(archive, index, bytes)
}

/// An entry as it lies in its file: how it is packed, checksum, size, packed bytes.
type Lying<'b> = (CompressionMethod, u32, u64, &'b [u8]);

fn lying<'b>(archive: &mut ZipArchive<Cursor<&[u8]>>, index: usize, bytes: &'b [u8]) -> Option<Lying<'b>> {
    let entry = archive.by_index_raw(index).ok().filter(|entry| !entry.encrypted())?;
    let start = usize::try_from(entry.data_start()?).ok()?;
    let packed = bytes.get(start..start.checked_add(usize::try_from(entry.compressed_size()).ok()?)?)?;
    Some((entry.compression(), entry.crc32(), entry.size(), packed))
}

fn properties_in<R: Read + Seek>(archive: &mut ZipArchive<R>) -> Option<Vec<(String, String)>> {
    let part = archive.by_name(CUSTOM_PART).ok()?;
    let mut xml = String::new();
    part.take(MOST_PROPERTY_BYTES).read_to_string(&mut xml).ok()?;
    parse(&xml)
}

/// Reads the properties of a part.
pub(super) fn parse(xml: &str) -> Option<Vec<(String, String)>> {
    let mut reader = Reader::from_str(xml);
    let mut found: Vec<(String, String)> = Vec::new();
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) if tag.local_name().as_ref() == b"property" => {
                found.push((name_of(&tag)?, String::new()));
            }
            Event::Text(text) => {
                let (_, value) = found.last_mut()?;
                value.push_str(&text.decode().ok()?);
            }
            Event::GeneralRef(name) => {
                let (_, value) = found.last_mut()?;
                value.push_str(&unescape(&format!("&{};", name.decode().ok()?)).ok()?);
            }
            Event::Eof => return Some(found),
            _ => {}
        }
    }
}

fn name_of(tag: &BytesStart<'_>) -> Option<String> {
    let attribute = tag.try_get_attribute("name").ok()??;
    Some(unescape(std::str::from_utf8(&attribute.value).ok()?).ok()?.into_owned())
}
