//! Fields of a part: what they say, and where their last result stands.

use std::ops::Range;

use super::super::paragraph::{Joined, Stream, decode};
use crate::ooxml::tree::{Id, Tree};

/// Most fields open at once that are followed.
const MOST_OPEN: usize = 64;

/// A field of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// What it says.
    pub instruction: String,
    /// The mark it begins with, or the one element that it is.
    pub begin: Id,
    /// The mark behind its instruction.
    separate: Option<Id>,
    /// The mark it ends with, or the one element that it is.
    end: Id,
}

/// Where the result of a field over whole paragraphs stands, and what has to be written round a new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The paragraph it begins in.
    pub first: Id,
    /// The paragraph it ends in.
    pub last: Id,
    /// From the end of the instruction to the beginning of the end.
    pub range: Range<usize>,
    /// What else goes.
    pub skips: Vec<Range<usize>>,
    /// Runs that have to stand before the result.
    pub lead: String,
    /// Runs that have to stand behind it.
    pub tail: String,
}

impl Field {
    /// Returns the name of the field in capitals.
    pub fn name(&self) -> String {
        self.instruction.split_whitespace().next().unwrap_or_default().to_uppercase()
    }

    /// Returns the pieces of text that its result is made of, if it stands in one paragraph.
    pub fn pieces(&self, tree: &Tree<'_>) -> Vec<Id> {
        let range = match self.separate {
            Some(separate) => separate..self.end,
            None if self.begin == self.end => tree.inside(self.begin),
            None => return Vec::new(),
        };
        let one = tree.nearest(self.begin, "w:p") == tree.nearest(self.end, "w:p");
        range.filter(|id| one && tree.name(*id) == "w:t").collect()
    }

    /// Returns where more can be added to what it says.
    pub fn end_of_instruction(&self, tree: &Tree<'_>) -> Option<usize> {
        if self.begin == self.end {
            return tree.attribute(self.begin, "w:instr").map(|range| range.end);
        }
        let past = self.separate.unwrap_or(self.end);
        let last = (self.begin..past).rfind(|id| tree.name(*id) == "w:instrText" && !tree.tag(*id).ends_with("/>"))?;
        Some(tree.get(last).close.start)
    }

    /// Returns where its result stands; nothing if it does not begin and end in paragraphs beside each other.
    pub fn span(&self, tree: &Tree<'_>) -> Option<Span> {
        let span = if self.begin == self.end { self.simple(tree)? } else { self.complex(tree)? };
        let siblings = tree.get(span.first).parent == tree.get(span.last).parent;
        let ends_section = tree
            .inside(tree.get(span.first).parent)
            .filter(|id| (span.first..=span.last).contains(id))
            .any(|id| tree.name(id) == "w:sectPr");
        (siblings && !ends_section).then_some(span)
    }

    fn simple(&self, tree: &Tree<'_>) -> Option<Span> {
        let paragraph = parent_paragraph(tree, self.begin)?;
        let code = quick_xml::escape::escape(&self.instruction);
        Some(Span {
            first: paragraph,
            last: paragraph,
            range: tree.get(self.begin).whole(),
            skips: Vec::new(),
            lead: format!(
                "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\">{code}</w:instrText></w:r>{SEPARATE}"
            ),
            tail: "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>".to_owned(),
        })
    }

    fn complex(&self, tree: &Tree<'_>) -> Option<Span> {
        let run = |mark: Id| Some(tree.get(mark).parent).filter(|run| tree.name(*run) == "w:r");
        let end = run(self.end)?;
        let (start, lead, mut skips): (_, _, Vec<_>) = match self.separate {
            Some(mark) => {
                let run = run(mark)?;
                let left_out = tree.get(mark).close.end..tree.get(run).close.start;
                (run, "", std::iter::once(left_out).collect())
            }
            None => (Some(end - 1).and_then(|id| tree.nearest(id, "w:r"))?, SEPARATE, Vec::new()),
        };
        if start == end {
            return None;
        }
        let (first, last) = (parent_paragraph(tree, start)?, parent_paragraph(tree, end)?);
        let before =
            tree.child(end, "w:rPr").map_or(tree.get(end).open.end, |properties| tree.get(properties).close.end);
        skips.push(before..tree.get(self.end).open.start);
        let range = tree.get(start).close.end..tree.get(end).open.start;
        Some(Span { first, last, range, skips, lead: lead.to_owned(), tail: String::new() })
    }
}

const SEPARATE: &str = "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>";

fn parent_paragraph(tree: &Tree<'_>, id: Id) -> Option<Id> {
    Some(tree.get(id).parent).filter(|parent| tree.name(*parent) == "w:p")
}

