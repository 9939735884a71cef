//! The parts that an item brings along: headers, pictures, notes, lists.

use std::collections::{BTreeMap, BTreeSet};

use super::super::additions::{Styles, style_of, with_number};
use super::super::value::xml;
use super::{JoinError, numbering};
use crate::layout::package::{PackageError, Repack};

const TYPES: &str = "[Content_Types].xml";

/// The parts that notes lie in.
pub const OF_NOTES: [&str; 3] = ["footnotes.xml", "endnotes.xml", "comments.xml"];

/// Parts that are joined into one: the element that refers to a note, its part, the note's element.
const NOTES: [(&str, &str, &str); 5] = [
    ("w:footnoteReference", "footnotes.xml", "w:footnote"),
    ("w:endnoteReference", "endnotes.xml", "w:endnote"),
    ("w:commentReference", "comments.xml", "w:comment"),
    ("w:commentRangeStart", "comments.xml", "w:comment"),
    ("w:commentRangeEnd", "comments.xml", "w:comment"),
];

/// Level and list that a style gives its paragraphs.
pub type StyleLists = BTreeMap<String, (u32, u32)>;

/// Returns the lists that styles give.
pub fn style_lists(styles: &str) -> StyleLists {
    if !styles.contains("<w:numPr") {
        return StyleLists::new();
    }
    let styles = Styles::of(None, styles);
    styles.all().filter_map(|(id, _)| Some((id.clone(), styles.number(id)?))).collect()
}

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

    /// Tells which item of all this is.
    pub fn turn(&self) -> usize {
        self.number
    }

    /// Returns the id in the joined file of what an id of the item's document leads to.
    pub fn relation(&mut self, id: &str) -> Result<String, PackageError> {
        let Some(relation) = self.relations.get(id).cloned() else { return Ok(id.to_owned()) };
        if relation.external {
            return self.base.relate_outside(self.main, &relation.kind, &relation.target);
        }
        let part = resolved(self.main, &relation.target);
        let brought = self.bring(&part, relation.kind.ends_with("/chart"))?;
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

    /// Brings a part and what it leads to; returns its name there, its own if the same stands there already. A chart and
    /// what is behind it are `apart`: no other chart may share them.
    fn bring(&mut self, part: &str, apart: bool) -> Result<String, PackageError> {
        let Some(content) = self.item.part(part)? else { return Ok(part.to_owned()) };
        let links = self.item.text(&relations_of(part))?;
        let links = match links {
            Some(links) => Some(self.links(part, &links, apart)?),
            None => None,
        };
        let mut name = part.to_owned();
        let mut turn = self.number;
        loop {
            match self.base.part(&name)? {
                None => break,
                Some(there) if !apart && there == content && self.base.text(&relations_of(&name))? == links => {
                    return Ok(name);
                }
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
    fn links(&mut self, part: &str, links: &str, apart: bool) -> Result<String, PackageError> {
        let mut out = links.to_owned();
        for relation in relations(links).into_values().filter(|relation| !relation.external) {
            let target = resolved(part, &relation.target);
            let brought = self.bring(&target, apart)?;
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

    /// Begins the notes of the joined file as those of this item do: the items before had none.
    fn begin_notes(&mut self, name: &str, item: &str, element: &str) -> Result<String, PackageError> {
        let empty = without_notes(item, element);
        self.base.put(name, empty.clone());
        let types = self.item.text(TYPES)?.unwrap_or_default();
        if let Some(kind) = content_type(&types, name) {
            self.base.declare(name, &kind)?;
        }
        let own = self.relations.values().find(|own| !own.external && resolved(self.main, &own.target) == name);
        if let Some(own) = own.cloned() {
            self.base.relate(self.main, &own.kind, &own.target)?;
        }
        Ok(empty)
    }

    /// Brings the styles that this item has and the joined file has not: an inserted document, or notes, gave them.
    pub fn styles(&mut self) -> Result<(), PackageError> {
        let name = resolved(self.main, "styles.xml");
        let (Some(base), Some(item)) = (self.base.text(&name)?, self.item.text(&name)?) else { return Ok(()) };
        if base == item {
            return Ok(());
        }
        let id = |style: &xml::Child<'_>| style.attribute("w:styleId");
        let known: BTreeSet<String> = xml::children(&base).iter().filter_map(id).collect();
        let all = xml::children(&item);
        let new =
            all.iter().filter(|style| style.name == "w:style" && !id(style).is_some_and(|id| known.contains(&id)));
        let new: String = new.map(|style| style.xml).collect();
        if let (false, Some(end)) = (new.is_empty(), base.rfind("</")) {
            self.base.put(&name, [&base[..end], &new, &base[end..]].concat());
        }
        Ok(())
    }

    /// Returns content in which lists that paragraphs take from their styles count from one for this item.
    pub fn restyled(&mut self, content: String, lists: &StyleLists) -> Result<String, PackageError> {
        if lists.is_empty() {
            return Ok(content);
        }
        let mut pieces = content.split("<w:pPr>");
        let mut made = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let end = piece.find("</w:pPr>").map_or(piece.len(), |end| end + "</w:pPr>".len());
            let properties = format!("<w:pPr>{}", &piece[..end]);
            let before = made.rfind('<').is_some_and(|at| made[at..].starts_with("<w:pPrChange"));
            let style = style_of(&properties).filter(|_| !before);
            let own = style.and_then(|style| lists.get(&style).copied());
            let new = match own {
                Some((level, number)) => {
                    let new = self.list(&number.to_string())?.and_then(|new| new.parse().ok());
                    new.map(|new| with_number(&properties, Some(level), new))
                }
                None => None,
            };
            made.push_str(&new.unwrap_or(properties));
            made.push_str(&piece[end..]);
        }
        Ok(made)
    }

    /// Returns the number of a note that was brought along; nothing for what is no note. `renew` gives it the names and
    /// numbers that it has in the joined file, as a part of its own part.
    pub fn note(
        &mut self,
        reference: &str,
        id: &str,
        renew: impl FnOnce(&str, &mut Parts<'_, 'b>) -> Result<Option<String>, JoinError>,
    ) -> Result<Option<String>, JoinError> {
        let Some((_, part, element)) = NOTES.iter().find(|(name, ..)| *name == reference) else { return Ok(None) };
        if let Some(known) = self.notes.get(&(*element, id.to_owned())) {
            return Ok(Some(known.clone()));
        }
        let name = resolved(self.main, part);
        let Some(item) = self.item.text(&name)? else { return Ok(None) };
        let Some(note) = note(&item, element, id) else { return Ok(None) };
        let mut own = Parts::new(&mut *self.base, &mut *self.item, &name, self.number);
        let Some(note) = renew(note, &mut own)? else { return Ok(None) };
        let base = match self.base.text(&name)? {
            Some(base) => base,
            None => self.begin_notes(&name, &item, element)?,
        };
        let highest = base.split(&format!("<{element} ")).skip(1).filter_map(id_of).max().unwrap_or(0).max(0);
        let new = (highest + 1).to_string();
        let renewed = note.replacen(&format!("w:id=\"{id}\""), &format!("w:id=\"{new}\""), 1);
        let end = base.rfind("</").unwrap_or(base.len());
        self.base.put(&name, [&base[..end], &renewed, &base[end..]].concat());
        self.notes.insert((*element, id.to_owned()), new.clone());
        Ok(Some(new))
    }
}

/// Returns a part of notes with nothing but the lines above them.
fn without_notes(notes: &str, element: &str) -> String {
    let (begin, end) = (format!("<{element} "), format!("</{element}>"));
    let (mut out, mut rest) = (String::new(), notes);
    while let Some(at) = rest.find(&begin) {
        let past = rest[at..].find(&end).map_or(rest.len(), |length| at + length + end.len());
        let line = rest[at..].split('>').next().is_some_and(|tag| tag.contains("w:type="));
        out.push_str(&rest[..if line { past } else { at }]);
        rest = &rest[past..];
    }
    out + rest
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
pub fn resolved(source: &str, target: &str) -> String {
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
