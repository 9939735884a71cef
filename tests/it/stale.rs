//! Files of earlier runs that are no longer made: taken away where nobody edited them, told either way.

use thidua::ooxml::write::{FingerprintState, fingerprint_state};

use super::workspace::{NOTICE, Workspace};

const CERTIFICATES: &str = "\
loai: van_ban
ma: giay-khen
ten_loai: quyet_dinh
mau: giay-khen.docx
danh_sach: du_lieu.ds
trich_yeu: Về việc tặng Giấy khen
can_cu: [nd-91-2017]
nguoi_ky:
  nguoi: ho-trong-luat
noi_nhan: [Như trên]
luu: [VT]
du_lieu:
  tham_quyen: GIÁM ĐỐC
  so_quyet_dinh: 125/QĐ-STC
  dia_danh: Ninh Thuận
  ngay: 28/12/2020
  chuc_vu_ky: Giám đốc
  nguoi_ky: Hồ Trọng Luật
  ds:
    - {ho_ten: Trần An, don_vi: Văn phòng, thanh_tich: tốt}
    - {ho_ten: Lê Thị Hoa, don_vi: Văn phòng, thanh_tich: tốt}
    - {ho_ten: Lê Thị Hoa, don_vi: Thanh tra, thanh_tich: tốt}
    - {ho_ten: Võ Nam, don_vi: Thanh tra, thanh_tich: tốt}
";

const PATH: &str = "data/2020/van-ban/giay-khen.yaml";

fn listed() -> Workspace {
    let world = Workspace::shipped().with(PATH, CERTIFICATES);
    assert_eq!(world.run(&["lap"]).code, 0);
    world
}

fn names(world: &Workspace, folder: &str) -> Vec<String> {
    world.files(folder).into_keys().collect()
}

/// The file as it is after somebody has opened and saved it.
fn edit(world: &Workspace, path: &str) -> Vec<u8> {
    let bytes = world.read(path);
    let mut package = thidua::ooxml::write::Repack::open(&bytes).unwrap();
    let body =
        package.text("word/document.xml").unwrap().unwrap().replace("Trần An", "Trần Ân").replace("tốt", "rất tốt");
    package.put("word/document.xml", body);
    let edited = package.finish().unwrap();
    assert_eq!(fingerprint_state(&edited), FingerprintState::Edited);
    world.write(path, &edited);
    edited
}

