//! Lines of a template that are one line of the text: `{%-` goes on with the paragraph before it, `-%}` with the next.
//!
//! So docxtpl lets a long sentence be written over several lines. Where every tag of a block is alone in its paragraph and
//! has a hyphen on one side only, the paragraphs go anyway and nothing is joined.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::part::Part;
use super::scope;
use super::tag::{Kind, Tag, is_hyphen};
use crate::ooxml::tree::{Id, Tree};

/// A part whose lines have been joined.
#[derive(Debug, PartialEq, Eq)]
pub struct Glued {
    /// The part.
    pub xml: String,
    /// Where paragraphs of the template are no more.
    pub gone: Vec<usize>,
}

/// Returns the part with its lines joined, if its tags ask for that.
pub fn glued(part: &Part<'_>) -> Option<Glued> {
    if !part.tags.iter().any(|placed| placed.tag.trims_before || placed.tag.trims_after) {
        return None;
    }
    let gluer = Gluer { part, beside: beside(part) };
    let mut groups = scope::groups(part);
    let set = |tag: &usize| part.tags[*tag].tag.kind == Kind::Set;
    groups.extend((0..part.tags.len()).filter(set).map(|tag| vec![tag]));
    groups.retain(|ends| gluer.joins(ends));
    loop {
        let seams: BTreeSet<Id> = groups.iter().flatten().flat_map(|end| gluer.seams(*end)).collect();
        let before = groups.len();
        groups.retain(|ends| gluer.is_one_line(ends, &seams));
        if groups.len() == before {
            return (!seams.is_empty()).then(|| gluer.write(&seams, &groups));
        }
    }
}

struct Gluer<'p, 's> {
    part: &'p Part<'s>,
    /// The blocks before and after each.
    beside: HashMap<Id, [Option<Id>; 2]>,
}

/// Finds the blocks that stand side by side, over empty paragraphs between them.
fn beside(part: &Part<'_>) -> HashMap<Id, [Option<Id>; 2]> {
    let tree = &part.tree;
    let block = |id: &Id| matches!(tree.name(*id), "w:p" | "w:tbl" | "w:sdt") && !is_empty(tree, *id);
    let mut last: HashMap<Id, Id> = HashMap::new();
    let mut beside: HashMap<Id, [Option<Id>; 2]> = HashMap::new();
    for id in (0..tree.len()).filter(block) {
        let before = last.insert(tree.get(id).parent, id);
        beside.insert(id, [before, None]);
        if let Some(pair) = before.and_then(|before| beside.get_mut(&before)) {
            pair[1] = Some(id);
        }
    }
    beside
}

/// Tells whether a paragraph holds nothing but its looks.
fn is_empty(tree: &Tree<'_>, id: Id) -> bool {
    tree.name(id) == "w:p"
        && tree.children(id).all(|own| tree.name(own) == "w:pPr" && tree.child(own, "w:sectPr").is_none())
}

impl Gluer<'_, '_> {
    /// Tells whether a block is written over lines that are one: not each of its tags alone with one hyphen at most.
    fn joins(&self, ends: &[usize]) -> bool {
        let units = ends.iter().any(|end| self.part.tags[*end].tag.unit.is_some());
        let single =
            |end: &usize| self.part.is_alone(*end) && !(self.before(*end).is_some() && self.after(*end).is_some());
        !units && !ends.iter().all(single)
    }

    /// Returns the paragraphs that go on with the one before them, on account of a tag.
    fn seams(&self, tag: usize) -> Vec<Id> {
        self.before(tag).into_iter().chain(self.after(tag)).collect()
    }

    /// Returns a tag's own paragraph, if it goes on with the one before.
    fn before(&self, tag: usize) -> Option<Id> {
        let Tag { at, trims_before, .. } = &self.part.tags[tag].tag;
        let first = self.part.joined(tag).chars[..at.start].iter().all(|char| char.c.is_whitespace());
        let paragraph = self.part.paragraph(tag);
        (*trims_before && first && self.is_text(tag) && self.neighbour(paragraph, false).is_some()).then_some(paragraph)
    }

    /// Returns the next paragraph, if it goes on with that of a tag.
    fn after(&self, tag: usize) -> Option<Id> {
        let Tag { at, trims_after, .. } = &self.part.tags[tag].tag;
        let last = self.part.joined(tag).chars[at.end..].iter().all(|char| char.c.is_whitespace());
        self.neighbour(self.part.paragraph(tag), true).filter(|_| *trims_after && last && self.is_text(tag))
    }

    fn is_text(&self, tag: usize) -> bool {
        self.part.tree.name(self.part.piece(tag)) == "w:t"
    }

    /// Returns the paragraph beside another that it can be joined with: no section ends between them.
    fn neighbour(&self, paragraph: Id, next: bool) -> Option<Id> {
        let tree = &self.part.tree;
        let beside = self.beside.get(&paragraph)?[usize::from(next)]?;
        let joins = |id: Id| {
            let ends = tree.child(id, "w:pPr").is_some_and(|own| tree.child(own, "w:sectPr").is_some());
            tree.name(id) == "w:p" && !ends
        };
        (joins(paragraph) && joins(beside)).then_some(beside)
    }

