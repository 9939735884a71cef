//! A year rolled over from the one before, up to finished documents.

use std::collections::BTreeMap;
use std::path::Path;

use thidua::diag::{Report, text};
use thidua::docx::DocxView;
use thidua::pipeline::Wish;
use thidua::renew::{self, Renewed};
use thidua::source::Sources;

use super::workspace::Workspace;

/// Rolls over through the library; findings fail the test.
fn renewed(world: &Workspace, from: i32, to: i32) -> Renewed {
    let (mut sources, mut report) = (Sources::new(), Report::new());
    let wish = renew::Wish { root: world.root(), from: Some(from), to, answers: None };
    let renewed = renew::renew(&wish, &mut sources, &mut report).unwrap_or_else(|error| panic!("{error}"));
    renewed.unwrap_or_else(|| panic!("{}", text::render(&report, &sources, false)))
}

/// Answers as a clerk of the shipped office could.
fn answer(key: &str, year: i32) -> String {
    match key.rsplit('.').next().unwrap() {
        "so_ky_hieu" => format!("{}/KH-UBND", year - 2000),
        "ngay" => format!("15/01/{year}"),
        "nam_truoc" => "50,5".to_owned(),
        "hang_truoc" => "30".to_owned(),
        "don_vi" => "van-phong".to_owned(),
        "nguoi" => "ho-trong-luat".to_owned(),
        "thanh_tich" => "\"Có sáng kiến: đúng hạn, hiệu quả\"".to_owned(),
        "1" => "I".to_owned(),
        other => panic!("{key}: nobody has an answer for {other}"),
    }
}

/// Makes a year as a clerk does: sees the questions, writes the answers, makes it for good.
fn roll(world: &Workspace, from: i32, to: i32) {
    let open = renewed(world, from, to).open;
    assert!(!open.is_empty(), "{to} asks nothing");
    let answers: Vec<String> = open.iter().map(|open| format!("{}: {}", open.key, answer(&open.key, to))).collect();
    world.write("tra-loi.yaml", answers.join("\n"));
    let (year, from) = (to.to_string(), from.to_string());
    let outcome = world.run(&["nam-moi", &year, "--tu", &from, "--tra-loi", "tra-loi.yaml"]);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert!(outcome.stdout.contains("Không còn câu hỏi nào"), "{}", outcome.stdout);
}

/// Returns the documents of a year as people read them.
fn texts(world: &Workspace, year: i32) -> BTreeMap<String, String> {
    let run = world.generate(&Wish { year: Some(year), ..Wish::default() }).unwrap();
    assert!(run.report.is_empty(), "{}", text::render(&run.report, &run.sources, false));
    let read = |bytes: &[u8]| thidua::docx::dump(&DocxView::read(bytes).unwrap()).replace('␣', " ");
    run.made.into_iter().map(|made| (made.id, read(&made.bytes))).collect()
}

/// Returns the words before and with each year of a text from one year up to another.
fn years(text: &str, from: i32, to: i32) -> Vec<String> {
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || "“”\"(),;.".contains(c)).collect();
    let is_old = |word: &str| {
        word.rsplit('/').next().and_then(|year| year.parse().ok()).is_some_and(|year: i32| (from..to).contains(&year))
    };
    let found = words.iter().enumerate().filter(|(_, word)| is_old(word));
    found.map(|(at, _)| words[at.saturating_sub(7)..(at + 1).min(words.len())].join(" ")).collect()
}

#[test]
fn four_years_in_a_row_build_and_no_old_year_is_left() {
    let world = Workspace::shipped();
    for (from, to) in [(2020, 2021), (2021, 2022), (2022, 2026)] {
        roll(&world, from, to);
        let texts = texts(&world, to);
        assert_eq!(texts.len(), 8);
        for (id, text) in &texts {
            let period = format!("số liệu tính từ ngày 15/12/{}", to - 1);
            // Laws keep their dates; a reporting period begins in the December before.
            let is_law = |place: &str| {
                place.starts_with("khen thưởng ngày ") || (place.starts_with("số ") && place.contains("/NĐ-CP ngày "))
            };
            let left: Vec<String> =
                years(text, 2000, to).into_iter().filter(|place| !is_law(place) && !place.contains(&period)).collect();
            assert_eq!(left, Vec::<String>::new(), "{to}/{id}");
            assert!(text.contains(&format!("năm {to}")), "{to}/{id}");
            assert!(to < 2026 || !text.to_lowercase().contains("ninh thuận"), "{to}/{id} names the old province");
        }
    }
    let plan = &texts(&world, 2026)["ke-hoach"];
    assert!(plan.contains("nhiệm kỳ 2025-2030"), "{plan}");
    let decision = &texts(&world, 2026)["quyet-dinh-khen-thuong"];
    assert!(decision.contains("152/2025/NĐ-CP") && !decision.contains("91/2017/NĐ-CP"), "{decision}");
}

