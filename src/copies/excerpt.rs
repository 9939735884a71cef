//! A part of a document with its full head and foot: which paragraphs there are, and the file with some of them.

use std::ops::RangeInclusive;

use super::CopyError;
use crate::docx::DocxView;
use crate::docx::format::Alignment;
use crate::docx::view::{Block, Table};
use crate::ooxml::body::{Body, Piece};
use crate::ooxml::fragment::first;
use crate::ooxml::write::Repack;
use crate::viet::roman;
use crate::viet::text::nfc;

/// What is asked for: paragraphs by their numbers, parts by the words they begin with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Paragraphs, counted from 1.
    pub paragraphs: Vec<RangeInclusive<usize>>,
    /// How parts begin: `Điều 2`, `II`.
    pub parts: Vec<String>,
}

/// A paragraph or table that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number, from 1.
    pub number: usize,
    /// Its text.
    pub text: String,
    /// Whether it heads a part.
    pub heading: bool,
}

/// What is known of a paragraph or table.
#[derive(Debug)]
struct Seen {
    text: String,
    centred: bool,
    style: String,
    level: Option<u8>,
    table: bool,
}

/// A document cut into head, what can be chosen, and foot.
struct Parts {
    seen: Vec<Seen>,
    /// The first paragraph behind the head.
    start: usize,
    /// The table with recipients and signature.
    foot: usize,
    /// Places of what can be chosen.
    lines: Vec<usize>,
}

/// Returns what can be chosen of a Word file.
pub fn outline(bytes: &[u8]) -> Result<Vec<Line>, CopyError> {
    let parts = Parts::of(bytes)?;
    let line = |(index, at): (usize, &usize)| {
        let seen = &parts.seen[*at];
        Line { number: index + 1, text: seen.text.clone(), heading: rank(seen).is_some() }
    };
    Ok(parts.lines.iter().enumerate().map(line).collect())
}

/// Returns the Word file with its head, its foot and what was chosen; where something is left out it says “[...]”.
pub fn excerpt(bytes: &[u8], selection: &Selection) -> Result<Vec<u8>, CopyError> {
    let parts = Parts::of(bytes)?;
    let chosen = parts.chosen(selection)?;
    let mut package = Repack::open(bytes)?;
    let main = package.main()?;
    let text = package.text(&main)?.unwrap_or_default();
    let body = Body::of(&text).ok_or(CopyError::Structure)?;
    let (content, section) = parts.written(&body, &chosen)?;
    package.put(&main, [body.before, &content, &section, body.after].concat());
    Ok(package.finish()?)
}

impl Parts {
    fn of(bytes: &[u8]) -> Result<Self, CopyError> {
        let view = DocxView::read(bytes).map_err(|_| CopyError::Structure)?;
        let seen: Vec<Seen> = view.sections.iter().flat_map(|section| &section.blocks).map(Seen::of).collect();
        let states = |seen: &Seen| seen.text.to_uppercase().contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
        let head = seen.iter().position(states).ok_or(CopyError::Frame)?;
        let is_foot = |seen: &Seen| seen.table && seen.text.split('\n').any(|line| line.starts_with("Nơi nhận"));
        let foot = seen.iter().position(is_foot).filter(|foot| *foot > head).ok_or(CopyError::Frame)?;
        let start = head + 1 + seen[head + 1..foot].iter().take_while(titles()).count();
        let can = |at: &usize| *at != foot && !seen[*at].text.is_empty();
        let lines = (start..seen.len()).filter(can).collect();
        Ok(Self { seen, start, foot, lines })
    }

    /// Returns which paragraphs are chosen, by their places.
    fn chosen(&self, selection: &Selection) -> Result<Vec<usize>, CopyError> {
        let mut chosen = Vec::new();
        for range in &selection.paragraphs {
            for number in range.clone() {
                let at = number.checked_sub(1).and_then(|index| self.lines.get(index));
                let missing = CopyError::NoParagraph { asked: number, last: self.lines.len() };
                chosen.push(*at.ok_or(missing)?);
            }
        }
        for words in &selection.parts {
            chosen.extend(self.part(words)?);
        }
        chosen.sort_unstable();
        chosen.dedup();
        Ok(chosen)
    }

