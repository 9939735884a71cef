//! Copies of issued documents (Phụ lục I, Phần II): the page or a part of it, and below it what makes it a copy.
//!
//! A copy is a file of its own: the Word file it is made from is never changed. All that is added has its look written
//! with it, so that it is the same whatever styles the file has.

mod block;
mod excerpt;
mod page;

use chrono::NaiveDate;

pub use excerpt::{Line, Selection, excerpt, outline};

use crate::ooxml::body::Body;
use crate::ooxml::write::{PackageError, Repack, seal};

/// The forms of a copy (Điều 25).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The whole of an original.
    Whole,
    /// A part of an original.
    Excerpt,
    /// The whole of a certified copy.
    Again,
}

impl Form {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Whole, Self::Excerpt, Self::Again];

    /// Returns the id under which copies are registered.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Whole => "sao_y",
            Self::Excerpt => "trich_sao",
            Self::Again => "sao_luc",
        }
    }

    /// Returns the words that head the copy.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Whole => "SAO Y",
            Self::Excerpt => "TRÍCH SAO",
            Self::Again => "SAO LỤC",
        }
    }

    /// Returns the name of such a copy.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Whole => "Bản sao y",
            Self::Excerpt => "Bản trích sao",
            Self::Again => "Bản sao lục",
        }
    }

    /// Returns the abbreviation in its symbol (Phụ lục III, Mục I).
    pub const fn abbreviation(self) -> &'static str {
        match self {
            Self::Whole => "SY",
            Self::Excerpt => "TrS",
            Self::Again => "SL",
        }
    }
}

/// What stands below the copied text.
#[derive(Clone, Debug)]
pub struct Block {
    /// The form.
    pub form: Form,
    /// The agency that copies, in capitals.
    pub agency: String,
    /// Number and symbol: `05/SY-STC`.
    pub number: String,
    /// The place.
    pub place: String,
    /// The day of copying.
    pub date: NaiveDate,
    /// Authority and post of the signer, a line each.
    pub titles: Vec<String>,
    /// The signer's name.
    pub signer: String,
    /// Who gets the copy.
    pub recipients: Vec<String>,
    /// What follows `Lưu: `.
    pub filed: String,
    /// Whether the larger of the two sets of type sizes is used.
    pub large: bool,
}

/// Why a copy cannot be made of a file.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// The package cannot be read or written.
    #[error("không đọc được tệp Word của bản gốc: {0}")]
    Package(#[from] PackageError),
    /// The file is not built as Word builds it.
    #[error("tệp Word của bản gốc có cấu trúc lạ, không nối được phần bản sao")]
    Structure,
    /// The head of the document was not found.
    #[error("không nhận ra phần đầu (Quốc hiệu) hoặc phần cuối (Nơi nhận, chữ ký) của bản gốc")]
    Frame,
    /// A paragraph that is asked for is not there.
    #[error("văn bản có {last} đoạn, không có đoạn {asked}")]
    NoParagraph {
        /// What was asked for.
        asked: usize,
        /// How many there are.
        last: usize,
    },
    /// A part that is asked for is not there.
    #[error("văn bản không có phần nào bắt đầu bằng “{0}”")]
    NoPart(String),
    /// The words fit several parts.
    #[error("có {} phần bắt đầu bằng “{words}”: đoạn {}", places.len(), listed(places))]
    Several {
        /// What was asked for.
        words: String,
        /// The paragraphs.
        places: Vec<usize>,
    },
    /// The words begin an ordinary paragraph.
    #[error("“{words}” (đoạn {place}) không phải là đề mục, không biết phần ấy hết ở đâu")]
    NoHeading {
        /// What was asked for.
        words: String,
        /// The paragraph.
        place: usize,
    },
}

impl CopyError {
    /// Returns what the clerk can do.
    pub const fn advice(&self) -> &'static str {
        match self {
            Self::Package(_) => "chạy `thidua luu xac-minh` để biết tệp lưu có còn nguyên không",
            Self::Structure => "mở bản gốc trong Word, chụp (in) ra giấy rồi đóng dấu sao như trước nay",
            Self::Frame => "dùng `thidua sao-y` để sao toàn bộ, hoặc trích sao bằng Word",
            Self::NoParagraph { .. } | Self::NoPart(_) => "xem các đoạn bằng `thidua trich-sao SỐ`, không thêm gì",
            Self::Several { .. } => "ghi dài hơn cho rõ, hoặc chọn theo số đoạn bằng --doan",
            Self::NoHeading { .. } => "chọn theo số đoạn bằng --doan",
        }
    }
}

fn listed(places: &[usize]) -> String {
    places.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// Puts the block below the last line of a Word file; the same file and block give the same bytes.
pub fn append(bytes: &[u8], block: &Block) -> Result<Vec<u8>, CopyError> {
    let mut package = Repack::open(bytes)?;
    let main = package.main()?;
    let text = package.text(&main)?.unwrap_or_default();
    let body = Body::of(&text).ok_or(CopyError::Structure)?;
    let added = block::xml(block, page::width(&body), page::free_drawing(&body));
    let joined = [body.before, body.content, &added, body.section, body.after].concat();
    package.put(&main, joined);
    Ok(seal(&package.finish()?)?)
}
