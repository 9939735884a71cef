//! Hồ sơ: what is due, one of them in a file, and what keeps it from being made.

use std::io::{Cursor, Read};

use super::super::golden::page;
use super::super::workspace::{fixture, matches_file};
use super::*;

const ZIP: &str = "output/2020/ho-so/2020-01-TDKT.zip";

/// The shipped year with the documents of its first hồ sơ issued.
fn filed() -> Workspace {
    let world = Workspace::shipped();
    issued(&world, "ke-hoach", "20/02/2020");
    issued(&world, "cong-van-don-doc", "20/11/2020");
    issued(&world, "bao-cao-nam", "25/12/2020");
    world
}

#[track_caller]
fn exported(world: &Workspace) -> BTreeMap<String, Vec<u8>> {
    let outcome = world.run(&["luu", "xuat", "--ho-so", "01.TĐKT"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    unpacked(&world.read(ZIP))
}

/// The files of a bag, without the folder they stand in.
fn unpacked(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = BTreeMap::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).unwrap();
        let name = file.name().strip_prefix("2020-01-TDKT/").unwrap().to_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        files.insert(name, content);
    }
    files
}

#[track_caller]
fn holds(file: &[u8], words: &str) {
    let text = String::from_utf8(file.to_vec()).unwrap();
    assert!(text.contains(words), "{words:?} is not in {text}");
}

#[test]
fn a_bag_holds_the_documents_in_order_with_list_metadata_and_right_checksums() {
    let bag = exported(&filed());
    let documents: Vec<&String> =
        bag.keys().filter(|name| name.rsplit('.').next() == Some("docx") && name.contains("van-ban")).collect();
    let expected = ["001-01-KH-STC/01-KH-STC", "002-02-STC-VP/02-STC-VP", "003-03-BC-STC/03-BC-STC"];
    assert_eq!(documents, expected.map(|name| format!("data/van-ban/{name}.docx")).iter().collect::<Vec<_>>());
    holds(&bag["bagit.txt"], "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    for (manifest, inside) in [("manifest-sha256.txt", true), ("tagmanifest-sha256.txt", false)] {
        let text = String::from_utf8(bag[manifest].clone()).unwrap();
        let listed: Vec<&str> = text.lines().map(|line| line.split_once("  ").unwrap().1).collect();
        for (sum, name) in text.lines().map(|line| line.split_once("  ").unwrap()) {
            assert_eq!(Digest::of(&bag[name]).to_string(), sum, "{name}");
        }
        let is_meant = |name: &&String| name.starts_with("data/") == inside && *name != "tagmanifest-sha256.txt";
        assert_eq!(listed.len(), bag.keys().filter(is_meant).count(), "{manifest} lists every file");
    }
    let payload: Vec<&Vec<u8>> =
        bag.iter().filter(|(name, _)| name.starts_with("data/")).map(|(_, file)| file).collect();
    let bytes: usize = payload.iter().map(|file| file.len()).sum();
    holds(&bag["bag-info.txt"], &format!("Payload-Oxum: {bytes}.{}\n", payload.len()));
}

#[test]
fn the_metadata_have_the_fields_of_the_annex() {
    let world = filed().edited("data/2020/co-quan.yaml", "dia_danh:", "ma_dinh_danh: H32.12\ndia_danh:");
    world.write("quet.pdf", "%PDF-1.4\n1 0 obj<</Type/Pages/Count 2/Kids[]>>endobj\n");
    assert_eq!(world.run(&["luu", "nhan", "01/KH-STC", "quet.pdf"]).code, 0);
    let bag = exported(&world);
    let file = &bag["data/ho-so.xml"];
    let code = "<OrganId>H32.12</OrganId><FileCatalog>2020</FileCatalog><FileNotation>01.TĐKT</FileNotation>";
    for words in [
        code,
        "<Maintenance>Vĩnh viễn</Maintenance>",
        "<Creator>Đặng Quốc Bảo</Creator>",
        "<StartDate>20/02/2020</StartDate>",
        "<EndDate>31/12/2020</EndDate>",
        "<DocTotal>3</DocTotal>",
    ] {
        holds(file, words);
    }
    let first = &bag["data/van-ban/001-01-KH-STC.xml"];
    for words in
        [code, "<DocOrdinal>1</DocOrdinal>", "<PageAmount>2</PageAmount>", "<CodeNotation>KH-STC</CodeNotation>"]
    {
        holds(first, words);
    }
    holds(&bag["data/van-ban/003-03-BC-STC.xml"], "<DocOrdinal>3</DocOrdinal>");
    assert!(bag.contains_key("data/van-ban/001-01-KH-STC/01-KH-STC.pdf"));
}

#[test]
fn the_list_is_the_page_in_its_golden_file() {
    let bag = exported(&filed());
    matches_file(&page(&bag["data/muc-luc.docx"]), &fixture("golden/copies/muc-luc.txt"));
}

