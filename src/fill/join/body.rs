//! The text of one item: what must be unique in the joined file gets new names and numbers.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::contents;
use super::super::edit::CHANGES;
use super::JoinError;
use super::parts::Parts;
use crate::ooxml::fragment::place;

/// The numbers given so far.
#[derive(Default)]
pub struct Ids {
    drawing: u32,
    bookmark: u32,
    perm: u32,
    change: u32,
    /// Names of bookmarks, in small letters: Word does not tell them apart by case.
    names: BTreeSet<String>,
}

/// What an item's own names and numbers became.
#[derive(Default)]
struct Renamed {
    bookmarks: BTreeMap<String, u32>,
    perms: BTreeMap<String, u32>,
    moves: BTreeMap<String, u32>,
    /// Names of bookmarks here, and in the joined file.
    names: BTreeMap<String, String>,
    /// What the names of shapes and moves end with in the joined file.
    end: String,
}

impl Ids {
    /// Takes note of the numbers in the first item's content, which stays as it is.
    pub fn taken(&mut self, content: &str) -> Option<String> {
        let mut reader = Reader::from_str(content);
        loop {
            match reader.read_event().ok()? {
                Event::Start(tag) | Event::Empty(tag) => match tag.name().as_ref() {
                    b"wp:docPr" => self.drawing = self.drawing.max(number(&tag, "id")),
                    b"w:permStart" => self.perm = self.perm.max(number(&tag, "w:id") + 1),
                    name if is_change(name) || MOVES.contains(&name) => {
                        self.change = self.change.max(number(&tag, "w:id") + 1);
                    }
                    b"w:bookmarkStart" => {
                        self.bookmark = self.bookmark.max(number(&tag, "w:id") + 1);
                        self.names.insert(value(&tag, "w:name").unwrap_or_default().to_lowercase());
                    }
                    _ => {}
                },
                Event::Eof => return Some(content.to_owned()),
                _ => {}
            }
        }
    }

    /// Returns a name that no bookmark of the joined file has, for each of an item's.
    fn named(&mut self, content: &str, item: usize) -> BTreeMap<String, String> {
        let mut named = BTreeMap::new();
        for name in names(content) {
            let first = suffixed(&name, &format!("_{item}"));
            let further = (2..u32::MAX).map(|turn| suffixed(&name, &format!("_{item}_{turn}")));
            let free = std::iter::once(first).chain(further).find(|new| self.names.insert(new.to_lowercase()));
            named.insert(name, free.unwrap_or_default());
        }
        named
    }

    /// Returns an item's content whose tables of contents list the headings of the item, not those of all.
    pub fn listing_itself(&mut self, content: String, item: usize) -> String {
        let Some(bound) = contents::kept_within(&content, &format!("_Gop{item}"), self.bookmark) else {
            return content;
        };
        self.bookmark += 1;
        bound
    }

    /// Returns an item's content with new names and numbers; nothing if it is not proper XML.
    pub fn renewed(&mut self, content: &str, item: usize, parts: &mut Parts) -> Result<Option<String>, JoinError> {
        let mut renamed = Renamed { names: self.named(content, item), end: format!("_{item}"), ..Renamed::default() };
        let mut reader = Reader::from_str(content);
        let (mut out, mut instruction) = (String::with_capacity(content.len() + 64), false);
        loop {
            let from = place(&reader);
            let Ok(event) = reader.read_event() else { return Ok(None) };
            let text = &content[from..place(&reader)];
            match event {
                Event::Start(tag) | Event::Empty(tag) => {
                    instruction = tag.name().as_ref() == b"w:instrText" && !text.ends_with("/>");
                    match self.element(&tag, parts, &mut renamed)? {
                        Some(changes) => out.push_str(&changed(text, &changes)),
                        None => out.push_str(text),
                    }
                }
                Event::Text(_) if instruction => {
                    out.push_str(&contents::renamed(text, |name| renamed.names.get(name).cloned()));
                }
                Event::End(_) => {
                    instruction = false;
                    out.push_str(text);
                }
                Event::Eof => return Ok(Some(out)),
                _ => out.push_str(text),
            }
        }
    }

