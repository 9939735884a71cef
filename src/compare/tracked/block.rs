//! The text of a Word file as blocks: paragraphs with their atoms, tables with rows and cells.

use crate::ooxml::tree::{Id, Tree};

use super::atom::{self, Atom};

/// A paragraph, a table, or something else between them.
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
    /// A bookmark or the like.
    Other(Id),
}

/// A paragraph.
pub struct Paragraph {
    /// Its element.
    pub id: Id,
    /// Its properties.
    pub props: Option<Id>,
    /// Its content, piece by piece.
    pub atoms: Vec<Atom>,
    /// Bookmarks and the like, which are not compared.
    pub anchors: Vec<Id>,
    /// Its text.
    pub text: String,
}

/// A table.
pub struct Table {
    /// Its element.
    pub id: Id,
    /// Its rows.
    pub rows: Vec<Row>,
    /// All of its text.
    pub text: String,
    /// How many columns its grid has.
    pub columns: usize,
}

/// A row.
pub struct Row {
    /// Its element.
    pub id: Id,
    /// Its cells; none where something else than cells stands in it.
    pub cells: Option<Vec<Cell>>,
    /// All of its text.
    pub text: String,
}

/// A cell.
pub struct Cell {
    /// Its element.
    pub id: Id,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

impl Block {
    /// Returns the text by which it is compared.
    pub fn text(&self) -> &str {
        match self {
            Self::Paragraph(paragraph) => &paragraph.text,
            Self::Table(table) => &table.text,
            Self::Other(_) => "",
        }
    }

    /// Returns what it is, for aligning: tables of another number of columns are of another sort.
    pub fn sort(&self) -> u8 {
        match self {
            Self::Paragraph(_) => 0,
            Self::Other(_) => 1,
            Self::Table(table) => u8::try_from(table.columns).unwrap_or(u8::MAX).saturating_add(2),
        }
    }
}

/// Reads what stands in the body or in a cell.
pub fn blocks(tree: &Tree, parent: Id) -> Vec<Block> {
    let inside = tree.children(parent).filter(|id| !matches!(tree.name(*id), "w:sectPr" | "w:tcPr"));
    let block = |id| match tree.name(id) {
        "w:p" => Block::Paragraph(paragraph(tree, id)),
        "w:tbl" => Block::Table(table(tree, id)),
        _ => Block::Other(id),
    };
    inside.map(block).collect()
}

fn paragraph(tree: &Tree, id: Id) -> Paragraph {
    let (atoms, anchors) = atom::atoms(tree, id);
    let text = atoms.iter().map(|atom| atom.key.as_str()).collect();
    Paragraph { id, props: tree.child(id, "w:pPr"), atoms, anchors, text }
}

fn table(tree: &Tree, id: Id) -> Table {
    let rows: Vec<Row> =
        tree.children(id).filter(|row| tree.name(*row) == "w:tr").map(|row| self::row(tree, row)).collect();
    let grid = tree.child(id, "w:tblGrid");
    let text = rows.iter().map(|row| row.text.as_str()).collect::<Vec<_>>().join("\n");
    Table { id, rows, text, columns: grid.map_or(0, |grid| tree.children(grid).count()) }
}

fn row(tree: &Tree, id: Id) -> Row {
    let cells: Vec<Cell> = tree
        .children(id)
        .filter(|cell| tree.name(*cell) == "w:tc")
        .map(|cell| Cell { id: cell, blocks: blocks(tree, cell) })
        .collect();
    let plain = tree.children(id).all(|child| matches!(tree.name(child), "w:tc" | "w:trPr" | "w:tblPrEx"));
    // Spaces that no text holds, so that what is equal is equal cell by cell.
    let cell = |cell: &Cell| cell.blocks.iter().map(Block::text).collect::<Vec<_>>().join("\u{c}");
    let text = cells.iter().map(cell).collect::<Vec<_>>().join("\u{b}");
    Row { id, cells: plain.then_some(cells), text }
}
