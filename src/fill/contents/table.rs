//! Tables of contents of a text, made new from the headings that are there.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use super::super::edit::Edits;
use super::super::paragraph::{Joined, Stream};
use super::entry::{Entry, FIGURES, Models, TABLE_OF_FIGURES, tidy};
use super::field::{Field, Span, fields, plain, text_of, words};
use super::label::paragraphs;
use super::sheet::Sheet;
use super::switches::Switches;
use crate::ooxml::tree::{Id, Tree};

/// Marks whose halves may stand apart.
const MARKS: [[&str; 2]; 3] =
    [["w:bookmarkStart", "w:bookmarkEnd"], ["w:commentRangeStart", "w:commentRangeEnd"], ["w:permStart", "w:permEnd"]];

/// A text whose tables of contents have been made new.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// The text.
    pub xml: String,
    /// Levels of entries that have no style yet.
    pub styles: BTreeSet<u8>,
}

/// A table of contents that can be made new.
pub struct Table {
    /// What it gathers.
    pub switches: Switches,
    /// Where its entries stand.
    pub span: Span,
}

/// Returns the tables of contents that can be made new, and the fields of those that cannot.
pub fn tables(tree: &Tree<'_>) -> (Vec<Table>, Vec<Field>) {
    let (mut found, mut others): (Vec<Table>, Vec<Field>) = (Vec::new(), Vec::new());
    for field in fields(tree).into_iter().filter(|field| field.name() == "TOC") {
        let inner = found.iter().any(|table| table.span.range.contains(&tree.get(field.begin).open.start));
        match Switches::read(&field.instruction).zip(field.span(tree)) {
            _ if inner => {}
            Some((switches, span)) => found.push(Table { switches, span }),
            None => others.push(field),
        }
    }
    (found, others)
}

/// Makes the tables of contents of a text new; nothing where there is none. `right` is the width of the text in twips.
pub fn renewed(tree: &Tree<'_>, sheet: &Sheet, labels: &HashMap<Id, String>, right: i64) -> Option<Made> {
    let (tables, others) = tables(tree);
    if tables.is_empty() && others.is_empty() {
        return None;
    }
    let mut writer = Writer {
        tree,
        sheet,
        labels,
        right,
        marks: Bookmarks::of(tree),
        edits: Edits::default(),
        styles: BTreeSet::new(),
        headings: Vec::new(),
    };
    let listed = |id: &Id| tables.iter().any(|table| (table.span.first..=table.span.last).contains(id));
    writer.headings = paragraphs(tree).into_iter().filter(|id| !listed(id)).collect();
    for table in &tables {
        writer.table(table);
    }
    for field in &others {
        writer.leave_to_word(field);
    }
    Some(Made { xml: writer.edits.written(tree.source), styles: writer.styles })
}

struct Writer<'t, 's> {
    tree: &'t Tree<'s>,
    sheet: &'t Sheet,
    labels: &'t HashMap<Id, String>,
    right: i64,
    marks: Bookmarks,
    edits: Edits,
    styles: BTreeSet<u8>,
    /// Paragraphs that may be headings.
    headings: Vec<Id>,
}

impl Writer<'_, '_> {
    fn table(&mut self, table: &Table) {
        let (tree, span) = (self.tree, &table.span);
        let entries = self.entries(&table.switches);
        let mut models = Models::read(tree, span, self.sheet);
        if models.are(&entries, |entry, anchor| self.marks.lies_in(tree, entry.paragraph, anchor)) {
            return;
        }
        let mut new = span.lead.clone() + &self.halves(&span.range);
        for (index, entry) in entries.iter().enumerate() {
            let style = self.style(entry.level);
            let properties = models.paragraph(entry.level, style.as_deref(), self.right);
            match index {
                0 => self.first_paragraph(span, properties),
                _ => new.push_str(&format!("</w:p><w:p>{properties}")),
            }
            let bookmark = self.marks.lead_to(tree, entry.paragraph, &mut self.edits);
            new.push_str(&models.runs(entry, &bookmark, &table.switches));
        }
        if self.has_last_paragraph(span) {
            let last = tree.get(span.last);
            let properties = tree.child(span.last, "w:pPr").map_or("", |id| &tree.source[tree.get(id).whole()]);
            new.push_str(&format!("</w:p>{}{properties}", &tree.source[last.open.clone()]));
        }
        new.push_str(&span.tail);
        self.edits.skip(span.range.clone());
        for skip in &span.skips {
            self.edits.skip(skip.clone());
        }
        self.edits.xml(span.range.start, new);
    }

