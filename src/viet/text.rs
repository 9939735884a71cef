//! Letters and their marks: composed form, capitals, plain ASCII, and the joints of sentences.

use std::borrow::Cow;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Returns the text with the characters at these places, in order, exchanged for others.
pub fn exchanged<'t>(text: &'t str, places: &[(usize, char)]) -> Cow<'t, str> {
    if places.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 2 * places.len());
    let mut from = 0;
    for (at, other) in places {
        out.push_str(&text[from..*at]);
        out.push(*other);
        from = at + text[*at..].chars().next().map_or(0, char::len_utf8);
    }
    out.push_str(&text[from..]);
    Cow::Owned(out)
}

/// Returns the text with the wide signs and figures of Chinese and Japanese keyboards as ordinary ones: `２０２６：` is
/// `2026:`.
pub fn narrow(text: &str) -> Cow<'_, str> {
    let is_wide = |c: char| ('\u{ff01}'..='\u{ff5e}').contains(&c) || c == '\u{3000}';
    if !text.contains(is_wide) {
        return Cow::Borrowed(text);
    }
    let narrowed = |c: char| match c {
        '\u{3000}' => ' ',
        wide if is_wide(wide) => char::from_u32(u32::from(wide) - 0xfee0).unwrap_or(wide),
        other => other,
    };
    Cow::Owned(text.chars().map(narrowed).collect())
}

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
    for letter in text.nfkd().filter(|letter| !is_combining_mark(*letter)).map(plain_of).map(without_bar) {
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

/// Returns the text with its first letter small, unless it begins an abbreviation or a name of several words: `Ủy ban`
/// is `ủy ban`, `UBND` and `Hà Nội` stay.
pub fn lower_first(text: &str) -> String {
    let composed = nfc(text);
    if composed.chars().nth(1).is_some_and(char::is_uppercase) || begins_with_a_name(&composed) {
        return composed.into_owned();
    }
    lowered(&composed)
}

/// Returns a subject as it follows the name of its kind, `Kế hoạch phát động …`: its first letter is small unless the
/// subject may begin with a name (`UBND tỉnh`, `Hà Nội`, `Văn phòng Sở`, `Covid-19`).
pub fn after_kind(subject: &str) -> String {
    let composed = nfc(subject);
    let low = composed.to_lowercase();
    let ends = |rest: &str| !rest.starts_with(|next: char| next.is_alphanumeric());
    let named = NAMES.iter().any(|name| low.strip_prefix(name).is_some_and(ends));
    let foreign = low.split_whitespace().next().is_some_and(|word| word.contains(['f', 'j', 'w', 'z', '-']));
    if named || foreign { composed.into_owned() } else { lower_first(&composed) }
}

fn lowered(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_lowercase).collect();
    nfc(&(first + letters.as_str())).into_owned()
}

/// Tells whether the first two words are written as a name is: `Hà Nội`, but not `Tặng Giấy khen` or `Quý I`.
fn begins_with_a_name(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let (Some(first), Some(second)) = (words.next(), words.next()) else { return false };
    let mut letters = second.chars();
    let name = letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase);
    name && !BEFORE_NAMES.contains(&first.to_lowercase().as_str())
}

/// Words of one syllable that stand before names.
const BEFORE_NAMES: &[&str] = &[
    "bán", "báo", "cho", "chi", "chọn", "cử", "của", "dự", "đã", "để", "đón", "được", "giao", "gửi", "họp", "lập",
    "mở", "mời", "mua", "nghỉ", "nhận", "tại", "tặng", "theo", "thi", "thu", "thuê", "thăm", "trao", "trình", "từ",
    "và", "về", "với", "xét", "xin", "xây",
];

/// Names with a small second word, or with none.
const NAMES: &[&str] = &[
    "ban chỉ đạo",
    "ban thi đua",
    "ban tổ chức",
    "bảo hiểm xã hội",
    "bộ đội",
    "chi cục",
    "chính phủ",
    "chủ tịch",
    "công an",
    "công đoàn",
    "công ty",
    "đảng",
    "đảng bộ",
    "đảng ủy",
    "đoàn thanh niên",
    "giám đốc",
    "hội cựu",
    "hội đồng",
    "hội liên hiệp",
    "hội nông dân",
    "huế",
    "kho bạc",
    "mặt trận",
    "ngân hàng",
    "nhà nước",
    "phó giám đốc",
    "quân đội",
    "quốc hội",
    "tết",
    "thanh tra",
    "thủ tướng",
    "thường trực",
    "tòa án",
    "trung tâm",
    "ủy ban",
    "uỷ ban",
    "văn phòng",
    "viện kiểm sát",
    "vinh",
];

/// Returns the text with letters of other alphabets that look like those of a symbol replaced by these: `QÐ` with an
/// Icelandic or African letter, `КН` with Cyrillic or Greek ones, full-width letters.
pub fn without_lookalikes(text: &str) -> Cow<'_, str> {
    if text.chars().all(|letter| plain_of(letter) == letter) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(plain_of).collect())
}

