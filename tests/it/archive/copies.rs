//! Copies: their page, their numbers, what they are made of and what they are refused for.

use thidua::archive::entry::{Exchange, Origin, Signatory, TieKind};
use thidua::archive::{Draft, Series, Wanted};

use super::super::golden::page;
use super::super::workspace::{fixture, matches_file};
use super::*;

const BY_OFFICE: [&str; 6] = ["--nguoi-ky", "nguyen-thu-ha", "--quyen-han", "TL", "--thay", "Giám đốc"];
const BY_HEAD: [&str; 2] = ["--nguoi-ky", "ho-trong-luat"];

fn plan() -> Workspace {
    let world = Workspace::shipped();
    issued(&world, "ke-hoach", "20/02/2020");
    world
}

fn copied(world: &Workspace, what: &[&str], day: &str) -> Outcome {
    let to = ["--noi-nhan", "Sở Nội vụ", "--noi-nhan", "Các phòng thuộc Sở", "--ngay", day];
    world.run(&[what, &to].concat())
}

#[track_caller]
fn made(world: &Workspace, what: &[&str], day: &str) {
    let outcome = copied(world, what, day);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
}

#[track_caller]
fn refused(outcome: &Outcome, words: &str) {
    assert_eq!(outcome.code, 2, "{}", outcome.stdout);
    assert!(outcome.stderr.contains(words), "{}", outcome.stderr);
}

