//! Hyphens and spaces that must not end a line: within numbers and symbols (`15/KH-UBND`), dates, quantities.
//!
//! Word may end a line at any hyphen and any plain space. A hyphen that must not is written as a no-break one (U+2011), but
//! only where it may come to stand at the end or the start of a line: elsewhere it stays the hyphen that people search for.
//! Of no-break spaces (U+00A0) those alone stay, in a justified text, that may come to stand there: every program gives
//! them a fixed width, beside which the spaces that are stretched look uneven.

use std::borrow::Cow;

use super::metrics::{Face, text_width};
use crate::document::Inline;
use crate::units::{FontSize, Length};
use crate::viet::bind::NO_BREAK_SPACE;
use crate::viet::hyphen::{NO_BREAK_HYPHEN, hold, is_symbol, places};
use crate::viet::text::exchanged;

/// Spaces of a justified line are narrowed to three quarters at most.
const NARROWEST: (i64, i64) = (3, 4);

/// How far the widths of another program's font or margin may be off, in hundredths.
const OFF: i64 = 1;

/// What stands for the mark of a footnote in a text; it counts as wide as a digit, which is more than it takes.
const MARK: &str = "\u{fffc}";

/// The lines that a text is set in.
#[derive(Clone, Copy)]
pub struct Lines {
    /// The type size.
    pub size: FontSize,
    /// The room of the first line.
    pub first: Length,
    /// The room of the others.
    pub others: Length,
    /// Whether the spaces are stretched until the lines are full.
    pub justified: bool,
}

/// A stretch of text between two places at which a line may end.
struct Token {
    /// Its first byte and the one after its last.
    from: usize,
    to: usize,
    /// Without its no-break spaces, EMU.
    width: i64,
    /// Its no-break spaces, EMU.
    held: i64,
    /// What LibreOffice makes them wider, EMU.
    spare: i64,
    /// The space after it, EMU.
    space: i64,
    /// Whether the line is broken by hand after it.
    last: bool,
}

impl Token {
    /// Returns its width, where the spaces are this much of theirs.
    const fn width(&self, (part, whole): (i64, i64)) -> i64 {
        let spare = if part < whole { 0 } else { self.spare };
        self.width + self.held * part / whole + spare
    }
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
    if !concerns(text, lines) {
        return Cow::Borrowed(text);
    }
    exchanged(text, &changes(text, |_| face, lines))
}

/// The same for a paragraph whose words differ in their looks; `own` is the face of all of it.
pub fn paragraph(content: &[Inline], own: Face, lines: Lines) -> Cow<'_, [Inline]> {
    if !content.iter().any(|inline| concerns(said(inline), lines)) {
        return Cow::Borrowed(content);
    }
    let joined: String = content.iter().map(said).collect();
    let mut faces = Vec::with_capacity(content.len());
    for inline in content {
        let face = match inline {
            Inline::Text { bold, italic, .. } => own.with(*bold, *italic),
            Inline::Break | Inline::Note(_) => own,
        };
        faces.push((faces.last().map_or(0, |(end, _)| *end) + said(inline).len(), face));
    }
    let face_at = |at: usize| faces.get(faces.partition_point(|(end, _)| *end <= at)).map_or(own, |f| f.1);
    let changes = changes(&joined, face_at, lines);
    if changes.is_empty() {
        return Cow::Borrowed(content);
    }
    let (mut start, mut rest) = (0, changes.as_slice());
    let held = content.iter().zip(&faces).map(|(inline, (end, _))| {
        let (here, behind) = rest.split_at(rest.partition_point(|(at, _)| at < end));
        let within: Vec<_> = here.iter().map(|(at, other)| (at - start, *other)).collect();
        (start, rest) = (*end, behind);
        match inline {
            Inline::Text { text, bold, italic } => {
                Inline::Text { text: exchanged(text, &within).into_owned(), bold: *bold, italic: *italic }
            }
            other => other.clone(),
        }
    });
    Cow::Owned(held.collect())
}

/// Tells whether there may be anything to change in a text.
fn concerns(text: &str, lines: Lines) -> bool {
    text.contains('-') || (lines.justified && text.contains(NO_BREAK_SPACE))
}

/// What of a piece the lines are filled with.
const fn said(inline: &Inline) -> &str {
    match inline {
        Inline::Text { text, .. } => text.as_str(),
        Inline::Break => "\n",
        Inline::Note(_) => MARK,
    }
}

