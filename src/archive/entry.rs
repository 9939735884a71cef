//! A document in the register: what Phụ lục IV and Phụ lục VI want to know of it, and its files.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Digest, Series, printed};
use crate::filename::FileName;
use crate::output::Access;

/// The place of a document in the register, in the order of registration, from 1.
pub type EntryId = u32;

/// A document in the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its place in the register.
    #[serde(rename = "stt")]
    pub id: EntryId,
    /// The series its number is of.
    #[serde(rename = "day_so")]
    pub series: Series,
    /// The number.
    #[serde(rename = "so")]
    pub number: u32,
    /// What follows the slash: `KH-STC`.
    #[serde(rename = "ky_hieu")]
    pub symbol: String,
    /// The date of the document.
    #[serde(rename = "ngay")]
    pub date: NaiveDate,
    /// The kind, by its id: `ke_hoach`.
    #[serde(rename = "loai")]
    pub kind: String,
    /// The kind, as the decree names it: `Kế hoạch`.
    #[serde(rename = "ten_loai")]
    pub kind_name: String,
    /// The subject.
    #[serde(rename = "trich_yeu")]
    pub subject: String,
    /// The issuing agency.
    #[serde(rename = "co_quan")]
    pub issuer: String,
    /// Who signed.
    #[serde(rename = "nguoi_ky")]
    pub signer: Signatory,
    /// Who gets a copy.
    #[serde(rename = "noi_nhan")]
    pub recipients: Vec<String>,
    /// What follows `Lưu: `: who keeps the file copy.
    #[serde(rename = "luu")]
    pub filed: String,
    /// How many copies were issued, where known.
    #[serde(rename = "so_ban", default, skip_serializing_if = "Option::is_none")]
    pub copies: Option<u32>,
    /// HỎA TỐC, THƯỢNG KHẨN or KHẨN.
    #[serde(rename = "do_khan", default, skip_serializing_if = "Option::is_none")]
    pub urgency: Option<String>,
    /// MẬT, TỐI MẬT or TUYỆT MẬT.
    #[serde(rename = "do_mat", default, skip_serializing_if = "Option::is_none")]
    pub secrecy: Option<String>,
    /// What electronic exchange wants to know beside.
    #[serde(rename = "trao_doi", default, skip_serializing_if = "Exchange::is_empty")]
    pub exchange: Exchange,
    /// Notes for column 10, in the order they were made.
    #[serde(rename = "ghi_chu", default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<String>,
    /// What has become of it.
    #[serde(rename = "tinh_trang")]
    pub state: State,
    /// From where it came.
    #[serde(rename = "nguon")]
    pub origin: Origin,
    /// Its files, by their part; a document registered from elsewhere may have none.
    #[serde(rename = "tep", default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileRef>,
    /// The documents it is tied to.
    #[serde(rename = "lien_quan", default, skip_serializing_if = "Vec::is_empty")]
    pub ties: Vec<Tie>,
}

/// Who signed, as printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signatory {
    /// Authority and title: `KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC`.
    #[serde(rename = "chuc_vu")]
    pub post: String,
    /// The name.
    #[serde(rename = "ho_ten")]
    pub name: String,
}

/// What electronic exchange wants to know and the register's ten columns do not say (Phụ lục VI, Phần II, Mục I).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    /// How urgent it is, as the office's system counts (field 14).
    #[serde(rename = "muc_do_khan", default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<u8>,
    /// The day by which an answer is wanted (field 16).
    #[serde(rename = "han_tra_loi", default, skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// To whom it is addressed, for whom `Như trên` stands among the recipients (field 13.2).
    #[serde(rename = "kinh_gui", default, skip_serializing_if = "Vec::is_empty")]
    pub addressees: Vec<String>,
    /// The codes of recipients and addressees that have one, by their names (field 13.1).
    #[serde(rename = "ma_noi_nhan", default, skip_serializing_if = "BTreeMap::is_empty")]
    pub codes: BTreeMap<String, String>,
}

/// What stands among the recipients for those to whom a document is addressed.
const AS_ABOVE: [&str; 2] = ["như trên", "như kính gửi"];

/// Tells whether a recipient stands for those to whom the document is addressed: `Như trên`, `Như trên (để báo cáo)`.
fn is_as_above(name: &str) -> bool {
    let low = name.trim_start_matches(['-', ' ']).to_lowercase();
    let ends = |rest: &str| !rest.trim_start().starts_with(char::is_alphanumeric);
    AS_ABOVE.iter().any(|words| low.strip_prefix(words).is_some_and(ends))
}

