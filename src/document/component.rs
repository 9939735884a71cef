//! The components of an official document (Điều 8), by the names the field gives them.
//!
//! | here | decree | ô |
//! |---|---|---|
//! | national title and motto | Quốc hiệu, Tiêu ngữ | 1 |
//! | `superior`, `issuer`, `partners` | cơ quan chủ quản, các cơ quan ban hành | 2 |
//! | [`Number`] | số, ký hiệu | 3 |
//! | `place`, [`DateLine`] | địa danh, thời gian ban hành | 4 |
//! | [`Title`] | tên loại, trích yếu | 5a |
//! | `letter_subject` | trích yếu công văn (V/v) | 5b |
//! | body | nội dung | 6 |
//! | [`Signature`] | quyền hạn, chức vụ, họ tên | 7 |
//! | [`Addressees`] | Kính gửi | 9a |
//! | [`Recipients`] | Nơi nhận | 9b |
//! | `urgency` | mức độ khẩn | 10b |
//! | `circulation` | phạm vi lưu hành | 11 |
//! | `contact` | địa chỉ, thư điện tử, điện thoại | 13 |
//! | [`Annex`] | phụ lục | |

use chrono::NaiveDate;

use super::Block;
use crate::standard::{Margins, Signing, Sizes};
use crate::units::Length;

/// An official document, ready to be laid out.
#[derive(Clone, Debug)]
pub struct Document {
    /// Type sizes, from the office's record.
    pub sizes: Sizes,
    /// Margins, from the office's record.
    pub margins: Margins,
    /// First-line indent of the body.
    pub indent: Length,
    /// Gap before each paragraph of the body.
    pub gap: Length,
    /// Line spacing in 240ths of a line.
    pub line: u32,
    /// The two-column head.
    pub head: Head,
    /// Title and subject; letters have none.
    pub title: Option<Title>,
    /// To whom it is addressed; plans and decisions have none.
    pub addressees: Addressees,
    /// The text.
    pub body: Vec<Block>,
    /// How the signatures stand to each other.
    pub signing: Signing,
    /// Who signs: one, or several side by side; of agencies that issue together, the one that leads is the first.
    pub signatures: Vec<Signature>,
    /// Who gets a copy.
    pub recipients: Recipients,
    /// Appendices, in order.
    pub annexes: Vec<Annex>,
    /// One line at the foot of page 1, when the office wants it.
    pub contact: Option<String>,
    /// What the file says of itself.
    pub properties: Properties,
}

/// The head of the first page.
#[derive(Clone, Debug)]
pub struct Head {
    /// The agency above, in capitals; a top-level agency has none.
    pub superior: Option<String>,
    /// The issuing agency, in capitals.
    pub issuer: String,
    /// The agencies that issue the document with it, in their order.
    pub partners: Vec<Agency>,
    /// Số, ký hiệu; absent in a document without a number.
    pub number: Number,
    /// Địa danh.
    pub place: String,
    /// The date; minutes have none in the head.
    pub date: Option<DateLine>,
    /// `V/v …` of a letter.
    pub letter_subject: Option<String>,
    /// HỎA TỐC, THƯỢNG KHẨN or KHẨN.
    pub urgency: Option<String>,
    /// XEM XONG TRẢ LẠI or LƯU HÀNH NỘI BỘ.
    pub circulation: Option<String>,
}

/// An agency of the head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agency {
    /// The agency above, in capitals.
    pub superior: Option<String>,
    /// Its name, in capitals.
    pub name: String,
}

impl Head {
    /// Returns the agencies as they are printed, one under the other: a dash ties each to the next.
    pub fn agencies(&self) -> Vec<Agency> {
        let first = Agency { superior: self.superior.clone(), name: self.issuer.clone() };
        let mut all: Vec<Agency> = std::iter::once(first).chain(self.partners.iter().cloned()).collect();
        let last = all.len() - 1;
        for agency in &mut all[..last] {
            agency.name.push_str("\u{a0}-");
        }
        all
    }
}

/// Số, ký hiệu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// The serial number; `None` in a draft.
    pub value: Option<u32>,
    /// What follows the slash: `KH-STC`.
    pub symbol: String,
}

/// The date in the head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateLine {
    /// Not yet issued: day and month are left blank for the clerk's hand.
    Blank {
        /// The year that is printed.
        year: i32,
    },
    /// Issued on this day.
    Given(NaiveDate),
}

/// Tên loại and trích yếu.
#[derive(Clone, Debug)]
pub struct Title {
    /// The kind of document, in capitals.
    pub kind: String,
    /// The subject; giấy giới thiệu and giấy nghỉ phép have none.
    pub subject: Option<String>,
}

/// Kính gửi.
#[derive(Clone, Debug, Default)]
pub struct Addressees {
    /// The words before the colon, where they are not `Kính gửi`: a công điện says who wires.
    pub caller: Option<String>,
    /// Each addressee without dash and end mark.
    pub list: Vec<String>,
}

/// One signature block.
#[derive(Clone, Debug)]
pub struct Signature {
    /// Whom it stands for, in capitals: `ĐẠI DIỆN BÊN A`.
    pub side: Option<String>,
    /// Whether it is of the office that makes the document.
    pub own: bool,
    /// Authority and title, a line each, in capitals: `KT. GIÁM ĐỐC`, `PHÓ GIÁM ĐỐC`.
    pub titles: Vec<String>,
    /// The name.
    pub name: String,
}

/// Nơi nhận.
#[derive(Clone, Debug, Default)]
pub struct Recipients {
    /// Each recipient without dash and end mark, the file copy excepted.
    pub list: Vec<String>,
    /// What follows `Lưu: `: `VT, VP`.
    pub filed: String,
}

/// An appendix with its own page numbers.
#[derive(Clone, Debug)]
pub struct Annex {
    /// `Phụ lục`, or `Phụ lục I` when there are several.
    pub label: String,
    /// The title, in capitals; of a document that is attached, its subject.
    pub title: String,
    /// The name of a document that is attached, in capitals: it has a head of its own in place of the label.
    pub kind: Option<String>,
    /// `(Kèm theo …)`.
    pub reference: String,
    /// Whether its pages lie on their side.
    pub landscape: bool,
    /// The text.
    pub body: Vec<Block>,
}

/// What the file says of itself.
#[derive(Clone, Debug)]
pub struct Properties {
    /// The kind of document and its subject.
    pub title: String,
    /// The subject.
    pub subject: String,
    /// The office.
    pub author: String,
    /// The record's date, or the first day of the year for drafts.
    pub created: NaiveDate,
    /// The id of the document in the records.
    pub id: String,
}