    /// Returns the places of the part that begins with these words.
    fn part(&self, words: &str) -> Result<Vec<usize>, CopyError> {
        let fits: Vec<usize> =
            (0..self.lines.len()).filter(|index| begins(&self.seen[self.lines[*index]].text, words)).collect();
        let first = match fits.as_slice() {
            [] => return Err(CopyError::NoPart(words.to_owned())),
            [one] => *one,
            several => {
                let places = several.iter().map(|index| index + 1).collect();
                return Err(CopyError::Several { words: words.to_owned(), places });
            }
        };
        let head = &self.seen[self.lines[first]];
        let Some(own) = rank(head) else {
            return Err(CopyError::NoHeading { words: words.to_owned(), place: first + 1 });
        };
        let before_foot = self.lines[first] < self.foot;
        let inside = |at: &&usize| {
            let next = &self.seen[**at];
            (**at < self.foot) == before_foot && rank(next).is_none_or(|rank| !ends(own, rank))
        };
        let rest = self.lines[first + 1..].iter().take_while(inside);
        Ok(std::iter::once(self.lines[first]).chain(rest.copied()).collect())
    }

    /// Writes head, what is chosen and foot; returns the content and the properties of its last section.
    fn written(&self, body: &Body, chosen: &[usize]) -> Result<(String, String), CopyError> {
        let pieces: Vec<&Piece> = body.pieces().iter().collect();
        if pieces.iter().filter(|piece| piece.seen).count() != self.seen.len() {
            return Err(CopyError::Structure);
        }
        let last = chosen.last().copied().filter(|last| *last > self.foot);
        let (mut out, mut at, mut kept, mut left_out) = (String::new(), 0, true, false);
        for piece in pieces {
            let xml = body.xml(piece);
            if !piece.seen {
                out.push_str(xml);
                continue;
            }
            let (seen, is_fixed) = (&self.seen[at], at < self.start || at == self.foot);
            let keeps = if seen.text.is_empty() { kept } else { is_fixed || chosen.contains(&at) };
            if at > self.foot && last.is_none() {
                // Nothing of the annexes is chosen: what ends the section of the foot ends the copy.
                if let Some(section) = section(xml) {
                    return Ok((out, section.to_owned()));
                }
                at += 1;
                continue;
            }
            match (keeps, section(xml)) {
                (true, _) => {
                    if std::mem::take(&mut left_out) && !seen.text.is_empty() {
                        out.push_str(OMISSION);
                    }
                    out.push_str(xml);
                }
                (false, Some(section)) => out.push_str(&format!("<w:p><w:pPr>{section}</w:pPr></w:p>")),
                (false, None) => {}
            }
            left_out |= !keeps && !seen.text.is_empty();
            kept = keeps;
            at += 1;
        }
        Ok((out, body.section.to_owned()))
    }
}

/// Where text of the original is left out.
const OMISSION: &str = r#"<w:p><w:pPr><w:spacing w:before="120" w:after="0" w:line="240" w:lineRule="auto"/><w:ind w:left="0" w:right="0" w:firstLine="720"/><w:jc w:val="left"/></w:pPr><w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr><w:t>[...]</w:t></w:r></w:p>"#;

/// Returns the properties of the section that a paragraph ends.
fn section(xml: &str) -> Option<&str> {
    first(&xml[xml.find("<w:sectPr")?..])
}

impl Seen {
    fn of(block: &Block) -> Self {
        match block {
            Block::Paragraph(paragraph) => {
                let label = paragraph.label.as_ref().map_or("", |label| label.text.as_str());
                Self {
                    text: plain(&format!("{label} {}", paragraph.text())),
                    centred: paragraph.format.alignment == Alignment::Center,
                    style: paragraph.style_name.to_string(),
                    level: paragraph.format.outline_level,
                    table: false,
                }
            }
            Block::Table(table) => {
                let mut lines = Vec::new();
                collect(table, &mut lines);
                Self { text: lines.join("\n"), centred: false, style: String::new(), level: None, table: true }
            }
        }
    }
}

fn collect(table: &Table, lines: &mut Vec<String>) {
    for cell in table.rows.iter().flat_map(|row| &row.cells) {
        for block in &cell.blocks {
            match block {
                Block::Paragraph(paragraph) => lines.push(plain(&paragraph.text())),
                Block::Table(inner) => collect(inner, lines),
            }
        }
    }
}

