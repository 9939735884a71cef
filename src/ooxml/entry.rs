//! The entries of a zip package as they lie in the file, to be copied without unpacking them.

use std::io::{Cursor, Read};
use std::ops::Range;

use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::package::PackageError;
use super::write::Packed;

/// An entry as it lies in the file.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its name.
    pub name: String,
    crc: u32,
    size: u32,
    deflated: bool,
    range: Range<usize>,
}

impl Entry {
    /// Returns its content as it lies in the file.
    pub fn packed<'b>(&self, file: &'b [u8]) -> Packed<'b> {
        Packed { crc: self.crc, size: self.size, deflated: self.deflated, bytes: &file[self.range.clone()] }
    }
}

/// Returns the content of an entry, at most so many bytes of it; a slash in front and the case of its name do not matter.
pub fn content(bytes: &[u8], name: &str, most: u64) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let wanted = name.to_lowercase();
    let same = |known: &&str| known.trim_start_matches('/').to_lowercase() == wanted;
    let known = archive.file_names().find(same)?.to_owned();
    let mut content = Vec::new();
    archive.by_name(&known).ok()?.take(most).read_to_end(&mut content).ok()?;
    Some(content)
}

/// Returns the entries of a package in their order.
pub fn entries(bytes: &[u8]) -> Result<Vec<Entry>, PackageError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    (0..archive.len()).map(|number| entry(&mut archive, number)).collect()
}

fn entry<B: AsRef<[u8]>>(archive: &mut ZipArchive<Cursor<B>>, number: usize) -> Result<Entry, PackageError> {
    let file = archive.by_index_raw(number).map_err(|error| broken(&error))?;
    let lost = || PackageError::Broken(format!("không đọc được mục “{}”", file.name()));
    let deflated = match file.compression() {
        CompressionMethod::Stored => false,
        CompressionMethod::Deflated => true,
        _ => return Err(lost()),
    };
    let start = file.data_start().and_then(|start| usize::try_from(start).ok()).ok_or_else(lost)?;
    let packed = usize::try_from(file.compressed_size()).map_err(|_| lost())?;
    let size = u32::try_from(file.size()).map_err(|_| lost())?;
    let range = start..start.checked_add(packed).ok_or_else(lost)?;
    let name = file.name().to_owned();
    Ok(Entry { name, crc: file.crc32(), size, deflated, range })
}

/// Tells by its name whether a part is XML.
pub fn is_xml(name: &str) -> bool {
    [".xml", ".rels"].iter().any(|end| name.to_lowercase().ends_with(end))
}

fn broken(error: &ZipError) -> PackageError {
    PackageError::Broken(error.to_string())
}

/// Refuses a file in which an entry is cut off or stands twice.
pub fn refuse_torn(bytes: &[u8], entries: &[Entry]) -> Result<(), PackageError> {
    if listed(bytes).is_some_and(|count| count != entries.len()) {
        return Err(PackageError::Broken("có hai mục trùng tên".to_owned()));
    }
    match entries.iter().find(|entry| entry.range.end > bytes.len()) {
        Some(cut) => Err(PackageError::Broken(format!("mục “{}” bị cắt cụt", cut.name))),
        None => Ok(()),
    }
}

/// Tells how many entries the table of contents has, those of one name counted each.
fn listed(bytes: &[u8]) -> Option<usize> {
    let at = bytes.windows(4).rposition(|window| window == b"PK\x05\x06")?;
    let count = bytes.get(at + 10..at + 12)?;
    Some(usize::from(u16::from_le_bytes([count[0], count[1]])))
}
