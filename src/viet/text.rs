//! Letters and their marks: composed form, capitals, plain ASCII, and the joints of sentences.

use std::borrow::Cow;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Returns the text with every letter and its marks as one character where there is one (Unicode NFC).
///
/// TCVN 6909:2001, which the decree prescribes, is Unicode; this is the form in which texts compare equal by eye.
pub fn nfc(text: &str) -> Cow<'_, str> {
    if is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// Tells whether the text is composed already.
pub fn is_nfc(text: &str) -> bool {
    text.is_ascii() || unicode_normalization::is_nfc(text)
}

/// Returns the text without marks, `đ` becoming `d`: `Đỗ Thị Hường` is `Do Thi Huong`.
pub fn strip_marks(text: &str) -> String {
    text.nfd().filter(|letter| !is_combining_mark(*letter)).map(without_bar).nfc().collect()
}

/// Returns a name for files and keys, of lower-case ASCII letters, digits and single hyphens: `bao-cao-quy-i`.
///
/// Empty if the text has no letter or digit that ASCII can stand for.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for letter in text.nfkd().filter(|letter| !is_combining_mark(*letter)).map(without_bar) {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// Returns the text in capitals, marks kept: `Độc lập` is `ĐỘC LẬP`. One letter may become two: `ß` is `SS`.
pub fn upper(text: &str) -> String {
    nfc(&nfc(text).to_uppercase()).into_owned()
}

/// Returns the text with its first character a capital, the rest as it was.
pub fn upper_first(text: &str) -> String {
    let composed = nfc(text);
    let mut letters = composed.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    nfc(&(first + letters.as_str())).into_owned()
}

/// Returns the text with its first letter small, unless it begins an abbreviation: `Ủy ban` is `ủy ban`, `UBND` stays.
pub fn lower_first(text: &str) -> String {
    let composed = nfc(text);
    let mut letters = composed.chars();
    let first = letters.next();
    if letters.clone().next().is_some_and(char::is_uppercase) {
        return composed.into_owned();
    }
    let first: String = first.into_iter().flat_map(char::to_lowercase).collect();
    nfc(&(first + letters.as_str())).into_owned()
}

/// Returns the items as one enumeration: `a, b và c`.
pub fn join<S: AsRef<str>>(items: &[S]) -> String {
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    match items.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [rest @ .., last] => format!("{} và {last}", rest.join(", ")),
    }
}

/// Returns the text without spaces, stops, commas, colons, semicolons and the closing `./.` at its end.
pub fn strip_end(text: &str) -> &str {
    let is_end = |last: char| last.is_whitespace() || ".;:,".contains(last);
    let mut kept = text;
    while let Some(shorter) = kept.strip_suffix("./.").or_else(|| kept.strip_suffix(is_end)) {
        kept = shorter;
    }
    kept
}

/// Returns the text as one sentence that ends in a full stop, or in its own `?`, `!` or `…`; empty text stays empty.
pub fn sentence_end(text: &str) -> String {
    let kept = strip_end(text);
    if kept.is_empty() || kept.ends_with(['?', '!', '…']) { kept.to_owned() } else { format!("{kept}.") }
}

