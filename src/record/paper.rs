//! `loai: van_ban`: a document to be generated.

use super::define::{choice, record};
use super::field::{Date, Field, Flag, Free, Id, Int, OneOrMany, Text};
use crate::viet::text::upper;

choice! {
    /// With what authority someone signs (Phụ lục I, Phần I, Mục II, điểm b khoản 7).
    Authority {
        /// On behalf of a collective.
        Tm = "TM" "thay mặt tập thể lãnh đạo",
        /// A deputy for the head.
        Kt = "KT" "ký thay người đứng đầu",
        /// By order of the head.
        Tl = "TL" "thừa lệnh",
        /// By written authorisation of the head.
        Tuq = "TUQ" "thừa ủy quyền",
        /// Acting head.
        Q = "Q" "quyền cấp trưởng",
    }
}

impl Authority {
    /// Returns the lines above a signer's name, in capitals.
    pub fn titles(authority: Option<Self>, principal: &str, post: &str) -> Vec<String> {
        let (principal, post) = (upper(principal), upper(post));
        match authority {
            None => vec![post],
            Some(Self::Q) => vec![format!("Q. {post}")],
            Some(authority) => vec![format!("{}. {principal}", authority.id()), post],
        }
    }
}

record! {
    /// Who signs, and as what.
    "người ký" Signer {
        /// The person.
        person: Id = "nguoi" "mã người ký",
        /// The authority; the head signs without.
        authority: Option<Authority> = "quyen_han" "TM, KT, TL, TUQ hoặc Q; người đứng đầu ký thì bỏ trống",
        /// Whom the signer stands in for.
        principal: Option<Text> = "thay" "ký thay ai, ví dụ Giám đốc; TM. thì ghi tên tập thể",
        /// The title, where it is not the person's post.
        post: Option<Text> = "chuc_vu" "chức vụ ghi khi ký, nếu khác chức vụ của người đó",
    }
}

record! {
    /// Another agency that issues a document together with the office, or another side of an agreement.
    "một bên" Side {
        /// The agency.
        agency: Text = "co_quan" "tên cơ quan, tổ chức của bên này",
        /// The agency above it.
        superior: Option<Text> = "chu_quan" "cơ quan chủ quản của bên này, ghi như ở co_quan; không có thì bỏ trống",
        /// Its abbreviation in the symbol.
        symbol: Option<Text> = "viet_tat" "chữ viết tắt của bên này trong ký hiệu; văn bản liên tịch bắt buộc có",
        /// Whether it leads, and keeps the number.
        leads: Option<Flag> = "chu_tri" "có: bên này chủ trì, đứng trước và cấp số; bỏ trống thì cơ quan mình chủ trì",
        /// Who decides for it, in joint resolutions and decisions.
        decides: Option<Text> = "tham_quyen" "thẩm quyền ban hành, với nghị quyết, quyết định; bỏ trống thì là tên cơ quan",
        /// Who signs for it.
        name: Text = "ho_ten" "họ tên người ký của bên này",
        /// The signer's title.
        post: Text = "chuc_vu" "chức vụ của người ký",
        /// The authority.
        authority: Option<Authority> = "quyen_han" "TM, KT, TL, TUQ hoặc Q; người đứng đầu ký thì bỏ trống",
        /// Whom the signer stands in for.
        principal: Option<Text> = "thay" "ký thay ai, ví dụ Giám đốc; TM. thì ghi tên tập thể",
    }
}

impl Side {
    /// Tells whether this side leads.
    pub fn leads(&self) -> bool {
        self.leads.is_some_and(|flag| flag.0)
    }
}

record! {
    /// The period of a report.
    "kỳ báo cáo" Period {
        /// The name.
        name: Text = "ten" "tên kỳ, ví dụ quý I",
        /// The first day.
        from: Date = "tu" "ngày đầu kỳ số liệu",
        /// The cut-off.
        to: Date = "den" "ngày chốt số liệu",
        /// The name of the next period.
        next: Option<Text> = "ky_sau" "tên kỳ tiếp theo, ví dụ quý II",
        /// The cut-off of the next period.
        next_to: Option<Date> = "den_ky_sau" "ngày cuối kỳ tiếp theo",
    }
}

