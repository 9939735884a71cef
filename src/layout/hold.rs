//! Hyphens within numbers and symbols (`15/KH-UBND`, `2021-2025`) that must not end a line.
//!
//! Word may end a line at any hyphen. One that must not is written as a no-break hyphen (U+2011), but only where the
//! symbol may come to stand at the end or the start of a line: elsewhere it stays the hyphen that people search for.

use std::borrow::Cow;

use super::metrics::{Face, text_width};
use crate::document::Inline;
use crate::units::{FontSize, Length};
use crate::viet::hyphen::{hold, is_symbol, places, replaced, symbols};

/// Spaces of a justified line are narrowed to three quarters at most.
const NARROWEST: (i64, i64) = (3, 4);

/// How far the widths of another program's font or margin may be off, in hundredths.
const OFF: i64 = 1;

/// The lines that a text is set in.
#[derive(Clone, Copy)]
pub struct Lines {
    /// The type size.
    pub size: FontSize,
    /// The room of the first line.
    pub first: Length,
    /// The room of the others.
    pub others: Length,
}

/// A stretch of text between two spaces.
struct Token {
    /// Its first byte and the one after its last.
    from: usize,
    to: usize,
    /// EMU.
    width: i64,
    /// The space after it, EMU.
    space: i64,
}

/// The same for text whose words differ in their looks.
pub fn everywhere(content: &[Inline]) -> Vec<Inline> {
    let held = content.iter().map(|inline| match inline {
        Inline::Text { text, bold, italic } => {
            Inline::Text { text: hold(text).into_owned(), bold: *bold, italic: *italic }
        }
        other => other.clone(),
    });
    held.collect()
}

/// Returns a text in which no number or symbol is parted that may stand at the end of one of these lines.
pub fn at_ends(text: &str, face: Face, lines: Lines) -> Cow<'_, str> {
    if symbols(text).next().is_none() {
        return Cow::Borrowed(text);
    }
    replaced(text, &endangered(text, |_| face, lines))
}

/// The same for a paragraph whose words differ in their looks; `bold` says that all of it is.
pub fn paragraph(content: &[Inline], bold: bool, lines: Lines) -> Cow<'_, [Inline]> {
    let texts = || content.iter().map(said);
    if !texts().any(|text| text.contains('-')) {
        return Cow::Borrowed(content);
    }
    let joined: String = texts().collect();
    let mut faces = Vec::with_capacity(content.len());
    for inline in content {
        let (length, face) = match inline {
            Inline::Text { text, bold: b, italic } => (text.len(), face(bold || *b, *italic)),
            Inline::Break => (1, Face::Regular),
            // The mark of a footnote hangs on what stands before it.
            Inline::Note(_) => (0, Face::Regular),
        };
        faces.push((faces.last().map_or(0, |(end, _)| *end) + length, face));
    }
    let face_at = |at: usize| faces.get(faces.partition_point(|(end, _)| *end <= at)).map_or(Face::Regular, |f| f.1);
    let found = endangered(&joined, face_at, lines);
    if found.is_empty() {
        return Cow::Borrowed(content);
    }
    let mut start = 0;
    let held = content.iter().zip(&faces).map(|(inline, (end, _))| {
        let within: Vec<usize> = found.iter().filter(|at| (start..*end).contains(*at)).map(|at| at - start).collect();
        start = *end;
        match inline {
            Inline::Text { text, bold, italic } => {
                Inline::Text { text: replaced(text, &within).into_owned(), bold: *bold, italic: *italic }
            }
            other => other.clone(),
        }
    });
    Cow::Owned(held.collect())
}

/// What of a piece the lines are filled with.
const fn said(inline: &Inline) -> &str {
    match inline {
        Inline::Text { text, .. } => text.as_str(),
        Inline::Break => " ",
        Inline::Note(_) => "",
    }
}

const fn face(bold: bool, italic: bool) -> Face {
    match (bold, italic) {
        (false, false) => Face::Regular,
        (true, false) => Face::Bold,
        (false, true) => Face::Italic,
        (true, true) => Face::BoldItalic,
    }
}

