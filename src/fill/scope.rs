//! Which tags belong together, and what each block repeats: text, paragraphs, cells or rows.
//!
//! The rule: tags alone in their paragraphs repeat paragraphs; tags in the first and last cell of a row, or alone in
//! rows, repeat rows; tags in one paragraph repeat the text between them; `{%tc` repeats cells. Anything else is a fault.

use super::part::Part;
use super::tag::{Kind, Unit};
use crate::ooxml::tree::Id;

/// A block: its opening tag, the tags that divide it, its closing tag, as numbers of tags.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The ends and what is between, in order.
    pub ends: Vec<usize>,
    /// What it repeats.
    pub level: Level,
}

/// What a block repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Text within a paragraph.
    Inline,
    /// Whole paragraphs of one container.
    Paragraphs,
    /// Rows of a table.
    Rows,
    /// Cells of a row.
    Cells,
}

/// What is wrong with the blocks of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mismatch {
    /// A block without its end.
    Unclosed(usize),
    /// An end or a division without a block.
    Unopened(usize),
    /// An end of the wrong kind for the block that is open.
    Crossed {
        /// The tag that opened the block.
        open: usize,
        /// The tag that does not fit.
        found: usize,
    },
    /// Two ends in places that have nothing in common.
    Apart {
        /// The first end.
        open: usize,
        /// The other.
        other: usize,
    },
    /// A jump out of what is not whole paragraphs.
    Jump(usize),
}

/// Pairs the tags of a part.
pub fn blocks(part: &Part<'_>) -> (Vec<Block>, Vec<Mismatch>) {
    let mut pairing = Pairing::of(part);
    for ends in std::mem::take(&mut pairing.groups) {
        match level(part, &ends) {
            Ok(level) => pairing.blocks.push(Block { ends, level }),
            Err(other) => pairing.faults.push(Mismatch::Apart { open: ends[0], other }),
        }
    }
    let unclosed = pairing.open.iter().map(|ends| Mismatch::Unclosed(ends[0]));
    pairing.faults.extend(unclosed);
    let jumps = (0..part.tags.len()).filter(|tag| part.tags[*tag].tag.kind == Kind::Jump);
    let bad = jumps.filter(|tag| !may_jump(part, &pairing.blocks, *tag));
    pairing.faults.extend(bad.map(Mismatch::Jump));
    (pairing.blocks, pairing.faults)
}

/// Returns the tags that belong together, wherever they stand.
pub fn groups(part: &Part<'_>) -> Vec<Vec<usize>> {
    Pairing::of(part).groups
}

/// A jump leaves nothing half open: it stands alone in a paragraph of a loop over paragraphs.
fn may_jump(part: &Part<'_>, blocks: &[Block], tag: usize) -> bool {
    let around = |block: &&Block| block.ends[0] < tag && tag < block.ends[block.ends.len() - 1];
    let is_loop = |block: &&Block| part.tags[block.ends[0]].tag.kind == Kind::For;
    let container = |tag: usize| part.tree.get(part.paragraph(tag)).parent;
    let inner = blocks.iter().filter(around).filter(is_loop).max_by_key(|block| block.ends[0]);
    inner.is_some_and(|block| {
        block.level == Level::Paragraphs && part.is_alone(tag) && container(tag) == container(block.ends[0])
    })
}

struct Pairing<'p, 's> {
    part: &'p Part<'s>,
    open: Vec<Vec<usize>>,
    groups: Vec<Vec<usize>>,
    blocks: Vec<Block>,
    faults: Vec<Mismatch>,
}

impl<'p, 's> Pairing<'p, 's> {
    fn of(part: &'p Part<'s>) -> Self {
        let mut pairing = Self { part, open: Vec::new(), groups: Vec::new(), blocks: Vec::new(), faults: Vec::new() };
        for (number, tag) in part.tags.iter().enumerate() {
            pairing.take(number, tag.tag.kind);
        }
        pairing
    }