record! {
    /// A document.
    "văn bản" Paper {
        /// The id, which names the file too.
        id: Id = "ma" "mã văn bản, cũng là tên tệp .docx",
        /// The order in which documents are listed.
        order: Option<Int> = "thu_tu" "thứ tự trong danh sách",
        /// The kind.
        kind: Id = "ten_loai" "tên loại theo Điều 7, ví dụ ke_hoach, bao_cao, quyet_dinh, cong_van, to_trinh",
        /// The template.
        template: Text = "mau" "tên mẫu trong templates/, ví dụ ke-hoach.tera, hoặc mẫu Word giay-khen.docx",
        /// The list whose items each get a file of their own; with a Word template.
        each: Option<Text> = "danh_sach" "danh sách mà mỗi mục thành một tệp, ví dụ khen_thuong.ca_nhan; chỉ với mẫu Word",
        /// The subject; some kinds have none.
        subject: Option<Text> = "trich_yeu" "trích yếu; công văn thì bắt đầu sau chữ V/v; giấy giới thiệu, giấy nghỉ phép không có",
        /// What stands for the subject in the register, of kinds that have none.
        summary: Option<Text> = "tom_tat" "nội dung tóm tắt để ghi sổ, không in; chỉ với giấy giới thiệu, giấy nghỉ phép",
        /// The number; blank until issued.
        number: Option<Int> = "so" "số văn bản; bỏ trống khi chưa phát hành",
        /// The date; blank until issued.
        date: Option<Date> = "ngay" "ngày ban hành; bỏ trống khi chưa phát hành",
        /// The drafting unit.
        unit: Option<Id> = "don_vi_soan_thao" "mã đơn vị soạn thảo",
        /// The unit that issues it in its own name, under the office's.
        issuer: Option<Id> = "don_vi_ban_hanh" "mã đơn vị ban hành, khi văn bản mang tên đơn vị thay vì tên cơ quan",
        /// Addressees.
        addressees: Vec<Text> = "kinh_gui" "nơi kính gửi, mỗi nơi một mục",
        /// Grounds, by id.
        grounds: Vec<Id> = "can_cu" "mã các văn bản làm căn cứ, theo thứ tự",
        /// The proposal that closes the grounds.
        proposal: Option<Text> = "theo_de_nghi" "câu “Theo đề nghị của …” sau các căn cứ",
        /// The period of a report.
        period: Option<Period> = "ky_bao_cao" "kỳ số liệu của báo cáo",
        /// The commendation it decides on.
        commendation: Option<Id> = "khen_thuong" "mã đợt khen thưởng",
        /// Who signs for the office.
        signers: OneOrMany<Signer> = "nguoi_ky" "người ký của cơ quan mình; biên bản thì hai người, thư ký trước",
        /// The other agencies that issue it, or the other sides of an agreement.
        sides: Vec<Side> = "cac_ben" "các cơ quan cùng ban hành, hoặc các bên cùng ký, không kể cơ quan mình",
        /// Recipients.
        recipients: Vec<Text> = "noi_nhan" "nơi nhận, mỗi nơi một mục, không kể dòng Lưu",
        /// The file copy.
        filed: Vec<Text> = "luu" "dòng Lưu: VT và chữ viết tắt đơn vị soạn thảo",
        /// How many copies are filed, as noted after the file copy.
        copies: Option<Int> = "so_ban_luu" "số bản lưu, ghi trong ngoặc sau dòng Lưu",
        /// How many copies are issued, for the register and the metadata.
        issued: Option<Int> = "so_luong_ban" "số lượng bản phát hành, ghi vào sổ và siêu dữ liệu",
        /// Urgency.
        urgency: Option<Urgency> = "do_khan" "mức độ khẩn",
        /// Secrecy.
        secrecy: Option<Secrecy> = "do_mat" "độ mật; văn bản lấy số ở dãy riêng, dấu độ mật đóng tay chứ không in",
        /// The day by which an answer is wanted.
        due: Option<Date> = "han_tra_loi" "hạn trả lời, ghi vào siêu dữ liệu; chữ trong văn bản thì tự viết",
        /// Circulation.
        circulation: Option<Circulation> = "luu_hanh" "phạm vi lưu hành",
        /// The issued document whose errors of form this letter corrects.
        corrects: Option<Text> = "dinh_chinh" "số, ký hiệu văn bản đã phát hành mà công văn này đính chính, ví dụ 05/KH-STC",
        /// The issued document whose place it takes.
        replaces: Option<Text> = "thay_the" "số, ký hiệu văn bản đã phát hành mà văn bản này thay thế, ví dụ 05/KH-STC",
        /// The issued document that is recalled by it.
        recalls: Option<Text> = "thu_hoi" "số, ký hiệu văn bản đã phát hành mà văn bản này thu hồi, ví dụ 05/KH-STC",
        /// The issued document that it amends, and that stays in force.
        amends: Option<Text> = "sua_doi" "số, ký hiệu văn bản đã phát hành mà văn bản này sửa đổi, bổ sung, ví dụ 08/QĐ-STC",
        /// Anything else the template needs.
        extra: Free = "du_lieu" "dữ liệu riêng cho mẫu",
    }
}

