//! The parts that an item brings along: headers, pictures, notes, lists.

use std::collections::BTreeMap;

use super::numbering;
use crate::layout::package::{PackageError, Repack};

const TYPES: &str = "[Content_Types].xml";

/// Parts that are joined into one: the element that refers to a note, its part, the note's element.
const NOTES: [(&str, &str, &str); 5] = [
    ("w:footnoteReference", "footnotes.xml", "w:footnote"),
    ("w:endnoteReference", "endnotes.xml", "w:endnote"),
    ("w:commentReference", "comments.xml", "w:comment"),
    ("w:commentRangeStart", "comments.xml", "w:comment"),
    ("w:commentRangeEnd", "comments.xml", "w:comment"),
];

/// One item's parts on their way into the joined file.
pub struct Parts<'a, 'b> {
    base: &'a mut Repack<'b>,
    item: &'a mut Repack<'b>,
    main: &'a str,
    number: usize,
    relations: BTreeMap<String, Relation>,
    lists: BTreeMap<String, Option<String>>,
    notes: BTreeMap<(&'static str, String), String>,
}

#[derive(Clone)]
struct Relation {
    kind: String,
    target: String,
    external: bool,
}

impl<'a, 'b> Parts<'a, 'b> {
    /// Looks at an item, the so-many-th of all.
    pub fn new(base: &'a mut Repack<'b>, item: &'a mut Repack<'b>, main: &'a str, number: usize) -> Self {
        let own = item.text(&relations_of(main)).ok().flatten().unwrap_or_default();
        let relations = relations(&own);
        Self { base, item, main, number, relations, lists: BTreeMap::new(), notes: BTreeMap::new() }
    }

    /// Returns the id in the joined file of what an id of the item's document leads to.
    pub fn relation(&mut self, id: &str) -> Result<String, PackageError> {
        let Some(relation) = self.relations.get(id).cloned() else { return Ok(id.to_owned()) };
        if relation.external {
            return self.base.relate_outside(self.main, &relation.kind, &relation.target);
        }
        let part = resolved(self.main, &relation.target);
        let brought = self.bring(&part)?;
        let target = if brought == part { relation.target } else { format!("/{brought}") };
        self.base.relate(self.main, &relation.kind, &target)
    }

    /// Returns a section's properties with the ids of its headers and footers as the joined file has them.
    pub fn renamed(&mut self, section: &str) -> Result<String, PackageError> {
        let mut out = String::with_capacity(section.len());
        for (index, piece) in section.split("r:id=\"").enumerate() {
            if index == 0 {
                out.push_str(piece);
                continue;
            }
            let (id, rest) = piece.split_once('"').unwrap_or((piece, ""));
            out.push_str(&format!("r:id=\"{}\"{rest}", self.relation(id)?));
        }
        Ok(out)
    }

    /// Brings a part and what it leads to; returns its name there, its own if the same stands there already.
    fn bring(&mut self, part: &str) -> Result<String, PackageError> {
        let Some(content) = self.item.part(part)? else { return Ok(part.to_owned()) };
        let links = self.item.text(&relations_of(part))?;
        let links = match links {
            Some(links) => Some(self.links(part, &links)?),
            None => None,
        };
        let mut name = part.to_owned();
        let mut turn = self.number;
        loop {
            match self.base.part(&name)? {
                None => break,
                Some(there) if there == content && self.base.text(&relations_of(&name))? == links => return Ok(name),
                Some(_) => {
                    name = numbered(part, turn);
                    turn += 1;
                }
            }
        }
        self.base.put(&name, content);
        if let Some(links) = links {
            self.base.put(&relations_of(&name), links);
        }
        let types = self.item.text(TYPES)?.unwrap_or_default();
        if let Some(kind) = content_type(&types, part) {
            self.base.declare(&name, &kind)?;
        }
        Ok(name)
    }

    /// Returns a part's relationships with the names under which their targets were brought.
    fn links(&mut self, part: &str, links: &str) -> Result<String, PackageError> {
        let mut out = links.to_owned();
        for relation in relations(links).into_values().filter(|relation| !relation.external) {
            let target = resolved(part, &relation.target);
            let brought = self.bring(&target)?;
            if brought != target {
                let (old, new) = (format!("Target=\"{}\"", relation.target), format!("Target=\"/{brought}\""));
                out = out.replace(&old, &new);
            }
        }
        Ok(out)
    }

