//! Writing what was decided into the XML of a part: only the ranges that change are written anew.

use std::collections::BTreeMap;
use std::ops::Range;

use quick_xml::escape::escape;

use super::paragraph::{Piece, Run, Source, What, read};
use super::property::{Set, Tracked, set};
use crate::ooxml::tree::{Id, Tree, TreeError};

/// What is to be done to one paragraph. Places are those in its text ([`Source::text`]).
#[derive(Debug, Default, Clone)]
pub struct Edits {
    /// Properties for stretches of letters.
    pub looks: Vec<(Range<usize>, Vec<Set>)>,
    /// Stretches in place of which other words stand; in order, none upon another.
    pub words: Vec<(Range<usize>, String)>,
    /// Properties of the paragraph.
    pub props: Vec<Set>,
    /// Properties of its mark, which its label follows.
    pub mark: Vec<Set>,
    /// Runs to be put at its end.
    pub added: String,
    /// Whether it is to be taken away.
    pub gone: bool,
}

/// What is to be done to a part: paragraphs and sections by their ordinals.
#[derive(Debug, Default)]
pub struct Changes {
    /// Paragraphs.
    pub paragraphs: BTreeMap<usize, Edits>,
    /// Sections.
    pub sections: BTreeMap<Option<usize>, Vec<Set>>,
}

/// Author of tracked changes, and the number of the next one.
#[derive(Debug, Clone)]
pub struct Track {
    /// The next number.
    pub next: u32,
}

/// What follows the number of a change of ours.
const OURS: &str = "\" w:author=\"thidua\"";

impl Track {
    fn stamp(&mut self) -> String {
        self.next += 1;
        format!("w:id=\"{}{OURS}", self.next - 1)
    }

    /// Gives every change of ours a number of its own: a run that is parted has brought its changes into each part.
    fn renumbered(&mut self, text: &str) -> String {
        let mut pieces = text.split(OURS);
        let mut out = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            out.truncate(out.trim_end_matches(|c: char| c.is_ascii_digit()).len());
            out += &format!("{}{OURS}{piece}", self.next);
            self.next += 1;
        }
        out
    }
}

/// Writes the changes of a part; tracks them if so wished.
pub fn write(source: &str, changes: &Changes, mut track: Option<&mut Track>) -> Result<String, TreeError> {
    let tree = Tree::read(source)?;
    let mut writer = Writer { tree: &tree, track: track.as_deref_mut(), out: Vec::new() };
    let named = |name: &str| (0..tree.len()).filter(|id| tree.name(*id) == name).collect::<Vec<Id>>();
    let paragraphs = named("w:p");
    for (at, edits) in &changes.paragraphs {
        if let Some(id) = paragraphs.get(*at) {
            writer.paragraph(*id, edits);
        }
    }
    let sections = named("w:sectPr");
    for (at, sets) in &changes.sections {
        match at {
            Some(at) => sections.get(*at).into_iter().for_each(|id| writer.section(*id, sets)),
            None => writer.new_section(sets),
        }
    }
    let text = spliced(source, writer.out);
    Ok(match track {
        Some(track) if text != source => track.renumbered(&text),
        _ => text,
    })
}

fn spliced(source: &str, mut places: Vec<(Range<usize>, String)>) -> String {
    places.sort_by_key(|(range, _)| (range.start, range.end));
    let mut out = String::with_capacity(source.len() + places.len() * 64);
    let mut from = 0;
    for (range, text) in places {
        // What would fall upon what is already written is left out.
        if range.start >= from {
            out += &source[from..range.start];
            out += &text;
            from = range.end;
        }
    }
    out + &source[from..]
}

struct Writer<'t, 's, 'k> {
    tree: &'t Tree<'s>,
    track: Option<&'k mut Track>,
    out: Vec<(Range<usize>, String)>,
}

