//! Documents as readable dumps. `UPDATE_GOLDEN=1` rewrites them: read the difference before it is kept.

use thidua::docx::{DocxView, dump};

use super::workspace::{Workspace, files, fixture, folders, matches_file};

/// The page without the fingerprint, which changes with every byte and says nothing to a reader.
pub fn page(bytes: &[u8]) -> String {
    let page = dump(&DocxView::read(bytes).unwrap());
    let lines = page.lines().filter(|line| !line.contains("thidua-dau-van-tay"));
    lines.fold(String::new(), |text, line| text + line + "\n")
}

#[test]
fn every_shipped_document_is_the_page_in_its_golden_file() {
    let documents = Workspace::shipped().documents();
    for (id, bytes) in &documents {
        matches_file(&page(bytes), &fixture("golden/2020").join(format!("{id}.txt")));
    }
    let goldens: Vec<String> = documents.keys().map(|id| format!("{id}.txt")).collect();
    assert_eq!(files(&fixture("golden/2020")), goldens);
}

#[test]
fn every_document_made_for_one_component_is_the_page_in_its_golden_file() {
    let mut goldens = Vec::new();
    for case in folders(&fixture("made")) {
        let world = Workspace::minimal().without("data/2020/van-ban").overlay(&fixture("made").join(&case));
        for (id, bytes) in world.documents() {
            matches_file(&page(&bytes), &fixture("golden/made").join(format!("{id}.txt")));
            goldens.push(format!("{id}.txt"));
        }
    }
    goldens.sort();
    assert_eq!(files(&fixture("golden/made")), goldens);
}

/// Returns the record that a built-in template shows as an example in its first comment.
fn example(template: &str) -> Option<String> {
    let (comment, _) = template.split_once("-#}")?;
    let (_, record) = comment.split_once("\nloai: van_ban\n")?;
    Some(format!("loai: van_ban\n{record}"))
}

#[test]
fn the_example_in_a_built_in_template_gives_the_page_in_its_golden_file() {
    let mut goldens = Vec::new();
    for (name, text) in thidua::template::built_in() {
        let Some(record) = example(text) else { continue };
        let id = record.lines().find_map(|line| line.strip_prefix("ma: ")).unwrap().to_owned();
        assert!(record.contains(&format!("\nmau: {name}\n")), "{name}: the example names another template");
        let documents = Workspace::shipped().with("data/2020/van-ban/vi-du.yaml", &record).documents();
        matches_file(&page(&documents[&id]), &fixture("golden/examples").join(format!("{id}.txt")));
        goldens.push(format!("{id}.txt"));
    }
    goldens.sort();
    assert_eq!(files(&fixture("golden/examples")), goldens);
}