/// Returns the text with the Icelandic and the African letter that look like `Đ` replaced by it, in names and words too.
pub fn with_vietnamese_d(text: &str) -> String {
    text.replace(['\u{d0}', '\u{189}'], "Đ").replace(['\u{f0}', '\u{256}'], "đ")
}

fn plain_of(letter: char) -> char {
    match letter {
        '\u{d0}' | '\u{189}' => 'Đ',
        '\u{f0}' | '\u{256}' => 'đ',
        '\u{410}' | '\u{391}' => 'A',
        '\u{412}' | '\u{392}' => 'B',
        '\u{415}' | '\u{395}' => 'E',
        '\u{41a}' | '\u{39a}' => 'K',
        '\u{41c}' | '\u{39c}' => 'M',
        '\u{41d}' | '\u{397}' => 'H',
        '\u{41e}' | '\u{39f}' => 'O',
        '\u{420}' | '\u{3a1}' => 'P',
        '\u{421}' => 'C',
        '\u{422}' | '\u{3a4}' => 'T',
        '\u{423}' | '\u{3a5}' => 'Y',
        '\u{425}' | '\u{3a7}' => 'X',
        '\u{406}' | '\u{399}' => 'I',
        '\u{408}' => 'J',
        '\u{405}' => 'S',
        '\u{39d}' => 'N',
        '\u{396}' => 'Z',
        '\u{430}' => 'a',
        '\u{435}' => 'e',
        '\u{43e}' | '\u{3bf}' => 'o',
        '\u{440}' => 'p',
        '\u{441}' => 'c',
        '\u{445}' => 'x',
        '\u{443}' => 'y',
        '\u{456}' => 'i',
        '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' | '\u{ff0d}' | '\u{ff0f}' | '\u{ff10}'..='\u{ff19}' => {
            // The full-width letters stand in the order of ASCII.
            char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter)
        }
        other => other,
    }
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
        'đ' | '\u{f0}' | '\u{256}' => 'd',
        'Đ' | '\u{d0}' | '\u{189}' => 'D',
        other => other,
    }
}

/// Returns names as a sentence lists them: `A, B và C`.
pub fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} và {last}", first.join(", ")),
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
        for (text, lowered) in [
            ("Hà Nội mở rộng", "Hà Nội mở rộng"),
            ("Sở Nội vụ đề nghị", "Sở Nội vụ đề nghị"),
            ("Tặng Giấy khen", "tặng Giấy khen"),
            ("Về Luật Thi đua", "về Luật Thi đua"),
            ("Quý I năm 2020", "quý I năm 2020"),
        ] {
            assert_eq!(lower_first(text), lowered);
        }
    }

    #[test]
    fn a_subject_behind_its_kind_keeps_the_capitals_of_names() {
        for (subject, joined) in [
            ("Phát động phong trào", "phát động phong trào"),
            ("Về việc khen thưởng", "về việc khen thưởng"),
            ("Kết quả quý I", "kết quả quý I"),
            ("Mời Sở Nội vụ dự họp", "mời Sở Nội vụ dự họp"),
            ("Tổng Công ty Điện lực", "Tổng Công ty Điện lực"),
            ("Hà Nội mở rộng", "Hà Nội mở rộng"),
            ("Huế tổ chức lễ hội", "Huế tổ chức lễ hội"),
            ("Văn phòng Sở báo cáo", "Văn phòng Sở báo cáo"),
            ("UBND tỉnh giao", "UBND tỉnh giao"),
            ("KIỂM TRA CÔNG VỤ", "KIỂM TRA CÔNG VỤ"),
            ("đôn đốc nhiệm vụ", "đôn đốc nhiệm vụ"),
            ("Trực bão", "trực bão"),
            ("Dự hội nghị tổng kết", "dự hội nghị tổng kết"),
            ("Covid-19 diễn biến mới", "Covid-19 diễn biến mới"),
            ("Đảng ủy khối báo cáo", "Đảng ủy khối báo cáo"),
            ("", ""),
        ] {
            assert_eq!(after_kind(subject), joined);
        }
    }

    #[test]
    fn letters_that_look_like_those_of_a_symbol_are_taken_for_them() {
        for text in ["Q\u{d0}-STC", "Q\u{189}-STC", "QĐ-S\u{422}\u{421}", "\u{ff31}Đ\u{ff0d}STC"] {
            assert_eq!(without_lookalikes(text), "QĐ-STC");
        }
        assert_eq!(slug("\u{d0}ặng V\u{103}n \u{410}n"), "dang-van-an");
        assert_eq!(strip_marks("\u{d0}ặng \u{f0}ường"), "Dang duong");
        assert_eq!(with_vietnamese_d("\u{d0}ặng Văn \u{f0}ô"), "Đặng Văn đô");
        assert!(matches!(without_lookalikes("QĐ-STC"), Cow::Borrowed(_)));
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
