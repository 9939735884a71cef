//! Where in a template something is, in the words of someone who has it open in Word.

use std::collections::HashMap;
use std::fmt;

use super::paragraph::{Joined, Stream};
use crate::ooxml::tree::{Id, Tree};

/// Longest heading that is quoted, in characters.
const QUOTED: usize = 60;

/// A place in a Word template.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Place {
    /// Name of the part in the package, such as `word/document.xml`.
    pub part: String,
    /// Number of the paragraph among all of the part, from 1; 0 where the place is not in a paragraph.
    pub paragraph: usize,
    /// Table, row and cell, from 1, of the innermost table around.
    pub cell: Option<(usize, usize, usize)>,
    /// The nearest heading above.
    pub heading: Option<String>,
    /// Text of the paragraph.
    pub text: String,
    /// The tag as it is written.
    pub tag: String,
    /// Where the tag begins in the text of the paragraph, in characters, from 1.
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(part_name(&self.part))?;
        if self.paragraph > 0 {
            write!(out, ", đoạn {}", self.paragraph)?;
        }
        if let Some((table, row, cell)) = self.cell {
            write!(out, ", bảng {table} hàng {row} ô {cell}")?;
        }
        match &self.heading {
            Some(heading) => write!(out, ", dưới “{heading}”"),
            None => Ok(()),
        }
    }
}

/// Says which part of a document is meant.
fn part_name(part: &str) -> &str {
    if part.contains("_rels/") {
        return "địa chỉ liên kết";
    }
    if [".xlsx", ".xlsm"].iter().any(|end| part.ends_with(end)) {
        return "bảng số của biểu đồ";
    }
    let file = part.rsplit('/').next().unwrap_or(part);
    let names = [
        ("document", "thân văn bản"),
        ("header", "đầu trang"),
        ("footer", "chân trang"),
        ("footnotes", "chú thích cuối trang"),
        ("endnotes", "chú thích cuối văn bản"),
        ("comments", "lời bình luận"),
        ("chart", "biểu đồ"),
        ("core", "thuộc tính tệp"),
        ("app", "thuộc tính tệp"),
        ("custom", "thuộc tính tệp"),
    ];
    let begins = |start: &str| file.get(..start.len()).is_some_and(|own| own.eq_ignore_ascii_case(start));
    names.iter().find(|(start, _)| begins(start)).map_or(part, |(_, name)| name)
}

/// Finds the places of a part.
#[derive(Debug)]
pub struct Places<'t, 's> {
    part: &'t str,
    tree: &'t Tree<'s>,
    paragraphs: Vec<Id>,
    /// Where paragraphs of the template are no more; they count.
    gone: &'t [usize],
    /// Tables in the part, rows in their tables and cells in their rows, from 1.
    numbers: HashMap<Id, usize>,
    headings: Vec<Id>,
}

impl<'t, 's> Places<'t, 's> {
    /// Counts paragraphs and tables.
    pub fn new(part: &'t str, tree: &'t Tree<'s>, gone: &'t [usize]) -> Self {
        let paragraphs: Vec<Id> = (0..tree.len()).filter(|id| tree.name(*id) == "w:p").collect();
        let headings = paragraphs.iter().copied().filter(|id| is_heading(tree, *id)).collect();
        Self { part, tree, paragraphs, gone, numbers: numbers(tree), headings }
    }

    /// Returns the place of a tag in a paragraph's text.
    pub fn of(&self, joined: &Joined, at: usize, tag: &str) -> Place {
        let paragraph = self.tree.nearest(joined.id, "w:p").unwrap_or(joined.id);
        let start = self.tree.get(paragraph).open.start;
        let gone = self.gone.partition_point(|at| *at <= start);
        Place {
            part: self.part.to_owned(),
            paragraph: self.paragraphs.binary_search(&paragraph).map_or(0, |index| index + 1 + gone),
            cell: self.cell(paragraph),
            heading: self.heading(paragraph),
            text: joined.text(),
            tag: tag.to_owned(),
            column: at + 1,
        }
    }

    fn cell(&self, id: Id) -> Option<(usize, usize, usize)> {
        let cell = self.tree.nearest(id, "w:tc")?;
        let row = self.tree.nearest(cell, "w:tr")?;
        let table = self.tree.nearest(row, "w:tbl")?;
        let number = |id: Id| self.numbers.get(&id).copied();
        Some((number(table)?, number(row)?, number(cell)?))
    }

    /// The last paragraph before this one that is styled or outlined as a heading.
    fn heading(&self, id: Id) -> Option<String> {
        let before = self.headings.partition_point(|heading| *heading < id);
        let heading = self.headings[..before].last()?;
        let text = Joined::read(self.tree, *heading, Stream::Visible).text();
        Some(text.trim().chars().take(QUOTED).collect()).filter(|text: &String| !text.is_empty())
    }
}

/// Counts tables, rows and cells.
fn numbers(tree: &Tree<'_>) -> HashMap<Id, usize> {
    let mut counts: HashMap<Option<Id>, usize> = HashMap::new();
    let mut numbers = HashMap::new();
    for id in 0..tree.len() {
        let outer = match tree.name(id) {
            "w:tbl" => None,
            "w:tr" => tree.nearest(id, "w:tbl"),
            "w:tc" => tree.nearest(id, "w:tr"),
            _ => continue,
        };
        let count = counts.entry(outer).or_default();
        *count += 1;
        numbers.insert(id, *count);
    }
    numbers
}

/// Tells whether a paragraph is styled or outlined as a heading.
fn is_heading(tree: &Tree<'_>, id: Id) -> bool {
    let Some(properties) = tree.child(id, "w:pPr") else { return false };
    let style = tree.child(properties, "w:pStyle").and_then(|style| tree.attribute(style, "w:val"));
    let named = style.is_some_and(|value| {
        let name = tree.source[value].to_lowercase();
        name.contains("heading") || name.contains("title") || name.contains("tieude")
    });
    named || tree.child(properties, "w:outlineLvl").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_told_as_one_sees_it_in_word() {
        let heading = "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>II. NỘI DUNG</w:t></w:r></w:p>";
        let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
        let table = format!("<w:tbl><w:tr>{0}</w:tr><w:tr>{0}{1}</w:tr></w:tbl>", cell("a"), cell("x {{ y }}"));
        let source = format!("<w:body>{heading}{table}</w:body>");
        let tree = Tree::read(&source).unwrap();
        let last = (0..tree.len()).rfind(|id| tree.name(*id) == "w:p").unwrap();
        let joined = Joined::read(&tree, last, Stream::Visible);
        let place = Places::new("word/document.xml", &tree, &[]).of(&joined, 2, "{{ y }}");
        assert_eq!(place.to_string(), "thân văn bản, đoạn 4, bảng 1 hàng 2 ô 2, dưới “II. NỘI DUNG”");
        assert_eq!((place.column, place.text.as_str()), (3, "x {{ y }}"));
    }
}
