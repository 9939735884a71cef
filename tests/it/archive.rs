//! Issuing, the register and the archive, through the program as a clerk starts it.

mod backup;
mod clock;
mod copies;
mod correction;
mod crash;
mod damage;
mod dossier;
mod drafts;
mod fault;
mod given;
mod joint;
mod numbers;
mod obstacle;
mod register;
mod secret;
mod seen;
mod sense;
mod word;

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{NaiveDate, NaiveDateTime};
use serde_json::Value;
use thidua::archive::verify::{Verified, verify};
use thidua::archive::{Actor, Archive, ArchiveError, Digest, Entry, Part, Patience, Reading, Register};
use thidua::diag::text;
use thidua::docx::DocxView;
use thidua::source::Sources;

use super::workspace::{NOTICE, Outcome, Workspace, fixture, matches_file};

/// A year with this many notices, `vb-1` and so on.
pub fn notices(count: u32) -> Workspace {
    let world = Workspace::saying("Văn phòng Sở thông báo để các phòng biết, thực hiện.\n");
    let world = world.without("data/2020/van-ban/van-ban.yaml");
    for number in 1..=count {
        let paper = NOTICE.replace("ma: van-ban", &format!("ma: vb-{number}"));
        let paper = paper.replace("Kết luận cuộc họp", &format!("Kết luận cuộc họp thứ {number}"));
        world.write(&format!("data/2020/van-ban/vb-{number}.yaml"), paper);
    }
    world
}

pub fn issue(world: &Workspace, id: &str, day: &str) -> Outcome {
    world.run(&["phat-hanh", id, "--ngay", day])
}

#[track_caller]
pub fn issued(world: &Workspace, id: &str, day: &str) {
    let outcome = issue(world, id, day);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
}

/// Who acts in these tests when the library is called.
pub fn actor() -> Actor {
    #[expect(clippy::disallowed_methods, reason = "the log must not run backwards when the program itself follows")]
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    let utc = chrono::DateTime::from_timestamp(i64::try_from(since).unwrap(), 0).unwrap().naive_utc();
    Actor { at: utc + chrono::Duration::hours(7), who: "thử".to_owned(), machine: machine(), program: "0".to_owned() }
}

/// The name of this machine as the program sees it.
pub fn machine() -> String {
    let text = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    text.trim().to_owned()
}

fn at(year: i32, month: u32, day: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(year, month, day).unwrap().and_hms_opt(8, 0, 0).unwrap()
}

pub fn verified(root: &Path) -> Verified {
    verify(root, Patience::seconds(20)).unwrap_or_else(|error| panic!("{error}"))
}

#[track_caller]
pub fn whole(root: &Path) -> Verified {
    let done = verified(root);
    assert!(!done.report.has_errors(), "{}", text::render(&done.report, &Sources::new(), false));
    done
}

/// The documents of the register, by their ids in the records.
pub fn entries(root: &Path) -> BTreeMap<String, Entry> {
    let reading = Reading::open(root, Patience::seconds(20)).unwrap();
    let all = reading.register.entries(0, usize::MAX).unwrap();
    let id = |entry: &Entry| entry.origin.provenance().map_or_else(|| entry.printed(), |from| from.id.clone());
    all.into_iter().map(|entry| (id(&entry), entry)).collect()
}

#[test]
fn an_issued_document_bears_number_and_date_and_lies_in_register_archive_and_output() {
    let world = Workspace::shipped();
    let outcome = issue(&world, "ke-hoach", "20/02/2020");
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    assert!(outcome.stdout.contains("01/KH-STC") && outcome.stdout.contains("20/02/2020"), "{}", outcome.stdout);

    let published = world.read("output/2020/phat-hanh/01-KH-STC.docx");
    let page = DocxView::read(&published).unwrap().text().replace('\u{a0}', " ").replace('\u{2011}', "-");
    assert!(page.contains("Số: 01/KH-STC") && page.contains("ngày 20 tháng 02 năm 2020"), "{page}");

    let entry = &entries(world.root())["ke-hoach"];
    assert_eq!((entry.number, entry.symbol.as_str(), entry.signer.name.as_str()), (1, "KH-STC", "Hồ Trọng Luật"));
    assert_eq!(entry.recipients[0], "Sở Nội vụ");
    assert_eq!(entry.file(Part::Document).unwrap().digest, Digest::of(&published));
    let xml = String::from_utf8(world.read("output/2020/phat-hanh/01-KH-STC.xml")).unwrap();
    assert!(xml.contains("<CodeNotation>KH-STC</CodeNotation>"), "{xml}");
    let done = whole(world.root());
    assert_eq!((done.documents, done.files, done.lines), (1, 2, 1));
}

