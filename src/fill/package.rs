//! The template's package: parts to be filled are read, everything else is copied as it is compressed.

use std::io::{self, Cursor, Write};
use std::sync::Arc;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::docx::package::{Package, PackageError};

/// Level of compression of the parts that change: the last step that is worth its time.
const LEVEL: i64 = 2;

/// Content types of the parts that hold text, by what they end with.
const TEXT: [&str; 7] = [
    "document.main+xml",
    "template.main+xml",
    "header+xml",
    "footer+xml",
    "footnotes+xml",
    "endnotes+xml",
    "comments+xml",
];

/// A Word file, opened for copying.
#[derive(Debug, Clone)]
pub struct Source {
    archive: ZipArchive<Cursor<Arc<[u8]>>>,
}

/// A part that can hold tags.
#[derive(Debug)]
pub struct TextPart {
    /// Its number among the entries.
    pub entry: usize,
    /// Its name as the package has it.
    pub name: String,
    /// Its XML.
    pub xml: String,
}

impl Source {
    /// Opens a file under the limits of [`Package`]; returns the parts that hold text, in order of their entries.
    pub fn open(bytes: Arc<[u8]>) -> Result<(Self, Vec<TextPart>), PackageError> {
        let package = Package::open(&bytes)?;
        let broken = |error: zip::result::ZipError| PackageError::Broken(error.to_string());
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
        let mut parts = Vec::new();
        for entry in 0..archive.len() {
            let name = archive.name_for_index(entry).unwrap_or_default().to_owned();
            let key = name.trim_start_matches('/').to_lowercase();
            let Some(bytes) = package.part(&key) else { continue };
            let kind = package.content_type(&key)?;
            if TEXT.iter().any(|end| kind.ends_with(end)) {
                parts.push(TextPart { entry, name, xml: text(bytes, &key)? });
            }
        }
        Ok((Self { archive }, parts))
    }

    /// Writes the package again; `part` writes the parts that change and says which those are.
    pub fn write<E: From<io::Error>>(
        &self,
        mut part: impl FnMut(usize, &mut dyn Write) -> Option<Result<(), E>>,
        changes: impl Fn(usize) -> bool,
    ) -> Result<Vec<u8>, E> {
        let mut archive = self.archive.clone();
        let mut out = ZipWriter::new(Cursor::new(Vec::with_capacity(64 * 1024)));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(LEVEL))
            .last_modified_time(DateTime::default());
        for entry in 0..archive.len() {
            if !changes(entry) {
                let file = archive.by_index_raw(entry).map_err(io::Error::other)?;
                out.raw_copy_file(file).map_err(io::Error::other)?;
                continue;
            }
            let name = archive.name_for_index(entry).unwrap_or_default().to_owned();
            out.start_file(name, options).map_err(io::Error::other)?;
            let mut buffered = io::BufWriter::with_capacity(32 * 1024, &mut out);
            if let Some(written) = part(entry, &mut buffered) {
                written?;
            }
            buffered.flush()?;
        }
        Ok(out.finish().map_err(io::Error::other)?.into_inner())
    }
}

fn text(bytes: &[u8], part: &str) -> Result<String, PackageError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let cause = || PackageError::Broken(format!("phần “{part}” không viết bằng UTF-8; hãy mở bằng Word rồi lưu lại"));
    std::str::from_utf8(bytes).map(str::to_owned).map_err(|_| cause())
}
