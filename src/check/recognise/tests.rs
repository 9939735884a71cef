//! Words that look alike, and the layouts of a head.

use super::*;
use crate::check::words::{authority, has_family, is_office, is_person, similar, without_degree};

#[test]
fn a_name_is_told_from_a_heading_and_an_agency_from_a_chapter() {
    let names = ["Nguyễn Văn A", "TS. Trần Thị B", "Lê Thị Bích Hạnh", "Thiếu tá Lò Văn Pâng", "Tiến sĩ Trần Thị B"];
    assert!(names.into_iter().all(is_person));
    let others = ["Chương I", "Điều 5", "Kính gửi: Sở", "nguyễn văn a", "Mục 1", "Cộng"];
    assert!(!others.into_iter().any(is_person));
    assert!(["SỞ TÀI CHÍNH", "Sở Tài chính", "UBND TỈNH LÂM ĐỒNG", "TỔ CÔNG TÁC 06"].into_iter().all(is_unit));
    assert!(!["TỔ CHỨC THỰC HIỆN", "SỐ LIỆU CHUNG", "QUY ĐỊNH CHUNG", "BÁO CÁO"].into_iter().any(is_unit));
}

#[test]
fn a_slip_of_one_letter_in_eight_is_the_same_word() {
    assert!(similar("CONGHOAXAHOICHUNGIAVIETNAM", "CONGHOAXAHOICHUNGHIAVIETNAM"));
    assert!(!similar("DOCLAP", "HANHPHUC"));
    assert!(!similar("", "DOCLAPTUDOHANHPHUC"));
}

#[test]
fn authority_is_known_however_it_is_written() {
    let written = ["KT. GIÁM ĐỐC", "K/T GIÁM ĐỐC", "KT.GIÁM ĐỐC", "KT GIÁM ĐỐC"];
    assert!(written.into_iter().all(|text| authority(text) == Some("KT")));
    assert_eq!(authority("TUQ. CHỦ TỊCH"), Some("TUQ"));
    assert_eq!(authority("GIÁM ĐỐC"), None);
}

#[test]
fn whoever_heads_anything_is_an_office_and_a_school_is_none() {
    assert!(["TRƯỞNG TRẠM", "CHỈ HUY TRƯỞNG", "PHÓ TỔNG BIÊN TẬP", "GIÁM ĐỐC"].into_iter().all(is_office));
    assert!(!["TRƯỜNG TIỂU HỌC HOÀNG HOA THÁM", "VÀ MÔI TRƯỜNG", "TỔNG CỘNG"].into_iter().any(is_office));
}

#[test]
fn an_agency_goes_on_with_its_place_or_after_a_hyphen() {
    assert!(goes_on("ỦY BAN NHÂN DÂN", "TỈNH KHÁNH HÒA") && goes_on("SỞ TÀI CHÍNH -", "CÔNG AN TỈNH"));
    assert!(!goes_on("UBND TỈNH KHÁNH HÒA", "SỞ TÀI CHÍNH"));
}

#[test]
fn of_lines_in_capitals_one_with_a_family_name_is_a_name() {
    assert!(has_family("TS. TRẦN ĐĂNG NINH") && !has_family("VÀ MÔI TRƯỜNG"));
    assert_eq!(without_degree("BS. CKII. Trịnh Công Hậu"), "Trịnh Công Hậu");
}