#[test]
fn every_shipped_document_can_be_issued_and_cites_the_numbers_of_the_others() {
    let world = Workspace::shipped();
    for id in ["ke-hoach", "bao-cao-quy-1", "bao-cao-6-thang", "bao-cao-9-thang", "cong-van-don-doc"] {
        issued(&world, id, "05/11/2020");
    }
    for id in ["to-trinh-khen-thuong", "quyet-dinh-khen-thuong", "bao-cao-nam"] {
        issued(&world, id, "25/12/2020");
    }
    assert_eq!(whole(world.root()).documents, 8);
    let view = DocxView::read(&world.read("output/2020/phat-hanh/06-QD-STC.docx")).unwrap();
    let text = view.text().replace('\u{a0}', " ").replace('\u{2011}', "-");
    assert!(text.contains("01/TTr-VP ngày 25 tháng 12 năm 2020"), "{text}");
}

#[test]
fn the_second_time_it_is_said_when_and_as_what_it_was_issued() {
    let world = notices(1);
    issued(&world, "vb-1", "01/03/2020");
    let again = issue(&world, "vb-1", "02/03/2020");
    assert_eq!(again.code, 2);
    assert!(again.stderr.contains("văn bản “vb-1” đã phát hành ngày 01/03/2020, số 01/TB-STC"), "{}", again.stderr);
    assert_eq!(whole(world.root()).documents, 1);
}