impl Writer<'_, '_, '_> {
    fn stamp(&mut self) -> Option<String> {
        self.track.as_mut().map(|track| track.stamp())
    }

    /// Returns a group of properties with some set.
    fn group(&mut self, group: Option<Id>, name: &'static str, sets: &[Set]) -> String {
        let without: &[&'static str] = match name {
            "w:rPr" => &["w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:rPrChange"],
            "w:pPr" => &["w:rPr", "w:sectPr", "w:pPrChange"],
            _ => &["w:headerReference", "w:footerReference", "w:sectPrChange"],
        };
        let stamp = self.stamp();
        let tracked = stamp.as_deref().map(|stamp| Tracked { stamp, without });
        set(self.tree, group, name, sets, tracked)
    }

    fn section(&mut self, id: Id, sets: &[Set]) {
        let text = self.group(Some(id), "w:sectPr", sets);
        self.out.push((self.tree.get(id).whole(), text));
    }

    fn new_section(&mut self, sets: &[Set]) {
        let Some(body) = self.tree.child(0, "w:body") else { return };
        let text = self.group(None, "w:sectPr", sets);
        let end = self.tree.get(body).close.start;
        self.out.push((end..end, text));
    }

    fn paragraph(&mut self, id: Id, edits: &Edits) {
        let element = self.tree.get(id);
        if edits.gone && self.track.is_none() {
            return self.out.push((element.whole(), String::new()));
        }
        let props = self.props(id, edits);
        if element.close.is_empty() {
            let tag = self.tree.tag(id).trim_end_matches("/>");
            let text = format!("{tag}>{}{}</w:p>", props.unwrap_or_default(), self.added(edits));
            return self.out.push((element.whole(), text));
        }
        if let Some(props) = props {
            let own = self.tree.child(id, "w:pPr").map(|own| self.tree.get(own).whole());
            self.out.push((own.unwrap_or(element.open.end..element.open.end), props));
        }
        let source = read(self.tree, id);
        for run in &source.runs {
            self.run(&source, run, edits);
        }
        let added = self.added(edits);
        if !added.is_empty() {
            self.out.push((element.close.start..element.close.start, added));
        }
    }

    fn added(&mut self, edits: &Edits) -> String {
        if edits.added.is_empty() {
            return String::new();
        }
        match self.stamp() {
            Some(stamp) => format!("<w:ins {stamp}>{}</w:ins>", edits.added),
            None => edits.added.clone(),
        }
    }

    /// Returns the properties of a paragraph, where any of them changes.
    fn props(&mut self, id: Id, edits: &Edits) -> Option<String> {
        if edits.props.is_empty() && edits.mark.is_empty() && !edits.gone {
            return None;
        }
        let own = self.tree.child(id, "w:pPr");
        let mut sets = edits.props.clone();
        let mark = own.and_then(|own| self.tree.child(own, "w:rPr"));
        if edits.gone {
            let stamp = self.stamp().unwrap_or_default();
            let inner = mark.map_or("", |mark| &self.tree.source[self.tree.get(mark).inner()]);
            sets.push(Set::Element("w:rPr", format!("<w:rPr><w:del {stamp}/>{inner}</w:rPr>")));
        } else if !edits.mark.is_empty() {
            let mark = self.group(mark, "w:rPr", &edits.mark);
            sets.push(Set::Element("w:rPr", mark));
        }
        if edits.props.is_empty() {
            return Some(set(self.tree, own, "w:pPr", &sets, None));
        }
        Some(self.group(own, "w:pPr", &sets))
    }

    fn run(&mut self, source: &Source, run: &Run, edits: &Edits) {
        let at = run.at();
        let own = |edit: &&(Range<usize>, String)| run.pieces.iter().any(|piece| owns(source, piece, &edit.0));
        let cuts = |range: &Range<usize>| range.start < at.end && at.start < range.end;
        let words: Vec<&(Range<usize>, String)> =
            edits.words.iter().filter(|edit| cuts(&edit.0) || own(edit)).collect();
        let looks: Vec<&(Range<usize>, Vec<Set>)> = edits.looks.iter().filter(|(range, _)| cuts(range)).collect();
        if words.is_empty() && looks.is_empty() {
            return;
        }
        let whole = looks.iter().all(|(range, _)| range.start <= at.start && at.end <= range.end);
        if words.is_empty() && whole {
            let sets: Vec<Set> = looks.iter().flat_map(|(_, sets)| sets.clone()).collect();
            return self.whole_run(run.id, &sets);
        }
        if run.boxed {
            return;
        }
        let mut parts = parts(self.tree, source, run, &words, &looks);
        if self.track.is_none() {
            parts.retain(|part| part.state != State::Gone);
            for part in &mut parts {
                part.state = State::Kept;
            }
        }
        let text = self.parted(run.id, &parts);
        self.out.push((self.tree.get(run.id).whole(), text));
    }

    fn whole_run(&mut self, run: Id, sets: &[Set]) {
        let own = self.tree.child(run, "w:rPr");
        let text = self.group(own, "w:rPr", sets);
        let start = self.tree.get(run).open.end;
        self.out.push((own.map_or(start..start, |own| self.tree.get(own).whole()), text));
    }

    /// Writes a run anew, as several where that is needed.
    fn parted(&mut self, run: Id, parts: &[Part]) -> String {
        let own = self.tree.child(run, "w:rPr");
        let inserted = self.tree.nearest(run, "w:ins").is_some();
        let tag = self.tree.tag(run).trim_end_matches('>').trim_end_matches('/').to_owned();
        let mut out = String::new();
        let mut from = 0;
        while let Some(first) = parts.get(from) {
            let count =
                parts[from..].iter().take_while(|part| part.state == first.state && part.sets == first.sets).count();
            let group = &parts[from..from + count];
            from += count;
            let props = if first.sets.is_empty() || first.state == State::Gone {
                own.map_or_else(String::new, |own| self.tree.source[self.tree.get(own).whole()].to_owned())
            } else {
                self.group(own, "w:rPr", &first.sets)
            };
            let content: String = group.iter().map(|part| part.xml.as_str()).collect();
            let content = content.replace("</w:t><w:t xml:space=\"preserve\">", "");
            let written = format!("{tag}>{props}{content}</w:r>");
            out += &match (first.state, self.stamp().filter(|_| first.state != State::Kept)) {
                (State::Gone, Some(stamp)) => format!("<w:del {stamp}>{written}</w:del>"),
                (State::New, Some(stamp)) if !inserted => format!("<w:ins {stamp}>{written}</w:ins>"),
                _ => written,
            };
        }
        out
    }
}

