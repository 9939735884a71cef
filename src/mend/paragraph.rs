//! A paragraph of the source as its text, with the places where each letter of it stands.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::escape::unescape;

use crate::ooxml::tree::{Id, Tree};

/// What an element within a run holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Letters that may be changed.
    Letters,
    /// One sign that may be taken away: a tab, a hyphen that holds.
    Sign,
    /// What stays as it is: the end of a line, a drawing, a note, a field and its result.
    Fixed,
}

/// An element within a run.
#[derive(Debug, Clone)]
pub struct Piece {
    /// The element.
    pub id: Id,
    /// What it holds.
    pub what: What,
    /// Its letters, by their places in the text of the paragraph.
    pub at: Range<usize>,
}

/// A run.
#[derive(Debug, Clone)]
pub struct Run {
    /// The run.
    pub id: Id,
    /// What is in it, its properties left out.
    pub pieces: Vec<Piece>,
    /// Whether it holds a text box besides: it is not parted, for what is in the box may change as well.
    pub boxed: bool,
}

impl Run {
    /// Returns its letters, by their places in the text of the paragraph.
    pub fn at(&self) -> Range<usize> {
        self.pieces.first().map_or(0..0, |first| first.at.start..self.pieces[self.pieces.len() - 1].at.end)
    }
}

/// A paragraph.
#[derive(Debug, Default)]
pub struct Source {
    /// All that is read of it, deletions left out; a tab is `\t`, ends of lines are `\n`, `\u{b}`, `\u{c}`.
    pub text: String,
    /// Its runs in order.
    pub runs: Vec<Run>,
}

/// Reads a paragraph, the element `id`.
pub fn read(tree: &Tree<'_>, id: Id) -> Source {
    let mut reading = Reading { tree, source: Source::default(), fields: Vec::new(), simple: 0 };
    reading.content(id);
    reading.source
}

struct Reading<'t, 's> {
    tree: &'t Tree<'s>,
    source: Source,
    /// The fields that are open; whether each is in its result.
    fields: Vec<bool>,
    /// How many simple fields are around.
    simple: usize,
}

impl Reading<'_, '_> {
    fn content(&mut self, parent: Id) {
        for id in self.tree.children(parent) {
            match self.tree.name(id) {
                "w:r" => self.run(id),
                "w:hyperlink" | "w:ins" | "w:moveTo" | "w:smartTag" | "w:customXml" | "w:dir" | "w:bdo" => {
                    self.content(id);
                }
                "w:sdt" => self.tree.child(id, "w:sdtContent").into_iter().for_each(|inside| self.content(inside)),
                "w:fldSimple" => {
                    self.simple += 1;
                    self.content(id);
                    self.simple -= 1;
                }
                _ => {}
            }
        }
    }

    fn run(&mut self, run: Id) {
        let mut pieces = Vec::new();
        for id in self.tree.children(run) {
            let name = self.tree.name(id);
            if name == "w:rPr" {
                continue;
            }
            let (what, text) = self.piece(id, name);
            let from = self.source.text.len();
            let hidden = self.fields.iter().any(|in_result| !in_result);
            if !hidden {
                self.source.text.push_str(&text);
            }
            let within = self.simple > 0 || !self.fields.is_empty();
            let what = if within { What::Fixed } else { what };
            pieces.push(Piece { id, what, at: from..self.source.text.len() });
        }
        let boxed = self.tree.inside(run).any(|id| self.tree.name(id) == "w:p");
        self.source.runs.push(Run { id: run, pieces, boxed });
    }

    fn piece(&mut self, id: Id, name: &str) -> (What, Cow<'static, str>) {
        match name {
            "w:t" => (What::Letters, Cow::Owned(letters(self.tree, id))),
            "w:tab" | "w:ptab" => (What::Sign, Cow::Borrowed("\t")),
            "w:br" => (What::Fixed, Cow::Borrowed(line_end(self.tree.tag(id)))),
            "w:cr" => (What::Fixed, Cow::Borrowed("\n")),
            "w:noBreakHyphen" => (What::Sign, Cow::Borrowed("\u{2011}")),
            "w:softHyphen" => (What::Sign, Cow::Borrowed("\u{ad}")),
            "w:fldChar" => {
                self.field(self.tree.tag(id));
                (What::Fixed, Cow::Borrowed(""))
            }
            _ => (What::Fixed, Cow::Borrowed("")),
        }
    }

    fn field(&mut self, tag: &str) {
        if tag.contains("\"begin\"") {
            self.fields.push(false);
        } else if tag.contains("\"separate\"") {
            if let Some(in_result) = self.fields.last_mut() {
                *in_result = true;
            }
        } else {
            self.fields.pop();
        }
    }
}

fn line_end(tag: &str) -> &'static str {
    match tag {
        _ if tag.contains("\"page\"") => "\u{c}",
        _ if tag.contains("\"column\"") => "\u{b}",
        _ => "\n",
    }
}

/// Returns the text of a `w:t` as Word reads it.
fn letters(tree: &Tree<'_>, id: Id) -> String {
    let raw = &tree.source[tree.get(id).inner()];
    let text = unescape(raw).unwrap_or(Cow::Borrowed(raw)).replace(['\n', '\r'], " ");
    if tree.tag(id).contains("preserve") { text } else { text.trim_matches([' ', '\t']).to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_of_a_paragraph_is_its_text_without_deletions_and_instructions() {
        let source = concat!(
            "<w:p><w:pPr/><w:r><w:t xml:space=\"preserve\">Số &amp; </w:t><w:tab/></w:r>",
            "<w:del><w:r><w:delText>cũ</w:delText></w:r></w:del><w:ins><w:r><w:t>mới</w:t><w:br/></w:r></w:ins>",
            "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>PAGE</w:instrText></w:r>",
            "<w:r><w:fldChar w:fldCharType=\"separate\"/><w:t>7</w:t><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>",
        );
        let tree = Tree::read(source).unwrap();
        let read = read(&tree, 0);
        assert_eq!(read.text, "Số & \tmới\n7");
        let fixed = |run: &Run| run.pieces.iter().all(|piece| piece.what == What::Fixed);
        assert_eq!(read.runs.iter().map(fixed).collect::<Vec<_>>(), [false, false, true, true]);
    }
}
