//! Mending of words: which letters of a line make place for which. Nothing here changes what a line says but by the
//! letters that its rule is about.

use std::ops::Range;

use crate::check::words::fold;
use crate::viet::date;
use crate::viet::text::{lower_first, nfc, upper, upper_first};

/// Stretches of a line and what stands there instead; in order, none upon another.
pub type Hunks = Vec<(Range<usize>, String)>;

/// A line and what its rule said of it.
#[derive(Debug, Clone, Copy)]
pub struct Told<'t> {
    /// The line as it is written.
    pub line: &'t str,
    /// What was seen.
    pub seen: &'t str,
    /// What was wanted.
    pub wanted: &'t str,
}

/// Returns what stands between the first quotes, else the whole.
fn quoted(text: &str) -> &str {
    let inner = text.split_once('“').and_then(|(_, rest)| rest.rsplit_once('”'));
    inner.map_or(text, |(inner, _)| inner).trim()
}

/// Finds words in a line however wide the blanks between them are, not within longer words.
fn find(line: &str, words: &str) -> Option<Range<usize>> {
    let parts: Vec<&str> = words.split_whitespace().collect();
    let first = *parts.first()?;
    line.match_indices(first).find_map(|(start, _)| {
        let mut at = start;
        for (number, part) in parts.iter().enumerate() {
            let rest = &line[at..];
            let bare = rest.trim_start();
            if (number > 0 && bare.len() == rest.len()) || !bare.starts_with(part) {
                return None;
            }
            at += rest.len() - bare.len() + part.len();
        }
        let joined = |a: Option<char>, b: Option<char>| {
            a.is_some_and(char::is_alphanumeric) && b.is_some_and(char::is_alphanumeric)
        };
        let before = joined(line[..start].chars().next_back(), words.chars().next());
        let after = joined(words.chars().next_back(), line[at..].chars().next());
        (!before && !after).then_some(start..at)
    })
}

/// Returns the smallest change that makes one text of another, word by word.
fn change(at: usize, old: &str, new: &str) -> Hunks {
    let (olds, news): (Vec<&str>, Vec<&str>) = (old.split(' ').collect(), new.split(' ').collect());
    if olds.len() != news.len() {
        return trimmed(at, old, new).into_iter().collect();
    }
    let mut hunks = Hunks::new();
    let mut from = at;
    for (old, new) in olds.iter().zip(news) {
        hunks.extend(trimmed(from, old, new));
        from += old.len() + 1;
    }
    hunks
}

