//! A file rolled over: what changes, and that nothing else does.

use proptest::prelude::*;

use super::calendar::Calendar;
use super::rename::Renames;
use super::walk::{Roller, Tables};
use crate::diag::Report;
use crate::record::Records;
use crate::source::{Sources, tree};

fn roll_with(text: &str, records: &Records, to: i32) -> String {
    let (mut sources, mut report) = (Sources::new(), Report::new());
    let folder = std::path::Path::new("/nowhere");
    let calendar = Calendar::load(folder, &mut sources, &mut report).expect("it is built in");
    let renames = Renames::load(folder, &mut sources, &mut report).expect("it is built in");
    let file = sources.add("a.yaml", text.to_owned());
    let tables = Tables { rates: crate::record::rates::built_in(), reform: crate::record::reform::built_in() };
    let roller = Roller { records, to, calendar: &calendar, renames: &renames, tables: &tables, left: Vec::new() };
    let (made, _) = roller.roll(file, &sources, &mut report);
    let again = sources.add("b.yaml", made.clone());
    assert!(tree::parse(again, &sources, &mut report).is_some() && report.is_empty(), "not YAML:\n{made}");
    made
}

fn roll(text: &str, to: i32) -> String {
    roll_with(text, &Records { year: 2020, ..Records::default() }, to)
}

fn same(old: &str, new: &str) {
    assert_eq!(roll(old, 2021), new);
}

#[test]
fn number_and_date_become_blank_and_the_remarks_behind_them_stay() {
    same(
        "loai: van_ban\nso: 15   # do văn thư ghi\nngay: 03/02/2020\nmau: a\n",
        "loai: van_ban\nso:   # do văn thư ghi\nngay:\nmau: a\n",
    );
}

#[test]
fn a_deadline_keeps_the_day_that_is_meant_in_a_remark_and_does_not_creep() {
    let old = "loai: nhiem_vu\ndanh_sach:\n  - ma: a\n    han: 28/02/2020  # theo chỉ đạo\n    tien_do: []\n";
    let next = roll(old, 2021);
    assert!(next.contains("    han: 26/02/2021  # theo chỉ đạo   # dời từ 28/02 (Chủ nhật)\n"), "{next}");
    let records = Records { year: 2021, ..Records::default() };
    assert_eq!(roll_with(&next, &records, 2022), roll(old, 2022));
    assert!(roll(old, 2022).contains("    han: 28/02/2022  # theo chỉ đạo\n"));
}

#[test]
fn the_29th_of_february_comes_back() {
    let old = "loai: nhiem_vu\ndanh_sach:\n  - han: 2020-02-29\n";
    let next = roll(old, 2022);
    assert!(next.contains("han: 2022-02-28   # dời từ 29/02 (năm 2022 không có ngày này)"), "{next}");
    let records = Records { year: 2022, ..Records::default() };
    assert!(roll_with(&next, &records, 2024).contains("han: 2024-02-29\n"));
}

#[test]
fn a_remark_that_does_not_lead_to_the_day_is_not_believed() {
    let old = "loai: nhiem_vu\ndanh_sach:\n  - han: 10/3/2020   # dời từ 28/02 (Chủ nhật)\n";
    assert!(roll(old, 2021).contains("han: 10/3/2021\n"));
}

#[test]
fn this_years_values_become_last_years_and_a_missing_key_is_added() {
    same(
        "loai: chi_so\ndanh_sach:\n  - nam_truoc: 1,5\n    nam_nay: 2,50 # mới\n    hang_nay: 3\n    cong_bo: 1/1/2020\n",
        "loai: chi_so\ndanh_sach:\n  - nam_truoc: 2,50\n    nam_nay: # mới\n    hang_truoc: 3\n    hang_nay:\n    cong_bo:\n",
    );
    let skipped = roll("loai: chi_so\ndanh_sach:\n  - nam_truoc: 1,5\n    nam_nay: 2,5\n", 2022);
    assert!(skipped.contains("nam_truoc: \"??") || skipped.contains("nam_truoc: ?? giá trị năm 2021"), "{skipped}");
}

