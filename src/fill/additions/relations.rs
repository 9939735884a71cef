//! Relationships that a filling adds to one part.

use std::collections::{HashMap, HashSet};

use quick_xml::escape::escape;

use super::super::value::xml;
use super::OFFICE;

/// A file of relationships before the first.
pub const EMPTY: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>";

/// New relationships of a part.
#[derive(Debug)]
pub struct Relations {
    folder: String,
    taken: HashSet<String>,
    made: Vec<(String, String, String, bool)>,
    by_target: HashMap<(String, String), String>,
}

impl Relations {
    /// Starts from the relationships that the template's part has.
    pub fn of(part: &str, text: &str) -> Self {
        let taken = xml::children(text).iter().filter_map(|link| link.attribute("Id")).collect();
        let folder = part.rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default();
        Self { folder, taken, made: Vec::new(), by_target: HashMap::new() }
    }

    /// Returns the id of a relationship added before, or of a new one.
    pub fn id(&mut self, kind: &str, target: &str, external: bool) -> String {
        let key = (kind.to_owned(), target.to_owned());
        if let Some(id) = self.by_target.get(&key) {
            return id.clone();
        }
        let mut number = self.made.len() + 1;
        while !self.taken.insert(format!("rIdThem{number}")) {
            number += 1;
        }
        let id = format!("rIdThem{number}");
        self.made.push((id.clone(), kind.to_owned(), target.to_owned(), external));
        self.by_target.insert(key, id.clone());
        id
    }

    /// Whether none was added.
    pub fn is_empty(&self) -> bool {
        self.made.is_empty()
    }

    /// Returns the file of relationships with the new ones.
    pub fn written(&self, current: Option<&str>) -> Option<String> {
        xml::append(current.unwrap_or(EMPTY), |prefix| {
            self.made
                .iter()
                .map(|(id, kind, target, external)| self.link(prefix, id, kind, target, *external))
                .collect()
        })
    }

    fn link(&self, prefix: &str, id: &str, kind: &str, target: &str, external: bool) -> String {
        let inside = target.strip_prefix(self.folder.as_str()).map_or_else(|| format!("/{target}"), str::to_owned);
        let (target, mode) = if external { (target.to_owned(), " TargetMode=\"External\"") } else { (inside, "") };
        let target = escape(&target);
        // A kind of another house has its whole address.
        let house = if kind.contains("://") { "" } else { OFFICE };
        format!("<{prefix}Relationship Id=\"{id}\" Type=\"{house}{kind}\" Target=\"{target}\"{mode}/>")
    }
}

/// Returns the part that the first relationship of a kind leads to.
pub fn target(part: &str, text: &str, kind: &str) -> Option<String> {
    let links = xml::children(text);
    let of_kind = |link: &&xml::Child<'_>| {
        link.attribute("Type").is_some_and(|url| url.rsplit('/').next() == Some(kind))
            && link.attribute("TargetMode").as_deref() != Some("External")
    };
    let target = links.iter().find(of_kind)?.attribute("Target")?;
    Some(resolved(part, &target))
}

/// Resolves a target against the folder of the part.
pub fn resolved(part: &str, target: &str) -> String {
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
    let base = if target.starts_with('/') { "" } else { folder };
    let mut steps: Vec<&str> = Vec::new();
    for step in base.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}
