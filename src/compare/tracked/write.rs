//! The later document written again, with what is gone from the earlier one marked as deleted in its place.

use std::collections::HashSet;

use quick_xml::escape::escape;
use similar::Algorithm;

use super::align::{Step, Stretch, Unit, align, stretches};
use super::atom::{Atom, What};
use super::block::{Block, Cell, Paragraph, Row, Table};
use crate::ooxml::tree::{Id, Tree};
use crate::viet::hyphen::NO_BREAK_HYPHEN;

/// What a piece of text or a paragraph's end is marked as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// `w:ins`.
    New,
    /// `w:del`.
    Gone,
}

impl Mark {
    const fn tag(self) -> &'static str {
        match self {
            Self::New => "w:ins",
            Self::Gone => "w:del",
        }
    }
}

/// What the later document has that properties of the earlier one may name.
#[derive(Debug, Default)]
pub struct Known {
    /// The ids of its styles.
    pub styles: HashSet<String>,
    /// Whether both number their lists in the same way.
    pub same_lists: bool,
}

/// Writes both sides as one.
pub struct Writer<'w, 's> {
    /// The earlier text.
    pub before: &'w Tree<'s>,
    /// The later text.
    pub after: &'w Tree<'s>,
    /// What properties may name.
    pub known: Known,
    /// Author and day, as attributes.
    pub stamp: String,
    /// The number of the next change.
    pub next: u32,
    /// What is written.
    pub out: String,
}

impl Writer<'_, '_> {
    /// Writes what stands in the body or in a cell.
    pub fn container(&mut self, before: &[Block], after: &[Block]) {
        let steps = paired_end(align(&units(before), &units(after)), before, after);
        let shift = shifted(&steps, before, after);
        for (at, step) in steps.iter().enumerate() {
            let moved = shift.filter(|(from, _)| at >= *from);
            match *step {
                Step::Both(earlier, later) => match (&before[earlier], &after[later]) {
                    (Block::Paragraph(earlier), Block::Paragraph(later)) => {
                        self.changed(earlier, later, moved.map(|(_, mark)| mark));
                    }
                    (Block::Table(earlier), Block::Table(later)) => self.table(earlier, later),
                    (_, later) => self.block(later, Mark::New, None),
                },
                Step::Gone(earlier) => self.block(&before[earlier], Mark::Gone, end(at, &steps, moved.is_some())),
                Step::New(later) => self.block(&after[later], Mark::New, end(at, &steps, moved.is_some())),
            }
        }
    }

