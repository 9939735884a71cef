//! PDFs beside Word files: made by this program from the pages it sets itself.

use std::path::{Path, PathBuf};

use super::{Access, OutputError, Overwrite, Written, write_as};

/// What PDFs say of the programs that made them from a Word file: this one, and LibreOffice in plain letters or UTF-16.
const PRODUCERS: [&[u8]; 3] =
    [b"<pdf:Producer>thidua<", b"LibreOffice", b"004C0069006200720065004F00660066006900630065"];

/// What a PDF holds that was signed.
const SIGNED: &[u8] = b"/ByteRange";

/// Tells whether a PDF was made from a Word file by this program or LibreOffice, and not signed since.
pub fn is_converted(pdf: &[u8]) -> bool {
    let holds = |what: &[u8]| pdf.windows(what.len()).any(|at| at.eq_ignore_ascii_case(what));
    PRODUCERS.into_iter().any(holds) && !holds(SIGNED)
}

/// Writes a PDF where one belongs. One that was signed, scanned or made otherwise stays, and the new one goes beside it.
///
/// # Errors
/// If it cannot be written.
pub fn write(path: &Path, pdf: &[u8], is_secret: bool) -> Result<PathBuf, OutputError> {
    let access = if is_secret { Access::Owner } else { Access::All };
    Ok(match write_as(access, path, pdf, Overwrite::Keep, is_converted)? {
        Written::Beside(beside) => beside,
        _ => path.to_owned(),
    })
}
