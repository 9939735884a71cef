//! Lengths in braces: `{rong: 1cm, 40mm, *}` above a table, `{rong=8cm}` behind a picture.

use crate::document::Width;
use crate::units::Length;

/// Parts `{key: value}` or `{key=value}`; nothing for other text.
pub fn attribute(text: &str) -> Option<(&str, &str)> {
    let inside = text.trim().strip_prefix('{')?.strip_suffix('}')?;
    let (key, value) = inside.split_once([':', '='])?;
    let key = key.trim();
    (!key.is_empty() && key.chars().all(char::is_alphabetic)).then_some((key, value.trim()))
}

/// Reads a length with its unit, or hundredths of the width.
pub fn width(text: &str) -> Option<Width> {
    let text = text.trim();
    if let Some(part) = text.strip_suffix('%') {
        return part.trim().parse().ok().filter(|part| (1..=100).contains(part)).map(Width::Percent);
    }
    let has_unit = text.ends_with("mm") || text.ends_with("cm");
    let length = Length::parse(&text.replace(',', ".").replace(' ', ""), 0).filter(|_| has_unit)?;
    (length >= Length::mm(1) && length <= Length::mm(1_000)).then_some(Width::Fixed(length))
}

/// Returns how much of a room a width takes; nothing for a share of what is left.
pub fn within(width: Width, room: Length) -> Length {
    match width {
        Width::Fixed(length) => length,
        Width::Percent(part) => room.scale(i64::from(part), 100),
        Width::Share(_) => Length::ZERO,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_hold_a_key_and_a_value() {
        assert_eq!(attribute("{rong: 1cm, *}"), Some(("rong", "1cm, *")));
        assert_eq!(attribute(" {rong=8cm} "), Some(("rong", "8cm")));
        assert_eq!((attribute("{.phu-luc}"), attribute("{rong}"), attribute("rong: 1cm")), (None, None, None));
    }

    #[test]
    fn a_width_has_a_unit_and_sensible_bounds() {
        assert_eq!(width("1.5cm"), Some(Width::Fixed(Length::mm(15))));
        assert_eq!(width("12,5 mm"), Some(Width::Fixed(Length::tenth_mm(125))));
        assert_eq!(width("30%"), Some(Width::Percent(30)));
        for wrong in ["", "8", "8 km", "-3cm", "0cm", "0,5mm", "1001mm", "0%", "101%", "cm", "*"] {
            assert_eq!(width(wrong), None, "{wrong}");
        }
    }
}
