//! The register: its series, its views and exports, documents from elsewhere.

use super::*;

#[test]
fn secret_documents_are_numbered_apart_and_the_page_bears_no_stamp() {
    let world = notices(2).edited("data/2020/van-ban/vb-2.yaml", "luu:", "do_mat: toi_mat\nluu:");
    issued(&world, "vb-1", "01/03/2020");
    issued(&world, "vb-2", "02/03/2020");
    let all = entries(world.root());
    let seen: Vec<_> = all.values().map(|entry| (entry.series.name.as_str(), entry.number, &entry.secrecy)).collect();
    assert_eq!(seen, [("chung", 1, &None), ("mat", 1, &Some("TỐI MẬT".to_owned()))]);
    let page = world.read("output/2020/phat-hanh/mat/01-TB-STC.docx");
    let page = format!("{:?}", DocxView::read(&page).unwrap());
    assert!(page.contains("Kết luận cuộc họp thứ 2") && !page.contains("MẬT"), "the stamp is put by hand");
    whole(world.root());
}

#[test]
fn an_office_may_count_each_level_of_secrecy_on_its_own() {
    let world = notices(2)
        .edited("data/2020/van-ban/vb-1.yaml", "luu:", "do_mat: mat\nluu:")
        .edited("data/2020/van-ban/vb-2.yaml", "luu:", "do_mat: toi_mat\nluu:")
        .edited("data/2020/co-quan.yaml", "dia_danh:", "danh_so_mat: theo_do_mat\ndia_danh:");
    issued(&world, "vb-1", "01/03/2020");
    issued(&world, "vb-2", "02/03/2020");
    let names: Vec<_> = entries(world.root()).into_values().map(|entry| entry.series.name).collect();
    assert_eq!(names, ["mat", "toi_mat"]);
}

/// Turns the register back into one of the first version.
fn make_old(root: &Path) {
    let folder = root.join("data/luu-vt");
    let register = rusqlite::Connection::open(folder.join("so.sqlite")).unwrap();
    register
        .execute_batch(
            "DROP TABLE tim; DROP TABLE day_so; DROP INDEX van_ban_khoa; DROP INDEX van_ban_ky_hieu;
             ALTER TABLE van_ban DROP COLUMN khoa; ALTER TABLE van_ban DROP COLUMN mat;
             CREATE UNIQUE INDEX van_ban_ky_hieu ON van_ban (nam, so, ky_hieu, co_quan);
             CREATE VIRTUAL TABLE tim USING fts5 (chu, content='', contentless_delete=1, detail='none');
             PRAGMA user_version = 1; PRAGMA journal_mode = DELETE;",
        )
        .unwrap();
    drop(register);
    thidua::archive::seal::put(&folder).unwrap();
}

#[test]
fn an_archive_of_an_earlier_version_is_brought_up_to_date_when_it_is_read() {
    let world = notices(2);
    issued(&world, "vb-1", "01/03/2020");
    issued(&world, "vb-2", "02/03/2020");
    make_old(world.root());
    let shown = world.run(&["so", "--tim", "ket luan thu 2"]);
    assert!(shown.stdout.contains("02/TB-STC"), "{}{}", shown.stdout, shown.stderr);
    whole(world.root());
}

