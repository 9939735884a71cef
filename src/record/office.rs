//! `loai: co_quan`: the office that issues, and the form it has chosen within the decree.

use super::define::{choice, record};
use super::field::{Decimal, Text};

choice! {
    /// The two coherent sets of type sizes for the head.
    TypeSetChoice {
        /// 13, 14, 14.
        Large = "lon" "Quốc hiệu 13, Tiêu ngữ 14, địa danh 14",
        /// 12, 13, 13.
        Small = "nho" "Quốc hiệu 12, Tiêu ngữ 13, địa danh 13",
    }
}

choice! {
    /// How documents are numbered (điểm c khoản 1 Điều 15).
    NumberingChoice {
        /// One series for all kinds.
        One = "chung" "một dãy số chung cho mọi loại văn bản",
        /// A series for each kind.
        ByKind = "theo_loai" "mỗi loại văn bản một dãy số",
    }
}

choice! {
    /// How secret documents are numbered; apart from the others in any case (khoản 2 Điều 15).
    SecretNumberingChoice {
        /// One series for all levels.
        One = "chung" "một dãy số cho mọi văn bản mật",
        /// A series for each level.
        ByLevel = "theo_do_mat" "mỗi độ mật một dãy số",
    }
}

record! {
    /// What the office has chosen within the decree's ranges.
    "thể thức" FormRecord {
        /// Sizes of the head.
        type_set: Option<TypeSetChoice> = "bo_co_chu" "bộ cỡ chữ phần đầu: lon (13-14-14) hoặc nho (12-13-13)",
        /// Body type, points.
        body: Option<Decimal> = "co_chu" "cỡ chữ nội dung, 13 đến 14",
        /// Top margin, millimetres.
        top: Option<Decimal> = "le_tren" "lề trên, mm, 20 đến 25",
        /// Bottom margin, millimetres.
        bottom: Option<Decimal> = "le_duoi" "lề dưới, mm, 20 đến 25",
        /// Left margin, millimetres.
        left: Option<Decimal> = "le_trai" "lề trái, mm, 30 đến 35",
        /// Right margin, millimetres.
        right: Option<Decimal> = "le_phai" "lề phải, mm, 15 đến 20",
        /// First-line indent, centimetres.
        indent: Option<Decimal> = "thut_dau_dong" "thụt đầu dòng, cm: 1 hoặc 1,27",
        /// Gap between paragraphs, points.
        gap: Option<Decimal> = "cach_doan" "khoảng cách giữa các đoạn, pt, từ 6",
        /// Line spacing, lines.
        line: Option<Decimal> = "gian_dong" "giãn dòng, 1 đến 1,5",
    }
}

choice! {
    /// A value of the form to which the checker holds documents.
    HeldKey {
        /// Body type.
        Body = "co_chu" "cỡ chữ nội dung",
        /// Top margin.
        Top = "le_tren" "lề trên",
        /// Bottom margin.
        Bottom = "le_duoi" "lề dưới",
        /// Left margin.
        Left = "le_trai" "lề trái",
        /// Right margin.
        Right = "le_phai" "lề phải",
        /// First-line indent.
        Indent = "thut_dau_dong" "thụt đầu dòng",
        /// Gap between paragraphs.
        Gap = "cach_doan" "khoảng cách giữa các đoạn",
        /// Line spacing.
        Line = "gian_dong" "giãn dòng",
    }
}

record! {
    /// A value of the form that the office demands of every document. The value itself stands in the form, so that what
    /// is made and what is demanded cannot differ.
    "giá trị bắt buộc" HeldRecord {
        /// Which.
        key: HeldKey = "khoa" "khóa ở the_thuc: co_chu, le_tren, le_duoi, le_trai, le_phai, thut_dau_dong, cach_doan, gian_dong",
        /// By what right.
        reason: Text = "ly_do" "vì sao, hoặc văn bản nào của cơ quan quy định",
    }
}

record! {
    /// Rules of the checker that the office does without.
    "quy tắc tắt" OffRecord {
        /// The code of a rule, or the letters of a group.
        rule: Text = "quy_tac" "mã quy tắc, ví dụ ND09, hoặc cả nhóm, ví dụ TE",
        /// Why.
        reason: Text = "ly_do" "vì sao tắt",
    }
}

record! {
    /// What the office has settled for the checker.
    "kiểm tra thể thức" CheckRecord {
        /// Rules that do not speak.
        off: Vec<OffRecord> = "tat" "quy tắc không dùng, mỗi mục có quy_tac và ly_do",
        /// Values that the decree leaves open and the office does not.
        held: Vec<HeldRecord> = "bat_buoc" "giá trị ở the_thuc mà mọi văn bản phải theo, mỗi mục có khoa và ly_do",
    }
}

record! {
    /// The issuing office.
    "cơ quan" Office {
        /// The agency above.
        superior: Option<Text> = "chu_quan" "tên cơ quan chủ quản trực tiếp, ví dụ UBND tỉnh Ninh Thuận",
        /// The name.
        name: Text = "ten" "tên cơ quan ban hành, ví dụ Sở Tài chính",
        /// The abbreviation in symbols.
        symbol: Text = "viet_tat" "chữ viết tắt trong ký hiệu, ví dụ STC",
        /// The agency's code in electronic exchange.
        code: Option<Text> = "ma_dinh_danh" "mã định danh điện tử của cơ quan, ghi vào siêu dữ liệu hồ sơ lưu, tối đa 35 ký tự",
        /// The place.
        place: Text = "dia_danh" "địa danh ghi trên văn bản, ví dụ Ninh Thuận",
        /// The title of the head, in whose name decisions are made.
        authority: Text = "tham_quyen" "chức vụ người đứng đầu ghi ở thẩm quyền ban hành, ví dụ Giám đốc Sở Tài chính",
        /// Address and telephone at the foot of page 1.
        contact: Option<Text> = "lien_he" "địa chỉ, điện thoại in ở chân trang đầu (nếu cần)",
        /// How documents are numbered.
        numbering: Option<NumberingChoice> = "danh_so" "cách đánh số văn bản đi: chung (một dãy số, mặc định) hoặc theo_loai (mỗi loại một dãy)",
        /// How secret documents are numbered.
        secret_numbering: Option<SecretNumberingChoice> = "danh_so_mat" "cách đánh số văn bản mật, luôn tách khỏi văn bản khác: chung (một dãy, mặc định) hoặc theo_do_mat (mỗi độ mật một dãy)",
        /// The form.
        form: Option<FormRecord> = "the_thuc" "cỡ chữ, lề trang mà cơ quan chọn trong giới hạn của nghị định",
        /// What the checker heeds.
        check: Option<CheckRecord> = "kiem_tra" "quy định riêng khi kiểm tra thể thức: quy tắc tắt, giá trị bắt buộc, đều kèm lý do",
    }
}
