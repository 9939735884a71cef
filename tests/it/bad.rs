//! One folder for each way a year can be wrong, with what the clerk reads; `UPDATE_GOLDEN=1` rewrites the texts.
//!
//! `tests/bad/<code>-<what>/` holds the files laid over the minimal year. `xoa.txt` names what is removed from it first,
//! `lenh.txt` the command when it is not `lap`, `expected.txt` the exit code and stderr.

use std::path::Path;

use thidua::diag::Code;
use thidua::{record, template};

use super::workspace::{Outcome, Workspace, fixture, folders, matches_file};

fn lines(path: &Path) -> Vec<String> {
    std::fs::read_to_string(path).unwrap_or_default().lines().map(str::to_owned).collect()
}

fn run(case: &Path) -> Outcome {
    let removed = lines(&case.join("xoa.txt"));
    let world = removed.iter().fold(Workspace::minimal(), |world, path| world.without(path)).overlay(case);
    let command = lines(&case.join("lenh.txt")).pop().unwrap_or_else(|| "lap".to_owned());
    world.run(&command.split(' ').collect::<Vec<_>>())
}

fn cases() -> Vec<String> {
    folders(&fixture("bad"))
}

#[test]
fn every_broken_year_gives_the_message_in_its_folder() {
    for case in cases() {
        let folder = fixture("bad").join(&case);
        let outcome = run(&folder);
        matches_file(&format!("mã kết thúc: {}\n{}", outcome.code, outcome.stderr), &folder.join("expected.txt"));
        let (finds_a_warning, wrote) = (outcome.code == 0, !outcome.stdout.is_empty());
        // A document that is only against the decree's form is written, so that it can be looked at.
        let form = outcome.stdout.contains("lỗi thể thức");
        assert_eq!(
            finds_a_warning || form,
            wrote,
            "{case}: documents are written when there is no error, and only then"
        );
    }
}

#[test]
fn every_message_names_its_code_the_place_and_what_to_do() {
    for case in cases() {
        let text = std::fs::read_to_string(fixture("bad").join(&case).join("expected.txt")).unwrap();
        assert!(text.contains("gợi ý: "), "{case} says nothing to do");
        let code = case.split('-').next().unwrap();
        if code != "NAP" {
            assert!(text.contains(&format!(" {code}: ")), "{case} gives another code:\n{text}");
            assert!(text.contains("--> "), "{case} has no place");
        }
        let english = ["error", "Error", "expected", "unknown", "invalid", "No such", "None", "Some(", "panicked"];
        let found: Vec<_> = english.iter().filter(|word| text.contains(**word)).collect();
        assert!(found.is_empty(), "{case}: {found:?}");
    }
}

#[test]
fn every_code_of_records_and_templates_has_a_folder() {
    let cases = cases();
    let all = record::code::ALL.iter().chain(template::CODES);
    let shown = |id: &&str| cases.iter().any(|case| case.starts_with(id));
    let missing: Vec<&str> = all.map(|code: &&Code| code.id).filter(|id| !shown(id)).collect();
    assert_eq!(missing, Vec::<&str>::new());
}
