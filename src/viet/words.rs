//! Numbers in words, as amounts of money are spelt out in decisions.
//!
//! Several spellings are in use. Written here: `linh` (not `lẻ`), `nghìn` (not `ngàn`), `tỷ` (not `tỉ`), `tư` for a
//! four after `mươi` and `bốn` elsewhere, so also `linh bốn`. All of them are read.

use crate::viet::text;

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
const BILLION: u64 = 1_000_000_000;

/// Returns the number in words, in lower case: 1 490 000 is `một triệu bốn trăm chín mươi nghìn`.
///
/// Beyond a thousand million all thousands of millions are one number before `tỷ`: `một nghìn hai trăm tỷ`.
pub fn in_words(n: u64) -> String {
    if n == 0 {
        return DIGITS[0].to_owned();
    }
    let mut said = Vec::new();
    say(n, &mut said);
    said.join(" ")
}

/// Returns an amount of money in words: `một triệu bốn trăm chín mươi nghìn đồng`.
pub fn dong(n: u64) -> String {
    in_words(n) + " đồng"
}

/// Reads a number in words, in any case and any of the common spellings; `None` if it is not one, or is too large.
///
/// Only complete forms count: `một nghìn năm` for 1 005 or 1 500 is refused, being either.
pub fn parse(words: &str) -> Option<u64> {
    let lower = text::nfc(words).to_lowercase();
    let heard = common_spelling(lower.split_whitespace());
    let value = evaluate(&heard)?;
    let canonical = in_words(value);
    (common_spelling(canonical.split_whitespace()) == heard).then_some(value)
}

fn say(n: u64, said: &mut Vec<&'static str>) {
    let (billions, rest) = (n / BILLION, n % BILLION);
    if billions > 0 {
        say(billions, said);
        said.push("tỷ");
    }
    for (scale, name) in [(1_000_000, Some("triệu")), (1_000, Some("nghìn")), (1, None)] {
        let group = usize::try_from(rest / scale % 1000).unwrap_or_default();
        if group > 0 {
            say_group(group, said);
            said.extend(name);
        }
    }
}

/// Says 1 to 999; hundreds are said even when there are none, unless this begins the number.
fn say_group(group: usize, said: &mut Vec<&'static str>) {
    let (hundreds, tens, units) = (group / 100, group / 10 % 10, group % 10);
    let hundreds_said = hundreds > 0 || !said.is_empty();
    if hundreds_said {
        said.extend([DIGITS[hundreds], "trăm"]);
    }
    match tens {
        0 if units > 0 && hundreds_said => said.push("linh"),
        0 => {}
        1 => said.push("mười"),
        _ => said.extend([DIGITS[tens], "mươi"]),
    }
    match (tens, units) {
        (_, 0) => {}
        (2.., 1) => said.push("mốt"),
        (2.., 4) => said.push("tư"),
        (1.., 5) => said.push("lăm"),
        _ => said.push(DIGITS[units]),
    }
}

/// Brings the accepted variants to one spelling, in which `tư` is `bốn` where both are right.
fn common_spelling<'a>(words: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut heard: Vec<&str> = Vec::new();
    for word in words {
        let after_tens = matches!(heard.last(), Some(&("mươi" | "linh")));
        heard.push(match word {
            "tư" if after_tens => "bốn",
            "lẻ" => "linh",
            "ngàn" => "nghìn",
            "tỉ" => "tỷ",
            other => other,
        });
    }
    heard
}

/// Adds the words up without asking whether they stand in a proper order; `None` for other words and overflow.
fn evaluate(words: &[&str]) -> Option<u64> {
    words.iter().try_fold(Sum::default(), |sum, word| sum.hear(word))?.value()
}

/// What has been heard so far: before the last `tỷ`, since then, since the last scale, and the last digit.
#[derive(Default)]
struct Sum {
    billions: u64,
    below: u64,
    group: u64,
    digit: u64,
}

impl Sum {
    fn hear(self, word: &str) -> Option<Self> {
        match word {
            "linh" => Some(self),
            "mười" => Some(Self { group: self.group.checked_add(10)?, ..self }),
            "mươi" => self.multiply_digit(10),
            "trăm" => self.multiply_digit(100),
            "nghìn" => self.close_group(1_000),
            "triệu" => self.close_group(1_000_000),
            "tỷ" => Some(Self { billions: self.value()?.checked_mul(BILLION)?, ..Self::default() }),
            _ => Some(Self { digit: digit(word)?, ..self }),
        }
    }

    fn multiply_digit(self, by: u64) -> Option<Self> {
        let group = self.digit.checked_mul(by)?.checked_add(self.group)?;
        Some(Self { group, digit: 0, ..self })
    }

