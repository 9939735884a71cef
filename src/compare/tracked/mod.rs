//! Two Word files as one with tracked changes: the later one, in which what is new is marked as inserted and what is
//! gone from the earlier one as deleted. Accepting all gives the later text, rejecting all the earlier one.
//!
//! Compared is the text of the body, tables included: paragraph by paragraph, and word by word within paragraphs that
//! changed. Head, foot, drawings and formatting are those of the later file.

mod align;
mod atom;
mod block;
mod write;

use std::collections::HashSet;

use quick_xml::escape::escape;

use crate::ooxml::fragment::values;
use crate::ooxml::tree::{Tree, TreeError};
use crate::ooxml::write::{PackageError, Repack, seal};
use write::{Known, Writer};

/// Why two files cannot be shown as one.
#[derive(Debug, thiserror::Error)]
pub enum TrackError {
    /// A file is no package that can be read or written.
    #[error(transparent)]
    Package(#[from] PackageError),
    /// The text of a file cannot be read.
    #[error("không đọc được phần chữ của tệp: {0}")]
    Tree(#[from] TreeError),
    /// The text of a file is written in a way that is not known here.
    #[error("tệp viết theo cách chưa so được: phần chữ không bắt đầu bằng w:document, w:body")]
    Unusual,
}

/// Returns the later file with the changes since the earlier one tracked.
///
/// Author and day are those of the later file's properties, which come from the records.
pub fn tracked(before: &[u8], after: &[u8]) -> Result<Vec<u8>, TrackError> {
    let (mut earlier, mut later) = (Repack::open(before)?, Repack::open(after)?);
    let text = |package: &mut Repack| -> Result<(String, String), TrackError> {
        let main = package.main()?;
        let text = package.text(&main)?.ok_or(TrackError::Unusual)?;
        Ok((main, text))
    };
    let ((_, before_text), (main, after_text)) = (text(&mut earlier)?, text(&mut later)?);
    let styles = later.text("word/styles.xml")?.unwrap_or_default();
    let lists = "word/numbering.xml";
    let known = Known { styles: style_ids(&styles), same_lists: earlier.text(lists)? == later.text(lists)? };
    let stamp = stamp(&later.text("docProps/core.xml")?.unwrap_or_default());
    let written = merge(&before_text, &after_text, known, stamp)?;
    later.put(&main, written);
    let bytes = later.finish()?;
    Ok(seal(&bytes)?)
}

/// Writes both texts as one.
fn merge(before: &str, after: &str, known: Known, stamp: String) -> Result<String, TrackError> {
    let (earlier, later) = (Tree::read(before)?, Tree::read(after)?);
    let body = |tree: &Tree| {
        let usual = !tree.is_empty() && tree.name(0) == "w:document";
        tree.child(0, "w:body").filter(|_| usual).ok_or(TrackError::Unusual)
    };
    let (old_body, new_body) = (body(&earlier)?, body(&later)?);
    let (old, new) = (block::blocks(&earlier, old_body), block::blocks(&later, new_body));
    let inner = later.get(new_body).inner();
    let end = later.children(new_body).filter(|id| later.name(*id) == "w:sectPr").last();
    let mut writer =
        Writer { before: &earlier, after: &later, known, stamp, next: free_number(after), out: String::new() };
    writer.out.push_str(&after[..inner.start]);
    writer.container(&old, &new);
    let section = end.map_or("", |end| &after[later.get(end).whole()]);
    Ok(writer.out + section + &after[inner.end..])
}

/// Returns a number above those of all bookmarks, comments and changes.
fn free_number(text: &str) -> u32 {
    let numbers = values(text, "w:id", |_| true).into_iter().filter_map(|number| number.parse::<u32>().ok());
    numbers.max().map_or(1, |last| last.saturating_add(1))
}

fn style_ids(styles: &str) -> HashSet<String> {
    values(styles, "w:styleId", |name| name == "w:style").into_iter().collect()
}

/// Returns author and day as attributes, from the properties of a file.
fn stamp(core: &str) -> String {
    let value = |name: &str| {
        let (_, rest) = core.split_once(&format!("<{name}"))?;
        let (_, rest) = rest.split_once('>')?;
        rest.split('<').next().map(str::trim).filter(|value| !value.is_empty())
    };
    let author = value("dc:creator").map(|name| quick_xml::escape::unescape(name).unwrap_or(name.into()));
    let author = author.as_deref().unwrap_or("thidua").to_owned();
    let day = value("dcterms:created").map(|day| format!(" w:date=\"{}\"", escape(day))).unwrap_or_default();
    format!(" w:author=\"{}\"{day}", escape(author.as_str()))
}

#[cfg(test)]
mod tests;
