//! How a workbook shows its numbers, where the cell's number alone is not what one sees: days counted from 1904, zeros in
//! front, percentages, hours beyond a day.

use std::collections::{BTreeMap, HashMap};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::MOST_ASIDE;
use crate::ooxml::{entry, relation};
use crate::viet;

/// The part that lists the sheets.
const WORKBOOK: &str = "xl/workbook.xml";

/// Row and column of a cell, counted from 0.
type Cell = (u32, u32);

/// Largest sheet that is looked through for formats.
const MOST_SHEET: u64 = super::MOST_BYTES;
/// Longest format that is read, in characters.
const LONGEST: usize = 255;

/// How a number is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// With so many figures at least, and these texts before and behind.
    Padded(String, Vec<Padding>),
    /// As a percentage with so many decimals.
    Percent(u32),
}

/// A piece of a format that fills up with zeros.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Padding {
    /// A figure.
    Figure,
    /// A sign as it is.
    Sign(char),
}

/// What of a workbook says how it is shown.
#[derive(Debug, Default)]
pub struct Look {
    /// Whether days are counted from 1904.
    pub since_1904: bool,
    formats: HashMap<usize, Shown>,
    /// The part of each sheet.
    sheets: BTreeMap<String, String>,
}

impl Look {
    /// Reads it; what cannot be read says nothing.
    pub fn read(bytes: &[u8]) -> Self {
        let mut look = Self::default();
        let Some(workbook) = part(bytes, WORKBOOK, MOST_ASIDE) else { return look };
        let mut ids = BTreeMap::new();
        each(&workbook, |tag| match (tag.name().as_ref(), tag.local_name().as_ref()) {
            // An extension has an element of this local name too.
            (name, b"workbookPr") if !name.starts_with(b"x15:") => {
                look.since_1904 |= matches!(value(tag, "date1904").as_deref(), Some("1" | "true"));
            }
            (_, b"sheet") => {
                let id = tag.attributes().flatten().find(|one| one.key.local_name().as_ref() == b"id");
                let id = id.map(|one| String::from_utf8_lossy(&one.value).into_owned());
                ids.extend(id.zip(value(tag, "name")));
            }
            _ => {}
        });
        let relations = part(bytes, &relation::part_for(WORKBOOK), MOST_ASIDE).unwrap_or_default();
        for link in relation::read(&relations) {
            look.sheets.extend(ids.get(&link.id).cloned().zip(link.part(WORKBOOK)));
        }
        look.formats = formats(&part(bytes, "xl/styles.xml", MOST_ASIDE).unwrap_or_default());
        look
    }

    /// Returns how the numbers of a sheet are shown, by row and column, where a number alone does not say it; and the
    /// cells whose formula has no result in the file.
    pub fn of(&self, bytes: &[u8], sheet: &str) -> (HashMap<Cell, &Shown>, Vec<Cell>) {
        let (mut cells, mut unreckoned) = (HashMap::new(), Vec::new());
        let Some(xml) = self.sheets.get(sheet) else { return (cells, unreckoned) };
        let xml = part(bytes, xml, MOST_SHEET).unwrap_or_default();
        if self.formats.is_empty() && !xml.contains("<f") && !xml.contains(":f") {
            return (cells, unreckoned);
        }
        let (mut formula, mut at, mut text) = (None, None, false);
        let mut result = false;
        all(&xml, |event| match event {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == b"c" => {
                unreckoned.extend(formula.take());
                at = value(tag, "r").and_then(|name| cell(&name));
                // The result of a formula may be an empty text.
                text = value(tag, "t").as_deref() == Some("str");
                let style = value(tag, "s").and_then(|style| style.parse::<usize>().ok());
                let shown = style.and_then(|style| self.formats.get(&style));
                cells.extend(at.zip(shown));
            }
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == b"f" => {
                formula = at.filter(|_| !text);
            }
            Event::Start(tag) => result = matches!(tag.local_name().as_ref(), b"v" | b"t"),
            Event::Text(_) | Event::GeneralRef(_) if result => formula = None,
            Event::End(_) => result = false,
            _ => {}
        });
        unreckoned.extend(formula);
        (cells, unreckoned)
    }
}