#[test]
fn a_value_that_would_begin_with_a_brace_is_quoted() {
    same(
        "loai: van_ban\ntrich_yeu: 2020 là năm đầu\nnoi_nhan: [Ban 2020, Sở]\n",
        "loai: van_ban\ntrich_yeu: \"{{ nam }} là năm đầu\"\nnoi_nhan: [\"Ban {{ nam }}\", Sở]\n",
    );
}

#[test]
fn a_round_of_commendation_keeps_one_pattern_with_questions() {
    let old = "loai: khen_thuong\nma: d\nca_nhan:\n  - nguoi: an\n    hinh_thuc: gk\n  # hai\n  - nguoi: binh\n    hinh_thuc: gk\ntap_the:\n";
    same(
        old,
        "loai: khen_thuong\nma: d\nca_nhan:\n  - nguoi: ?? mã người được khen năm 2021, trước đây ghi an ??\n    hinh_thuc: gk\n  # hai\ntap_the:\n",
    );
}

#[test]
fn what_the_office_keeps_for_its_own_templates_moves_on_at_any_depth() {
    same(
        "loai: van_ban\ndu_lieu:\n  hop: {ngay: 05/3/2020, noi: Hội trường 2}\n  viec:\n    - Tổng kết năm 2020\n",
        "loai: van_ban\ndu_lieu:\n  hop: {ngay: 05/3/2021, noi: Hội trường 2}\n  viec:\n    - Tổng kết năm {{ nam }}\n",
    );
}

#[test]
fn the_plan_of_the_year_is_asked_for_and_other_laws_stay() {
    let law = "loai: phap_ly\ndanh_sach:\n  - ma: k\n    ten_loai: Kế hoạch\n    so_ky_hieu: 1/KH\n    trich_yeu: >-\n      việc của\n      năm 2020\n    nguon: >-\n      bản in\n  - ma: l\n    ten_loai: Luật\n    so_ky_hieu: 2/L\n    trich_yeu: việc\n";
    same(
        law,
        "loai: phap_ly\ndanh_sach:\n  - ma: k\n    ten_loai: Kế hoạch\n    so_ky_hieu: ?? số, ký hiệu của Kế hoạch năm 2021, trước đây ghi 1/KH ??\n    trich_yeu: >-\n      việc của\n      năm {{ nam }}\n    nguon:\n  - ma: l\n    ten_loai: Luật\n    so_ky_hieu: 2/L\n    trich_yeu: việc\n",
    );
}

