//! Sections: where one item ends and the next begins.

use crate::ooxml::fragment::{child, first};
use crate::ooxml::order::with_child;
use crate::ooxml::tree::Tree;

/// A paragraph that holds nothing but the end of a section, as low as can be.
pub(super) fn low(section: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr>{section}</w:pPr></w:p>"#
    )
}

/// Returns the content with the section at its end: in its last paragraph, or in a low one after a table.
pub fn closed(content: &str, section: &str) -> String {
    let section = if section.is_empty() { "<w:sectPr/>" } else { section };
    let Some(last) = last_paragraph(content) else { return content.to_owned() + &low(section) };
    let put = |at: usize, text: &str| [&content[..at], text, &content[at..]].concat();
    match last {
        Last::Properties(at) => put(at, section),
        Last::Start(at) => put(at, &format!("<w:pPr>{section}</w:pPr>")),
        Last::Closed => content.to_owned() + &low(section),
    }
}

/// Where in the last paragraph a section's end belongs.
enum Last {
    /// Here, inside its properties.
    Properties(usize),
    /// Here, behind its start: it has no properties.
    Start(usize),
    /// It ends a section already, or is written without content.
    Closed,
}

/// Looks at the last thing of the content; nothing if that is no paragraph.
fn last_paragraph(content: &str) -> Option<Last> {
    const AROUND: &str = "<w:body>";
    let text = [AROUND, content, "</w:body>"].concat();
    let tree = Tree::read(&text).ok()?;
    let last = tree.children(0).last().filter(|last| tree.name(*last) == "w:p")?;
    let own = tree.child(last, "w:pPr");
    let is_open = |id| !tree.get(id).close.is_empty();
    Some(match own {
        _ if !is_open(last) => Last::Closed,
        None => Last::Start(tree.get(last).open.end - AROUND.len()),
        Some(own) if !is_open(own) || tree.child(own, "w:sectPr").is_some() => Last::Closed,
        Some(own) => {
            let end =
                tree.child(own, "w:pPrChange").map_or(tree.get(own).close.start, |kept| tree.get(kept).open.start);
            Last::Properties(end - AROUND.len())
        }
    })
}

/// Returns content and last section of an item, the first of whose sections begins a page, counted from one.
pub fn opened(content: &str, section: &str) -> (String, String) {
    let Some(start) = content.find("<w:sectPr") else { return (content.to_owned(), begun(section)) };
    let Some(end) = end_of(&content[start..]).map(|end| start + end) else {
        return (content.to_owned(), begun(section));
    };
    let first = begun(&content[start..end]);
    ([&content[..start], &first, &content[end..]].concat(), section.to_owned())
}

/// Returns the length of the section's properties that stand at the start of the text.
fn end_of(text: &str) -> Option<usize> {
    first(text).map(str::len)
}

/// Returns the section as one that begins a page and counts its pages from one.
fn begun(section: &str) -> String {
    let section = if section.is_empty() { "<w:sectPr/>" } else { section };
    let paged = with_child(section, r#"<w:type w:val="nextPage"/>"#);
    paged.and_then(|paged| with_child(&paged, r#"<w:pgNumType w:start="1"/>"#)).unwrap_or_else(|| section.to_owned())
}

/// Lets the footnotes of an item count from one: its first section says so.
pub fn recounted(content: String, section: String) -> (String, String) {
    if !content.contains("<w:footnoteReference ") {
        return (content, section);
    }
    let own = content.contains("<w:sectPr");
    let text = if own { &content } else { &section };
    let Some(recounted) = with_restart(text) else { return (content, section) };
    if own { (recounted, section) } else { (content, recounted) }
}

/// Returns a text whose first section lets footnotes count from one; nothing where it says itself how they count.
fn with_restart(text: &str) -> Option<String> {
    let start = text.find("<w:sectPr")?;
    let end = start + end_of(&text[start..])?;
    let own = &text[start..end];
    if own.ends_with("/>") || child(own, "w:footnotePr").is_some() {
        return None;
    }
    let counting = with_child(own, "<w:footnotePr><w:numRestart w:val=\"eachSect\"/></w:footnotePr>")?;
    Some([&text[..start], &counting, &text[end..]].concat())
}
