//! Tables of contents, captions and cross-references of a filled document, made new from what is there after filling.
//!
//! Which headings there are is known only when all has been filled in: loops repeat them, conditions take them away, data
//! and inserted documents bring them. So the text is read once more: captions are counted, references quote, and each
//! table of contents lists the headings that its switches ask for. Pages only Word can count; it is told to do so when it
//! opens the file (`w:updateFields`), and until then an entry that reads as before keeps its page.

mod entry;
mod field;
mod label;
mod reference;
mod settings;
mod sheet;
mod switches;
mod table;

use std::collections::BTreeSet;
use std::ops::Range;

use super::edit::Edits;
use super::room::between_margins;
use crate::ooxml::fragment;
use crate::ooxml::relation::{part_for, related};
use crate::ooxml::tree::{Tree, TreeError};
use crate::ooxml::wellformed;
use crate::ooxml::write::{PackageError, Repack};
pub use field::{named, plain, renamed};
use label::labels;
use sheet::Sheet;

/// Why a table of contents could not be made new.
#[derive(Debug, thiserror::Error)]
pub enum ContentsError {
    /// A package that cannot be read or written.
    #[error(transparent)]
    Package(#[from] PackageError),
    /// A text that cannot be read.
    #[error(transparent)]
    Text(#[from] TreeError),
    /// What came out is no XML any more.
    #[error("nội dung làm lại không còn là XML đúng")]
    IllFormed,
}

/// Tells whether a text may hold a table of contents, a caption or a cross-reference.
pub fn may_be_in(xml: &str) -> bool {
    (xml.contains("w:instrText") || xml.contains("w:instr="))
        && ["TOC", "SEQ", "REF", "toc", "seq", "ref "].iter().any(|name| xml.contains(name))
}

/// Returns where the entries of the tables of contents of a text stand: whatever is written there is made new.
pub fn entries(tree: &Tree<'_>) -> Vec<Range<usize>> {
    if !may_be_in(tree.source) {
        return Vec::new();
    }
    table::tables(tree).0.into_iter().map(|table| table.span.range).collect()
}

/// Returns blocks whose tables of contents list no more than these blocks: a bookmark goes round them, and the tables are
/// told its name. Nothing where there is no table of contents, or each has a bookmark already.
pub fn kept_within(blocks: &str, bookmark: &str, id: u32) -> Option<String> {
    if !may_be_in(blocks) {
        return None;
    }
    let body = format!("<w:body>{blocks}</w:body>");
    let tree = Tree::read(&body).ok()?;
    let unbound = |field: &field::Field| {
        switches::Switches::read(&field.instruction).is_some_and(|switches| switches.bookmark.is_none())
    };
    let ends: Vec<usize> = field::fields(&tree)
        .iter()
        .filter(|field| unbound(field))
        .filter_map(|field| field.end_of_instruction(&tree))
        .collect();
    let start = "<w:body>".len();
    let last = tree.children(0).last().filter(|id| tree.name(*id) == "w:p" && !tree.get(*id).close.is_empty());
    let end = last.map_or(tree.get(0).close.start, |id| tree.get(id).close.start);
    let mut edits = Edits::default();
    edits.xml(start, format!("<w:bookmarkStart w:id=\"{id}\" w:name=\"{bookmark}\"/>"));
    edits.xml(end, format!("<w:bookmarkEnd w:id=\"{id}\"/>"));
    for at in &ends {
        edits.xml(*at, format!(" \\b {bookmark} "));
    }
    let xml = edits.written(&body);
    (!ends.is_empty()).then(|| xml[start..xml.len() - "</w:body>".len()].to_owned())
}

/// Makes tables of contents, captions and references of a filled document new; the same bytes where nothing changes.
pub fn renewed(bytes: Vec<u8>) -> Result<Vec<u8>, ContentsError> {
    let mut package = Repack::open(&bytes)?;
    let main = package.main()?;
    let Some(text) = package.text(&main)?.filter(|text| may_be_in(text)) else { return Ok(bytes) };
    let relations = package.text(&part_for(&main))?.unwrap_or_default();
    let part = |kind: &str| related(&main, &relations, kind);
    let mut read = |kind: &str| -> Result<String, PackageError> {
        let text = part(kind).map(|name| package.text(&name)).transpose()?.flatten();
        Ok(text.unwrap_or_default())
    };
    let (styles, numbering) = (read("styles")?, read("numbering")?);
    let sheet = Sheet::of(&styles);
    let text = reference::counted(&Tree::read(&text)?, &sheet).unwrap_or(text);
    let tree = Tree::read(&text)?;
    let text = reference::quoted(&tree, &labels(&tree, &styles, &numbering)).unwrap_or_else(|| text.clone());
    let tree = Tree::read(&text)?;
    let right = between_margins(&text).map_or(PLAIN_WIDTH, |width| width.as_emu() / EMU_PER_TWIP);
    let made = table::renewed(&tree, &sheet, &labels(&tree, &styles, &numbering), right);
    let (text, missing, listed) = match made {
        Some(made) => (made.xml, made.styles, true),
        None => (text, BTreeSet::new(), false),
    };
    wellformed::check(text.as_bytes()).map_err(|_| ContentsError::IllFormed)?;
    package.put(&main, text);
    if let Some(name) = part("styles").filter(|_| !missing.is_empty()) {
        package.put(&name, with_styles(&styles, &missing, sheet.normal()));
    }
    if listed {
        settings::update_fields(&mut package, &main, part("settings"))?;
    }
    Ok(package.finish()?)
}

/// Width of the text of a page that does not say its own, in twips.
const PLAIN_WIDTH: i64 = 9_354;

const EMU_PER_TWIP: i64 = 635;

/// Returns the styles with those of entries that are missing, as Word makes them.
fn with_styles(styles: &str, missing: &BTreeSet<u8>, normal: Option<&str>) -> String {
    let on =
        normal.map(|id| format!("<w:basedOn w:val=\"{0}\"/><w:next w:val=\"{0}\"/>", quick_xml::escape::escape(id)));
    let style = |level: &u8| {
        let indent = 280 * u32::from(level.saturating_sub(1));
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{}\"><w:name w:val=\"{}\"/>{}<w:uiPriority w:val=\"39\"/>\
             <w:unhideWhenUsed/><w:pPr><w:spacing w:after=\"100\"/><w:ind w:left=\"{indent}\"/></w:pPr></w:style>",
            table::style_id(*level),
            table::style_name(*level),
            on.as_deref().unwrap_or_default()
        )
    };
    let made: String = missing.iter().map(style).collect();
    fragment::append(styles, |_| made.clone()).unwrap_or_else(|| styles.to_owned())
}

#[cfg(test)]
mod tests;