/// Returns what is exchanged so that no line ends where it must not, and no space is held without need.
fn changes(text: &str, face_at: impl Fn(usize) -> Face, lines: Lines) -> Vec<(usize, char)> {
    let tokens = tokens(text, face_at, lines.size);
    let near = near_ends(&tokens, lines);
    let mut changes = Vec::new();
    for (token, near) in tokens.iter().zip(near) {
        if near && is_symbol(&text[token.from..token.to]) {
            changes.extend(places(text, token.from, token.to).into_iter().map(|at| (at, NO_BREAK_HYPHEN)));
        } else if !near && lines.justified {
            changes.extend(single_spaces(text, token).map(|at| (at, ' ')));
        }
    }
    changes
}

/// Returns the no-break spaces of a token that stand between two words; several together keep a room open.
fn single_spaces<'t>(text: &'t str, token: &Token) -> impl Iterator<Item = usize> + 't {
    let word = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    let from = token.from;
    text[from..token.to].match_indices(NO_BREAK_SPACE).map(move |(at, _)| from + at).filter(move |at| {
        let behind = &text[at + NO_BREAK_SPACE.len_utf8()..];
        word(text[..*at].chars().next_back()) && word(behind.chars().next())
    })
}

/// Returns which tokens may end a line or begin one, in any of the ways these lines may be filled.
fn near_ends(tokens: &[Token], lines: Lines) -> Vec<bool> {
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
        // What is wider than a line is parted where it can be.
        near[from] |= tokens[from].width((1, 1)) > room * (100 - OFF) / 100;
        // What ends with the text ends no line that could have gone on.
        for next in (from + least..=from + most).filter(|next| *next < tokens.len()) {
            begins[next] = true;
            near[next - 1] = true;
            near[next] = true;
        }
    }
    near
}

/// Returns how many tokens a line takes, at least one, when its spaces are this much of their width.
fn fill(tokens: &[Token], room: i64, spaces: (i64, i64)) -> usize {
    let (mut x, mut count) = (0, 0);
    for token in tokens {
        let end = x + token.width(spaces);
        if end > room {
            break;
        }
        count += 1;
        if token.last {
            break;
        }
        x = end + token.space * spaces.0 / spaces.1;
    }
    count.max(1)
}

fn tokens(text: &str, face_at: impl Fn(usize) -> Face, size: FontSize) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut start = 0;
    for piece in text.split_inclusive([' ', '\n']) {
        let face = face_at(start);
        let width = |text: &str| text_width(text, face, size.as_half_pt());
        let word = piece.trim_end_matches([' ', '\n']);
        let space = width(if piece.ends_with(' ') { " " } else { "" });
        let last = piece.ends_with('\n');
        for part in parts(word) {
            let count = part.matches(NO_BREAK_SPACE).count();
            let count = i64::try_from(count).unwrap_or(0);
            let held = count * width(" ");
            let may_shrink = size.as_length().scale(count, 10).as_emu();
            let to = start + part.len();
            tokens.push(Token {
                from: start,
                to,
                width: width(part) - held,
                held,
                spare: may_shrink,
                space: 0,
                last: false,
            });
            start = to;
        }
        // Of several spaces together the first ends the word, and the others hang after it.
        if let Some(token) = tokens.last_mut() {
            token.space += space;
            token.last |= last;
        }
        start += piece.len() - word.len();
    }
    tokens
}

