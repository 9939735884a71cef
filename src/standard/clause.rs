//! Clauses of the decree, as a message cites them.

/// A place in the decree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clause(&'static str);

impl Clause {
    /// Margins (lề trang văn bản).
    pub const MARGINS: Clause = Clause("NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I, khoản 3");
    /// The serial number and symbol (số, ký hiệu).
    pub const NUMBER: Clause = Clause("NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 3");
    /// Place and date (địa danh và thời gian ban hành).
    pub const PLACE_DATE: Clause = Clause("NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 4");
    /// Type and subject (tên loại và trích yếu).
    pub const SUBJECT: Clause = Clause("NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 5");
    /// Grounds (căn cứ).
    pub const GROUNDS: Clause = Clause("NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, điểm a khoản 6");
    /// Structure of the text (bố cục): phần, chương, mục, điều, khoản, điểm.
    pub const STRUCTURE: Clause = Clause("NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, điểm đ khoản 6");
    /// Text of the body: alignment, indents, gaps.
    pub const BODY: Clause = Clause("NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, điểm e khoản 6");
    /// Signature: authority, title and name.
    pub const SIGNATURE: Clause = Clause("NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 7");
    /// Recipients (nơi nhận, kính gửi).
    pub const RECIPIENTS: Clause = Clause("NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 9");
    /// The 29 kinds of administrative document.
    pub const KINDS: Clause = Clause("NĐ 30/2020/NĐ-CP, Điều 7");
    /// Abbreviations of the kinds of document.
    pub const ABBREVIATIONS: Clause = Clause("NĐ 30/2020/NĐ-CP, Phụ lục III, Mục I");
    /// Numbering within a year.
    pub const NUMBERING: Clause = Clause("NĐ 30/2020/NĐ-CP, Điều 15");
    /// Appendices.
    pub const ANNEX: Clause = Clause("NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục III, khoản 1");

    /// Returns the citation as a message prints it.
    pub const fn cite(self) -> &'static str {
        self.0
    }
}