/// The bar of `đ` is no combining mark in Unicode.
fn without_bar(letter: char) -> char {
    match letter {
        'đ' => 'd',
        'Đ' => 'D',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const APART: &str = "Ho\u{302}\u{300} Tro\u{323}ng Lua\u{323}\u{302}t";

    #[test]
    fn letters_and_marks_become_one_character() {
        assert_eq!(nfc(APART), "Hồ Trọng Luật");
        assert_eq!([is_nfc(APART), is_nfc("Hồ Trọng Luật")], [false, true]);
        assert!(matches!(nfc("Sở Tài chính"), Cow::Borrowed(_)));
    }

    #[test]
    fn marks_are_stripped_from_both_forms() {
        for (text, plain) in
            [("Đỗ Thị Hường", "Do Thi Huong"), (APART, "Ho Trong Luat"), ("đồng", "dong"), ("ƯỚC", "UOC")]
        {
            assert_eq!(strip_marks(text), plain);
        }
    }

    #[test]
    fn slugs_have_single_hyphens_between_words_only() {
        let cases = [
            ("Báo cáo quý I", "bao-cao-quy-i"),
            ("  Kế hoạch — số 288/KH-UBND… ", "ke-hoach-so-288-kh-ubnd"),
            ("Thi đua\u{a0}- Khen thưởng", "thi-dua-khen-thuong"),
            ("ĐẶNG", "dang"),
            ("./.", ""),
        ];
        for (text, name) in cases {
            assert_eq!(slug(text), name);
        }
    }

    #[test]
    fn capitals_keep_their_marks() {
        let cases = [
            ("Độc lập - Tự do", "ĐỘC LẬP - TỰ DO"),
            ("quyết định", "QUYẾT ĐỊNH"),
            ("ﬁ", "FI"),
            (APART, "HỒ TRỌNG LUẬT"),
        ];
        for (text, capitals) in cases {
            assert_eq!(upper(text), capitals);
        }
    }

    #[test]
    fn the_first_letter_alone_changes_size() {
        for (text, raised) in
            [("đẩy mạnh", "Đẩy mạnh"), ("ủy ban", "Ủy ban"), ("o\u{302}ng", "Ông"), ("", ""), ("1 bản", "1 bản")]
        {
            assert_eq!(upper_first(text), raised);
        }
        for (text, lowered) in
            [("Ủy ban", "ủy ban"), ("UBND tỉnh", "UBND tỉnh"), ("Đ", "đ"), ("Y tế", "y tế"), ("", "")]
        {
            assert_eq!(lower_first(text), lowered);
        }
    }

    #[test]
    fn enumerations_end_in_va() {
        assert_eq!(join::<&str>(&[]), "");
        assert_eq!(join(&["a"]), "a");
        assert_eq!(join(&["a", "b"]), "a và b");
        assert_eq!(join(&["a".to_owned(), "b".to_owned(), "c".to_owned()]), "a, b và c");
    }

    #[test]
    fn closing_marks_are_taken_off_and_one_stop_put_on() {
        for text in
            ["năm 2020", "năm 2020./.", "năm 2020 ./. ", "năm 2020;", "năm 2020 :", "năm 2020.,;", "năm 2020./.;"]
        {
            assert_eq!([strip_end(text), &sentence_end(text)], ["năm 2020", "năm 2020."], "{text}");
        }
        assert_eq!(strip_end("đồng/người/"), "đồng/người/");
        assert_eq!(["Đã đủ chưa?", "và…", " ./."].map(sentence_end), ["Đã đủ chưa?", "và…", ""]);
    }

    proptest! {
        #[test]
        fn slugs_are_plain_and_stay_as_they_are(text in ".*|[ -/À-ỹa-z0-9]{0,20}") {
            let name = slug(&text);
            prop_assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
            prop_assert!(!name.contains("--") && !name.starts_with('-') && !name.ends_with('-'));
            prop_assert_eq!(slug(&name), name);
        }

        #[test]
        fn both_forms_of_a_text_give_the_same(text in "[À-ỹa-zA-ZđĐ ]{0,20}") {
            let apart: String = text.nfd().collect();
            prop_assert_eq!(slug(&apart), slug(&text));
            prop_assert_eq!(upper(&apart), upper(&text));
            prop_assert_eq!(strip_marks(&apart), strip_marks(&text));
            prop_assert_eq!(nfc(&apart), nfc(&text));
        }

        #[test]
        fn nothing_is_left_to_strip(text in "[a ./;:,]{0,12}|.*") {
            let kept = strip_end(&text);
            prop_assert_eq!(strip_end(kept), kept);
            prop_assert!(is_nfc(&upper(&text)) && is_nfc(&upper_first(&text)) && is_nfc(&lower_first(&text)));
        }
    }
}