#[test]
fn two_steps_give_the_same_year_as_one() {
    let (steps, leap) = (Workspace::shipped(), Workspace::shipped());
    roll(&steps, 2020, 2021);
    roll(&steps, 2021, 2022);
    roll(&leap, 2020, 2022);
    assert_eq!(shown(&steps.files("data/2022")), shown(&leap.files("data/2022")));
}

fn shown(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, String> {
    files.iter().map(|(name, bytes)| (name.clone(), String::from_utf8(bytes.clone()).unwrap())).collect()
}

#[test]
fn a_year_that_is_there_is_left_alone_unless_told_otherwise() {
    let world = Workspace::shipped();
    assert_eq!(world.run(&["nam-moi", "2021"]).code, 1);
    let first = world.files("data/2021");
    world.write("data/2021/co-quan.yaml", "loai: co_quan\n");
    let refused = world.run(&["new-year", "2021"]);
    assert_eq!((refused.code, refused.stdout.as_str()), (2, ""));
    assert!(refused.stderr.contains("đã có hồ sơ năm 2021") && refused.stderr.contains("--ghi-de"), "{refused:?}");
    assert_eq!(world.read("data/2021/co-quan.yaml"), b"loai: co_quan\n");
    assert_eq!(world.run(&["nam-moi", "2021", "--ghi-de"]).code, 1);
    assert_eq!(world.files("data/2021"), first);
}

#[test]
fn every_question_is_listed_with_file_and_line_and_stops_the_documents_it_concerns() {
    let world = Workspace::shipped();
    let outcome = world.run(&["nam-moi", "2021"]);
    assert!(
        outcome.stdout.contains("data/2021/phap-ly.yaml:16  số, ký hiệu của Kế hoạch năm 2021"),
        "{}",
        outcome.stdout
    );
    let line = String::from_utf8(world.read("data/2021/phap-ly.yaml")).unwrap();
    assert_eq!(
        line.lines().nth(15).unwrap().trim(),
        "so_ky_hieu: ?? số, ký hiệu của Kế hoạch năm 2021, trước đây ghi 288/KH-UBND ??"
    );
    let refused = world.run(&["lap", "2021"]);
    assert_eq!((refused.code, refused.stdout.as_str()), (1, ""));
    assert!(refused.stderr.contains("lỗi DL20: chưa trả lời: số, ký hiệu của Kế hoạch năm 2021"), "{}", refused.stderr);
    // The plan does not wait for who will be commended in December.
    let plan = world.run(&["lap", "2021", "--van-ban", "ke-hoach"]);
    assert!(!plan.stderr.contains("khen-thuong.yaml"), "{}", plan.stderr);
    assert!(plan.stderr.contains("phap-ly.yaml"), "{}", plan.stderr);
}

#[test]
fn a_draft_shows_the_questions_highlighted() {
    let world = Workspace::shipped();
    world.run(&["nam-moi", "2021"]);
    let draft = world.run(&["lap", "2021", "--nhap"]);
    assert_eq!((draft.code, draft.stderr.as_str()), (0, ""), "{draft:?}");
    for id in ["ke-hoach", "quyet-dinh-khen-thuong"] {
        let xml = part(&world.read(&format!("output/2021/{id}.docx")), "word/document.xml");
        let highlighted = xml.split("<w:highlight w:val=\"yellow\"/>").skip(1);
        let asked: Vec<&str> = highlighted.filter_map(|after| after.split("</w:t>").next()).collect();
        assert!(asked.iter().any(|text| text.contains("?? ") && text.contains("2021")), "{id}: {asked:?}");
    }
}

fn part(docx: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    std::io::read_to_string(archive.by_name(name).unwrap()).unwrap()
}

#[test]
fn who_has_left_is_not_taken_along_and_their_signature_is_asked_for() {
    let world = Workspace::shipped().edited(
        "data/2020/nguoi.yaml",
        "    chuc_vu: Phó Giám đốc\n",
        "    chuc_vu: Phó Giám đốc\n    thoi_viec: 01/9/2020\n",
    );
    assert_eq!(world.run(&["lap", "2020"]).code, 0, "the year they left is as it was");
    let open = renewed(&world, 2020, 2021).open;
    let asked: Vec<&str> =
        open.iter().filter(|open| open.key.ends_with("nguoi_ky.nguoi")).map(|open| open.text.as_str()).collect();
    assert_eq!(
        asked,
        ["mã người ký, Trần Minh Khải thôi công tác 01/9/2020"; 3].map(|text| text.replace("01/9", "01/09"))
    );
    world.run(&["nam-moi", "2021"]);
    let people = String::from_utf8(world.read("data/2021/nguoi.yaml")).unwrap();
    assert!(!people.contains("tran-minh-khai") && people.contains("# Lãnh đạo Sở\n  - ma: ho-trong-luat"), "{people}");
    assert!(people.contains("    minh_hoa: có\n\n  # Văn phòng Sở\n  - ma: nguyen-thu-ha"), "{people}");
}

#[test]
fn a_ground_without_a_successor_is_asked_for() {
    let world = Workspace::minimal();
    let open = renewed(&world, 2020, 2024).open;
    let keys: Vec<&str> = open.iter().map(|open| open.key.as_str()).filter(|key| key.contains("can_cu")).collect();
    assert_eq!(keys, ["van_ban.quyet-dinh.can_cu.1", "van_ban.quyet-dinh.can_cu.2"]);
}

#[test]
fn an_answer_that_nothing_asks_for_is_an_error_with_the_nearest_question() {
    let world = Workspace::shipped().with("tra-loi.yaml", "phap_ly.kh-cchc-tinh.so_ky_hieuu: 12/KH-UBND\n");
    let outcome = world.run(&["nam-moi", "2021", "--tra-loi", "tra-loi.yaml"]);
    assert_eq!(outcome.code, 1, "{outcome:?}");
    assert!(outcome.stderr.contains("tra-loi.yaml:1:1"), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("có phải là “phap_ly.kh-cchc-tinh.so_ky_hieu”?"), "{}", outcome.stderr);
    assert!(!Path::new(world.root()).join("data/2021").exists(), "nothing is written");
}

#[test]
fn machines_read_the_questions_as_json() {
    let world = Workspace::shipped();
    let outcome = world.run(&["nam-moi", "2021", "--json"]);
    let read: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!((&read["nam"], &read["theo_nam"]), (&2021.into(), &2020.into()));
    assert_eq!(read["cau_hoi"][8]["khoa"], "phap_ly.kh-cchc-tinh.so_ky_hieu");
    assert_eq!(read["tep"].as_array().unwrap().len(), 24);
}

#[test]
fn a_year_that_cannot_be_made_says_why() {
    let world = Workspace::shipped();
    for (args, said) in [
        (vec!["nam-moi", "2020"], "đã có hồ sơ năm 2020"),
        (vec!["nam-moi", "2019"], "không có năm nào trước 2019"),
        (vec!["nam-moi", "2021", "--tu", "2022"], "năm mới 2021 phải sau năm làm theo 2022"),
        (vec!["nam-moi", "2021", "--tu", "2018"], "không có hồ sơ năm 2018"),
        (vec!["nam-moi", "2021", "--tra-loi", "khong-co.yaml"], "không đọc được"),
        (vec!["nam-moi"], "còn thiếu <NĂM>"),
    ] {
        let outcome = world.run(&args);
        assert_eq!(outcome.code, 2, "{args:?} {outcome:?}");
        assert!(outcome.stderr.contains(said), "{args:?}\n{}", outcome.stderr);
    }
    let faulty = world.with("data/2020/hong.yaml", "loai: phong_traoo\n").run(&["nam-moi", "2021"]);
    assert_eq!((faulty.code, faulty.stdout.as_str()), (1, ""), "a fault in the old year is shown, nothing is written");
}
