//! What a register must do; SQLite does it now, a server for a province may later.
//!
//! A register holds two things and changes both in one step: the log, and the documents as the log leaves them. Who
//! appends says after which line; if another was faster, nothing happens. So a register never has to know of locks, and
//! the rules of numbering stand once, in front of it.

use chrono::NaiveDate;

use super::Series;
use super::entry::{Entry, EntryId, State};
use super::log::Tip;

/// What is looked for in the register; what is absent is not asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The year of the series.
    pub year: Option<i32>,
    /// The kind, by its id.
    pub kind: Option<String>,
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub to: Option<NaiveDate>,
    /// Words of the signer's name, the last of which may be unfinished, with or without marks.
    pub signer: Option<String>,
    /// Words in number, symbol, kind, subject, signer, recipients, file copy or remarks, with or without marks. The last
    /// may be unfinished, unless it is a number or a single letter.
    pub text: Option<String>,
    /// Which series.
    pub series: Which,
    /// The smallest number.
    pub least: Option<u32>,
    /// The largest number.
    pub most: Option<u32>,
    /// What has become of it.
    pub state: Option<State>,
}

/// Which series are looked through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// All of them.
    #[default]
    All,
    /// Those of documents that are not secret.
    Open,
    /// Those of secret documents.
    Secret,
    /// Those of this name.
    Named(String),
}

/// Numbers that were never given within a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The series.
    pub series: Series,
    /// The first of them.
    pub first: u32,
    /// The last of them.
    pub last: u32,
}

/// The documents next to a number in its series.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Neighbours {
    /// The one with the next smaller number.
    pub before: Option<Entry>,
    /// The one with the number itself.
    pub at: Option<Entry>,
    /// The one with the next larger number.
    pub after: Option<Entry>,
}

/// A step of the log: its lines, and the documents they leave changed.
#[derive(Clone, Debug)]
pub struct Step {
    /// The end of the log before.
    pub before: Tip,
    /// The lines, sealed.
    pub lines: Vec<String>,
    /// The end of the log after.
    pub after: Tip,
    /// The documents that are new or changed.
    pub changed: Vec<Entry>,
}

/// The register of outgoing documents with its log.
pub trait Register {
    /// Appends lines and puts the changed documents in place, all or nothing, and on the disk when it returns.
    ///
    /// [`RegisterError::Overtaken`] if the log does not end where the step begins; [`RegisterError::Taken`] if a number
    /// is given already; [`RegisterError::Unclear`] if only opening it anew shows whether the step was taken.
    fn append(&mut self, step: &Step) -> Result<(), RegisterError>;

    /// Puts what was appended where it belongs, and seals it.
    ///
    /// Until then, and after a death before it, what was appended may lie beside the file.
    fn rest(&mut self) -> Result<(), RegisterError>;

    /// Returns the end of the log.
    fn tip(&self) -> Result<Tip, RegisterError>;

    /// Returns up to `most` lines after the line `after`, as they were written.
    fn lines(&self, after: u64, most: usize) -> Result<Vec<String>, RegisterError>;

    /// Returns up to `most` documents after the place `after`.
    fn entries(&self, after: EntryId, most: usize) -> Result<Vec<Entry>, RegisterError>;

    /// Returns the documents next to a number in its series; [`u32::MAX`] gives the last as the one before.
    fn neighbours(&self, series: &Series, number: u32) -> Result<Neighbours, RegisterError>;

    /// Returns the documents made from this record, oldest first.
    fn of_record(&self, year: i32, id: &str) -> Result<Vec<Entry>, RegisterError>;

    /// Returns the documents with this number and symbol in a year; two issuers may have the same.
    fn printed(&self, year: i32, number: u32, symbol: &str) -> Result<Vec<Entry>, RegisterError>;

    /// Returns number, symbol and name of the secret series (nothing of another) of a year's documents from a number on.
    fn numbers(&self, year: i32, from: u32) -> Result<Vec<(u32, String, String)>, RegisterError>;

    /// Returns symbol and name of the secret series of the documents with this number in a year.
    fn numbered(&self, year: i32, number: u32) -> Result<Vec<(String, String)>, RegisterError>;

    /// Returns the documents made from a year's records, oldest first, of those that stand before a place.
    fn issued(&self, year: i32, before: EntryId) -> Result<Vec<Entry>, RegisterError>;

    /// Returns how many documents there are.
    fn count(&self) -> Result<u32, RegisterError>;

    /// Shows the documents that fit one after another, by year, series (in the order they were begun) and number, until
    /// `see` returns false.
    fn walk(&self, query: &Query, see: &mut dyn FnMut(Entry) -> bool) -> Result<(), RegisterError>;

    /// Returns the first `most` documents that fit, in the order of [`Register::walk`].
    fn search(&self, query: &Query, most: usize) -> Result<Vec<Entry>, RegisterError> {
        let mut found = Vec::new();
        if most > 0 {
            self.walk(query, &mut |entry| {
                found.push(entry);
                found.len() < most
            })?;
        }
        Ok(found)
    }

    /// Returns the numbers that lack below the last one of each series of a year, or of all years.
    fn gaps(&self, year: Option<i32>) -> Result<Vec<Gap>, RegisterError>;

    /// Looks into its own structure and returns what is wrong with it, in the system's words.
    fn inspect(&self) -> Result<Vec<String>, RegisterError>;
}

/// Why the register cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// It was written by a later version of the program.
    #[error("sổ do phiên bản mới hơn của thidua ghi (cấu trúc số {found}, bản này chỉ hiểu đến số {known})")]
    Newer {
        /// Its version.
        found: i64,
        /// The latest this program knows.
        known: i64,
    },
    /// It is not a register, or is damaged.
    #[error("sổ bị hỏng hoặc không phải là sổ của thidua ({0})")]
    Damaged(String),
    /// Another program holds it.
    #[error("sổ đang bị một chương trình khác giữ")]
    Busy,
    /// The disk is full.
    #[error("ổ đĩa đã đầy, chưa ghi được sổ")]
    DiskFull,
    /// It may not be written.
    #[error("không có quyền ghi vào sổ")]
    ReadOnly,
    /// The log has grown since it was looked at.
    #[error("sổ vừa được ghi thêm từ nơi khác")]
    Overtaken,
    /// The number is given already.
    #[error("số này đã cấp cho văn bản khác")]
    Taken,
    /// The commit failed in a way that leaves open whether it counts.
    #[error("{0}")]
    Unclear(Box<RegisterError>),
    /// Anything else.
    #[error("không làm việc được với sổ ({0})")]
    Other(String),
}

impl RegisterError {
    /// Returns one sentence that tells the clerk what to do.
    pub fn advice(&self) -> &'static str {
        match self {
            Self::Newer { .. } => "cài phiên bản thidua mới nhất rồi chạy lại; sổ chưa bị thay đổi",
            Self::Damaged(_) => "chạy `thidua luu xac-minh` để biết hỏng ở đâu, rồi lấy lại sổ từ bản sao lưu",
            Self::Busy => "đóng chương trình đang mở tệp so.sqlite rồi chạy lại",
            Self::DiskFull => "xóa bớt tệp cho ổ đĩa có chỗ trống rồi chạy lại",
            Self::ReadOnly => "xin quyền ghi vào thư mục data/luu-vt rồi chạy lại",
            Self::Unclear(cause) => cause.advice(),
            Self::Overtaken | Self::Taken => "chạy lại lệnh",
            Self::Other(_) => "chạy lại; nếu vẫn lỗi, chạy `thidua luu xac-minh`",
        }
    }
}