    fn take(&mut self, number: usize, kind: Kind) {
        if kind.opens() {
            return self.open.push(vec![number]);
        }
        if !kind.divides() && !kind.closes() {
            return;
        }
        let Some(ends) = self.open.last_mut() else {
            return self.faults.push(Mismatch::Unopened(number));
        };
        let opened = self.part.tags[ends[0]].tag.kind;
        let fits = match kind {
            Kind::Elif | Kind::EndIf => opened == Kind::If,
            Kind::EndFor => opened == Kind::For,
            _ => true,
        };
        if fits {
            ends.push(number);
        } else {
            self.faults.push(Mismatch::Crossed { open: ends[0], found: number });
        }
        // An end of the wrong kind ends the block all the same, so that one slip is one fault.
        if kind.closes() {
            self.close();
        }
    }

    fn close(&mut self) {
        self.groups.extend(self.open.pop().filter(|ends| ends.len() > 1));
    }
}

/// Returns what a block repeats, or the end that does not go with its beginning.
fn level(part: &Part<'_>, ends: &[usize]) -> Result<Level, usize> {
    let unit = ends.iter().find_map(|end| part.tags[*end].tag.unit);
    let one_paragraph = ends.iter().all(|end| part.tags[*end].joined == part.tags[ends[0]].joined);
    match unit {
        Some(Unit::Row) => return rows(part, ends, "w:tr").map(|()| Level::Rows),
        Some(Unit::Cell) => return rows(part, ends, "w:tc").map(|()| Level::Cells),
        Some(Unit::Paragraph) => return paragraphs(part, ends).map(|()| Level::Paragraphs),
        Some(Unit::Run) | None => {}
    }
    if one_paragraph {
        if part.is_alone(ends[0]) {
            return Ok(Level::Paragraphs);
        }
        return whole_runs(part, ends).map_or(Ok(Level::Inline), Err);
    }
    paragraphs(part, ends).map(|()| Level::Paragraphs).or_else(|other| {
        let rows = rows(part, ends, "w:tr").map(|()| Level::Rows);
        rows.map_err(|_| other)
    })
}

/// Elements that may be cut in two around a run.
pub const DIVISIBLE: [&str; 6] = ["w:r", "a:r", "w:ins", "w:hyperlink", "w:smartTag", "w:moveTo"];

/// Returns the end that stands in something that cannot be cut in two, such as a content control, while others do not.
fn whole_runs(part: &Part<'_>, ends: &[usize]) -> Option<usize> {
    let tree = &part.tree;
    let pieces: Vec<Id> = ends.iter().map(|end| part.piece(*end)).collect();
    let common = tree
        .ancestors(pieces[0])
        .find(|outer| pieces.iter().all(|piece| piece == outer || tree.is_inside(*piece, *outer)))?;
    let fixed = |piece: Id| {
        let mut outer = tree.ancestors(tree.get(piece).parent).take_while(|id| *id != common);
        piece != common && outer.any(|id| !DIVISIBLE.contains(&tree.name(id)))
    };
    let at = pieces.iter().position(|piece| fixed(*piece))?;
    Some(if at == 0 { ends[ends.len() - 1] } else { ends[at] })
}

/// Every end is alone in its paragraph, and the paragraphs stand side by side.
fn paragraphs(part: &Part<'_>, ends: &[usize]) -> Result<(), usize> {
    let container = part.tree.get(part.paragraph(ends[0])).parent;
    let wrong = |end: &&usize| part.tree.get(part.paragraph(**end)).parent != container;
    if let Some(other) = ends.iter().find(wrong) {
        return Err(*other);
    }
    match ends.iter().find(|end| !part.is_alone(**end)) {
        Some(other) => Err(if *other == ends[0] { ends[ends.len() - 1] } else { *other }),
        None => Ok(()),
    }
}

/// Every end is at the outer edge of a row (or cell), or alone in one; all in one table (or row).
fn rows(part: &Part<'_>, ends: &[usize], name: &str) -> Result<(), usize> {
    for (index, end) in ends.iter().enumerate() {
        let fits = unit(part, ends, *end, name).is_some_and(|row| {
            let cell = part.cell_in(row, *end);
            let last = index + 1 == ends.len();
            name == "w:tc" || part.is_all_silent(row) || cell == part.edge_cell(row, last)
        });
        if !fits {
            return Err(if index == 0 { ends[ends.len() - 1] } else { *end });
        }
    }
    Ok(())
}

