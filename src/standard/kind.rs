//! The 29 kinds of administrative document (Điều 7), their abbreviations (Phụ lục III, Mục I) and their forms.

/// Which sample form of Phụ lục III, Mục II a kind of document follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Mẫu 1.4: title and subject, then the text.
    Named,
    /// Mẫu 1.1 and 1.2: the authority that decides, grounds, and the word that opens the articles.
    Decision {
        /// `QUYẾT ĐỊNH:` or `QUYẾT NGHỊ:`.
        order: &'static str,
    },
    /// Mẫu 1.5: no title; the subject stands under the number as `V/v …`.
    Letter,
    /// Mẫu 1.9: no place and date in the head; two signers.
    Minutes,
}

/// A kind of administrative document.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// The value of `ten_loai` in the records.
    pub id: &'static str,
    /// The name as the decree writes it, first letter in capitals.
    pub name: &'static str,
    /// The abbreviation in the symbol; letters (công văn, thư công) have none.
    pub abbreviation: Option<&'static str>,
    /// The sample form it follows.
    pub form: Form,
}

const fn named(id: &'static str, name: &'static str, abbreviation: &'static str) -> Kind {
    Kind { id, name, abbreviation: Some(abbreviation), form: Form::Named }
}

impl Kind {
    /// Every kind of Điều 7, in the decree's order.
    pub const ALL: &[Kind] = &[
        Kind {
            id: "nghi_quyet",
            name: "Nghị quyết",
            abbreviation: Some("NQ"),
            form: Form::Decision { order: "QUYẾT NGHỊ:" },
        },
        Kind {
            id: "quyet_dinh",
            name: "Quyết định",
            abbreviation: Some("QĐ"),
            form: Form::Decision { order: "QUYẾT ĐỊNH:" },
        },
        named("chi_thi", "Chỉ thị", "CT"),
        named("quy_che", "Quy chế", "QC"),
        named("quy_dinh", "Quy định", "QyĐ"),
        named("thong_cao", "Thông cáo", "TC"),
        named("thong_bao", "Thông báo", "TB"),
        named("huong_dan", "Hướng dẫn", "HD"),
        named("chuong_trinh", "Chương trình", "CTr"),
        named("ke_hoach", "Kế hoạch", "KH"),
        named("phuong_an", "Phương án", "PA"),
        named("de_an", "Đề án", "ĐA"),
        named("du_an", "Dự án", "DA"),
        named("bao_cao", "Báo cáo", "BC"),
        Kind { id: "bien_ban", name: "Biên bản", abbreviation: Some("BB"), form: Form::Minutes },
        named("to_trinh", "Tờ trình", "TTr"),
        named("hop_dong", "Hợp đồng", "HĐ"),
        Kind { id: "cong_van", name: "Công văn", abbreviation: None, form: Form::Letter },
        named("cong_dien", "Công điện", "CĐ"),
        named("ban_ghi_nho", "Bản ghi nhớ", "BGN"),
        named("ban_thoa_thuan", "Bản thỏa thuận", "BTT"),
        named("giay_uy_quyen", "Giấy ủy quyền", "GUQ"),
        named("giay_moi", "Giấy mời", "GM"),
        named("giay_gioi_thieu", "Giấy giới thiệu", "GGT"),
        named("giay_nghi_phep", "Giấy nghỉ phép", "GNP"),
        named("phieu_gui", "Phiếu gửi", "PG"),
        named("phieu_chuyen", "Phiếu chuyển", "PC"),
        named("phieu_bao", "Phiếu báo", "PB"),
        Kind { id: "thu_cong", name: "Thư công", abbreviation: None, form: Form::Letter },
    ];

    /// Returns the kind whose id is `id`.
    pub fn find(id: &str) -> Option<&'static Kind> {
        Self::ALL.iter().find(|kind| kind.id == id)
    }

    /// Returns the part of the symbol after the slash: `KH-STC`, or `STC-VP` for a letter drafted by `unit`.
    pub fn symbol(&self, agency: &str, unit: Option<&str>) -> String {
        match (self.abbreviation, unit) {
            (Some(kind), _) => format!("{kind}-{agency}"),
            (None, Some(unit)) => format!("{agency}-{unit}"),
            (None, None) => agency.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_decree_has_29_kinds_and_27_of_them_have_an_abbreviation() {
        assert_eq!(Kind::ALL.len(), 29);
        assert_eq!(Kind::ALL.iter().filter(|kind| kind.abbreviation.is_some()).count(), 27);
    }

    #[test]
    fn a_plan_is_signed_kh_stc_and_a_letter_names_the_drafting_unit() {
        assert_eq!(Kind::find("ke_hoach").map(|kind| kind.symbol("STC", Some("VP"))).as_deref(), Some("KH-STC"));
        assert_eq!(Kind::find("cong_van").map(|kind| kind.symbol("STC", Some("VP"))).as_deref(), Some("STC-VP"));
        assert_eq!(Kind::find("to_trinh").map(|kind| kind.symbol("STC", None)).as_deref(), Some("TTr-STC"));
    }
}