impl Exchange {
    /// Tells whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.priority.is_none() && self.due.is_none() && self.addressees.is_empty() && self.codes.is_empty()
    }
}

/// What has become of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Issued.
    #[serde(rename = "da_phat_hanh")]
    Issued,
    /// Recalled: frozen and kept.
    #[serde(rename = "thu_hoi")]
    Recalled,
    /// Another document has taken its place.
    #[serde(rename = "bi_thay_the")]
    Replaced,
    /// The number was taken and given up.
    #[serde(rename = "huy")]
    Cancelled,
}

impl State {
    /// Returns the words for column 10; nothing of a document in force.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Issued => "",
            Self::Recalled => "thu hồi",
            Self::Replaced => "đã được thay thế",
            Self::Cancelled => "hủy số",
        }
    }
}

/// From where a document came.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "tu")]
pub enum Origin {
    /// Generated from records.
    #[serde(rename = "ho_so")]
    Records(Provenance),
    /// Generated, then edited by hand and taken in as it was.
    #[serde(rename = "tep_sua_tay")]
    Edited(Provenance),
    /// Made outside of the program.
    #[serde(rename = "ngoai")]
    Outside,
    /// A copy of another document.
    #[serde(rename = "ban_sao")]
    Copy(Copied),
    /// No document: a number that was given up.
    #[default]
    #[serde(rename = "khong")]
    None,
}

impl Origin {
    /// Returns the records it was made from.
    pub const fn provenance(&self) -> Option<&Provenance> {
        match self {
            Self::Records(provenance) | Self::Edited(provenance) => Some(provenance),
            Self::Outside | Self::Copy(_) | Self::None => None,
        }
    }
}

/// From which records and template a document was made, and by which program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// The year of the records.
    #[serde(rename = "nam")]
    pub year: i32,
    /// The id of the document in them.
    #[serde(rename = "ma")]
    pub id: String,
    /// The digest of all records of the year.
    #[serde(rename = "ho_so")]
    pub records: Digest,
    /// The name of the template.
    #[serde(rename = "mau")]
    pub template_name: String,
    /// The digest of the template.
    #[serde(rename = "bam_mau")]
    pub template: Digest,
    /// The version of the program.
    #[serde(rename = "phien_ban")]
    pub program: String,
}

/// Of which file a copy was made, and by which program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copied {
    /// The document that was copied.
    #[serde(rename = "cua")]
    pub of: EntryId,
    /// Its Word file.
    #[serde(rename = "sha256")]
    pub file: Digest,
    /// What was chosen of it; absent for the whole.
    #[serde(rename = "phan", default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// What else it was made with.
    #[serde(rename = "khoi", default, skip_serializing_if = "Option::is_none")]
    pub making: Option<CopyMaking>,
    /// The version of the program.
    #[serde(rename = "phien_ban")]
    pub program: String,
}

/// What stands in the block of a copy and in no other field of its document, so that it can be made again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyMaking {
    /// Authority and post of the signer, a line each.
    #[serde(rename = "chuc_vu")]
    pub titles: Vec<String>,
    /// The place.
    #[serde(rename = "dia_danh")]
    pub place: String,
    /// Whether the larger of the two sets of type sizes was used.
    #[serde(rename = "co_lon")]
    pub large: bool,
    /// The paragraphs that were chosen, as typed.
    #[serde(rename = "doan", default, skip_serializing_if = "Vec::is_empty")]
    pub paragraphs: Vec<String>,
    /// How the parts begin that were chosen.
    #[serde(rename = "phan_chon", default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<String>,
}

/// What a file is to its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Part {
    /// The Word file that was issued.
    #[serde(rename = "van_ban")]
    Document,
    /// The metadata of Phụ lục VI.
    #[serde(rename = "sieu_du_lieu")]
    Metadata,
    /// The signed scan, or the digitally signed file.
    #[serde(rename = "ban_ky")]
    Signed,
}

impl Part {
    /// Returns the words for it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Document => "tệp Word",
            Self::Metadata => "siêu dữ liệu",
            Self::Signed => "bản đã ký",
        }
    }
}

