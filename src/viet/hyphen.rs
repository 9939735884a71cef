//! Hyphens within numbers and symbols (`15/KH-UBND`, `2021-2025`), at which no line should end.

use std::borrow::Cow;

use crate::viet::text::exchanged;

/// The hyphen at which no line ends.
pub const NO_BREAK_HYPHEN: char = '\u{2011}';

/// Returns a text in which no number or symbol is parted at a hyphen, wherever its lines end.
pub fn hold(text: &str) -> Cow<'_, str> {
    let places = symbols(text).flat_map(|(from, to)| places(text, from, to));
    let held: Vec<_> = places.map(|at| (at, NO_BREAK_HYPHEN)).collect();
    exchanged(text, &held)
}

/// Returns the places of the symbols in a text.
pub fn symbols(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut start = 0;
    text.split(char::is_whitespace).filter_map(move |word| {
        let from = start;
        start += word.len() + text[from + word.len()..].chars().next().map_or(0, char::len_utf8);
        is_symbol(word).then_some((from, from + word.len()))
    })
}

/// Tells whether a word is a number or symbol that a hyphen holds together: one with a digit, or with a capital letter on
/// both sides of the hyphen.
pub fn is_symbol(word: &str) -> bool {
    if !word.contains('-') {
        return false;
    }
    let chars: Vec<char> = word.chars().collect();
    let between = |of: fn(char) -> bool| chars.windows(3).any(|three| three[1] == '-' && of(three[0]) && of(three[2]));
    between(char::is_uppercase) || (between(char::is_alphanumeric) && chars.iter().any(char::is_ascii_digit))
}

/// Returns the hyphens between letters or digits of a word.
pub fn places(text: &str, from: usize, to: usize) -> Vec<usize> {
    let word = &text[from..to];
    let inner = word.match_indices('-').filter(|(at, _)| {
        let before = word[..*at].chars().next_back().is_some_and(char::is_alphanumeric);
        before && word[at + 1..].chars().next().is_some_and(char::is_alphanumeric)
    });
    inner.map(|(at, _)| from + at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        text.replace(NO_BREAK_HYPHEN, "~")
    }

    #[test]
    fn numbers_and_symbols_are_held_and_words_are_not() {
        let held = |text: &str| shown(&hold(text));
        assert_eq!(held("Kế hoạch số 15/KH-UBND giai đoạn 2021-2025"), "Kế hoạch số 15/KH~UBND giai đoạn 2021~2025");
        assert_eq!(held("NĐ-CP, Covid-19; Lưu: VT, NV-TH."), "NĐ~CP, Covid~19; Lưu: VT, NV~TH.");
        assert_eq!(held("- Như trên; Xanh Pê-téc-bua; A - B"), "- Như trên; Xanh Pê-téc-bua; A - B");
        assert_eq!(held("từ\u{a0}01-02\u{a0}đến"), "từ\u{a0}01~02\u{a0}đến");
    }
}
