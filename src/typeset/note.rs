//! Notes: called in the text, set at the foot of the page.

use std::sync::Arc;

use crate::docx::format::Baseline;
use crate::docx::view::{Block, Run, RunKind};
use crate::typeset::atom::{Atom, Kind};
use crate::typeset::paragraph::Line;
use crate::typeset::setter::Setter;
use crate::typeset::slab::Slab;
use crate::typeset::{Item, Mark, NodeKind};
use crate::units::Length;

/// The line above the notes of a page: two inches of half a point, as Word draws it.
pub fn separator() -> Item {
    let (across, weight) = (Length::twips(2880), Length::half_pt(1));
    let mark = Mark::Rule { across, down: Length::ZERO, weight, color: [0, 0, 0], broken: false };
    Item { x: Length::ZERO, y: SEPARATOR.scale(1, 2), node: None, mark }
}

/// Height of the line above the notes and what is around it.
pub const SEPARATOR: Length = Length::pt(12);

impl Setter<'_> {
    /// Returns the sign of the next note.
    pub fn next_note(&mut self) -> String {
        self.noted += 1;
        self.noted.to_string()
    }

    /// Sets the notes that a line calls into its slab.
    pub fn notes(&mut self, line: &Line, atoms: &[Atom], slab: &mut Slab) {
        if self.is_furniture {
            return;
        }
        for index in line.atoms.clone() {
            let Kind::Note(blocks) = &atoms[index].kind else { continue };
            let outer = self.enter(NodeKind::Note);
            let sign = match index.checked_sub(1).map(|before| &atoms[before]) {
                Some(Atom { kind: Kind::Letters(sign), .. }) => sign.clone(),
                _ => self.noted.to_string(),
            };
            let set = self.column(&signed(blocks, sign), self.page.text_width());
            slab.notes.extend(set);
            self.leave(outer);
        }
    }
}

/// Returns a note with its own sign in front.
fn signed(blocks: &[Block], sign: String) -> Vec<Block> {
    let mut blocks = blocks.to_vec();
    if let Some(Block::Paragraph(first)) = blocks.first_mut() {
        let mut format = (*first.mark).clone();
        format.baseline = Baseline::Super;
        let text = if first.text().starts_with(' ') { sign } else { sign + " " };
        first.runs.insert(0, Run { text, format: Arc::new(format), kind: RunKind::Text });
    }
    blocks
}
