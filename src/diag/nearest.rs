//! "Did you mean": the candidate closest to a misspelt word.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Returns the candidate that a slip of the fingers could have turned into `word`.
///
/// Marks and case do not count. A short word may differ by one letter, a long one by up to three;
/// among equals the first candidate wins.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = fold(word);
    let length = word.chars().count();
    let limit = (length / 3).clamp(1, 3).min(length.saturating_sub(1));
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let folded = fold(candidate);
        if folded.chars().count().abs_diff(length) > limit {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&word, &folded);
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Returns the candidate that is nearest, else the one with whose words the word begins, or that begins with it:
/// `chi_dao` for `chi_dao_dieu_hanh`.
pub fn likely<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str> + Clone) -> Option<&'a str> {
    let folded = fold(word);
    let joins = |long: &str, short: &str| {
        short.len() > 2 && long.strip_prefix(short).is_some_and(|rest| rest.starts_with(['_', '-', ' ']))
    };
    let begins = |candidate: &&'a str| {
        let candidate = fold(candidate);
        joins(&folded, &candidate) || joins(&candidate, &folded)
    };
    nearest(word, candidates.clone()).or_else(|| candidates.into_iter().find(begins))
}

/// Lower case without marks, `đ` as `d`.
fn fold(text: &str) -> String {
    text.nfd()
        .filter(|&c| !is_combining_mark(c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'đ' { 'd' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: [&str; 5] = ["ho_ten", "chuc_vu", "don_vi", "nguoi_ky", "so"];

    #[test]
    fn a_slip_finds_its_key() {
        assert_eq!(nearest("chucvu", KEYS), Some("chuc_vu"));
        assert_eq!(nearest("chuc_uv", KEYS), Some("chuc_vu"));
        assert_eq!(nearest("nguoi_ki", KEYS), Some("nguoi_ky"));
        assert_eq!(nearest("số", KEYS), Some("so"));
        assert_eq!(nearest("ĐON_VỊ", KEYS), Some("don_vi"));
    }

    #[test]
    fn another_word_finds_nothing() {
        assert_eq!(nearest("trich_yeu", KEYS), None);
        assert_eq!(nearest("", KEYS), None);
        assert_eq!(nearest("x", ["y"]), None);
        assert_eq!(nearest("ab", ["cd"]), None);
    }

    #[test]
    fn a_word_with_more_words_behind_it_finds_its_key() {
        assert_eq!(likely("chuc_vu_hien_nay", KEYS), Some("chuc_vu"));
        assert_eq!(likely("nguoi", KEYS), Some("nguoi_ky"));
        assert_eq!(likely("so_van_ban", KEYS), None);
    }

    #[test]
    fn among_equals_the_first_wins() {
        assert_eq!(nearest("nam", ["nem", "nom"]), Some("nem"));
    }
}
