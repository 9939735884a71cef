//! Relationships that a filling adds to one part.

use std::collections::{HashMap, HashSet};

use super::OFFICE;
use crate::ooxml::relation::{self, Relationship};

/// New relationships of a part.
#[derive(Debug)]
pub struct Relations {
    folder: String,
    taken: HashSet<String>,
    made: Vec<Relationship>,
    by_target: HashMap<(String, String), String>,
}

impl Relations {
    /// Starts from the relationships that the template's part has.
    pub fn of(part: &str, text: &str) -> Self {
        let taken = relation::read(text).into_iter().map(|link| link.id).collect();
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
        // A kind of another house has its whole address.
        let kind = if kind.contains("://") { kind.to_owned() } else { format!("{OFFICE}{kind}") };
        let inside = || target.strip_prefix(self.folder.as_str()).map_or_else(|| format!("/{target}"), str::to_owned);
        let target = if external { target.to_owned() } else { inside() };
        self.made.push(Relationship { id: id.clone(), kind: kind.into(), target, external });
        self.by_target.insert(key, id.clone());
        id
    }

    /// Whether none was added.
    pub fn is_empty(&self) -> bool {
        self.made.is_empty()
    }

    /// Returns the list of relationships with the new ones.
    pub fn written(&self, current: Option<&str>) -> Option<String> {
        match current {
            Some(list) => relation::with(list, &self.made),
            None => Some(relation::list(&self.made)),
        }
    }
}