/// What a stretch of a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Kept,
    Gone,
    New,
}

/// A stretch of a run.
#[derive(Debug)]
struct Part {
    state: State,
    sets: Vec<Set>,
    xml: String,
}

/// Tells whether the words in place of a stretch are to be written at this piece: the one that its beginning is in; of
/// an empty stretch the one that ends there.
fn owns(source: &Source, piece: &Piece, stretch: &Range<usize>) -> bool {
    let at = &piece.at;
    if at.is_empty() {
        return false;
    }
    let first = source.runs.iter().flat_map(|run| &run.pieces).find(|piece| !piece.at.is_empty());
    let start = stretch.start;
    if !stretch.is_empty() {
        return at.start <= start && start < at.end;
    }
    (at.start < start && start <= at.end) || (start == at.start && first.is_some_and(|first| first.id == piece.id))
}

/// Parts a run where words or looks change.
fn parts(
    tree: &Tree<'_>,
    source: &Source,
    run: &Run,
    words: &[&(Range<usize>, String)],
    looks: &[&(Range<usize>, Vec<Set>)],
) -> Vec<Part> {
    let sets_at = |at: usize| -> Vec<Set> {
        let here = looks.iter().filter(|(range, _)| range.contains(&at));
        here.flat_map(|(_, sets)| sets.clone()).collect()
    };
    let mut parts = Vec::new();
    for piece in &run.pieces {
        let mut ends: Vec<usize> = words.iter().flat_map(|(range, _)| [range.start, range.end]).collect();
        ends.extend(looks.iter().flat_map(|(range, _)| [range.start, range.end]));
        ends.extend([piece.at.start, piece.at.end]);
        ends.retain(|end| piece.at.start <= *end && *end <= piece.at.end);
        ends.sort_unstable();
        ends.dedup();
        let added = |start: usize, empty: bool| {
            let here = words
                .iter()
                .filter(move |(range, new)| range.start == start && range.is_empty() == empty && !new.is_empty());
            here.filter(|(range, _)| owns(source, piece, range)).map(|(_, new)| new.as_str()).collect::<String>()
        };
        let new = |text: String, sets: Vec<Set>| Part { state: State::New, sets, xml: element("w:t", &text) };
        if piece.at.is_empty() {
            let xml = tree.source[tree.get(piece.id).whole()].to_owned();
            parts.push(Part { state: State::Kept, sets: Vec::new(), xml });
            continue;
        }
        let begun = added(piece.at.start, true);
        if !begun.is_empty() {
            parts.push(new(begun, sets_at(piece.at.start)));
        }
        for pair in ends.windows(2) {
            let (from, to) = (pair[0], pair[1]);
            let gone = words.iter().any(|(range, _)| range.start <= from && to <= range.end && !range.is_empty());
            let replaced = added(from, false);
            let sets = sets_at(from);
            parts.push(stretch(tree, source, piece, from..to, gone, &sets));
            if !replaced.is_empty() {
                parts.push(new(replaced, sets.clone()));
            }
            let after = added(to, true);
            if !after.is_empty() {
                parts.push(new(after, sets));
            }
        }
    }
    parts
}

fn stretch(tree: &Tree<'_>, source: &Source, piece: &Piece, at: Range<usize>, gone: bool, sets: &[Set]) -> Part {
    let state = if gone { State::Gone } else { State::Kept };
    let xml = if piece.what == What::Letters {
        element(if gone { "w:delText" } else { "w:t" }, &source.text[at])
    } else {
        tree.source[tree.get(piece.id).whole()].to_owned()
    };
    Part { state, sets: sets.to_vec(), xml }
}

fn element(name: &str, text: &str) -> String {
    format!("<{name} xml:space=\"preserve\">{}</{name}>", escape(text))
}
