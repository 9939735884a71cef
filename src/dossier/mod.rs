//! Hồ sơ: the documents of one, in order, with their list and their metadata, in one file; and how long it is kept.

mod bag;
mod due;
mod index;

use chrono::NaiveDate;

use crate::archive::{Entry, Fields, FileCode, Filing, metadata_in};
use crate::filename::FileName;
use crate::ooxml::write::PackageError;
use crate::viet::date::short;
use crate::viet::text::strip_marks;

pub use due::{Due, HANDED_OVER_FROM, due};

/// A hồ sơ with its documents in the order of time.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// What it is known by.
    pub code: FileCode,
    /// The agency above, as printed.
    pub superior: Option<String>,
    /// The agency.
    pub agency: String,
    /// The title.
    pub title: String,
    /// How long it is kept, in words.
    pub period: String,
    /// Who keeps it.
    pub keeper: String,
    /// The first day of the work, where it is recorded.
    pub begun: Option<NaiveDate>,
    /// The day the work ended.
    pub ended: Option<NaiveDate>,
    /// Who may use it.
    pub rights: String,
    /// Remarks.
    pub remark: String,
    /// The documents.
    pub items: Vec<Item>,
}

/// A document in a hồ sơ.
#[derive(Clone, Debug)]
pub struct Item {
    /// The document.
    pub entry: Entry,
    /// Its files, by the names they were published under.
    pub files: Vec<(FileName, Vec<u8>)>,
    /// How many pages its signed file has.
    pub pages: Option<usize>,
}

impl Dossier {
    /// Returns the name of the exported file, without ending: `2020-01-TDKT`.
    pub fn name(&self) -> String {
        let notation = strip_marks(&self.code.notation);
        let safe = notation.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' });
        format!("{}-{}", self.code.year, safe.collect::<String>())
    }

    /// Returns the list of its documents as a Word file (Phụ lục V, Mục IV).
    pub fn index(&self) -> Result<Vec<u8>, PackageError> {
        index::index(self)
    }

    /// Returns everything in one file (RFC 8493); the same hồ sơ gives the same bytes.
    pub fn pack(&self) -> Result<Vec<u8>, PackageError> {
        let mut payload =
            vec![("muc-luc.docx".to_owned(), self.index()?), ("ho-so.xml".to_owned(), self.metadata().into_bytes())];
        for (item, ordinal) in self.items.iter().zip(1..) {
            let place = format!("van-ban/{ordinal:03}-{}", item.entry.stem());
            let filing = Filing { code: &self.code, ordinal, pages: item.pages };
            payload.push((format!("{place}.xml"), metadata_in(&item.entry, &filing).into_bytes()));
            payload.extend(item.files.iter().map(|(name, content)| (format!("{place}/{name}"), content.clone())));
        }
        Ok(bag::bag(&self.name(), &self.about(), payload)?)
    }

    /// Returns the metadata of the hồ sơ (Phụ lục VI, Phần II, Mục III); what is not known is left out.
    fn metadata(&self) -> String {
        let mut xml = Fields::default();
        let day = |day: Option<NaiveDate>| day.map(short).unwrap_or_default();
        let first = self.items.first().map(|item| item.entry.date);
        let pages: Option<usize> = self.items.iter().map(|item| item.pages).sum();
        xml.code(&self.code);
        xml.field("Title", &self.title);
        xml.field("Maintenance", &self.period);
        xml.field("Rights", &self.rights);
        xml.field("Creator", &self.keeper);
        xml.field("Language", "Tiếng Việt");
        xml.field("StartDate", &day(self.begun.or(first)));
        xml.field("EndDate", &day(self.ended));
        xml.field("DocTotal", &self.items.len().to_string());
        xml.field("PageTotal", &pages.map(|pages| pages.to_string()).unwrap_or_default());
        xml.field("Description", &self.remark);
        xml.wrapped("File")
    }

    fn about(&self) -> Vec<(&'static str, String)> {
        vec![
            ("Source-Organization", self.agency.clone()),
            ("External-Identifier", format!("{}/{}", self.code.year, self.code.notation)),
            ("External-Description", self.title.clone()),
        ]
    }
}