    /// Returns the attributes of an element that change, with their new values; nothing for most elements.
    fn element(
        &mut self,
        tag: &BytesStart,
        parts: &mut Parts,
        renamed: &mut Renamed,
    ) -> Result<Option<Changes>, JoinError> {
        let mut changes = Changes::new();
        match tag.name().as_ref() {
            b"wp:docPr" => {
                self.drawing += 1;
                changes.push(("id".to_owned(), Some(self.drawing.to_string())));
            }
            b"w:bookmarkStart" => {
                changes.push(begun(tag, &mut self.bookmark, &mut renamed.bookmarks));
                let name = value(tag, "w:name").unwrap_or_default();
                changes.push(("w:name".to_owned(), renamed.names.get(&name).cloned()));
            }
            b"w:bookmarkEnd" => changes.extend(ended(tag, &renamed.bookmarks)),
            b"w:permStart" => changes.push(begun(tag, &mut self.perm, &mut renamed.perms)),
            b"w:permEnd" => changes.extend(ended(tag, &renamed.perms)),
            b"w:moveFromRangeStart" | b"w:moveToRangeStart" => {
                changes.push(begun(tag, &mut self.change, &mut renamed.moves));
                changes.extend(ending(tag, "w:name", &renamed.end));
            }
            b"w:moveFromRangeEnd" | b"w:moveToRangeEnd" => changes.extend(ended(tag, &renamed.moves)),
            name if is_change(name) => {
                changes.push(("w:id".to_owned(), Some(self.change.to_string())));
                self.change += 1;
            }
            b"o:OLEObject" => changes.extend(ending(tag, "ShapeID", &renamed.end)),
            name if name.starts_with(b"v:") => {
                changes.extend(ending(tag, "id", &renamed.end));
                changes.extend(ending(tag, "type", &renamed.end));
                changes.push(("o:spid".to_owned(), None));
            }
            b"w:numId" => {
                let number = value(tag, "w:val").unwrap_or_default();
                changes.extend(parts.list(&number)?.map(|new| ("w:val".to_owned(), Some(new))));
            }
            b"w:footnoteReference"
            | b"w:endnoteReference"
            | b"w:commentReference"
            | b"w:commentRangeStart"
            | b"w:commentRangeEnd" => {
                let (name, id) = (tag.name(), value(tag, "w:id").unwrap_or_default());
                let kind = String::from_utf8_lossy(name.as_ref()).into_owned();
                let item = parts.turn();
                let renew = |note: &str, own: &mut Parts<'_, '_>| self.renewed(note, item, own);
                changes.extend(parts.note(&kind, &id, renew)?.map(|new| ("w:id".to_owned(), Some(new))));
            }
            _ => {}
        }
        named(tag, parts, renamed, &mut changes)?;
        Ok((!changes.is_empty()).then_some(changes))
    }
}

/// Adds what becomes of the attributes that any element may have.
fn named(tag: &BytesStart, parts: &mut Parts, renamed: &Renamed, changes: &mut Changes) -> Result<(), JoinError> {
    for attribute in tag.attributes().filter_map(Result::ok) {
        let key = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
        let old = String::from_utf8_lossy(&attribute.value).into_owned();
        match key.as_str() {
            // Word gives paragraphs new ids when it saves; two of one id it does not like.
            "w14:paraId" | "w14:textId" => changes.push((key, None)),
            "w:instr" => changes.push((key, Some(contents::renamed(&old, |name| renamed.names.get(name).cloned())))),
            "w:anchor" if renamed.names.contains_key(&old) => changes.push((key, renamed.names.get(&old).cloned())),
            _ if key.starts_with("r:") => {
                let new = parts.relation(&old)?;
                changes.push((key, Some(new)));
            }
            _ => {}
        }
    }
    Ok(())
}

/// The beginnings of text that is moved.
const MOVES: [&[u8]; 2] = [b"w:moveFromRangeStart", b"w:moveToRangeStart"];

fn is_change(name: &[u8]) -> bool {
    CHANGES.iter().any(|change| change.as_bytes() == name)
}

/// Attributes and their new values; nothing for one that is left out.
type Changes = Vec<(String, Option<String>)>;

/// Gives a range that begins the next number.
fn begun(tag: &BytesStart, next: &mut u32, known: &mut BTreeMap<String, u32>) -> (String, Option<String>) {
    known.insert(value(tag, "w:id").unwrap_or_default(), *next);
    *next += 1;
    ("w:id".to_owned(), Some((*next - 1).to_string()))
}

/// Returns a name with another end; nothing where there is none.
fn ending(tag: &BytesStart, name: &str, end: &str) -> Option<(String, Option<String>)> {
    Some((name.to_owned(), Some(value(tag, name)? + end)))
}

/// Returns the number of a range that ends; none if it did not begin here.
fn ended(tag: &BytesStart, known: &BTreeMap<String, u32>) -> Option<(String, Option<String>)> {
    let id = known.get(&value(tag, "w:id").unwrap_or_default())?;
    Some(("w:id".to_owned(), Some(id.to_string())))
}

/// Returns a start tag with changed attributes.
fn changed(tag: &str, changes: &Changes) -> String {
    let mut out = tag.to_owned();
    for (key, value) in changes {
        let Some(at) = out.find(&format!(" {key}=")) else { continue };
        let quote = at + key.len() + 2;
        let Some(mark) = out[quote..].chars().next() else { continue };
        let Some(end) = out[quote + 1..].find(mark).map(|end| quote + 1 + end) else { continue };
        match value {
            Some(value) => out.replace_range(quote + 1..end, value),
            None => out.replace_range(at..=end, ""),
        }
    }
    out
}

/// A bookmark's name is at most 40 characters long.
fn suffixed(name: &str, end: &str) -> String {
    let kept: String = name.chars().take(40 - end.len()).collect();
    kept + end
}

/// Returns the names of the bookmarks.
fn names(content: &str) -> BTreeSet<String> {
    let tags = content.split("<w:bookmarkStart ").skip(1);
    tags.filter_map(|tag| tag.split_once("w:name=\"")?.1.split('"').next().map(str::to_owned)).collect()
}

fn value(tag: &BytesStart, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok()??;
    Some(String::from_utf8_lossy(&attribute.value).into_owned())
}

fn number(tag: &BytesStart, name: &str) -> u32 {
    value(tag, name).and_then(|value| value.parse().ok()).unwrap_or(0)
}