    /// The paragraph in which the field begins becomes that of the first entry, unless it says something before.
    fn first_paragraph(&mut self, span: &Span, properties: String) {
        let tree = self.tree;
        let joined = Joined::read(tree, span.first, Stream::Visible);
        if joined.chars.iter().any(|char| char.source.start < span.range.start && !char.c.is_whitespace()) {
            return;
        }
        if let Some(own) = tree.child(span.first, "w:pPr") {
            self.edits.skip(tree.get(own).whole());
        }
        self.edits.xml(tree.get(span.first).open.end, properties);
    }

    /// Whether the end of the field stands in a paragraph of its own.
    fn has_last_paragraph(&self, span: &Span) -> bool {
        let joined = Joined::read(self.tree, span.last, Stream::Visible);
        span.first != span.last
            && !joined.chars.iter().any(|char| char.source.start < span.range.end && !char.c.is_whitespace())
    }

    /// Marks within the old entries whose other half stands elsewhere.
    fn halves(&self, range: &Range<usize>) -> String {
        let tree = self.tree;
        let inside = |id: Id| range.contains(&tree.get(id).open.start);
        let number = |id: Id| tree.attribute(id, "w:id").map(|range| &tree.source[range]);
        let mut kept = String::new();
        for pair in MARKS {
            let all: Vec<Id> = (0..tree.len()).filter(|id| pair.contains(&tree.name(*id))).collect();
            for id in all.iter().copied().filter(|id| inside(*id)) {
                let is_half = |half: &Id| number(*half) == number(id) && tree.name(*half) != tree.name(id);
                if all.iter().copied().find(is_half).is_some_and(|half| !inside(half)) {
                    kept.push_str(&tree.source[tree.get(id).whole()]);
                }
            }
        }
        kept
    }

    /// Returns the id of the style of entries of a level, noting that it has to be made.
    fn style(&mut self, level: u8) -> Option<String> {
        let name = style_name(level);
        if let Some(id) = self.sheet.id(&name) {
            return Some(id.to_owned());
        }
        // A document without styles takes none.
        self.sheet.normal()?;
        let id = style_id(level);
        if !self.sheet.has(&id) {
            self.styles.insert(level);
        }
        Some(id)
    }

    fn entries(&self, switches: &Switches) -> Vec<Entry> {
        let tree = self.tree;
        let covered = switches.bookmark.as_ref().map(|name| self.marks.range(tree, name));
        let is_covered = |id: &&Id| {
            let whole = tree.get(**id).whole();
            covered.as_ref().is_none_or(|range| {
                range.as_ref().is_some_and(|range| whole.start < range.end && range.start < whole.end)
            })
        };
        let inside = self.headings.iter().filter(is_covered);
        match &switches.captions {
            Some((kind, whole)) => {
                let captions = captions(tree, kind);
                inside
                    .filter_map(|id| Some((*id, *captions.get(id)?)))
                    .filter_map(|(id, after)| self.caption(id, after, *whole))
                    .collect()
            }
            None => inside.filter_map(|id| self.heading(*id, switches)).collect(),
        }
    }

    fn heading(&self, paragraph: Id, switches: &Switches) -> Option<Entry> {
        let (tree, sheet) = (self.tree, self.sheet);
        let within = |level: &u8, (first, last): (u8, u8)| (first..=last).contains(level);
        let listed = sheet.listed(tree, paragraph, &switches.styles);
        let built_in = || {
            let levels = switches.headings?;
            sheet.heading_of(tree, paragraph).filter(|level| within(level, levels))
        };
        let outline = || {
            let level = sheet.outline_of(tree, paragraph).filter(|_| switches.outline)?;
            within(&level, switches.outline_levels()).then_some(level)
        };
        let level = listed.or_else(built_in).or_else(outline)?;
        let text = text_of(tree, paragraph);
        let text = if switches.tabs {
            text.split('\t').map(tidy).collect::<Vec<_>>().join("\t").trim().to_owned()
        } else {
            tidy(&text)
        };
        let label = self.labels.get(&paragraph).cloned().unwrap_or_default();
        (!text.is_empty()).then_some(Entry { paragraph, level, label, text })
    }

    fn caption(&self, paragraph: Id, after: usize, whole: bool) -> Option<Entry> {
        let mut joined = Joined::read(self.tree, paragraph, Stream::Visible);
        joined.chars.retain(|char| whole || char.source.start >= after);
        let text = tidy(&joined.text());
        let text = if whole { text } else { text.trim_start_matches([':', '.', '-', '–', ' ']).to_owned() };
        (!text.is_empty()).then_some(Entry { paragraph, level: FIGURES, label: String::new(), text })
    }

