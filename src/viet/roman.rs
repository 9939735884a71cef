//! Roman numerals of parts, chapters, appendices and congresses.

const NUMERALS: [(u32, &str); 13] = [
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

/// Returns the number as a Roman numeral in capitals; `None` outside 1 to 3999.
pub fn roman(n: u32) -> Option<String> {
    let mut rest = (1..=3999).contains(&n).then_some(n)?;
    let mut numeral = String::new();
    for (value, letters) in NUMERALS {
        while rest >= value {
            numeral.push_str(letters);
            rest -= value;
        }
    }
    Some(numeral)
}

/// Reads a Roman numeral in capitals; `None` if it is not the usual form of a number, such as `IIII` or `VX`.
pub fn parse(text: &str) -> Option<u32> {
    let mut rest = text;
    let mut n = 0_u32;
    for (value, letters) in NUMERALS {
        while let Some(after) = rest.strip_prefix(letters) {
            n = n.saturating_add(value);
            rest = after;
        }
    }
    (rest.is_empty() && roman(n).as_deref() == Some(text)).then_some(n)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numerals_are_written_in_the_usual_form() {
        let cases = [(1, "I"), (4, "IV"), (9, "IX"), (13, "XIII"), (40, "XL"), (1994, "MCMXCIV"), (3999, "MMMCMXCIX")];
        for (n, numeral) in cases {
            assert_eq!(roman(n).as_deref(), Some(numeral));
        }
        assert_eq!([roman(0), roman(4000)], [None, None]);
    }

    #[test]
    fn every_numeral_reads_back() {
        for n in 1..=3999 {
            assert_eq!(roman(n).and_then(|numeral| parse(&numeral)), Some(n));
        }
    }

    #[test]
    fn unusual_forms_and_other_letters_are_refused() {
        for wrong in ["", "IIII", "VX", "IC", "iv", "II.", "MMMM", "Ⅳ"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn what_is_read_is_what_would_be_written(text in "[IVXLCDM]{0,12}|.*") {
            prop_assert!(parse(&text).is_none_or(|n| roman(n) == Some(text)));
        }
    }
}