/// Returns the hyphens of the symbols that stand at an end of a line in any of the ways these lines may be filled.
fn endangered(text: &str, face_at: impl Fn(usize) -> Face, lines: Lines) -> Vec<usize> {
    let tokens = tokens(text, face_at, lines.size);
    // Every token that may begin a line, beginning with the first; each is looked at once.
    let mut begins = vec![false; tokens.len() + 1];
    let mut near = vec![false; tokens.len()];
    if let Some(first) = begins.first_mut() {
        *first = true;
    }
    for from in 0..tokens.len() {
        if !begins[from] {
            continue;
        }
        let room = if from == 0 { lines.first } else { lines.others }.as_emu();
        let least = fill(&tokens[from..], room * (100 - OFF) / 100, (1, 1));
        let most = fill(&tokens[from..], room * (100 + OFF) / 100, NARROWEST);
        // What ends with the text ends no line that could have gone on.
        for next in (from + least..=from + most).filter(|next| *next < tokens.len()) {
            begins[next] = true;
            near[next - 1] = true;
            if let Some(one) = near.get_mut(next) {
                *one = true;
            }
        }
    }
    tokens
        .iter()
        .enumerate()
        .filter(|(at, token)| near[*at] && is_symbol(&text[token.from..token.to]))
        .flat_map(|(_, token)| places(text, token.from, token.to))
        .collect()
}

/// Returns how many tokens a line takes, at least one, when its spaces are this much of their width.
fn fill(tokens: &[Token], room: i64, (part, whole): (i64, i64)) -> usize {
    let mut x = 0;
    let fitting = tokens.iter().take_while(|token| {
        let end = x + token.width;
        x = end + token.space * part / whole;
        end <= room
    });
    fitting.count().max(1)
}

fn tokens(text: &str, face_at: impl Fn(usize) -> Face, size: FontSize) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut start = 0;
    for piece in text.split_inclusive(' ') {
        let word = piece.trim_end_matches(' ');
        let (face, end) = (face_at(start), start + word.len());
        let width = |text: &str| text_width(text, face, size.as_half_pt());
        let space = width(&piece[word.len()..]);
        match tokens.last_mut() {
            Some(last) if word.is_empty() => last.space += space,
            _ => tokens.push(Token { from: start, to: end, width: width(word), space }),
        }
        start += piece.len();
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::viet::hyphen::NO_BREAK_HYPHEN;

    fn shown(text: &str) -> String {
        text.replace(NO_BREAK_HYPHEN, "~")
    }

    #[test]
    fn a_symbol_within_a_line_keeps_its_hyphen() {
        let size = FontSize::pt(14);
        let lines = |mm| Lines { size, first: Length::mm(mm), others: Length::mm(mm) };
        let text = "Triển khai Kế hoạch số 15/KH-UBND ngày 02 tháng 01 năm 2021 của Ủy ban nhân dân tỉnh về thi đua";
        // 62 mm take all up to the symbol, or all up to its middle.
        let narrow = Length::emu(text_width("Triển khai Kế hoạch số 15/KH-U", Face::Regular, 28));
        let near = Lines { size, first: narrow, others: narrow };
        assert_eq!(shown(&at_ends(text, Face::Regular, near)).matches("15/KH~UBND").count(), 1);
        assert_eq!(shown(&at_ends(text, Face::Regular, lines(150))).matches("15/KH-UBND").count(), 1);
    }

    #[test]
    fn a_symbol_parted_by_its_looks_is_held_in_each_part() {
        let bold = |text: &str, bold| Inline::Text { text: text.to_owned(), bold, italic: false };
        let content = [bold("Kế hoạch số ", false), bold("15/KH", true), bold("-UBND năm", false)];
        let size = FontSize::pt(14);
        let lines = Lines { size, first: Length::mm(40), others: Length::mm(40) };
        let held = paragraph(&content, false, lines);
        let texts: Vec<String> = held
            .iter()
            .map(|one| if let Inline::Text { text, .. } = one { shown(text) } else { String::new() })
            .collect();
        assert_eq!(texts, ["Kế hoạch số ", "15/KH", "~UBND năm"]);
    }
}
