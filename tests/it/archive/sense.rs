//! Facts that contradict each other when a document is issued, and what the register says of it.

use super::{issue, issued, notices, whole};
use crate::workspace::{NOTICE, Outcome, Workspace};

const PEOPLE: &str = "loai: nguoi\ndanh_sach:\n  - ma: an\n    ho_ten: Nguyễn Văn An\n    chuc_vu: Giám đốc\n    \
                      thoi_viec: 15/8/2020\n  - ma: cuong\n    ho_ten: Lê Văn Cường\n    chuc_vu: Chánh Văn phòng\n    \
                      don_vi: van-phong\n";

#[track_caller]
fn refused(outcome: &Outcome, said: &[&str]) {
    assert_eq!(outcome.code, 1, "{outcome:?}");
    for said in said {
        assert!(outcome.stderr.contains(said), "{said} is not in {}", outcome.stderr);
    }
}

#[test]
fn a_person_who_left_in_august_signs_nothing_in_november() {
    let world = notices(2).with("data/2020/nguoi.yaml", PEOPLE);
    let late = issue(&world, "vb-1", "20/11/2020");
    refused(
        &late,
        &["DL21", "thôi giữ chức vụ ngày 15/08/2020 nhưng ký văn bản ngày 20/11/2020", "nguoi.yaml:6", "vb-1.yaml"],
    );
    issued(&world, "vb-1", "15/08/2020");
    // What was issued in time does not stand in the way of others.
    world.write(
        "data/2020/van-ban/vb-2.yaml",
        NOTICE.replace("ma: van-ban", "ma: vb-2").replace("nguoi: an", "nguoi: cuong"),
    );
    issued(&world, "vb-2", "20/11/2020");
    whole(world.root());
}

#[test]
fn a_decision_does_not_cite_a_proposal_that_was_issued_after_it() {
    let world = notices(3);
    issued(&world, "vb-1", "05/11/2020");
    let cites = NOTICE.replace("ma: van-ban", "ma: vb-2") + "du_lieu:\n  y: Theo {{ tai_lieu.vb_1.trich_dan }}\n";
    world.write("data/2020/van-ban/vb-2.yaml", cites);
    let early = world.run(&["phat-hanh", "vb-2", "--ngay", "01/11/2020", "--ly-do", "ghi muộn"]);
    refused(&early, &["DL23", "văn bản ngày 01/11/2020 dẫn “vb-1” ngày 05/11/2020", "tai_lieu.vb_1"]);
    issued(&world, "vb-2", "06/11/2020");
}

#[test]
fn a_record_that_says_another_number_than_the_register_is_told_with_both() {
    let world = notices(2);
    issued(&world, "vb-1", "05/11/2020");
    let world =
        world.edited("data/2020/van-ban/vb-1.yaml", "mau: mau.tera\n", "mau: mau.tera\nso: 9\nngay: 06/11/2020\n");
    let outcome = issue(&world, "vb-2", "10/11/2020");
    refused(
        &outcome,
        &["SO07", "“vb-1” ghi số 9, sổ đăng ký (data/luu-vt) ghi số 01 ngày 05/11/2020", "vb-1.yaml:5:5"],
    );
    refused(&outcome, &["“vb-1” ghi ngày 06/11/2020"]);
    let world = world.edited("data/2020/van-ban/vb-1.yaml", "so: 9\nngay: 06/11/2020\n", "so: 01\nngay: 05/11/2020\n");
    issued(&world, "vb-2", "10/11/2020");
}

#[test]
fn a_record_whose_symbol_is_no_longer_that_of_the_register_is_told_with_both() {
    let world = notices(2);
    issued(&world, "vb-1", "05/11/2020");
    let world = world.edited("data/2020/van-ban/vb-1.yaml", "thong_bao", "ke_hoach");
    for args in [&["lap"][..], &["phat-hanh", "vb-2", "--ngay", "10/11/2020"]] {
        let outcome = world.run(args);
        refused(&outcome, &["SO07", "“vb-1” có ký hiệu KH-STC, sổ đăng ký (data/luu-vt) ghi 01/TB-STC"]);
    }
}