/// Returns the fields of a part in the order of their beginnings.
pub fn fields(tree: &Tree<'_>) -> Vec<Field> {
    let (mut found, mut open): (Vec<Field>, Vec<Field>) = (Vec::new(), Vec::new());
    let mut id = 0;
    while id < tree.len() {
        match tree.name(id) {
            "mc:Fallback" => id = tree.inside(id).end - 1,
            "w:fldSimple" => {
                let code = tree.attribute(id, "w:instr").map(|range| plain(&tree.source[range]));
                found.push(Field { instruction: code.unwrap_or_default(), begin: id, separate: None, end: id });
            }
            "w:instrText" => {
                if let Some(field) = open.last_mut().filter(|field| field.separate.is_none()) {
                    field.instruction.push_str(&plain(&tree.source[tree.get(id).inner()]));
                }
            }
            "w:fldChar" => mark(tree, id, &mut open, &mut found),
            _ => {}
        }
        id += 1;
    }
    found.sort_by_key(|field| field.begin);
    found
}

fn mark(tree: &Tree<'_>, id: Id, open: &mut Vec<Field>, found: &mut Vec<Field>) {
    let kind = tree.attribute(id, "w:fldCharType").map_or("", |range| &tree.source[range]);
    match kind {
        "begin" if open.len() < MOST_OPEN => {
            open.push(Field { instruction: String::new(), begin: id, separate: None, end: id });
        }
        "separate" => {
            if let Some(field) = open.last_mut() {
                field.separate = Some(id);
            }
        }
        "end" => found.extend(open.pop().map(|field| Field { end: id, ..field })),
        _ => {}
    }
}

/// Returns escaped text as it is read.
pub fn plain(escaped: &str) -> String {
    decode(escaped).into_iter().map(|(c, _)| c).collect()
}

/// Returns where an instruction, or a piece of it as it is written in XML, may name something: its words without quotes.
pub fn named(code: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let is_part = |c: char| !c.is_whitespace() && c != '"' && c != '&' && c != ';';
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + code[from..].find(is_part)?;
        let end = code[start..].find(|c| !is_part(c)).map_or(code.len(), |len| start + len);
        from = end;
        Some(start..end)
    })
}

/// Returns an instruction whose names are others now; `new` says which.
pub fn renamed(code: &str, mut new: impl FnMut(&str) -> Option<String>) -> String {
    let (mut out, mut from) = (String::with_capacity(code.len()), 0);
    for name in named(code) {
        if let Some(new) = new(&code[name.clone()]) {
            out.push_str(&code[from..name.start]);
            out.push_str(&new);
            from = name.end;
        }
    }
    out.push_str(&code[from..]);
    out
}

/// Returns the words of an instruction; what stands in quotes is one.
pub fn words(instruction: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted, mut begun) = (Vec::new(), String::new(), false, false);
    for c in instruction.chars() {
        match c {
            '"' | '“' | '”' => (quoted, begun) = (!quoted, true),
            c if c.is_whitespace() && !quoted => {
                if begun {
                    words.push(std::mem::take(&mut word));
                }
                begun = false;
            }
            c => {
                word.push(c);
                begun = true;
            }
        }
    }
    if begun {
        words.push(word);
    }
    words
}

/// Returns the text that is seen of a paragraph.
pub fn text_of(tree: &Tree<'_>, paragraph: Id) -> String {
    Joined::read(tree, paragraph, Stream::Visible).text()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_split_over_runs_is_read_whole_and_quotes_hold_words_together() {
        let xml = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> TOC \\o &quot;1-</w:instrText></w:r>\
                   <w:r><w:instrText>3&quot; \\t \"Kiểu một;1\"</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>\
                   <w:r><w:t>x</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>";
        let tree = Tree::read(xml).unwrap();
        let found = fields(&tree);
        assert_eq!(found.len(), 1);
        assert_eq!(words(&found[0].instruction), ["TOC", "\\o", "1-3", "\\t", "Kiểu một;1"]);
        let span = found[0].span(&tree).unwrap();
        assert_eq!(&xml[span.range], "<w:r><w:t>x</w:t></w:r>");
    }

    #[test]
    fn a_field_within_one_run_has_no_place_for_entries() {
        let xml = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>TOC</w:instrText>\
                   <w:fldChar w:fldCharType=\"separate\"/><w:t>x</w:t><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>";
        let tree = Tree::read(xml).unwrap();
        assert_eq!(fields(&tree)[0].span(&tree), None);
    }
}