    /// Tells whether all lines of a block are joined.
    fn is_one_line(&self, ends: &[usize], seams: &BTreeSet<Id>) -> bool {
        let last = self.part.paragraph(ends[ends.len() - 1]);
        let mut at = self.part.paragraph(ends[0]);
        while at < last {
            match self.beside.get(&at).and_then(|pair| pair[1]) {
                Some(next) if seams.contains(&next) => at = next,
                _ => return false,
            }
        }
        at == last
    }

    fn write(&self, seams: &BTreeSet<Id>, groups: &[Vec<usize>]) -> Glued {
        let tree = &self.part.tree;
        let mut cuts: Vec<Range<usize>> = Vec::new();
        for seam in seams {
            let before = self.neighbour(*seam, false).expect("a seam has a paragraph before it");
            let start = tree.child(*seam, "w:pPr").map_or(tree.get(*seam).open.end, |own| tree.get(own).whole().end);
            cuts.push(tree.get(before).close.clone());
            cuts.push(tree.get(*seam).open.start..start);
            let beside = |id: &Id| tree.get(*id).parent == tree.get(*seam).parent && is_empty(tree, *id);
            cuts.extend((before + 1..*seam).filter(beside).map(|id| tree.get(id).whole()));
        }
        for end in groups.iter().flatten() {
            cuts.extend(self.before(*end).and_then(|_| self.edge(*end, true)).unwrap_or_default());
            cuts.extend(self.after(*end).and_then(|_| self.edge(*end, false)).unwrap_or_default());
        }
        cuts.sort_by_key(|cut| (cut.start, cut.end));
        let (mut glued, mut from) = (Glued { xml: String::new(), gone: Vec::new() }, 0);
        for cut in cuts {
            glued.xml.push_str(&tree.source[from..cut.start.max(from)]);
            if tree.source[cut.start..].starts_with("<w:p") {
                glued.gone.push(glued.xml.len());
            }
            from = from.max(cut.end);
        }
        glued.xml.push_str(&tree.source[from..]);
        glued
    }

    /// The hyphen of a tag, with the white space between it and the edge of its line; the neighbour's spaces stay.
    fn edge(&self, tag: usize, first: bool) -> Option<Vec<Range<usize>>> {
        let (at, chars) = (&self.part.tags[tag].tag.at, &self.part.joined(tag).chars);
        let (hyphen, blank) = if first { (at.start + 2, 0..at.start) } else { (at.end - 3, at.end..chars.len()) };
        let hyphen = chars.get(hyphen).filter(|char| is_hyphen(char.c))?;
        Some(chars[blank].iter().chain([hyphen]).map(|char| char.source.clone()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(texts: &[&str]) -> Option<(Vec<String>, usize)> {
        let p = |text: &&str| match *text {
            "" => "<w:p/>".to_owned(),
            text => format!("<w:p><w:pPr/><w:r><w:t>{text}</w:t></w:r></w:p>"),
        };
        let source = format!("<w:body>{}</w:body>", texts.iter().map(p).collect::<Vec<_>>().concat());
        let glued = glued(&Part::read(&source).unwrap())?;
        let text = |xml: &str| xml.split('<').filter_map(|tag| Some(tag.split_once('>')?.1)).collect::<String>();
        Some((glued.xml.split("</w:p>").map(text).filter(|text| !text.is_empty()).collect(), glued.gone.len()))
    }

    #[test]
    fn lines_that_hyphens_join_are_one_paragraph_and_keep_their_own_spaces() {
        let house = ["Nhà ở", "{%- if a -%}", " nội thành", "{%- else -%}", " ngoại thành", "{%- endif -%}", " cũ."];
        let one = "Nhà ở{% if a %} nội thành{% else %} ngoại thành{% endif %} cũ.";
        assert_eq!(lines(&house), Some((vec![one.to_owned()], 6)));
        let empty = ["a", "", "{%- if b -%}", "", "c", "{%- endif -%}", "d"];
        assert_eq!(lines(&empty), Some((vec!["a{% if b %}c{% endif %}d".to_owned()], 6)));
        let half = ["x {% if a -%}", "b", "{%- endif %} y", "z"];
        assert_eq!(lines(&half), Some((vec!["x {% if a %}b{% endif %} y".to_owned(), "z".to_owned()], 2)));
    }

    #[test]
    fn tags_alone_in_their_paragraphs_with_one_hyphen_and_lines_that_would_stay_apart_are_left_as_they_are() {
        assert_eq!(lines(&["a", "{%- for x in y %}", "b", "{%- endfor %}", "c"]), None);
        assert_eq!(lines(&["x {% if a -%}", "b", "c {% endif %}"]), None);
        assert_eq!(lines(&["a {%- if b %} c {% endif -%} d"]), None);
        assert_eq!(lines(&["{%p if a -%}", "b", "{%p endif %}"]), None);
    }
}
