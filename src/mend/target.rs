//! The very letters that a finding is about: the paragraph in the source beside the one that was read, and the stretch
//! of its text.

use std::collections::HashMap;
use std::ops::Range;

use super::error::MendError;
use super::paragraph::{self, Run, Source, What};
use super::words::Hunks;
use crate::check::Where;
use crate::check::line::{Line, Side, cut, lines};
use crate::check::words::fold;
use crate::docx::format::RunFormat;
use crate::docx::view::{self, DocxView, Origin, Paragraph, RunKind};
use crate::ooxml::package::Package;
use crate::ooxml::tree::{Id, Tree};

/// The parts of a file, read as they are needed, and the paragraphs of its view by where they stand.
pub struct Parts<'p> {
    trees: HashMap<String, (Tree<'p>, Vec<Id>)>,
    paragraphs: HashMap<&'p Origin, &'p Paragraph>,
    /// The lines of the file.
    pub lines: Vec<Line<'p>>,
}

/// Where a finding is.
pub struct Target<'p> {
    /// The paragraph as it was read.
    pub paragraph: &'p Paragraph,
    /// The line, where the finding is of one.
    pub line: Option<Line<'p>>,
    /// The paragraph in the source.
    pub source: Source,
    /// What the finding is about, by its places in the text of the source.
    pub stretch: Range<usize>,
    /// Whether the paragraph holds nothing but its own runs of letters.
    pub plain: bool,
}

impl<'p> Parts<'p> {
    /// Reads what is needed of the parts of a package in which findings are.
    pub fn read<'w>(
        package: &'p Package,
        view: &'p DocxView,
        places: impl Iterator<Item = &'w Where>,
    ) -> Result<Self, MendError> {
        let mut trees = HashMap::new();
        for name in places.filter_map(|place| place.origin.as_ref()).map(|origin| origin.part.as_ref()) {
            if trees.contains_key(name) {
                continue;
            }
            let Some(text) = package.part(name).and_then(|bytes| std::str::from_utf8(bytes).ok()) else { continue };
            let text = text.trim_start_matches('\u{feff}');
            let tree = Tree::read(text).map_err(|error| MendError::Tree(name.to_owned(), error))?;
            let paragraphs = (0..tree.len()).filter(|id| tree.name(*id) == "w:p").collect();
            trees.insert(name.to_owned(), (tree, paragraphs));
        }
        let all = crate::docx::place::paragraphs(view).into_iter();
        let paragraphs = all.map(|(_, paragraph)| (&paragraph.origin, paragraph)).collect();
        Ok(Self { trees, paragraphs, lines: lines(view) })
    }

    /// Returns what a finding is about; nothing where the source is not read here as it was read there.
    pub fn target(&self, place: &Where) -> Option<Target<'p>> {
        let origin = place.origin.as_ref()?;
        let paragraph = *self.paragraphs.get(origin)?;
        let (tree, ids) = self.trees.get(origin.part.as_ref())?;
        let id = *ids.get(origin.paragraph)?;
        let source = paragraph::read(tree, id);
        if source.text != text_of(paragraph) {
            return None;
        }
        let line = match place.line {
            Some(number) => Some(self.lines.get(number)?.clone()),
            None => None,
        };
        let stretch = line.as_ref().map_or(Some(0..source.text.len()), |line| stretch(&source.text, line))?;
        let children = tree.children(id).all(|child| matches!(tree.name(child), "w:pPr" | "w:r" | "w:proofErr"));
        let section = tree.child(id, "w:pPr").and_then(|props| tree.child(props, "w:sectPr"));
        Some(Target { paragraph, line, source, stretch, plain: children && section.is_none() })
    }
}

/// Returns all text of a paragraph as it was read, hidden text and results of fields included.
fn text_of(paragraph: &Paragraph) -> String {
    let runs = paragraph.runs.iter().filter(|run| matches!(run.kind, RunKind::Text | RunKind::Field(_)));
    runs.map(|run| run.text.as_str()).collect()
}

/// Returns the stretch of a line in the text of its paragraph.
fn stretch(text: &str, line: &Line<'_>) -> Option<Range<usize>> {
    let mut from = 0;
    let mut row = text;
    for _ in 0..line.row {
        let end = row.find(['\n', '\u{b}', '\u{c}'])?;
        from += end + 1;
        row = &row[end + 1..];
    }
    row = row.split(['\n', '\u{b}', '\u{c}']).next()?;
    let at = if line.side == Side::Whole { None } else { Some(cut(row)?) };
    let range = match (line.side, at) {
        (Side::Left, Some(at)) => from..from + at,
        (Side::Right, Some(at)) => from + at..from + row.len(),
        _ => from..from + row.len(),
    };
    // A label is not in the text; whatever else differs was not understood.
    line.folded.ends_with(&fold(&text[range.clone()])).then_some(range)
}

impl Target<'_> {
    /// Returns the words that the finding is about.
    pub fn words(&self) -> &str {
        &self.source.text[self.stretch.clone()]
    }

    /// Returns the looks of its letters, each with its stretch.
    pub fn looks(&self) -> Vec<(Range<usize>, &RunFormat, &view::Run)> {
        let mut from = 0;
        let mut looks = Vec::new();
        for run in self.paragraph.runs.iter().filter(|run| matches!(run.kind, RunKind::Text | RunKind::Field(_))) {
            let range = from..from + run.text.len();
            from = range.end;
            let range = range.start.max(self.stretch.start)..range.end.min(self.stretch.end);
            if !range.is_empty() {
                looks.push((range, &*run.format, run));
            }
        }
        looks
    }

    /// Tells whether its label belongs to what the finding is about.
    pub fn has_label(&self) -> bool {
        let first = self.line.as_ref().is_none_or(|line| line.row == 0 && line.side != Side::Right);
        first && self.paragraph.label.as_ref().is_some_and(|label| !label.text.is_empty())
    }

    /// Tells whether words may change so: nothing but letters and signs goes away, and no run is parted that holds a text
    /// box.
    pub fn may_change(&self, hunks: &Hunks) -> bool {
        let boxed = |range: &Range<usize>| {
            let touches = |at: Range<usize>| at.start <= range.end && range.start <= at.end;
            self.source.runs.iter().any(|run| run.boxed && touches(run.at()))
        };
        if hunks.iter().any(|(range, _)| boxed(range)) {
            return false;
        }
        let pieces = || self.source.runs.iter().flat_map(|run: &Run| &run.pieces);
        hunks.iter().all(|(range, _)| {
            let mut touched =
                pieces().filter(|piece| piece.at.start < range.end.max(range.start + 1) && range.start < piece.at.end);
            let whole = |at: &Range<usize>| range.start <= at.start && at.end <= range.end;
            touched.all(|piece| match piece.what {
                What::Letters => true,
                What::Sign => whole(&piece.at) || range.is_empty(),
                What::Fixed => range.is_empty() && piece.at.start == range.start,
            })
        })
    }
}
