//! What the clerk has changed in Word is kept; what nobody has touched follows the records.

use std::io::{Cursor, Read, Write};

use thidua::docx::DocxView;

use super::workspace::Workspace;

const FILE: &str = "output/2020/thong-bao.docx";
const BESIDE: &str = "output/2020/thong-bao.moi.docx";

/// Writes the package again with a word of its text replaced, as Word does when a clerk saves.
fn edited(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..package.len() {
        let mut part = package.by_index(at).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        if part.name() == "word/document.xml" {
            let text = String::from_utf8(content).unwrap();
            assert!(text.contains(from));
            content = text.replace(from, to).into_bytes();
        }
        out.start_file(part.name(), zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&content).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// A year whose notice has been made and then changed by hand.
fn changed_by_hand() -> Workspace {
    let world = Workspace::minimal();
    assert_eq!(world.run(&["lap"]).code, 0);
    let bytes = edited(&world.read(FILE), "Văn phòng Sở", "Thanh tra Sở");
    world.with(FILE, bytes)
}

fn text(world: &Workspace, path: &str) -> String {
    DocxView::read(&world.read(path)).unwrap().text()
}

#[test]
fn a_file_changed_by_hand_is_kept_and_the_new_one_goes_beside_it() {
    let world = changed_by_hand();
    let before = world.read(FILE);
    let outcome = world.run(&["lap"]);
    assert_eq!(outcome.code, 1);
    assert!(outcome.stderr.contains(FILE) && outcome.stderr.contains(BESIDE), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("--ghi-de"), "{}", outcome.stderr);
    assert!(outcome.stdout.contains("giữ bản sửa tay"), "{}", outcome.stdout);
    assert!(world.read(FILE) == before);
    assert!(text(&world, FILE).contains("Thanh tra Sở thông báo"));
    assert!(text(&world, BESIDE).contains("Văn phòng Sở thông báo"));
}

#[test]
fn a_further_run_replaces_the_untouched_file_beside_and_makes_no_third() {
    let world = changed_by_hand();
    world.run(&["lap"]);
    let world = world.edited("data/2020/van-ban/thong-bao.yaml", "các phòng biết", "các phòng rõ");
    assert_eq!(world.run(&["lap"]).code, 1);
    assert_eq!(world.files("output/2020").len(), 3);
    assert!(text(&world, BESIDE).contains("các phòng rõ"));
}

#[test]
fn a_file_beside_that_is_changed_by_hand_too_is_kept_too() {
    let world = changed_by_hand();
    world.run(&["lap"]);
    let bytes = edited(&world.read(BESIDE), "Văn phòng Sở", "Phòng Ngân sách");
    let world = world.with(BESIDE, bytes);
    assert_eq!(world.run(&["lap"]).code, 1);
    assert!(text(&world, BESIDE).contains("Phòng Ngân sách"));
    assert!(text(&world, "output/2020/thong-bao.moi-2.docx").contains("Văn phòng Sở"));
}

#[test]
fn overwriting_on_demand_replaces_what_was_changed_by_hand() {
    let world = changed_by_hand();
    let outcome = world.run(&["lap", "--ghi-de"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    assert!(text(&world, FILE).contains("Văn phòng Sở thông báo"));
    assert_eq!(world.files("output/2020").len(), 2);
}

#[test]
fn an_untouched_file_follows_the_records_without_a_word() {
    let world = Workspace::minimal();
    world.run(&["lap"]);
    let world = world.edited("data/2020/van-ban/thong-bao.yaml", "Văn phòng Sở thông báo", "Giám đốc Sở yêu cầu");
    let outcome = world.run(&["lap"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    assert!(outcome.stdout.contains("cập nhật") && outcome.stdout.contains("không đổi"), "{}", outcome.stdout);
    assert!(text(&world, FILE).contains("Giám đốc Sở yêu cầu"));
}

#[test]
fn a_file_that_is_no_document_of_ours_is_kept() {
    for bytes in [b"ghi ch\xc3\xba".to_vec(), Vec::new(), b"PK\x03\x04".to_vec()] {
        let world = Workspace::minimal().with(FILE, &bytes);
        assert_eq!(world.run(&["lap"]).code, 1);
        assert!(world.read(FILE) == bytes && text(&world, BESIDE).contains("Văn phòng Sở"));
    }
}

#[test]
fn records_with_an_error_leave_the_documents_of_yesterday_alone() {
    let world = Workspace::minimal();
    world.run(&["lap"]);
    let before = world.files("output");
    let world = world.edited("data/2020/van-ban/thong-bao.yaml", "nguoi: an", "nguoi: ann");
    assert_eq!(world.run(&["lap"]).code, 1);
    assert!(world.files("output") == before);
}