fn plain(text: &str) -> String {
    let spaced = text.replace('\u{2011}', "-").replace('\u{ad}', "");
    nfc(&spaced).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns what tells the lines of the head below the table from the text: centred lines that begin no part, and the
/// addressees.
fn titles() -> impl FnMut(&&Seen) -> bool {
    let mut addressees: Option<String> = None;
    move |seen| {
        // A công điện says who wires: `Giám đốc Sở Tài chính điện:`.
        let calls = seen.text.starts_with("Kính gửi") || (addressees.is_none() && seen.text.ends_with(" điện:"));
        if calls && !seen.table {
            addressees = Some(seen.style.clone());
            return true;
        }
        let goes_on = addressees.as_ref().is_some_and(|style| *style == seen.style && seen.text.starts_with('-'));
        let title = addressees.is_none() && seen.centred && marked(&seen.text).is_none();
        seen.text.is_empty() || goes_on || title
    }
}

/// How high a part stands: its mark, its level in the outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Rank {
    mark: Option<u8>,
    level: Option<u8>,
}

fn rank(seen: &Seen) -> Option<Rank> {
    let mark = marked(&seen.text).filter(|_| !seen.table);
    (mark.is_some() || seen.level.is_some()).then_some(Rank { mark, level: seen.level })
}

/// Tells whether a part of the one rank ends where one of the other begins.
fn ends(own: Rank, next: Rank) -> bool {
    match (own.mark, next.mark, own.level, next.level) {
        (Some(own), Some(next), ..) | (_, _, Some(own), Some(next)) => next <= own,
        _ => false,
    }
}

/// Words that head parts, the highest first.
const WORDS: [(&str, u8); 6] = [("phụ lục", 0), ("phần", 0), ("chương", 1), ("tiểu mục", 3), ("mục", 2), ("điều", 4)];

/// Returns how high the mark at the start of a heading stands; nothing for one without.
fn marked(text: &str) -> Option<u8> {
    let lower = text.to_lowercase();
    let worded = WORDS.iter().find(|(word, _)| {
        let rest = lower.strip_prefix(word).map(str::trim_start);
        rest.and_then(|rest| rest.split([' ', '.', ':']).next()).is_some_and(is_number)
    });
    if let Some((_, rank)) = worded {
        return Some(*rank);
    }
    let mark = text.split(' ').next()?;
    let bare = mark.trim_end_matches(['.', ')', ':', '/']);
    if bare == mark || bare.is_empty() {
        return None;
    }
    if roman::parse(bare).is_some() {
        return Some(5);
    }
    if bare.split('.').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())) {
        return Some(6 + u8::try_from(bare.matches('.').count()).unwrap_or(3).min(3));
    }
    (bare.chars().count() == 1 && bare.chars().all(char::is_lowercase)).then_some(10)
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && (word.bytes().all(|byte| byte.is_ascii_digit()) || roman::parse(&word.to_uppercase()).is_some())
}

/// Tells whether a text begins with these words, not in the middle of one.
fn begins(text: &str, words: &str) -> bool {
    let (text, words) = (text.to_lowercase(), plain(words).to_lowercase());
    let words = words.trim_end_matches(['.', ':', ')']);
    let goes_on = |rest: &str| rest.trim_start_matches('.').starts_with(char::is_alphanumeric);
    text.strip_prefix(words).is_some_and(|rest| !words.is_empty() && !goes_on(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_parts_stand_in_the_order_of_the_decree() {
        let ranks =
            ["Phần I", "Chương II", "Mục 1", "Tiểu mục 2", "Điều 3. Tên", "IV. TÊN", "1. Tên", "1.2. Tên", "a) Tên"];
        let ranks: Vec<u8> = ranks.iter().map(|text| marked(text).unwrap()).collect();
        assert!(ranks.is_sorted_by(|one, next| one < next), "{ranks:?}");
        for text in ["Phần lớn các phòng", "Mục tiêu chung", "- Gạch đầu dòng", "Vi phạm", "2020 là năm", "Điều hành"]
        {
            assert_eq!(marked(text), None, "{text}");
        }
    }

    #[test]
    fn words_fit_at_the_start_of_a_text_only_and_whole() {
        assert!(
            begins("Điều 2. Tên", "điều 2") && begins("II. ĐỐI TƯỢNG", "II.") && begins("1. Mục đích:", "1. mục đích")
        );
        assert!(!begins("1.1. Tên", "1."));
        assert!(!begins("Điều 21. Tên", "Điều 2") && !begins("Theo Điều 2", "Điều 2") && !begins("I", ""));
    }
}