/// A file of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRef {
    /// What it is to the document.
    #[serde(rename = "la")]
    pub part: Part,
    /// The name it is published under.
    #[serde(rename = "ten")]
    pub name: FileName,
    /// Its content in the store.
    #[serde(rename = "sha256")]
    pub digest: Digest,
    /// Its length in bytes.
    #[serde(rename = "byte")]
    pub length: u64,
}

/// How a document is tied to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tie {
    /// How.
    #[serde(rename = "quan_he")]
    pub kind: TieKind,
    /// The other document.
    #[serde(rename = "voi")]
    pub with: EntryId,
}

/// The ways in which documents are tied (khoản 3 và 4 Điều 18, Điều 25).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TieKind {
    /// It takes the place of the other.
    #[serde(rename = "thay_the")]
    Replaces,
    /// The other takes its place.
    #[serde(rename = "duoc_thay_the_boi")]
    ReplacedBy,
    /// It corrects an error of form in the other.
    #[serde(rename = "dinh_chinh")]
    Corrects,
    /// The other corrects an error of form in it.
    #[serde(rename = "duoc_dinh_chinh_boi")]
    CorrectedBy,
    /// It says that the other is recalled.
    #[serde(rename = "thu_hoi")]
    Recalls,
    /// The other says that it is recalled.
    #[serde(rename = "bi_thu_hoi_boi")]
    RecalledBy,
    /// It amends the other, which stays in force.
    #[serde(rename = "sua_doi")]
    Amends,
    /// The other amends it.
    #[serde(rename = "duoc_sua_doi_boi")]
    AmendedBy,
    /// It is a copy of the other.
    #[serde(rename = "sao_tu")]
    CopyOf,
    /// The other is a copy of it.
    #[serde(rename = "co_ban_sao")]
    CopiedAs,
}

impl TieKind {
    /// Returns the words for it, to be followed by number and symbol.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Replaces => "thay thế",
            Self::ReplacedBy => "được thay thế bởi",
            Self::Corrects => "đính chính",
            Self::CorrectedBy => "được đính chính bởi",
            Self::Recalls => "thu hồi",
            Self::RecalledBy => "bị thu hồi bởi",
            Self::Amends => "sửa đổi, bổ sung",
            Self::AmendedBy => "được sửa đổi, bổ sung bởi",
            Self::CopyOf => "sao từ",
            Self::CopiedAs => "có bản sao",
        }
    }
}

impl Entry {
    /// Returns the names of all who get it: those to whom it is addressed, then the recipients.
    pub fn receivers(&self) -> impl Iterator<Item = &String> {
        let addressees = &self.exchange.addressees;
        let others = self.recipients.iter().filter(|name| addressees.is_empty() || !is_as_above(name));
        addressees.iter().chain(others)
    }

    /// Returns number and symbol: `05/KH-STC`.
    pub fn printed(&self) -> String {
        printed(self.number, &self.symbol)
    }

    /// Returns the content of a part.
    pub fn file(&self, part: Part) -> Option<&FileRef> {
        self.files.iter().find(|file| file.part == part)
    }

    /// Tells whether it is a state secret.
    pub fn is_secret(&self) -> bool {
        self.secrecy.is_some() || self.series.is_secret()
    }

    /// Returns who may read its files.
    pub fn access(&self) -> Access {
        if self.is_secret() { Access::Owner } else { Access::All }
    }

    /// Returns where a file of it is published, below the working folder.
    pub fn place(&self, file: &FileRef) -> String {
        format!("{}/{}", self.series.folder(), file.name)
    }

    /// Returns the name its files are published under, without ending: `05-KH-STC`.
    pub fn stem(&self) -> String {
        stem(self.number, &self.symbol)
    }
}

/// Returns number and symbol as a file name: marks and signs that some systems refuse left out.
pub fn stem(number: u32, symbol: &str) -> String {
    let symbol = crate::viet::text::strip_marks(symbol);
    let safe = symbol.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' });
    format!("{number:02}-{}", safe.collect::<String>())
}

/// The register as its log tells it: every document by its place.
pub type Entries = BTreeMap<EntryId, Entry>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_has_no_slash_marks_or_signs() {
        assert_eq!(stem(5, "QĐ-STC"), "05-QD-STC");
        assert_eq!(stem(2231, "SNV-CCHC&PC"), "2231-SNV-CCHC-PC");
    }
}
