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
    let wish = renew::Wish { root: world.root(), from: Some(from), to, answers: None, allowed: &[] };
    let renewed = renew::renew(&wish, &mut sources, &mut report).unwrap_or_else(|error| panic!("{error}"));
    renewed.unwrap_or_else(|| panic!("{}", text::render(&report, &sources, false)))
}

/// Answers as a clerk of the shipped office could.
fn answer(key: &str, year: i32) -> String {
    if key.contains(".can_cu") {
        return "luat-tdkt-2026".to_owned();
    }
    if ["thanh-tra", "thi_hanh", "kinh_gui"].iter().any(|gone| key.contains(gone)) {
        return "Phòng Kiểm tra".to_owned();
    }
    match key.rsplit('.').next().unwrap() {
        "ten" => "Cải cách theo giai đoạn mới".to_owned(),
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

/// Returns the documents of a year; findings fail the test.
fn made(world: &Workspace, year: i32) -> BTreeMap<String, Vec<u8>> {
    let run = world.generate(&Wish { year: Some(year), ..Wish::default() }).unwrap();
    // Amounts after 30 September 2026 are unverified, and said to be.
    let amounts = ["DL40", "DL41"];
    let clean = run.report.iter().all(|found| amounts.contains(&found.code.id));
    assert!(clean, "{}", text::render(&run.report, &run.sources, false));
    run.made.into_iter().map(|made| (made.id, made.bytes)).collect()
}

/// Returns the documents of a year as people read them.
fn texts(world: &Workspace, year: i32) -> BTreeMap<String, String> {
    let read = |bytes: &[u8]| DocxView::read(bytes).unwrap().text().replace('\u{a0}', " ").replace('\u{2011}', "-");
    made(world, year).into_iter().map(|(id, bytes)| (id, read(&bytes))).collect()
}

/// Returns the text of every part of a file, properties, charts and headers included, one paragraph a line.
fn all_parts(docx: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    let mut all = String::new();
    for at in 0..archive.len() {
        let part = archive.by_index(at).unwrap();
        let name = part.name().to_owned();
        // Neither the fingerprint nor the names of parts say anything.
        let is_xml = Path::new(&name).extension().is_some_and(|end| end == "xml");
        if !is_xml || ["[Content_Types].xml", "docProps/custom.xml"].contains(&name.as_str()) {
            continue;
        }
        let xml = std::io::read_to_string(part).unwrap().replace("</w:p>", "\n").replace("</c:pt>", "\n");
        let mut in_tag = false;
        let text = xml.chars().filter(|c| {
            in_tag |= *c == '<';
            let keep = !in_tag;
            in_tag &= *c != '>';
            keep
        });
        all.extend(text);
        all.push('\n');
    }
    all.replace('\u{a0}', " ")
}

/// Returns each year from 2000 up to another that stands in a text, with the words around it.
fn years(text: &str, to: i32) -> Vec<String> {
    let mut found = Vec::new();
    for line in text.lines() {
        let chars: Vec<char> = line.chars().collect();
        for at in 0..chars.len().saturating_sub(3) {
            let figures: String = chars[at..at + 4].iter().collect();
            let alone =
                (at == 0 || !chars[at - 1].is_ascii_digit()) && chars.get(at + 4).is_none_or(|c| !c.is_ascii_digit());
            if alone && figures.parse().is_ok_and(|year: i32| (2000..to).contains(&year)) {
                found.push(chars[at.saturating_sub(45)..(at + 10).min(chars.len())].iter().collect());
            }
        }
    }
    found
}

#[test]
fn the_search_for_old_years_finds_them_wherever_they_stand() {
    let found = years("năm 2020\nkỳ 2015-2020, số 30/2020/NĐ-CP; 12020 và 2021", 2021);
    assert_eq!(found.len(), 4, "{found:?}");
}

#[test]
fn four_years_in_a_row_build_and_no_old_year_is_left() {
    let world = Workspace::shipped();
    for (from, to) in [(2020, 2021), (2021, 2022), (2022, 2026)] {
        roll(&world, from, to);
        let files = made(&world, to);
        assert_eq!(files.len(), 8);
        let term = if to < 2026 { "nhiệm kỳ 2020-2025" } else { "nhiệm kỳ 2025-2030" };
        // Laws keep their dates, a standard its name; a reporting period begins in the December before.
        let may_stay = [
            format!("số liệu tính từ ngày 15/12/{}", to - 1),
            format!("Công bố năm {}", to - 1),
            term.to_owned(),
            "TCVN ISO 9001:2015".to_owned(),
            "khen thưởng ngày 26 tháng 11 năm 2003".to_owned(),
            "khen thưởng ngày 16 tháng 11 năm 2013".to_owned(),
            "91/2017/NĐ-CP ngày 31 tháng 7 năm 2017".to_owned(),
            "khen thưởng ngày 15 tháng 6 năm 2022".to_owned(),
            "152/2025/NĐ-CP ngày 14 tháng 6 năm 2025".to_owned(),
        ];
        for (id, bytes) in &files {
            let mut text = all_parts(bytes);
            assert!(text.contains(&format!("năm {to}")), "{to}/{id}");
            for known in &may_stay {
                text = text.replace(known, "");
            }
            assert_eq!(years(&text, to), Vec::<String>::new(), "{to}/{id}");
            assert!(!text.contains("??"), "{to}/{id} still asks");
            let old_name = text.to_lowercase().contains("ninh thuận");
            assert_eq!(old_name, to < 2026 && text.contains("Ninh Thuận"), "{to}/{id} names the old province");
        }
    }
}

#[test]
fn law_amounts_and_names_are_those_of_2026() {
    let world = Workspace::shipped();
    roll(&world, 2020, 2026);
    let texts = texts(&world, 2026);
    let plan = &texts["ke-hoach"];
    for said in [
        "UBND TỈNH KHÁNH HÒA",
        "Khánh Hòa, ngày",
        "Đảng bộ tỉnh Khánh Hòa lần thứ I, nhiệm kỳ 2025-2030",
        "26/KH-UBND ngày 15 tháng 01 năm 2026",
    ] {
        assert!(plan.contains(said), "no {said} in\n{plan}");
    }
    let decision = &texts["quyet-dinh-khen-thuong"];
    // 0,6 and 0,3 of 2.530.000 đồng, rounded up to tens of thousands.
    for said in [
        "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
        "152/2025/NĐ-CP ngày 14 tháng 6 năm 2025",
        "1.520.000 đồng",
        "760.000 đồng",
    ] {
        assert!(decision.contains(said), "no {said} in\n{decision}");
    }
    for gone in ["91/2017/NĐ-CP", "98/2023/NĐ-CP", "năm 2003", "900.000"] {
        assert!(!decision.contains(gone), "{gone} in\n{decision}");
    }
}

#[test]
fn what_the_program_has_decided_for_2026_is_listed() {
    let notes = renewed(&Workspace::shipped(), 2020, 2026).notes;
    for said in [
        "căn cứ Nghị định 91/2017/NĐ-CP (hết hiệu lực 31/12/2023) đã thay bằng Nghị định 152/2025/NĐ-CP",
        "“tỉnh Ninh Thuận” đã đổi thành “tỉnh Khánh Hòa”",
        "“Ninh Thuận” đã đổi thành “Khánh Hòa”",
        "Luật Thi đua, khen thưởng năm 2022 được sửa đổi từ 01/10/2026",
    ] {
        assert!(notes.iter().any(|note| note.contains(said)), "no {said} in {notes:#?}");
    }
}

#[test]
fn in_2025_old_and_new_names_are_left_to_the_clerk_with_the_day_of_the_change() {
    let renewed = renewed(&Workspace::shipped(), 2020, 2025);
    let office = &renewed.files.iter().find(|(name, _)| name.ends_with("co-quan.yaml")).unwrap().1;
    assert!(office.contains("Ninh Thuận") && !office.contains("Khánh Hòa"), "{office}");
    let said = "từ 01/07/2025, “tỉnh Ninh Thuận” đổi thành “tỉnh Khánh Hòa”";
    assert!(renewed.notes.iter().any(|note| note.contains(said)), "{:#?}", renewed.notes);
}

#[test]
fn two_steps_give_the_same_year_as_one() {
    let (steps, leap) = (Workspace::shipped(), Workspace::shipped());
    roll(&steps, 2020, 2021);
    roll(&steps, 2021, 2022);
    roll(&leap, 2020, 2022);
    assert_eq!(shown(&steps.files("data/2022")), shown(&leap.files("data/2022")));
    assert_eq!(made(&steps, 2022), made(&leap, 2022));
}

#[test]
fn rolling_over_twice_gives_what_once_from_the_later_year_gives() {
    let (twice, once) = (Workspace::shipped(), Workspace::shipped());
    roll(&twice, 2020, 2021);
    roll(&twice, 2021, 2022);
    roll(&once, 2020, 2021);
    // Nothing but the later year itself counts: the one before it may be gone.
    let once = once.without("data/2020");
    roll(&once, 2021, 2022);
    assert_eq!(shown(&twice.files("data/2022")), shown(&once.files("data/2022")));
}

fn shown(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, String> {
    files.iter().map(|(name, bytes)| (name.clone(), String::from_utf8(bytes.clone()).unwrap())).collect()
}

/// Returns the comments of a file, one that says why a deadline was moved left out.
fn comments(text: &str) -> Vec<&str> {
    let found = text.lines().filter_map(|line| line.find('#').and_then(|at| line.get(at..)));
    let own = found.map(|comment| comment.split("# dời từ ").next().unwrap_or_default().trim_end());
    own.filter(|comment| !comment.is_empty()).collect()
}

#[test]
fn every_comment_of_the_shipped_year_stands_in_the_new_one_in_its_order() {
    let world = Workspace::shipped();
    let mut count = 0;
    for (name, new) in renewed(&world, 2020, 2021).files {
        let old = String::from_utf8(world.read(&name.replace("2021", "2020"))).unwrap();
        assert_eq!(comments(&new), comments(&old), "{name}");
        count += comments(&old).len();
    }
    assert!(count > 100, "the shipped year has only {count} comments");
}

#[test]
fn a_year_that_is_there_is_left_alone_unless_told_otherwise() {
    let world = Workspace::shipped();
    assert_eq!(world.run(&["nam-moi", "2021"]).code, 1);
    let first = world.files("data/2021");
    world.write("data/2021/co-quan.yaml", "loai: co_quan\n");
    let edited = world.files("data");
    let refused = world.run(&["new-year", "2021"]);
    assert_eq!(world.files("data"), edited, "nothing is changed, not even what would be the same");
    assert_eq!((refused.code, refused.stdout.as_str()), (2, ""));
    assert!(refused.stderr.contains("đã có dữ liệu năm 2021") && refused.stderr.contains("--ghi-de"), "{refused:?}");
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
fn documents_that_no_question_concerns_are_made_and_the_others_are_listed() {
    let asks =
        |world: Workspace| world.edited("data/2020/van-ban/thong-bao.yaml", "Kết luận", "?? kết luận hay thông báo ??");
    let world = asks(Workspace::minimal());
    assert_eq!(world.run(&["lap", "2020", "--nhap"]).code, 0);
    let draft = world.read("output/2020/thong-bao.docx");
    let made = world.run(&["lap", "2020"]);
    assert_eq!(made.code, 1);
    assert!(made.stderr.contains("DL20: chưa trả lời: kết luận hay thông báo"), "{}", made.stderr);
    assert!(made.stdout.contains("output/2020/quyet-dinh.docx      1  không đổi"), "{}", made.stdout);
    assert!(made.stdout.contains("chưa lập: còn câu hỏi"), "{}", made.stdout);
    assert_eq!(world.read("output/2020/thong-bao.docx"), draft, "what is there stays");
    let json: serde_json::Value = serde_json::from_str(&world.run(&["lap", "2020", "--json"]).stdout).unwrap();
    assert_eq!((&json["van_ban"][0]["ma"], &json["chua_lap"][0]["ma"]), (&"quyet-dinh".into(), &"thong-bao".into()));
    let asked = world.run(&["lap", "2020", "--van-ban", "thong-bao"]);
    assert_eq!((asked.code, asked.stdout.as_str()), (1, ""));
    // What is wrong besides stops everything, and so does a question for all.
    for (file, old, new) in
        [("van-ban/quyet-dinh.yaml", "nguoi: an", "nguoi: khong-co"), ("nguoi.yaml", "ho_ten: ", "ho_ten: ?? ai ?? ")]
    {
        let world = asks(Workspace::minimal()).edited(&format!("data/2020/{file}"), old, new);
        let refused = world.run(&["lap", "2020"]);
        assert_eq!((refused.code, refused.stdout.as_str()), (1, ""));
        assert!(refused.stderr.contains("DL20: chưa trả lời: kết luận hay thông báo"), "{}", refused.stderr);
        assert!(!world.root().join("output").exists());
    }
}

#[test]
fn a_question_of_a_document_that_another_one_cites_is_not_printed_there() {
    let world = Workspace::minimal()
        .edited("data/2020/van-ban/thong-bao.yaml", "Kết luận", "?? kết luận hay thông báo ??")
        .edited("data/2020/van-ban/quyet-dinh.yaml", "tặng Giấy khen", "việc {{ tai_lieu.thong_bao.trich_yeu }}");
    let commands = [
        &["lap", "2020"][..],
        &["lap", "2020", "--van-ban", "quyet-dinh"],
        &["phat-hanh", "quyet-dinh", "--ngay", "01/03/2020"],
    ];
    for command in commands {
        let refused = world.run(command);
        let said = "DL20: văn bản “quyet-dinh” in ra câu hỏi chưa trả lời: kết luận hay thông báo\n --> data/2020/van-ban/thong-bao.yaml:5:12";
        assert!(refused.stderr.contains(said), "{}", refused.stderr);
        assert_eq!((refused.code, refused.stdout.as_str()), (1, ""));
    }
    assert!(!world.root().join("output").exists());
    assert_eq!(world.run(&["lap", "2020", "--nhap"]).code, 0);
}

#[test]
fn a_draft_shows_the_questions_highlighted() {
    let world = Workspace::shipped();
    world.run(&["nam-moi", "2021"]);
    let draft = world.run(&["lap", "2021", "--nhap"]);
    assert_eq!((draft.code, draft.stderr.as_str()), (0, ""), "{draft:?}");
    // Whatever a document would print is asked, a date and a person too.
    for (id, what) in [
        ("ke-hoach", "?? số, ký hiệu của"),
        ("ke-hoach", "?? ngày ký của"),
        ("quyet-dinh-khen-thuong", "?? mã đơn vị được khen"),
        ("quyet-dinh-khen-thuong", "?? mã người được khen"),
        ("quyet-dinh-khen-thuong", "?? thành tích"),
    ] {
        let xml = part(&world.read(&format!("output/2021/{id}.docx")), "word/document.xml");
        let highlighted = xml.split("<w:highlight w:val=\"yellow\"/>").skip(1);
        let asked: Vec<&str> = highlighted.filter_map(|after| after.split("</w:t>").next()).collect();
        assert!(asked.iter().any(|text| text.contains(what)), "{id} has no {what}: {asked:?}");
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
        ["mã người ký, Trần Minh Khải thôi giữ chức vụ 01/9/2020"; 3].map(|text| text.replace("01/9", "01/09"))
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
    let asked = |key: &str| read["cau_hoi"].as_array().unwrap().iter().any(|one| one["khoa"] == key);
    assert!(asked("phap_ly.kh-cchc-tinh.so_ky_hieu") && asked("linh_vuc.doi-ngu.ten"), "{}", read["cau_hoi"]);
    let files: Vec<&str> = read["tep"].as_array().unwrap().iter().filter_map(serde_json::Value::as_str).collect();
    assert_eq!(files.len(), 25);
    assert!(files.iter().all(|file| file.starts_with("data/2021/")), "{files:?}");
}

#[test]
fn a_year_that_cannot_be_made_says_why() {
    let world = Workspace::shipped();
    for (args, said) in [
        (vec!["nam-moi", "2020"], "đã có dữ liệu năm 2020"),
        (vec!["nam-moi", "2019"], "không có năm nào trước 2019"),
        (vec!["nam-moi", "2021", "--tu", "2022"], "năm mới 2021 phải sau năm làm theo 2022"),
        (vec!["nam-moi", "2021", "--tu", "2018"], "không có dữ liệu năm 2018"),
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

#[test]
fn the_year_2027_has_the_names_days_off_and_amounts_of_its_time() {
    let world = Workspace::shipped();
    roll(&world, 2020, 2027);
    let texts = texts(&world, 2027);
    let decision = &texts["quyet-dinh-khen-thuong"];
    assert!(decision.contains("UBND TỈNH KHÁNH HÒA") && !decision.contains("Ninh Thuận"), "{decision}");
    assert!(!decision.contains("Thanh tra Sở"), "{decision}");
    // 0,3 and 0,6 of 2.530.000 đồng, rounded up.
    assert!(decision.contains("760.000") && decision.contains("1.520.000"), "{decision}");
    let areas = String::from_utf8(world.read("data/2027/linh-vuc.yaml")).unwrap();
    assert!(areas.contains("Cải cách theo giai đoạn mới"), "{areas}");
    // The decree on the amounts ends with February 2027.
    let built = world.run(&["lap", "2027"]);
    assert!(built.stderr.contains("DL41") && built.stderr.contains("28/02/2027"), "{}", built.stderr);
    let (mut sources, mut report) = (Sources::new(), Report::new());
    let calendar = renew::calendar::Calendar::load(world.root(), &mut sources, &mut report).unwrap();
    let records =
        thidua::record::load(&thidua::source::open::Reach::of(world.root()), 2027, &mut sources, &mut report).unwrap();
    for task in &records.tasks {
        assert_eq!(calendar.off(task.due.day), None, "{}", task.id.text);
    }
}
