//! Word's rules for a package, as far as they can be judged here: what breaks one makes Word refuse or repair the file.

use std::collections::{BTreeMap, BTreeSet};

use super::package::{Node, entries, trees};

/// Returns every rule that a file breaks; none for a file that Word opens as it is.
pub fn faults(bytes: &[u8]) -> Vec<String> {
    let parts = match trees(bytes) {
        Ok(parts) => parts,
        Err(error) => return vec![error],
    };
    let names: Vec<String> = entries(bytes).unwrap_or_default().into_iter().map(|(name, _)| name).collect();
    let mut found = Vec::new();
    package(&names, &parts, &mut found);
    for (name, root) in parts.iter().filter(|(name, _)| name.starts_with("word/") && !name.contains("_rels")) {
        let mut here = Vec::new();
        letters(root, &mut here);
        containers(root, &mut here);
        root.named("w:tbl").into_iter().for_each(|table| self::table(table, &mut here));
        ids(root, &mut here);
        links(name, root, &parts, &mut here);
        found.extend(here.into_iter().map(|fault| format!("{name}: {fault}")));
    }
    found.extend(super::charts::faults(bytes));
    let mut charts: Vec<&str> = parts
        .get("word/document.xml")
        .map(|root| root.named("?:chart"))
        .unwrap_or_default()
        .into_iter()
        .filter_map(|node| node.get("r:id"))
        .collect();
    charts.sort_unstable();
    if charts.windows(2).any(|pair| pair[0] == pair[1]) {
        found.push(format!("drawings that share a chart: {charts:?}"));
    }
    found
}

/// Names once, no path out, a content type for each, targets that exist.
fn package(names: &[String], parts: &BTreeMap<String, Node>, found: &mut Vec<String>) {
    let set: BTreeSet<&String> = names.iter().collect();
    if set.len() != names.len() {
        found.push("two entries of one name".to_owned());
    }
    let Some(types) = parts.get("[Content_Types].xml") else { return found.push("no content types".to_owned()) };
    for kind in types.children.iter().filter_map(|node| node.get("ContentType")) {
        if ["template", "macroEnabled", "vbaProject", "vbaData"].iter().any(|other| kind.contains(other)) {
            found.push(format!("not a plain document: {kind}"));
        }
    }
    let has_type = |name: &str| {
        let extension = name.rsplit('.').next().unwrap_or_default();
        types.children.iter().any(|node| match node.name.as_str() {
            "Default" => node.get("Extension").is_some_and(|e| e.eq_ignore_ascii_case(extension)),
            _ => node.get("PartName").and_then(|part| part.strip_prefix('/')) == Some(name),
        })
    };
    for name in names.iter().filter(|name| *name != "[Content_Types].xml" && !name.ends_with('/')) {
        if !has_type(name) {
            found.push(format!("{name} has no content type"));
        }
        if name.split('/').any(|step| step == "..") {
            found.push(format!("{name} leaves the package"));
        }
    }
    for node in types.children.iter().filter(|node| node.name == "Override") {
        let part = node.get("PartName").unwrap_or_default().trim_start_matches('/');
        if !set.iter().any(|name| *name == part) {
            found.push(format!("a content type for {part}, which is not there"));
        }
    }
    for (name, relations) in parts.iter().filter(|(name, _)| name.contains("_rels/")) {
        targets(name, relations, &set, found);
    }
}

fn targets(name: &str, relations: &Node, names: &BTreeSet<&String>, found: &mut Vec<String>) {
    let folder = name.rsplit_once("_rels/").map_or("", |(folder, _)| folder);
    let mut ids = BTreeSet::new();
    for relation in &relations.children {
        if !ids.insert(relation.get("Id")) {
            found.push(format!("{name}: {:?} twice", relation.get("Id")));
        }
        let target = relation.get("Target").unwrap_or_default();
        if relation.get("TargetMode") != Some("External") && !names.contains(&resolve(folder, target)) {
            found.push(format!("{name}: target {target} is not there"));
        }
    }
}

