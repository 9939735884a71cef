//! Heads and feet of pages.

use crate::docx::view::{Block, Furniture, Section};
use crate::typeset::Item;
use crate::typeset::atom::Fields;
use crate::typeset::setter::Setter;
use crate::typeset::slab::{height, stack};
use crate::units::Length;

/// What decides which head and foot a page has.
#[derive(Debug, Clone, Copy)]
pub struct Turn {
    /// It is the first of its section.
    pub first: bool,
    /// Its number is even.
    pub even: bool,
}

/// Returns the head or foot of a page.
pub fn chosen(section: &Section, furniture: &Furniture, turn: Turn, even_and_odd: bool) -> Vec<Block> {
    let own = if section.title_page && turn.first {
        &furniture.first
    } else if even_and_odd && turn.even {
        &furniture.even
    } else {
        &furniture.default
    };
    own.as_deref().map(<[Block]>::to_vec).unwrap_or_default()
}

impl Setter<'_> {
    /// Returns the height of a head or foot.
    pub fn furniture_height(&mut self, blocks: &[Block], width: Length) -> Length {
        self.is_furniture = true;
        let slabs = self.column(blocks, width);
        (self.is_furniture, self.page_ended) = (false, false);
        height(&slabs)
    }

    /// Sets a head or foot with the numbers of its page.
    pub fn furniture(&mut self, blocks: &[Block], width: Length, fields: Fields) -> (Vec<Item>, Length) {
        self.is_furniture = true;
        self.fields = fields;
        let mut slabs = self.column(blocks, width);
        let on_page: Vec<Item> = slabs.iter_mut().flat_map(|slab| std::mem::take(&mut slab.on_page)).collect();
        (self.is_furniture, self.page_ended, self.fields) = (false, false, Fields::default());
        let (mut items, high) = stack(slabs);
        // What lies on the page itself is counted from the corner of the paper; the caller moves the rest.
        let left = self.page.left + self.page.gutter;
        items.extend(on_page.into_iter().map(|item| Item { x: item.x - left, ..item }));
        (items, high)
    }
}
