//! Which piece of one year belongs to which of the other: equal ones, then the most alike ones between them.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A paragraph, table or row as aligning sees it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Unit<'t> {
    /// Only units of one sort belong together.
    pub sort: u8,
    /// Its text.
    pub text: &'t str,
}

/// One step through both sequences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// These belong together, equal or changed.
    Both(usize, usize),
    /// Only the earlier year has it.
    Gone(usize),
    /// Only the later year has it.
    New(usize),
}

/// A stretch of two sequences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Whether both sides are equal.
    pub same: bool,
    /// The earlier side.
    pub before: Range<usize>,
    /// The later side.
    pub after: Range<usize>,
}

/// Pairs of units beyond this are not weighed against each other.
const MOST_PAIRS: usize = 250_000;

/// How alike units must be to belong together, in thousandths.
const ALIKE: u32 = 400;

/// Returns equal and different stretches in turn.
pub fn stretches<T: Eq + std::hash::Hash>(algorithm: Algorithm, before: &[T], after: &[T]) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    for op in capture_diff_slices(algorithm, before, after) {
        let (same, before, after) = (matches!(op, DiffOp::Equal { .. }), op.old_range(), op.new_range());
        match found.last_mut().filter(|last| last.same == same) {
            Some(last) => (last.before.end, last.after.end) = (before.end, after.end),
            None => found.push(Stretch { same, before, after }),
        }
    }
    found
}

/// Returns the way through both sequences.
pub fn align(before: &[Unit], after: &[Unit]) -> Vec<Step> {
    let mut steps = Vec::with_capacity(before.len().max(after.len()));
    for stretch in stretches(Algorithm::Patience, before, after) {
        if stretch.same {
            steps.extend(stretch.before.zip(stretch.after).map(|(before, after)| Step::Both(before, after)));
        } else {
            pair(before, after, &stretch, &mut steps);
        }
    }
    steps
}

/// Pairs the units of a stretch so that the sum of likeness is highest, keeping the order of both sides.
fn pair(before: &[Unit], after: &[Unit], stretch: &Stretch, steps: &mut Vec<Step>) {
    let (rows, columns) = (stretch.before.len(), stretch.after.len());
    if rows == 0 || columns == 0 || rows * columns > MOST_PAIRS {
        steps.extend(stretch.before.clone().map(Step::Gone));
        steps.extend(stretch.after.clone().map(Step::New));
        return;
    }
    let (left, right) = (bags(before, &stretch.before), bags(after, &stretch.after));
    // What can still be won from this pair on; the last row and column are nothing.
    let mut best = vec![vec![0_u32; columns + 1]; rows + 1];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let both = left[row].likeness(&right[column]).map_or(0, |likeness| likeness + best[row + 1][column + 1]);
            best[row][column] = both.max(best[row + 1][column]).max(best[row][column + 1]);
        }
    }
    let (mut row, mut column) = (0, 0);
    while row < rows && column < columns {
        let both = left[row].likeness(&right[column]).map(|likeness| likeness + best[row + 1][column + 1]);
        if both == Some(best[row][column]) {
            steps.push(Step::Both(stretch.before.start + row, stretch.after.start + column));
            (row, column) = (row + 1, column + 1);
        } else if best[row][column] == best[row + 1][column] {
            steps.push(Step::Gone(stretch.before.start + row));
            row += 1;
        } else {
            steps.push(Step::New(stretch.after.start + column));
            column += 1;
        }
    }
    steps.extend((row..rows).map(|row| Step::Gone(stretch.before.start + row)));
    steps.extend((column..columns).map(|column| Step::New(stretch.after.start + column)));
}

fn bags<'t>(units: &[Unit<'t>], range: &Range<usize>) -> Vec<Bag<'t>> {
    units.get(range.clone()).unwrap_or_default().iter().map(Bag::of).collect()
}

/// The words of a unit, each with how often it stands there.
struct Bag<'t> {
    sort: u8,
    words: HashMap<&'t str, u32>,
    size: u32,
}

impl<'t> Bag<'t> {
    fn of(unit: &Unit<'t>) -> Self {
        let (mut words, mut size) = (HashMap::new(), 0);
        for word in unit.text.split_whitespace() {
            *words.entry(word).or_insert(0) += 1;
            size += 1;
        }
        Self { sort: unit.sort, words, size }
    }

    /// Returns how many thousandths of the words both have; none where they do not belong together.
    fn likeness(&self, other: &Self) -> Option<u32> {
        if self.sort != other.sort || self.size + other.size == 0 {
            return None;
        }
        let shared: u32 = self.words.iter().map(|(word, count)| *count.min(other.words.get(word).unwrap_or(&0))).sum();
        Some(2000 * shared / (self.size + other.size)).filter(|likeness| *likeness >= ALIKE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units<'t>(texts: &[&'t str]) -> Vec<Unit<'t>> {
        texts.iter().map(|text| Unit { sort: 0, text }).collect()
    }

    #[test]
    fn changed_units_are_paired_in_order_and_strangers_are_not() {
        let before = units(&["I. Mục đích", "Hạn nộp 28/02/2020 cho Văn phòng", "cũ hẳn", "Cuối"]);
        let after = units(&["I. Mục đích", "mới toanh", "Hạn nộp 26/02/2021 cho Văn phòng", "Cuối"]);
        let wanted = [Step::Both(0, 0), Step::New(1), Step::Both(1, 2), Step::Gone(2), Step::Both(3, 3)];
        assert_eq!(align(&before, &after), wanted);
    }

    #[test]
    fn units_of_different_sorts_never_belong_together() {
        let (paragraph, table) = (Unit { sort: 0, text: "a b c" }, Unit { sort: 1, text: "a b c d" });
        assert_eq!(align(&[paragraph], &[table]), [Step::Gone(0), Step::New(0)]);
    }
}
