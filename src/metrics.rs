//! How wide a line of Times New Roman is, and where a centred title breaks best.
//!
//! The widths are those Word uses with kerning off, which is its default.

mod table;

use table::{RANGES, UNITS_PER_EM, WIDTHS};

/// Length of half a point, the unit of type sizes, in EMU.
const EMU_PER_HALF_POINT: i64 = 6350;

/// Texts that need more lines than this are filled, not balanced.
const MOST_BALANCED_LINES: usize = 12;

/// One of the four faces of Times New Roman.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Face {
    /// Upright, normal weight.
    Regular,
    /// Upright, bold.
    Bold,
    /// Italic, normal weight.
    Italic,
    /// Italic and bold.
    BoldItalic,
}

impl Face {
    /// Returns this face made bold, italic or both besides.
    #[must_use]
    pub const fn with(self, bold: bool, italic: bool) -> Self {
        let bold = bold || matches!(self, Self::Bold | Self::BoldItalic);
        let italic = italic || matches!(self, Self::Italic | Self::BoldItalic);
        match (bold, italic) {
            (false, false) => Self::Regular,
            (true, false) => Self::Bold,
            (false, true) => Self::Italic,
            (true, true) => Self::BoldItalic,
        }
    }
}

/// Returns the width of `text` set on one line, in EMU, to the nearest unit.
///
/// A character the table does not know counts as wide as a digit, a combining mark as nothing.
pub fn text_width(text: &str, face: Face, half_points: u32) -> i64 {
    to_emu(units(text, face), half_points)
}

/// Returns the width of the widest piece of `text` that no line may part, in EMU: words, and what no-break spaces join.
pub fn unbroken_width(text: &str, face: Face, half_points: u32) -> i64 {
    let widest = text.split(is_break).map(|piece| units(piece, face)).max();
    to_emu(widest.unwrap_or(0), half_points)
}

/// Returns how many lines a text takes when each is filled as far as it goes; a word wider than the line is cut.
pub fn lines(text: &str, face: Face, half_points: u32, max_width_emu: i64) -> u32 {
    let of = |line: &str| {
        let words = Words::of(line, face, half_points);
        let ends = words.fill(max_width_emu);
        let starts = std::iter::once(0).chain(ends.iter().copied());
        let widths = starts.zip(&ends).map(|(from, to)| words.width(from, *to));
        let count: i64 = widths.map(|width| (width + max_width_emu - 1) / max_width_emu.max(1)).sum();
        u32::try_from(count).unwrap_or(u32::MAX).max(1)
    };
    text.lines().map(of).fold(0, u32::saturating_add).max(1)
}

/// Breaks `text` into the fewest lines no wider than `max_width_emu`, as even as they can be.
///
/// A first line shorter than the second is avoided where the cost is small. Lines break at
/// spaces only, never at a no-break space; a word wider than the line stands alone. The lines
/// are slices of `text` without the spaces around them; blank text has none.
pub fn balance(text: &str, face: Face, half_points: u32, max_width_emu: i64) -> Vec<&str> {
    let words = Words::of(text, face, half_points);
    let greedy = words.fill(max_width_emu);
    if greedy.len() < 2 || greedy.len() > MOST_BALANCED_LINES {
        return words.lines(&greedy);
    }
    match words.even(greedy.len(), max_width_emu) {
        Some(ends) => words.lines(&ends),
        None => words.lines(&greedy),
    }
}

/// Sum of the advance widths in parts of the type size.
fn units(text: &str, face: Face) -> i64 {
    text.chars().map(|c| i64::from(advance(c, face))).sum()
}

fn to_emu(units: i64, half_points: u32) -> i64 {
    let em = i64::from(half_points).saturating_mul(EMU_PER_HALF_POINT);
    units.saturating_mul(em).saturating_add(UNITS_PER_EM / 2) / UNITS_PER_EM
}

fn advance(c: char, face: Face) -> u16 {
    let code = u32::from(c);
    let known = RANGES.iter().find(|(first, last, _)| (*first..=*last).contains(&code));
    let place = match known {
        Some((first, _, start)) => *start + (code - first) as usize,
        None if has_no_width(code) => return 0,
        None => ('0' as usize) - (' ' as usize),
    };
    WIDTHS.get(place).map_or(0, |row| row[face as usize])
}

