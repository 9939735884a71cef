//! The commands as a clerk or a script uses them.

use serde_json::Value;
use thidua::docx::DocxView;
use thidua::{archive, record, template};

use super::workspace::{Workspace, files, fixture};

#[test]
fn without_a_year_the_newest_is_made() {
    let world = Workspace::minimal();
    let older = world.root().join("data/2020");
    let world = world.overlay(&fixture("minimal"));
    for file in files(&older) {
        world.write(&format!("data/2021/{file}"), std::fs::read(older.join(&file)).unwrap());
    }
    assert_eq!(world.run(&["lap"]).code, 0);
    assert!(world.root().join("output/2021").is_dir() && !world.root().join("output/2020").exists());
    assert_eq!(world.run(&["lap", "2020"]).code, 0);
    assert_eq!(world.files("output/2020").len(), 2);
}

#[test]
fn only_the_documents_asked_for_are_made_and_told_of() {
    for args in [
        &["lap", "--van-ban", "ke-hoach,bao-cao-nam"][..],
        &["lap", "--van-ban", "bao-cao-nam", "--van-ban", "ke-hoach"],
    ] {
        let world = Workspace::shipped();
        let outcome = world.run(args);
        assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
        assert_eq!(files(&world.root().join("output/2020")), ["bao-cao-nam.docx", "ke-hoach.docx"]);
        assert_eq!(outcome.stdout.lines().count(), 3, "{}", outcome.stdout);
    }
}