/// Returns the row (or cell) of a block's end: the one that stands in what all ends have in common.
pub fn unit(part: &Part<'_>, ends: &[usize], end: usize, name: &str) -> Option<Id> {
    let tree = &part.tree;
    let common = tree
        .ancestors(part.paragraph(ends[0]))
        .find(|outer| ends.iter().all(|end| tree.is_inside(part.paragraph(*end), *outer)))?;
    let inner = tree.ancestors(part.paragraph(end)).take_while(|id| *id != common);
    let child = inner.last().filter(|child| tree.name(*child) == name);
    child.or_else(|| {
        // All ends in one row, or in one cell.
        tree.ancestors(common).take_while(|id| tree.name(*id) != "w:tbl").find(|id| tree.name(*id) == name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the level of each block, or the faults.
    fn levels(source: &str) -> Result<Vec<Level>, Vec<Mismatch>> {
        let source = format!("<w:body>{source}</w:body>");
        let part = Part::read(&source).unwrap();
        let (blocks, faults) = blocks(&part);
        if faults.is_empty() { Ok(blocks.into_iter().map(|block| block.level).collect()) } else { Err(faults) }
    }

    fn p(text: &str) -> String {
        format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
    }

    fn row(cells: &[&str]) -> String {
        let cells: Vec<String> = cells.iter().map(|text| format!("<w:tc>{}</w:tc>", p(text))).collect();
        format!("<w:tr>{}</w:tr>", cells.concat())
    }

    fn table(rows: &[&[&str]]) -> String {
        format!("<w:tbl>{}</w:tbl>", rows.iter().map(|cells| row(cells)).collect::<Vec<_>>().concat())
    }

    #[test]
    fn the_place_of_the_tags_says_what_is_repeated() {
        let (open, close) = ("{% if a %}", "{% endif %}");
        for (source, level) in [
            (p("x {% if a %}y{% endif %}"), Level::Inline),
            (p("{% if a %}{% endif %}"), Level::Paragraphs),
            ([p(open), p("x"), p(close)].concat(), Level::Paragraphs),
            (table(&[&["{% if a %}x", "y", "z{% endif %}"]]), Level::Rows),
            (table(&[&["{% if a %}x", "y"], &["z", "t{% endif %}"]]), Level::Rows),
            (table(&[&[open, ""], &["x", "y"], &[close, ""]]), Level::Rows),
            (table(&[&["{% if a %}x{% endif %}", "y"]]), Level::Inline),
            (table(&[&["x", "{%tc if a %}", "y", "{%tc endif %}"]]), Level::Cells),
        ] {
            assert_eq!(levels(&source), Ok(vec![level]), "{source}");
        }
    }

    #[test]
    fn anything_else_is_a_fault_that_names_both_ends() {
        let apart = |open, other| Err(vec![Mismatch::Apart { open, other }]);
        assert_eq!(levels(&[p("x {% if a %}"), p("{% endif %}")].concat()), apart(0, 1));
        assert_eq!(levels(&[p("{% if a %}"), table(&[&["{% endif %}", ""]])].concat()), apart(0, 1));
        assert_eq!(levels(&table(&[&["x", "{% if a %}y", "z{% endif %}"]])), apart(0, 1));
    }

    #[test]
    fn tags_without_their_pair_are_faults() {
        assert_eq!(levels(&p("{% for x in y %}")), Err(vec![Mismatch::Unclosed(0)]));
        assert_eq!(levels(&p("{% else %}")), Err(vec![Mismatch::Unopened(0)]));
        assert_eq!(levels(&p("{% if a %}{% endfor %}")), Err(vec![Mismatch::Crossed { open: 0, found: 1 }]));
    }

    #[test]
    fn a_jump_stands_alone_in_a_loop_over_paragraphs() {
        let jump = p("{% if x %}{% break %}{% endif %}");
        assert!(levels(&[p("{% for x in y %}"), jump, p("{% endfor %}")].concat()).is_ok());
        assert_eq!(levels(&p("{% for x in y %}a{% break %}{% endfor %}")), Err(vec![Mismatch::Jump(1)]));
    }
}
