//! Word's rules that only writing can keep: what must not be empty, what must not be repeated.

use std::collections::{HashMap, HashSet};

use super::edit::{CHANGES, IdKind, Rule};

/// What a cell, a note or a text box must at least hold.
const EMPTY_PARAGRAPH: &[u8] = b"<w:p/>";

/// Ids given out in one filling; those in the template are left to it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ids {
    /// The highest id of a drawing.
    pub drawings: u32,
    /// The highest id of a bookmark.
    pub bookmarks: u32,
    /// The highest id of a tracked change.
    pub changes: u32,
    /// The highest id of a range that may be edited.
    pub perms: u32,
}

impl Ids {
    /// Takes note of the ids in a part.
    pub fn note(&mut self, xml: &str) {
        self.drawings = self.drawings.max(highest(xml, "<wp:docPr ", " id=\""));
        self.bookmarks = self.bookmarks.max(highest(xml, "<w:bookmarkStart ", " w:id=\""));
        self.perms = self.perms.max(highest(xml, "<w:permStart ", " w:id=\""));
        for element in CHANGES.iter().chain(&["w:moveFromRangeStart", "w:moveToRangeStart"]) {
            self.changes = self.changes.max(highest(xml, &format!("<{element} "), " w:id=\""));
        }
    }
}

/// Returns the highest number in an attribute of all elements that begin so.
fn highest(xml: &str, element: &str, attribute: &str) -> u32 {
    let tags = xml.split(element).skip(1).filter_map(|rest| rest.split_once('>'));
    let number = |(tag, _): (&str, &str)| {
        let spaced = format!(" {tag}");
        let value = spaced.split_once(attribute)?.1.split('"').next()?.parse::<u32>();
        value.ok().filter(|number| *number < u32::MAX / 2)
    };
    tags.filter_map(number).max().unwrap_or(0)
}

/// A table or row of which nothing has been written yet.
#[derive(Debug, Default)]
struct Hold {
    xml: Vec<u8>,
    released: bool,
}

/// The state of the rules in one part.
#[derive(Debug)]
pub struct Rules<'i> {
    ids: &'i mut Ids,
    /// For each container that is open: whether a paragraph was the last block.
    containers: Vec<bool>,
    holds: Vec<Hold>,
    /// For each table with merged cells that is open: the columns in which a cell covers those below.
    tables: Vec<HashSet<usize>>,
    /// Bookmarks met: id in the template, and the id it has now.
    bookmarks: HashMap<String, String>,
    /// Ranges that may be edited, likewise.
    perms: HashMap<String, String>,
    /// Ranges of moved text, likewise.
    moves: HashMap<String, String>,
    /// How often each name of a bookmark, a shape or a move has been met.
    names: HashMap<(IdKind, String), u32>,
    /// Drawings met.
    drawings: HashSet<String>,
    /// Tracked changes met.
    changes: HashSet<String>,
    switches: Vec<bool>,
}

impl<'i> Rules<'i> {
    /// Starts a part.
    pub fn new(ids: &'i mut Ids, switches: usize) -> Self {
        Self {
            ids,
            containers: Vec::new(),
            holds: Vec::new(),
            tables: Vec::new(),
            bookmarks: HashMap::new(),
            perms: HashMap::new(),
            moves: HashMap::new(),
            names: HashMap::new(),
            drawings: HashSet::new(),
            changes: HashSet::new(),
            switches: vec![false; switches],
        }
    }

    /// Returns where XML is kept back, if a table or row is waiting for its content.
    pub fn held(&mut self) -> Option<&mut Vec<u8>> {
        self.holds.last_mut().filter(|hold| !hold.released).map(|hold| &mut hold.xml)
    }

    /// Tells whether XML that is written once may be written now.
    pub fn is_first(&mut self, switch: usize) -> bool {
        !std::mem::replace(&mut self.switches[switch], true)
    }

    /// Returns the XML to be written for a rule.
    pub fn apply(&mut self, rule: &Rule) -> Vec<u8> {
        match rule {
            Rule::Begin => self.containers.push(false),
            Rule::Paragraph => self.last(true),
            Rule::Block => self.last(false),
            Rule::End if self.containers.pop() == Some(false) => return EMPTY_PARAGRAPH.to_vec(),
            Rule::Hold => self.holds.push(Hold::default()),
            Rule::Release => return self.release(),
            Rule::Drop => {
                self.holds.pop();
            }
            Rule::Table => self.tables.push(HashSet::new()),
            Rule::TableEnd => {
                self.tables.pop();
            }
            Rule::Merge(column) => {
                self.covered(*column, true);
            }
            Rule::Apart(column) => {
                self.covered(*column, false);
            }
            Rule::Merged(column) if self.covered(*column, true) => return b"<w:vMerge/>".to_vec(),
            Rule::Merged(_) => return b"<w:vMerge w:val=\"restart\"/>".to_vec(),
            Rule::End | Rule::Id(..) | Rule::Once(_) | Rule::Cell | Rule::CellEnd | Rule::Numbered(_) => {}
        }
        Vec::new()
    }

    /// Notes whether a column is covered from here on; returns whether it was.
    fn covered(&mut self, column: usize, now: bool) -> bool {
        let Some(table) = self.tables.last_mut() else { return true };
        if now { !table.insert(column) } else { table.remove(&column) }
    }

    fn last(&mut self, paragraph: bool) {
        if let Some(last) = self.containers.last_mut() {
            *last = paragraph;
        }
    }

