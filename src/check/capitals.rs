//! The checkable rules on capital letters (Phụ lục II).
//!
//! Each function returns the first words of a line that are written against a rule, and how they should be.

use crate::viet::text::upper_first;

/// What stands there, and what should.
pub type Fault = Option<(String, String)>;

/// Looks for one of the words before a number: `điều 5` where `capital` is wanted, `Khoản 2` where it is not.
pub fn before_number(text: &str, words: &[&str], capital: bool) -> Fault {
    let pieces: Vec<&str> = text.split(' ').collect();
    for (at, piece) in pieces.iter().enumerate() {
        let word = piece.trim_start_matches(['(', '“', '"', '[']);
        let Some(number) = pieces.get(at + 1).filter(|_| words.contains(&word)) else { continue };
        let counted = number.chars().next().is_some_and(|c| c.is_ascii_digit()) || (!capital && is_point(number));
        if !counted || (!capital && begins_sentence(&pieces, at)) || (capital && counts_things(&pieces, at)) {
            continue;
        }
        let number = number.trim_end_matches([',', '.', ';', ')', ':']);
        let right = if capital { upper_first(word) } else { small(word) };
        return Some((format!("{word} {number}"), format!("{right} {number}")));
    }
    None
}

fn small(word: &str) -> String {
    word.to_lowercase()
}

/// `Điểm a khoản 2`.
fn is_point(word: &str) -> bool {
    let word = word.trim_end_matches([',', ';', '.']);
    word.chars().count() == 1 && word.chars().all(char::is_lowercase)
}

/// Tells whether the word begins a sentence or a line, where a capital is right.
fn begins_sentence(pieces: &[&str], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| pieces.get(before)) else { return true };
    before.ends_with(['.', ':', '?', '!', ';'])
        || ["-", "–", "+", "•"].contains(before)
        || pieces[at].starts_with(['“', '"'])
}

/// `5 điều 3 chương` counts; `tại điều 3` cites.
fn counts_things(pieces: &[&str], at: usize) -> bool {
    at.checked_sub(1)
        .and_then(|before| pieces.get(before))
        .is_some_and(|before| before.chars().all(|c| c.is_ascii_digit()))
}

/// Looks for `nhân dân` and `nhà nước` as nouns of their own.
pub fn people_and_state(text: &str) -> Fault {
    // In the names of bodies the words are written small.
    let within = [
        "ủy ban",
        "uỷ ban",
        "hội đồng",
        "tòa án",
        "toà án",
        "viện kiểm sát",
        "quân đội",
        "công an",
        "quỹ tín dụng",
        "nghệ sĩ",
        "nhà giáo",
        "dân quân",
    ];
    // Beside another noun it describes: `ngân sách nhà nước`, `doanh nghiệp nhà nước`.
    let owners = ["đảng,", "đảng và", "của", "do", "đảng, chính phủ,"];
    let alone = |at: usize, word: &str| text[at + word.len()..].chars().next().is_none_or(|c| !c.is_alphabetic());
    for (at, word) in text.match_indices("nhân dân") {
        let before = text[..at].trim_end().to_lowercase();
        if alone(at, word) && !within.iter().any(|name| before.ends_with(name)) {
            return Some((word.to_owned(), upper_first(word)));
        }
    }
    for (at, word) in text.match_indices("nhà nước") {
        let before = text[..at].trim_end().to_lowercase();
        if alone(at, word) && owners.iter().any(|owner| before.ends_with(owner)) {
            return Some((word.to_owned(), upper_first(word)));
        }
    }
    None
}

/// Looks for `thứ hai, ngày …` and `chủ nhật`: a weekday is one only beside a date or a time of day.
pub fn weekday(text: &str) -> Fault {
    for day in ["hai", "ba", "tư", "năm", "sáu", "bảy"] {
        let words = format!("thứ {day}");
        for (at, found) in text.match_indices(words.as_str()) {
            let after = text[at + found.len()..].trim_start_matches([',', ' ', '(']);
            let before = text[..at].trim_end_matches([',', ' ']);
            if after.starts_with("ngày ") || ["sáng", "chiều", "giờ"].iter().any(|word| before.ends_with(word)) {
                return Some((words.clone(), format!("thứ {}", upper_first(day))));
            }
        }
    }
    None
}

/// Looks for the common noun of a unit in capitals within a sentence: `trên địa bàn Tỉnh Khánh Hòa`.
pub fn unit_noun(text: &str) -> Fault {
    let pieces: Vec<&str> = text.split(' ').collect();
    for (at, piece) in pieces.iter().enumerate() {
        let name = pieces.get(at + 1).filter(|name| name.chars().next().is_some_and(char::is_uppercase));
        // Units called after persons and events keep the capital; only the province never is one.
        let Some(name) = name.filter(|_| *piece == "Tỉnh" && !begins_sentence(&pieces, at)) else { continue };
        let within =
            ["Thanh", "Công", "Quân", "Mặt", "Trường"].iter().any(|word| at > 0 && pieces[at - 1].starts_with(word));
        if !within && !["ủy", "ỦY", "Đoàn"].iter().any(|word| name.starts_with(word)) {
            let name = name.trim_end_matches([',', '.', ';', ')']);
            return Some((format!("{piece} {name}"), format!("{} {name}", small(piece))));
        }
    }
    None
}

/// Looks for the places whose common noun is always a capital.
pub fn special(text: &str) -> Fault {
    let places = [("thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"), ("thủ đô Hà Nội", "Thủ đô Hà Nội")];
    places
        .into_iter()
        .find(|(wrong, _)| text.contains(wrong))
        .map(|(wrong, right)| (wrong.to_owned(), right.to_owned()))
}

/// Looks for holidays in small letters.
pub fn holiday(text: &str) -> Fault {
    let days = [
        ("ngày quốc khánh", "ngày Quốc khánh"),
        ("ngày quốc tế lao động", "ngày Quốc tế Lao động"),
        ("ngày Quốc tế lao động", "ngày Quốc tế Lao động"),
        ("ngày phụ nữ Việt Nam", "ngày Phụ nữ Việt Nam"),
        ("ngày nhà giáo Việt Nam", "ngày Nhà giáo Việt Nam"),
        ("ngày quốc tế phụ nữ", "ngày Quốc tế Phụ nữ"),
        ("tết nguyên đán", "tết Nguyên đán"),
        ("Tết nguyên đán", "Tết Nguyên đán"),
        ("tết trung thu", "tết Trung thu"),
    ];
    days.into_iter().find(|(wrong, _)| text.contains(wrong)).map(|(wrong, right)| (wrong.to_owned(), right.to_owned()))
}