/// Takes off what both begin and end with.
fn trimmed(at: usize, old: &str, new: &str) -> Option<(Range<usize>, String)> {
    if old == new {
        return None;
    }
    let front: usize = old.chars().zip(new.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (old_rest, new_rest) = (&old[front..], &new[front..]);
    let back = old_rest.chars().rev().zip(new_rest.chars().rev()).take_while(|(a, b)| a == b);
    let back: usize = back.map(|(a, _)| a.len_utf8()).sum();
    let range = at + front..at + old.len() - back;
    Some((range, new_rest[..new_rest.len() - back].to_owned()))
}

/// Puts what was wanted in place of what was seen, where both are the same letters but for capitals and marks.
pub fn as_quoted(told: &Told<'_>) -> Hunks {
    let (seen, wanted) = (quoted(told.seen), quoted(told.wanted));
    if fold(seen) != fold(wanted) {
        return Hunks::new();
    }
    find(told.line, seen).map(|at| change(at.start, &told.line[at], wanted)).unwrap_or_default()
}

/// As [`as_quoted`], where the last word is a number written in other signs.
pub fn as_numbered(told: &Told<'_>) -> Hunks {
    let (seen, wanted) = (quoted(told.seen), quoted(told.wanted));
    let split = |text: &str| text.rsplit_once(' ').map(|(words, _)| fold(words));
    if split(seen).is_none() || split(seen) != split(wanted) {
        return Hunks::new();
    }
    find(told.line, seen).map(|at| change(at.start, &told.line[at], wanted)).unwrap_or_default()
}

/// Puts `ngày 06` in place of `ngày 6`: both are said without quotes.
pub fn as_said(told: &Told<'_>) -> Hunks {
    let lower = told.line.to_lowercase();
    if lower.len() != told.line.len() {
        return Hunks::new();
    }
    let at = find(&lower, &told.seen.to_lowercase());
    let number = |text: &str| text.rsplit_once(' ').map(|(_, number)| number.to_owned());
    let (Some(at), Some(seen), Some(wanted)) = (at, number(told.seen), number(told.wanted)) else {
        return Hunks::new();
    };
    trimmed(at.end - seen.len(), &seen, &wanted).into_iter().collect()
}

/// Writes the whole line as wanted, where both are the same letters.
pub fn whole(told: &Told<'_>) -> Hunks {
    let wanted = quoted(told.wanted);
    let text = told.line.trim();
    if fold(text) != fold(wanted) {
        return Hunks::new();
    }
    let start = told.line.len() - told.line.trim_start().len();
    change(start, text, wanted)
}

/// Ends the line with the mark wanted.
pub fn end(told: &Told<'_>) -> Hunks {
    let mark = quoted(told.wanted);
    let mark = if mark == told.wanted { "." } else { mark };
    let text = told.line.trim_end_matches(|c: char| c.is_whitespace() || ".;,:/".contains(c));
    let old = &told.line[text.len()..];
    if text.is_empty() { Hunks::new() } else { trimmed(text.len(), old, mark).into_iter().collect() }
}

/// Ends a sentence with the mark wanted; what ends with no mark may be a heading under which something is missing.
pub fn sentence_end(told: &Told<'_>) -> Hunks {
    if told.line.trim_end().ends_with(['.', '/']) { end(told) } else { Hunks::new() }
}

/// Puts a colon behind `Kính gửi`, `Số` or `Lưu`, or writes the one there right.
pub fn colon(told: &Told<'_>) -> Hunks {
    let word = ["Kính gửi", "Số", "Lưu"].into_iter().find_map(|word| Some((word, opening(told.line, word)?)));
    let Some((word, at)) = word else { return Hunks::new() };
    let rest = &told.line[at.end..];
    let after = rest.trim_start_matches(|c: char| c.is_whitespace() || ":.;,-".contains(c));
    let marks = rest.len() - after.len();
    let new = format!("{word}: ");
    let old = &told.line[at.start..at.end + marks];
    trimmed(at.start, old, if after.is_empty() { new.trim_end() } else { &new }).into_iter().collect()
}

/// Finds a word that the line begins with, a dash before it left out, in capitals or not.
fn opening(line: &str, word: &str) -> Option<Range<usize>> {
    let bare = line.trim_start_matches(|c: char| c.is_whitespace() || "-–".contains(c));
    let start = line.len() - bare.len();
    let end = bare.char_indices().nth(word.chars().count()).map_or(bare.len(), |(at, _)| at);
    let whole = !bare[end..].starts_with(char::is_alphabetic);
    (whole && fold(&bare[..end]) == fold(word)).then_some(start..start + end)
}

/// Puts a dash before the line.
pub fn dash(told: &Told<'_>) -> Hunks {
    let bare = told.line.trim_start_matches(|c: char| c.is_whitespace() || "+*•·−".contains(c));
    let start = told.line.len() - told.line.trim_start().len();
    if bare.is_empty() { Hunks::new() } else { vec![(start..told.line.len() - bare.len(), "- ".to_owned())] }
}

/// Writes every word in capitals.
pub fn capitals(told: &Told<'_>) -> Hunks {
    change(0, told.line, &upper(told.line))
}

/// Writes a name with one capital for each word.
pub fn name(told: &Told<'_>) -> Hunks {
    let word = |word: &str| upper_first(&word.to_lowercase());
    change(0, told.line, &told.line.split(' ').map(word).collect::<Vec<_>>().join(" "))
}

/// Writes `Phụ lục` small.
pub fn annex(told: &Told<'_>) -> Hunks {
    find(told.line, "PHỤ LỤC").map(|at| change(at.start, &told.line[at], "Phụ lục")).unwrap_or_default()
}

/// Writes `Về việc` in place of `V/v`.
pub fn about(told: &Told<'_>) -> Hunks {
    let lower = told.line.to_lowercase();
    let at = lower.find("v/v").filter(|_| lower.len() == told.line.len());
    at.map(|at| vec![(at..at + 3, "Về việc".to_owned())]).unwrap_or_default()
}

/// Leaves one of several blanks.
pub fn blanks(told: &Told<'_>) -> Hunks {
    let start = told.line.len() - told.line.trim_start().len();
    let end = told.line.trim_end().len();
    let mut hunks = Hunks::new();
    let mut from = start;
    while let Some(at) = told.line.get(from..end).and_then(|rest| rest.find("  ")) {
        let first = from + at;
        let count = told.line[first..end].chars().take_while(|c| *c == ' ').count();
        hunks.push((first + 1..first + count, String::new()));
        from = first + count;
    }
    hunks
}

/// Takes blanks before marks away.
pub fn before_marks(told: &Told<'_>) -> Hunks {
    let mut hunks = Hunks::new();
    for (at, _) in told.line.match_indices([',', ';', ':', '.']) {
        let before = &told.line[..at];
        let bare = before.trim_end_matches([' ', '\u{a0}']);
        let ends = told.line[at + 1..].chars().next().is_none_or(char::is_whitespace);
        if bare.len() < before.len() && ends && bare.ends_with(char::is_alphanumeric) {
            hunks.push((bare.len()..at, String::new()));
        }
    }
    hunks
}

/// Takes blanks and tabs at the start away.
pub fn start(told: &Told<'_>) -> Hunks {
    let count = told.line.len() - told.line.trim_start_matches(['\t', ' ', '\u{a0}']).len();
    if count == 0 { Hunks::new() } else { vec![(0..count, String::new())] }
}

/// Takes blanks out of number and symbol.
pub fn symbol(told: &Told<'_>) -> Hunks {
    let Some(slash) = told.line.find('/') else { return Hunks::new() };
    let end = told.line.trim_end().len();
    let before = told.line[..slash].trim_end().len();
    let blanks = told.line.char_indices().filter(|(at, c)| *at >= before && *at < end && c.is_whitespace());
    blanks.map(|(at, c)| (at..at + c.len_utf8(), String::new())).collect()
}

/// Writes the number before the slash with two figures at least, and no more zeros than that.
pub fn number(told: &Told<'_>) -> Hunks {
    let Some(slash) = told.line.find('/') else { return Hunks::new() };
    let before = told.line[..slash].trim_end();
    let bare = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let old = &before[bare.len()..];
    let Ok(number) = old.parse::<u64>() else { return Hunks::new() };
    trimmed(bare.len(), old, &format!("{number:02}")).into_iter().collect()
}

/// Puts a comma and a blank before `ngày`.
pub fn comma(told: &Told<'_>) -> Hunks {
    let lower = told.line.to_lowercase();
    let Some(at) = lower.find("ngày").filter(|_| lower.len() == told.line.len()) else { return Hunks::new() };
    let place = told.line[..at].trim_end_matches(|c: char| c.is_whitespace() || ",.;-–".contains(c));
    if place.trim().is_empty() {
        return Hunks::new();
    }
    trimmed(place.len(), &told.line[place.len()..at], ", ").into_iter().collect()
}

/// Writes the word that was told with a capital.
pub fn capital(told: &Told<'_>) -> Hunks {
    let wanted = quoted(told.wanted);
    let small = lower_first(wanted);
    find(told.line, &small).map(|at| change(at.start, &told.line[at], wanted)).unwrap_or_default()
}

/// Writes `KT. ` as wanted before a post: the letters, a full stop, a blank.
pub fn authority(told: &Told<'_>) -> Hunks {
    let prefix = quoted(told.wanted).trim_end_matches('.');
    let marks = |c: char| c.is_whitespace() || "./".contains(c);
    let start = told.line.len() - told.line.trim_start().len();
    let mut rest = &told.line[start..];
    for letter in prefix.chars() {
        let Some(after) = rest.trim_start_matches(marks).strip_prefix(letter) else { return Hunks::new() };
        rest = after;
    }
    let end = told.line.len() - rest.trim_start_matches(marks).len();
    trimmed(start, &told.line[start..end], &format!("{prefix}. ")).into_iter().collect()
}

/// Writes a date in figures in words.
pub fn date_in_words(told: &Told<'_>) -> Hunks {
    let mut from = 0;
    for word in told.line.split([' ', '\u{a0}', '(', ')', ',', ';']) {
        let bare = word.trim_end_matches('.');
        if let Ok(day) = date::parse(&bare.replace('-', "/")) {
            let long = date::long(day);
            let after = told.line[..from].trim_end().to_lowercase().ends_with("ngày");
            let new = if after { long.trim_start_matches("ngày ").to_owned() } else { long };
            return vec![(from..from + bare.len(), new)];
        }
        from += word.len() + told.line[from + word.len()..].chars().next().map_or(0, char::len_utf8);
    }
    Hunks::new()
}

/// Composes letters and their marks.
pub fn composed(told: &Told<'_>) -> Hunks {
    let mut hunks = Hunks::new();
    let mut from = 0;
    let starts = told.line.char_indices().filter(|(_, c)| !is_mark(*c)).map(|(at, _)| at).skip(1);
    for to in starts.chain([told.line.len()]) {
        let cluster = &told.line[from..to];
        let new = nfc(cluster);
        if new != cluster {
            hunks.push((from..to, new.into_owned()));
        }
        from = to;
    }
    hunks
}

const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(mend: fn(&Told<'_>) -> Hunks, line: &str, seen: &str, wanted: &str) -> String {
        let mut text = line.to_owned();
        for (at, new) in mend(&Told { line, seen, wanted }).into_iter().rev() {
            text.replace_range(at, &new);
        }
        text
    }

    #[test]
    fn what_is_quoted_is_replaced_where_only_capitals_or_marks_differ() {
        assert_eq!(mended(as_quoted, "theo  điều 5 và điều 56", "“điều 5”", "“Điều 5”"), "theo  Điều 5 và điều 56");
        assert_eq!(mended(as_quoted, "KT.GIÁM ĐỐC", "“KT.GIÁM”", "“KT. ”"), "KT.GIÁM ĐỐC");
        assert_eq!(mended(authority, "K/T GIÁM ĐỐC", "“K/T”", "“KT. ”"), "KT. GIÁM ĐỐC");
        assert_eq!(mended(authority, "KT.GIÁM ĐỐC", "“KT.GIÁM”", "“KT. ”"), "KT. GIÁM ĐỐC");
        assert_eq!(mended(as_numbered, "Chương 1", "“Chương 1”", "“Chương I”"), "Chương I");
        assert_eq!(
            mended(as_numbered, "Chương 1. Quy định", "“Chương 1. Quy định”", "“Chương I”"),
            "Chương 1. Quy định"
        );
    }

    #[test]
    fn a_heading_at_the_end_gets_no_end_of_text() {
        let wanted = "“./.” ở cuối";
        assert_eq!(mended(sentence_end, "tổng hợp theo quy định.", "", wanted), "tổng hợp theo quy định./.");
        assert_eq!(mended(sentence_end, "3. Nhiệm vụ", "", wanted), "3. Nhiệm vụ");
    }

    #[test]
    fn zeros_of_days_months_and_numbers_are_put_in_or_taken_away() {
        assert_eq!(
            mended(as_said, "Nha Trang, ngày\u{a0}6 tháng 02", "ngày 6", "ngày 06"),
            "Nha Trang, ngày\u{a0}06 tháng 02"
        );
        assert_eq!(mended(as_said, "ngày 29 tháng 06", "tháng 06", "tháng 6"), "ngày 29 tháng 6");
        assert_eq!(mended(number, "Số: 5/KH-STC", "", ""), "Số: 05/KH-STC");
        assert_eq!(mended(number, "Số: 0012/KH-STC", "", ""), "Số: 12/KH-STC");
        assert_eq!(mended(number, "Số:    /KH-STC", "", ""), "Số:    /KH-STC");
    }

    #[test]
    fn ends_colons_and_dashes_are_written_as_wanted() {
        assert_eq!(mended(end, "Căn cứ Luật Thủ đô,", "", "dấu “;” cuối dòng"), "Căn cứ Luật Thủ đô;");
        assert_eq!(mended(end, "tổ chức thực hiện.", "", "“./.” ở cuối"), "tổ chức thực hiện./.");
        assert_eq!(mended(colon, "Kính gửi Bộ Nội vụ", "", ""), "Kính gửi: Bộ Nội vụ");
        assert_eq!(mended(colon, "Số 12/KH-STC", "", ""), "Số: 12/KH-STC");
        assert_eq!(mended(colon, "- Lưu VT, VP.", "", ""), "- Lưu: VT, VP.");
        assert_eq!(mended(dash, "+ Như trên;", "", ""), "- Như trên;");
    }

    #[test]
    fn blanks_dates_and_decomposed_letters_are_mended_in_their_places() {
        assert_eq!(mended(blanks, "  cải  cách   hành chính ", "", ""), "  cải cách hành chính ");
        assert_eq!(mended(before_marks, "tệp .docx , rồi .", "", ""), "tệp .docx, rồi.");
        assert_eq!(mended(symbol, "Số: 12 /KH - STC", "", ""), "Số: 12/KH-STC");
        assert_eq!(mended(date_in_words, "Khánh Hòa, ngày 06/02/2026", "", ""), "Khánh Hòa, ngày 06 tháng 02 năm 2026");
        assert_eq!(mended(composed, "tie\u{302}\u{301}ng Vie\u{323}\u{302}t", "", ""), "tiếng Việt");
        assert_eq!(mended(comma, "Khánh Hòa ngày 06", "", ""), "Khánh Hòa, ngày 06");
    }
}
