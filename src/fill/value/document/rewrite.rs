//! The body of an inserted document in the words of the template: ids, names, styles, lists, links.

use std::collections::{BTreeSet, HashMap};

use quick_xml::Reader;
use quick_xml::escape::escape;
use quick_xml::events::{BytesStart, Event};

use super::super::{At, InsertError, no_note};
use super::{NotePart, Root, Source};
use crate::fill::additions::{Additions, Kind};
use crate::fill::contents;
use crate::ooxml::fragment;

/// Elements that stay behind with all they hold.
const LEFT: [&str; 27] = [
    "w:sectPr",
    "w:del",
    "w:moveFrom",
    "w:moveFromRangeStart",
    "w:moveFromRangeEnd",
    "w:moveToRangeStart",
    "w:moveToRangeEnd",
    "w:rPrChange",
    "w:pPrChange",
    "w:tblPrChange",
    "w:tblPrExChange",
    "w:tblGridChange",
    "w:trPrChange",
    "w:tcPrChange",
    "w:numberingChange",
    "w:cellIns",
    "w:cellDel",
    "w:cellMerge",
    "w:commentRangeStart",
    "w:commentRangeEnd",
    "w:commentReference",
    "w:permStart",
    "w:permEnd",
    "w:proofErr",
    "w:lastRenderedPageBreak",
    "w:dataBinding",
    "w:placeholder",
];

/// Elements whose content stays.
const UNWRAPPED: [&str; 2] = ["w:ins", "w:moveTo"];

/// What has to be seen before a paragraph's style can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Waiting {
    Nothing,
    /// A paragraph began: its properties may come.
    Properties,
    /// Its properties began: its style may come.
    Style,
}

/// What becomes of an attribute.
enum Change {
    /// It stays.
    None,
    /// It has another value.
    New(String),
    /// It goes.
    Left,
}

/// Returns the blocks of a document for a part of the template.
pub(super) fn rewrite(
    source: &mut Source,
    host: &Root,
    at: &At<'_>,
    extra: &mut Additions<'_>,
) -> Result<String, InsertError> {
    let body = std::mem::take(&mut source.body);
    let look = source.look.take().unwrap_or_default();
    let (dropped, declared) = declared(source, host, &body);
    let lists = look.lists.clone();
    let mut rewriter = Rewriter {
        source,
        look: &look,
        part: at.part,
        no_notes: at.no_notes,
        extra,
        declared,
        dropped,
        out: String::with_capacity(body.len() + 1024),
        lists,
        bookmarks: HashMap::new(),
        mark: None,
        waiting: Waiting::Nothing,
        instruction: false,
        units: Vec::new(),
        depth: 0,
    };
    let done = rewriter.run(&body);
    let out = std::mem::take(&mut rewriter.out);
    source.body = body;
    source.look = Some(look);
    done.map(|()| out)
}

/// Tells of a row or a cell that a tracked change has deleted, which its properties say; `rest` follows its start tag.
fn is_deleted(tag: &BytesStart<'_>, rest: &str) -> bool {
    let (properties, mark, content): (&[u8], &[u8], &[u8]) = match tag.name().as_ref() {
        b"w:tr" => (b"w:trPr", b"w:del", b"w:tc"),
        b"w:tc" => (b"w:tcPr", b"w:cellDel", b"w:p"),
        _ => return false,
    };
    let (mut reader, mut inside) = (Reader::from_str(rest), false);
    // The text is read on from within an element: its end tag belongs to none, is an error, and ends the search.
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.name().as_ref() == content => return false,
            Ok(Event::Start(tag)) if tag.name().as_ref() == properties => inside = true,
            Ok(Event::Start(tag) | Event::Empty(tag)) if inside && tag.name().as_ref() == mark => return true,
            Ok(Event::End(tag)) if tag.name().as_ref() == properties => return false,
            Ok(Event::Eof) | Err(_) => return false,
            Ok(_) => {}
        }
    }
}

/// Returns the prefixes that go, and what each block declares.
fn declared(source: &Source, host: &Root, body: &str) -> (BTreeSet<String>, String) {
    let known = |prefix: &String| host.ignorable.contains(prefix) && same_name(prefix, &source.names, &host.names);
    let dropped: BTreeSet<String> = source.ignorable.iter().filter(|prefix| !known(prefix)).cloned().collect();
    let declared = declarations(source, host, &dropped, body);
    (dropped, declared)
}

