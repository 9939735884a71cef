//! The parts that an item brings along: headers, pictures, notes, lists.

use std::collections::{BTreeMap, BTreeSet};

use super::super::additions::{Numbering, Styles, style_of, with_number, with_properties};
use super::JoinError;
use crate::ooxml::fragment;
use crate::ooxml::relation::{self, Relationship, part_for};
use crate::ooxml::write::{PackageError, Repack};

/// The parts that notes lie in.
pub const OF_NOTES: [&str; 3] = ["footnotes.xml", "endnotes.xml", "comments.xml"];

/// The part that lists lie in.
pub const NUMBERING: &str = "numbering.xml";

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
    /// The lists of the joined file, where it has any.
    numbering: &'a mut Option<Numbering>,
    /// The lists of the item, once they have been asked for.
    own: Option<Numbering>,
    relations: Vec<Relationship>,
    lists: BTreeMap<String, Option<String>>,
    notes: BTreeMap<(&'static str, String), String>,
}

impl<'a, 'b> Parts<'a, 'b> {
    /// Looks at an item, the so-many-th of all.
    pub fn new(
        base: &'a mut Repack<'b>,
        item: &'a mut Repack<'b>,
        main: &'a str,
        number: usize,
        numbering: &'a mut Option<Numbering>,
    ) -> Self {
        let relations = item.relations(main).unwrap_or_default();
        let (own, lists, notes) = (None, BTreeMap::new(), BTreeMap::new());
        Self { base, item, main, number, numbering, own, relations, lists, notes }
    }

    /// Tells which item of all this is.
    pub fn turn(&self) -> usize {
        self.number
    }

    /// Returns the id in the joined file of what an id of the item's document leads to.
    pub fn relation(&mut self, id: &str) -> Result<String, PackageError> {
        let Some(link) = self.relations.iter().find(|link| link.id == id).cloned() else { return Ok(id.to_owned()) };
        if link.external {
            return self.base.relate_outside(self.main, &link.kind, &link.target);
        }
        let Some(part) = link.part(self.main) else { return self.base.relate(self.main, &link.kind, &link.target) };
        let brought = self.bring(&part, link.name() == "chart")?;
        let target = if brought == part { link.target } else { format!("/{brought}") };
        self.base.relate(self.main, &link.kind, &target)
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
        let links = self.item.text(&part_for(part))?;
        let links = match links {
            Some(links) => Some(self.links(part, &links, apart)?),
            None => None,
        };
        let mut name = part.to_owned();
        let mut turn = self.number;
        loop {
            match self.base.part(&name)? {
                None => break,
                Some(there) if !apart && there == content && self.base.text(&part_for(&name))? == links => {
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
            self.base.put(&part_for(&name), links);
        }
        if let Some(kind) = self.item.content_type(part)? {
            self.base.declare(&name, &kind)?;
        }
        Ok(name)
    }

    /// Returns a part's relationships with the names under which their targets were brought.
    fn links(&mut self, part: &str, links: &str, apart: bool) -> Result<String, PackageError> {
        let mut names = BTreeMap::new();
        for target in relation::read(links).iter().filter_map(|link| link.part(part)) {
            let brought = self.bring(&target, apart)?;
            if brought != target {
                names.insert(target, format!("/{brought}"));
            }
        }
        Ok(relation::retargeted(links, |target| names.get(&relation::resolve(part, target)?).cloned()))
    }

    /// Returns the number of a list that counts from one for this item; nothing for what is no list.
    pub fn list(&mut self, number: &str) -> Result<Option<String>, PackageError> {
        if let Some(known) = self.lists.get(number) {
            return Ok(known.clone());
        }
        if self.own.is_none() {
            let text = self.item.text(&beside(self.main, NUMBERING))?.unwrap_or_default();
            self.own = Some(Numbering::of(None, &text));
        }
        let own = self.own.as_ref().and_then(|own| own.list(number.parse().ok()?));
        let new = own.zip(self.numbering.as_mut()).and_then(|((list, scheme), all)| all.again(list, scheme));
        let new = new.map(|new| new.to_string());
        self.lists.insert(number.to_owned(), new.clone());
        Ok(new)
    }

    /// Begins the notes of the joined file as those of this item do: the items before had none.
    fn begin_notes(&mut self, name: &str, item: &str, element: &str) -> Result<String, PackageError> {
        let empty = without_notes(item, element);
        self.base.put(name, empty.clone());
        if let Some(kind) = self.item.content_type(name)? {
            self.base.declare(name, &kind)?;
        }
        let own = self.relations.iter().find(|own| own.part(self.main).as_deref() == Some(name));
        if let Some(own) = own.cloned() {
            self.base.relate(self.main, &own.kind, &own.target)?;
        }
        Ok(empty)
    }

    /// Brings the styles that this item has and the joined file has not: an inserted document, or notes, gave them.
    pub fn styles(&mut self) -> Result<(), PackageError> {
        let name = beside(self.main, "styles.xml");
        let (Some(base), Some(item)) = (self.base.text(&name)?, self.item.text(&name)?) else { return Ok(()) };
        if base == item {
            return Ok(());
        }
        let id = |style: &fragment::Child<'_>| style.attribute("w:styleId");
        let known: BTreeSet<String> = fragment::children(&base).iter().filter_map(id).collect();
        let all = fragment::children(&item);
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
        with_properties(&content, |properties| {
            let own = style_of(properties).and_then(|style| lists.get(&style).copied());
            let Some((level, number)) = own else { return Ok(None) };
            let new = self.list(&number.to_string())?.and_then(|new| new.parse().ok());
            Ok(new.map(|new| with_number(properties, Some(level), new)))
        })
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
        let name = beside(self.main, part);
        let Some(item) = self.item.text(&name)? else { return Ok(None) };
        let Some(note) = note(&item, element, id) else { return Ok(None) };
        let mut own = Parts::new(&mut *self.base, &mut *self.item, &name, self.number, &mut *self.numbering);
        let Some(note) = renew(note, &mut own)? else { return Ok(None) };
        let base = match self.base.text(&name)? {
            Some(base) => base,
            None => self.begin_notes(&name, &item, element)?,
        };
        let ids = fragment::values(&base, "w:id", |name| name == *element).into_iter();
        let highest = ids.filter_map(|id| id.parse::<i64>().ok()).max().unwrap_or(0).max(0);
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

/// Returns the name of a part in the same folder.
pub fn beside(part: &str, name: &str) -> String {
    part.rsplit_once('/').map_or_else(|| name.to_owned(), |(folder, _)| format!("{folder}/{name}"))
}

/// Returns the name of a further part: `word/header1.xml` gives `word/header1-2.xml`.
fn numbered(part: &str, turn: usize) -> String {
    match part.rsplit_once('.') {
        Some((stem, end)) => format!("{stem}-{turn}.{end}"),
        None => format!("{part}-{turn}"),
    }
}
