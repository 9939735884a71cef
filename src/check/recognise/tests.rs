//! Words that look alike, and the layouts of a head.

use super::*;

#[test]
fn a_name_is_told_from_a_heading_and_an_agency_from_a_chapter() {
    let names = ["Nguyễn Văn A", "TS. Trần Thị B", "Lê Thị Bích Hạnh"];
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