/// Tells whether a character outside the table sets no advance of its own.
fn has_no_width(code: u32) -> bool {
    matches!(code, 0..=0x1F | 0x7F..=0x9F | 0x300..=0x36F | 0x200B..=0x200F | 0x2060 | 0xFEFF)
}

/// Tells whether a line may end at a character.
pub fn is_break(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{202F}' | '\u{2007}')
}

/// The words of a text with their places and widths, for measuring any span of them.
struct Words<'a> {
    text: &'a str,
    /// First and last byte of each word.
    spans: Vec<(usize, usize)>,
    /// Units from the start of the text to the start and the end of each word.
    offsets: Vec<(i64, i64)>,
    half_points: u32,
}

impl<'a> Words<'a> {
    fn of(text: &'a str, face: Face, half_points: u32) -> Self {
        let mut words = Self { text, spans: Vec::new(), offsets: Vec::new(), half_points };
        let (mut open, mut x) = (None, 0);
        for (at, c) in text.char_indices() {
            if is_break(c) {
                words.close(open.take(), at, x);
            } else if open.is_none() {
                open = Some((at, x));
            }
            x += i64::from(advance(c, face));
        }
        words.close(open, text.len(), x);
        words
    }

    fn close(&mut self, open: Option<(usize, i64)>, end: usize, x: i64) {
        if let Some((start, from)) = open {
            self.spans.push((start, end));
            self.offsets.push((from, x));
        }
    }

    fn len(&self) -> usize {
        self.spans.len()
    }

    /// Width in EMU of the words from `from` up to, not including, `to`.
    fn width(&self, from: usize, to: usize) -> i64 {
        to_emu(self.offsets[to - 1].1 - self.offsets[from].0, self.half_points)
    }

    fn fits(&self, from: usize, to: usize, max: i64) -> bool {
        to == from + 1 || self.width(from, to) <= max
    }

    /// Fills each line as far as it goes; returns the number of words up to the end of each.
    fn fill(&self, max: i64) -> Vec<usize> {
        let (mut ends, mut from) = (Vec::new(), 0);
        for to in 1..=self.len() {
            if !self.fits(from, to, max) {
                ends.push(to - 1);
                from = to - 1;
            }
        }
        if self.len() > 0 {
            ends.push(self.len());
        }
        ends
    }

    /// The most even way to set all words in `count` lines that fit, if there is one.
    fn even(&self, count: usize, max: i64) -> Option<Vec<usize>> {
        let rest = self.rests(count, max);
        let mut best: Option<(i128, Vec<usize>)> = None;
        for first in (1..self.len()).take_while(|first| self.fits(0, *first, max)) {
            let tails = rest[count - 2].iter().enumerate().skip(first + 1);
            for (second, tail) in tails.take_while(|(second, _)| self.fits(first, *second, max)) {
                let Some((tail, _)) = tail else { continue };
                let cost = self.head_cost(first, second) + tail;
                if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                    best = Some((cost, vec![first, second]));
                }
            }
        }
        let (_, mut ends) = best?;
        for left in (1..count - 1).rev() {
            let (_, next) = rest[left][*ends.last()?]?;
            ends.push(next);
        }
        Some(ends)
    }

    /// For each number of lines and each word: the least cost from there on, and the first break.
    fn rests(&self, count: usize, max: i64) -> Vec<Vec<Option<(i128, usize)>>> {
        let n = self.len();
        let mut rests = vec![vec![None; n + 1]];
        rests[0][n] = Some((0, n));
        for left in 1..count - 1 {
            let row = (0..=n).map(|from| self.best_line(from, max, &rests[left - 1])).collect();
            rests.push(row);
        }
        rests
    }

    fn best_line(&self, from: usize, max: i64, after: &[Option<(i128, usize)>]) -> Option<(i128, usize)> {
        (from + 1..=self.len())
            .take_while(|to| self.fits(from, *to, max))
            .filter_map(|to| after[to].map(|(tail, _)| (square(self.width(from, to)) + tail, to)))
            .min_by_key(|(cost, _)| *cost)
    }

    /// Cost of the first two lines: squares of the widths, which are least when they are even,
    /// and as much again for a first line that is the shorter one.
    fn head_cost(&self, first: usize, second: usize) -> i128 {
        let (one, two) = (self.width(0, first), self.width(first, second));
        square(one) + square(two) + square((two - one).max(0))
    }

    fn lines(&self, ends: &[usize]) -> Vec<&'a str> {
        let starts = std::iter::once(0).chain(ends.iter().copied());
        starts.zip(ends).map(|(from, to)| &self.text[self.spans[from].0..self.spans[to - 1].1]).collect()
    }
}

