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