fn same_name(prefix: &str, theirs: &[(String, String)], ours: &[(String, String)]) -> bool {
    let url = |names: &[(String, String)]| names.iter().find(|(known, _)| known == prefix).map(|(_, url)| url.clone());
    url(theirs).is_some() && url(theirs) == url(ours)
}

/// Returns the declarations that each block needs because the template's root lacks them.
fn declarations(source: &Source, host: &Root, dropped: &BTreeSet<String>, body: &str) -> String {
    let needed = source.names.iter().filter(|(prefix, _)| {
        let named = !dropped.contains(prefix) && body.contains(&format!("{prefix}:"));
        let used = named || body.contains(&format!("Requires=\"{prefix}"));
        used && !same_name(prefix, &source.names, &host.names)
    });
    needed.fold(String::new(), |declared, (prefix, url)| declared + " xmlns:" + prefix + "=\"" + url + "\"")
}

struct Rewriter<'r, 'a> {
    source: &'r mut Source,
    look: &'r super::Look,
    part: &'r str,
    /// What the place is called, where Word has no notes.
    no_notes: Option<&'static str>,
    extra: &'r mut Additions<'a>,
    declared: String,
    dropped: BTreeSet<String>,
    out: String,
    /// Lists of this insertion: each begins again.
    lists: HashMap<u32, u32>,
    /// Bookmarks of this insertion: id there and here.
    bookmarks: HashMap<String, u32>,
    /// What makes names of bookmarks unlike those of other insertions.
    mark: Option<u32>,
    waiting: Waiting,
    /// Whether what comes is a piece of a field's instruction.
    instruction: bool,
    /// Tables and rows that are open: where each begins in what is written, and whether a row or cell of it has come.
    units: Vec<(usize, bool)>,
    depth: usize,
}

impl Rewriter<'_, '_> {
    fn run(&mut self, body: &str) -> Result<(), InsertError> {
        let mut reader = Reader::from_str(body);
        let mut skipped = 0_usize;
        let wrong = |error: &dyn std::fmt::Display| InsertError::new(format!("văn bản chèn vào bị hỏng: {error}"), "");
        loop {
            let before = fragment::place(&reader);
            match reader.read_event().map_err(|error| wrong(&error))? {
                Event::Eof => return Ok(()),
                Event::Start(_) if skipped > 0 => skipped += 1,
                Event::End(_) if skipped > 0 => skipped -= 1,
                Event::Start(tag) if self.is_left(&tag) || is_deleted(&tag, &body[fragment::place(&reader)..]) => {
                    skipped = 1;
                }
                Event::Start(tag) => self.open(&tag, false)?,
                Event::Empty(tag) if skipped == 0 && !self.is_left(&tag) => self.open(&tag, true)?,
                Event::End(tag) => {
                    let name = String::from_utf8_lossy(tag.name().as_ref()).into_owned();
                    self.close(&name);
                }
                Event::Text(_) if skipped == 0 && self.instruction => {
                    let code = self.referring(&body[before..fragment::place(&reader)]);
                    self.out.push_str(&code);
                }
                Event::Text(_) | Event::GeneralRef(_) | Event::CData(_) if skipped == 0 => {
                    self.out.push_str(&body[before..fragment::place(&reader)]);
                }
                _ => {}
            }
        }
    }

    fn is_left(&self, tag: &BytesStart<'_>) -> bool {
        let name = fragment::name_of(tag);
        let prefix = name.split_once(':').map_or("", |(prefix, _)| prefix);
        // The id of a content control has to be its own; Word gives a new one.
        LEFT.contains(&name.as_str()) || name == "w:id" || self.dropped.contains(prefix)
    }

    fn close(&mut self, name: &str) {
        self.instruction = false;
        if UNWRAPPED.contains(&name) {
            return;
        }
        self.depth -= 1;
        self.settle(name);
        self.out.push_str(&format!("</{name}>"));
        // A table all of whose rows were deleted, and a row all of whose cells were, go as well.
        if matches!(name, "w:tbl" | "w:tr")
            && let Some((start, false)) = self.units.pop()
        {
            self.out.truncate(start);
        } else if matches!(name, "w:tr" | "w:tc")
            && let Some((_, come)) = self.units.last_mut()
        {
            *come = true;
        }
    }

