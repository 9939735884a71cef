//! Joining the files of many items into one, for printing: each item begins a page and a section of its own.
//!
//! All were filled from one template, so styles, fonts and settings are those of the first. What an item has of its
//! own (headers, pictures, notes, lists that count from one) comes along under new names and ids.

mod body;
mod parts;
mod section;

use super::additions::Numbering;
use crate::ooxml::body::Body;
use crate::ooxml::wellformed;
use crate::ooxml::write::{PackageError, Repack};
use body::Ids;
use parts::{NUMBERING, Parts, beside, style_lists};

/// Why files could not be joined.
#[derive(Debug, thiserror::Error)]
pub enum JoinError {
    /// A package that cannot be read or written.
    #[error(transparent)]
    Package(#[from] PackageError),
    /// A document whose text is not as Word writes it.
    #[error("không đọc được nội dung của tệp thứ {0}")]
    Text(usize),
    /// What was joined is no XML any more; nothing is written then.
    #[error("nội dung gộp lại không còn là XML đúng, nên không ghi tệp nào")]
    IllFormed,
}

/// Joins files that were filled from one template, in their order.
pub fn join(all: &[Vec<u8>]) -> Result<Vec<u8>, JoinError> {
    let Some((first, rest)) = all.split_first() else { return Err(JoinError::Text(0)) };
    let mut base = Repack::open(first)?;
    let main = base.main()?;
    let text = base.text(&main)?.unwrap_or_default();
    let frame = Body::of(&text).ok_or(JoinError::Text(1))?;
    let styles = base.text(&beside(&main, "styles.xml"))?;
    let numbers = base.text(&beside(&main, NUMBERING))?;
    let mut numbering = numbers.as_deref().map(|text| Numbering::of(None, text));
    let lists = style_lists(&styles.unwrap_or_default());
    let mut ids = Ids::default();
    let mut joined = String::with_capacity(text.len() * all.len());
    joined.push_str(frame.before);
    let own = ids.taken(frame.content).ok_or(JoinError::Text(1))?;
    for part in parts::OF_NOTES {
        let notes = base.text(&beside(&main, part))?.unwrap_or_default();
        ids.taken(&notes).ok_or(JoinError::Text(1))?;
    }
    let own = ids.listing_itself(own, 1);
    // The section that ends what was written last: it closes when the next item begins.
    let mut open = (own, frame.section.to_owned());
    for (index, bytes) in rest.iter().enumerate() {
        let fault = || JoinError::Text(index + 2);
        let mut item = Repack::open(bytes)?;
        let text = item.text(&main)?.unwrap_or_default();
        let body = Body::of(&text).ok_or_else(fault)?;
        let mut parts = Parts::new(&mut base, &mut item, &main, index + 2, &mut numbering);
        parts.styles()?;
        let content = ids.renewed(body.content, index + 2, &mut parts)?.ok_or_else(fault)?;
        let content = parts.restyled(content, &lists)?;
        let content = ids.listing_itself(content, index + 2);
        let (content, section) = section::recounted(content, parts.renamed(body.section)?);
        joined.push_str(&section::closed(&open.0, &open.1));
        open = section::opened(&content, &section);
    }
    joined.push_str(&open.0);
    joined.push_str(&open.1);
    joined.push_str(frame.after);
    wellformed::check(joined.as_bytes()).map_err(|_| JoinError::IllFormed)?;
    base.put(&main, joined);
    let lists = numbering.filter(|lists| !lists.is_unchanged()).zip(numbers);
    if let Some(lists) = lists.and_then(|(lists, text)| lists.written(&text)) {
        base.put(&beside(&main, NUMBERING), lists);
    }
    Ok(base.finish()?)
}

#[cfg(test)]
mod tests;