/// Returns a word in the parts that a line may end between: after a hyphen that is not of a symbol.
fn parts(word: &str) -> Vec<&str> {
    match word {
        "" => Vec::new(),
        symbol if is_symbol(symbol) => vec![symbol],
        word => word.split_inclusive(['-', '–', '—']).collect(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::viet::bind::bind;

    const SIZE: FontSize = FontSize::pt(14);

    fn shown(text: &str) -> String {
        text.replace(NO_BREAK_HYPHEN, "~").replace(NO_BREAK_SPACE, "_")
    }

    fn wide(room: Length) -> Lines {
        Lines { size: SIZE, first: room, others: room, justified: true }
    }

    fn as_wide_as(text: &str) -> Lines {
        wide(Length::emu(text_width(text, Face::Regular, 28)))
    }

    fn plain(text: &str) -> Inline {
        Inline::Text { text: text.to_owned(), bold: false, italic: false }
    }

    #[test]
    fn a_symbol_within_a_line_keeps_its_hyphen() {
        let text = "Triển khai Kế hoạch số 15/KH-UBND ngày 02 tháng 01 năm 2021 của Ủy ban nhân dân tỉnh về thi đua";
        let near = as_wide_as("Triển khai Kế hoạch số 15/KH-U");
        assert_eq!(shown(&at_ends(text, Face::Regular, near)).matches("15/KH~UBND").count(), 1);
        assert_eq!(shown(&at_ends(text, Face::Regular, wide(Length::mm(150)))).matches("15/KH-UBND").count(), 1);
    }

    #[test]
    fn a_date_within_a_line_has_the_spaces_that_are_stretched() {
        let text = bind("Họp vào ngày 02 tháng 01 năm 2021 tại trụ sở của Ủy ban nhân dân xã để bàn việc thi đua")
            .into_owned();
        let near = as_wide_as("Họp vào ngày 02 tháng 01");
        assert!(shown(&at_ends(&text, Face::Regular, near)).starts_with("Họp vào ngày_02_tháng_01_năm_2021 tại"));
        let within = as_wide_as("Họp vào ngày 02 tháng 01 năm 2021 tại trụ sở của");
        assert!(!at_ends(&text, Face::Regular, within).contains(NO_BREAK_SPACE));
        // In a line that is not stretched all spaces are alike, and the text is left alone.
        let left = Lines { justified: false, ..within };
        assert!(matches!(at_ends(&text, Face::Regular, left), Cow::Borrowed(_)));
    }

    #[test]
    fn room_that_several_spaces_keep_open_stays() {
        let text = "số \u{a0}\u{a0}\u{a0}/KH và năm\u{a0}2021";
        assert_eq!(shown(&at_ends(text, Face::Regular, wide(Length::mm(150)))), "số ___/KH và năm 2021");
    }

    #[test]
    fn a_line_broken_by_hand_is_where_the_next_one_begins() {
        let text = bind("Thời gian họp từ ngày 05 tháng 3 năm 2021 trở đi cho đến hết quý").into_owned();
        let room = as_wide_as("Thời gian họp từ ngày 05 tháng");
        let held = |content: &[Inline]| {
            let held = paragraph(content, Face::Regular, room).into_owned();
            held.iter().map(|inline| shown(said(inline))).collect::<String>()
        };
        assert!(held(&[plain(&text)]).contains("ngày_05_tháng_3_năm_2021"));
        let broken = [plain("Họp"), Inline::Break, plain("ngày\u{a0}05 tại huyện")];
        assert_eq!(held(&broken), "Họp\nngày_05 tại huyện");
    }

    #[test]
    fn a_symbol_parted_by_its_looks_is_held_in_each_part() {
        let bold = Inline::Text { text: "15/KH".to_owned(), bold: true, italic: false };
        let content = [plain("Kế hoạch số "), bold, plain("-UBND năm")];
        let held = paragraph(&content, Face::Regular, wide(Length::mm(40)));
        let texts: Vec<String> = held.iter().map(|inline| shown(said(inline))).collect();
        assert_eq!(texts, ["Kế hoạch số ", "15/KH", "~UBND năm"]);
    }

    /// Breaks a text as programs do: each line takes the words that fit, its spaces narrowed as `narrow` says of it, where
    /// no-break spaces keep their width.
    fn ends(text: &str, room: i64, narrow: impl Fn(usize) -> i64) -> Vec<usize> {
        let (mut ends, mut x, mut at) = (Vec::new(), 0, 0);
        for word in text.split_inclusive(' ') {
            let bare = word.trim_end_matches(' ');
            let width = text_width(bare, Face::Regular, 28);
            if x > 0 && x + width > room {
                ends.push(at);
                x = 0;
            }
            x += width + text_width(&word[bare.len()..], Face::Regular, 28) * narrow(ends.len()) / 100;
            at += word.len();
        }
        ends
    }

    proptest! {
        #[test]
        fn no_line_of_any_program_ends_within_what_is_bound(
            words in prop::collection::vec("(ngày 0[1-9] tháng 1[0-2] năm 2021|khoản 2 Điều 3|[1-9]00\\.000 đồng|của|thi đua|nghiêm)", 1..60),
            room in 40_i64..170,
            narrow in prop::collection::vec(75_i64..=100, 40),
        ) {
            let text = bind(&words.join(" ")).into_owned();
            let lines = wide(Length::mm(room));
            let held = at_ends(&text, Face::Regular, lines).into_owned();
            for end in ends(&held, lines.others.as_emu(), |line| narrow[line.min(39)]) {
                let last = held[..end].chars().count() - 1;
                prop_assert_eq!(text.chars().nth(last), Some(' '), "{}", shown(&held));
            }
        }
    }
}
