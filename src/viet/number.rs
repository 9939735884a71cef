//! Numbers in figures: dots between thousands, a comma before decimals, no floating point arithmetic.

use std::fmt;

/// The most decimals any function here writes or reads.
pub const MAX_PLACES: u32 = 38;

/// Returns the number with a dot between thousands: `1.234.567`.
pub fn grouped(n: i128) -> String {
    Figure::scaled(n, 0).to_string()
}

/// Returns `scaled / 10^places` with exactly that many decimals: `(123_456_789, 2)` is `1.234.567,89`.
///
/// Digits beyond [`MAX_PLACES`] decimals are dropped.
pub fn decimal(scaled: i128, places: u32) -> String {
    Figure::scaled(scaled, places).to_string()
}

/// Returns [`decimal`] without zeros at the end of the decimals: `(2950, 2)` is `29,5` and `(3000, 2)` is `30`.
pub fn decimal_trimmed(scaled: i128, places: u32) -> String {
    Figure::scaled(scaled, places).trimmed().to_string()
}

/// Returns the value with exactly `places` decimals (at most [`MAX_PLACES`]), `None` for NaN and infinities.
///
/// The shortest decimal that names the value is what gets rounded, half away from zero: 2.675 gives `2,68`, as a
/// clerk who typed 2.675 expects.
pub fn float(value: f64, places: u32) -> Option<String> {
    if !value.is_finite() {
        return None;
    }
    let shown = value.abs().to_string();
    let (whole, fraction) = shown.split_once('.').unwrap_or((&shown, ""));
    let figure = Figure { negative: value < 0.0, whole: whole.to_owned(), fraction: fraction.to_owned() };
    Some(figure.rounded(places).to_string())
}

/// Returns what part of the whole this is, with exactly `places` decimals, rounded half up: `62,5%`.
///
/// `None` means that the whole is 0. A part larger than the whole gives more than 100%.
pub fn percent(part: u64, whole: u64, places: u32) -> Option<String> {
    Some(format!("{}%", Figure::percent(part, whole, places)?))
}

/// Returns [`percent`] without zeros at the end of the decimals: `100%`, `62,5%`.
pub fn percent_trimmed(part: u64, whole: u64, places: u32) -> Option<String> {
    Some(format!("{}%", Figure::percent(part, whole, places)?.trimmed()))
}

/// Returns the number with at least two digits, as lists and small counts are written: `05`, `12`, `123`.
pub fn two_digits(n: u64) -> String {
    format!("{n:02}")
}

/// Reads a Vietnamese figure; `1.234.567,89` is `(123_456_789, 2)`.
///
/// Dots may be left out altogether, but where they stand they must part thousands: `1.23` and `0.123` are `None`,
/// being figures of another country. So is anything with spaces, a plus sign or too many digits.
pub fn parse(text: &str) -> Option<(i128, u32)> {
    let (sign, unsigned) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (whole, fraction) = match unsigned.split_once(',') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (unsigned, None),
    };
    let digits = ungrouped(whole)?;
    let fraction = fraction.map_or(Some(""), |digits| is_digits(digits).then_some(digits))?;
    let places = u32::try_from(fraction.len()).ok().filter(|places| *places <= MAX_PLACES)?;
    let scaled = format!("{sign}{digits}{fraction}").parse().ok()?;
    Some((scaled, places))
}

