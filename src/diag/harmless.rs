//! Text from anyone's file, as a terminal may be given it.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::filename::is_hidden;

/// Writes control characters, and signs that turn or hide text, as `\u009b`: what drives a terminal, or shows text that
/// is not what it says. In JSON, where they stand in strings only, this means the same as the character itself.
///
/// Line breaks and tabs stay.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_harmful) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for sign in text.chars() {
        if is_harmful(sign) {
            let units = &mut [0; 2];
            for unit in sign.encode_utf16(units) {
                // Writing to a text cannot fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(sign);
        }
    }
    Cow::Owned(out)
}

fn is_harmful(sign: char) -> bool {
    (sign.is_control() && sign != '\n' && sign != '\t') || is_hidden(sign)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_control_character_and_every_sign_that_hides_is_shown() {
        let shown = harmless("a\u{1b}[31m\u{9b}2J\u{7f}\u{202e}\u{2066}\u{200d}\u{e0041}\r\n\tb");
        assert_eq!(shown, "a\\u001b[31m\\u009b2J\\u007f\\u202e\\u2066\\u200d\\udb40\\udc41\\u000d\n\tb");
        for sign in (0..0xa0).filter_map(char::from_u32).filter(|sign| !"\n\t".contains(*sign) && sign.is_control()) {
            assert!(harmless(&sign.to_string()).is_ascii(), "{sign:?}");
        }
        assert!(matches!(harmless("Nguyễn Văn Ân – 100 %"), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn json_means_the_same_afterwards(text in any::<String>()) {
            let json = serde_json::to_string(&text).unwrap();
            prop_assert_eq!(serde_json::from_str::<String>(&harmless(&json)).unwrap(), text);
        }
    }
}