#[test]
fn trying_shows_the_number_and_changes_nothing() {
    let world = notices(2);
    issued(&world, "vb-1", "01/03/2020");
    let before = world.files(".");
    let outcome = world.run(&["phat-hanh", "vb-2", "--ngay", "01/03/2020", "--thu"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(outcome.stdout.contains("02/TB-STC") && outcome.stderr.contains("xem thử"), "{outcome:?}");
    assert_eq!(world.files("."), before);
}

#[test]
fn trying_in_a_folder_without_register_makes_none() {
    let world = notices(1);
    assert_eq!(world.run(&["phat-hanh", "vb-1", "--ngay", "01/03/2020", "--thu"]).code, 0);
    assert!(!world.root().join("data/luu-vt").exists());
    assert_eq!(world.run(&["luu", "xac-minh"]).code, 2);
}

#[test]
fn records_with_an_error_are_not_issued_and_take_no_number() {
    let world = notices(2).edited("data/2020/van-ban/vb-2.yaml", "nguoi: an", "nguoi: khong-co");
    let outcome = issue(&world, "vb-1", "01/03/2020");
    assert_eq!(outcome.code, 1);
    assert!(outcome.stderr.contains("khong-co"), "{}", outcome.stderr);
    assert!(!world.root().join("output/2020/phat-hanh").exists());
    let world = world.edited("data/2020/van-ban/vb-2.yaml", "khong-co", "an");
    issued(&world, "vb-1", "01/03/2020");
    assert_eq!(entries(world.root())["vb-1"].number, 1);
}

/// Lays a document out as if its clerk had typed number and date into the draft, and spoils the fingerprint.
fn typed(world: &Workspace, number: &str, day: &str) -> Vec<u8> {
    let path = "data/2020/van-ban/vb-1.yaml";
    let record = world.read(path);
    let lines = format!("{}\nso: {number}\nngay: {day}\n", String::from_utf8(record.clone()).unwrap().trim_end());
    world.write(path, lines);
    assert_eq!(world.run(&["lap", "--ra", "tay"]).code, 0);
    world.write(path, record);
    let mut bytes = world.read("tay/vb-1.docx");
    // A zip may have a comment at its end; its length is in the last two bytes.
    let end = bytes.len() - 2;
    assert_eq!(bytes[end..], [0, 0]);
    bytes[end] = 1;
    bytes.push(b'!');
    bytes
}

#[test]
fn a_draft_edited_by_hand_is_not_issued_unless_it_is_taken_in_as_it_is() {
    let world = notices(1);
    assert_eq!(world.run(&["lap"]).code, 0);
    let draft = world.root().join("output/2020/vb-1.docx");
    std::fs::write(&draft, b"PK edited").unwrap();
    let refused = issue(&world, "vb-1", "01/03/2020");
    assert_eq!(refused.code, 1);
    assert!(refused.stderr.contains("đã được sửa tay") && refused.stderr.contains("--tu-tep"), "{}", refused.stderr);

    let taken = typed(&world, "1", "01/3/2020");
    world.write("output/2020/vb-1.docx", &taken);
    let take = |day: &str| world.run(&["phat-hanh", "vb-1", "--ngay", day, "--tu-tep", "output/2020/vb-1.docx"]);
    let wrong = take("02/03/2020");
    assert_eq!(wrong.code, 1);
    assert!(
        wrong.stderr.contains("ngày 01 tháng 3 năm 2020") && wrong.stderr.contains("ngày 02 tháng 3"),
        "{}",
        wrong.stderr
    );
    let outcome = take("01/03/2020");
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert_eq!(world.read("output/2020/phat-hanh/01-TB-STC.docx"), taken, "taken in as it is");
    assert_eq!(entries(world.root())["vb-1"].recipients, ["Các phòng thuộc Sở"]);
    whole(world.root());
}

#[test]
fn an_edited_file_with_another_number_is_refused_with_both_numbers() {
    let world = notices(1);
    let bytes = typed(&world, "7", "01/3/2020");
    world.write("tay.docx", bytes);
    let outcome = world.run(&["phat-hanh", "vb-1", "--ngay", "01/03/2020", "--tu-tep", "tay.docx"]);
    assert_eq!(outcome.code, 1);
    assert!(outcome.stderr.contains("07/TB-STC") && outcome.stderr.contains("01/TB-STC"), "{}", outcome.stderr);
}

#[test]
fn the_register_shows_finds_without_marks_and_exports() {
    let world = notices(3);
    for id in ["vb-1", "vb-2", "vb-3"] {
        issued(&world, id, "01/03/2020");
    }
    let all = world.run(&["so", "2020"]);
    assert_eq!(all.stdout.lines().count(), 4, "{}", all.stdout);
    let one = world.run(&["so", "--tim", "ket luan thu 2"]);
    assert!(one.stdout.contains("02/TB-STC") && one.stdout.lines().count() == 2, "{}", one.stdout);
    assert_eq!(world.run(&["so", "--loai", "ke_hoach"]).stdout, "");
    assert_eq!(world.run(&["so", "2020", "--ra", "so.csv"]).code, 0);
    let csv = String::from_utf8(world.read("so.csv")).unwrap();
    assert!(csv.starts_with("\u{feff}\"Số, ký hiệu văn bản\",") && csv.lines().count() == 4, "{csv}");
    let json: Value = serde_json::from_str(&world.run(&["so", "--json"]).stdout).unwrap();
    assert_eq!(json["van_ban"][2]["so"], 3);
}

#[test]
fn what_is_missing_is_shown_with_exit_code_1() {
    let world = notices(2);
    let reason = ["--so", "4", "--ly-do", "tiếp theo sổ giấy"];
    let outcome = world.run(&[&["phat-hanh", "vb-1", "--ngay", "01/03/2020"][..], &reason].concat());
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let missing = world.run(&["so", "--thieu"]);
    assert_eq!(missing.code, 1);
    assert_eq!(missing.stdout, "dãy chung năm 2020: thiếu số 1 đến 3\nchưa phát hành (năm 2020): vb-2\n");
    let done = whole(world.root());
    assert_eq!(done.report.notes(), 1, "a gap with its reason is only noted");
}

#[test]
fn an_issued_document_is_made_again_byte_for_byte_also_after_others_were_issued() {
    let world = Workspace::shipped();
    issued(&world, "to-trinh-khen-thuong", "20/12/2020");
    issued(&world, "quyet-dinh-khen-thuong", "21/12/2020");
    issued(&world, "bao-cao-nam", "25/12/2020");
    for number in ["01/TTr-VP", "01/QĐ-STC", "02/BC-STC"] {
        let outcome = world.run(&["luu", "dung-lai", number]);
        assert_eq!(outcome.code, 0, "{}{}", outcome.stdout, outcome.stderr);
        assert!(outcome.stdout.contains("giống hệt"), "{}", outcome.stdout);
    }
    let world = world.edited("data/2020/van-ban/bao-cao-nam.yaml", "luu: [VT, VP]", "luu: [VT, VP, TH]");
    let other = world.run(&["luu", "dung-lai", "02/BC-STC"]);
    assert_eq!(other.code, 1);
    assert!(
        other.stdout.contains("KHÁC bản lưu") && other.stdout.contains("dữ liệu của năm đã sửa"),
        "{}",
        other.stdout
    );
}
