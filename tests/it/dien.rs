//! Word templates as a clerk uses them: `dien`, `mau`, and `.docx` templates in the year's records.

use std::path::Path;

use thidua::docx::DocxView;
use thidua::ooxml::write::{FingerprintState, Repack, fingerprint_state};

use super::workspace::Workspace;

/// A folder with the built-in templates and their sample data in `mau/`.
fn desk() -> Workspace {
    let world = Workspace::empty();
    assert_eq!(world.run(&["mau", "xuat", "--ra", "mau"]).code, 0);
    world
}

fn text(world: &Workspace, path: &str) -> String {
    DocxView::read(&world.read(path)).unwrap().text()
}

/// Replaces text in the body of a Word file.
fn changed(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let mut package = Repack::open(bytes).unwrap();
    let body = package.text("word/document.xml").unwrap().unwrap();
    assert!(body.contains(from), "{from}");
    package.put("word/document.xml", body.replace(from, to));
    package.finish().unwrap()
}

const EACH: [&str; 9] = [
    "dien",
    "--mau",
    "mau/giay-khen.docx",
    "--du-lieu",
    "mau/giay-khen.yaml",
    "--danh-sach",
    "ca_nhan",
    "--ra",
    "ra/{{ thu_tu }}-{{ ho_ten | khong_dau }}.docx",
];

#[test]
fn every_built_in_word_template_is_filled_from_its_sample_data() {
    let world = desk();
    for (name, words) in [
        (
            "danh-sach",
            &["SỞ TÀI CHÍNH", "Đỗ Thị Làm Mẫu", "1.788.000", "một triệu bảy trăm tám mươi tám nghìn đồng"][..],
        ),
        ("phieu-cham-diem", &["II", "Sáng kiến rút ngắn thời gian giải quyết", "Nhận xét: ", "Tổng điểm"]),
    ] {
        let (template, data) = (format!("{name}.docx"), format!("mau/{name}.yaml"));
        let outcome = world.run(&["dien", "--mau", &template, "--du-lieu", &data, "--ra", "ra.docx"]);
        assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""), "{name}");
        let text = text(&world, "ra.docx");
        assert!(words.iter().all(|word| text.contains(word)), "{text}");
        assert!(!text.contains("{{") && !text.contains("{%"), "{text}");
        world.run(&["dien", "--mau", &template, "--du-lieu", &data, "--ra", "hai.docx"]);
        assert!(world.read("ra.docx") == world.read("hai.docx"), "{name} is not the same twice");
    }
}

#[test]
fn a_list_gives_one_file_per_item_and_what_was_edited_is_kept() {
    let world = desk();
    let outcome = world.run(&EACH);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    assert!(
        outcome.stdout.contains("ra/1-Tran Thi Vi Du.docx") && outcome.stdout.contains("mới"),
        "{}",
        outcome.stdout
    );
    assert_eq!(world.files("ra").len(), 3);
    let first = world.read("ra/1-Tran Thi Vi Du.docx");
    assert_eq!(fingerprint_state(&first), FingerprintState::Untouched);
    assert!(text(&world, "ra/1-Tran Thi Vi Du.docx").contains("Chuyên viên, Phòng Ngân sách"));
    let edited = changed(&first, "Trần Thị Ví Dụ", "Trần Thị Sửa Tay");
    world.write("ra/1-Tran Thi Vi Du.docx", &edited);
    let again = world.run(&EACH);
    assert_eq!(again.code, 1);
    assert!(again.stderr.contains("đã được sửa tay nên giữ nguyên"), "{}", again.stderr);
    assert!(world.read("ra/1-Tran Thi Vi Du.docx") == edited);
    assert!(world.read("ra/1-Tran Thi Vi Du.moi.docx") == first);
    assert!(again.stdout.contains("không đổi"), "{}", again.stdout);
}

#[test]
fn what_items_lack_is_told_with_the_items_and_nothing_is_written() {
    let world = desk().edited("mau/giay-khen.yaml", "    don_vi: Phòng Ngân sách\n", "");
    let outcome = world.run(&EACH);
    assert_eq!(outcome.code, 1);
    assert!(
        outcome.stderr.contains("don_vi") && outcome.stderr.contains("mục 1 (Trần Thị Ví Dụ)"),
        "{}",
        outcome.stderr
    );
    assert!(world.files("ra").is_empty(), "{:?}", world.files("ra").keys());
}

#[test]
fn everything_that_is_missing_is_told_at_once_also_behind_filters() {
    let world = desk().with("it.yaml", "ca_nhan:\n  - ho_ten: An\n  - ho_ten: Bình\n");
    let mut line = EACH;
    line[4] = "it.yaml";
    let outcome = world.run(&line);
    assert_eq!(outcome.code, 1);
    for name in ["tham_quyen", "don_vi", "thanh_tich", "so_quyet_dinh", "dia_danh", "ngay", "chuc_vu_ky", "nguoi_ky"] {
        assert!(outcome.stderr.contains(&format!("“{name}” ở cả 2 mục")), "{name}: {}", outcome.stderr);
    }
}

