//! The order of a Vietnamese dictionary, and of lists of people.
//!
//! Texts are compared by their base letters first (`a ă â b c d đ e ê … y`, with f j w z in their Latin places), then
//! by tones (ngang, huyền, hỏi, ngã, sắc, nặng), then small letters before capitals. Spaces and hyphens come before
//! other signs, these before digits, digits before letters. The tone belongs to the word, so that `hòa` and `hoà`
//! stand together. What is still equal is told apart by its characters, so only equal texts have equal keys.

use crate::viet::text;
use std::cmp::Ordering;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

const LETTERS: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// Ends a level of the key; less than any weight, so that a text stands before its continuations.
const END: u32 = 0;
const SPACE: u32 = 1;
// Above every code point, so that no sign reaches the digits, and no letter of ours a letter of other scripts.
const SIGN: u32 = 0x0001_0000;
const DIGIT: u32 = 0x0020_0000;
const LETTER: u32 = 0x0030_0000;
const FOREIGN: u32 = 0x0040_0000;

/// Returns a key that sorts texts as a Vietnamese dictionary does; composed and decomposed text have the same key.
pub fn key(text: &str) -> Vec<u32> {
    let letters = letters(text);
    let mut key = Vec::new();
    push_letters(&letters, &mut key);
    push_rest(&letters, text, &mut key);
    key
}

/// Returns a key that sorts people by given name (the last word), then family name, then the names between.
///
/// Each word counts with its tones before the next is looked at: every `Hà` stands before the first `Hạ`.
pub fn name_key(full_name: &str) -> Vec<u32> {
    // A word of marks alone would be taken for the end of the name.
    let words = full_name.split_whitespace().map(letters).filter(|word| !word.is_empty());
    let mut words: Vec<Vec<Letter>> = words.collect();
    if !words.is_empty() {
        words.rotate_right(1);
    }
    let mut key = Vec::new();
    for word in &words {
        push_letters(word, &mut key);
    }
    key.push(END);
    push_rest(&words.concat(), full_name, &mut key);
    key
}

/// Compares two texts as [`key`] does.
pub fn compare(a: &str, b: &str) -> Ordering {
    key(a).cmp(&key(b))
}

/// Compares two full names as [`name_key`] does.
pub fn compare_names(a: &str, b: &str) -> Ordering {
    name_key(a).cmp(&name_key(b))
}

/// A base character with its marks taken apart.
#[derive(Clone)]
struct Letter {
    weight: u32,
    tone: Option<u32>,
    capital: bool,
}

fn letters(text: &str) -> Vec<Letter> {
    let mut apart = text.nfd().peekable();
    let mut letters = Vec::new();
    while let Some(base) = apart.next() {
        if is_combining_mark(base) {
            continue;
        }
        let marks: Vec<char> = std::iter::from_fn(|| apart.next_if(|mark| is_combining_mark(*mark))).collect();
        letters.push(Letter {
            weight: weight(base, &marks),
            tone: marks.iter().find_map(|mark| tone(*mark)),
            capital: base.is_uppercase(),
        });
    }
    letters
}

fn weight(base: char, marks: &[char]) -> u32 {
    if base.is_whitespace() || matches!(base, '-' | '\u{2010}'..='\u{2015}') {
        return SPACE;
    }
    if let Some(digit) = base.to_digit(10) {
        return DIGIT + digit;
    }
    let small = match base.to_lowercase().next().unwrap_or(base) {
        // The Icelandic and the African letter that look like it.
        '\u{f0}' | '\u{256}' => 'đ',
        small => small,
    };
    match place(marks.iter().find_map(|mark| shaped(small, *mark)).unwrap_or(small)) {
        Some(place) => LETTER + place,
        None if base.is_alphanumeric() => FOREIGN + u32::from(small),
        None => SIGN + u32::from(base),
    }
}

fn place(letter: char) -> Option<u32> {
    LETTERS.chars().zip(0..).find_map(|(known, place)| (known == letter).then_some(place))
}

/// Returns the letter that a base letter and a mark other than a tone make, if Vietnamese has it.
fn shaped(base: char, mark: char) -> Option<char> {
    match (base, mark) {
        ('a', '\u{306}') => Some('ă'),
        ('a', '\u{302}') => Some('â'),
        ('e', '\u{302}') => Some('ê'),
        ('o', '\u{302}') => Some('ô'),
        ('o', '\u{31b}') => Some('ơ'),
        ('u', '\u{31b}') => Some('ư'),
        _ => None,
    }
}

/// Returns the rank of a tone mark; 1 is ngang, which has none.
fn tone(mark: char) -> Option<u32> {
    match mark {
        '\u{300}' => Some(2),
        '\u{309}' => Some(3),
        '\u{303}' => Some(4),
        '\u{301}' => Some(5),
        '\u{323}' => Some(6),
        _ => None,
    }
}

/// Pushes the levels of base letters and of tones, the latter by word.
fn push_letters(letters: &[Letter], key: &mut Vec<u32>) {
    key.extend(letters.iter().map(|letter| letter.weight));
    key.push(END);
    for word in letters.split(|letter| letter.weight == SPACE) {
        let before = key.len();
        key.extend(word.iter().filter_map(|letter| letter.tone));
        if key.len() == before {
            key.push(1);
        }
        key.push(END);
    }
}

