//! A Word file of ours as it will be printed: its pages, as PDF or as pictures.

use crate::docx::{DocxView, ReadError, read};
use crate::ooxml::package::Package;
use crate::pdf::{PdfError, write};
use crate::typeset::raster::Raster;
use crate::typeset::{Pages, pages};

/// A Word file set onto pages.
pub struct Preview {
    package: Package,
    view: DocxView,
    pages: Pages,
}

impl Preview {
    /// Reads a Word file and sets it onto pages.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn of(bytes: &[u8]) -> Result<Self, ReadError> {
        let package = Package::with_pictures(bytes)?;
        let view = read::document(&package)?;
        let pages = pages(&view);
        Ok(Self { package, view, pages })
    }

    /// Returns the pages.
    pub const fn pages(&self) -> &Pages {
        &self.pages
    }

    /// Returns the pages as PDF/A.
    ///
    /// # Errors
    /// If something cannot be in a PDF for archiving.
    pub fn pdf(&self) -> Result<Vec<u8>, PdfError> {
        write(&self.pages, &self.view.properties, &self.package)
    }

    /// Starts drawing its pages.
    pub fn raster(&self) -> Raster<'_> {
        Raster::new(&self.package)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ooxml::write::Repack;
    use crate::typeset::Mark;

    /// The name of the picture in the file that is printed.
    const PICTURE: &str = "word/media/a.png";

    fn template() -> Repack<'static> {
        Repack::open(include_bytes!("../../tests/fill/hinh-trong-vong-lap/mau.docx")).unwrap()
    }

    #[test]
    fn signs_of_symbol_fonts_are_printed_as_bullets() {
        let mut package = template();
        let text = package.text("word/document.xml").unwrap().unwrap();
        let at = text.find("<w:body>").unwrap() + "<w:body>".len();
        let (start, end) = text.split_at(at);
        package.put("word/document.xml", format!("{start}<w:p><w:r><w:t>\u{f0b7} một</w:t></w:r></w:p>{end}"));
        let preview = Preview::of(&package.finish().unwrap()).unwrap();
        let text = preview.pages().pages[0].items.iter().find_map(|item| match &item.mark {
            Mark::Text(text) => Some(text.text.as_str()),
            _ => None,
        });
        assert_eq!(text, Some("• một"));
        assert!(preview.pdf().unwrap().starts_with(b"%PDF-"));
    }

    #[test]
    fn a_picture_that_is_none_is_an_error_with_its_name_and_no_panic() {
        let mut package = template();
        package.put(PICTURE, b"none".to_vec());
        let error = Preview::of(&package.finish().unwrap()).unwrap().pdf().unwrap_err().to_string();
        assert_eq!(error, format!("không tạo được tệp PDF: hình {PICTURE}: chỉ in được hình PNG, JPEG và GIF"));
    }
}
