//! Two years side by side: the values of their records by path, and their documents paragraph by paragraph.

mod tracked;

use std::collections::{BTreeMap, BTreeSet};

use similar::{Algorithm, ChangeTag, utils::diff_slices};

pub use tracked::{TrackError, tracked};

use crate::diag::Report;
use crate::docx::{DocxView, ReadError};
use crate::record::{self, LoadError};
use crate::renew::place::scalars;
use crate::source::open::Reach;
use crate::source::tree::{self, Value};
use crate::source::{FileId, Sources};
use crate::viet::hyphen::NO_BREAK_HYPHEN;

/// The values of a year's records by path: `phap_ly.kh-cchc-tinh.so_ky_hieu`.
pub type Values = BTreeMap<String, String>;

/// A value, or a list, that is different.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where.
    pub path: String,
    /// What stood there; for a list that is gone how many values it had.
    pub before: Option<String>,
    /// What stands there now.
    pub after: Option<String>,
}

/// A paragraph that is different.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// It is gone.
    Gone(String),
    /// It is new.
    New(String),
}

/// Reads the values of a year's records; faults go to the report.
///
/// # Errors
///
/// The records cannot be read at all.
pub fn values(reach: &Reach, year: i32, sources: &mut Sources, report: &mut Report) -> Result<Values, LoadError> {
    let first = sources.files().count();
    record::load(reach, year, sources, report)?;
    let files = sources.files().skip(first).filter(|(_, file)| !record::BESIDE.contains(&file.name()));
    let files: Vec<FileId> = files.map(|(id, _)| id).collect();
    let mut values = Values::new();
    for file in files {
        let Some(node) = tree::parse(file, sources, &mut Report::new()) else { continue };
        for scalar in scalars(&node, sources.get(file).text()) {
            if let Value::Scalar(value) = &scalar.node.value {
                values.insert(scalar.path, value.text.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        }
    }
    Ok(values)
}

/// Returns what is different, in the order of the paths; a list that only one year has is one change.
pub fn records(before: &Values, after: &Values) -> Vec<Change> {
    let mut changes: BTreeMap<String, Change> = BTreeMap::new();
    let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    for path in paths.into_iter().filter(|path| before.get(*path) != after.get(*path)) {
        let list = list_of(path);
        let here = |values: &Values| list.map_or(0, |list| count(values, list));
        let change = match (here(before), here(after)) {
            (gone, 0) if gone > 1 => {
                Change { path: list.unwrap_or(path).to_owned(), before: Some(said(gone)), after: None }
            }
            (0, new) if new > 1 => {
                Change { path: list.unwrap_or(path).to_owned(), before: None, after: Some(said(new)) }
            }
            _ => Change { path: path.clone(), before: before.get(path).cloned(), after: after.get(path).cloned() },
        };
        changes.insert(change.path.clone(), change);
    }
    changes.into_values().collect()
}

fn said(count: usize) -> String {
    format!("{count} giá trị")
}

/// Returns the path of the list that a value is an item of, or part of one.
fn list_of(path: &str) -> Option<&str> {
    let mut end = 0;
    for part in path.split('.') {
        if end > 0 && !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()) {
            return path.get(..end - 1);
        }
        end += part.len() + 1;
    }
    None
}

fn count(values: &Values, list: &str) -> usize {
    let start = format!("{list}.");
    values.range(start.clone()..).take_while(|(path, _)| path.starts_with(&start)).count()
}

/// Returns the paragraphs of a Word file as they are read, blank ones left out.
///
/// # Errors
///
/// The bytes are no Word file.
pub fn paragraphs(docx: &[u8]) -> Result<Vec<String>, ReadError> {
    // Where a line ends is no change.
    let text = DocxView::read(docx)?.text().replace(NO_BREAK_HYPHEN, "-");
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    Ok(lines.filter(|line| !line.is_empty()).collect())
}

/// Returns the paragraphs that are different, in their order.
pub fn texts(before: &[String], after: &[String]) -> Vec<Line> {
    let mut lines = Vec::new();
    for (tag, paragraphs) in diff_slices(Algorithm::Patience, before, after) {
        match tag {
            ChangeTag::Equal => {}
            ChangeTag::Delete => lines.extend(paragraphs.iter().cloned().map(Line::Gone)),
            ChangeTag::Insert => lines.extend(paragraphs.iter().cloned().map(Line::New)),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(pairs: &[(&str, &str)]) -> Values {
        pairs.iter().map(|(path, value)| ((*path).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn a_changed_value_shows_both_and_a_list_that_is_gone_is_one_change() {
        let before = values(&[("a.han", "1"), ("a.tien_do.1.ngay", "2"), ("a.tien_do.2.ngay", "3"), ("a.ten", "x")]);
        let after = values(&[("a.han", "9"), ("a.ten", "x")]);
        let change = |path: &str, before: Option<&str>, after: Option<&str>| Change {
            path: path.to_owned(),
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
        };
        let wanted = [change("a.han", Some("1"), Some("9")), change("a.tien_do", Some("2 giá trị"), None)];
        assert_eq!(records(&before, &after), wanted);
        assert_eq!(records(&after, &after), []);
    }

    #[test]
    fn only_the_paragraphs_that_differ_are_shown() {
        let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
        let found = texts(&lines("a\nnăm 2020\nb"), &lines("a\nnăm 2021\nb\nc"));
        let wanted = [Line::Gone("năm 2020".to_owned()), Line::New("năm 2021".to_owned()), Line::New("c".to_owned())];
        assert_eq!(found, wanted);
    }
}
