//! Forged notes of a step that was never begun.

use serde_json::{Value, json};
use thidua::archive::Part;

use super::super::archive::{entries, machine, whole};
use super::*;

/// A note as a process that died on this machine leaves it, or one of another name.
fn note(machine: &str, plan: &Value) -> String {
    let note = json!({ "luc": "2020-03-01T08:00:00", "ai": "ai đó", "may": machine, "chuong_trinh": "0",
        "tien_trinh": 1, "lam": "phát hành vb-9", "dang_ghi": plan });
    note.to_string()
}

/// Runs all commands on folders with each of these notes; returns what the last of them says.
#[track_caller]
fn all_commands(notes: &[String]) {
    for note in notes {
        let office = Stranger::office();
        for args in LOOKING.iter().chain(CHANGING) {
            office.world.write("data/luu-vt/khoa.json", note);
            office.run(args);
        }
        office.run(&["luu", "mo-khoa"]);
        assert_eq!(whole(office.world.root()).documents, 3);
    }
}

#[test]
fn a_note_publishes_nothing_at_a_place_that_it_names() {
    let office = Stranger::office();
    let digest = entries(office.world.root())["vb-1"].file(Part::Document).unwrap().digest.to_string();
    let absolute = office.outside().join(".bashrc").to_string_lossy().into_owned();
    let notes: Vec<String> = ["", &machine()]
        .iter()
        .flat_map(|machine| {
            let ways = [absolute.as_str(), "../ben-ngoai/.bashrc", "../moi", "data/2020/co-quan.yaml", "..\\x"];
            let ways = ways.map(|path| note(machine, &json!({ "nhat_ky": 0, "kho": [], "ra": [[path, digest]] })));
            ways.into_iter().collect::<Vec<_>>()
        })
        .collect();
    for text in notes {
        let office = Stranger::office();
        let records = office.world.files("data/2020");
        office.world.write("data/luu-vt/khoa.json", text);
        for args in LOOKING.iter().chain(CHANGING) {
            office.run(args);
        }
        assert_eq!(office.world.files("data/2020"), records);
        whole(office.world.root());
    }
}

#[test]
fn a_note_takes_nothing_out_of_the_store_that_the_register_names() {
    let office = Stranger::office();
    let all = entries(office.world.root());
    let digests: Vec<String> =
        all.values().flat_map(|entry| &entry.files).map(|file| file.digest.to_string()).collect();
    let before = office.world.files("data/luu-vt/kho");
    for lines in [2, 3, 1000, u64::MAX] {
        office.world.write("data/luu-vt/khoa.json", note("", &json!({ "nhat_ky": lines, "kho": digests })));
        assert_eq!(office.run(&["luu", "mo-khoa"]).code, 0);
        assert_eq!(office.world.files("data/luu-vt/kho"), before);
        assert_eq!(whole(office.world.root()).documents, 2);
    }
}

#[test]
fn a_note_makes_published_again_what_is_missing_below_output_and_no_more() {
    let office = Stranger::office();
    let published = office.world.files("output/2020/phat-hanh");
    office.world.remove("output/2020/phat-hanh/02-TB-STC.docx");
    office.world.write("output/2020/phat-hanh/01-TB-STC.docx", "sửa tay");
    office.world.write("data/luu-vt/khoa.json", note("", &json!({ "nhat_ky": 0, "kho": [] })));
    assert_eq!(office.run(&["luu", "mo-khoa"]).code, 0);
    let now = office.world.files("output/2020/phat-hanh");
    assert_eq!(now["02-TB-STC.docx"], published["02-TB-STC.docx"]);
    assert_eq!(now["01-TB-STC.docx"], "sửa tay".as_bytes(), "what stands there is not written over");
    whole(office.world.root());
}

#[test]
fn a_note_that_is_none_does_no_harm() {
    let deep = format!("{{\"dang_ghi\":{}", "[".repeat(200_000));
    let long = format!("{{\"ai\":\"{}\"}}", "a".repeat(20 << 20));
    let wrong = note("", &json!({ "nhat_ky": -1, "kho": ["zz"] }));
    let many = note("", &json!({ "nhat_ky": 9, "kho": vec!["ab".repeat(32); 100_000] }));
    let ugly = note("", &Value::Null).replace("ai đó", "\u{1b}[31m\u{9b}2J\u{202e}").replace("vb-9", "\\u0000\\n");
    all_commands(&[String::new(), deep, long, wrong, many, ugly]);
}
