//! Lists: khoản, điểm, dashes and plus signs, as deep as a document has them.

use std::ops::Range;

use super::inline::refuse;
use super::{Writer, refused};
use crate::document::Role;
use crate::template::code;
use crate::template::label::Level;

/// Lists that are open, and the label of the item that has just begun.
#[derive(Default)]
pub struct Lists {
    /// Each one's first number and that of its next item, if it is ordered.
    open: Vec<Option<(u32, u32)>>,
    /// The role and label that the next paragraph takes: the first one of an item.
    pub label: Option<(Role, String)>,
}

impl Lists {
    fn ordered(&self) -> usize {
        self.open.iter().filter(|next| next.is_some()).count()
    }

    fn bullets(&self) -> usize {
        self.open.len() - self.ordered()
    }

    /// Ends the innermost list.
    pub fn close(&mut self) {
        self.open.pop();
    }
}

/// Returns the number that an item is written with.
fn number_of(item: &str) -> Option<u32> {
    let item = item.trim_start();
    item[..item.find(|c: char| !c.is_ascii_digit())?].parse().ok()
}

impl Writer<'_> {
    /// Begins a list, whose first number is given if it is ordered.
    pub(super) fn open_list(&mut self, first: Option<u64>, range: &Range<usize>) {
        let bullets = self.lists.bullets();
        let first = first.map(|first| u32::try_from(first).unwrap_or(1));
        self.lists.open.push(first.map(|first| (first, first)));
        let most = if self.labels.in_clause() { 1 } else { 2 };
        if first.is_some() && bullets > 0 {
            refuse(refused::NUMBERED, range, &mut self.faults);
        } else if self.lists.ordered() > most || self.lists.bullets() > 2 {
            refuse(refused::NESTED, range, &mut self.faults);
        }
    }

    pub(super) fn open_item(&mut self, range: &Range<usize>) {
        self.no_bare_item(range);
        let deep = self.lists.ordered() > 1 || self.labels.in_clause();
        let bullets = self.lists.bullets();
        let written = &self.faults.text[range.clone()];
        let Some(next) = self.lists.open.last_mut() else { return };
        self.lists.label = Some(match next {
            Some((first, number)) => {
                let level = if deep { Level::Point } else { Level::Clause };
                let role = if level == Level::Point { Role::Point } else { Role::Clause };
                let label = level.label(*number);
                let own = number_of(written).filter(|own| own != number && own != first);
                let due = std::mem::replace(number, number.saturating_add(1));
                if let Some(own) = own {
                    let message = format!("ghi “{own}.”, theo thứ tự phải là “{due}.”");
                    let hint = "sửa số thứ tự; để chương trình tự đánh thì mục nào cũng ghi “1.”";
                    self.faults.add(&code::STRUCTURE, range, &message, hint);
                }
                (role, label)
            }
            None if bullets > 1 || written.trim_start().starts_with('+') => (Role::Plus, "+".to_owned()),
            None => (Role::Dash, "-".to_owned()),
        });
    }

    /// Reports an item whose label would be given to something else than its text.
    pub(super) fn no_bare_item(&mut self, range: &Range<usize>) {
        if self.lists.label.take().is_some() {
            refuse(refused::BARE, range, &mut self.faults);
        }
    }
}
