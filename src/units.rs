//! Lengths in English Metric Units and type sizes in half-points, exact and without floating point.

use std::fmt;
use std::ops::{Add, Neg, Sub};

const EMU_PER_TENTH_MM: i64 = 3_600;
const EMU_PER_TWIP: i64 = 635;
const EMU_PER_HALF_PT: i64 = 6_350;
const EMU_PER_TENTH_PT: i64 = 1_270;

/// A length, kept in English Metric Units: 914 400 to the inch, 36 000 to the millimetre, 635 to the twip.
///
/// Constructors and sums saturate, so a nonsensical number in a file cannot overflow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Length(i64);

impl Length {
    /// No length at all.
    pub const ZERO: Self = Self(0);

    /// Makes a length of whole millimetres.
    pub const fn mm(millimetres: i64) -> Self {
        Self(millimetres.saturating_mul(10 * EMU_PER_TENTH_MM))
    }

    /// Makes a length of tenths of a millimetre: `tenth_mm(127)` is 12.7 mm.
    pub const fn tenth_mm(tenths: i64) -> Self {
        Self(tenths.saturating_mul(EMU_PER_TENTH_MM))
    }

    /// Makes a length of whole points (1/72 inch).
    pub const fn pt(points: i64) -> Self {
        Self(points.saturating_mul(2 * EMU_PER_HALF_PT))
    }

    /// Makes a length of half-points.
    pub const fn half_pt(half_points: i64) -> Self {
        Self(half_points.saturating_mul(EMU_PER_HALF_PT))
    }

    /// Makes a length of twips (1/20 point), the unit of most measures in a Word file.
    pub const fn twips(twips: i64) -> Self {
        Self(twips.saturating_mul(EMU_PER_TWIP))
    }

    /// Makes a length of English Metric Units, the unit of drawings in a Word file.
    pub const fn emu(emu: i64) -> Self {
        Self(emu)
    }

    /// Returns the length in English Metric Units, exactly.
    pub const fn as_emu(self) -> i64 {
        self.0
    }

    /// Returns the length in twips, rounded to the nearest as Word does: 30 mm is 1701, not 1700.
    pub const fn as_twips(self) -> i64 {
        divide_rounded(self.0, EMU_PER_TWIP)
    }

    /// Returns the length in tenths of a millimetre, rounded to the nearest.
    pub const fn as_mm_tenths(self) -> i64 {
        divide_rounded(self.0, EMU_PER_TENTH_MM)
    }

    /// Returns the length as a ruler shows it, to the nearest tenth of a millimetre.
    #[must_use]
    pub const fn on_ruler(self) -> Self {
        Self::tenth_mm(self.as_mm_tenths())
    }

    /// Returns the length to be printed in points, to the nearest tenth: `13 pt`, `13,5 pt`.
    pub const fn as_pt(self) -> Points {
        Points(self)
    }

    /// Returns the length without its sign.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self(self.0.saturating_abs())
    }

    /// Returns the length multiplied by `numerator / denominator`, or zero where the denominator is zero.
    #[must_use]
    pub const fn scale(self, numerator: i64, denominator: i64) -> Self {
        if denominator == 0 {
            return Self::ZERO;
        }
        Self(divide_rounded(self.0.saturating_mul(numerator), denominator))
    }

    /// Reads a measure as Open XML writes it: a bare number is twips, otherwise `mm`, `cm`, `in`, `pt`, `pc` or `pi`.
    pub fn parse_twips(text: &str) -> Option<Self> {
        Self::parse(text, EMU_PER_TWIP)
    }

    /// Reads a measure as [`Length::parse_twips`] does, except that a bare number is in units of `bare`.
    pub fn parse(text: &str, bare_emu: i64) -> Option<Self> {
        let text = text.trim();
        let split = text.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(text.len());
        let (number, unit) = text.split_at(split);
        let scale = match unit {
            "" => bare_emu,
            "mm" => 10 * EMU_PER_TENTH_MM,
            "cm" => 100 * EMU_PER_TENTH_MM,
            "in" => 914_400,
            "pt" => 2 * EMU_PER_HALF_PT,
            "px" => 9_525,
            "pc" | "pi" => 24 * EMU_PER_HALF_PT,
            _ => return None,
        };
        decimal_times(number.trim(), scale).map(Self)
    }
}

/// A length that prints in points, made by [`Length::as_pt`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Points(Length);

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_tenths(f, divide_rounded(self.0.0, EMU_PER_TENTH_PT))?;
        f.write_str(" pt")
    }
}

/// Prints millimetres on the ruler with a decimal comma: `30 mm`, `12,7 mm`.
impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_tenths(f, self.as_mm_tenths())?;
        f.write_str(" mm")
    }
}

