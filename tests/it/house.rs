//! The order of the house: which module may use which, who may print, who may see the clock.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources() -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(root().join("src")).sort_by_file_name().into_iter().filter_map(Result::ok);
    entries.map(walkdir::DirEntry::into_path).filter(|path| path.extension().is_some_and(|end| end == "rs")).collect()
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

/// The module a file belongs to: the first name below `src`.
fn module_of(path: &Path) -> String {
    let below = path.strip_prefix(root().join("src")).unwrap();
    let first = below.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// What stands in backquotes.
fn quoted(cell: &str) -> BTreeSet<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The module table of ARCHITECTURE.md: each module and those it may use.
fn table() -> BTreeMap<String, BTreeSet<String>> {
    let text = read(&root().join("ARCHITECTURE.md"));
    let rows = text.lines().skip_while(|line| !line.starts_with("| module |")).skip(2);
    let rows = rows.take_while(|line| line.starts_with('|'));
    let cells = rows.map(|row| row.split('|').map(str::trim).collect::<Vec<_>>());
    cells.map(|cells| (quoted(cells[1]).into_iter().next().unwrap(), quoted(cells[3]))).collect()
}

/// The modules that a text names as `crate::module`.
fn used(text: &str) -> BTreeSet<String> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let names = code.flat_map(|line| line.match_indices("crate::").map(move |(at, found)| &line[at + found.len()..]));
    let name = |rest: &str| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect::<String>();
    names.map(name).filter(|name| !name.is_empty()).collect()
}

#[test]
fn a_module_uses_only_those_the_architecture_allows_it() {
    let table = table();
    let mut wrong = Vec::new();
    for path in sources() {
        let module = module_of(&path);
        if module == "lib" || module == "main" {
            continue;
        }
        let Some(allowed) = table.get(&module) else { continue };
        for other in used(&read(&path)) {
            if other != module && table.contains_key(&other) && !allowed.contains(&other) {
                wrong.push(format!("{} uses {other}", path.strip_prefix(root()).unwrap().display()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_architecture_names_every_module_and_no_other() {
    let real: BTreeSet<String> = sources().iter().map(|path| module_of(path)).collect();
    let real: BTreeSet<String> = real.into_iter().filter(|name| name != "lib" && name != "main").collect();
    assert_eq!(table().into_keys().collect::<BTreeSet<_>>(), real);
}

#[test]
fn the_reader_of_files_does_not_see_how_ours_are_written() {
    let allowed = &table()["docx"];
    assert!(!allowed.contains("layout") && !allowed.contains("document"), "{allowed:?}");
}

#[test]
fn every_source_file_first_says_what_lives_there() {
    let silent: Vec<PathBuf> = sources().into_iter().filter(|path| !read(path).starts_with("//!")).collect();
    assert_eq!(silent, Vec::<PathBuf>::new());
}

/// Returns the places outside the named modules where a text stands in code.
fn places(text: &str, but_in: &[&str]) -> Vec<String> {
    let files = sources().into_iter().filter(|path| !but_in.contains(&module_of(path).as_str()));
    let hits = files.flat_map(|path| {
        let lines: Vec<String> = read(&path).lines().map(str::to_owned).collect();
        let name = path.strip_prefix(root()).unwrap().display().to_string();
        let code = lines.into_iter().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
        code.filter(|(_, line)| line.contains(text)).map(|(at, _)| format!("{name}:{}", at + 1)).collect::<Vec<_>>()
    });
    hits.collect()
}

#[test]
fn only_the_command_line_prints() {
    for print in ["println!", "eprintln!", "print!(", "io::stdout", "io::stderr"] {
        assert_eq!(places(print, &["cli", "main"]), Vec::<String>::new(), "{print}");
    }
}

#[test]
fn clock_and_environment_are_seen_at_the_edges_only() {
    for clock in ["SystemTime::now", "Utc::now", "Local::now", "Instant::now", "env::var"] {
        assert_eq!(places(clock, &["cli", "output", "main"]), Vec::<String>::new(), "{clock}");
    }
}

#[test]
fn the_guide_names_every_key_of_every_record() {
    let guide = read(&root().join("docs/huong-dan.md"));
    let schema = thidua::record::schema::schema();
    let mut keys = BTreeSet::new();
    collect_keys(&schema, &mut keys);
    let missing: Vec<&String> = keys.iter().filter(|key| !guide.contains(&format!("`{key}`"))).collect();
    assert!(keys.len() > 80 && missing.is_empty(), "the guide does not name {missing:?}");
}

fn collect_keys(schema: &serde_json::Value, keys: &mut BTreeSet<String>) {
    if let Some(object) = schema.as_object() {
        if let Some(properties) = object.get("properties").and_then(serde_json::Value::as_object) {
            keys.extend(properties.keys().cloned());
        }
        object.values().for_each(|value| collect_keys(value, keys));
    }
    if let Some(items) = schema.as_array() {
        for value in items {
            collect_keys(value, keys);
        }
    }
}
