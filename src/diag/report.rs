//! All findings of a run, each once.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::sync::Arc;

use super::{Diagnostic, Place, Severity};
use crate::text::Sources;

/// What makes two findings the same, whatever their hints.
type Key = (Severity, &'static str, Place, String);

/// Collects findings; the same finding is kept only once.
#[derive(Clone, Debug, Default)]
pub struct Report {
    list: Vec<Arc<Diagnostic>>,
    seen: HashSet<Key>,
}

impl Report {
    /// Makes an empty report.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding, unless it is there already.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.add(Arc::new(diagnostic));
    }

    /// Moves all findings of another report here.
    pub fn absorb(&mut self, other: Self) {
        other.list.into_iter().for_each(|item| self.add(item));
    }

    fn add(&mut self, item: Arc<Diagnostic>) {
        if self.seen.insert((item.severity, item.code.id, item.place.clone(), item.message.clone())) {
            self.list.push(item);
        }
    }

    /// Lets every finding be changed, in its hints at most: two that are the same stay one.
    pub fn amend(&mut self, mut change: impl FnMut(&mut Diagnostic)) {
        self.list.iter_mut().for_each(|item| change(Arc::make_mut(item)));
    }

    /// Whether anything stops the work.
    pub fn has_errors(&self) -> bool {
        self.iter().any(|item| item.severity == Severity::Error)
    }

    /// Number of errors.
    pub fn errors(&self) -> usize {
        self.count(Severity::Error)
    }

    /// Number of warnings.
    pub fn warnings(&self) -> usize {
        self.count(Severity::Warning)
    }

    /// Number of notes.
    pub fn notes(&self) -> usize {
        self.count(Severity::Note)
    }

    fn count(&self, severity: Severity) -> usize {
        self.iter().filter(|item| item.severity == severity).count()
    }

    /// Number of findings of all kinds.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is no finding at all.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The findings in the order they were pushed.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter().map(AsRef::as_ref)
    }

    /// The findings, freed from the files they were found in: each place becomes line, column and excerpt.
    pub fn into_detached(self, sources: &Sources) -> Vec<Diagnostic> {
        self.list.iter().map(|item| detached(item, sources)).collect()
    }

    /// The findings as people read them: by file name, place and code.
    pub fn sorted(&self, sources: &Sources) -> Vec<&Diagnostic> {
        let mut keyed: Vec<_> = self.iter().map(|item| (locate(&item.place, sources), item)).collect();
        keyed.sort_by(|(a, left), (b, right)| a.cmp(b).then_with(|| compare(left, right)));
        keyed.into_iter().map(|(_, item)| item).collect()
    }
}

fn detached(item: &Diagnostic, sources: &Sources) -> Diagnostic {
    let mut free = item.clone();
    if let Place::Span(span) = item.place {
        let file = sources.get(span.file);
        let (line, column) = sources.line_column(span);
        let shown = file.text().get(file.line_range(line)).unwrap_or_default().trim_end();
        let first = sources.slice(span).lines().next().unwrap_or_default();
        free.place = Place::At {
            file: file.name().to_owned(),
            line,
            column,
            excerpt: shown.to_owned(),
            width: crate::text::letters(first).max(1),
        };
        free.labels.clear();
    }
    free
}

/// File name, line and column; a whole file comes before its lines.
pub(super) fn locate<'a>(place: &'a Place, sources: &'a Sources) -> (Option<&'a str>, Option<(usize, usize)>) {
    match place {
        Place::Nowhere => (None, None),
        Place::File(name) => (Some(name), None),
        Place::Span(span) => (Some(sources.get(span.file).name()), Some(sources.line_column(*span))),
        Place::At { file, line, column, .. } | Place::Named { file, line, column, .. } => {
            (Some(file), Some((*line, *column)))
        }
    }
}

fn compare(left: &Diagnostic, right: &Diagnostic) -> Ordering {
    (left.code.id, left.severity, &left.message).cmp(&(right.code.id, right.severity, &right.message))
}

impl Extend<Diagnostic> for Report {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, items: I) {
        items.into_iter().for_each(|item| self.push(item));
    }
}

impl FromIterator<Diagnostic> for Report {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(items: I) -> Self {
        let mut report = Self::new();
        report.extend(items);
        report
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::code::{DUPLICATE_KEY, TAB};
    use crate::text::Span;

    #[test]
    fn the_same_finding_is_kept_once() {
        let mut report = Report::new();
        report.push(Diagnostic::error(&TAB, "a").in_file("x"));
        report.push(Diagnostic::error(&TAB, "a").in_file("x"));
        report.push(Diagnostic::error(&TAB, "a").in_file("x").hint("found on another way"));
        report.push(Diagnostic::warning(&TAB, "a").in_file("x"));
        let mut all = Report::new();
        all.absorb(report.clone());
        all.absorb(report);
        assert_eq!((all.len(), all.errors(), all.warnings()), (2, 1, 1));
        assert!(all.has_errors() && !all.is_empty());
    }

    #[test]
    fn findings_are_sorted_by_file_name_then_place_then_code() {
        let mut sources = Sources::new();
        let late = sources.add("b.yaml", "1\n2\n3".to_owned());
        let early = sources.add("a.yaml", "1\n2\n3".to_owned());
        let report: Report = [
            Diagnostic::error(&TAB, "6").at(Span::new(late, 0, 1)),
            Diagnostic::error(&DUPLICATE_KEY, "5").at(Span::new(early, 2, 3)),
            Diagnostic::error(&TAB, "4").at(Span::new(early, 2, 3)),
            Diagnostic::error(&TAB, "3").at(Span::new(early, 0, 1)),
            Diagnostic::error(&TAB, "2").in_file("a.yaml"),
            Diagnostic::error(&TAB, "1"),
        ]
        .into_iter()
        .collect();
        let order: String = report.sorted(&sources).iter().map(|d| &*d.message).collect();
        assert_eq!(order, "123456");
    }
}