/// The lines of a published file.
fn lines(world: &Workspace, name: &str) -> Vec<String> {
    let text = DocxView::read(&world.read(&format!("output/2020/phat-hanh/{name}"))).unwrap().text();
    text.replace('\u{a0}', " ")
        .replace('\u{2011}', "-")
        .lines()
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_three_kinds_of_copy_are_the_pages_in_their_golden_files() {
    let world = plan();
    made(&world, &[&["sao-y", "01/KH-STC"], &BY_OFFICE[..]].concat(), "21/02/2020");
    made(&world, &[&["trich-sao", "01/KH-STC", "--doan", "1", "--phan", "II"], &BY_HEAD[..]].concat(), "22/02/2020");
    made(&world, &[&["sao-luc", "01/SY-STC"], &BY_HEAD[..]].concat(), "23/02/2020");
    for name in ["01-SY-STC", "02-TrS-STC", "03-SL-STC"] {
        let bytes = world.read(&format!("output/2020/phat-hanh/{name}.docx"));
        matches_file(&page(&bytes), &fixture("golden/copies").join(format!("{name}.txt")));
    }
    assert_eq!(whole(world.root()).documents, 4);
}

#[test]
fn a_copy_is_made_again_from_what_it_copies_whatever_the_records_say_now() {
    let world = plan();
    made(&world, &[&["sao-y", "01/KH-STC"], &BY_OFFICE[..]].concat(), "21/02/2020");
    made(&world, &[&["trich-sao", "01/KH-STC", "--doan", "1", "--phan", "II"], &BY_HEAD[..]].concat(), "22/02/2020");
    made(&world, &[&["sao-luc", "01/SY-STC"], &BY_HEAD[..]].concat(), "23/02/2020");
    let world = world.edited("data/2020/co-quan.yaml", "dia_danh: Ninh Thuận", "dia_danh: Khánh Hòa");
    for number in ["01/SY-STC", "02/TrS-STC", "03/SL-STC"] {
        let outcome = world.run(&["luu", "dung-lai", number]);
        assert_eq!(outcome.code, 0, "{}{}", outcome.stdout, outcome.stderr);
        assert!(outcome.stdout.contains("giống hệt"), "{}", outcome.stdout);
    }
}

#[test]
fn copies_of_every_kind_share_one_series_and_are_tied_to_what_they_copy() {
    let world = plan();
    made(&world, &[&["sao-y", "ke-hoach"], &BY_HEAD[..]].concat(), "21/02/2020");
    made(&world, &[&["sao-luc", "01/SY-STC"], &BY_HEAD[..]].concat(), "21/02/2020");
    let entries = entries(world.root());
    let (plan, copy, again) = (&entries["ke-hoach"], &entries["01/SY-STC"], &entries["02/SL-STC"]);
    assert_eq!((copy.series.name.as_str(), again.series.name.as_str()), ("ban_sao", "ban_sao"));
    let ties = |entry: &Entry| entry.ties.iter().map(|tie| (tie.kind, tie.with)).collect::<Vec<_>>();
    assert_eq!(ties(plan), [(TieKind::CopiedAs, copy.id)]);
    assert_eq!(ties(copy), [(TieKind::CopyOf, plan.id), (TieKind::CopiedAs, again.id)]);
    assert_eq!(ties(again), [(TieKind::CopyOf, copy.id)]);
    assert_eq!(copy.kind_name, "Bản sao y");
    assert!(copy.subject.starts_with("Kế hoạch số 01/KH-STC ngày 20/02/2020 "), "{}", copy.subject);
    issued(&world, "bao-cao-quy-1", "20/03/2020");
    assert_eq!(super::entries(world.root())["bao-cao-quy-1"].number, 2, "copies take no number of documents");
}

#[test]
fn a_certified_copy_is_the_whole_document_and_the_original_is_not_changed() {
    let world = plan();
    let before = world.read("output/2020/phat-hanh/01-KH-STC.docx");
    made(&world, &[&["sao-y", "01/KH-STC"], &BY_HEAD[..]].concat(), "21/02/2020");
    assert_eq!(world.read("output/2020/phat-hanh/01-KH-STC.docx"), before);
    let (original, copy) = (lines(&world, "01-KH-STC.docx"), lines(&world, "01-SY-STC.docx"));
    assert_eq!(copy[..original.len()], original);
    assert_eq!(copy[original.len()..original.len() + 2], ["SỞ TÀI CHÍNH", "SAO Y"]);
}

#[test]
fn an_excerpt_says_where_it_leaves_something_out_and_keeps_head_and_foot() {
    let world = plan();
    made(&world, &[&["trich-sao", "01/KH-STC", "--phan", "1. Mục đích"], &BY_HEAD[..]].concat(), "21/02/2020");
    let text = lines(&world, "01-TrS-STC.docx");
    let at = |words: &str| text.iter().position(|line| line.starts_with(words)).unwrap_or_else(|| panic!("{text:#?}"));
    let order = ["Số: 01/KH-STC", "KẾ HOẠCH", "[...]", "1. Mục đích:", "Nâng cao ý thức", "Nơi nhận:", "TRÍCH SAO"];
    assert!(order.map(at).is_sorted(), "{text:#?}");
    assert_eq!(text.iter().filter(|line| *line == "[...]").count(), 2);
    assert!(!text.iter().any(|line| line.starts_with("2. Yêu cầu") || line.starts_with("I. MỤC")), "{text:#?}");
    let entry = &entries(world.root())["01/TrS-STC"];
    assert_eq!(entry.remarks, ["Trích “1. Mục đích”"]);
}

#[test]
fn an_excerpt_without_a_choice_shows_the_paragraphs_and_changes_nothing() {
    let world = plan();
    let before = world.files(".");
    let outcome = world.run(&["trich-sao", "01/KH-STC"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(outcome.stdout.contains("   2  I. MỤC ĐÍCH, YÊU CẦU:"), "{}", outcome.stdout);
    assert_eq!(world.files("."), before);
}

#[test]
fn parts_that_are_not_there_or_not_clear_are_refused() {
    let world = plan();
    let tried =
        |choice: &[&str]| copied(&world, &[&["trich-sao", "01/KH-STC"], choice, &BY_HEAD[..]].concat(), "21/02/2020");
    refused(&tried(&["--phan", "Điều 9"]), "không có phần nào bắt đầu bằng “Điều 9”");
    refused(&tried(&["--phan", "1"]), "có 2 phần bắt đầu bằng “1”: đoạn 3, 10");
    refused(&tried(&["--phan", "Nâng cao ý thức"]), "(đoạn 5) không phải là đề mục");
    refused(&tried(&["--doan", "20-30"]), "văn bản có 22 đoạn, không có đoạn 23");
    refused(&tried(&["--doan", "5-3"]), "--doan “5-3” không đọc được");
    assert_eq!(whole(world.root()).documents, 1);
}

#[test]
fn annexes_go_when_nothing_of_them_is_chosen_and_stay_when_something_is() {
    let world = Workspace::minimal().without("data/2020/van-ban").overlay(&fixture("made/phu-luc"));
    let world = world.edited("data/2020/van-ban/a.yaml", "so: 3\nngay: 1/1/2021\n", "");
    issued(&world, "hai-phu-luc", "01/03/2020");
    let number = entries(world.root())["hai-phu-luc"].printed();
    let all = world.run(&["trich-sao", &number]).stdout;
    let last = all.lines().count() - 1;
    let by = ["--nguoi-ky", "an"];
    made(&world, &[&["trich-sao", &number, "--doan", "1"], &by[..]].concat(), "02/03/2020");
    made(&world, &[&["trich-sao", &number, "--doan", &last.to_string()], &by[..]].concat(), "02/03/2020");
    let sections = |name: &str| {
        let name = entries(world.root())[name].stem();
        DocxView::read(&world.read(&format!("output/2020/phat-hanh/{name}.docx"))).unwrap().sections.len()
    };
    let symbols: Vec<String> = entries(world.root()).keys().filter(|key| key.contains("TrS")).cloned().collect();
    assert_eq!(sections(&symbols[0]), 1);
    assert!(sections(&symbols[1]) > 1);
}

#[test]
fn what_is_no_original_is_copied_in_its_own_way_only() {
    let world = plan();
    made(&world, &[&["sao-y", "01/KH-STC"], &BY_HEAD[..]].concat(), "21/02/2020");
    let tried = |what: &[&str]| copied(&world, &[what, &BY_HEAD[..]].concat(), "22/02/2020");
    refused(&tried(&["sao-y", "01/SY-STC"]), "đã là bản sao y, không sao tiếp được");
    refused(&tried(&["sao-luc", "01/KH-STC"]), "không phải là bản sao y");
    refused(&copied(&world, &[&["sao-y", "01/KH-STC"], &BY_HEAD[..]].concat(), "19/02/2020"), "trước ngày 20/02/2020");
    assert_eq!(world.run(&["thu-hoi", "01/KH-STC", "--ly-do", "sai"]).code, 0);
    refused(&tried(&["sao-y", "01/KH-STC"]), "đã thu hồi, không sao được");
    assert_eq!(whole(world.root()).documents, 2);
}

#[test]
fn a_document_without_a_word_file_is_not_copied() {
    let world = plan();
    let mut archive = Archive::open(world.root(), actor(), "thử", Patience::seconds(20), false).unwrap();
    let series = Series { year: 2020, name: "chung".to_owned() };
    let wanted = Wanted { series, number: None, date: NaiveDate::from_ymd_opt(2020, 3, 1).unwrap(), reason: None };
    let draft = Draft {
        symbol: "TB-STC".to_owned(),
        kind: "thong_bao".to_owned(),
        kind_name: "Thông báo".to_owned(),
        subject: "Văn bản ngoài (minh họa)".to_owned(),
        issuer: "Sở Tài chính".to_owned(),
        signer: Signatory::default(),
        recipients: Vec::new(),
        filed: "VT".to_owned(),
        copies: None,
        urgency: None,
        secrecy: None,
        exchange: Exchange::default(),
        remarks: Vec::new(),
        origin: Origin::Outside,
    };
    archive.reserve(wanted).unwrap().register(draft, None).unwrap();
    drop(archive);
    let tried = || copied(&world, &[&["sao-y", "02/TB-STC"], &BY_HEAD[..]].concat(), "02/03/2020");
    refused(&tried(), "không có tệp nào trong kho");
    world.write("quet.pdf", "%PDF-1.4 (minh họa)");
    assert_eq!(world.run(&["luu", "nhan", "02/TB-STC", "quet.pdf"]).code, 0);
    refused(&tried(), "chỉ có bản quét");
}

#[test]
fn a_copy_is_refused_without_signer_recipients_or_authority_in_full() {
    let world = plan();
    let to = ["--noi-nhan", "Sở Nội vụ"];
    let tried = |by: &[&str]| world.run(&[&["sao-y", "01/KH-STC"], by, &to[..]].concat());
    refused(&tried(&["--nguoi-ky", "ho-trong-luatt"]), "có phải là “ho-trong-luat”?");
    refused(&tried(&["--nguoi-ky", "nguyen-thu-ha", "--quyen-han", "TL"]), "phải đi cùng nhau");
    refused(&world.run(&[&["sao-y", "01/KH-STC"], &BY_HEAD[..]].concat()), "chưa có nơi nhận");
    assert_eq!(whole(world.root()).documents, 1);
}

#[test]
fn trying_shows_the_number_of_the_copy_and_changes_nothing() {
    let world = plan();
    let before = world.files(".");
    let outcome = copied(&world, &[&["sao-y", "01/KH-STC", "--thu"], &BY_OFFICE[..]].concat(), "21/02/2020");
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(outcome.stdout.contains("01/SY-STC"), "{}", outcome.stdout);
    assert_eq!(world.files("."), before);
}

#[test]
fn a_cancelled_number_of_a_copy_stays_in_the_series_of_copies() {
    let world = plan();
    assert_eq!(world.run(&["huy-so", "01/SY-STC", "--nam", "2020", "--ly-do", "in hỏng"]).code, 0);
    made(&world, &[&["sao-y", "01/KH-STC", "--ly-do", "ngày của năm mẫu"], &BY_HEAD[..]].concat(), "21/02/2020");
    assert!(entries(world.root()).contains_key("02/SY-STC"));
    whole(world.root());
}