#[test]
fn two_items_of_one_file_name_are_told_before_anything_is_written() {
    let world = desk();
    let mut line = EACH;
    line[8] = "ra/{{ danh_xung }}{{ dia_danh }}.docx";
    let world = world.edited("mau/giay-khen.yaml", "danh_xung: Ông", "danh_xung: bà");
    let outcome = world.run(&line);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (1, ""));
    assert!(
        outcome.stderr.contains("mục 1 (Trần Thị Ví Dụ) và mục 2 (Lê Văn Thí Dụ) cùng tên tệp"),
        "{}",
        outcome.stderr
    );
    assert!(!world.root().join("ra").exists());
}

#[test]
fn the_items_can_be_joined_into_one_file_for_printing() {
    let world = desk();
    let mut line: Vec<&str> = EACH.to_vec();
    line[8] = "in.docx";
    line.push("--gop");
    let outcome = world.run(&line);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    let text = text(&world, "in.docx");
    let places: Vec<Option<usize>> =
        ["Trần Thị Ví Dụ", "Lê Văn Thí Dụ", "Văn phòng Sở"].iter().map(|name| text.find(name)).collect();
    assert!(places.is_sorted() && places[0].is_some(), "{places:?}");
    let body = Repack::open(&world.read("in.docx")).unwrap().text("word/document.xml").unwrap().unwrap();
    assert_eq!(body.matches("<w:sectPr").count(), 3);
    assert_eq!(body.matches(r#"<w:type w:val="nextPage"/>"#).count(), 2);
}

#[test]
fn a_table_of_excel_saved_as_csv_fills_a_template() {
    let csv = "STT;Họ tên;Chức vụ;Đơn vị;Thành tích;Tham quyền;Số quyết định;Địa danh;Ngày;Chức vụ ký;Người ký\r\n\
               1;Đỗ Thị An;Kế toán;Phòng Một;có thành tích;Giám đốc;01/QĐ;Hòa Sơn;06/02/2020;Giám đốc;Lê Văn Ký\r\n";
    let csv = csv.replace("Tham quyền", "Thẩm quyền");
    let world = desk().with("ds.csv", format!("\u{feff}{csv}"));
    let line =
        ["dien", "--mau", "giay-khen.docx", "--du-lieu", "ds.csv", "--danh-sach", "dong", "--ra", "{{ stt }}.docx"];
    let outcome = world.run(&line);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    assert!(text(&world, "1.docx").contains("Kế toán, Phòng Một"));
}

#[test]
fn what_is_asked_for_wrongly_is_answered_with_the_way_out() {
    let world = desk();
    for (line, code, words) in [
        (
            "dien --mau giay-ken.docx --du-lieu mau/giay-khen.yaml --ra a.docx",
            2,
            "có phải mẫu có sẵn “giay-khen.docx”?",
        ),
        ("dien --mau giay-khen.docx --du-lieu khong-co.yaml --ra a.docx", 2, "không có tệp “khong-co.yaml”"),
        ("dien --mau giay-khen.docx --du-lieu mau/ke-hoach.tera --ra a.docx", 1, "không đọc dữ liệu từ tệp .tera"),
        ("dien --mau danh-sach.docx --du-lieu mau/danh-sach.yaml --ra a.pdf", 2, "không phải tên tệp .docx"),
        ("dien --mau danh-sach.docx --du-lieu mau/danh-sach.yaml --ra {{so}}.docx", 2, "thêm --danh-sach"),
        ("dien --mau danh-sach.docx --du-lieu mau/danh-sach.yaml --danh-sach dog --ra a.docx", 1, "có phải là “dong”?"),
        ("mau xuat giay-ken.docx", 2, "có phải là “giay-khen.docx”?"),
    ] {
        let outcome = world.run(&line.split(' ').collect::<Vec<_>>());
        assert_eq!(outcome.code, code, "{line}: {}", outcome.stderr);
        assert!(outcome.stderr.contains(words), "{line}: {}", outcome.stderr);
        assert!(!world.root().join("a.docx").exists());
    }
}

#[test]
fn the_variables_of_a_template_are_listed_with_their_places() {
    let world = desk();
    let outcome = world.run(&["mau", "bien", "danh-sach.docx"]);
    assert_eq!(outcome.code, 0);
    let line = |start: &str| outcome.stdout.lines().find(|line| line.starts_with(start)).unwrap_or_default().to_owned();
    assert!(line("dong ").contains("danh sách"), "{}", outcome.stdout);
    assert!(line("dong[].ho_ten").contains("bảng 2 hàng 2 ô 2"), "{}", outcome.stdout);
    let json = world.run(&["mau", "bien", "danh-sach.docx", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    let all = json["bien"].as_array().unwrap();
    assert!(all.iter().any(|one| one["bien"] == "dong" && one["danh_sach"] == true), "{json}");
}

#[test]
fn a_faulty_template_is_told_and_its_copy_bears_a_comment_at_the_fault() {
    let world = desk();
    let faulty = changed(&world.read("mau/danh-sach.docx"), "{{ tieu_de }}", "{{ tieu_de }");
    world.write("hong.docx", &faulty);
    let outcome = world.run(&["mau", "kiem-tra", "hong.docx", "--chu-thich", "loi.docx"]);
    assert_eq!(outcome.code, 1);
    assert!(outcome.stderr.contains("hong.docx, thân văn bản"), "{}", outcome.stderr);
    let mut copy = world.read("loi.docx");
    let comments = Repack::open(&copy).unwrap().text("word/comments.xml").unwrap().unwrap();
    assert!(comments.contains("gợi ý: "), "{comments}");
    // The copy is ours, so it is written anew; without a fault there is none.
    assert_eq!(world.run(&["mau", "kiem-tra", "hong.docx", "--chu-thich", "loi.docx"]).code, 1);
    assert!(world.read("loi.docx") == copy && !world.root().join("loi.moi.docx").exists());
    copy.clear();
    let clean = world.run(&["mau", "kiem-tra", "mau/danh-sach.docx", "--chu-thich", "sach.docx"]);
    assert_eq!(clean.code, 0, "{}", clean.stderr);
    assert!(clean.stdout.ends_with("\nmau/danh-sach.docx: không có lỗi\n"), "{}", clean.stdout);
    assert!(!world.root().join("sach.docx").exists());
}

#[test]
fn a_template_is_checked_against_data_without_writing() {
    let world = desk().edited("mau/danh-sach.yaml", "tieu_de:", "tieude:");
    let line = ["mau", "kiem-tra", "danh-sach.docx", "--du-lieu", "mau/danh-sach.yaml"];
    let outcome = world.run(&line);
    assert_eq!(outcome.code, 1);
    assert!(outcome.stderr.contains("tieu_de") && outcome.stderr.contains("tieude"), "{}", outcome.stderr);
}

#[test]
fn built_in_templates_are_written_out_and_never_over_the_clerks_own() {
    let world = Workspace::empty().with("templates/cong-van.tera", "của tôi");
    let outcome = world.run(&["mau", "xuat", "cong-van.tera", "giay-khen.docx"]);
    assert_eq!(outcome.code, 1);
    assert_eq!(world.read("templates/cong-van.tera"), "của tôi".as_bytes());
    assert!(Path::new(&world.root().join("templates/cong-van.moi.tera")).exists());
    assert!(outcome.stderr.contains("giữ nguyên") && outcome.stdout.contains("giay-khen.docx"), "{}", outcome.stderr);
    assert_eq!(world.run(&["mau", "xuat", "cong-van.tera", "--ghi-de"]).code, 0);
    assert!(world.read("templates/cong-van.tera") != "của tôi".as_bytes());
}

const CERTIFICATES: &str = "\
loai: van_ban
ma: giay-khen
ten_loai: quyet_dinh
mau: giay-khen.docx
danh_sach: khen_thuong.ca_nhan
khen_thuong: thi-dua-cchc
trich_yeu: Về việc tặng Giấy khen năm {{ nam }}
can_cu: [nd-91-2017]
nguoi_ky:
  nguoi: ho-trong-luat
noi_nhan: [Như trên]
luu: [VT]
du_lieu:
  tham_quyen: \"{{ co_quan.tham_quyen }}\"
  so_quyet_dinh: 125/QĐ-STC
  dia_danh: \"{{ co_quan.dia_danh }}\"
  ngay: 28/12/2020
  chuc_vu_ky: Giám đốc
  nguoi_ky: \"{{ the_thuc.nguoi_ky.0.ho_ten }}\"
";

#[test]
fn a_record_may_name_a_word_template_and_give_one_file_per_person() {
    let record = CERTIFICATES.replace("\"{{ the_thuc.nguoi_ky.0.ho_ten }}\"", "Người Ký");
    let world = Workspace::shipped().with("data/2020/van-ban/giay-khen.yaml", record);
    let outcome = world.run(&["lap", "--van-ban", "giay-khen"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    assert_eq!(outcome.stdout.lines().count(), 13, "{}", outcome.stdout);
    let first = "output/2020/giay-khen/nguyen-thi-thu-ha.docx";
    assert!(text(&world, first).contains("Nguyễn Thị Thu Hà") && text(&world, first).contains("GIÁM ĐỐC SỞ"));
    let edited = changed(&world.read(first), "Nguyễn Thị Thu Hà", "Sửa Tay");
    world.write(first, &edited);
    let again = world.run(&["lap", "--van-ban", "giay-khen"]);
    assert_eq!(again.code, 1);
    assert!(world.read(first) == edited && again.stdout.contains("không đổi"), "{}", again.stdout);
}

#[test]
fn a_word_template_of_the_folder_sees_head_and_foot_of_its_document() {
    let shown = "{{ the_thuc.co_quan }} {{ the_thuc.so_ky_hieu }} {{ the_thuc.nguoi_ky | length }} {{ the_thuc.luu }}";
    let world = desk();
    let template = changed(&world.read("mau/giay-khen.docx"), "{{ tham_quyen | hoa }}", shown);
    let record = CERTIFICATES.replace("danh_sach: khen_thuong.ca_nhan\n", "").replace("giay-khen.docx", "rieng.docx");
    let record = record.replace("  ngay:", "  ho_ten: An\n  don_vi: Sở\n  thanh_tich: tốt\n  ngay:");
    let record = record.replace("\"{{ the_thuc.nguoi_ky.0.ho_ten }}\"", "Người Ký");
    let world =
        Workspace::shipped().with("data/2020/van-ban/giay-khen.yaml", record).with("templates/rieng.docx", template);
    let outcome = world.run(&["lap", "--van-ban", "giay-khen"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    let text = text(&world, "output/2020/giay-khen.docx");
    assert!(text.contains("SỞ TÀI CHÍNH") && text.contains("/QĐ-STC 1 VT"), "{text}");
}

#[test]
fn faults_of_a_word_template_stop_the_year_as_any_other() {
    let world = Workspace::shipped().with("data/2020/van-ban/giay-khen.yaml", CERTIFICATES);
    let outcome = world.run(&["lap"]);
    assert_eq!(outcome.code, 1);
    assert!(outcome.stderr.contains("the_thuc"), "{}", outcome.stderr);
    assert!(world.files("output").is_empty());
    let record = CERTIFICATES.replace("giay-khen.docx", "cong-van.tera");
    world.write("data/2020/van-ban/giay-khen.yaml", record);
    let outcome = world.run(&["lap", "--van-ban", "giay-khen"]);
    assert!(outcome.stderr.contains("MAU09"), "{}", outcome.stderr);
    world.write("data/2020/van-ban/giay-khen.yaml", CERTIFICATES.replace("giay-khen.docx", "giay-ken.docx"));
    let outcome = world.run(&["lap", "--van-ban", "giay-khen"]);
    assert!(outcome.stderr.contains("MAU01") && outcome.stderr.contains("“giay-khen.docx”"), "{}", outcome.stderr);
}

#[test]
fn a_template_that_does_not_end_is_told_once_for_all_items() {
    let template = std::fs::read(super::workspace::fixture("fill/loi-vong-lap-im-lang/mau.docx")).unwrap();
    let items: Vec<String> = (0..500).map(|at| format!("  - so: {at}\n")).collect();
    let world = Workspace::empty().with("mau.docx", template).with("ds.yaml", format!("ds:\n{}", items.concat()));
    let each = ["--du-lieu", "ds.yaml", "--danh-sach", "ds", "--ra", "ra/{{ thu_tu }}.docx"];
    for command in [&["dien", "--mau", "mau.docx"][..], &["mau", "kiem-tra", "mau.docx"]] {
        let rest = if command[0] == "dien" { &each[..] } else { &each[..4] };
        let outcome = world.run(&[command, rest].concat());
        assert_eq!(outcome.code, 1, "{}", outcome.stderr);
        assert!(outcome.stderr.contains("hàng triệu lượt vẫn chưa xong\n"), "{}", outcome.stderr);
    }
    assert!(!world.root().join("ra").exists());
}

#[test]
fn a_tag_left_in_a_part_that_is_not_filled_is_a_finding_and_the_file_is_made() {
    let file = |name: &str| std::fs::read(super::workspace::fixture("fill/phan-khong-co-the").join(name)).unwrap();
    let world = Workspace::empty().with("mau.docx", file("mau.docx")).with("ds.yaml", file("du-lieu.yaml"));
    for command in [
        &["dien", "--mau", "mau.docx", "--du-lieu", "ds.yaml", "--ra", "ra.docx"][..],
        &["mau", "kiem-tra", "mau.docx", "--du-lieu", "ds.yaml"],
    ] {
        let outcome = world.run(command);
        assert_eq!(outcome.code, 1, "{outcome:?}");
        assert!(outcome.stderr.contains("cảnh báo DM10: phần “customXml/item1.xml”"), "{}", outcome.stderr);
    }
    assert!(world.root().join("ra.docx").is_file());
}
