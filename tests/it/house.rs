//! What keeps the house in order: which module may use which, and what may stand where.

mod pairs;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::workspace::files;

/// Functions longer than this are two thoughts.
const LONGEST: usize = 60;

fn source(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Every source file below `src/`, with its text.
fn sources() -> Vec<(String, String)> {
    let names =
        files(&source("src")).into_iter().filter(|name| Path::new(name).extension().is_some_and(|end| end == "rs"));
    names.map(|name| (name.clone(), std::fs::read_to_string(source("src").join(name)).unwrap())).collect()
}

/// Returns the top-level module that a file belongs to; none for `lib.rs` and `main.rs`.
fn module(file: &str) -> Option<&str> {
    match file.split_once('/') {
        Some((module, _)) => Some(module),
        None => file.strip_suffix(".rs").filter(|name| !["lib", "main"].contains(name)),
    }
}

/// Reads the table of ARCHITECTURE.md: each module, and those it may use.
fn table() -> BTreeMap<String, BTreeSet<String>> {
    let text = std::fs::read_to_string(source("ARCHITECTURE.md")).unwrap();
    let rows = text.lines().skip_while(|line| !line.starts_with("| module |")).skip(2);
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        (cells[1].trim_matches('`').to_owned(), names(cells[3]))
    };
    rows.take_while(|line| line.starts_with('|')).map(row).collect()
}

fn names(cell: &str) -> BTreeSet<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Returns the modules that a text names after `crate::`, those in braces included.
fn used(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
        for after in line.split("crate::").skip(1) {
            let group = after.strip_prefix('{').map(|group| group.split('}').next().unwrap_or(group));
            let items: Vec<&str> = group.map_or_else(|| vec![after], |group| group.split(',').collect());
            for item in items {
                let name: String = item.trim().chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
                found.insert(name);
            }
        }
    }
    found
}

/// Leaves out the unit tests at the end of a file.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text)
}

fn is_test(file: &str) -> bool {
    file.ends_with("tests.rs")
}

#[test]
fn every_module_stands_in_the_table_and_every_row_is_a_module() {
    let modules: BTreeSet<String> = sources().iter().filter_map(|(file, _)| module(file)).map(str::to_owned).collect();
    let rows: BTreeSet<String> = table().into_keys().collect();
    assert_eq!(rows, modules, "left: ARCHITECTURE.md, right: src/");
}

#[test]
fn a_module_uses_only_those_that_the_table_allows() {
    let table = table();
    for (file, text) in sources() {
        let Some(module) = module(&file) else { continue };
        let allowed = &table[module];
        let others = used(&text).into_iter().filter(|name| table.contains_key(name) && name != module);
        let forbidden: Vec<String> = others.filter(|name| !allowed.contains(name)).collect();
        assert!(forbidden.is_empty(), "src/{file} uses {forbidden:?}; {module} may use {allowed:?}");
    }
}

#[test]
fn no_permission_in_the_table_is_unused() {
    let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (file, text) in sources() {
        let Some(module) = module(&file) else { continue };
        uses.entry(module.to_owned()).or_default().extend(used(&text));
    }
    for (module, allowed) in table() {
        let unused: Vec<&String> = allowed.iter().filter(|name| !uses[&module].contains(*name)).collect();
        assert!(unused.is_empty(), "{module} may use {unused:?} and does not");
    }
}

#[test]
fn no_module_leads_back_to_itself() {
    let table = table();
    for start in table.keys() {
        let (mut reached, mut left) = (BTreeSet::new(), vec![start]);
        while let Some(module) = left.pop() {
            for next in &table[module] {
                assert!(next != start, "{start} uses {module} in the end, and {module} uses {start}");
                if reached.insert(next) {
                    left.push(next);
                }
            }
        }
    }
}

#[test]
fn the_reader_of_finished_files_knows_nothing_of_how_they_are_made() {
    let allowed = &table()["docx"];
    for maker in ["document", "layout", "template", "standard", "record", "pipeline"] {
        assert!(!allowed.contains(maker), "docx may use {maker}: then it agrees with a wrong constant");
    }
}

#[test]
fn the_reader_of_finished_files_takes_the_reading_half_of_the_format_only() {
    let reading = ["package", "relation", "xml", "namespace"];
    for (file, text) in sources().into_iter().filter(|(file, _)| file.starts_with("docx/")) {
        let taken = text.split("ooxml::").skip(1);
        let taken = taken.map(|rest| rest.split(|c: char| !c.is_ascii_lowercase()).next().unwrap_or_default());
        let others: Vec<&str> = taken.filter(|name| !reading.contains(name)).collect();
        assert!(others.is_empty(), "src/{file} takes {others:?} from ooxml");
    }
}