/// Returns row and column of a cell's name.
fn cell(name: &str) -> Option<(u32, u32)> {
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let column = name[..letters].bytes().try_fold(0_u32, |column, letter| {
        column.checked_mul(26)?.checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)
    })?;
    let row: u32 = name[letters..].parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

fn part(bytes: &[u8], name: &str, most: u64) -> Option<String> {
    String::from_utf8(entry::content(bytes, name, most)?).ok()
}

/// Looks at every start tag.
fn each(xml: &str, mut look: impl FnMut(&BytesStart<'_>)) {
    all(xml, |event| {
        if let Event::Start(tag) | Event::Empty(tag) = event {
            look(tag);
        }
    });
}

/// Looks at everything.
fn all(xml: &str, mut look: impl FnMut(&Event<'_>)) {
    let mut reader = Reader::from_str(xml.trim_start_matches('\u{feff}'));
    loop {
        match reader.read_event() {
            Ok(Event::Eof) | Err(_) => return,
            Ok(event) => look(&event),
        }
    }
}

fn value(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok()??;
    let text = String::from_utf8_lossy(&attribute.value).into_owned();
    Some(quick_xml::escape::unescape(&text).map_or_else(|_| text.clone(), std::borrow::Cow::into_owned))
}

/// Returns what the styles of cells say, by their numbers.
fn formats(styles: &str) -> HashMap<usize, Shown> {
    let (mut codes, mut found) = (HashMap::new(), HashMap::new());
    let (mut number, mut inside) = (0, false);
    // Excel's own formats that are none of days.
    codes.extend([("9".to_owned(), "0%".to_owned()), ("10".to_owned(), "0.00%".to_owned())]);
    each(styles, |tag| match tag.local_name().as_ref() {
        b"numFmt" => codes.extend(value(tag, "numFmtId").zip(value(tag, "formatCode"))),
        b"cellXfs" => inside = true,
        b"cellStyles" | b"dxfs" => inside = false,
        b"xf" if inside => {
            let code = value(tag, "numFmtId").and_then(|id| codes.get(&id));
            found.extend(code.and_then(|code| read(code)).map(|shown| (number, shown)));
            number += 1;
        }
        _ => {}
    });
    found
}

/// Reads a format; none where the number says it all.
fn read(code: &str) -> Option<Shown> {
    let code = code.split(';').next().filter(|code| code.chars().count() <= LONGEST)?;
    let (mut pieces, mut signs) = (Vec::new(), code.chars());
    let (mut decimals, mut percent) = (None, false);
    while let Some(sign) = signs.next() {
        match sign {
            '0' => match &mut decimals {
                Some(count) => *count += 1,
                None => pieces.push(Padding::Figure),
            },
            '.' if decimals.is_none() => decimals = Some(0),
            '%' => percent = true,
            '"' => pieces.extend(signs.by_ref().take_while(|sign| *sign != '"').map(Padding::Sign)),
            '\\' => pieces.extend(signs.next().map(Padding::Sign)),
            '_' | '*' => drop(signs.next()),
            // A colour, a language or a condition; an amount of money is left to its number.
            '[' => {
                let inner: String = signs.by_ref().take_while(|sign| *sign != ']').collect();
                if inner.starts_with(['<', '>', '=']) || (inner.starts_with('$') && !inner.starts_with("$-")) {
                    return None;
                }
            }
            '-' | '/' | ' ' | '(' | ')' | '+' | ':' | '\'' => pieces.push(Padding::Sign(sign)),
            '#' | ',' if decimals.is_none() && code.contains('%') => {}
            _ => return None,
        }
    }
    let figures = pieces.iter().filter(|piece| **piece == Padding::Figure).count();
    match (percent, decimals) {
        (true, decimals) => Some(Shown::Percent(decimals.unwrap_or(0))),
        (false, None) if figures > 1 => Some(Shown::Padded(code.to_owned(), pieces)),
        _ => None,
    }
}

impl Shown {
    /// Returns a number as it is shown; none where that is not sure.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be small enough")]
    pub fn text(&self, number: f64) -> Option<String> {
        match self {
            Self::Percent(decimals) => {
                let shown = viet::number::float(number * 100.0, (*decimals).min(6))?;
                Some(format!("{shown}%"))
            }
            Self::Padded(_, pieces) => {
                let whole = number.round();
                if !(0.0..1e15).contains(&whole) {
                    return None;
                }
                Some(padded(whole as u64, pieces))
            }
        }
    }
}

/// Puts the figures of a number into the places of a format from the right; what is left over stands at the first.
fn padded(number: u64, pieces: &[Padding]) -> String {
    let mut figures: Vec<char> = number.to_string().chars().collect();
    let mut left = pieces.iter().filter(|piece| **piece == Padding::Figure).count();
    let mut out = Vec::new();
    for piece in pieces.iter().rev() {
        match piece {
            Padding::Sign(sign) => out.push(*sign),
            Padding::Figure => {
                left -= 1;
                out.push(figures.pop().unwrap_or('0'));
                if left == 0 {
                    out.extend(std::mem::take(&mut figures).into_iter().rev());
                }
            }
        }
    }
    out.iter().rev().collect()
}

/// Returns a length of time as `[h]:mm` shows it: `36:00`.
#[expect(clippy::cast_possible_truncation, reason = "checked to be small enough")]
pub fn duration(days: f64) -> Option<String> {
    let seconds = (days * 86_400.0).round();
    if seconds.abs() >= 1e12 {
        return None;
    }
    let seconds = seconds as i64;
    let (sign, seconds) = (if seconds < 0 { "-" } else { "" }, seconds.abs());
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let clock = format!("{sign}{hours:02}:{minutes:02}");
    Some(if rest == 0 { clock } else { format!("{clock}:{rest:02}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, number: f64) -> Option<String> {
        read(code).and_then(|shown| shown.text(number))
    }

    #[test]
    fn zeros_in_front_and_percentages_are_shown_and_plain_numbers_stay() {
        let seen = |code, number| shown(code, number).unwrap_or_default();
        assert_eq!(seen("0000000000", 912_345_678.0), "0912345678");
        assert_eq!(seen("00", 5.0), "05");
        assert_eq!(seen("00", 1234.0), "1234");
        assert_eq!(seen("0000 000 000", 912_345_678.0), "0912 345 678");
        assert_eq!(seen("\"VT-\"000;-0", 7.0), "VT-007");
        assert_eq!(seen("[Red]000\"/2020\"", 12.0), "012/2020");
        assert_eq!(seen("0.00%", 0.125), "12,50%");
        assert_eq!(seen("0%", 0.8), "80%");
        for code in
            ["General", "0", "0.00", "#,##0", "#,##0 \"đồng\"", "0\"%\"", "[$₫-42A]#,##0", "0.0E+00", "@", "0.##%"]
        {
            assert_eq!(read(code), None, "{code}");
        }
        assert_eq!(shown("00", -1.0), None);
    }

    #[test]
    fn hours_go_on_beyond_a_day() {
        assert_eq!(duration(1.5).as_deref(), Some("36:00"));
        assert_eq!(duration(f64::from(8 * 3600 + 90) / 86_400.0).as_deref(), Some("08:01:30"));
        assert_eq!(duration(f64::MAX), None);
    }

    #[test]
    fn names_of_cells_are_places() {
        assert_eq!(cell("A1"), Some((0, 0)));
        assert_eq!(cell("AB12"), Some((11, 27)));
        assert!([cell(""), cell("A0"), cell("1"), cell("ZZZZZZZZZZ1")].iter().all(Option::is_none));
    }
}