fn ungrouped(whole: &str) -> Option<String> {
    let Some((first, rest)) = whole.split_once('.') else {
        return is_digits(whole).then(|| whole.to_owned());
    };
    let first_fits = is_digits(first) && first.len() <= 3 && !first.starts_with('0');
    let rest_fits = rest.split('.').all(|group| group.len() == 3 && is_digits(group));
    (first_fits && rest_fits).then(|| whole.replace('.', ""))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number as its decimal digits; `whole` is never empty.
struct Figure {
    negative: bool,
    whole: String,
    fraction: String,
}

impl Figure {
    fn scaled(scaled: i128, places: u32) -> Self {
        let kept = places.min(MAX_PLACES);
        let scaled = 10_i128.checked_pow(places - kept).map_or(0, |excess| scaled / excess);
        let width = kept as usize + 1;
        let digits = format!("{:0>width$}", scaled.unsigned_abs());
        Self::split(scaled < 0, &digits, kept)
    }

    /// Long division: no product can overflow, and one digit more than wanted decides the rounding.
    fn percent(part: u64, whole: u64, places: u32) -> Option<Self> {
        let (hundredfold, divisor) = (u128::from(part) * 100, u128::from(whole));
        let quotient = hundredfold.checked_div(divisor)?;
        let mut rest = hundredfold % divisor;
        let mut fraction = String::new();
        for _ in 0..=places.min(MAX_PLACES) {
            fraction += &(rest * 10 / divisor).to_string();
            rest = rest * 10 % divisor;
        }
        Some(Self { negative: false, whole: quotient.to_string(), fraction }.rounded(places))
    }

    fn split(negative: bool, digits: &str, places: u32) -> Self {
        let (whole, fraction) = digits.split_at(digits.len().saturating_sub(places as usize));
        Self { negative, whole: whole.to_owned(), fraction: fraction.to_owned() }
    }

    /// Rounds half away from zero, or fills up with zeros.
    fn rounded(mut self, places: u32) -> Self {
        let places = places.min(MAX_PLACES);
        let wanted = places as usize;
        let Some(guard) = self.fraction.as_bytes().get(wanted).copied() else {
            self.fraction = format!("{:0<wanted$}", self.fraction);
            return self;
        };
        let digits = format!("{}{}", self.whole, &self.fraction[..wanted]);
        let digits = if guard >= b'5' { increment(&digits) } else { digits };
        Self::split(self.negative, &digits, places)
    }

    fn trimmed(mut self) -> Self {
        self.fraction.truncate(self.fraction.trim_end_matches('0').len());
        self
    }

    fn is_zero(&self) -> bool {
        self.whole.bytes().chain(self.fraction.bytes()).all(|digit| digit == b'0')
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.negative && !self.is_zero() {
            f.write_str("-")?;
        }
        for (at, digit) in self.whole.chars().enumerate() {
            if at > 0 && (self.whole.len() - at).is_multiple_of(3) {
                f.write_str(".")?;
            }
            write!(f, "{digit}")?;
        }
        if self.fraction.is_empty() { Ok(()) } else { write!(f, ",{}", self.fraction) }
    }
}

/// Adds one to the last of these decimal digits.
fn increment(digits: &str) -> String {
    let kept = digits.trim_end_matches('9');
    let zeros = "0".repeat(digits.len() - kept.len());
    let mut raised = kept.to_owned();
    let last = raised.pop().and_then(|digit| digit.to_digit(10)).unwrap_or(0);
    format!("{raised}{}{zeros}", last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn thousands_are_parted_by_dots() {
        let cases = [(0, "0"), (999, "999"), (1_000, "1.000"), (1_234_567, "1.234.567"), (-1_000, "-1.000")];
        for (n, shown) in cases {
            assert_eq!(grouped(n), shown);
        }
        assert_eq!(grouped(i128::MIN), "-170.141.183.460.469.231.731.687.303.715.884.105.728");
    }

    #[test]
    fn decimals_follow_a_comma_and_are_kept_to_the_last_zero() {
        let cases = [
            (123_456_789, 2, "1.234.567,89"),
            (5, 2, "0,05"),
            (-5, 2, "-0,05"),
            (2950, 2, "29,50"),
            (0, 3, "0,000"),
            (7, 0, "7"),
        ];
        for (scaled, places, shown) in cases {
            assert_eq!(decimal(scaled, places), shown);
        }
    }

    #[test]
    fn trimmed_decimals_lose_zeros_after_the_comma_only() {
        let cases = [(2950, 2, "29,5"), (3000, 2, "30"), (100, 0, "100"), (0, 2, "0"), (1_000_050, 2, "10.000,5")];
        for (scaled, places, shown) in cases {
            assert_eq!(decimal_trimmed(scaled, places), shown);
        }
    }

    #[test]
    fn places_beyond_the_limit_are_dropped_not_allocated() {
        assert_eq!(decimal_trimmed(1, u32::MAX), "0");
        assert_eq!(decimal(10, 39), decimal(1, 38));
        assert_eq!(float(0.5, u32::MAX).map(|shown| shown.len()), Some(40));
    }

    #[test]
    fn floats_round_half_away_from_zero_as_typed() {
        let cases = [
            (2.675, 2, "2,68"),
            (1.005, 2, "1,01"),
            (0.5, 0, "1"),
            (-0.5, 0, "-1"),
            (-0.04, 1, "0,0"),
            (999_999.995, 2, "1.000.000,00"),
            (9.99, 1, "10,0"),
            (1e21, 0, "1.000.000.000.000.000.000.000"),
            (29.5, 2, "29,50"),
        ];
        for (value, places, shown) in cases {
            assert_eq!(float(value, places).as_deref(), Some(shown), "{value}");
        }
        assert_eq!([float(f64::NAN, 1), float(f64::INFINITY, 1)], [None, None]);
    }

    #[test]
    fn percentages_round_half_up_and_have_no_value_for_nothing() {
        let cases = [
            (5, 8, 1, "62,5%"),
            (1, 3, 2, "33,33%"),
            (2, 3, 2, "66,67%"),
            (1, 8, 2, "12,50%"),
            (1, 800, 2, "0,13%"),
            (36, 36, 1, "100,0%"),
            (3, 2, 0, "150%"),
            (999, 1000, 0, "100%"),
            (u64::MAX, u64::MAX, 3, "100,000%"),
        ];
        for (part, whole, places, shown) in cases {
            assert_eq!(percent(part, whole, places).as_deref(), Some(shown), "{part}/{whole}");
        }
        assert_eq!(percent(1, 0, 1), None);
        assert_eq!(percent_trimmed(36, 36, 1).as_deref(), Some("100%"));
    }

    #[test]
    fn small_counts_are_padded_to_two_digits() {
        assert_eq!([5, 12, 123].map(two_digits), ["05", "12", "123"]);
    }

    #[test]
    fn figures_are_read_when_their_dots_part_thousands() {
        let cases =
            [("1.234.567,89", (123_456_789, 2)), ("1234567,89", (123_456_789, 2)), ("-0,50", (-50, 2)), ("05", (5, 0))];
        for (text, read) in cases {
            assert_eq!(parse(text), Some(read), "{text}");
        }
        for wrong in ["", "-", "1.23", "0.123", "1.2345", "1234.567", "1,", ",5", "1,2,3", "1,234.5", "+1", " 1", "١"]
        {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn written_figures_read_back(scaled: i128, places in 0..=MAX_PLACES) {
            prop_assert_eq!(parse(&decimal(scaled, places)), Some((scaled, places)));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[-0-9.,]{0,60}|.*") {
            let _ = parse(&text);
        }

        #[test]
        fn percentages_agree_with_integer_arithmetic(part in 0_u64..1_000_000, whole in 1_u64..1_000_000) {
            let tenths = (part * 2000 + whole) / (whole * 2);
            prop_assert_eq!(percent(part, whole, 1), Some(format!("{}%", decimal(i128::from(tenths), 1))));
        }
    }
}