#[test]
fn the_checker_knows_nothing_of_how_our_documents_are_made() {
    let allowed = &table()["check"];
    for maker in ["document", "layout", "template", "record", "pipeline", "fill"] {
        assert!(!allowed.contains(maker), "check may use {maker}: then it agrees with our own mistakes");
    }
}

#[test]
fn every_source_file_says_first_what_lives_there() {
    let silent: Vec<String> =
        sources().into_iter().filter(|(_, text)| !text.starts_with("//! ")).map(|(file, _)| file).collect();
    assert_eq!(silent, Vec::<String>::new());
}

/// Returns the places where one of the words stands outside comments, tests and the modules named.
fn found(words: &[&str], except: &[&str]) -> Vec<String> {
    let mut places = Vec::new();
    for (file, text) in sources() {
        if is_test(&file) || module(&file).is_none_or(|module| except.contains(&module)) {
            continue;
        }
        for (at, line) in
            without_tests(&text).lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"))
        {
            if words.iter().any(|word| line.contains(word)) {
                places.push(format!("src/{file}:{}: {}", at + 1, line.trim()));
            }
        }
    }
    places
}

#[test]
fn only_the_command_line_prints() {
    let words = ["println!", "eprintln!", "print!(", "stdout()", "stderr()", "dbg!("];
    assert_eq!(found(&words, &["cli"]), Vec::<String>::new());
}

#[test]
fn clock_and_environment_are_looked_at_only_at_the_edges() {
    let words =
        ["std::time", "SystemTime", "Instant::now", "Utc::now", "Local::now", "env::var", "std::env", "use std::{env"];
    assert_eq!(found(&words, &["cli", "output"]), Vec::<String>::new());
}

#[test]
fn files_are_written_only_by_output() {
    let words = ["fs::write", "File::create", "create_dir", "remove_file", "fs::rename", "OpenOptions"];
    // The archive writes whole files through `output`; its lock, its growing log and the removal of what a death has
    // left are its own.
    assert_eq!(found(&words, &["output", "archive"]), Vec::<String>::new());
}

/// Returns each function with its length in lines, as rustfmt lays them out: it ends at a brace as deep as it begins.
fn functions(text: &str) -> Vec<(&str, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let starts = |line: &str| line.trim_start().split("fn ").next().is_some_and(is_qualifier) && line.contains("fn ");
    // A method that a trait only asks for has no body.
    let heads = lines.iter().enumerate().filter(|(_, line)| starts(line) && !line.ends_with(';'));
    heads
        .filter_map(|(at, head)| {
            let depth = head.len() - head.trim_start().len();
            let closing = format!("{}}}", " ".repeat(depth));
            let length = lines[at..].iter().position(|line| **line == closing || line.ends_with("; }"))?;
            Some((head.trim(), length + 1))
        })
        .collect()
}

fn is_qualifier(before: &str) -> bool {
    ["", "pub ", "pub(super) ", "pub(crate) ", "const ", "pub const ", "pub(super) const "].contains(&before)
}

#[test]
fn a_function_is_one_thought() {
    let sources = sources();
    let all: Vec<(&String, &str, usize)> = sources
        .iter()
        .flat_map(|(file, text)| functions(text).into_iter().map(move |(head, length)| (file, head, length)))
        .collect();
    assert!(all.len() > 500, "only {} functions are seen", all.len());
    let long: Vec<_> = all.into_iter().filter(|(_, _, length)| *length > LONGEST).collect();
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn the_guide_names_every_key_of_every_record() {
    let guide = std::fs::read_to_string(source("docs/huong-dan.md")).unwrap();
    let mut keys = BTreeSet::new();
    collect_keys(&thidua::record::schema::schema(), &mut keys);
    let missing: Vec<&String> = keys.iter().filter(|key| !guide.contains(&format!("`{key}`"))).collect();
    assert!(keys.len() > 80 && missing.is_empty(), "the guide does not name {missing:?}");
}

fn collect_keys(schema: &Value, keys: &mut BTreeSet<String>) {
    match schema {
        Value::Object(object) => {
            let properties = object.get("properties").and_then(Value::as_object);
            keys.extend(properties.into_iter().flat_map(|properties| properties.keys().cloned()));
            object.values().for_each(|value| collect_keys(value, keys));
        }
        Value::Array(items) => items.iter().for_each(|item| collect_keys(item, keys)),
        _ => {}
    }
}
