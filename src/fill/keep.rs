//! Where Word's rules need looking at while writing: marks are put only where a template can break one.
//!
//! A cell ends with a paragraph; a table has rows and a row has cells; ids are not repeated; a grid has as many
//! columns as its rows.

mod references;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::carve::Carved;
use super::edit::{CHANGES, IdKind, Rank, Rule, What};
use super::part::Part;
use super::scope::{Block, Level};
use super::tag::Kind;
use super::value;
use crate::ooxml::tree::Id;

/// Elements that must hold a paragraph, as their last block.
const CONTAINERS: [&str; 9] = [
    "w:tc",
    "w:hdr",
    "w:ftr",
    "w:footnote",
    "w:endnote",
    "w:comment",
    "w:txbxContent",
    "w:sdtContent",
    "w:docPartBody",
];

/// Adds the marks to the changes of a part.
pub fn keep(part: &Part<'_>, blocks: &[Block], carved: &mut Carved) {
    let mut keeper = Keeper { part, carved };
    keeper.containers();
    keeper.tables(blocks);
    let loops: Vec<Range<usize>> = keeper.loops(blocks);
    keeper.ids(&loops);
    references::keep(&mut keeper, &loops);
    keeper.grids(blocks);
    keeper.gaps();
    keeper.cells();
    keeper.lists();
    keeper.lines();
}

struct Keeper<'p, 's, 'c> {
    part: &'p Part<'s>,
    carved: &'c mut Carved,
}

