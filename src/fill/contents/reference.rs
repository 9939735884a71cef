//! Numbers of captions and cross-references, counted and quoted anew: a loop repeats a caption, a tag changes a heading.

use std::collections::HashMap;

use quick_xml::escape::escape;

use super::super::edit::Edits;
use super::super::paragraph::{Joined, Stream};
use super::entry::tidy;
use super::field::{Field, fields, words};
use super::sheet::Sheet;
use super::table::Bookmarks;
use crate::docx::numeral::NumberFormat;
use crate::ooxml::tree::{Id, Tree};

/// Returns a text whose captions (`SEQ`) are counted anew; nothing where all are right.
pub fn counted(tree: &Tree<'_>, sheet: &Sheet) -> Option<String> {
    let sequences: Vec<Field> = fields(tree).into_iter().filter(|field| field.name() == "SEQ").collect();
    let mut counts = Counts { tree, sheet, values: HashMap::new(), seen: HashMap::new(), paragraphs: Vec::new() };
    let deep = sequences.iter().any(|field| field.instruction.contains("\\s"));
    counts.paragraphs = super::label::paragraphs(tree).into_iter().filter(|_| deep).collect();
    let shown = sequences.iter().filter_map(|field| Some((field, counts.next(field)?)));
    let shown: Vec<(&Field, String)> = shown.collect();
    rewritten(tree, &shown)
}

/// Returns a text whose references (`REF`) quote what their bookmarks cover now; nothing where all are right.
pub fn quoted(tree: &Tree<'_>, labels: &HashMap<Id, String>) -> Option<String> {
    let references: Vec<Field> = fields(tree).into_iter().filter(|field| field.name() == "REF").collect();
    let marks = Bookmarks::of(tree);
    let shown = references.iter().filter_map(|field| Some((field, quotation(tree, &marks, labels, field)?)));
    let shown: Vec<(&Field, String)> = shown.collect();
    rewritten(tree, &shown)
}

/// Puts texts in place of the results of fields, in the look of their first letter.
fn rewritten(tree: &Tree<'_>, shown: &[(&Field, String)]) -> Option<String> {
    let mut edits = Edits::default();
    let mut changed = false;
    for (field, text) in shown {
        let pieces = field.pieces(tree);
        let old: String = pieces.iter().map(|id| super::field::plain(&tree.source[tree.get(*id).inner()])).collect();
        let Some((first, rest)) = pieces.split_first().filter(|_| old != *text) else { continue };
        changed = true;
        edits.skip(tree.get(*first).whole());
        edits.xml(tree.get(*first).open.start, format!("<w:t xml:space=\"preserve\">{}</w:t>", escape(text)));
        for id in rest {
            edits.skip(tree.get(*id).whole());
        }
    }
    changed.then(|| edits.written(tree.source))
}

/// What sequences have come to.
struct Counts<'t, 's> {
    tree: &'t Tree<'s>,
    sheet: &'t Sheet,
    values: HashMap<String, i64>,
    /// How many headings stood before the last number of a sequence that begins again under each.
    seen: HashMap<String, usize>,
    paragraphs: Vec<Id>,
}

impl Counts<'_, '_> {
    /// Returns the next number as it is shown; nothing for what is none, or is hidden.
    fn next(&mut self, field: &Field) -> Option<String> {
        let words = words(&field.instruction);
        let name = words.get(1).filter(|name| !name.starts_with('\\'))?.to_lowercase();
        // A sequence with a bookmark quotes the number that stands there.
        if words.get(2).is_some_and(|word| !word.starts_with('\\')) {
            return None;
        }
        let after = |switch: &str| words.iter().position(|word| word == switch).and_then(|at| words.get(at + 1));
        let number = |switch: &str| after(switch).and_then(|word| word.parse::<i64>().ok());
        if let Some(level) = number("\\s") {
            self.begin_again(&name, field.begin, level);
        }
        let value = self.values.entry(name).or_default();
        if !words.iter().any(|word| word == "\\c") {
            *value = number("\\r").unwrap_or(value.saturating_add(1));
        }
        let format = format(after("\\*").map_or("", String::as_str))?;
        (!words.iter().any(|word| word == "\\h")).then(|| format.show(*value))
    }

    /// A sequence begins again after a heading of this level or higher.
    fn begin_again(&mut self, name: &str, at: Id, level: i64) {
        let (tree, sheet) = (self.tree, self.sheet);
        let before = self.paragraphs.iter().take_while(|id| **id < at);
        let is_heading = |id: &&Id| sheet.outline_of(tree, **id).is_some_and(|own| i64::from(own) <= level);
        let count = before.filter(is_heading).count();
        if self.seen.insert(name.to_owned(), count) != Some(count) {
            self.values.remove(name);
        }
    }
}

fn format(name: &str) -> Option<NumberFormat> {
    Some(match name {
        "" | "MERGEFORMAT" | "CHARFORMAT" => NumberFormat::Decimal,
        "ROMAN" => NumberFormat::UpperRoman,
        "roman" => NumberFormat::LowerRoman,
        "ALPHABETIC" => NumberFormat::UpperLetter,
        "alphabetic" => NumberFormat::LowerLetter,
        name if name.eq_ignore_ascii_case("arabic") => NumberFormat::Decimal,
        _ => return None,
    })
}

/// Returns what a reference says now; nothing where only Word can tell.
fn quotation(tree: &Tree<'_>, marks: &Bookmarks, labels: &HashMap<Id, String>, field: &Field) -> Option<String> {
    let words = words(&field.instruction);
    let range = marks.range(tree, words.get(1)?)?;
    let has = |switches: &[&str]| words.iter().any(|word| switches.contains(&word.to_lowercase().as_str()));
    let known = ["\\h", "\\*", "\\r", "\\n", "\\w"];
    if words.iter().any(|word| word.starts_with('\\') && !known.contains(&word.to_lowercase().as_str()))
        || words.iter().any(|word| ["upper", "lower", "caps", "firstcap"].contains(&word.to_lowercase().as_str()))
    {
        return None;
    }
    let holds = |id: &Id| tree.get(*id).whole().contains(&range.start);
    let paragraph = super::label::paragraphs(tree).into_iter().rfind(holds)?;
    if has(&["\\r", "\\n", "\\w"]) {
        return labels.get(&paragraph).map(|label| label.trim_end_matches('.').to_owned());
    }
    // What covers more than a paragraph is quoted by Word with its paragraphs.
    let mut joined = Joined::read(tree, paragraph, Stream::Visible);
    joined.chars.retain(|char| range.contains(&char.source.start));
    let text = tidy(&joined.text());
    (!text.is_empty() && range.end <= tree.get(paragraph).close.end).then_some(text)
}