    /// What waits is written: there is something in it.
    fn release(&mut self) -> Vec<u8> {
        let mut xml = Vec::new();
        for hold in self.holds.iter_mut().filter(|hold| !hold.released) {
            hold.released = true;
            xml.append(&mut hold.xml);
        }
        xml
    }

    /// Returns the id to be written in place of one of the template: the same the first time, a new one after.
    pub fn id(&mut self, kind: IdKind, id: &str) -> String {
        match kind {
            IdKind::Drawing if self.drawings.insert(id.to_owned()) => id.to_owned(),
            IdKind::Drawing => {
                self.ids.drawings += 1;
                self.ids.drawings.to_string()
            }
            IdKind::Change if self.changes.insert(id.to_owned()) => id.to_owned(),
            IdKind::Change => {
                self.ids.changes += 1;
                self.ids.changes.to_string()
            }
            IdKind::BookmarkStart => begun(&mut self.bookmarks, &mut self.ids.bookmarks, id),
            IdKind::PermStart => begun(&mut self.perms, &mut self.ids.perms, id),
            IdKind::PermEnd => self.perms.get(id).cloned().unwrap_or_else(|| id.to_owned()),
            IdKind::BookmarkEnd => self.bookmarks.get(id).cloned().unwrap_or_else(|| id.to_owned()),
            IdKind::MoveStart => begun(&mut self.moves, &mut self.ids.changes, id),
            IdKind::MoveEnd => self.moves.get(id).cloned().unwrap_or_else(|| id.to_owned()),
            IdKind::BookmarkName | IdKind::Shape | IdKind::MovedFrom | IdKind::MovedTo => {
                let count = self.names.entry((kind, id.to_owned())).or_default();
                *count += 1;
                repeated(id, *count)
            }
            IdKind::NameAbove => repeated(id, self.met(IdKind::BookmarkName, id)),
            IdKind::NameBelow => repeated(id, self.met(IdKind::BookmarkName, id).saturating_add(1)),
            IdKind::ShapeAbove => repeated(id, self.met(IdKind::Shape, id)),
            IdKind::ShapeBelow => repeated(id, self.met(IdKind::Shape, id).saturating_add(1)),
            // What has no part of its own to give is left as it is; see the expander.
            IdKind::Chart => id.to_owned(),
        }
    }

    fn met(&self, kind: IdKind, name: &str) -> u32 {
        self.names.get(&(kind, name.to_owned())).copied().unwrap_or_default()
    }
}

/// Returns the name that a bookmark or the like has which is met for the `count`-th time.
fn repeated(name: &str, count: u32) -> String {
    if count <= 1 { name.to_owned() } else { format!("{name}_{count}") }
}

/// Returns the id of a range that begins: its own the first time, a new one after.
fn begun(known: &mut HashMap<String, String>, highest: &mut u32, id: &str) -> String {
    if !known.contains_key(id) {
        known.insert(id.to_owned(), id.to_owned());
        return id.to_owned();
    }
    *highest += 1;
    let fresh = highest.to_string();
    known.insert(id.to_owned(), fresh.clone());
    fresh
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_its_kind_keeps_its_id_and_the_others_get_new_ones() {
        let mut ids = Ids { drawings: 9, bookmarks: 20, ..Ids::default() };
        let mut rules = Rules::new(&mut ids, 0);
        let drawings: Vec<String> = (0..3).map(|_| rules.id(IdKind::Drawing, "4")).collect();
        assert_eq!(drawings, ["4", "10", "11"]);
        let mark = |rules: &mut Rules<'_>| {
            [IdKind::BookmarkStart, IdKind::BookmarkName, IdKind::BookmarkEnd].map(|kind| rules.id(kind, "7"))
        };
        assert_eq!(mark(&mut rules), ["7", "7", "7"]);
        assert_eq!(mark(&mut rules), ["21", "7_2", "21"]);
        assert_eq!([IdKind::NameAbove, IdKind::NameBelow].map(|kind| rules.id(kind, "7")), ["7_2", "7_3"]);
        assert_eq!([IdKind::NameAbove, IdKind::NameBelow].map(|kind| rules.id(kind, "8")), ["8", "8"]);
    }

    #[test]
    fn the_highest_ids_of_a_part_are_noted() {
        let mut ids = Ids::default();
        ids.note(r#"<wp:docPr id="3" name="a"/><wp:docPr name="b" id="12"/><w:bookmarkStart w:id="5" w:name="x"/><w:ins w:id="8">"#);
        assert_eq!(ids, Ids { drawings: 12, bookmarks: 5, changes: 8, perms: 0 });
    }

    #[test]
    fn what_waits_is_written_when_something_comes_and_left_out_if_not() {
        let mut ids = Ids::default();
        let mut rules = Rules::new(&mut ids, 0);
        for released in [true, false] {
            rules.apply(&Rule::Hold);
            rules.held().unwrap().extend_from_slice(b"<w:tbl>");
            if released {
                assert_eq!(rules.apply(&Rule::Release), b"<w:tbl>");
                assert!(rules.held().is_none());
            }
            assert_eq!(rules.apply(&Rule::Drop), b"");
        }
        assert!(rules.held().is_none());
    }

    #[test]
    fn a_place_that_must_end_with_a_paragraph_gets_one() {
        let mut ids = Ids::default();
        let mut rules = Rules::new(&mut ids, 0);
        for (blocks, added) in
            [(vec![], true), (vec![Rule::Paragraph], false), (vec![Rule::Paragraph, Rule::Block], true)]
        {
            rules.apply(&Rule::Begin);
            for block in &blocks {
                rules.apply(block);
            }
            assert_eq!(!rules.apply(&Rule::End).is_empty(), added, "{blocks:?}");
        }
    }
}
