//! The parts of an official page, in the words of the decree.

/// What a line of the page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Tên cơ quan, tổ chức chủ quản trực tiếp.
    Superior,
    /// Tên cơ quan, tổ chức ban hành.
    Issuer,
    /// Quốc hiệu.
    NationalTitle,
    /// Tiêu ngữ.
    Motto,
    /// Số, ký hiệu.
    Number,
    /// Địa danh và thời gian ban hành.
    PlaceDate,
    /// Trích yếu of a letter, under its number.
    LetterSubject,
    /// Dấu chỉ độ mật.
    Secrecy,
    /// Dấu chỉ mức độ khẩn.
    Urgency,
    /// Chỉ dẫn phạm vi lưu hành.
    Circulation,
    /// Tên loại.
    Title,
    /// Trích yếu under the name of the kind.
    Subject,
    /// Thẩm quyền ban hành: whose decision it is.
    Authority,
    /// Căn cứ ban hành.
    Ground,
    /// `QUYẾT ĐỊNH:`.
    Order,
    /// `Kính gửi:`.
    Addressee,
    /// One of several addressees on a line of its own.
    AddresseeItem,
    /// Text of the body.
    Body,
    /// Quyền hạn, chức vụ of who signs.
    SignerTitle,
    /// Họ và tên of who signs.
    SignerName,
    /// `Nơi nhận:`.
    RecipientsTitle,
    /// One of the recipients.
    Recipient,
    /// `Phụ lục` and its number.
    AnnexTitle,
    /// Tiêu đề of an annex.
    AnnexName,
    /// `(Kèm theo …)`.
    AnnexReference,
    /// Text of an annex.
    AnnexBody,
    /// A line drawn with characters: `_____`, `-----`.
    Drawn,
    /// Nothing that counts.
    Other,
}

impl Part {
    /// Every part that a line can be recognised as.
    pub const ALL: [Self; 28] = [
        Self::Superior,
        Self::Issuer,
        Self::NationalTitle,
        Self::Motto,
        Self::Number,
        Self::PlaceDate,
        Self::LetterSubject,
        Self::Secrecy,
        Self::Urgency,
        Self::Circulation,
        Self::Title,
        Self::Subject,
        Self::Authority,
        Self::Ground,
        Self::Order,
        Self::Addressee,
        Self::AddresseeItem,
        Self::Body,
        Self::SignerTitle,
        Self::SignerName,
        Self::RecipientsTitle,
        Self::Recipient,
        Self::AnnexTitle,
        Self::AnnexName,
        Self::AnnexReference,
        Self::AnnexBody,
        Self::Drawn,
        Self::Other,
    ];

    /// Returns its name in answers for machines.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Superior => "co_quan_chu_quan",
            Self::Issuer => "co_quan_ban_hanh",
            Self::NationalTitle => "quoc_hieu",
            Self::Motto => "tieu_ngu",
            Self::Number => "so_ky_hieu",
            Self::PlaceDate => "dia_danh_thoi_gian",
            Self::LetterSubject => "trich_yeu_cong_van",
            Self::Secrecy => "do_mat",
            Self::Urgency => "do_khan",
            Self::Circulation => "pham_vi_luu_hanh",
            Self::Title => "ten_loai",
            Self::Subject => "trich_yeu",
            Self::Authority => "tham_quyen_ban_hanh",
            Self::Ground => "can_cu",
            Self::Order => "lenh_quyet_dinh",
            Self::Addressee | Self::AddresseeItem => "kinh_gui",
            Self::Body => "noi_dung",
            Self::SignerTitle => "quyen_han_chuc_vu",
            Self::SignerName => "ho_ten_nguoi_ky",
            Self::RecipientsTitle | Self::Recipient => "noi_nhan",
            Self::AnnexTitle | Self::AnnexName | Self::AnnexReference | Self::AnnexBody => "phu_luc",
            Self::Drawn => "dong_ke",
            Self::Other => "khac",
        }
    }

    /// Returns its name as a clerk says it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Superior => "tên cơ quan chủ quản",
            Self::Issuer => "tên cơ quan ban hành",
            Self::NationalTitle => "Quốc hiệu",
            Self::Motto => "Tiêu ngữ",
            Self::Number => "số, ký hiệu",
            Self::PlaceDate => "địa danh và thời gian",
            Self::LetterSubject => "trích yếu công văn",
            Self::Secrecy => "dấu chỉ độ mật",
            Self::Urgency => "dấu chỉ mức độ khẩn",
            Self::Circulation => "chỉ dẫn phạm vi lưu hành",
            Self::Title => "tên loại văn bản",
            Self::Subject => "trích yếu",
            Self::Authority => "thẩm quyền ban hành",
            Self::Ground => "căn cứ",
            Self::Order => "dòng lệnh quyết định",
            Self::Addressee | Self::AddresseeItem => "Kính gửi",
            Self::Body => "nội dung",
            Self::SignerTitle => "quyền hạn, chức vụ người ký",
            Self::SignerName => "họ tên người ký",
            Self::RecipientsTitle | Self::Recipient => "Nơi nhận",
            Self::AnnexTitle | Self::AnnexName | Self::AnnexReference | Self::AnnexBody => "phụ lục",
            Self::Drawn => "dòng kẻ",
            Self::Other => "phần khác",
        }
    }
}