    /// Writes a paragraph's style where the next element is not it.
    fn settle(&mut self, next: &str) {
        let waiting = std::mem::replace(&mut self.waiting, Waiting::Nothing);
        let Some(base) = &self.look.base else { return };
        let style = format!("<w:pStyle w:val=\"{}\"/>", escape(base));
        match waiting {
            Waiting::Properties if next == "w:pPr" => self.waiting = Waiting::Style,
            Waiting::Properties => self.out.push_str(&format!("<w:pPr>{style}</w:pPr>")),
            Waiting::Style if next != "w:pStyle" => self.out.push_str(&style),
            Waiting::Style | Waiting::Nothing => {}
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>, empty: bool) -> Result<(), InsertError> {
        let name = fragment::name_of(tag);
        if UNWRAPPED.contains(&name.as_str()) {
            return Ok(());
        }
        self.refuse(&name)?;
        self.settle(&name);
        self.instruction = name == "w:instrText";
        let attributes = self.attributes(&name, tag)?;
        let declared = if self.depth == 0 { self.declared.clone() } else { String::new() };
        if !empty && matches!(name.as_str(), "w:tbl" | "w:tr") {
            self.units.push((self.out.len(), false));
        }
        self.out.push_str(&format!("<{name}{declared}{attributes}"));
        let begins = match name.as_str() {
            "w:p" => Waiting::Properties,
            "w:pPr" if self.waiting == Waiting::Style => Waiting::Style,
            _ => Waiting::Nothing,
        };
        self.waiting = begins;
        if empty && self.waiting != Waiting::Nothing && self.look.base.is_some() {
            self.out.push('>');
            self.settle("");
            self.out.push_str(&format!("</{name}>"));
        } else if empty {
            self.waiting = Waiting::Nothing;
            self.out.push_str("/>");
        } else {
            self.depth += 1;
            self.out.push('>');
        }
        Ok(())
    }

    fn refuse(&self, name: &str) -> Result<(), InsertError> {
        let kind = match name {
            "w:altChunk" => "aFChunk",
            "w:control" | "o:OLEObject" => "oleObject",
            "w:subDoc" => "subDocument",
            _ => return Ok(()),
        };
        Err(self.source.refused(kind))
    }

    fn attributes(&mut self, name: &str, tag: &BytesStart<'_>) -> Result<String, InsertError> {
        let mut written = String::new();
        for attribute in tag.attributes().with_checks(false).flatten() {
            let key = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
            let prefix = key.split_once(':').map_or("", |(prefix, _)| prefix);
            let local = key.rsplit(':').next().unwrap_or_default();
            if self.dropped.contains(prefix) || key.starts_with("w:rsid") || matches!(local, "paraId" | "textId") {
                continue;
            }
            let raw = String::from_utf8_lossy(&attribute.value).replace('"', "&quot;");
            let value = fragment::of_tag(tag, &key).unwrap_or_default();
            match self.value(name, &key, &value)? {
                Change::Left => {}
                Change::None => written.push_str(&format!(" {key}=\"{raw}\"")),
                Change::New(new) => written.push_str(&format!(" {key}=\"{}\"", escape(&new))),
            }
        }
        Ok(written)
    }

    /// Says what becomes of an attribute.
    fn value(&mut self, name: &str, key: &str, value: &str) -> Result<Change, InsertError> {
        let new = match (name, key) {
            ("w:pStyle" | "w:rStyle" | "w:tblStyle", "w:val") => {
                return Ok(self.look.id(value).map_or(Change::None, Change::New));
            }
            ("w:numId", "w:val") => self.list(value)?.to_string(),
            ("w:footnoteReference", "w:id") => self.note(Kind::Foot, value)?.to_string(),
            ("w:endnoteReference", "w:id") => self.note(Kind::End, value)?.to_string(),
            ("wp:docPr", "id") => self.extra.drawing_id().to_string(),
            ("w:bookmarkStart" | "w:bookmarkEnd", "w:id") => self.bookmark(value).to_string(),
            ("w:bookmarkStart", "w:name") | ("w:hyperlink", "w:anchor") => self.bookmark_name(value),
            (name, "id" | "type") if name.starts_with("v:") && !value.is_empty() => format!("{value}_{}", self.mark()),
            ("w:fldSimple", "w:instr") => self.referring(value),
            ("w:hyperlink", "w:docLocation" | "w:tgtFrame") | (_, "o:spid") => return Ok(Change::Left),
            (_, key) if key.starts_with("r:") && !value.is_empty() => {
                self.source.bring_relation(value, self.part, self.extra)?
            }
            _ => return Ok(Change::None),
        };
        Ok(Change::New(new))
    }

    /// Brings a note over and returns its id in the template.
    fn note(&mut self, kind: Kind, id: &str) -> Result<i64, InsertError> {
        if let Some(place) = self.no_notes {
            return Err(no_note(place));
        }
        let message = format!("văn bản “{}” bị hỏng: thiếu chú thích {id}", self.source.path);
        let missing = InsertError::new(message, "mở bằng Word rồi lưu lại");
        let Some(own) = self.source.notes[kind as usize].take() else { return Err(missing) };
        let content = own.inside(kind, id).map(|inside| self.note_content(kind, &own, inside));
        self.source.notes[kind as usize] = Some(own);
        let content = content.ok_or(missing)??;
        let (new, element) = (self.extra.note_id(kind)?, kind.element());
        self.extra.put_note(kind, format!("<w:{element} w:id=\"{new}\">{content}</w:{element}>"))?;
        Ok(new)
    }

    /// Returns what stands in a note, in the words of the template's part of notes.
    fn note_content(&mut self, kind: Kind, own: &NotePart, inside: &str) -> Result<String, InsertError> {
        let (part, text) = self.extra.note_part(kind)?;
        let source = &mut *self.source;
        // What the document's own part declares and leads to holds there only.
        let outer = (
            std::mem::replace(&mut source.relations, own.relations.clone()),
            std::mem::replace(&mut source.names, own.root.names.clone()),
            std::mem::replace(&mut source.ignorable, own.root.ignorable.clone()),
        );
        let (dropped, declared) = declared(source, &Root::of(&text), inside);
        let mut rewriter = Rewriter {
            source,
            look: self.look,
            part: &part,
            no_notes: Some("một chú thích khác"),
            extra: &mut *self.extra,
            declared,
            dropped,
            out: String::with_capacity(inside.len() + 256),
            lists: self.lists.clone(),
            bookmarks: HashMap::new(),
            mark: self.mark,
            waiting: Waiting::Nothing,
            instruction: false,
            units: Vec::new(),
            depth: 0,
        };
        let done = rewriter.run(inside);
        let out = std::mem::take(&mut rewriter.out);
        let source = &mut *self.source;
        (source.relations, source.names, source.ignorable) = outer;
        done.map(|()| out)
    }

    fn list(&mut self, number: &str) -> Result<u32, InsertError> {
        let Some(number) = number.parse().ok().filter(|number| *number != 0) else { return Ok(0) };
        if let Some(new) = self.lists.get(&number) {
            return Ok(*new);
        }
        let new = self.source.bring_list(number, self.look, self.extra)?;
        self.lists.insert(number, new);
        Ok(new)
    }

    fn bookmark(&mut self, id: &str) -> u32 {
        if let Some(new) = self.bookmarks.get(id) {
            return *new;
        }
        let new = self.extra.bookmark_id();
        self.bookmarks.insert(id.to_owned(), new);
        new
    }

    /// Returns the code of a field that names bookmarks as they are called here.
    fn referring(&mut self, code: &str) -> String {
        contents::renamed(code, |name| self.source.marks.contains(name).then(|| self.bookmark_name(name)))
    }

    /// Returns the number of this insertion.
    fn mark(&mut self) -> u32 {
        let extra = &mut *self.extra;
        *self.mark.get_or_insert_with(|| extra.bookmark_id())
    }

    /// Returns the name with a number of its own; Word reads 40 characters of it.
    fn bookmark_name(&mut self, name: &str) -> String {
        let suffix = format!("_{}", self.mark());
        let kept: String = name.chars().take(40 - suffix.len()).collect();
        kept + &suffix
    }
}