    fn tree(&self, mark: Mark) -> &Tree<'_> {
        match mark {
            Mark::New => self.after,
            Mark::Gone => self.before,
        }
    }

    /// Writes a block that only one side has.
    fn block(&mut self, block: &Block, mark: Mark, end: Option<Mark>) {
        match block {
            Block::Paragraph(paragraph) => self.lone(paragraph, mark, end),
            Block::Table(table) => self.lone_table(table, mark),
            Block::Other(id) if mark == Mark::New => self.copy(*id),
            Block::Other(_) => {}
        }
    }

    /// Copies an element of the later document as it is.
    fn copy(&mut self, id: Id) {
        let raw = raw(self.after, id);
        self.out.push_str(raw);
    }

    /// Writes the start tag of an element of the later document.
    fn open(&mut self, id: Id) {
        let tag = self.after.tag(id);
        self.out.push_str(tag.strip_suffix("/>").unwrap_or_else(|| tag.trim_end_matches('>')));
        self.out.push('>');
    }

    fn number(&mut self, mark: Mark) -> String {
        self.next += 1;
        format!("<{} w:id=\"{}\"{}", mark.tag(), self.next - 1, self.stamp)
    }

    fn changed(&mut self, before: &Paragraph, after: &Paragraph, end: Option<Mark>) {
        let keys = |paragraph: &Paragraph| paragraph.atoms.iter().map(|atom| atom.key.clone()).collect::<Vec<_>>();
        let (earlier, later) = (keys(before), keys(after));
        if end.is_none() && earlier == later {
            return self.copy(after.id);
        }
        self.open(after.id);
        self.props(after.props, Mark::New, end);
        self.anchors(after);
        for stretch in joined(stretches(Algorithm::Myers, &earlier, &later), &earlier) {
            let (gone, new) = (&before.atoms[stretch.before], &after.atoms[stretch.after]);
            if stretch.same {
                self.runs(new, None);
            } else {
                self.runs(gone, Some(Mark::Gone));
                self.runs(new, Some(Mark::New));
            }
        }
        self.out.push_str("</w:p>");
    }

    fn lone(&mut self, paragraph: &Paragraph, mark: Mark, end: Option<Mark>) {
        match mark {
            Mark::New => self.open(paragraph.id),
            Mark::Gone => self.out.push_str("<w:p>"),
        }
        self.props(paragraph.props, mark, end);
        if mark == Mark::New {
            self.anchors(paragraph);
        }
        self.runs(&paragraph.atoms, Some(mark));
        self.out.push_str("</w:p>");
    }

    fn anchors(&mut self, paragraph: &Paragraph) {
        paragraph.anchors.iter().for_each(|anchor| self.copy(*anchor));
    }

    /// Writes a paragraph's properties; `side` says whose they are, `end` what its end is marked as.
    fn props(&mut self, props: Option<Id>, side: Mark, end: Option<Mark>) {
        let tree = self.tree(side);
        let (mut first, mut run, mut last) = (String::new(), String::new(), String::new());
        for id in props.into_iter().flat_map(|props| tree.children(props)) {
            match tree.name(id) {
                "w:rPr" => {
                    run = tree.children(id).filter(|id| !is_change(tree.name(*id))).map(|id| raw(tree, id)).collect();
                }
                "w:sectPr" if side == Mark::New => last.push_str(raw(tree, id)),
                "w:sectPr" | "w:pPrChange" => {}
                _ if side == Mark::Gone && !self.may_take(id) => {}
                _ => first.push_str(raw(tree, id)),
            }
        }
        let marked = end.map(|end| format!("{}/>", self.number(end))).unwrap_or_default();
        if !(marked.is_empty() && run.is_empty()) {
            run = format!("<w:rPr>{marked}{run}</w:rPr>");
        }
        if !(first.is_empty() && run.is_empty() && last.is_empty()) {
            self.out.push_str(&format!("<w:pPr>{first}{run}{last}</w:pPr>"));
        }
    }

    /// Tells whether a property of the earlier document means the same in the later one.
    fn may_take(&self, id: Id) -> bool {
        let tree = self.before;
        let value = || tree.attribute(id, "w:val").and_then(|range| tree.source.get(range)).unwrap_or("");
        match tree.name(id) {
            "w:pStyle" | "w:rStyle" | "w:tblStyle" => self.known.styles.contains(value()),
            "w:numPr" => self.known.same_lists,
            _ => is_plain(raw(tree, id)),
        }
    }

    /// Returns the properties that may be taken of a group of the earlier document.
    fn taken(&self, group: Option<Id>) -> String {
        let inside = group.into_iter().flat_map(|group| self.before.children(group));
        inside
            .filter(|id| !is_change(self.before.name(*id)) && self.may_take(*id))
            .map(|id| raw(self.before, id))
            .collect()
    }

    /// Writes atoms of one side as runs.
    fn runs(&mut self, atoms: &[Atom], mark: Option<Mark>) {
        let side = mark.unwrap_or(Mark::New);
        let mut at = 0;
        while let Some(atom) = atoms.get(at) {
            let alike =
                |other: &&Atom| other.props == atom.props && !matches!(other.what, What::Runs(..) | What::Link(..));
            let count = atoms.get(at..).unwrap_or_default().iter().take_while(alike).count();
            if count == 0 || matches!(atom.what, What::Runs(..) | What::Link(..)) {
                self.whole(atom, mark);
                at += 1;
            } else {
                let content = self.content(&atoms[at..at + count], side);
                self.run(atom.props, &content, mark);
                at += count;
            }
        }
    }

    /// Writes one run, marked as said.
    fn run(&mut self, props: Option<Id>, content: &str, mark: Option<Mark>) {
        if content.is_empty() {
            return;
        }
        let props = match mark {
            Some(Mark::Gone) => {
                Some(self.taken(props)).filter(|taken| !taken.is_empty()).map(|taken| format!("<w:rPr>{taken}</w:rPr>"))
            }
            _ => props.map(|props| raw(self.after, props).to_owned()),
        };
        let run = format!("<w:r>{}{content}</w:r>", props.unwrap_or_default());
        self.marked(&run, mark);
    }

    fn marked(&mut self, runs: &str, mark: Option<Mark>) {
        let Some(mark) = mark else { return self.out.push_str(runs) };
        let start = self.number(mark);
        self.out.push_str(&format!("{start}>{runs}</{}>", mark.tag()));
    }

    /// Returns what stands in a run; deleted drawings are left out, for their parts are not in this file.
    fn content(&self, atoms: &[Atom], side: Mark) -> String {
        let (tree, name) = (self.tree(side), if side == Mark::Gone { "w:delText" } else { "w:t" });
        let mut content = String::new();
        let mut text = String::new();
        for atom in atoms {
            match &atom.what {
                What::Text => text.push_str(&atom.key),
                What::Held(held) => text.push_str(held),
                What::Thing(_) if side == Mark::Gone => {}
                What::Mark(id) | What::Thing(id) => {
                    content.push_str(&text_element(name, &text));
                    text.clear();
                    content.push_str(raw(tree, *id));
                }
                What::Runs(..) | What::Link(..) => {}
            }
        }
        content + &text_element(name, &text)
    }

    /// Writes runs that only make sense together; of deleted ones the text that was seen.
    fn whole(&mut self, atom: &Atom, mark: Option<Mark>) {
        match (&atom.what, mark) {
            (What::Runs(_, text) | What::Link(_, text), Some(Mark::Gone)) => {
                let content = text_element("w:delText", text);
                self.run(None, &content, mark);
            }
            (What::Runs(runs, _), mark) => {
                let runs: String = runs.iter().map(|run| raw(self.after, *run)).collect();
                self.marked(&runs, mark);
            }
            (What::Link(id, _), mark) => {
                let inner = self.after.source.get(self.after.get(*id).inner()).unwrap_or_default().to_owned();
                self.open(*id);
                self.marked(&inner, mark);
                self.out.push_str("</w:hyperlink>");
            }
            _ => {}
        }
    }

    fn table(&mut self, before: &Table, after: &Table) {
        self.open(after.id);
        let first = after.rows.first().map(|row| row.id);
        let head: Vec<Id> = self.after.children(after.id).take_while(|id| Some(*id) != first).collect();
        for id in head {
            self.copy(id);
        }
        let steps = align(&row_units(&before.rows), &row_units(&after.rows));
        for step in steps {
            match step {
                Step::Both(earlier, later) => self.row(&before.rows[earlier], &after.rows[later]),
                Step::Gone(earlier) => self.lone_row(&before.rows[earlier], Mark::Gone),
                Step::New(later) => self.lone_row(&after.rows[later], Mark::New),
            }
        }
        self.out.push_str("</w:tbl>");
    }

    fn row(&mut self, before: &Row, after: &Row) {
        let (Some(earlier), Some(later)) = (&before.cells, &after.cells) else { return self.copy(after.id) };
        if before.text == after.text {
            return self.copy(after.id);
        }
        self.open(after.id);
        self.before_cells(after.id);
        for (earlier, later) in earlier.iter().zip(later) {
            self.open(later.id);
            if let Some(props) = self.after.child(later.id, "w:tcPr") {
                self.copy(props);
            }
            self.container(&earlier.blocks, &later.blocks);
            self.out.push_str("</w:tc>");
        }
        self.out.push_str("</w:tr>");
    }

    /// Copies what stands before the cells of a row.
    fn before_cells(&mut self, row: Id) {
        let head: Vec<Id> = self.after.children(row).filter(|id| self.after.name(*id) != "w:tc").collect();
        for id in head {
            self.copy(id);
        }
    }

    fn lone_table(&mut self, table: &Table, mark: Mark) {
        let tree = self.tree(mark);
        let grid = tree.child(table.id, "w:tblGrid").map(|grid| raw(tree, grid).to_owned()).unwrap_or_default();
        let props = tree.child(table.id, "w:tblPr");
        let props = match mark {
            Mark::New => props.map(|props| raw(self.after, props).to_owned()).unwrap_or_default(),
            Mark::Gone => format!("<w:tblPr>{}</w:tblPr>", self.taken(props)),
        };
        self.out.push_str(&format!("<w:tbl>{props}{grid}"));
        for row in &table.rows {
            self.lone_row(row, mark);
        }
        self.out.push_str("</w:tbl>");
    }

    fn lone_row(&mut self, row: &Row, mark: Mark) {
        let Some(cells) = &row.cells else {
            if mark == Mark::New {
                self.copy(row.id);
            }
            return;
        };
        let tree = self.tree(mark);
        let exception = tree.child(row.id, "w:tblPrEx").map(|id| raw(tree, id).to_owned()).unwrap_or_default();
        let props = tree.child(row.id, "w:trPr").into_iter().flat_map(|props| tree.children(props));
        let props: String = props.filter(|id| !is_change(tree.name(*id))).map(|id| raw(tree, id)).collect();
        let marked = self.number(mark);
        self.out.push_str(&format!("<w:tr>{exception}<w:trPr>{props}{marked}/></w:trPr>"));
        for cell in cells {
            self.lone_cell(cell, mark);
        }
        self.out.push_str("</w:tr>");
    }

    fn lone_cell(&mut self, cell: &Cell, mark: Mark) {
        let tree = self.tree(mark);
        let props = tree.child(cell.id, "w:tcPr").map(|props| raw(tree, props).to_owned()).unwrap_or_default();
        self.out.push_str(&format!("<w:tc>{props}"));
        for block in &cell.blocks {
            self.block(block, mark, Some(mark));
        }
        self.out.push_str("</w:tc>");
    }
}