impl Add for Length {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Length {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Length {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

/// A size of type, kept in half-points as Word does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FontSize(u32);

impl FontSize {
    /// Makes a size of whole points.
    pub const fn pt(points: u32) -> Self {
        Self(points.saturating_mul(2))
    }

    /// Makes a size of half-points: `half_pt(27)` is 13.5 pt.
    pub const fn half_pt(half_points: u32) -> Self {
        Self(half_points)
    }

    /// Returns the size in half-points.
    pub const fn as_half_pt(self) -> u32 {
        self.0
    }

    /// Returns the size as a length.
    pub const fn as_length(self) -> Length {
        Length::half_pt(self.0 as i64)
    }
}

/// Prints the number of points alone: `13`, `13,5`.
impl fmt::Display for FontSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_tenths(f, i64::from(self.0).saturating_mul(5))
    }
}

const fn divide_rounded(value: i64, by: i64) -> i64 {
    let (quotient, rest) = (value.saturating_div(by), value.wrapping_rem(by));
    if rest.unsigned_abs() * 2 >= by.unsigned_abs() { quotient + value.signum() * by.signum() } else { quotient }
}

fn write_tenths(f: &mut fmt::Formatter<'_>, tenths: i64) -> fmt::Result {
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, rest) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    if rest == 0 { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole},{rest}") }
}

/// Multiplies a decimal number, at most six digits after the point being read, without floating point.
fn decimal_times(number: &str, scale: i64) -> Option<i64> {
    let (negative, digits) = match number.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, number.strip_prefix('+').unwrap_or(number)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let millionths: i64 = format!("{fraction:0<6.6}").parse().ok()?;
    let value = whole.checked_mul(scale)?.checked_add(divide_rounded(millionths.checked_mul(scale)?, 1_000_000))?;
    Some(if negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn thirty_millimetres_are_1701_twips_as_word_rounds() {
        assert_eq!(Length::mm(30).as_twips(), 1701);
        assert_eq!(Length::mm(20).as_twips(), 1134);
        assert_eq!((-Length::mm(30)).as_twips(), -1701);
    }

    #[test]
    fn a_margin_stored_in_twips_reads_as_whole_millimetres_on_the_ruler() {
        assert_eq!(Length::twips(1701).on_ruler(), Length::mm(30));
        assert_eq!(Length::twips(1700).on_ruler(), Length::mm(30));
        assert_eq!(Length::twips(720).on_ruler(), Length::tenth_mm(127));
    }

    #[test]
    fn lengths_and_sizes_print_with_a_decimal_comma() {
        assert_eq!(Length::mm(30).to_string(), "30 mm");
        assert_eq!(Length::twips(720).to_string(), "12,7 mm");
        assert_eq!((-Length::tenth_mm(5)).to_string(), "-0,5 mm");
        assert_eq!(Length::pt(13).as_pt().to_string(), "13 pt");
        assert_eq!(Length::half_pt(27).as_pt().to_string(), "13,5 pt");
        assert_eq!(FontSize::pt(13).to_string(), "13");
        assert_eq!(FontSize::half_pt(27).to_string(), "13,5");
    }

    #[test]
    fn measures_are_read_in_twips_or_with_their_unit() {
        assert_eq!(Length::parse_twips("1701"), Some(Length::twips(1701)));
        assert_eq!(Length::parse_twips("-720"), Some(Length::twips(-720)));
        assert_eq!(Length::parse_twips("2.54cm"), Some(Length::twips(1440)));
        assert_eq!(Length::parse_twips("13.5pt"), Some(Length::half_pt(27)));
        assert_eq!(Length::parse_twips("1in"), Some(Length::pt(72)));
        for bad in ["", "-", ".", "cm", "1x", "1,5cm", "99999999999999999999"] {
            assert_eq!(Length::parse_twips(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_largest_numbers_saturate() {
        assert_eq!(Length::emu(i64::MIN).scale(1, -1), Length::emu(i64::MAX));
        assert_eq!(Length::mm(i64::MAX), Length::emu(i64::MAX));
    }

    proptest! {
        #[test]
        fn twips_survive_the_trip_through_a_length(twips in -1_000_000_i64..1_000_000) {
            prop_assert_eq!(Length::twips(twips).as_twips(), twips);
        }

        #[test]
        fn no_number_or_text_makes_a_length_panic(emu: i64, by: i64, over: i64, text in ".{0,12}") {
            let length = Length::emu(emu);
            let _ = (length.as_twips(), length.on_ruler(), length.abs(), length.scale(by, over));
            let _ = (format!("{length} {}", length.as_pt()), length + length, -length, length - length);
            let _ = Length::parse_twips(&text);
        }
    }
}