fn resolve(folder: &str, target: &str) -> String {
    let path = target.strip_prefix('/').map_or_else(|| format!("{folder}{target}"), str::to_owned);
    let mut steps: Vec<&str> = Vec::new();
    for step in path.split('/') {
        match step {
            ".." => drop(steps.pop()),
            "." | "" => {}
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// Every relationship that is named exists.
fn links(name: &str, root: &Node, parts: &BTreeMap<String, Node>, found: &mut Vec<String>) {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    let relations = parts.get(&format!("{folder}/_rels/{file}.rels"));
    let known: BTreeSet<&str> =
        relations.into_iter().flat_map(|node| &node.children).filter_map(|relation| relation.get("Id")).collect();
    for node in root.all() {
        for (key, value) in node.attributes.iter().filter(|(key, _)| key.starts_with("r:")) {
            if !value.is_empty() && !known.contains(value.as_str()) {
                found.push(format!("{} names {key}={value}, which is not there", node.name));
            }
        }
    }
}

/// No control characters, and so none of the engine's own marks.
fn letters(root: &Node, found: &mut Vec<String>) {
    let bad = |text: &str| {
        text.chars().any(|c| (c.is_control() && !"\t\n\r".contains(c)) || matches!(c, '\u{fffe}' | '\u{ffff}'))
    };
    for node in root.all() {
        if bad(&node.text) || node.attributes.iter().any(|(_, value)| bad(value)) {
            found.push(format!("a forbidden character in {}: {:?}", node.name, node.text));
        }
        let stray =
            !node.text.trim().is_empty() && !LETTERED.contains(&node.name.as_str()) && node.name.starts_with("w:");
        if stray {
            found.push(format!("text in {}: {:?}", node.name, node.text));
        }
    }
}

const LETTERED: &[&str] = &["w:t", "w:delText", "w:instrText", "w:delInstrText"];

/// What holds blocks holds at least one, and a cell ends with a paragraph.
fn containers(root: &Node, found: &mut Vec<String>) {
    for node in root.all() {
        let content = node.content();
        let ends = content.iter().rev().find(|child| ["w:p", "w:tbl"].contains(&child.name.as_str()));
        match node.name.as_str() {
            "w:tc" if ends.is_none_or(|last| last.name != "w:p") => {
                found.push("a cell does not end with a paragraph".to_owned());
            }
            "w:txbxContent" | "w:hdr" | "w:ftr" | "w:comment" if ends.is_none() => {
                found.push(format!("{} is empty", node.name));
            }
            "w:footnotes" | "w:endnotes" if node.children.iter().any(|note| note.named("w:p").is_empty()) => {
                found.push("a note is empty".to_owned());
            }
            "w:sdtContent" if node.children.is_empty() => found.push("a content control is empty".to_owned()),
            "w:tr" if !content.iter().any(|child| child.name == "w:tc") => found.push("a row without cells".to_owned()),
            "w:tbl" if !content.iter().any(|child| child.name == "w:tr") => {
                found.push("a table without rows".to_owned());
            }
            "w:p"
                if node.named("w:p").iter().any(|inner| !std::ptr::eq(*inner, node))
                    && node.named("w:txbxContent").is_empty() =>
            {
                found.push("a paragraph in a paragraph".to_owned());
            }
            _ => {}
        }
    }
}

fn number(node: Option<&Node>) -> usize {
    node.and_then(|node| node.get("w:val")).and_then(|value| value.parse().ok()).unwrap_or(1)
}

/// Every row fills the grid, and a merge goes on only below a cell of the same width in the same place.
fn table(table: &Node, found: &mut Vec<String>) {
    let grid =
        table.child("w:tblGrid").map_or(0, |grid| grid.children.iter().filter(|c| c.name == "w:gridCol").count());
    let mut above: BTreeMap<usize, usize> = BTreeMap::new();
    for row in table.content().into_iter().filter(|child| child.name == "w:tr") {
        let properties = row.child("w:trPr");
        let skipped = |name: &str| properties.and_then(|p| p.child(name)).map_or(0, |node| number(Some(node)));
        let mut at = skipped("w:gridBefore");
        let mut merged = BTreeMap::new();
        for cell in row.content().into_iter().filter(|child| child.name == "w:tc") {
            let properties = cell.child("w:tcPr");
            let span = properties.and_then(|p| p.child("w:gridSpan")).map_or(1, |node| number(Some(node)));
            if let Some(merge) = properties.and_then(|p| p.child("w:vMerge")) {
                let starts = merge.get("w:val") == Some("restart");
                if !starts && above.get(&at) != Some(&span) {
                    found.push(format!("a vertical merge at column {} continues nothing", at + 1));
                }
                merged.insert(at, span);
            }
            at += span;
        }
        at += skipped("w:gridAfter");
        if grid > 0 && at != grid {
            found.push(format!("a row of {at} columns in a grid of {grid}"));
        }
        above = merged;
    }
}

/// Ids that must be unique in a part.
fn ids(root: &Node, found: &mut Vec<String>) {
    let kinds: [(&str, &[&str], &str); 11] = [
        ("wp:docPr", &["wp:docPr"], "id"),
        ("bookmark", &["w:bookmarkStart"], "w:id"),
        ("bookmark", &["w:bookmarkStart"], "w:name"),
        ("paragraph", &["w:p", "w:tr"], "w14:paraId"),
        ("change", &["w:ins", "w:del", "w:moveFrom", "w:moveTo"], "w:id"),
        ("move", &["w:moveFromRangeStart", "w:moveToRangeStart"], "w:id"),
        ("move from", &["w:moveFromRangeStart"], "w:name"),
        ("move to", &["w:moveToRangeStart"], "w:name"),
        ("shape", &["v:shape", "v:shapetype", "v:rect", "v:roundrect", "v:oval", "v:line", "v:group"], "id"),
        ("comment", &["w:commentRangeStart"], "w:id"),
        ("comment mark", &["w:commentReference"], "w:id"),
    ];
    for (kind, elements, attribute) in kinds {
        let mut seen = BTreeSet::new();
        let nodes = root.all().into_iter().filter(|node| elements.contains(&node.name.as_str()));
        for value in nodes.filter_map(|node| node.get(attribute)) {
            if !seen.insert(value) {
                found.push(format!("{kind} {attribute}={value} twice"));
            }
        }
    }
    let starts: Vec<_> = root.named("w:bookmarkStart").iter().filter_map(|node| node.get("w:id")).collect();
    let ends: Vec<_> = root.named("w:bookmarkEnd").iter().filter_map(|node| node.get("w:id")).collect();
    let names: Vec<_> = root.named("w:bookmarkStart").iter().filter_map(|node| node.get("w:name")).collect();
    for anchor in root.named("w:hyperlink").iter().filter_map(|node| node.get("w:anchor")) {
        if !names.contains(&anchor) && anchor.starts_with("_Toc") {
            found.push(format!("an entry leads to {anchor}, which is not there"));
        }
    }
    if let Some(long) = names.iter().find(|name| name.chars().count() > 40) {
        found.push(format!("the name of the bookmark {long} is too long"));
    }
    if starts.iter().any(|id| !ends.contains(id)) || ends.iter().any(|id| !starts.contains(id)) {
        found.push(format!("bookmarks begin {starts:?} and end {ends:?}"));
    }
}