impl Keeper<'_, '_, '_> {
    fn rule(&mut self, at: usize, rank: Rank, rule: Rule) {
        self.carved.edits.put(at, rank, What::Rule(rule));
    }

    /// Containers that lose paragraphs, or may.
    fn containers(&mut self) {
        let tree = &self.part.tree;
        let containers: Vec<Id> = self.carved.containers.iter().copied().collect();
        for id in containers.into_iter().filter(|id| CONTAINERS.contains(&tree.name(*id))) {
            let inner = tree.get(id).inner();
            self.rule(inner.start, Rank::Closing, Rule::Begin);
            for child in tree.children(id) {
                let whole = tree.get(child).whole();
                let gone = self.carved.dropped.contains(&child);
                match tree.name(child) {
                    "w:p" if !gone => self.rule(whole.end, Rank::Closing, Rule::Paragraph),
                    "w:tbl" | "w:sdt" if !gone => self.rule(whole.end, Rank::Closing, Rule::Block),
                    _ => {}
                }
            }
            self.rule(inner.end, Rank::Closing, Rule::End);
        }
    }

    /// Tables all of whose rows may go, and rows all of whose cells may.
    fn tables(&mut self, blocks: &[Block]) {
        let tree = &self.part.tree;
        let touched = |level: Level, name: &str| -> BTreeSet<Id> {
            let of_level = blocks.iter().filter(|block| block.level == level);
            of_level.filter_map(|block| tree.nearest(self.part.paragraph(block.ends[0]), name)).collect()
        };
        let lost = |unit: &str, name: &str| -> BTreeSet<Id> {
            let dropped = self.carved.dropped.iter().filter(|id| tree.name(**id) == unit);
            dropped.filter_map(|id| tree.nearest(*id, name)).collect()
        };
        let mut rows = touched(Level::Cells, "w:tr");
        rows.extend(lost("w:tc", "w:tr"));
        rows.retain(|row| !self.carved.dropped.contains(row) && self.may_vanish(*row, "w:tc"));
        let mut tables = touched(Level::Rows, "w:tbl");
        tables.extend(lost("w:tr", "w:tbl"));
        tables.extend(rows.iter().filter_map(|row| tree.nearest(*row, "w:tbl")));
        for row in &rows {
            self.hold(*row, "w:tc", &BTreeSet::new());
        }
        for table in tables {
            self.merges(table);
            let fixed = self.units(table, "w:tr").into_iter().any(|row| !rows.contains(&row) && self.is_fixed(row));
            if !fixed {
                self.hold(table, "w:tr", &rows);
            }
        }
    }

    /// Cells merged downwards, in a table some of whose rows may go: each merge has a first cell.
    fn merges(&mut self, table: Id) {
        let tree = &self.part.tree;
        let merge = |cell: Id| tree.child(cell, "w:tcPr").and_then(|properties| tree.child(properties, "w:vMerge"));
        let rows: Vec<Vec<(usize, Id)>> = self.units(table, "w:tr").into_iter().map(|row| self.placed(row)).collect();
        let merged: BTreeSet<usize> =
            rows.iter().flatten().filter(|(_, cell)| merge(*cell).is_some()).map(|(column, _)| *column).collect();
        if merged.is_empty() || self.part.tags.iter().any(|placed| placed.tag.kind == Kind::Cell) {
            return;
        }
        let whole = tree.get(table).whole();
        self.rule(whole.start, Rank::Opening, Rule::Table);
        for (column, cell) in rows.into_iter().flatten().filter(|(column, _)| merged.contains(column)) {
            match merge(cell) {
                Some(id) if tree.tag(id).contains("restart") => {
                    self.rule(tree.get(id).open.start, Rank::Between, Rule::Merge(column));
                }
                Some(id) => {
                    self.rule(tree.get(id).open.start, Rank::Between, Rule::Merged(column));
                    self.carved.edits.skip(tree.get(id).whole());
                }
                None => self.rule(tree.get(cell).open.end, Rank::Opening, Rule::Apart(column)),
            }
        }
        self.rule(whole.end, Rank::Closing, Rule::TableEnd);
    }

    /// Returns the cells of a row that is not left out, each with its column of the grid.
    fn placed(&self, row: Id) -> Vec<(usize, Id)> {
        if self.carved.dropped.contains(&row) {
            return Vec::new();
        }
        let mut column = 0;
        let place = |cell: Id| {
            let at = column;
            column += self.span(cell);
            (at, cell)
        };
        self.units(row, "w:tc").into_iter().map(place).collect()
    }

    /// Returns the rows of a table or the cells of a row.
    fn units(&self, outer: Id, name: &str) -> Vec<Id> {
        let tree = &self.part.tree;
        let owner = |id: Id| tree.ancestors(id).skip(1).find(|up| matches!(tree.name(*up), "w:tbl" | "w:tr"));
        tree.inside(outer).filter(|id| tree.name(*id) == name && owner(*id) == Some(outer)).collect()
    }

    fn is_fixed(&self, unit: Id) -> bool {
        let start = self.part.tree.get(unit).open.start;
        let moving = self
            .carved
            .regions
            .iter()
            .any(|(region, level)| matches!(level, Level::Rows | Level::Cells) && region.contains(&start));
        !moving && !self.carved.dropped.contains(&unit)
    }

    fn may_vanish(&self, outer: Id, name: &str) -> bool {
        !self.units(outer, name).into_iter().any(|unit| {
            let whole = self.part.tree.get(unit).whole();
            let inside = |region: &Range<usize>| region.start <= whole.start && whole.end <= region.end;
            let moving = self.carved.regions.iter().any(|(region, level)| *level == Level::Cells && inside(region));
            !moving && !self.carved.dropped.contains(&unit)
        })
    }

    /// Keeps an element back until one of its units is written; some units wait themselves.
    fn hold(&mut self, outer: Id, name: &str, waiting: &BTreeSet<Id>) {
        let tree = &self.part.tree;
        let whole = tree.get(outer).whole();
        self.rule(whole.start, Rank::Opening, Rule::Hold);
        for unit in self.units(outer, name) {
            if !self.carved.dropped.contains(&unit) && !waiting.contains(&unit) {
                self.rule(tree.get(unit).open.start, Rank::Opening, Rule::Release);
            }
        }
        self.rule(whole.end, Rank::Closing, Rule::Drop);
    }

    /// What is written more than once.
    fn loops(&self, blocks: &[Block]) -> Vec<Range<usize>> {
        let regions = blocks.iter().zip(&self.carved.regions);
        let is_loop = |block: &Block| self.part.tags[block.ends[0]].tag.kind == Kind::For;
        regions.filter(|(block, _)| is_loop(block)).map(|(_, (region, _))| region.clone()).collect()
    }

    /// Ids that a loop would repeat.
    fn ids(&mut self, loops: &[Range<usize>]) {
        let tree = &self.part.tree;
        for id in self.carved.cut.clone() {
            self.id(id, "w:id", IdKind::Change);
        }
        for id in 0..tree.len() {
            let whole = tree.get(id).whole();
            if !loops.iter().any(|region| region.contains(&whole.start)) {
                continue;
            }
            match tree.name(id) {
                "wp:docPr" => self.id(id, "id", IdKind::Drawing),
                "c:chart" => self.id(id, "r:id", IdKind::Chart),
                "w:bookmarkStart" => {
                    self.id(id, "w:id", IdKind::BookmarkStart);
                    self.id(id, "w:name", IdKind::BookmarkName);
                }
                "w:bookmarkEnd" => self.id(id, "w:id", IdKind::BookmarkEnd),
                "w:moveFromRangeStart" => {
                    self.id(id, "w:id", IdKind::MoveStart);
                    self.id(id, "w:name", IdKind::MovedFrom);
                }
                "w:moveToRangeStart" => {
                    self.id(id, "w:id", IdKind::MoveStart);
                    self.id(id, "w:name", IdKind::MovedTo);
                }
                "w:moveFromRangeEnd" | "w:moveToRangeEnd" => self.id(id, "w:id", IdKind::MoveEnd),
                name if name.starts_with("v:") => {
                    self.id(id, "id", IdKind::Shape);
                    self.drop_attribute(id, "o:spid");
                }
                "w:permStart" => self.id(id, "w:id", IdKind::PermStart),
                "w:permEnd" => self.id(id, "w:id", IdKind::PermEnd),
                name if CHANGES.contains(&name) && !self.carved.cut.contains(&id) => {
                    self.id(id, "w:id", IdKind::Change);
                }
                "w:p" | "w:tr" => {
                    self.drop_attribute(id, "w14:paraId");
                    self.drop_attribute(id, "w14:textId");
                }
                "w:id" if tree.name(tree.get(id).parent) == "w:sdtPr" => self.carved.edits.skip(whole),
                "w:commentRangeStart" | "w:commentRangeEnd" => self.once(whole),
                "w:commentReference" => {
                    let run = tree.nearest(id, "w:r").unwrap_or(id);
                    self.once(tree.get(run).whole());
                }
                _ => {}
            }
        }
    }

    fn id(&mut self, id: Id, attribute: &str, kind: IdKind) {
        let Some(range) = self.part.tree.attribute(id, attribute) else { return };
        let value = self.part.tree.source[range.clone()].to_owned();
        self.rule(range.start, Rank::Between, Rule::Id(kind, value));
        self.carved.edits.skip(range);
    }

    fn drop_attribute(&mut self, id: Id, name: &str) {
        if let Some(found) = self.part.tree.written_attribute(id, name) {
            self.carved.edits.skip(found.whole);
        }
    }

    /// What must not be written again.
    fn once(&mut self, range: Range<usize>) {
        let xml = self.part.tree.source[range.clone()].to_owned();
        self.rule(range.start, Rank::Between, Rule::Once(xml));
        self.carved.edits.skip(range);
    }

    /// Cells with tags that change them.
    fn cells(&mut self) {
        let (part, tree) = (self.part, &self.part.tree);
        let changing = |tag: &usize| {
            let tag = &part.tags[*tag].tag;
            tag.kind == Kind::Cell || (tag.kind == Kind::Value && value::changes_cell(&tag.inside))
        };
        let tags = (0..part.tags.len()).filter(changing);
        let mut cells: BTreeSet<Id> = tags.filter_map(|tag| tree.nearest(part.paragraph(tag), "w:tc")).collect();
        cells.retain(|cell| !self.carved.dropped.contains(cell));
        for cell in cells {
            let whole = tree.get(cell).whole();
            self.rule(whole.start, Rank::Opening, Rule::Cell);
            self.rule(whole.end, Rank::Closing, Rule::CellEnd);
        }
    }

    /// Paragraphs whose lists may begin again.
    fn lists(&mut self) {
        let (part, tree) = (self.part, &self.part.tree);
        if !part.tags.iter().any(|placed| value::restarts_lists(&placed.tag.inside)) {
            return;
        }
        for paragraph in (0..tree.len()).filter(|id| tree.name(*id) == "w:p") {
            let Some(properties) = tree.child(paragraph, "w:pPr") else { continue };
            if ["w:numPr", "w:pStyle"].iter().any(|name| tree.child(properties, name).is_some()) {
                let whole = tree.get(properties).whole();
                self.rule(whole.start, Rank::Between, Rule::Numbered(tree.source[whole.clone()].to_owned()));
                self.carved.edits.skip(whole);
            }
        }
    }

    /// Columns that a row leaves empty at its end, for the cells that comments took with them.
    fn gaps(&mut self) {
        let (part, tree) = (self.part, &self.part.tree);
        let mut gaps: BTreeMap<Id, usize> = BTreeMap::new();
        for cell in (0..part.tags.len()).filter_map(|tag| part.commented(tag)).filter(|id| tree.name(*id) == "w:tc") {
            if let Some(row) = tree.nearest(cell, "w:tr") {
                *gaps.entry(row).or_default() += self.span(cell);
            }
        }
        for (row, columns) in gaps.into_iter().filter(|(row, _)| !self.carved.dropped.contains(row)) {
            let gap = format!("<w:gridAfter w:val=\"{columns}\"/>");
            let own = tree.child(row, "w:trPr").filter(|own| !tree.get(*own).close.is_empty());
            let (at, xml) = match (own, tree.child(row, "w:tblPrEx")) {
                (Some(own), _) if tree.child(own, "w:gridAfter").is_some() => continue,
                (Some(own), _) => (tree.get(own).open.end, gap),
                (None, Some(exception)) => (tree.get(exception).whole().end, format!("<w:trPr>{gap}</w:trPr>")),
                (None, None) => (tree.get(row).open.end, format!("<w:trPr>{gap}</w:trPr>")),
            };
            self.carved.edits.put(at, Rank::Opening, What::Xml(xml));
        }
    }

    /// A line of a fixed height would show a strip of a picture; at least as high, it grows with it.
    fn lines(&mut self) {
        let (part, tree) = (self.part, &self.part.tree);
        let gives = |tag: &usize| value::gives_picture(&part.tags[*tag].tag.inside);
        let paragraphs: BTreeSet<Id> = (0..part.tags.len()).filter(gives).map(|tag| part.paragraph(tag)).collect();
        for paragraph in paragraphs.into_iter().filter(|id| !self.carved.dropped.contains(id)) {
            let spacing = tree.child(paragraph, "w:pPr").and_then(|own| tree.child(own, "w:spacing"));
            let rule = spacing.and_then(|id| tree.attribute(id, "w:lineRule"));
            if let Some(range) = rule.filter(|range| &tree.source[range.clone()] == "exact") {
                self.carved.edits.xml(range.start, "atLeast");
                self.carved.edits.skip(range);
            }
        }
    }

    /// A loop over cells goes over the columns of the grid as well.
    fn grids(&mut self, blocks: &[Block]) {
        let tree = &self.part.tree;
        let mut done = BTreeSet::new();
        for (at, block) in blocks.iter().enumerate().filter(|(_, block)| block.level == Level::Cells) {
            let Some(row) = tree.nearest(self.part.paragraph(block.ends[0]), "w:tr") else { continue };
            let Some(table) = tree.nearest(row, "w:tbl") else { continue };
            let first = done.is_empty() || !done.iter().any(|(other, of)| *other == table && *of != row);
            if first {
                done.insert((table, row));
                self.grid(table, row, at, block);
            }
        }
        for (table, row) in done {
            self.drop_columns(table, row);
        }
    }

    /// Returns the columns of the grid, each with the cell above it.
    fn columns(&self, table: Id, row: Id) -> Vec<(Id, Id)> {
        let tree = &self.part.tree;
        let Some(grid) = tree.child(table, "w:tblGrid") else { return Vec::new() };
        let columns: Vec<Id> = tree.children(grid).filter(|id| tree.name(*id) == "w:gridCol").collect();
        let cells = self.units(row, "w:tc").into_iter().flat_map(|cell| std::iter::repeat_n(cell, self.span(cell)));
        columns.into_iter().zip(cells).collect()
    }

    fn span(&self, cell: Id) -> usize {
        let tree = &self.part.tree;
        let span = tree.child(cell, "w:tcPr").and_then(|properties| tree.child(properties, "w:gridSpan"));
        let value = span.and_then(|span| tree.attribute(span, "w:val"));
        value.and_then(|range| tree.source[range].parse().ok()).unwrap_or(1)
    }

    fn grid(&mut self, table: Id, row: Id, at: usize, block: &Block) {
        let tree = &self.part.tree;
        let region = self.carved.regions[at].0.clone();
        let columns = self.columns(table, row);
        for (number, end) in block.ends.iter().enumerate() {
            let Some((_, text)) = self.carved.texts.iter().find(|(tag, _)| tag == end) else { return };
            let start = self.part.start(*end);
            let (first, last) = (number == 0, number + 1 == block.ends.len());
            let inside = |cell: Id| region.contains(&tree.get(cell).open.start) && !self.carved.dropped.contains(&cell);
            let place = match (first, last) {
                (true, _) => {
                    columns.iter().find(|(_, cell)| inside(*cell)).map(|(column, _)| tree.get(*column).open.start)
                }
                (_, true) => {
                    columns.iter().rfind(|(_, cell)| inside(*cell)).map(|(column, _)| tree.get(*column).close.end)
                }
                _ => columns
                    .iter()
                    .find(|(_, cell)| tree.get(*cell).close.end > start)
                    .map(|(column, _)| tree.get(*column).open.start),
            };
            let Some(place) = place else { return };
            let rank = if first { Rank::Beginning } else { Rank::Ending };
            let text = text.clone();
            self.carved.edits.put(place, rank, What::Engine(text, *end, false));
        }
    }

    fn drop_columns(&mut self, table: Id, row: Id) {
        for (column, cell) in self.columns(table, row) {
            if self.carved.dropped.contains(&cell) {
                self.carved.edits.skip(self.part.tree.get(column).whole());
            }
        }
    }
}
