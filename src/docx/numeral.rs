//! Numbers as lists and page numbers show them: figures, Roman numerals, letters.

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum NumberFormat {
    /// 1, 2, 3.
    #[default]
    Decimal,
    /// 01, 02, 10.
    DecimalZero,
    /// I, II, III.
    UpperRoman,
    /// i, ii, iii.
    LowerRoman,
    /// A, B, … Z, AA, BB.
    UpperLetter,
    /// a, b, … z, aa, bb.
    LowerLetter,
    /// The same sign for each.
    Bullet,
    /// Nothing shown.
    None,
    /// A way of writing not known here; shown in figures.
    Other,
}

impl NumberFormat {
    /// Finds the format of an `ST_NumberFormat` name.
    pub fn of(name: &str) -> Self {
        match name {
            "decimal" => Self::Decimal,
            "decimalZero" => Self::DecimalZero,
            "upperRoman" => Self::UpperRoman,
            "lowerRoman" => Self::LowerRoman,
            "upperLetter" => Self::UpperLetter,
            "lowerLetter" => Self::LowerLetter,
            "bullet" => Self::Bullet,
            "none" => Self::None,
            _ => Self::Other,
        }
    }

    /// Writes a number. Those that Roman numerals or letters cannot write come out in figures.
    pub fn show(self, value: i64) -> String {
        match self {
            Self::Decimal | Self::Other => value.to_string(),
            Self::DecimalZero => format!("{value:02}"),
            Self::UpperRoman => roman(value),
            Self::LowerRoman => roman(value).to_lowercase(),
            Self::UpperLetter => letters(value),
            Self::LowerLetter => letters(value).to_lowercase(),
            Self::Bullet | Self::None => String::new(),
        }
    }
}

const ROMAN: [(i64, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

fn roman(value: i64) -> String {
    if !(1..=3_999).contains(&value) {
        return value.to_string();
    }
    let mut left = value;
    let mut text = String::new();
    for (worth, sign) in ROMAN {
        while left >= worth {
            text.push_str(sign);
            left -= worth;
        }
    }
    text
}

/// After Z Word doubles the letter: AA, BB, and so on.
fn letters(value: i64) -> String {
    if !(1..=780).contains(&value) {
        return value.to_string();
    }
    let from_zero = u32::try_from(value - 1).unwrap_or(0);
    let letter = char::from_u32('A' as u32 + from_zero % 26).unwrap_or('?');
    std::iter::repeat_n(letter, from_zero as usize / 26 + 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_word_writes_them() {
        assert_eq!(NumberFormat::UpperRoman.show(1994), "MCMXCIV");
        assert_eq!(NumberFormat::LowerRoman.show(4), "iv");
        assert_eq!(NumberFormat::LowerLetter.show(28), "bb");
        assert_eq!(NumberFormat::DecimalZero.show(7), "07");
        assert_eq!(NumberFormat::UpperRoman.show(0), "0");
    }
}