/// Rolls a year of several files over as the command does.
fn rolled_year(files: &[(&str, &str)], to: i32) -> (Vec<(String, String)>, Vec<String>) {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let name = format!("thidua-nam-moi-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let root = std::env::temp_dir().join(name);
    for (name, text) in files {
        let path = root.join("data").join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    let (mut sources, mut report) = (Sources::new(), Report::new());
    let wish = super::Wish { root: &root, from: None, to, answers: None, allowed: &[] };
    let renewed = super::renew(&wish, &mut sources, &mut report).expect("it can be read");
    let _ = std::fs::remove_dir_all(&root);
    let renewed = renewed.unwrap_or_else(|| panic!("{}", crate::diag::text::render(&report, &sources, false)));
    (renewed.files, renewed.notes)
}

#[test]
fn extended_dropped_and_handed_over_tasks_roll_over_as_they_ended() {
    let units = "loai: don_vi\ndanh_sach:\n  - ma: a\n    ten: Phòng A\n    viet_tat: PA\n    doi_ten:\n      - tu: 01/3/2020\n        ten: Phòng A mới\n      - tu: 01/5/2021\n        ten: Phòng A sau\n  - ma: b\n    ten: Phòng B\n    sap_nhap: {tu: 01/7/2020, vao: a}\n  - ma: c\n    ten: Phòng C\n    giai_the: 01/8/2020\n";
    let people = "loai: nguoi\ndanh_sach:\n  - ma: an\n    ho_ten: Nguyễn Văn An\n    chuc_vu: Trưởng phòng\n    don_vi: b\n    thay_doi:\n      - tu: 01/10/2020\n        chuc_vu: Phó Giám đốc\n";
    let tasks = "loai: nhiem_vu\ndanh_sach:\n  - ma: t1\n    ten: Một\n    linh_vuc: l\n    don_vi: [b, a]\n    han: 31/3/2020\n    gia_han:\n      - ngay: 20/3/2020\n        han: 30/4/2020\n    san_pham: x\n    tien_do:\n      - ngay: 20/4/2020\n        phan_tram: 100\n  - ma: t2\n    ten: Hai\n    linh_vuc: l\n    don_vi: b\n    han: 30/11/2020\n    gia_han:\n      - ngay: 20/11/2020\n        han: 15/02/2021\n    san_pham: x\n  - ma: t3\n    ten: Ba\n    linh_vuc: l\n    don_vi: a\n    han: 30/11/2020\n    thoi_thuc_hien: {ngay: 01/9/2020}\n    san_pham: x\n  - ma: t4\n    ten: Bốn\n    linh_vuc: l\n    don_vi: a\n    chuyen_giao:\n      - ngay: 01/6/2020\n        don_vi: c\n    han: 31/7/2020\n    san_pham: x\n";
    let (files, notes) = rolled_year(&[("2020/a.yaml", units), ("2020/b.yaml", people), ("2020/c.yaml", tasks)], 2021);
    let text = |at: usize| files[at].1.as_str();
    assert_eq!(
        text(0),
        "loai: don_vi\ndanh_sach:\n  - ma: a\n    ten: Phòng A mới\n    viet_tat: PA\n    doi_ten:\n      - tu: 01/5/2021\n        ten: Phòng A sau\n"
    );
    assert_eq!(
        text(1),
        "loai: nguoi\ndanh_sach:\n  - ma: an\n    ho_ten: Nguyễn Văn An\n    chuc_vu: Phó Giám đốc\n    don_vi: a\n    thay_doi:\n"
    );
    assert_eq!(
        text(2),
        "loai: nhiem_vu\ndanh_sach:\n  - ma: t1\n    ten: Một\n    linh_vuc: l\n    don_vi: [a]\n    han: 31/3/2021\n    gia_han:\n    san_pham: x\n    tien_do:\n  - ma: t2\n    ten: Hai\n    linh_vuc: l\n    don_vi: a\n    han: 15/02/2021\n    gia_han:\n    san_pham: x\n  - ma: t4\n    ten: Bốn\n    linh_vuc: l\n    don_vi: ?? mã đơn vị thay cho c, giải thể ngày 01/08/2020 ??\n    chuyen_giao:\n    han: 30/7/2021   # dời từ 31/7 (thứ Bảy)\n    san_pham: x\n"
    );
    for said in
        ["Phòng B đã sáp nhập từ ngày 01/07/2020", "nhiệm vụ t3 thôi thực hiện", "nhiệm vụ t2 chưa xong, đã gia hạn"]
    {
        assert!(notes.iter().any(|note| note.contains(said)), "no {said} in {notes:#?}");
    }
}

#[test]
fn items_go_out_of_lists_between_brackets_too() {
    let units = "loai: don_vi\ndanh_sach: [{ma: b, ten: B, giai_the: 01/3/2020}, {ma: a, ten: A,\n  doi_ten: [{tu: 01/3/2020, ten: A hai}, {tu: 01/5/2021, ten: A ba}]},\n  {ma: c, ten: C, sap_nhap: {tu: 01/7/2020, vao: a}}, # hết\n  {ma: d, ten: D, giai_the: 01/8/2020}]\n";
    let (files, notes) = rolled_year(&[("2020/a.yaml", units)], 2021);
    assert_eq!(
        files[0].1,
        "loai: don_vi\ndanh_sach: [{ma: a, ten: A hai,\n  doi_ten: [{tu: 01/5/2021, ten: A ba}]}]\n"
    );
    assert_eq!(notes.iter().filter(|note| note.contains("không chép sang")).count(), 3, "{notes:#?}");
    let all_gone = "loai: don_vi\ndanh_sach: [{ma: b, ten: B, giai_the: 01/3/2020}]\n";
    assert_eq!(rolled_year(&[("2020/a.yaml", all_gone)], 2021).0[0].1, "loai: don_vi\ndanh_sach: []\n");
    same(
        "loai: khen_thuong\nma: d\nca_nhan: [{nguoi: an, hinh_thuc: gk}, {nguoi: binh, hinh_thuc: gk}]\n",
        "loai: khen_thuong\nma: d\nca_nhan: [{nguoi: \"?? mã người được khen năm 2021, trước đây ghi an ??\", hinh_thuc: gk}]\n",
    );
}

#[test]
fn a_place_that_several_provinces_have_changes_its_name_in_the_right_one_only() {
    let rolled = |office: &str, text: &str| {
        let office = format!(
            "loai: co_quan\nten: Ủy ban nhân dân xã\nviet_tat: UBND\ndia_danh: {office}\ntham_quyen: Chủ tịch\n"
        );
        let tasks = format!(
            "loai: nhiem_vu\ndanh_sach:\n  - ma: a\n    linh_vuc: l\n    don_vi: d\n    han: 31/3/2026\n    san_pham: x\n    ten: {text}\n"
        );
        let (files, _) = rolled_year(&[("2026/a.yaml", &office), ("2026/b.yaml", &tasks)], 2027);
        files[1].1.split_once("ten: ").expect("a name").1.trim_end().to_owned()
    };
    for (office, text, wanted) in [
        ("Đồng Nai", "Kiểm tra Xã Long Thành", "Kiểm tra Phường Long Thành"),
        ("Ninh Thuận", "Kiểm tra xã Long Thành", "Kiểm tra xã Long Thành"),
        ("Tây Ninh", "Về xã Long Thành, tỉnh Đồng Nai", "Về phường Long Thành, thành phố Đồng Nai"),
        ("Đồng Nai", "Về xã Long Thành, tỉnh Tây Ninh", "Về xã Long Thành, tỉnh Tây Ninh"),
        ("Đồng Nai", "XÃ TÂN PHÚ", "PHƯỜNG TÂN PHÚ"),
        ("Bắc Ninh", "xã Hiệp Hòa. Tỉnh giao", "phường Hiệp Hòa. Tỉnh giao"),
    ] {
        assert_eq!(rolled(office, text), wanted);
    }
}

#[test]
fn a_name_with_commas_is_found_with_them_and_not_without() {
    let names = "doi_ten:\n  - cu: Ban Chỉ đạo về khoa học, công nghệ và Đề án 06\n    moi: Ban Chỉ đạo số 57\n    tu: 01/01/2021\n";
    let task = |id: &str, name: &str| {
        format!("  - ma: {id}\n    ten: {name}\n    linh_vuc: l\n    don_vi: d\n    han: 31/3/2020\n    san_pham: x\n")
    };
    let with = task("a", "Họp Ban Chỉ đạo về khoa học, công nghệ và Đề án 06, quý I");
    let without = task("b", "Họp Ban Chỉ đạo về khoa học công nghệ và Đề án 06");
    let tasks = format!("loai: nhiem_vu\ndanh_sach:\n{with}{without}");
    let (files, _) = rolled_year(&[("doi-ten.yaml", names), ("2020/b.yaml", &tasks)], 2021);
    let text = &files[0].1;
    assert!(text.contains("ten: Họp Ban Chỉ đạo số 57, quý I\n"), "{text}");
    assert!(text.contains("ten: Họp Ban Chỉ đạo về khoa học công nghệ và Đề án 06\n"), "{text}");
}

#[test]
fn letters_of_correction_and_replacements_are_not_made_again() {
    let paper = |id: &str, tie: &str| {
        format!(
            "loai: van_ban\nma: {id}\nten_loai: cong_van\nmau: cong-van.tera\ntrich_yeu: Việc\nnguoi_ky: {{nguoi: an}}\n{tie}"
        )
    };
    let kept = paper("ke-hoach-2020", "khen_thuong: dot-2020\ndinh_chinh:\n");
    let (left, replaced) = (paper("dc-01", "dinh_chinh: 05/KH-STC\n"), paper("tt-01", "thay_the: 07/KH-STC\n"));
    let dossier = "loai: ho_so\ndanh_sach:\n  - ma: hs-2020\n    ky_hieu: 01/2020.VP\n    tieu_de: Hồ sơ năm 2020\n    thoi_han: x\n    nguoi_lap: an\n    van_ban: [ke-hoach-2020, dc-01]\n";
    let (files, notes) = rolled_year(
        &[
            ("2020/ho-so.yaml", dossier),
            ("2020/van-ban/a-2020.yaml", &kept),
            ("2020/van-ban/b.yaml", &left),
            ("2020/van-ban/c.yaml", &replaced),
        ],
        2021,
    );
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["data/2021/ho-so.yaml", "data/2021/van-ban/a-2021.yaml"]);
    let (dossier, paper) = (&files[0].1, &files[1].1);
    for said in ["ma: hs-2021", "ky_hieu: 01/2021.VP", "tieu_de: Hồ sơ năm {{ nam }}", "van_ban: [ke-hoach-2021]"] {
        assert!(dossier.contains(said), "no {said} in\n{dossier}");
    }
    assert!(paper.contains("ma: ke-hoach-2021") && paper.contains("khen_thuong: dot-2021"), "{paper}");
    for said in ["van-ban/b.yaml: văn bản đính chính 05/KH-STC, không chép sang", "văn bản thay thế 07/KH-STC"]
    {
        assert!(notes.iter().any(|note| note.contains(said)), "no {said} in {notes:#?}");
    }
}

#[test]
fn no_date_or_year_of_free_data_stays_unasked_and_numbers_stay() {
    for (old, new) in [
        ("ngay: 20/12/2020", "ngay: 20/12/2021"),
        ("ngay: 20-12-2020", "ngay: 20-12-2021"),
        ("ngay: 20.12.2020", "ngay: 20.12.2021"),
        ("ngay: 2020/12/20", "ngay: 2021/12/20"),
        ("ngay: '2020-12-20'", "ngay: '2021-12-20'"),
        ("ngay_thanh_lap: 15/6/1992", "ngay_thanh_lap: 15/6/1992"),
        ("nam: 2020", "nam: 2021"),
        ("cac_nam: [2019, 2020]", "cac_nam: [2020, 2021]"),
        ("so_phieu: 2020", "so_phieu: 2020"),
        ("tai_lieu_so: 2020 phiếu", "tai_lieu_so: 2020 phiếu"),
        ("ky: Quý IV/2020", "ky: Quý IV/{{ nam }}"),
        ("20/12/2020: Họp", "20/12/2021: Họp"),
        (
            "hop: [{ngay: 20/12/2020}, Ngày 20/12/2020]",
            "hop: [{ngay: 20/12/2021}, \"Ngày ?? ngày nào, trước đây ghi 20/12/2020 ??\"]",
        ),
    ] {
        let text = |line: &str| format!("loai: van_ban\ndu_lieu:\n  {line}\n");
        let made = roll(&text(old), 2021);
        assert!(made == text(new) || made == text(&new.replace('"', "")), "{old} gives\n{made}");
    }
    let asked = roll("loai: van_ban\ndu_lieu:\n  gi_do: 2020\n  theo: {2020: 82}\n  ky: 20/12/20\n", 2021);
    assert_eq!(asked.matches("??").count(), 6, "{asked}");
}

/// Keys of a document with values that change in all the ways there are.
const LINES: [&str; 9] = [
    "so: 12",
    "ngay: 03/4/2020",
    "trich_yeu: Việc của năm 2020",
    "kinh_gui: [UBND tỉnh, \"Sở 2020\"]",
    "ky_bao_cao:\n  tu: 15/12/2019   # đầu kỳ\n  den: 14/6/2020",
    "theo_de_nghi: >-\n  Theo đề nghị\n  ngày 01/02/2020",
    "mau: a.tera",
    "noi_nhan:\n  # nơi nhận\n  - Như trên\n\n  - Lưu năm 2020",
    "du_lieu:\n  a: 'năm 2020'\n  b: |\n    Nghị định số 30/2020/NĐ-CP\n\n    năm 2019",
];

fn comments(text: &str) -> Vec<&str> {
    text.lines().filter_map(|line| line.find('#').and_then(|at| line.get(at..))).collect()
}

fn keys(text: &str) -> Vec<&str> {
    let keys = text.lines().filter(|line| !line.trim_start().starts_with('#'));
    keys.filter_map(|line| line.split_once(':')).map(|(key, _)| key).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn comments_order_and_layout_survive(
        order in Just((0..LINES.len()).collect::<Vec<_>>()).prop_shuffle(),
        remarks in prop::collection::vec("[a-zđă ]{0,12}", LINES.len()),
        gaps in prop::collection::vec(0_usize..3, LINES.len()),
        windows in any::<bool>(),
    ) {
        let mut text = "loai: van_ban\n".to_owned();
        for ((line, remark), gap) in order.iter().map(|at| LINES[*at]).zip(&remarks).zip(&gaps) {
            text.push_str(&format!("{}# ghi chú {remark}\n{line}\n", "\n".repeat(*gap)));
        }
        let text = if windows { text.replace('\n', "\r\n") } else { text };
        let rolled = roll(&text, 2021);
        prop_assert_eq!(comments(&rolled), comments(&text));
        prop_assert_eq!(keys(&rolled), keys(&text));
        prop_assert_eq!(rolled.lines().count(), text.lines().count());
        prop_assert_eq!(rolled.matches('\r').count(), text.matches('\r').count());
        prop_assert_eq!(roll(&text, 2021), rolled);
    }

    #[test]
    fn comments_between_tasks_survive_though_their_progress_goes(
        remarks in prop::collection::vec("[a-zđă ]{0,12}", 1..6),
        day in 1_u32..29,
        month in 1_u32..13,
        to in 2021_i32..2030,
    ) {
        let mut text = "# đầu tệp\nloai: nhiem_vu\ndanh_sach:\n".to_owned();
        for (at, remark) in remarks.iter().enumerate() {
            text.push_str(&format!(
                "  # {remark}\n  - ma: t{at}   # {remark} mã\n    han: {day:02}/{month:02}/2020   # {remark} hạn\n    tien_do:   # {remark} bỏ\n      - ngay: 05/3/2020\n        ty_le: 50\n    san_pham: Báo cáo   # {remark}\n\n"
            ));
        }
        let rolled = roll(&text, to);
        let own = |comment: &&str| comment.split("# dời từ ").next().unwrap_or_default().trim_end().to_owned();
        let (old, new) = (comments(&text), comments(&rolled));
        prop_assert_eq!(new.iter().map(own).collect::<Vec<_>>(), old.iter().map(own).collect::<Vec<_>>());
        prop_assert_eq!(rolled.matches("ty_le").count(), 0);
        prop_assert_eq!(rolled.matches("- ma: t").count(), remarks.len());
    }

    #[test]
    fn no_text_of_a_clerk_makes_it_fail(value in "\\PC{0,40}", key in "(trich_yeu|noi_nhan|du_lieu|so|can_cu)") {
        let text = format!("loai: van_ban\n{key}: {value}\n");
        let (mut sources, mut report) = (Sources::new(), Report::new());
        let file = sources.add("a.yaml", text.clone());
        prop_assume!(tree::parse(file, &sources, &mut report).is_some() && report.is_empty());
        roll(&text, 2021);
    }
}
