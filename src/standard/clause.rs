//! Clauses of the decree, as a message cites them.

/// A place in the decree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clause(&'static str);

impl Clause {
    /// Paper (khổ giấy).
    pub const PAPER: Clause = Clause("NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I, khoản 1");
    /// Upright or on its side (kiểu trình bày).
    pub const ORIENTATION: Clause = Clause("NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I, khoản 2");
    /// Font and colour (phông chữ).
    pub const FONT: Clause = Clause("NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I, khoản 4");
    /// Sizes of one document that go together (footnote to Phụ lục I).
    pub const SIZES: Clause = Clause("NĐ 30/2020/NĐ-CP, Phụ lục I, chú thích về cỡ chữ");
    /// Page numbers (số trang văn bản).
    pub const PAGE_NUMBER: Clause = Clause("NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I, khoản 7");
    /// National title and motto (Quốc hiệu và Tiêu ngữ).
    pub const NATIONAL_TITLE: Clause = Clause("NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 1");
    /// Name of the agency (tên cơ quan, tổ chức ban hành văn bản).
    pub const ISSUER: Clause = Clause("NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 2");
    /// Capital letters (viết hoa trong văn bản hành chính).
    pub const CAPITALS: Clause = Clause("NĐ 30/2020/NĐ-CP, Phụ lục II");
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

    /// Marks of urgency, directions on circulation (dấu chỉ mức độ khẩn, chỉ dẫn về phạm vi lưu hành).
    pub const MARKS: Clause = Clause("NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục III, khoản 2");

    /// The parts that every document has.
    pub const COMPONENTS: Clause = Clause("NĐ 30/2020/NĐ-CP, khoản 2 Điều 8");
    /// Sample form of a resolution.
    pub const RESOLUTION_FORM: Clause = Clause("NĐ 30/2020/NĐ-CP, Phụ lục III, Mục II, Mẫu 1.1");
    /// Sample form of a decision.
    pub const DECISION_FORM: Clause = Clause("NĐ 30/2020/NĐ-CP, Phụ lục III, Mục II, Mẫu 1.2");
    /// Sample form of documents that are called by their name.
    pub const NAMED_FORM: Clause = Clause("NĐ 30/2020/NĐ-CP, Phụ lục III, Mục II, Mẫu 1.4");
    /// Sample form of a letter (công văn).
    pub const LETTER_FORM: Clause = Clause("NĐ 30/2020/NĐ-CP, Phụ lục III, Mục II, Mẫu 1.5");
    /// Sample form of a telegram (công điện).
    pub const TELEGRAM_FORM: Clause = Clause("NĐ 30/2020/NĐ-CP, Phụ lục III, Mục II, Mẫu 1.6");
    /// Sample form of an invitation (giấy mời).
    pub const INVITATION_FORM: Clause = Clause("NĐ 30/2020/NĐ-CP, Phụ lục III, Mục II, Mẫu 1.7");
    /// Sample form of a letter of introduction (giấy giới thiệu).
    pub const INTRODUCTION_FORM: Clause = Clause("NĐ 30/2020/NĐ-CP, Phụ lục III, Mục II, Mẫu 1.8");
    /// Sample form of minutes (biên bản).
    pub const MINUTES_FORM: Clause = Clause("NĐ 30/2020/NĐ-CP, Phụ lục III, Mục II, Mẫu 1.9");
    /// Sample form of a leave paper (giấy nghỉ phép).
    pub const LEAVE_FORM: Clause = Clause("NĐ 30/2020/NĐ-CP, Phụ lục III, Mục II, Mẫu 1.10");

    /// Returns the citation as a message prints it.
    pub const fn cite(self) -> &'static str {
        self.0
    }
}
