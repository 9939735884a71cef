//! The 29 kinds of administrative document (Điều 7), their abbreviations (Phụ lục III, Mục I) and their forms.

use super::Form;

/// A kind of administrative document.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// The value of `ten_loai` in the records.
    pub id: &'static str,
    /// The name as the decree writes it, first letter in capitals.
    pub name: &'static str,
    /// The abbreviation in the symbol; công văn and thư công have none.
    pub abbreviation: Option<&'static str>,
    /// The form it follows: which parts it has.
    pub form: Form,
}

const fn kind(id: &'static str, name: &'static str, abbreviation: &'static str, form: Form) -> Kind {
    Kind { id, name, abbreviation: Some(abbreviation), form }
}

const fn named(id: &'static str, name: &'static str, abbreviation: &'static str) -> Kind {
    kind(id, name, abbreviation, Form::NAMED)
}

impl Kind {
    /// Every kind of Điều 7, in the decree's order.
    pub const ALL: &[Kind] = &[
        kind("nghi_quyet", "Nghị quyết", "NQ", Form::RESOLUTION),
        kind("quyet_dinh", "Quyết định", "QĐ", Form::DECISION),
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
        kind("bao_cao", "Báo cáo", "BC", Form::REPORT),
        kind("bien_ban", "Biên bản", "BB", Form::MINUTES),
        kind("to_trinh", "Tờ trình", "TTr", Form::PROPOSAL),
        kind("hop_dong", "Hợp đồng", "HĐ", Form::AGREEMENT),
        Kind { id: "cong_van", name: "Công văn", abbreviation: None, form: Form::LETTER },
        kind("cong_dien", "Công điện", "CĐ", Form::TELEGRAM),
        kind("ban_ghi_nho", "Bản ghi nhớ", "BGN", Form::AGREEMENT),
        kind("ban_thoa_thuan", "Bản thỏa thuận", "BTT", Form::AGREEMENT),
        kind("giay_uy_quyen", "Giấy ủy quyền", "GUQ", Form::SLIP),
        kind("giay_moi", "Giấy mời", "GM", Form::INVITATION),
        kind("giay_gioi_thieu", "Giấy giới thiệu", "GGT", Form::INTRODUCTION),
        kind("giay_nghi_phep", "Giấy nghỉ phép", "GNP", Form::LEAVE),
        kind("phieu_gui", "Phiếu gửi", "PG", Form::SLIP),
        kind("phieu_chuyen", "Phiếu chuyển", "PC", Form::SLIP),
        kind("phieu_bao", "Phiếu báo", "PB", Form::SLIP),
        Kind { id: "thu_cong", name: "Thư công", abbreviation: None, form: Form::PERSONAL },
    ];

    /// Returns the kind whose id is `id`.
    pub fn find(id: &str) -> Option<&'static Kind> {
        Self::ALL.iter().find(|kind| kind.id == id)
    }

    /// Returns the kind whose name a title begins with, and what follows: `Quy chế làm việc …`.
    pub fn named_in(title: &str) -> Option<(&'static Kind, &str)> {
        Self::ALL.iter().find_map(|kind| Some((kind, title.strip_prefix(kind.name)?.strip_prefix(' ')?.trim())))
    }

    /// Returns the part of the symbol after the slash: `KH-STC`, or `STC-VP` for a letter drafted by `unit`. Several
    /// agencies stand as they are joined: `STC-SNV`.
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
    fn a_title_begins_with_the_name_of_a_kind_as_a_whole_word() {
        let found = |title| Kind::named_in(title).map(|(kind, rest)| (kind.id, rest));
        assert_eq!(found("Quy chế làm việc của Tổ công tác"), Some(("quy_che", "làm việc của Tổ công tác")));
        assert_eq!(found("Quy chếlàm việc"), None);
        assert_eq!(found("Danh mục nhiệm vụ"), None);
    }

    #[test]
    fn a_plan_is_signed_kh_stc_and_a_letter_names_the_drafting_unit() {
        assert_eq!(Kind::find("ke_hoach").map(|kind| kind.symbol("STC", Some("VP"))).as_deref(), Some("KH-STC"));
        assert_eq!(Kind::find("cong_van").map(|kind| kind.symbol("STC", Some("VP"))).as_deref(), Some("STC-VP"));
        assert_eq!(Kind::find("to_trinh").map(|kind| kind.symbol("STC", None)).as_deref(), Some("TTr-STC"));
    }
}