/// Pushes the levels of capitals and of the characters themselves.
fn push_rest(letters: &[Letter], text: &str, key: &mut Vec<u32>) {
    key.extend(letters.iter().map(|letter| if letter.capital { 2 } else { 1 }));
    key.push(END);
    key.extend(text::nfc(text).chars().map(u32::from));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn assert_sorted(wanted: &[&str], compare: fn(&str, &str) -> Ordering) {
        for order in [|text: &str| text.nfc().collect::<String>(), |text: &str| text.nfd().collect()] {
            let wanted: Vec<String> = wanted.iter().map(|text| order(text)).collect();
            let mut sorted: Vec<String> = wanted.iter().rev().cloned().collect();
            sorted.sort_by(|a, b| compare(a, b));
            assert_eq!(sorted, wanted);
        }
    }

    #[test]
    fn letters_stand_in_the_order_of_the_alphabet() {
        let alphabet: Vec<String> = LETTERS.chars().map(String::from).collect();
        assert_sorted(&alphabet.iter().map(String::as_str).collect::<Vec<_>>(), compare);
    }

    #[test]
    fn tones_stand_in_the_order_of_dictionaries() {
        assert_sorted(&["ma", "mà", "mả", "mã", "má", "mạ"], compare);
        assert_sorted(&["ầ", "ẩ", "ẫ", "ấ", "ậ"], compare);
    }

    #[test]
    fn base_letters_of_the_whole_text_come_before_tones() {
        assert_sorted(&["an", "Anh", "Ảnh", "Ánh", "ăn", "ân", "Ấn"], compare);
        assert_sorted(&["ba", "bà", "bạ", "ba ba", "bà ba", "bả bà", "bạ ba", "bảng", "băng", "bâng"], compare);
        assert_sorted(&["dân", "dung", "đá", "Đà Nẵng", "đân"], compare);
        assert_sorted(&["dung", "\u{d0}ặng", "đẹp", "e"], compare);
    }

    #[test]
    fn small_letters_come_before_capitals_when_all_else_is_equal() {
        assert_sorted(&["thí điểm", "thi đua", "Thi đua", "Thi Đua", "thí đua"], compare);
    }

    #[test]
    fn spaces_and_hyphens_come_before_digits_and_digits_before_letters() {
        assert_sorted(&["", "Tổ", "Tổ 1", "Tổ 1 An", "Tổ 12", "Tổ dân phố", "Tổ2", "Tổa"], compare);
        assert_sorted(&["thi đua - khen thưởng", "thi đua khen thưởng"], compare);
    }

    #[test]
    fn the_two_places_of_a_tone_mark_do_not_part_a_word() {
        assert_sorted(&["hoa", "hoà", "hòa", "hỏa", "hoá", "hóa", "họa"], compare);
    }

    #[test]
    fn people_are_listed_by_given_name_then_family_then_the_rest() {
        let people = [
            "Trần Văn An",
            "Nguyễn Thị Ảnh",
            "Lê Văn Ánh",
            "Đỗ Ân",
            "Bùi Thị Bình",
            "Lê Bình",
            "Lê Hồng Bình",
            "Lê Văn Bình",
            "Lệ An Bình",
            "Nguyễn Thị Đào",
            "Vũ Văn Hà",
            "An Thị Hạ",
            "Hồ Trọng Luật",
        ];
        assert_sorted(&people, compare_names);
    }

    #[test]
    fn empty_names_and_lone_words_have_keys_too() {
        assert_sorted(&["", "An", "Lê An"], compare_names);
    }

    fn any_text() -> impl Strategy<Value = String> {
        let text = "[aAăâàáạbdđĐeêoòôơuưy0-9 \\-.\u{301}\u{309}]{0,8}|.{0,6}";
        (text, any::<bool>()).prop_map(|(text, apart)| if apart { text.nfd().collect() } else { text })
    }

    proptest! {
        #[test]
        fn only_equal_texts_are_equal(a in any_text(), b in any_text()) {
            let same = text::nfc(&a) == text::nfc(&b);
            prop_assert_eq!(compare(&a, &b) == Ordering::Equal, same);
            prop_assert_eq!(compare_names(&a, &b) == Ordering::Equal, same);
        }

        #[test]
        fn the_order_is_total(a in any_text(), b in any_text(), c in any_text()) {
            prop_assert_eq!(compare(&a, &b), compare(&b, &a).reverse());
            for order in [compare, compare_names] {
                let mut three = [&a, &b, &c];
                three.sort_by(|x, y| order(x, y));
                prop_assert!(order(three[0], three[2]) != Ordering::Greater);
            }
        }

        #[test]
        fn both_forms_of_a_text_have_one_key(a in any_text()) {
            prop_assert_eq!(key(&a.nfd().collect::<String>()), key(&a.nfc().collect::<String>()));
            prop_assert_eq!(name_key(&a.nfd().collect::<String>()), name_key(&a.nfc().collect::<String>()));
        }
    }
}
