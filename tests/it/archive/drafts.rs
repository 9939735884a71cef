//! Drafts made after others were issued: what the register knows stands in them.

use super::*;

/// The text of a page, each gap one space wide.
fn page(world: &Workspace, path: &str) -> String {
    let text = DocxView::read(&world.read(path)).unwrap().text().replace('\u{2011}', "-");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn drafted(world: &Workspace, args: &[&str]) -> Outcome {
    let outcome = world.run(&[&["lap"], args].concat());
    assert_eq!(outcome.code, 0, "{}{}", outcome.stdout, outcome.stderr);
    outcome
}

#[test]
fn after_issuing_drafts_cite_number_and_date_and_no_blanks() {
    let world = Workspace::shipped();
    drafted(&world, &[]);
    let blank = page(&world, "output/2020/bao-cao-nam.docx");
    assert!(blank.contains("Kế hoạch số /KH-STC ngày tháng năm 2020"), "{blank}");
    issued(&world, "ke-hoach", "20/02/2020");
    let before = world.read("output/2020/ke-hoach.docx");
    let outcome = drafted(&world, &[]);
    for id in ["bao-cao-nam", "bao-cao-quy-1", "to-trinh-khen-thuong"] {
        let text = page(&world, &format!("output/2020/{id}.docx"));
        assert!(text.contains("Kế hoạch số 01/KH-STC ngày 20 tháng 02 năm 2020"), "{id}: {text}");
    }
    assert!(outcome.stdout.contains("đã phát hành 01/KH-STC, 20/02/2020"), "{}", outcome.stdout);
    assert_eq!(world.read("output/2020/ke-hoach.docx"), before, "the draft of an issued document is left alone");
    let json: Value = serde_json::from_str(&drafted(&world, &["--json"]).stdout).unwrap();
    assert_eq!(json["da_phat_hanh"][0]["so_ky_hieu"], "01/KH-STC");
    assert!(json["van_ban"].as_array().unwrap().iter().all(|one| one["ma"] != "ke-hoach"));
}

#[test]
fn certificates_of_a_list_cite_the_decision_that_was_issued() {
    let record = "loai: van_ban\nma: giay-khen\nten_loai: quyet_dinh\nmau: giay-khen.docx\n\
        danh_sach: khen_thuong.ca_nhan\nkhen_thuong: thi-dua-cchc\ntrich_yeu: Giấy khen\ncan_cu: [nd-91-2017]\n\
        nguoi_ky:\n  nguoi: ho-trong-luat\nnoi_nhan: [Như trên]\nluu: [VT]\ndu_lieu:\n  tham_quyen: GIÁM ĐỐC\n  \
        so_quyet_dinh: \"{{ tai_lieu.quyet_dinh_khen_thuong.so_ky_hieu }}\"\n  dia_danh: Ninh Thuận\n  \
        ngay: 28/12/2020\n  chuc_vu_ky: Giám đốc\n  nguoi_ky: Hồ Trọng Luật\n";
    let world = Workspace::shipped().with("data/2020/van-ban/giay-khen.yaml", record);
    issued(&world, "quyet-dinh-khen-thuong", "25/12/2020");
    drafted(&world, &[]);
    let all = world.files("output/2020/giay-khen");
    assert!(!all.is_empty());
    for name in all.keys() {
        let text = page(&world, &format!("output/2020/giay-khen/{name}"));
        assert!(text.contains("01/QĐ-STC"), "{name}: {text}");
    }
}

#[test]
fn an_issued_document_is_made_anew_only_where_it_is_asked_for_and_then_bears_its_number() {
    let world = notices(2);
    issued(&world, "vb-1", "01/03/2020");
    drafted(&world, &[]);
    assert!(!world.root().join("output/2020/vb-1.docx").exists());
    let named = drafted(&world, &["--van-ban", "vb-1", "--ra", "ra"]);
    assert!(named.stdout.contains("mới, đã phát hành 01/TB-STC, 01/03/2020"), "{}", named.stdout);
    let text = page(&world, "ra/vb-1.docx");
    assert!(text.contains("Số: 01/TB-STC") && text.contains("ngày 01 tháng 3 năm 2020"), "{text}");
    drafted(&world, &["--ca-da-phat-hanh", "--ra", "ra-2"]);
    assert_eq!(world.read("ra-2/vb-1.docx"), world.read("ra/vb-1.docx"));
    drafted(&world, &["--khong-doc-so", "--ra", "ra-3"]);
    assert!(page(&world, "ra-3/vb-1.docx").contains("Số: /TB-STC"));
}

#[test]
fn drafting_reads_the_register_and_writes_nothing_into_it() {
    let world = notices(2);
    issued(&world, "vb-1", "01/03/2020");
    let before = world.files("data");
    drafted(&world, &[]);
    assert_eq!(world.files("data"), before);
    assert_eq!(whole(world.root()).lines, 1);
}

#[test]
fn a_register_that_cannot_be_read_is_told_and_no_blank_is_written() {
    let world = notices(1);
    issued(&world, "vb-1", "01/03/2020");
    world.write("data/luu-vt/so.sqlite", "hỏng");
    let outcome = world.run(&["lap"]);
    assert_eq!(outcome.code, 2, "{}", outcome.stdout);
    assert!(outcome.stderr.contains("không đọc được sổ nên không biết văn bản nào đã có số"), "{}", outcome.stderr);
    assert!(!world.root().join("output/2020/vb-1.docx").exists());
    drafted(&world, &["--khong-doc-so"]);
}

#[test]
fn a_record_that_says_another_number_or_date_than_the_register_is_an_error_with_both_places() {
    let world = notices(2);
    issued(&world, "vb-1", "01/03/2020");
    let world = world.edited("data/2020/van-ban/vb-1.yaml", "mau: mau.tera", "mau: mau.tera\nso: 9\nngay: 2/3/2020");
    let outcome = world.run(&["lap"]);
    assert_eq!(outcome.code, 1, "{}", outcome.stdout);
    for wanted in [
        "lỗi SO07: “vb-1” ghi số 9, sổ đăng ký (data/luu-vt) ghi số 01 ngày 01/03/2020",
        "lỗi SO07: “vb-1” ghi ngày 02/03/2020, sổ đăng ký (data/luu-vt) ghi số 01 ngày 01/03/2020",
        "data/2020/van-ban/vb-1.yaml:5:5",
    ] {
        assert!(outcome.stderr.contains(wanted), "{wanted}: {}", outcome.stderr);
    }
}

#[test]
fn a_recalled_document_is_cited_no_more_and_its_record_is_a_draft_again() {
    let world = Workspace::shipped();
    issued(&world, "ke-hoach", "20/02/2020");
    issued(&world, "bao-cao-quy-1", "20/03/2020");
    assert_eq!(world.run(&["thu-hoi", "01/KH-STC", "--ly-do", "gửi nhầm"]).code, 0);
    let outcome = drafted(&world, &[]);
    assert!(outcome.stdout.contains("đã thu hồi 01/KH-STC, 20/02/2020"), "{}", outcome.stdout);
    assert!(page(&world, "output/2020/ke-hoach.docx").contains("Số: /KH-STC"));
    assert!(page(&world, "output/2020/bao-cao-nam.docx").contains("Kế hoạch số /KH-STC"));
    let again = world.run(&["luu", "dung-lai", "02/BC-STC"]);
    assert!(again.code == 0 && again.stdout.contains("giống hệt"), "made when it was in force: {again:?}");
}

#[test]
fn the_document_in_its_place_is_cited_instead_of_a_replaced_one() {
    let world = Workspace::shipped();
    issued(&world, "ke-hoach", "20/02/2020");
    issued(&world, "bao-cao-quy-1", "20/03/2020");
    let record = String::from_utf8(world.read("data/2020/van-ban/ke-hoach.yaml")).unwrap();
    let record = record.replace("ma: ke-hoach", "ma: ke-hoach-moi\nthay_the: 01/KH-STC");
    world.write("data/2020/van-ban/ke-hoach-moi.yaml", record);
    issued(&world, "ke-hoach-moi", "15/04/2020");
    let outcome = drafted(&world, &[]);
    assert!(outcome.stdout.contains("đã phát hành 01/KH-STC, 20/02/2020, nay được thay thế"), "{}", outcome.stdout);
    let text = page(&world, "output/2020/bao-cao-nam.docx");
    assert!(text.contains("Kế hoạch số 03/KH-STC ngày 15 tháng 4 năm 2020"), "{text}");
    for number in ["02/BC-STC", "03/KH-STC"] {
        let again = world.run(&["luu", "dung-lai", number]);
        assert!(again.code == 0 && again.stdout.contains("giống hệt"), "{again:?}");
    }
}
