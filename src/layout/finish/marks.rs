//! Marks: private-use characters by which a tree of elements asks the finishing pass for
//! something it cannot say itself.

use std::borrow::Cow;

use crate::viet::hyphen::NO_BREAK_HYPHEN;

/// How that hyphen is written in the middle of a text: Word takes it from the font of its neighbours, which need not have
/// the character.
pub const UNPARTED: &[u8] = b"</w:t><w:noBreakHyphen/><w:t xml:space=\"preserve\">";

/// Writes the no-break hyphens of a text, which begins at `from`, as Word wants them.
pub(super) fn unpart(text: &mut Vec<u8>, from: usize) {
    let mut encoded = [0; 4];
    let hyphen = NO_BREAK_HYPHEN.encode_utf8(&mut encoded).as_bytes();
    if !text[from..].windows(hyphen.len()).any(|bytes| bytes == hyphen) {
        return;
    }
    // Taken apart once: a subject may have as many hyphens as a stranger likes.
    let own = text.split_off(from);
    let mut rest = own.as_slice();
    while let Some((first, behind)) = rest.split_first() {
        if let Some(behind) = rest.strip_prefix(hyphen) {
            text.extend_from_slice(UNPARTED);
            rest = behind;
        } else {
            text.push(*first);
            rest = behind;
        }
    }
}

/// Opens the number of a slot.
pub const MARK_OPEN: char = '\u{F0000}';
/// Closes the number of a slot.
pub const MARK_CLOSE: char = '\u{F0001}';
/// Text of the run that makes the table row it stands in repeat on every page.
pub const HEADER_ROW: &str = "\u{F0002}";

/// Text of the run in whose stead slot `index` is filled.
pub fn slot_text(index: usize) -> String {
    format!("{MARK_OPEN}{index}{MARK_CLOSE}")
}

/// Removes from people's text what a document may not hold: marks and control characters.
///
/// Tabs and line ends stay, as they are the caller's to turn into elements.
pub fn clean_text(text: &str) -> Cow<'_, str> {
    if text.contains(is_forbidden) {
        Cow::Owned(text.chars().filter(|c| !is_forbidden(*c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

pub(super) fn is_forbidden(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        '\u{0}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => true,
        _ => ('\u{F0000}'..='\u{F0002}').contains(&c),
    }
}

/// What one marker run asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Slot(usize),
    HeaderRow,
}

impl Mark {
    /// Reads a text that is one mark and nothing else.
    pub(super) fn of(text: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(text).ok()?;
        if text == HEADER_ROW {
            return Some(Self::HeaderRow);
        }
        let digits = text.strip_prefix(MARK_OPEN)?.strip_suffix(MARK_CLOSE)?;
        let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| digits.parse().ok().map(Self::Slot)).flatten()
    }
}

/// Tells whether any mark character is in `text`.
pub(super) fn has_mark(text: &[u8]) -> bool {
    // All three share their first three bytes, and no other common character begins with 0xF3.
    text.contains(&0xF3) && text.windows(4).any(|w| matches!(w, [0xF3, 0xB0, 0x80, 0x80..=0x82]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_text_is_read_back_and_nothing_else_is() {
        assert_eq!(Mark::of(slot_text(17).as_bytes()), Some(Mark::Slot(17)));
        assert_eq!(Mark::of(HEADER_ROW.as_bytes()), Some(Mark::HeaderRow));
        for text in ["", "17", "\u{F0000}\u{F0001}", "\u{F0000}-1\u{F0001}", "\u{F0000}1"] {
            assert_eq!(Mark::of(text.as_bytes()), None, "{text:?}");
        }
    }

    #[test]
    fn a_clerk_cannot_write_a_mark() {
        assert_eq!(clean_text("a\u{F0000}1\u{F0001}b\u{1}\tc"), "a1b\tc");
        assert!(matches!(clean_text("Kính gửi"), Cow::Borrowed(_)));
    }

    #[test]
    fn hyphens_that_hold_become_elements_and_what_stands_before_is_left_alone() {
        let mut text = "<w:t>a\u{2011}".as_bytes().to_vec();
        let from = text.len();
        text.extend_from_slice("15/KH\u{2011}UBND\u{2011}ữ".as_bytes());
        unpart(&mut text, from);
        let held = "</w:t><w:noBreakHyphen/><w:t xml:space=\"preserve\">";
        assert_eq!(String::from_utf8(text).unwrap(), format!("<w:t>a\u{2011}15/KH{held}UBND{held}ữ"));
    }
}