#[test]
fn a_person_taken_off_a_list_has_no_file_left_and_the_others_keep_theirs() {
    let world = listed();
    let all = ["le-thi-hoa-thanh-tra.docx", "le-thi-hoa-van-phong.docx", "tran-an.docx", "vo-nam.docx"];
    assert_eq!(names(&world, "output/2020/giay-khen"), all);
    let others = names(&world, "output/2020").len();
    let world = world.edited(PATH, "    - {ho_ten: Trần An, don_vi: Văn phòng, thanh_tich: tốt}\n", "");
    let outcome = world.run(&["lap"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert_eq!(names(&world, "output/2020/giay-khen"), [all[0], all[1], all[3]]);
    assert_eq!(names(&world, "output/2020").len(), others - 1);
    let told = "đã bỏ 1 tệp cũ lần này không lập nữa, chưa ai sửa:\n  output/2020/giay-khen/tran-an.docx";
    assert!(outcome.stderr.contains(told), "{}", outcome.stderr);
    assert!(outcome.stdout.lines().all(|line| !line.contains("giay-khen") || line.contains("không đổi")));
    assert_eq!(world.run(&["lap"]).stderr, "");
}

#[test]
fn a_file_that_somebody_edited_is_kept_and_told_and_so_is_all_with_giu_tep_cu() {
    let world = listed();
    let edited = edit(&world, "output/2020/giay-khen/tran-an.docx");
    let gone = "    - {ho_ten: Trần An, don_vi: Văn phòng, thanh_tich: tốt}\n";
    let world =
        world.edited(PATH, gone, "").edited(PATH, "    - {ho_ten: Võ Nam, don_vi: Thanh tra, thanh_tich: tốt}\n", "");
    let left = world.run(&["lap", "--giu-tep-cu"]);
    assert_eq!(left.code, 0, "{}", left.stderr);
    assert!(left.stderr.contains("còn 2 tệp cũ lần này không lập nữa"), "{}", left.stderr);
    let outcome = world.run(&["lap"]);
    assert_eq!(outcome.code, 1, "an edited file stays that does not belong there");
    assert!(
        outcome.stderr.contains("đã sửa tay nên giữ nguyên:\n  output/2020/giay-khen/tran-an.docx"),
        "{}",
        outcome.stderr
    );
    assert!(world.read("output/2020/giay-khen/tran-an.docx") == edited);
    assert!(!world.root().join("output/2020/giay-khen/vo-nam.docx").exists());
}

#[test]
fn the_draft_of_a_record_that_is_gone_or_has_another_code_goes_with_it() {
    let world = listed().edited("data/2020/van-ban/cong-van-don-doc.yaml", "ma: cong-van-don-doc", "ma: don-doc");
    let world = world.without(PATH).edited("data/2020/ho-so.yaml", "cong-van-don-doc", "don-doc");
    world.write("output/2020/ghi-chu.docx", b"PK");
    world.write("output/2020/cong-van-don-doc.pdf", b"%PDF-1.7 /Producer (LibreOffice 24.2)");
    let one = world.run(&["lap", "--van-ban", "ke-hoach"]);
    assert!(one.code == 0 && one.stderr.is_empty(), "a run for one document concerns no other: {}", one.stderr);
    let outcome = world.run(&["lap"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    for gone in ["output/2020/giay-khen", "output/2020/cong-van-don-doc.docx", "output/2020/cong-van-don-doc.pdf"] {
        assert!(!world.root().join(gone).exists(), "{gone}");
    }
    assert!(world.root().join("output/2020/don-doc.docx").exists());
    assert_eq!(world.read("output/2020/ghi-chu.docx"), b"PK", "what is not ours is not touched");
}

#[test]
fn a_version_beside_an_edited_file_goes_when_the_two_are_one_again() {
    let world = listed();
    let path = "output/2020/giay-khen/tran-an.docx";
    edit(&world, path);
    assert_eq!(world.run(&["lap"]).code, 1);
    let beside = "output/2020/giay-khen/tran-an.moi.docx";
    assert!(world.root().join(beside).exists());
    assert_eq!(world.run(&["lap"]).code, 1);
    assert!(world.root().join(beside).exists(), "it waits for somebody to compare the two");
    assert_eq!(world.run(&["lap", "--ghi-de"]).code, 0);
    assert!(!world.root().join(beside).exists());
}

#[test]
fn published_files_and_other_folders_are_never_looked_at() {
    let world = Workspace::saying("Văn phòng Sở thông báo.\n").without("data/2020/van-ban/van-ban.yaml");
    for id in ["vb-1", "vb-2"] {
        world.write(&format!("data/2020/van-ban/{id}.yaml"), NOTICE.replace("ma: van-ban", &format!("ma: {id}")));
    }
    assert_eq!(world.run(&["lap"]).code, 0);
    assert_eq!(world.run(&["lap", "--ra", "ban-thao"]).code, 0);
    assert_eq!(world.run(&["phat-hanh", "vb-1", "--ngay", "01/03/2020"]).code, 0);
    let published = world.files("output/2020/phat-hanh");
    let world = world.without("data/2020/van-ban/vb-1.yaml");
    world.write("ban-thao/phat-hanh/vb-1.docx", world.read("ban-thao/vb-1.docx"));
    assert_eq!(world.run(&["lap"]).code, 0);
    assert_eq!(world.files("output/2020/phat-hanh"), published);
    assert!(!world.root().join("output/2020/vb-1.docx").exists());
    assert!(world.root().join("ban-thao/vb-1.docx").exists(), "another folder than that of the run");
    assert_eq!(world.run(&["lap", "--ra", "ban-thao"]).code, 0);
    assert!(world.root().join("ban-thao/vb-1.docx").exists(), "nothing tells of which year it is");
}

#[test]
fn nothing_is_taken_away_when_a_record_has_an_error() {
    let world = listed().edited(PATH, "    - {ho_ten: Trần An, don_vi: Văn phòng, thanh_tich: tốt}\n", "");
    let world = world.edited("data/2020/van-ban/ke-hoach.yaml", "ten_loai: ke_hoach", "ten_loai: ke_hoachh");
    assert_eq!(world.run(&["lap"]).code, 1);
    assert_eq!(names(&world, "output/2020/giay-khen").len(), 4);
}

#[test]
fn what_dien_made_of_a_list_goes_when_the_item_goes_and_no_other_file() {
    let template = std::fs::read(super::workspace::fixture("fill/bieu-thuc/mau.docx")).unwrap();
    let built_in = Workspace::empty();
    assert_eq!(built_in.run(&["mau", "xuat", "giay-khen.docx"]).code, 0);
    let mau = built_in.read("templates/giay-khen.docx");
    let data = CERTIFICATES.split_once("du_lieu:\n").unwrap().1.replace("\n  ", "\n");
    let world = Workspace::empty().with("mau.docx", mau).with("a.yaml", data.trim_start()).with("khac.docx", template);
    let run = |data: &str, out: &str| {
        world.run(&["dien", "--mau", "mau.docx", "--du-lieu", data, "--danh-sach", "ds", "--ra", out])
    };
    let out = "ra/{{ ho_ten | khong_dau }} {{ don_vi | khong_dau }}.docx";
    assert_eq!(run("a.yaml", out).code, 0, "{:?}", run("a.yaml", out));
    assert_eq!(names(&world, "ra").len(), 4);
    let fewer = String::from_utf8(world.read("a.yaml")).unwrap();
    let line = fewer.lines().find(|line| line.contains("Trần An")).unwrap().to_owned();
    world.write("b.yaml", fewer.replace(&format!("{line}\n"), "").replace("Võ Nam", "Võ Bắc"));
    assert_eq!(run("b.yaml", out).code, 0);
    assert_eq!(names(&world, "ra").len(), 5, "another list may belong into the same folder");
    world.write("a.yaml", fewer.replace(&format!("{line}\n"), ""));
    let outcome = run("a.yaml", out);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(
        outcome.stderr.contains("đã bỏ 1 tệp cũ") && outcome.stderr.contains("ra/Tran An Van phong.docx"),
        "{}",
        outcome.stderr
    );
}
