//! A first working folder: from options, from typed answers, and the sample.

use super::workspace::Workspace;

const OFFICE: [&str; 17] = [
    "khoi-tao",
    "--co-quan",
    "Sở Nội vụ",
    "--chu-quan",
    "UBND tỉnh Khánh Hòa",
    "--dia-danh",
    "Khánh Hòa",
    "--viet-tat",
    "SNV",
    "--nguoi-ky",
    "Trần Văn An",
    "--chuc-vu",
    "Giám đốc",
    "--chu-de",
    "chuyển đổi số",
    "--nam",
    "2026",
];

#[test]
fn a_folder_from_options_builds_a_plan_at_once() {
    let world = Workspace::empty();
    let made = world.run(&OFFICE);
    assert_eq!((made.code, made.stderr.as_str()), (0, ""), "{made:?}");
    assert!(made.stdout.contains("Lập văn bản: thidua lap 2026"), "{}", made.stdout);
    let built = world.run(&["lap"]);
    assert_eq!((built.code, built.stderr.as_str()), (0, ""), "{built:?}");
    let plan = thidua::docx::dump(&world.document("ke-hoach"));
    for said in [
        "UBND TỈNH KHÁNH HÒA",
        "SỞ NỘI VỤ",
        "/KH-SNV",
        "chuyển đổi số",
        "GIÁM ĐỐC",
        "Trần Văn An",
        "15 tháng 6 năm 2022",
    ] {
        assert!(plan.replace('␣', " ").contains(said), "no {said} in\n{plan}");
    }
}

#[test]
fn every_year_that_can_be_typed_builds() {
    for year in ["2020", "2023", "2024", "2030"] {
        let world = Workspace::empty();
        let mut typed = OFFICE.to_vec();
        typed[16] = year;
        assert_eq!(world.run(&typed).code, 0);
        let built = world.run(&["lap"]);
        assert_eq!((built.code, built.stderr.as_str()), (0, ""), "{year}: {built:?}");
    }
}

#[test]
fn what_no_option_says_is_asked_and_may_be_left_to_the_usual() {
    let world = Workspace::empty();
    let answers = "\nSở Tài chính\n-\nĐà Lạt\n\nTrần Văn An\n\n\n2025\n";
    let made = world.run_typing(&["khoi-tao"], answers);
    assert_eq!(made.code, 0, "{made:?}");
    assert!(made.stderr.contains("Chữ viết tắt của cơ quan trong ký hiệu [STC]:"), "{}", made.stderr);
    let office = String::from_utf8(world.read("data/2025/co-quan.yaml")).unwrap();
    assert!(office.contains("chu_quan:\nten: Sở Tài chính\nviet_tat: STC\n"), "{office}");
    assert!(office.contains("tham_quyen: Giám đốc Sở Tài chính\n"), "{office}");
    assert_eq!(world.run(&["lap"]).code, 0);
}

#[test]
fn an_answer_that_never_comes_is_said_with_its_option_and_nothing_is_written() {
    let world = Workspace::empty();
    let outcome = world.run_typing(&["init", "--co-quan", "Sở Tài chính"], "");
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("--chu-quan"), "{}", outcome.stderr);
    assert!(!world.root().join("data").exists());
}

#[test]
fn the_sample_builds_and_a_folder_with_records_is_left_alone() {
    let world = Workspace::empty();
    assert_eq!(world.run(&["khoi-tao", "--vi-du"]).code, 0);
    assert_eq!(world.files("data"), Workspace::shipped().files("data"));
    let refused = world.run(&OFFICE);
    assert_eq!((refused.code, refused.stdout.as_str()), (2, ""));
    assert!(refused.stderr.contains("đã có data/") && refused.stderr.contains("thidua nam-moi"), "{}", refused.stderr);
}

#[test]
fn the_first_year_rolls_over_into_the_next() {
    let world = Workspace::empty();
    world.run(&OFFICE);
    let next = world.run(&["nam-moi", "2027"]);
    assert_eq!(next.code, 0, "{next:?}");
    assert_eq!(world.run(&["lap", "2027"]).code, 0);
}