/// A letter to two agencies, of which 15 copies are issued.
fn letter() -> Workspace {
    let letter = NOTICE
        .replace("ma: van-ban", "ma: cong-van")
        .replace("thong_bao", "cong_van\ndon_vi_soan_thao: van-phong\nkinh_gui:\n  - Sở Nội vụ\n  - Thanh tra tỉnh")
        .replace("trich_yeu: Kết luận", "so_luong_ban: 15\nso_ban_luu: 3\ntrich_yeu: Kết luận");
    let world = notices(0).with("data/2020/van-ban/cong-van.yaml", letter);
    issued(&world, "cong-van", "05/11/2020");
    world
}

#[test]
fn the_register_names_whom_a_letter_is_addressed_to_and_how_many_copies_were_issued() {
    let world = letter();
    assert_eq!(world.run(&["so", "2020", "--ra", "so.csv"]).code, 0);
    let csv = String::from_utf8(world.read("so.csv")).unwrap();
    let row = csv.lines().find(|line| line.contains("01/STC-VP")).unwrap();
    assert!(row.contains("Sở Nội vụ; Thanh tra tỉnh; Các phòng thuộc Sở"), "{row}");
    assert!(!row.contains("Như trên") && row.contains("\"VT, VP (3)\",\"15\","), "{row}");
    let xml = String::from_utf8(world.read("output/2020/phat-hanh/01-STC-VP.xml")).unwrap();
    assert!(xml.contains("<IssuedAmount>15</IssuedAmount>"), "{xml}");
}

#[test]
fn a_subject_that_begins_with_a_name_keeps_its_capital_in_the_register() {
    let old = "Số, ký hiệu văn bản;Ngày tháng văn bản;Tên loại và trích yếu nội dung văn bản\n\
               06/BC-STC;05/01/2019;Hà Nội mở rộng\n\
               07/KH-STC;05/01/2019;Kế hoạch UBND tỉnh giao năm 2019\n\
               08/STC-VP;05/01/2019;V/v Sở Nội vụ mời họp\n\
               09/KH-STC;05/01/2019;Kế hoạch kiểm tra công vụ\n\
               10/Q\u{d0}-STC;06/01/2019;Quyết định về việc thưởng\n";
    let world = notices(1).with("so-2019.csv", old);
    let done = world.run(&["so", "nhap", "so-2019.csv"]);
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert_eq!(world.run(&["so", "2019", "--ra", "so.csv"]).code, 0);
    let csv = String::from_utf8(world.read("so.csv")).unwrap();
    for said in [
        "Báo cáo Hà Nội mở rộng",
        "Kế hoạch UBND tỉnh giao năm 2019",
        "Công văn Sở Nội vụ mời họp",
        "Kế hoạch kiểm tra công vụ",
        "10/QĐ-STC",
        "Quyết định về việc thưởng",
    ] {
        assert!(csv.contains(said), "{said} is not in {csv}");
    }
    assert!(world.run(&["so", "2019", "--loai", "quyet_dinh"]).stdout.contains("10/QĐ-STC"));
}

#[test]
fn two_numbers_in_one_cell_are_a_finding_with_the_cell() {
    let old = "Số, ký hiệu văn bản;Ngày tháng văn bản;Tên loại và trích yếu nội dung văn bản\n\
               \"04/BC-STC\n05/BC-STC\";11/01/2019;Báo cáo D\n12, 13/QĐ-STC;12/01/2019;Quyết định về thưởng\n";
    let world = notices(1).with("so-2019.csv", old);
    let outcome = world.run(&["so", "nhap", "so-2019.csv"]);
    refused(&outcome, &["SO02", "một số, ký hiệu trong một ô như 05/KH-STC", "“12, 13/QĐ-STC”", "cột thứ 1"]);
    assert!(outcome.stdout.contains("chưa nhập gì: 2 hàng chưa nhập được"), "{}", outcome.stdout);
}
