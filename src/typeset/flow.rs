//! From sections to pages: slabs one below the other, and a new page where the next does not fit.

use crate::docx::DocxView;
use crate::docx::view::{Section, SectionStart};
use crate::typeset::atom::Fields;
use crate::typeset::furniture::{Turn, chosen};
use crate::typeset::note::{SEPARATOR, separator};
use crate::typeset::setter::Setter;
use crate::typeset::slab::{Slab, height, reach, stack};
use crate::typeset::{Heading, Item, Page, Pages};
use crate::units::Length;

/// Most pages that are set; a file that needs more has been made to waste time.
const MOST_PAGES: usize = 20_000;

/// What is known of a page while it is filled, and for its head and foot.
struct Sheet {
    section: usize,
    number: i64,
    is_first: bool,
    items: Vec<Item>,
    /// Where the last slab ends.
    y: Length,
    /// The room below it.
    below: Length,
    /// Where the text begins.
    top: Length,
    /// Where the text must end.
    limit: Length,
    notes: Vec<Slab>,
    is_empty: bool,
    /// It began because what was before was full: space above its first slab is left out.
    by_itself: bool,
}

impl Sheet {
    fn notes_height(&self) -> Length {
        if self.notes.is_empty() { Length::ZERO } else { SEPARATOR + height(&self.notes) }
    }

    /// Returns how much room is left.
    fn room(&self) -> Length {
        self.limit - self.y - self.notes_height()
    }
}

struct Flow<'d> {
    setter: Setter<'d>,
    sheets: Vec<Sheet>,
    headings: Vec<Heading>,
    section: usize,
    next_number: i64,
    /// Heights of the heads and feet of the section, for its first page and for the others.
    furniture: [(Length, Length); 2],
}

/// Sets all sections and returns the pages.
pub fn pages(view: &DocxView) -> Pages {
    let Some(first) = view.sections.first() else { return Pages::default() };
    let setter = Setter::new(view, first.page);
    let mut flow = Flow {
        setter,
        sheets: Vec::new(),
        headings: Vec::new(),
        section: 0,
        next_number: 1,
        furniture: Default::default(),
    };
    for (index, section) in view.sections.iter().enumerate() {
        flow.section(index, section);
    }
    flow.finish()
}