    /// A table of contents of another kind is made new by Word when it opens the file.
    fn leave_to_word(&mut self, field: &Field) {
        let tree = self.tree;
        if tree.attribute(field.begin, "w:dirty").is_none() {
            let at = tree.get(field.begin).open.start + 1 + tree.name(field.begin).len();
            self.edits.xml(at, " w:dirty=\"true\"");
        }
    }
}

/// Returns the paragraphs that hold a sequence of this kind, with the end of its number.
fn captions(tree: &Tree<'_>, kind: &str) -> HashMap<Id, usize> {
    let mut found = HashMap::new();
    for field in fields(tree).into_iter().filter(|field| field.name() == "SEQ") {
        let own = words(&field.instruction).get(1).is_some_and(|word| word.to_lowercase() == kind.to_lowercase());
        if let Some(paragraph) = tree.nearest(field.begin, "w:p").filter(|_| own) {
            let last = field.pieces(tree).last().copied().unwrap_or(field.begin);
            found.entry(paragraph).or_insert(tree.get(last).close.end);
        }
    }
    found
}

/// Returns the name of the style of entries of a level.
pub fn style_name(level: u8) -> String {
    if level == FIGURES { TABLE_OF_FIGURES.to_owned() } else { format!("toc {level}") }
}

/// Returns the id that Word gives that style.
pub fn style_id(level: u8) -> String {
    if level == FIGURES { "TableofFigures".to_owned() } else { format!("TOC{level}") }
}

/// The bookmarks of a text, and those that entries need.
pub struct Bookmarks {
    /// By name: where each begins.
    starts: BTreeMap<String, Vec<Id>>,
    /// What has been given to paragraphs.
    given: HashMap<Id, String>,
    next: u32,
    number: u32,
}

/// Names of bookmarks that entries lead to have nine figures in Word.
const FIRST_NUMBER: u32 = 100_000_001;

impl Bookmarks {
    /// Takes note of the bookmarks of a text.
    pub fn of(tree: &Tree<'_>) -> Self {
        let mut starts: BTreeMap<String, Vec<Id>> = BTreeMap::new();
        let mut next = 0;
        for id in (0..tree.len()).filter(|id| tree.name(*id) == "w:bookmarkStart") {
            let value = |name: &str| tree.attribute(id, name).map(|range| plain(&tree.source[range]));
            starts.entry(value("w:name").unwrap_or_default()).or_default().push(id);
            next = next.max(value("w:id").and_then(|id| id.parse::<u32>().ok()).map_or(0, |id| id.saturating_add(1)));
        }
        Self { starts, given: HashMap::new(), next, number: FIRST_NUMBER }
    }

    /// Whether a bookmark of this name, and no other, begins in a paragraph.
    fn lies_in(&self, tree: &Tree<'_>, paragraph: Id, name: &str) -> bool {
        self.starts.get(name).is_some_and(|starts| starts.len() == 1 && tree.is_inside(starts[0], paragraph))
    }

    /// Returns the name of a bookmark round a paragraph's content, a new one if it has none for this.
    fn lead_to(&mut self, tree: &Tree<'_>, paragraph: Id, edits: &mut Edits) -> String {
        if let Some(given) = self.given.get(&paragraph) {
            return given.clone();
        }
        let own = self.starts.keys().find(|name| name.starts_with("_Toc") && self.lies_in(tree, paragraph, name));
        let name = own.cloned().unwrap_or_else(|| self.put_round(tree, paragraph, edits));
        self.given.insert(paragraph, name.clone());
        name
    }

    fn put_round(&mut self, tree: &Tree<'_>, paragraph: Id, edits: &mut Edits) -> String {
        let mut name = format!("_Toc{}", self.number);
        while self.starts.contains_key(&name) {
            self.number += 1;
            name = format!("_Toc{}", self.number);
        }
        let (id, whole) = (self.next, tree.get(paragraph));
        (self.next, self.number) = (id + 1, self.number + 1);
        let start = tree.child(paragraph, "w:pPr").map_or(whole.open.end, |properties| tree.get(properties).close.end);
        edits.xml(start, format!("<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/>"));
        edits.xml(whole.close.start, format!("<w:bookmarkEnd w:id=\"{id}\"/>"));
        name
    }

    /// Returns what a bookmark covers.
    pub fn range(&self, tree: &Tree<'_>, name: &str) -> Option<Range<usize>> {
        let start = *self.starts.get(name)?.first()?;
        let number = tree.attribute(start, "w:id").map(|range| &tree.source[range])?;
        let mut ends = (start..tree.len()).filter(|id| tree.name(*id) == "w:bookmarkEnd");
        let end = ends.find(|id| tree.attribute(*id, "w:id").is_some_and(|range| &tree.source[range] == number))?;
        Some(tree.get(start).open.end..tree.get(end).open.start)
    }
}
