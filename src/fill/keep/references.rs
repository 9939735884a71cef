//! What refers to a bookmark or a shape that a loop repeats: each repetition refers to its own.

use std::collections::HashMap;
use std::ops::Range;

use super::Keeper;
use crate::fill::contents::named;
use crate::fill::edit::{IdKind, Rank, Rule};
use crate::ooxml::tree::{Id, Tree};

/// What may be referred to.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Bookmark,
    Shape,
}

impl Kind {
    /// Returns what a reference is, by whether its target stands above it.
    fn reference(self, is_above: bool) -> IdKind {
        match (self, is_above) {
            (Self::Bookmark, true) => IdKind::NameAbove,
            (Self::Bookmark, false) => IdKind::NameBelow,
            (Self::Shape, true) => IdKind::ShapeAbove,
            (Self::Shape, false) => IdKind::ShapeBelow,
        }
    }
}

/// Where a bookmark or shape begins that a loop repeats, and the innermost loop or condition it stands in.
struct Target {
    at: usize,
    region: Range<usize>,
}

/// Adds a rule to each reference that stands where its target is repeated with it: in the same loop or condition, or
/// deeper. From elsewhere it is not to be said which repetition is meant, and the first keeps its name.
pub fn keep(keeper: &mut Keeper<'_, '_, '_>, loops: &[Range<usize>]) {
    let tree = &keeper.part.tree;
    let targets =
        targets(tree, loops, &keeper.carved.regions.iter().map(|(region, _)| region.clone()).collect::<Vec<_>>());
    if targets.is_empty() {
        return;
    }
    for (kind, name) in (0..tree.len()).flat_map(|id| references(tree, id)) {
        let Some(target) = targets.get(&(kind, &tree.source[name.clone()])) else { continue };
        if target.region.contains(&name.start) {
            let kind = kind.reference(target.at < name.start);
            keeper.rule(name.start, Rank::Between, Rule::Id(kind, tree.source[name.clone()].to_owned()));
            keeper.carved.edits.skip(name);
        }
    }
}

fn targets<'s>(tree: &Tree<'s>, loops: &[Range<usize>], regions: &[Range<usize>]) -> HashMap<(Kind, &'s str), Target> {
    let target = |id: Id| {
        let (kind, attribute) = match tree.name(id) {
            "w:bookmarkStart" => (Kind::Bookmark, "w:name"),
            name if name.starts_with("v:") => (Kind::Shape, "id"),
            _ => return None,
        };
        let at = tree.get(id).open.start;
        let is_repeated = loops.iter().any(|region| region.contains(&at));
        let region = regions.iter().filter(|region| region.contains(&at)).min_by_key(|region| region.len())?;
        let name = tree.attribute(id, attribute).filter(|_| is_repeated)?;
        Some(((kind, &tree.source[name]), Target { at, region: region.clone() }))
    };
    if loops.is_empty() { HashMap::new() } else { (0..tree.len()).filter_map(target).collect() }
}

/// Returns where an element names something else: in the code of a field, as the place a link leads to, as the type of a
/// shape or the shape of an object. What a tag writes is left alone.
fn references(tree: &Tree<'_>, id: Id) -> Vec<(Kind, Range<usize>)> {
    let (code, whole) = match tree.name(id) {
        "w:instrText" => (Some(tree.get(id).inner()), None),
        "w:fldSimple" => (tree.attribute(id, "w:instr"), None),
        "w:hyperlink" => (tree.attribute(id, "w:anchor"), None),
        "o:OLEObject" => (None, tree.attribute(id, "ShapeID")),
        name if name.starts_with("v:") => (None, tree.attribute(id, "type").map(|range| range.start + 1..range.end)),
        _ => return Vec::new(),
    };
    let is_plain = |text: &Range<usize>| tree.source.get(text.clone()).is_some_and(|text| !text.contains('{'));
    let code = code.filter(is_plain).into_iter();
    let within = |code: Range<usize>| {
        let from = code.start;
        named(&tree.source[code]).map(move |word| (Kind::Bookmark, from + word.start..from + word.end))
    };
    code.flat_map(within).chain(whole.filter(is_plain).map(|name| (Kind::Shape, name))).collect()
}