    /// Returns the number of a list that counts from one for this item; nothing for what is no list.
    pub fn list(&mut self, number: &str) -> Result<Option<String>, PackageError> {
        if let Some(known) = self.lists.get(number) {
            return Ok(known.clone());
        }
        let name = resolved(self.main, "numbering.xml");
        let (base, item) = (self.base.text(&name)?.unwrap_or_default(), self.item.text(&name)?.unwrap_or_default());
        let new = numbering::restarted(&base, &item, number).map(|(numbering, new)| {
            self.base.put(&name, numbering);
            new
        });
        self.lists.insert(number.to_owned(), new.clone());
        Ok(new)
    }

    /// Returns the number of a note that was brought along; nothing for what is no note.
    pub fn note(&mut self, reference: &str, id: &str) -> Result<Option<String>, PackageError> {
        let Some((_, part, element)) = NOTES.iter().find(|(name, ..)| *name == reference) else { return Ok(None) };
        if let Some(known) = self.notes.get(&(*element, id.to_owned())) {
            return Ok(Some(known.clone()));
        }
        let name = resolved(self.main, part);
        let (Some(base), Some(item)) = (self.base.text(&name)?, self.item.text(&name)?) else { return Ok(None) };
        let Some(note) = note(&item, element, id) else { return Ok(None) };
        let highest = base.split(&format!("<{element} ")).skip(1).filter_map(id_of).max().unwrap_or(0);
        let new = (highest + 1).to_string();
        let renewed = note.replacen(&format!("w:id=\"{id}\""), &format!("w:id=\"{new}\""), 1);
        let end = base.rfind("</").unwrap_or(base.len());
        self.base.put(&name, [&base[..end], &renewed, &base[end..]].concat());
        self.notes.insert((*element, id.to_owned()), new.clone());
        Ok(Some(new))
    }
}

/// Returns a note with its element.
fn note<'x>(notes: &'x str, element: &str, id: &str) -> Option<&'x str> {
    let (begin, end) = (format!("<{element} "), format!("</{element}>"));
    let starts = notes.match_indices(&begin).map(|(at, _)| at);
    let wanted = format!("w:id=\"{id}\"");
    let mut found = starts.filter(|at| notes[*at..].split('>').next().is_some_and(|tag| tag.contains(&wanted)));
    let start = found.next()?;
    Some(&notes[start..start + notes[start..].find(&end)? + end.len()])
}

fn id_of(tag: &str) -> Option<i64> {
    tag.split('>').next()?.split_once("w:id=\"")?.1.split('"').next()?.parse().ok()
}

fn relations(xml: &str) -> BTreeMap<String, Relation> {
    let tags = xml.split('<').filter(|tag| tag.contains("Relationship "));
    let attribute = |tag: &str, name: &str| {
        let value = tag.split_once(&format!("{name}=\""))?.1.split('"').next()?;
        quick_xml::escape::unescape(value).ok().map(std::borrow::Cow::into_owned)
    };
    let relation = |tag: &str| {
        let external = attribute(tag, " TargetMode").is_some_and(|mode| mode == "External");
        Some((
            attribute(tag, " Id")?,
            Relation { kind: attribute(tag, " Type")?, target: attribute(tag, " Target")?, external },
        ))
    };
    tags.filter_map(relation).collect()
}

/// Returns the name of the part that holds a part's relationships.
fn relations_of(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').map_or(("", part), |(folder, name)| (folder, name));
    let slash = if folder.is_empty() { "" } else { "/" };
    format!("{folder}{slash}_rels/{name}.rels")
}

/// Resolves a target against the folder of its source.
fn resolved(source: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut steps: Vec<&str> = source.split('/').collect();
    steps.pop();
    for step in target.split('/') {
        match step {
            "." | "" => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// Returns the name of a further part: `word/header1.xml` gives `word/header1-2.xml`.
fn numbered(part: &str, turn: usize) -> String {
    match part.rsplit_once('.') {
        Some((stem, end)) => format!("{stem}-{turn}.{end}"),
        None => format!("{part}-{turn}"),
    }
}

/// Returns what a part is, by its own name or by its extension.
fn content_type(types: &str, part: &str) -> Option<String> {
    let end = part.rsplit('.').next().unwrap_or_default().to_lowercase();
    let own = types.split('<').find(|tag| tag.contains(&format!("PartName=\"/{part}\"")));
    let general = || types.split('<').find(|tag| tag.to_lowercase().contains(&format!("extension=\"{end}\"")));
    let value = own.or_else(general)?.split_once("ContentType=\"")?.1.split('"').next()?;
    Some(value.to_owned())
}
