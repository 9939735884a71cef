//! The program as a clerk or a script starts it.

use serde_json::Value;

use super::workspace::Workspace;

#[test]
fn without_a_year_the_newest_is_built() {
    let place = Workspace::minimal();
    for (name, content) in place.files("data/2020") {
        place.write(&format!("data/2021/{name}"), content);
    }
    let outcome = place.run(&["lap"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(outcome.stdout.contains("output/2021/"), "{}", outcome.stdout);
}

#[test]
fn documents_can_be_chosen_and_written_elsewhere() {
    let place = Workspace::shipped();
    let outcome = place.run(&["lap", "2020", "--van-ban", "ke-hoach,bao-cao-nam", "--ra", "bản thảo/lần 1"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let names: Vec<String> = place.files("bản thảo/lần 1").into_keys().collect();
    assert_eq!(names, ["bao-cao-nam.docx", "ke-hoach.docx"]);
}

#[test]
fn figures_can_be_asked_for_as_of_an_earlier_day() {
    let place = Workspace::shipped();
    let at = |day: &str| {
        assert_eq!(place.run(&["lap", "--van-ban", "bao-cao-nam", "--ngay", day, "--ghi-de"]).code, 0);
        thidua::docx::DocxView::read(&place.read("output/2020/bao-cao-nam.docx")).unwrap().text()
    };
    assert!(at("2020-06-14").replace('\u{a0}', " ").contains("16/44 nhiệm vụ"));
    // A later day than the cut-off changes nothing.
    assert!(at("31/12/2020").replace('\u{a0}', " ").contains("39/44 nhiệm vụ"));
}

#[test]
fn machines_get_json_on_stdout_and_nothing_else() {
    let place = Workspace::shipped();
    let outcome = place.run(&["lap", "2020", "--json"]);
    let answer: Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!((outcome.stderr.as_str(), &answer["nam"]), ("", &Value::from(2020)));
    assert_eq!(answer["van_ban"][0]["tep"], "output/2020/ke-hoach.docx");
    assert_eq!(answer["phat_hien"], Value::Array(Vec::new()));
}

#[test]
fn the_schema_beside_the_records_is_the_one_the_program_prints() {
    let printed = Workspace::empty().run(&["schema"]);
    let shipped = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/data/thidua.schema.json")).unwrap();
    assert_eq!(printed.stdout, shipped.replace("\r\n", "\n"), "run: thidua schema > data/thidua.schema.json");
}

#[test]
fn a_template_of_the_folder_wins_over_the_built_in_one() {
    let place = Workspace::shipped().with("templates/ke-hoach.tera", "Mẫu riêng của cơ quan.\n");
    let view = place.document("ke-hoach");
    assert!(view.text().contains("Mẫu riêng của cơ quan./."));
}

#[test]
fn a_code_is_explained_with_what_to_do() {
    let outcome = Workspace::empty().run(&["giai-thich", "dl10"]);
    assert_eq!(outcome.code, 0);
    assert!(outcome.stdout.starts_with("DL10: Mã không có trong hồ sơ\n  cách sửa: "), "{}", outcome.stdout);
    assert_eq!(Workspace::empty().run(&["explain", "DL99"]).code, 2);
}