    fn close_group(self, scale: u64) -> Option<Self> {
        let below = self.group.checked_add(self.digit)?.checked_mul(scale)?.checked_add(self.below)?;
        Some(Self { billions: self.billions, below, ..Self::default() })
    }

    fn value(&self) -> Option<u64> {
        [self.below, self.group, self.digit].into_iter().try_fold(self.billions, u64::checked_add)
    }
}

fn digit(word: &str) -> Option<u64> {
    match word {
        "mốt" => Some(1),
        "lăm" => Some(5),
        _ => DIGITS.iter().zip(0..).find_map(|(name, value)| (*name == word).then_some(value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn numbers_are_said_as_clerks_say_them() {
        let cases = [
            (0, "không"),
            (4, "bốn"),
            (10, "mười"),
            (11, "mười một"),
            (14, "mười bốn"),
            (15, "mười lăm"),
            (20, "hai mươi"),
            (21, "hai mươi mốt"),
            (24, "hai mươi tư"),
            (25, "hai mươi lăm"),
            (55, "năm mươi lăm"),
            (100, "một trăm"),
            (101, "một trăm linh một"),
            (104, "một trăm linh bốn"),
            (105, "một trăm linh năm"),
            (110, "một trăm mười"),
            (115, "một trăm mười lăm"),
            (999, "chín trăm chín mươi chín"),
            (1_000, "một nghìn"),
            (1_005, "một nghìn không trăm linh năm"),
            (1_015, "một nghìn không trăm mười lăm"),
            (2_021, "hai nghìn không trăm hai mươi mốt"),
            (10_500, "mười nghìn năm trăm"),
            (1_490_000, "một triệu bốn trăm chín mươi nghìn"),
            (1_000_005, "một triệu không trăm linh năm"),
            (1_005_000, "một triệu không trăm linh năm nghìn"),
            (21_000_000, "hai mươi mốt triệu"),
            (1_000_000_000, "một tỷ"),
            (1_200_000_000_000, "một nghìn hai trăm tỷ"),
            (1_000_000_000_001, "một nghìn tỷ không trăm linh một"),
            (3_000_000_000_000_000, "ba triệu tỷ"),
            (1_000_000_000_000_000_000, "một tỷ tỷ"),
        ];
        for (n, said) in cases {
            assert_eq!(in_words(n), said, "{n}");
            assert_eq!(parse(said), Some(n), "{said}");
        }
    }

    #[test]
    fn money_ends_in_dong() {
        assert_eq!(dong(1_490_000), "một triệu bốn trăm chín mươi nghìn đồng");
        assert_eq!(dong(0), "không đồng");
    }

    #[test]
    fn other_common_spellings_are_read() {
        let cases = [
            ("hai mươi bốn", 24),
            ("Hai mươi tư", 24),
            ("một trăm lẻ tư", 104),
            ("một trăm linh tư", 104),
            ("ba ngàn", 3_000),
            ("MỘT TỈ", 1_000_000_000),
            ("  một\u{a0}trăm ", 100),
        ];
        for (words, n) in cases {
            assert_eq!(parse(words), Some(n), "{words}");
            assert_eq!(parse(&words.nfd().collect::<String>()), Some(n), "{words}, marks apart");
        }
    }

    #[test]
    fn what_is_not_one_number_is_refused() {
        let wrong = [
            "",
            "đồng",
            "một hai",
            "hai mười",
            "mươi",
            "trăm",
            "tỷ",
            "không một",
            "một nghìn năm",
            "một triệu linh năm",
            "mười năm",
            "tư trăm",
            "lăm",
            "một nghìn một triệu",
            "mười tỷ tỷ tỷ",
            "mười chín tỷ tỷ",
        ];
        for words in wrong {
            assert_eq!(parse(words), None, "{words}");
        }
    }

    proptest! {
        #[test]
        fn numbers_in_words_read_back(n in 0..=1_000_000_000_000_000_u64) {
            prop_assert_eq!(parse(&in_words(n)), Some(n));
        }

        #[test]
        fn small_and_huge_numbers_read_back_too(n in prop_oneof![0..=100_000_u64, any::<u64>()]) {
            prop_assert_eq!(parse(&in_words(n)), Some(n));
        }

        #[test]
        fn any_row_of_number_words_is_read_or_refused(
            words in "((một|năm|mười|mươi|trăm|linh|nghìn|triệu|tỷ) ){0,40}",
        ) {
            if let Some(n) = parse(&words) {
                prop_assert_eq!(in_words(n), words.trim_end());
            }
        }
    }
}