fn square(width: i64) -> i128 {
    i128::from(width) * i128::from(width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_as_they_fill_and_words_too_wide_are_cut() {
        let width = text_width("một hai ba", Face::Regular, 22);
        let count = |text: &str| lines(text, Face::Regular, 22, width);
        assert_eq!(["", "một", "một hai ba", "một hai ba bốn", "một\nhai"].map(count), [1, 1, 1, 2, 2]);
        assert_eq!(count(&"một hai ba ".repeat(7)), 7);
        assert_eq!(count("mộthaibamộthaiba"), 2);
    }
    use proptest::prelude::*;

    const POINT_13: u32 = 26;

    #[test]
    fn widths_are_those_of_the_font_file() {
        let cases = [
            (Face::Bold, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 42725),
            (Face::Bold, "Độc lập - Tự do - Hạnh phúc", 25071),
            (Face::Italic, "Hà Nội, ngày 05 tháng 01 năm 2020", 29923),
            (Face::Regular, "Về việc “tổng kết”…", 17344),
            (Face::BoldItalic, "Kính gửi:", 8227),
        ];
        for (face, text, expected) in cases {
            assert_eq!(units(text, face), expected, "{text}");
        }
    }

    #[test]
    fn the_motto_at_14_points_is_60_mm_wide() {
        // 25071 / 2048 em of 14 points, 12700 EMU each.
        assert_eq!(text_width("Độc lập - Tự do - Hạnh phúc", Face::Bold, 28), 2_176_574);
    }

    #[test]
    fn marks_written_apart_from_their_letter_add_no_width() {
        let apart = text_width("e\u{302}\u{301}", Face::Regular, POINT_13);
        assert_eq!(apart, text_width("ế", Face::Regular, POINT_13));
    }

    #[test]
    fn an_unknown_character_is_as_wide_as_a_digit() {
        let digit = text_width("0", Face::Bold, POINT_13);
        assert_eq!(text_width("字", Face::Bold, POINT_13), digit);
    }

    #[test]
    fn two_lines_come_out_even_and_the_first_is_not_the_short_one() {
        let title = "Về việc triển khai công tác thi\u{A0}đua, khen thưởng năm 2020";
        let max = text_width("Về việc triển khai công tác thi đua, khen", Face::Bold, 28);
        assert_eq!(
            balance(title, Face::Bold, 28, max),
            ["Về việc triển khai công tác", "thi\u{A0}đua, khen thưởng năm 2020"]
        );
        let halves = "mười hai năm mười ba";
        let max = text_width("mười hai năm mười", Face::Regular, 28);
        assert_eq!(balance(halves, Face::Regular, 28, max), ["mười hai năm", "mười ba"]);
    }

    #[test]
    fn a_line_never_breaks_at_a_no_break_space() {
        let lines = balance("ngày\u{A0}05 tháng\u{A0}01", Face::Regular, 28, 1);
        assert_eq!(lines, ["ngày\u{A0}05", "tháng\u{A0}01"]);
    }

    #[test]
    fn blank_text_has_no_lines_and_text_that_fits_has_one() {
        assert!(balance("  ", Face::Regular, 28, 1000).is_empty());
        assert_eq!(balance(" một  hai ", Face::Regular, 28, i64::MAX), ["một  hai"]);
    }

    proptest! {
        #[test]
        fn no_word_is_lost_and_no_line_is_added(
            text in "[a-zđê \u{A0}]{0,200}",
            max in -1i64..3_000_000,
            size in 0u32..60,
        ) {
            let lines = balance(&text, Face::Regular, size, max);
            let words: Vec<&str> = text.split(is_break).filter(|w| !w.is_empty()).collect();
            let kept: Vec<&str> = lines
                .iter()
                .flat_map(|l| l.split(is_break).filter(|w| !w.is_empty()))
                .collect();
            prop_assert_eq!(words, kept);
            let all = Words::of(&text, Face::Regular, size);
            prop_assert_eq!(lines.len(), all.fill(max).len());
            for line in lines {
                let alone = !line.contains(is_break);
                prop_assert!(alone || text_width(line, Face::Regular, size) <= max);
            }
        }
    }
}
