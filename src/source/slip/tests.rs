//! Which slips are told, and above all which lines are left in peace.

use crate::diag::{Report, Severity};
use crate::source::{Sources, decode, tree};

/// What is said of a text: `L` for an error, `C` for a warning, then the hints.
fn said(text: &str) -> Vec<(char, String)> {
    let (mut sources, mut report) = (Sources::new(), Report::new());
    let file = decode("a.yaml", text.as_bytes().to_vec(), &mut sources, &mut report).unwrap();
    let _ = tree::parse(file, &sources, &mut report);
    let level = |severity| if severity == Severity::Error { 'L' } else { 'C' };
    report
        .iter()
        .map(|found| (level(found.severity), format!("{} | {}", found.message, found.hints.join(" | "))))
        .collect()
}

fn levels(text: &str) -> String {
    said(text).into_iter().map(|(level, _)| level).collect()
}

#[test]
fn one_recipient_with_commas_in_brackets_does_not_become_three() {
    let found = said("kinh_gui: [Ủy ban nhân dân các xã, phường, đặc khu]\n");
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].1.split(" | ").take(2).collect::<Vec<_>>(),
        [
            "danh sách trên một dòng được đọc thành 3 mục, có mục giống phần sau của một câu: \
             “Ủy ban nhân dân các xã”, “phường”, “đặc khu”",
            "nếu là một câu có dấu phẩy, đặt trong ngoặc kép, viết: \
             kinh_gui: [\"Ủy ban nhân dân các xã, phường, đặc khu\"]"
        ]
    );
}

#[test]
fn items_that_look_like_the_rest_of_a_sentence_are_asked_about_under_any_key() {
    for line in [
        "noi_nhan: [Các phòng, ban, đơn vị thuộc Sở]",
        "noi_nhan: [Sở Nội vụ, Ủy ban nhân dân các xã, phường]",
        "noi_nhan: [Sở Văn hóa, Thể thao và Du lịch]",
        "kinh_gui: [Bộ Lao động, Thương binh và Xã hội, Sở Nội vụ]",
        "kinh_gui: [Phòng số 1, 2, 3]",
        "du_lieu: {chi_dao: [Rà soát thủ tục, đơn giản hóa hồ sơ, công khai kết quả]}",
        "ket_qua: [Đạt 94,7% kế hoạch]",
        "yeu_cau: [Thực hiện nghiêm túc, trong đó chú trọng công khai]",
        "noi_nhan: [HĐND, UBND các xã, phường]",
    ] {
        assert_eq!(levels(line), "L", "{line}");
    }
    for line in
        ["noi_nhan: [Lãnh đạo Sở, các phòng thuộc Sở]", "mau: [xanh lá, đỏ, vàng]", "cho: [các phòng, ban, đơn vị]"]
    {
        assert_eq!(levels(line), "C", "{line}");
    }
    assert!(said("n: [Sở Nội vụ, các phòng, ban]\n")[0].1.contains("viết: n: [Sở Nội vụ, \"các phòng, ban\"] |"));
    assert!(said("n: [Sở Nội vụ, Các xã, phường]\n")[0].1.contains("viết: n: [Sở Nội vụ, \"Các xã, phường\"] |"));
}

#[test]
fn lists_that_are_lists_are_left_in_peace() {
    for line in [
        "luu: [VT, VP]",
        "luu: [VT, VP, p.TCHC]",
        "noi_nhan: [Sở Nội vụ, Sở Tài chính]",
        "noi_nhan: [Như trên, Lãnh đạo Sở, VP UBND tỉnh]",
        "noi_nhan: [Sở Nội vụ, Thường trực HĐND và UBND tỉnh]",
        "phoi_hop: [phong-a, phong-b, van-phong]",
        "so: [1,2,3]",
        "ty_le: [12,5, 13,2]",
        "ngay: [1/2/2020,3/2/2020]",
        "mau: [đỏ, xanh, vàng]",
        "hang: [Phòng Ngân sách, đạt, 12]",
        "kinh_gui: [\"Ủy ban nhân dân các xã, phường, đặc khu\"]",
        "kinh_gui:\n  - Ủy ban nhân dân các xã, phường, đặc khu\n  - Sở Nội vụ",
        "bang:\n  - [Nguyễn Văn An, nam, chuyên viên]",
        "noi_nhan: [Sở Nội vụ, Ban Dân tộc và Tôn giáo, Trung tâm Văn hóa và Thể thao]",
        "a: [Một mục thôi]",
        "a: []",
    ] {
        assert_eq!(said(line), [], "{line}");
    }
}

#[test]
fn the_rest_of_a_sentence_does_not_become_a_key_of_a_group_in_one_line() {
    let found = said("a: {noi_nhan: Các xã, phường, so: 2}\n");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].1.contains("“phường” sau dấu phẩy") && found[0].1.contains("noi_nhan: \"Các xã, phường\""));
    assert_eq!(said("a: {ten: An, so: 2}\nb: {x, y}\n"), []);
}

#[test]
fn what_a_comment_takes_from_a_sentence_is_told_with_what_was_lost() {
    let found = said("ket_qua: Đã dự thảo Kế hoạch #2 trình ký\n");
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].1.split(" | ").take(2).collect::<Vec<_>>(),
        [
            "chữ từ dấu # trở đi bị bỏ đi vì coi là ghi chú: “#2 trình ký”",
            "đặt cả câu trong ngoặc kép, viết: ket_qua: \"Đã dự thảo Kế hoạch #2 trình ký\""
        ]
    );
    for text in [
        "a: Tổ #3",
        "a: Tổ số # 3",
        "a: Hưởng ứng #ThiDua2020 của Sở",
        "- Nhóm #1\n- Nhóm hai",
        "a: Kế hoạch  #2",
        "a: #2 trình ký",
        "a: #ThiDua2020",
        "a:\n  dòng đầu\n  dòng hai #3 hết",
    ] {
        assert_eq!(levels(text), "C", "{text}");
    }
}

#[test]
fn comments_that_are_comments_are_left_in_peace() {
    for text in [
        "den: 14/6/2020            # ngày chốt số liệu",
        "den: 14/6/2020 #ngày chốt",
        "chuc_vu: Giám đốc        # minh họa: bản gốc không ghi chức vụ",
        "chuc_vu: Giám đốc # minh họa",
        "chuc_vu: Giám đốc  #minh họa",
        "can_cu: kh-cchc-tinh        # mã trong tệp phap-ly.yaml",
        "don_vi: van-phong #mã",
        "han: 26/02/2021   # dời từ 28/02 (Chủ nhật)",
        "ten: Sở Tài chính  # 2 phòng",
        "le_trai: 30 # 25 đến 35",
        "so: #chưa có",
        "so: # 08",
        "a: \"Kế hoạch #2 trình ký\"",
        "a: >-\n  Kế hoạch #2 trình ký",
        "a: Kế hoạch#2",
        "# a: Kế hoạch #2",
    ] {
        assert_eq!(said(text), [], "{text}");
    }
}

#[test]
fn what_an_alias_repeats_is_told_once() {
    assert_eq!(levels("a: &x [Các xã, phường]\nb: *x\nc: *x\n"), "L");
}
