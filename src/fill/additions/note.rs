//! Footnotes and endnotes that a filling adds.

use super::super::value::InsertError;
use super::{Additions, OFFICE};
use crate::ooxml::fragment;

/// Where a note stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// At the foot of its page.
    Foot,
    /// At the end of the document.
    End,
}

impl Kind {
    /// The element of a note, and of what refers to it before `Reference`.
    pub const fn element(self) -> &'static str {
        match self {
            Self::Foot => "footnote",
            Self::End => "endnote",
        }
    }

    /// The root of the part, its name and the last step of its relationship.
    pub const fn part(self) -> &'static str {
        match self {
            Self::Foot => "footnotes",
            Self::End => "endnotes",
        }
    }

    /// The style of its text and of its mark: the names by which Word knows them, and ids.
    const fn styles(self) -> [(&'static str, &'static str); 2] {
        match self {
            Self::Foot => [("footnote text", "FootnoteText"), ("footnote reference", "FootnoteReference")],
            Self::End => [("endnote text", "EndnoteText"), ("endnote reference", "EndnoteReference")],
        }
    }
}

/// The notes of a package and those that are added.
#[derive(Debug)]
pub struct Notes {
    part: String,
    /// What the part holds before it is filled; that of a new one has the two lines above notes only.
    text: String,
    new: bool,
    highest: i64,
    made: Vec<String>,
}

impl Notes {
    /// Returns the part with the new notes; `current` is the template's as it has been filled.
    fn written(&self, current: Option<String>) -> Option<String> {
        fragment::append(&current.filter(|_| !self.new).unwrap_or_else(|| self.text.clone()), |_| self.made.concat())
    }
}

/// A part with nothing but the lines that part notes from the text.
fn empty(kind: Kind) -> String {
    let (element, root) = (kind.element(), kind.part());
    let line = |name: &str, id: i32| {
        format!(
            "<w:{element} w:type=\"{name}\" w:id=\"{id}\"><w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" \
             w:lineRule=\"auto\"/></w:pPr><w:r><w:{name}/></w:r></w:p></w:{element}>"
        )
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <w:{root} xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"{}\">{}{}</w:{root}>",
        OFFICE.trim_end_matches('/'),
        line("separator", -1),
        line("continuationSeparator", 0)
    )
}

impl Additions<'_> {
    fn notes(&mut self, kind: Kind) -> Result<&mut Notes, InsertError> {
        let at = kind as usize;
        if self.notes[at].is_none() {
            let there = match self.related(kind.part()) {
                Some(part) => self.text(&part)?.map(|text| (part, text)),
                None => None,
            };
            let new = there.is_none();
            let (part, text) = match there {
                Some(there) => there,
                None => (self.new_notes(kind)?, empty(kind)),
            };
            let ids = fragment::children(&text);
            let highest = ids.iter().filter_map(|note| note.attribute("w:id")?.parse().ok()).max().unwrap_or(0).max(0);
            self.notes[at] = Some(Notes { part, text, new, highest, made: Vec::new() });
        }
        Ok(self.notes[at].as_mut().expect("it was put in above"))
    }

    /// Makes room for a part of notes: its name, relationship and type.
    fn new_notes(&mut self, kind: Kind) -> Result<String, InsertError> {
        let part = self.named(kind.part(), "xml");
        let main = self.package.main().to_owned();
        self.relate(&main, kind.part(), &part, false)?;
        let media_type = format!("application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml", kind.part());
        self.types()?.declare(&part, &media_type);
        Ok(part)
    }

    /// Returns the name of the part of notes, and its text before it is filled.
    pub fn note_part(&mut self, kind: Kind) -> Result<(String, String), InsertError> {
        self.notes(kind).map(|notes| (notes.part.clone(), notes.text.clone()))
    }

    /// Returns an id that no other note has.
    pub fn note_id(&mut self, kind: Kind) -> Result<i64, InsertError> {
        let notes = self.notes(kind)?;
        notes.highest += 1;
        Ok(notes.highest)
    }

    /// Adds a note with its element.
    pub fn put_note(&mut self, kind: Kind, note: String) -> Result<(), InsertError> {
        self.notes(kind)?.made.push(note);
        Ok(())
    }

    /// Returns the styles of a note's text and mark, made where the template has none of these names; nothing in a
    /// template without styles.
    pub fn note_styles(&mut self, kind: Kind) -> Result<Option<[String; 2]>, InsertError> {
        let styles = self.styles()?;
        if !styles.exist() {
            return Ok(None);
        }
        let base = styles.default_paragraph();
        let base =
            base.map(|id| format!("<w:basedOn w:val=\"{}\"/>", quick_xml::escape::escape(&id))).unwrap_or_default();
        let [text, mark] = kind.styles();
        let looks = [
            (text, "paragraph", base, TEXT),
            (mark, "character", String::new(), "<w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr>"),
        ];
        Ok(Some(looks.map(|((name, id), kind, base, look)| {
            let known = styles.all().find(|(_, style)| style.name.eq_ignore_ascii_case(name)).map(|(id, _)| id.clone());
            known.unwrap_or_else(|| {
                let free = |id: &String| styles.get(id).is_none();
                let numbered = (2..u32::MAX).map(|number| format!("{id}{number}"));
                let new = std::iter::once(id.to_owned()).chain(numbered).find(free).unwrap_or_default();
                let xml = format!(
                    "<w:style w:type=\"{kind}\" w:styleId=\"{new}\"><w:name w:val=\"{name}\"/>{base}{look}</w:style>"
                );
                styles.add(&new, name, xml);
                new
            })
        })))
    }

    /// Returns the parts of notes that have new ones, as they are written.
    pub(super) fn finish_notes(
        &mut self,
        now: &mut impl FnMut(&str) -> Option<String>,
        made: &mut Vec<(String, Vec<u8>)>,
    ) -> Result<(), InsertError> {
        for notes in std::mem::take(&mut self.notes).into_iter().flatten().filter(|notes| !notes.made.is_empty()) {
            let text = notes.written(now(&notes.part)).ok_or_else(|| super::broken(&notes.part))?;
            made.push((notes.part, text.into_bytes()));
        }
        Ok(())
    }
}

/// The look of a note's text, as of those in our own documents.
const TEXT: &str = "<w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>\
    <w:ind w:left=\"0\" w:right=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"both\"/></w:pPr>\
    <w:rPr><w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/></w:rPr>";