#[test]
fn the_metadata_say_urgency_due_date_and_codes_of_those_who_get_it() {
    let codes = "muc_do_khan:\n  - do_khan: khan\n    so: 2\n\
                 noi_nhan:\n  - ten: Thanh tra Sở\n    ma_dinh_danh: H32.7.1\n  - ten: Lãnh đạo Sở\n    ma_dinh_danh: H32.7\n";
    let world = Workspace::shipped().with("data/sieu-du-lieu.yaml", codes).edited(
        "data/2020/van-ban/cong-van-don-doc.yaml",
        "luu: [VT, VP]",
        "luu: [VT, VP]\ndo_khan: khan\nhan_tra_loi: 30/11/2020",
    );
    issued(&world, "cong-van-don-doc", "20/11/2020");
    let xml = String::from_utf8(world.read("output/2020/phat-hanh/01-STC-VP.xml")).unwrap();
    for line in [
        "<To><OrganName>Văn phòng Sở</OrganName></To>",
        "<To><OrganId>H32.7</OrganId><OrganName>Lãnh đạo Sở</OrganName></To>",
        "<To><OrganId>H32.7.1</OrganId><OrganName>Thanh tra Sở</OrganName></To>",
        "<Priority>2</Priority>",
        "<DueDate>30/11/2020</DueDate>",
    ] {
        assert!(xml.contains(line), "{line} is not in {xml}");
    }
    assert_eq!(world.run(&["luu", "dung-lai", "01/STC-VP"]).code, 0);
    whole(world.root());
}

#[test]
fn a_fault_in_the_codes_is_told_and_nothing_is_issued() {
    let world = Workspace::shipped().with("data/sieu-du-lieu.yaml", "muc_do_khan:\n  - do_khan: khan\n    so: 12\n");
    let outcome = world.run(&["phat-hanh", "ke-hoach", "--ngay", "20/02/2020"]);
    assert_eq!(outcome.code, 1);
    assert!(outcome.stderr.contains("data/sieu-du-lieu.yaml:3:9"), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("mức độ khẩn ghi số 12, phải là một chữ số"), "{}", outcome.stderr);
    assert_eq!(whole(world.root()).documents, 0);
}

#[test]
fn secret_documents_are_not_shown_with_the_others() {
    let world = notices(2).edited("data/2020/van-ban/vb-2.yaml", "luu:", "do_mat: mat\nluu:");
    issued(&world, "vb-1", "01/03/2020");
    issued(&world, "vb-2", "02/03/2020");
    let open = world.run(&["so", "2020"]);
    assert!(open.stdout.contains("thứ 1") && !open.stdout.contains("thứ 2"), "{}", open.stdout);
    assert!(open.stderr.contains("xem bằng --mat"), "{}", open.stderr);
    let secret = world.run(&["so", "2020", "--mat"]);
    assert!(!secret.stdout.contains("thứ 1") && secret.stdout.contains("thứ 2"), "{}", secret.stdout);
    assert_eq!(world.run(&["so", "2020", "--ra", "so.csv"]).code, 0);
    assert!(!String::from_utf8(world.read("so.csv")).unwrap().contains("thứ 2"));
    assert!(world.root().join("output/2020/phat-hanh/mat/01-TB-STC.docx").exists());
    assert_eq!(world.run(&["thu-hoi", "01/TB-STC", "--ly-do", "nhầm"]).code, 0);
    assert!(world.run(&["so"]).stdout.contains("Thu hồi: nhầm"), "without a prefix the other one is meant");
    assert_eq!(world.run(&["thu-hoi", "mat:01/TB-STC", "--ly-do", "nhầm"]).code, 0);
    assert!(world.run(&["so", "--mat"]).stdout.contains("Thu hồi: nhầm"));
}