impl Paper {
    /// Shows every text of the record.
    pub fn texts(&mut self, see: &mut dyn FnMut(&mut Text)) {
        self.each_text(see);
    }

    /// Returns the subject, or what the register says where the kind's form has none.
    pub fn topic(&self) -> &str {
        self.subject.as_ref().or(self.summary.as_ref()).map_or("", |text| &text.text)
    }

    /// Returns the side that leads and keeps the number, where that is not the office itself.
    pub fn leader(&self) -> Option<&Side> {
        self.sides.iter().find(|side| side.leads())
    }

    /// Returns the keys that name an issued document to which this one does something, with what they name.
    pub fn concerns(&self) -> Vec<(&'static str, &Text)> {
        let all = [
            ("dinh_chinh", &self.corrects),
            ("thay_the", &self.replaces),
            ("thu_hoi", &self.recalls),
            ("sua_doi", &self.amends),
        ];
        all.into_iter().filter_map(|(key, named)| Some((key, named.as_ref()?))).collect()
    }
}

choice! {
    /// Mức độ khẩn (Phụ lục I, Phần I, Mục III, điểm b khoản 2).
    Urgency {
        /// HỎA TỐC.
        Express = "hoa_toc" "HỎA TỐC",
        /// THƯỢNG KHẨN.
        Top = "thuong_khan" "THƯỢNG KHẨN",
        /// KHẨN.
        Urgent = "khan" "KHẨN",
    }
}

choice! {
    /// Độ mật (điểm a khoản 2): set by the law on state secrets, stamped by hand.
    Secrecy {
        /// MẬT.
        Secret = "mat" "MẬT",
        /// TỐI MẬT.
        Top = "toi_mat" "TỐI MẬT",
        /// TUYỆT MẬT.
        Utmost = "tuyet_mat" "TUYỆT MẬT",
    }
}

choice! {
    /// Phạm vi lưu hành (điểm c khoản 2).
    Circulation {
        /// To be returned.
        Return = "xem_xong_tra_lai" "XEM XONG TRẢ LẠI",
        /// Within the office.
        Internal = "luu_hanh_noi_bo" "LƯU HÀNH NỘI BỘ",
    }
}

impl Urgency {
    /// Returns the words of the mark: `KHẨN`.
    pub fn words(self) -> &'static str {
        Self::VALUES.iter().find(|(id, _)| *id == self.id()).map_or("", |(_, words)| words)
    }
}

impl Secrecy {
    /// Returns the words of the stamp: `MẬT`.
    pub fn words(self) -> &'static str {
        Self::VALUES.iter().find(|(id, _)| *id == self.id()).map_or("", |(_, words)| words)
    }
}