/// Returns what the end of a lone paragraph is marked as; where marks are shifted, the last end of the place is not.
fn end(at: usize, steps: &[Step], shifted: bool) -> Option<Mark> {
    match steps.get(at) {
        _ if shifted && at + 1 == steps.len() => None,
        Some(Step::Gone(_)) => Some(Mark::Gone),
        _ => Some(Mark::New),
    }
}

fn units(blocks: &[Block]) -> Vec<Unit<'_>> {
    blocks.iter().map(|block| Unit { sort: block.sort(), text: block.text() }).collect()
}

fn row_units(rows: &[Row]) -> Vec<Unit<'_>> {
    let sort = |row: &Row| row.cells.as_ref().map_or(0, |cells| u8::try_from(cells.len()).unwrap_or(u8::MAX));
    rows.iter().map(|row| Unit { sort: sort(row), text: &row.text }).collect()
}

/// Returns an element as it is written.
fn raw<'s>(tree: &Tree<'s>, id: Id) -> &'s str {
    tree.source.get(tree.get(id).whole()).unwrap_or_default()
}

fn text_element(name: &str, text: &str) -> String {
    let element = |part: &str| match part {
        "" => String::new(),
        part => format!("<{name} xml:space=\"preserve\">{}</{name}>", escape(part)),
    };
    text.split(NO_BREAK_HYPHEN).map(element).collect::<Vec<_>>().join("<w:noBreakHyphen/>")
}