#[test]
fn the_register_is_narrowed_by_number_state_and_series() {
    let world = notices(3);
    for (id, day) in [("vb-1", "01/03/2020"), ("vb-2", "02/03/2020"), ("vb-3", "03/03/2020")] {
        issued(&world, id, day);
    }
    assert_eq!(world.run(&["thu-hoi", "02/TB-STC", "--ly-do", "nhầm"]).code, 0);
    let shown = |options: &[&str]| {
        let outcome = world.run(&[&["so", "2020"], options].concat());
        outcome.stdout.lines().skip(1).map(|line| line[..2].to_owned()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(shown(&["--tu-so", "2"]), "02 03");
    assert_eq!(shown(&["--tu-so", "2", "--den-so", "2"]), "02");
    assert_eq!(shown(&["--tinh-trang", "thu-hoi"]), "02");
    assert_eq!(shown(&["--tinh-trang", "con-hieu-luc", "--den", "02/03/2020"]), "01");
    assert_eq!(shown(&["--day-so", "chung"]), "01 02 03");
    assert_eq!(shown(&["--day-so", "ke_hoach"]), "");
}

#[test]
fn a_document_made_elsewhere_takes_the_next_number_and_its_file_is_kept() {
    let world = notices(2);
    issued(&world, "vb-1", "01/03/2020");
    world.write("quet.pdf", b"%PDF-1.4 minh hoa");
    let add = [
        "so",
        "them",
        "--loai",
        "KH",
        "--trich-yeu",
        "Kiểm tra công vụ",
        "--ngay",
        "02/03/2020",
        "--nguoi-ky",
        "Nguyễn Văn An",
        "--noi-nhan",
        "Các phòng thuộc Sở",
        "--noi-nhan",
        "Như trên",
        "--luu",
        "VT, VP",
        "--so-ban",
        "12",
        "--tep",
        "quet.pdf",
    ];
    let dry = world.run(&[&add[..], &["--thu"]].concat());
    assert_eq!((dry.code, entries(world.root()).len()), (0, 1), "{}", dry.stderr);
    assert!(dry.stdout.starts_with("sẽ vào sổ: Kế hoạch số 02/KH-STC ngày 02/03/2020"), "{}", dry.stdout);
    let done = world.run(&add);
    assert_eq!(done.code, 0, "{}", done.stderr);
    let entry = entries(world.root()).remove("02/KH-STC").unwrap();
    assert_eq!((entry.recipients.len(), entry.copies, entry.filed.as_str()), (2, Some(12), "VT, VP"));
    assert_eq!(entry.file(Part::Signed).map(|file| file.length), Some(17));
    assert_eq!(world.read("output/2020/phat-hanh/02-KH-STC.pdf"), b"%PDF-1.4 minh hoa");
    issued(&world, "vb-2", "02/03/2020");
    assert!(world.run(&["so"]).stdout.contains("03/TB-STC"), "the register is one");
    whole(world.root());
}

#[test]
fn a_document_made_elsewhere_keeps_the_rules_of_numbers() {
    let world = notices(1);
    issued(&world, "vb-1", "10/03/2020");
    let add =
        |more: &[&str]| world.run(&[&["so", "them", "--ky-hieu", "STC-VP", "--trich-yeu", "Mời họp"], more].concat());
    let taken = add(&["--so", "1", "--ngay", "11/03/2020"]);
    assert!(taken.code == 2 && taken.stderr.contains("đã cấp cho 01/TB-STC"), "{}", taken.stderr);
    let back = add(&["--ngay", "09/03/2020"]);
    assert!(back.code == 2 && back.stderr.contains("lùi trước ngày 10/03/2020"), "{}", back.stderr);
    assert_eq!(add(&["--ngay", "09/03/2020", "--ly-do", "ghi sổ muộn"]).code, 0);
    let listed = world.run(&["so", "--loai", "cong_van"]);
    assert!(listed.stdout.contains("02/STC-VP") && listed.stdout.contains("ghi sổ muộn"), "{}", listed.stdout);
    let secret = add(&["--ngay", "11/03/2020", "--do-mat", "mat"]);
    assert!(secret.stdout.contains("dãy mat năm 2020"), "{}", secret.stdout);
    let unknown = world.run(&["so", "them", "--trich-yeu", "Mời họp"]);
    assert!(unknown.code == 2 && unknown.stderr.contains("chưa biết loại văn bản"), "{}", unknown.stderr);
    whole(world.root());
}

#[test]
fn the_file_of_a_document_made_elsewhere_is_looked_at_for_its_number() {
    let world = notices(2);
    issued(&world, "vb-1", "01/03/2020");
    let file = "output/2020/phat-hanh/01-TB-STC.docx";
    let add = ["so", "them", "--loai", "TB", "--trich-yeu", "Khác", "--ngay", "02/03/2020", "--tep", file];
    let outcome = world.run(&add);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(outcome.stderr.contains("SO06"), "{}", outcome.stderr);
    world.write("anh.jpg", b"x");
    let wrong = world.run(&["so", "them", "--loai", "TB", "--trich-yeu", "Khác", "--tep", "anh.jpg"]);
    assert!(wrong.code == 2 && wrong.stderr.contains("không phải là tệp .docx hoặc .pdf"), "{}", wrong.stderr);
}

const OLD: &str = "SỔ ĐĂNG KÝ VĂN BẢN ĐI NĂM 2019 (minh hoạ);;;;;;;;;\n\
    Số, ký hiệu văn bản;Ngày tháng văn bản;Tên loại và trích yếu nội dung văn bản;Người ký;Nơi nhận văn bản;\
    Đơn vị, người nhận bản lưu;Số lượng bản;Ngày chuyển;Ký nhận;Ghi chú\n\
    (1);(2);(3);(4);(5);(6);(7);(8);(9);(10)\n\
    01/KH-STC;02/01/2019;Kế hoạch phát động thi đua;Nguyễn Văn An;Các phòng; VT;5;;;\n\
    02/STC-VP;3/1/2019;V/v mời họp;Nguyễn Văn An;Như trên;VT;;;;\n\
    03/BC-STC;04/01/2019;;;;;;;;Hủy số\n\
    05/BC-STC;01/01/2019;Báo cáo quý I;;;;;;;\n";

#[test]
fn an_existing_register_is_taken_over_as_it_is_and_then_holds_the_numbers() {
    let world = notices(1).with("so-2019.csv", OLD);
    let dry = world.run(&["so", "nhap", "so-2019.csv", "--thu"]);
    assert_eq!(dry.code, 0, "{}", dry.stderr);
    assert_eq!(dry.stdout, "sẽ nhập 4 văn bản, bỏ qua 0 hàng; chưa có gì thay đổi\n");
    assert!(!world.root().join("data/luu-vt/so.sqlite").exists(), "--thu changes nothing");
    let done = world.run(&["so", "nhap", "so-2019.csv"]);
    assert_eq!((done.code, done.stdout.as_str()), (0, "đã nhập 4 văn bản vào sổ, bỏ qua 0 hàng\n"), "{}", done.stderr);
    for said in
        ["trước số 05/BC-STC thiếu số 04", "số 05/BC-STC ngày 01/01/2019, lùi trước ngày", "so-2019.csv, dòng 7"]
    {
        assert!(done.stderr.contains(said), "{said} is not in {}", done.stderr);
    }
    let next = world.run(&["so", "them", "--loai", "KH", "--trich-yeu", "Mới", "--ngay", "31/12/2019", "--thu"]);
    assert!(next.stdout.contains("06/KH-STC"), "{}{}", next.stdout, next.stderr);
    let found = world.run(&["so", "2019", "--tim", "phat dong", "--nguoi-ky", "van an"]);
    assert!(found.stdout.contains("Kế hoạch phát động thi đua"), "{}", found.stdout);
    assert!(world.run(&["so", "--tinh-trang", "huy"]).stdout.contains("03/BC-STC"));
    let verified = whole(world.root());
    assert_eq!((verified.documents, verified.report.notes()), (4, 1), "the old gap is only noted");
    let again = world.run(&["so", "nhap", "so-2019.csv"]);
    assert!(again.code == 1 && again.stderr.matches("SO03").count() == 4, "{}", again.stderr);
}

#[test]
fn nothing_is_taken_over_unless_every_row_is_understood_or_it_is_wished() {
    let bad = OLD.replace("3/1/2019", "hôm qua").replace("05/BC-STC", "01/KH-STC");
    let world = notices(1).with("so-2019.csv", &bad);
    let refused = world.run(&["so", "nhap", "so-2019.csv"]);
    assert_eq!((refused.code, refused.stdout.as_str()), (1, "chưa nhập gì: 2 hàng chưa nhập được, 2 hàng nhập được\n"));
    for said in ["“hôm qua”, cần ngày như", "dòng 5, cột thứ 2", "số 01/KH-STC trùng với so-2019.csv, dòng 4"]
    {
        assert!(refused.stderr.contains(said), "{said} is not in {}", refused.stderr);
    }
    assert!(!world.root().join("data/luu-vt/so.sqlite").exists());
    let taken = world.run(&["so", "nhap", "so-2019.csv", "--bo-qua-loi"]);
    assert_eq!(
        (taken.code, taken.stdout.as_str()),
        (1, "đã nhập 2 văn bản vào sổ, bỏ qua 2 hàng\n"),
        "{}",
        taken.stderr
    );
    whole(world.root());
}

/// A register with a document of each year, in Excel and in Word.
fn exported() -> Workspace {
    let world = notices(1).with("so-2019.csv", OLD);
    assert_eq!(world.run(&["so", "nhap", "so-2019.csv"]).code, 0);
    let said = world.run(&["so", "2019", "--ra", "so.xlsx", "--quyen", "1"]);
    assert_eq!((said.code, said.stdout.as_str()), (0, "đã ghi 4 văn bản vào so.xlsx\n"), "{}", said.stderr);
    assert_eq!(world.run(&["so", "2019", "--ra", "so.docx", "--quyen", "1"]).code, 0);
    world
}

#[test]
fn a_register_in_excel_can_be_taken_over_by_another_office() {
    let world = exported();
    let other = notices(1).with("so.xlsx", world.read("so.xlsx"));
    let done = other.run(&["so", "nhap", "so.xlsx"]);
    assert_eq!((done.code, done.stdout.as_str()), (0, "đã nhập 4 văn bản vào sổ, bỏ qua 0 hàng\n"), "{}", done.stderr);
    assert_eq!(other.run(&["so", "2019"]).stdout, world.run(&["so", "2019"]).stdout);
}

#[test]
fn the_register_in_word_is_the_page_in_its_golden_file_and_the_same_bytes_again() {
    let world = exported();
    let bytes = world.read("so.docx");
    let page = thidua::docx::dump(&DocxView::read(&bytes).unwrap());
    let lines = page.lines().filter(|line| !line.contains("thidua-dau-van-tay"));
    let page = lines.fold(String::new(), |text, line| text + line + "\n");
    matches_file(&page, &fixture("golden/so-dang-ky.txt"));
    let first = [bytes, world.read("so.xlsx")];
    for name in ["so.docx", "so.xlsx"] {
        assert_eq!(world.run(&["so", "2019", "--ra", name, "--quyen", "1"]).code, 0);
    }
    assert!(first == [world.read("so.docx"), world.read("so.xlsx")]);
}

#[test]
fn what_has_a_number_is_not_told_that_none_was_given() {
    let world = notices(2);
    issued(&world, "vb-1", "01/03/2020");
    let again = issue(&world, "vb-1", "01/03/2020");
    assert_eq!(again.code, 2);
    assert!(again.stderr.contains("01/TB-STC") && !again.stderr.contains("chưa số nào"), "{}", again.stderr);
    let late = world.run(&["phat-hanh", "vb-2", "--ngay", "01/03/2020", "--so", "9"]);
    assert!(late.code == 2 && late.stderr.contains("chưa số nào bị cấp"), "{}", late.stderr);
    // What stops it is no refusal of this document, and still the register knows its number.
    std::fs::remove_file(world.root().join("data/luu-vt/nhat-ky.jsonl")).unwrap();
    std::fs::create_dir(world.root().join("data/luu-vt/nhat-ky.jsonl")).unwrap();
    let stopped = issue(&world, "vb-1", "01/03/2020");
    assert!(stopped.code == 2 && !stopped.stderr.contains("; chưa số nào bị cấp"), "{}", stopped.stderr);
}