#[test]
fn a_year_mistyped_is_asked_for_again_and_nothing_typed_before_is_lost() {
    let world = Workspace::empty();
    let answers = "Sở Nội vụ\n-\nKhánh Hòa\n\nTrần Văn An\n\n\n26\n2026\n";
    let made = world.run_typing(&["khoi-tao"], answers);
    assert_eq!(made.code, 0, "{made:?}");
    assert!(made.stderr.contains("“26” phải là năm bốn chữ số"), "{}", made.stderr);
    assert!(world.root().join("data/2026/co-quan.yaml").exists());
}

#[test]
fn the_next_command_is_shown_as_it_must_be_typed_from_here() {
    let world = Workspace::empty();
    let made = world.run(&[&["-C", "thi dua"], &OFFICE[..]].concat());
    assert!(made.stdout.contains("thidua -C \"thi dua\" lap 2026"), "{}", made.stdout);
    assert_eq!(world.run(&["-C", "thi dua", "lap", "2026"]).code, 0);
}

#[test]
fn a_full_kit_builds_every_document_of_a_year_at_once() {
    for year in ["2020", "2024", "2026", "2027"] {
        let world = Workspace::empty();
        let mut typed = OFFICE.to_vec();
        typed[16] = year;
        let made = world.run(&[&typed[..], &["--bo", "day-du"]].concat());
        assert_eq!((made.code, made.stderr.as_str()), (0, ""), "{made:?}");
        let built = world.run(&["lap"]);
        assert_eq!(built.code, 0, "{year}: {built:?}");
        let warned = built.stderr.lines().filter(|line| line.contains("cảnh báo DL"));
        let others: Vec<&str> = warned.filter(|line| !line.contains("DL40") && !line.contains("DL41")).collect();
        assert!(others.is_empty(), "{year}: {others:?}");
        let files = world.files("output");
        for name in [
            "ke-hoach",
            "bao-cao-quy-1",
            "bao-cao-6-thang",
            "bao-cao-9-thang",
            "bao-cao-nam",
            "bien-ban-binh-xet",
            "to-trinh-khen-thuong",
            "quyet-dinh-khen-thuong",
            "giay-moi-tong-ket",
            "thong-bao-ket-luan",
            "cong-van-don-doc",
        ] {
            assert!(files.contains_key(&format!("{year}/{name}.docx")), "{name} is not among {:?}", files.keys());
        }
        assert_eq!(files.keys().filter(|name| name.contains("giay-khen/")).count(), 2, "{:?}", files.keys());
    }
}

#[test]
fn a_full_kit_names_each_person_in_one_place() {
    let world = Workspace::empty();
    world.run(&[&OFFICE[..], &["--bo", "day-du"]].concat());
    let people = String::from_utf8(world.read("data/2026/nguoi.yaml")).unwrap();
    let names = people.lines().filter_map(|line| line.trim().strip_prefix("ho_ten: "));
    for name in names {
        let files = world.files("data/2026");
        let places = files.iter().filter(|(_, content)| String::from_utf8_lossy(content).contains(name));
        assert_eq!(places.map(|(file, _)| file.as_str()).collect::<Vec<_>>(), ["nguoi.yaml"], "{name}");
    }
}

#[test]
fn a_full_kit_rolls_over_into_the_next_year() {
    let world = Workspace::empty();
    world.run(&[&OFFICE[..], &["--bo", "day-du"]].concat());
    let next = world.run(&["nam-moi", "2027"]);
    assert!(next.stdout.contains("Đã lập dữ liệu năm 2027"), "{next:?}");
}

#[test]
fn a_kit_that_does_not_exist_is_told_with_those_that_do() {
    let refused = Workspace::empty().run(&["khoi-tao", "--bo", "tat-ca"]);
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains("day-du"), "{}", refused.stderr);
}