/// Tells whether an element notes a change of an earlier editing.
fn is_change(name: &str) -> bool {
    name.ends_with("Change") || matches!(name, "w:ins" | "w:del" | "w:moveFrom" | "w:moveTo")
}

/// Tells whether an element names nothing outside of the main vocabulary, whose prefixes may not be declared there.
fn is_plain(raw: &str) -> bool {
    let prefixes = raw.match_indices(':').map(|(at, _)| {
        let before = raw.get(..at).unwrap_or_default();
        before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
    });
    prefixes.into_iter().all(|prefix| prefix == "w")
}

/// Makes the last paragraphs of both sides belong together where each side has further ones at the end: the end of
/// the last paragraph of a place can be neither deleted nor inserted.
fn paired_end(mut steps: Vec<Step>, before: &[Block], after: &[Block]) -> Vec<Step> {
    let lone = steps.iter().rev().take_while(|step| !matches!(step, Step::Both(..))).count();
    let tail = steps.split_off(steps.len() - lone);
    let gone = tail.iter().rev().find_map(|step| if let Step::Gone(at) = step { Some(*at) } else { None });
    let new = tail.iter().rev().find_map(|step| if let Step::New(at) = step { Some(*at) } else { None });
    let pair = gone.zip(new).filter(|(gone, new)| {
        matches!((before.get(*gone), after.get(*new)), (Some(Block::Paragraph(_)), Some(Block::Paragraph(_))))
    });
    let Some((gone, new)) = pair else {
        steps.extend(tail);
        return steps;
    };
    steps.extend(tail.into_iter().filter(|step| *step != Step::Gone(gone) && *step != Step::New(new)));
    steps.push(Step::Both(gone, new));
    steps
}

/// Finds where paragraphs follow at the end that only one side has: the mark goes to the end of the paragraph before
/// each of them, so that the last end of the place stays.
fn shifted(steps: &[Step], before: &[Block], after: &[Block]) -> Option<(usize, Mark)> {
    let lone = steps.iter().rev().take_while(|step| !matches!(step, Step::Both(..))).count();
    let from = steps.len().checked_sub(lone + 1).filter(|_| lone > 0)?;
    let Step::Both(earlier, _) = steps.get(from)? else { return None };
    let is_paragraph = |block: Option<&Block>| matches!(block, Some(Block::Paragraph(_)));
    let all = steps.get(from + 1..)?.iter().all(|step| match step {
        Step::Gone(at) => is_paragraph(before.get(*at)),
        Step::New(at) => is_paragraph(after.get(*at)),
        Step::Both(..) => false,
    });
    let mark = if matches!(steps.last()?, Step::Gone(_)) { Mark::Gone } else { Mark::New };
    (all && is_paragraph(before.get(*earlier))).then_some((from, mark))
}

/// Joins changes with nothing but a space between them, so that a phrase is read as a phrase.
fn joined(stretches: Vec<Stretch>, before: &[String]) -> Vec<Stretch> {
    let mut all: Vec<Stretch> = Vec::new();
    let count = stretches.len();
    for (at, stretch) in stretches.into_iter().enumerate() {
        let text = before.get(stretch.before.clone()).unwrap_or_default();
        let gap =
            stretch.same && at > 0 && at + 1 < count && text.iter().all(|atom| atom.trim().is_empty() && atom != "\n");
        match all.last_mut().filter(|last| !last.same && (gap || !stretch.same)) {
            Some(last) => (last.before.end, last.after.end) = (stretch.before.end, stretch.after.end),
            None => all.push(stretch),
        }
    }
    all
}