impl Flow<'_> {
    fn section(&mut self, index: usize, section: &Section) {
        let before = self.setter.page;
        (self.section, self.setter.page) = (index, section.page);
        let width = section.page.text_width();
        self.furniture = [true, false].map(|first| {
            let turn = Turn { first, even: false };
            let [head, foot] = [&section.headers, &section.footers]
                .map(|furniture| chosen(section, furniture, turn, false))
                .map(|blocks| self.setter.furniture_height(&blocks, width));
            (head, foot)
        });
        let slabs = self.setter.column(&section.blocks, width);
        let goes_on = section.start == SectionStart::Continuous && before == section.page && !self.sheets.is_empty();
        if !goes_on {
            if let Some(start) = section.page_number_start {
                self.next_number = start;
            }
            let is_odd = self.next_number % 2 != 0;
            if matches!((section.start, is_odd), (SectionStart::EvenPage, true) | (SectionStart::OddPage, false))
                && !self.sheets.is_empty()
            {
                self.start_sheet(false, false);
            }
            self.start_sheet(true, false);
        }
        self.place(slabs);
    }

    fn start_sheet(&mut self, is_first: bool, by_itself: bool) {
        let page = &self.setter.page;
        let (head, foot) = self.furniture[usize::from(!is_first)];
        let top = if page.top < Length::ZERO { page.top.abs() } else { page.top.max(page.header + head) };
        let bottom = if page.bottom < Length::ZERO { page.bottom.abs() } else { page.bottom.max(page.footer + foot) };
        let limit = (page.height - bottom).max(top + Length::pt(20));
        self.sheets.push(Sheet {
            section: self.section,
            number: self.next_number,
            is_first,
            items: Vec::new(),
            y: top,
            below: Length::ZERO,
            top,
            limit,
            notes: Vec::new(),
            is_empty: true,
            by_itself,
        });
        self.next_number = self.next_number.saturating_add(1);
    }

    fn sheet(&mut self) -> &mut Sheet {
        if self.sheets.is_empty() {
            self.start_sheet(true, false);
        }
        self.sheets.last_mut().expect("a sheet was begun")
    }

    /// Puts slabs onto pages.
    fn place(&mut self, slabs: Vec<Slab>) {
        let mut slabs: std::collections::VecDeque<Slab> = slabs.into();
        while let Some(first) = slabs.front() {
            if self.sheets.len() >= MOST_PAGES {
                return;
            }
            if first.starts_page && !self.sheet().is_empty {
                self.start_sheet(false, false);
            }
            let chain = slabs.iter().position(|slab| !slab.bound).map_or(slabs.len(), |at| at + 1);
            let below = self.sheet().below;
            let need = needed(slabs.iter().take(chain), below);
            let sheet = self.sheet();
            let (room, whole) = (sheet.room(), sheet.limit - sheet.top);
            let count = if need <= room {
                chain
            } else if need <= whole && !sheet.is_empty {
                0
            } else {
                // Longer than a page: what is bound is parted like anything else.
                slabs.iter().take(1).filter(|slab| needed(std::iter::once(*slab), below) <= room).count()
            };
            if count == 0 {
                self.no_room(&mut slabs, chain);
                continue;
            }
            for slab in slabs.drain(..count).collect::<Vec<_>>() {
                self.put(slab);
            }
        }
    }

    /// The next slab does not fit: it is cut, goes to a new page, or stands where nothing is if it is too high for any.
    fn no_room(&mut self, slabs: &mut std::collections::VecDeque<Slab>, chain: usize) {
        let sheet = self.sheet();
        let (room, is_empty) = (sheet.room(), sheet.is_empty);
        let Some(first) = slabs.pop_front() else { return };
        let row = first.row.clone().filter(|row| is_empty || (row.may_part && chain == 1));
        if let Some((upper, mut lower)) =
            row.and_then(|row| row.cut(room - self.sheet().below.max(first.above), is_empty))
        {
            (lower.head, lower.bound, lower.below) = (first.head.clone(), first.bound, first.below);
            self.put(Slab { above: first.above, head: first.head, heading: first.heading, ..upper });
            slabs.push_front(lower);
            self.new_page(slabs);
        } else if is_empty {
            self.put(first);
        } else {
            slabs.push_front(first);
            self.new_page(slabs);
        }
    }

    /// Begins a page because the one before is full, with the head of the table that goes on.
    fn new_page(&mut self, slabs: &std::collections::VecDeque<Slab>) {
        self.start_sheet(false, true);
        let head = slabs.front().and_then(|slab| slab.head.clone());
        let room = self.sheet().room();
        for slab in head
            .iter()
            .flat_map(|head| head.iter())
            .filter(|_| head.as_ref().is_some_and(|head| height(head) < room.scale(1, 2)))
        {
            self.put(slab.clone());
        }
        self.sheet().is_empty = true;
    }

    fn put(&mut self, mut slab: Slab) {
        let (left, page) = (self.setter.page.left + self.setter.page.gutter, self.sheets.len().saturating_sub(1));
        let sheet = self.sheet();
        let above = if sheet.is_empty && sheet.by_itself { Length::ZERO } else { slab.above };
        let y = sheet.y + sheet.below.max(above);
        slab.shift(left, y);
        let heading = slab.heading.take().map(|(text, level)| Heading { text, level, page, y });
        sheet.items.append(&mut slab.items);
        sheet.items.append(&mut slab.on_page);
        sheet.notes.append(&mut slab.notes);
        (sheet.y, sheet.below) = (y + slab.height, slab.below);
        sheet.is_empty = false;
        self.headings.extend(heading);
    }

    /// Sets heads, feet and notes, now that all pages are there.
    fn finish(mut self) -> Pages {
        let total = self.sheets.len();
        let mut pages = Vec::with_capacity(total);
        for mut sheet in std::mem::take(&mut self.sheets) {
            let section = &self.setter.view.sections[sheet.section];
            let (page, left) = (section.page, section.page.left + section.page.gutter);
            self.setter.page = page;
            let at_foot = sheet.limit - sheet.notes_height();
            let notes = std::mem::take(&mut sheet.notes);
            if !notes.is_empty() {
                let items = std::iter::once(separator());
                let (below, _) = stack(notes);
                let below = below.into_iter().map(|item| Item { y: item.y + SEPARATOR, ..item });
                let moved = items.chain(below).map(|item| Item { x: item.x + left, y: item.y + at_foot, ..item });
                sheet.items.extend(moved);
            }
            let fields =
                Fields { page: Some(section.page_number_format.show(sheet.number)), pages: Some(total.to_string()) };
            let turn = Turn { first: sheet.is_first, even: sheet.number % 2 == 0 };
            let even_and_odd = self.setter.view.settings.even_and_odd;
            for (furniture, is_head) in [(&section.headers, true), (&section.footers, false)] {
                let blocks = chosen(section, furniture, turn, even_and_odd);
                let (items, high) = self.setter.furniture(&blocks, page.text_width(), fields.clone());
                let top = if is_head { page.header } else { page.height - page.footer - high };
                sheet.items.extend(items.into_iter().map(|item| Item { x: item.x + left, y: item.y + top, ..item }));
            }
            pages.push(Page { width: page.width, height: page.height, items: sheet.items, section: sheet.section });
        }
        Pages { pages, nodes: self.setter.nodes, headings: self.headings }
    }
}

/// Returns the room that slabs need together with their notes; the space below the last may hang over.
fn needed<'s>(slabs: impl Iterator<Item = &'s Slab> + Clone, below: Length) -> Length {
    let (sum, _) = reach(slabs.clone(), below);
    let notes = slabs.filter(|slab| !slab.notes.is_empty()).fold(Length::ZERO, |sum, slab| sum + height(&slab.notes));
    sum + notes + if notes > Length::ZERO { SEPARATOR } else { Length::ZERO }
}