#[test]
fn the_same_dossier_gives_the_same_bytes_and_each_export_is_logged() {
    let world = filed();
    exported(&world);
    let first = world.read(ZIP);
    let outcome = world.run(&["luu", "xuat", "--ho-so", "phong-trao-thi-dua", "--ra", "khac/hs.zip"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(world.read("khac/hs.zip") == first);
    assert_eq!(whole(world.root()).lines, 5);
    let log = String::from_utf8(world.read("data/luu-vt/nhat-ky.jsonl")).unwrap();
    assert!(log.lines().last().unwrap().contains(&Digest::of(&first).to_string()));
}

#[test]
fn a_damaged_archive_gives_no_dossier_and_the_damage_is_named() {
    let world = filed();
    let store = world.root().join("data/luu-vt/kho");
    let name = world.files("data/luu-vt/kho").into_keys().next().unwrap();
    std::fs::remove_file(store.join(&name)).unwrap();
    let outcome = world.run(&["luu", "xuat", "--ho-so", "01.TĐKT"]);
    assert_eq!(outcome.code, 1);
    assert!(outcome.stderr.contains("LT05") && outcome.stderr.contains(&name), "{}", outcome.stderr);
    assert!(!world.root().join(ZIP).exists());
}

#[test]
fn documents_that_are_not_issued_or_not_in_the_register_are_all_named() {
    let world = Workspace::shipped();
    issued(&world, "ke-hoach", "20/02/2020");
    let world = world.edited(
        "data/2020/ho-so.yaml",
        "      - bao-cao-nam\n",
        "      - bao-cao-nam\n    van_ban_khac: [9/TB-STC, 5/TB-STC năm 2019]\n",
    );
    let outcome = world.run(&["luu", "xuat", "--ho-so", "01.TĐKT"]);
    assert_eq!(outcome.code, 1);
    for words in [
        "“cong-van-don-doc”",
        "“bao-cao-nam”",
        "năm 2020 không có văn bản 09/TB-STC",
        "năm 2019 không có văn bản 05/TB-STC",
    ] {
        assert!(outcome.stderr.contains(words), "{words}: {}", outcome.stderr);
    }
    let unknown = world.run(&["luu", "xuat", "--ho-so", "01.TDKT"]);
    assert!(unknown.code == 2 && unknown.stderr.contains("có phải là “01.TĐKT”?"), "{}", unknown.stderr);
}

#[test]
fn faults_of_dossier_records_are_found_with_the_nearest_name() {
    let found = |from: &str, to: &str| {
        let outcome = Workspace::shipped().edited("data/2020/ho-so.yaml", from, to).run(&["lap", "2020"]);
        assert_eq!(outcome.code, 1, "{from}");
        outcome.stderr
    };
    let dangling = found("      - cong-van-don-doc", "      - cong-van-don-doc-2");
    assert!(dangling.contains("DL10") && dangling.contains("có phải là “cong-van-don-doc”?"), "{dangling}");
    let period = found("thoi_han: thi-dua-nam", "thoi_han: thi-dua-namm");
    assert!(period.contains("có phải là “thi-dua-nam”?"), "{period}");
    let twice = found("      - cong-van-don-doc\n", "      - ke-hoach\n");
    assert!(twice.contains("DL09") && twice.contains("đã có ở data/2020/ho-so.yaml:"), "{twice}");
    let number = found("ky_hieu: 02.TĐKT", "ky_hieu: 01.TĐKT");
    assert!(number.contains("số và ký hiệu hồ sơ “01.TĐKT” đã có"), "{number}");
    let days = found("    ket_thuc: 31/12/2020\n", "    bat_dau: 01/01/2021\n    ket_thuc: 31/12/2020\n");
    assert!(days.contains("DL12"), "{days}");
    let other = found("      - bao-cao-nam\n", "      - bao-cao-nam\n    van_ban_khac: [TB-STC]\n");
    assert!(other.contains("không phải là số, ký hiệu văn bản"), "{other}");
}

#[test]
fn what_is_due_within_a_year_is_listed_and_nothing_is_deleted() {
    let world = filed();
    let before = world.files("data");
    let listed = |day: &str| world.run(&["luu", "het-han", "--ngay", day]);
    assert!(listed("30/12/2020").stderr.contains("chưa hồ sơ nào đến hạn"));
    let soon = listed("31/12/2020").stdout;
    assert!(soon.contains("sắp đến: nộp lưu") && soon.contains("31/12/2021"), "{soon}");
    let ended = listed("01/01/2031").stdout;
    assert!(ended.contains("đã quá: hết hạn bảo quản") && ended.contains("10 năm (*)"), "{ended}");
    assert!(!ended.lines().any(|line| line.contains("01.TĐKT") && line.contains("bảo quản")), "for ever: {ended}");
    assert_eq!(world.files("data"), before);
}

#[test]
fn the_periods_of_the_folder_win_and_one_that_was_checked_has_no_mark() {
    let text = std::fs::read_to_string(fixture("../data/thoi-han-bao-quan.yaml")).unwrap();
    let text = text.replacen("chua_kiem_chung\n", "da_kiem_chung\n", 1).replacen("vinh_vien: có", "so_nam: 70", 1);
    let world = Workspace::shipped().with("data/thoi-han-bao-quan.yaml", text);
    let listed = world.run(&["luu", "ho-so", "2020"]);
    assert_eq!(listed.code, 0, "{}", listed.stderr);
    let row = listed.stdout.lines().find(|line| line.contains("01.TĐKT")).unwrap();
    assert!(row.contains("70 năm ") && !row.contains("(*)") && row.ends_with("31/12/2090"), "{row}");
    let both = String::from_utf8(world.read("data/thoi-han-bao-quan.yaml")).unwrap();
    world.write("data/thoi-han-bao-quan.yaml", both.replacen("so_nam: 70", "so_nam: 70\n    vinh_vien: có", 1));
    let refused = world.run(&["luu", "ho-so", "2020"]);
    assert!(refused.code == 2 && refused.stderr.contains("DL11"), "{refused:?}");
}
