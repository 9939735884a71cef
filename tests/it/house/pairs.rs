//! No two files use each other, but for the parts of a reader that goes round: a text holds tables, a table holds texts.

use std::collections::{BTreeMap, BTreeSet};

use super::{is_test, sources, without_tests};

/// Files that need each other, since what they read, write or name holds what they come from.
const RECURSIVE: &[(&str, &str)] = &[
    // A text box holds blocks, and blocks hold drawings.
    ("docx::drawing", "docx::view"),
    ("docx::drawing", "docx::vml"),
    ("docx::inline", "docx::story"),
    ("docx::story", "docx::table"),
    ("docx::dump", "docx::dump_table"),
    ("docx::dump", "docx::dump_text"),
    ("ooxml::xml", "ooxml::xml_build"),
    // A note is text, and text holds notes; so do tables.
    ("layout::gathered", "layout::note"),
    ("layout::note", "layout::text"),
    ("layout::table", "layout::text"),
    ("template::markup::inline", "template::markup::notes"),
    // A rule is given where to put what it finds, and what is found names its rule.
    ("check::finding", "check::rule"),
];

/// Files that were found to use each other when this test came: these go, and none comes.
const FOUND: &[(&str, &str)] = &[
    ("check::file", "check::paper"),
    ("fill::additions", "fill::chart"),
    ("fill::additions", "fill::value"),
    ("fill::additions", "fill::value::document"),
    ("fill::chart", "fill::package"),
    ("fill::chart", "fill::value"),
    ("fill::fault", "fill::template"),
    ("fill::fold", "fill::part"),
    ("fill::input::xlsx", "fill::input::xlsx::look"),
    ("fill::package", "fill::store"),
    ("fill::proof", "fill::template"),
    ("fill::room", "fill::value"),
];

/// Returns the paths that a text names from `crate`, `self` or `super` on, those in braces one by one.
fn paths(text: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    for start in ["crate::", "self::", "super::"] {
        for (at, _) in code.match_indices(start) {
            let before = code[..at].chars().next_back();
            if before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':') {
                expand(&code[at..], &[], &mut found);
            }
        }
    }
    found
}

/// Adds the paths at the beginning of a text behind those segments; returns what is left of it.
fn expand<'t>(text: &'t str, above: &[String], found: &mut Vec<Vec<String>>) -> &'t str {
    let mut path = above.to_vec();
    let mut rest = text;
    loop {
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        path.push(rest[..end].to_owned());
        rest = &rest[end..];
        let Some(next) = rest.strip_prefix("::") else { break };
        if let Some(mut inner) = next.strip_prefix('{') {
            loop {
                inner = expand(inner.trim_start(), &path, found).trim_start();
                let Some(next) = inner.strip_prefix(',') else { break };
                inner = next;
            }
            return inner.strip_prefix('}').unwrap_or(inner);
        }
        rest = next;
    }
    found.push(path);
    let renamed = rest.trim_start().starts_with("as ");
    let end = rest.find([',', '}', ';']).filter(|_| renamed).unwrap_or(0);
    &rest[end..]
}

/// Returns the file that a path leads to, seen from a module.
fn target(path: &[String], from: &str, files: &BTreeSet<String>) -> Option<String> {
    let mut place: Vec<&str> = from.split("::").collect();
    for (at, step) in path.iter().enumerate() {
        match step.as_str() {
            "crate" => place.clear(),
            "self" if at == 0 => {}
            "super" => drop(place.pop()),
            step => place.push(step),
        }
    }
    (1..=place.len()).rev().map(|len| place[..len].join("::")).find(|name| files.contains(name))
}

/// Returns for each file the files that it uses, both named as modules.
fn uses() -> BTreeMap<String, BTreeSet<String>> {
    let name = |file: &str| {
        let module = file.trim_end_matches(".rs");
        module.strip_suffix("/mod").unwrap_or(module).replace('/', "::")
    };
    let files = sources().into_iter().filter(|(file, _)| !is_test(file));
    let files: Vec<(String, String)> = files.map(|(file, text)| (name(&file), text)).collect();
    let known: BTreeSet<String> = files.iter().map(|(name, _)| name.clone()).collect();
    let of = |from: &str, text: &str| {
        let all = paths(without_tests(text)).into_iter().filter_map(|path| target(&path, from, &known));
        all.filter(|to| to != from).collect()
    };
    files.iter().map(|(name, text)| (name.clone(), of(name, text))).collect()
}

#[test]
fn paths_in_braces_are_read_one_by_one() {
    let text = "// use crate::no;\nuse super::{a::{self, B}, c as d, e};\nlet x = crate::f::g(1);";
    let shown: Vec<String> = paths(text).iter().map(|path| path.join("::")).collect();
    assert_eq!(shown, ["crate::f::g", "super::a::self", "super::a::B", "super::c", "super::e"]);
}

#[test]
fn no_two_files_use_each_other() {
    let uses = uses();
    let back = |one: &str, other: &str| one < other && uses.get(other).is_some_and(|used| used.contains(one));
    let mut pairs: BTreeSet<(&str, &str)> = BTreeSet::new();
    for (one, used) in &uses {
        pairs.extend(used.iter().filter(|other| back(one, other)).map(|other| (one.as_str(), other.as_str())));
    }
    let known: BTreeSet<(&str, &str)> = RECURSIVE.iter().chain(FOUND).copied().collect();
    let new: Vec<_> = pairs.difference(&known).collect();
    let gone: Vec<_> = known.difference(&pairs).collect();
    assert!(new.is_empty(), "these use each other; what both need belongs below them: {new:#?}");
    assert!(gone.is_empty(), "these do not use each other any more, so they are not to be listed: {gone:#?}");
}