#[test]
fn another_folder_can_be_given_for_the_documents() {
    let world = Workspace::minimal();
    let outcome = world.run(&["lap", "--ra", "bản thảo/đợt 1"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert_eq!(files(&world.root().join("bản thảo/đợt 1")), ["quyet-dinh.docx", "thong-bao.docx"]);
    assert!(!world.root().join("output").exists());
}

#[test]
fn figures_speak_as_of_the_day_asked_for_where_that_is_earlier() {
    let world = Workspace::saying("{{ tinh_den | ngay }}: {{ thong_ke.hoan_thanh }}/{{ thong_ke.tong }}");
    let text = |args: &[&str]| {
        let outcome = world.run(args);
        assert_eq!(outcome.code, 0, "{}", outcome.stderr);
        DocxView::read(&world.read("output/2020/van-ban.docx"))
            .unwrap()
            .text()
            .replace('\u{a0}', " ")
            .replace('\u{2011}', "-")
    };
    assert!(text(&["lap"]).contains("31/12/2020: 1/2"));
    assert!(text(&["lap", "--ngay", "20/3/2020"]).contains("20/03/2020: 0/2"));
    assert!(text(&["lap", "--ngay", "2020-03-30"]).contains("30/03/2020: 1/2"));
    assert!(text(&["lap", "--ngay", "31/12/2021"]).contains("31/12/2021: 1/2"));
}

#[test]
fn a_later_day_than_its_cut_off_changes_nothing_in_a_report_and_an_earlier_one_does() {
    let world = Workspace::shipped();
    let text = |day: &str| {
        assert_eq!(world.run(&["lap", "--van-ban", "bao-cao-nam", "--ngay", day]).code, 0);
        DocxView::read(&world.read("output/2020/bao-cao-nam.docx"))
            .unwrap()
            .text()
            .replace('\u{a0}', " ")
            .replace('\u{2011}', "-")
    };
    assert!(text("2020-06-14").contains("16/44 nhiệm vụ"));
    assert!(text("31/12/2020").contains("39/44 nhiệm vụ"));
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}:\n{text}"))
}

#[test]
fn the_answer_for_machines_names_every_document_and_finding() {
    let world = Workspace::shipped();
    let outcome = world.run(&["lap", "--json"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    let answer = json(&outcome.stdout);
    assert_eq!(answer["nam"], 2020);
    let documents = answer["van_ban"].as_array().unwrap();
    assert_eq!(documents.len(), 8);
    assert_eq!(documents[0]["tep"], "output/2020/ke-hoach.docx", "in the order of the records");
    for document in documents {
        let mut keys: Vec<&str> = document.as_object().unwrap().keys().map(String::as_str).collect();
        keys.sort_unstable();
        assert_eq!(keys, ["canh_bao", "ket_qua", "loai", "loi_the_thuc", "ma", "so_trang", "tep", "trich_yeu"]);
        assert!(world.root().join(document["tep"].as_str().unwrap()).is_file());
        assert_eq!((&document["ket_qua"], &document["canh_bao"]), (&Value::from("mới"), &Value::from(0)));
        assert!(!document["trich_yeu"].as_str().unwrap().contains("{{"));
    }
    assert_eq!(answer["phat_hien"].as_array().map(Vec::len), Some(0), "{answer}");
}

#[test]
fn findings_for_machines_have_code_place_and_remedy() {
    let world = Workspace::minimal().edited("data/2020/van-ban/thong-bao.yaml", "nguoi: an", "nguoi: ann");
    let outcome = world.run(&["--json", "lap"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (1, ""));
    let answer = json(&outcome.stdout);
    assert_eq!(answer["van_ban"], Value::Array(Vec::new()));
    let [finding] = &answer["phat_hien"].as_array().unwrap()[..] else { panic!("{answer}") };
    let text = finding.to_string();
    for part in ["DL10", "data/2020/van-ban/thong-bao.yaml", "không có người nào mã “ann”", "có phải là “an”?"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn a_failure_for_machines_is_an_object_too() {
    let outcome = Workspace::empty().run(&["lap", "--json"]);
    assert_eq!(outcome.code, 2);
    assert!(json(&outcome.stdout)["loi"].as_str().unwrap().contains("không có thư mục"));
}

#[test]
fn every_code_is_explained_and_an_unknown_one_gets_the_nearest() {
    let world = Workspace::empty();
    for code in record::code::ALL.iter().chain(template::CODES).chain(archive::code::ALL) {
        let outcome = world.run(&["giai-thich", code.id]);
        assert_eq!(outcome.code, 0);
        let wanted = format!("{}: {}\n  cách sửa: ", code.id, code.title);
        assert!(outcome.stdout.starts_with(&wanted), "{}", outcome.stdout);
    }
    assert_eq!(world.run(&["giai-thich", "dl01"]).code, 0);
    let unknown = world.run(&["giai-thich", "DL99"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.stderr.contains("không có mã “DL99”") && unknown.stderr.contains("gợi ý"), "{}", unknown.stderr);
}

#[test]
fn a_template_of_the_working_folder_wins_over_the_built_in_one_of_the_same_name() {
    let world = Workspace::shipped().with("templates/ke-hoach.tera", "Kế hoạch của riêng cơ quan năm {{ nam }}.\n");
    assert_eq!(world.run(&["lap", "--van-ban", "ke-hoach"]).code, 0);
    let text = DocxView::read(&world.read("output/2020/ke-hoach.docx")).unwrap().text();
    assert!(text.contains("Kế hoạch của riêng cơ quan") && !text.contains("MỤC ĐÍCH"), "{text}");
}

#[test]
fn the_program_alone_with_records_in_an_otherwise_empty_folder_is_enough() {
    let world = Workspace::shipped();
    assert_eq!(std::fs::read_dir(world.root()).unwrap().count(), 1, "only data/");
    // Not a copy of the program: one just written cannot always be started while other tests start theirs.
    let program = env!("CARGO_BIN_EXE_thidua");
    let output = std::process::Command::new(program).arg("lap").env_clear().current_dir(world.root()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(world.files("output/2020").len(), 8);
}

#[test]
fn a_folder_that_cannot_be_made_is_named_with_what_to_do() {
    let world = Workspace::minimal().with("output", "một tệp");
    let outcome = world.run(&["lap"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("output/2020") && outcome.stderr.contains("gợi ý"), "{}", outcome.stderr);
}

#[test]
fn help_is_vietnamese_and_goes_to_stdout_while_a_slip_goes_to_stderr() {
    let world = Workspace::empty();
    for args in [&["--help"][..], &["lap", "--help"], &["--tro-giup"]] {
        let outcome = world.run(args);
        assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
        assert!(outcome.stdout.contains("Cách dùng: thidua"), "{}", outcome.stdout);
        let english = ["Usage", "Options", "Print", "Arguments", "Commands"];
        assert!(english.iter().all(|word| !outcome.stdout.contains(word)), "{}", outcome.stdout);
    }
    let slip = world.run(&["lapp"]);
    assert_eq!((slip.code, slip.stdout.as_str()), (2, ""));
    assert!(slip.stderr.contains("lap"), "{}", slip.stderr);
}

#[test]
fn the_schema_printed_is_the_one_shipped_and_is_json_schema() {
    let outcome = Workspace::empty().run(&["schema"]);
    assert_eq!(outcome.code, 0);
    let schema = json(&outcome.stdout);
    assert!(schema["$schema"].as_str().is_some_and(|dialect| dialect.starts_with("http")), "no dialect");
    let shipped = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/data/thidua.schema.json")).unwrap();
    assert_eq!(schema, json(&shipped), "run `thidua schema > data/thidua.schema.json`");
    well_formed(&schema, "#");
}

/// Checks what any validator would refuse: types that do not exist, required keys without a property.
fn well_formed(schema: &Value, at: &str) {
    let Some(object) = schema.as_object() else { return };
    let types = ["string", "number", "integer", "boolean", "array", "object", "null"];
    for kind in object.get("type").into_iter().flat_map(|kind| kind.as_array().cloned().unwrap_or(vec![kind.clone()])) {
        assert!(types.contains(&kind.as_str().unwrap_or_default()), "{at}: type {kind}");
    }
    if let (Some(required), Some(properties)) = (object.get("required"), object.get("properties")) {
        for key in required.as_array().unwrap() {
            assert!(properties.get(key.as_str().unwrap()).is_some(), "{at}: {key} is required but unknown");
        }
    }
    for (key, value) in object {
        match value {
            Value::Array(items) => items.iter().for_each(|item| well_formed(item, &format!("{at}/{key}"))),
            value => well_formed(value, &format!("{at}/{key}")),
        }
    }
}

#[test]
fn every_shipped_record_is_without_findings() {
    let outcome = Workspace::shipped().run(&["lap"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
}
