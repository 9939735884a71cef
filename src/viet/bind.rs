//! Spaces that may not break over lines: in dates, references to articles, numbers with their units.
//!
//! The text is read once, looking at most six words ahead. A bound space is judged like a plain one, so
//! binding twice changes nothing.

use crate::viet::text;
use label::{LABELS, Label};
use std::borrow::Cow;

mod label;

/// The space at which no line ends.
pub const NO_BREAK_SPACE: char = '\u{a0}';

/// The most words that one reference or quantity has: `điểm a khoản 2 Điều 3`.
const LONGEST: usize = 6;

/// Words of one syllable that a number may not be parted from.
const UNITS: &str = "đồng đ % ‰ ngày tuần tháng quý năm giờ phút buổi người điểm bản lần lượt trang tuổi hộ xã \
                     phường huyện tỉnh thôn phòng giải mm cm m km m2 m² ha kg tấn lít kwh usd";

/// Words of two syllables that a number may not be parted from, nor their syllables from each other.
const LONG_UNITS: &str = "nhiệm vụ, tập thể, cá nhân, đơn vị, chỉ tiêu, chỉ số, tiêu chí, nội dung, hồ sơ, văn bản, \
                          thủ tục, dịch vụ, đề tài, sáng kiến, danh hiệu, bằng khen";

const MAGNITUDES: &str = "trăm nghìn ngàn triệu tỷ tỉ";

/// Returns the text with the spaces that must hold turned into no-break spaces (U+00A0).
///
/// Bound are whole dates (`ngày 06 tháng 02 năm 2020`), references (`điểm a khoản 2 Điều 3`, `Phụ lục II`, `Mục 1`),
/// numbers of documents (`số 288/KH-UBND`), quarters, congresses (`lần thứ XIII`), years, and numbers with their
/// units (`1.490.000 đồng`, `36 nhiệm vụ`). No space is bound beside punctuation, nor where several stand together.
pub fn bind(text: &str) -> Cow<'_, str> {
    if !text.split_whitespace().any(|word| may_be_value(core(word).1)) {
        return Cow::Borrowed(text);
    }
    let words = words(text);
    let mut gaps = Vec::new();
    let mut at = 0;
    while at < words.len() {
        // A number stands first, or at most two words of a label before it.
        if !words[at..].iter().take(3).any(|word| may_be_value(word.core)) {
            at += 1;
            continue;
        }
        let run = run(&words[at..]);
        let (held, advance) = reference(run).or_else(|| quantity(run)).unwrap_or((1, 1));
        gaps.extend(words[at..at + held].iter().skip(1).filter_map(|word| word.gap));
        at += advance;
    }
    gaps.retain(|gap| text[*gap..].starts_with(' '));
    let held: Vec<_> = gaps.into_iter().map(|gap| (gap, NO_BREAK_SPACE)).collect();
    text::exchanged(text, &held)
}

struct Word<'a> {
    /// Without the punctuation around it.
    core: &'a str,
    /// The core composed, where the text holds marks of their own.
    composed: Option<String>,
    /// Where the space before begins, if it is a single one and no punctuation stands beside it.
    gap: Option<usize>,
}

impl Word<'_> {
    /// Tells whether this is the word, which is given in small letters.
    fn is(&self, wanted: &str) -> bool {
        let core = self.composed.as_deref().unwrap_or(self.core);
        // Capital and small letters of Vietnamese are of the same length, which tells most words apart at once.
        core.len() == wanted.len() && (core == wanted || core.chars().flat_map(char::to_lowercase).eq(wanted.chars()))
    }
}

/// Tells whether marks may stand apart from their letters: U+0300 to U+036F begin with these bytes.
fn may_be_decomposed(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, 0xCC | 0xCD))
}

/// Returns a word without the punctuation before it, and without that on either side.
fn core(raw: &str) -> (&str, &str) {
    let opened = raw.trim_start_matches(['(', '[', '{', '“', '‘', '"', '\'', '«']);
    (opened, opened.trim_end_matches(|last| ".,;:!?…)]}”’\"'»/".contains(last)))
}

/// Tells apart at a glance most words that are no number, numeral or single letter, hence bound to nothing.
fn may_be_value(core: &str) -> bool {
    match core.as_bytes() {
        [first, ..] if first.is_ascii_digit() => true,
        [_] | [_, _] => true,
        [first, second, ..] => first.is_ascii_uppercase() && !second.is_ascii_lowercase() && second.is_ascii(),
        [] => false,
    }
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::with_capacity(text.len() / 5);
    let decomposed = may_be_decomposed(text);
    let (mut end, mut closed) = (0, true);
    for raw in text.split_whitespace() {
        let start = end + text[end..].find(|letter: char| !letter.is_whitespace()).unwrap_or(0);
        let (opened, core) = core(raw);
        let apart = closed || opened.len() < raw.len() || !matches!(&text[end..start], " " | "\u{a0}");
        let composed = decomposed.then(|| text::nfc(core).into_owned());
        words.push(Word { core, composed, gap: (!apart).then_some(end) });
        end = start + raw.len();
        closed = core.len() < opened.len();
    }
    words
}

/// Returns the first word with those after it that could be bound to it.
fn run<'a, 'b>(words: &'a [Word<'b>]) -> &'a [Word<'b>] {
    let joined = words.iter().take(LONGEST).skip(1).take_while(|word| word.gap.is_some()).count();
    &words[..(joined + 1).min(words.len())]
}

/// Returns how many words a reference at the start holds together, and how many to go on by.
fn reference(run: &[Word]) -> Option<(usize, usize)> {
    let (label, value) = labelled(run)?;
    let held = value + 1;
    if let Some(then) = label.then
        && run.get(held).is_some_and(|next| next.is(then))
        && let Some((more, advance)) = reference(&run[held..])
    {
        return Some((held + more, held + advance));
    }
    Some((held, if label.may_count { value } else { held }))
}

/// Returns the label at the start, and where its value stands.
fn labelled(run: &[Word]) -> Option<(&'static Label, usize)> {
    let label = LABELS.iter().find(|label| begins_with(run, label.words))?;
    // “danh mục 36 văn bản” counts documents; a reference is written with a capital (Phụ lục II, Mục V, khoản 7).
    if label.words == ["mục"] && !is_capitalised(run.first()?.core) {
        return None;
    }
    let value = label.words.len();
    run.get(value).filter(|word| (label.fits)(word.core)).map(|_| (label, value))
}

/// Returns the same for a number with its unit: `2,5 tỷ đồng`, `36 nhiệm vụ`.
fn quantity(run: &[Word]) -> Option<(usize, usize)> {
    let (number, rest) = run.split_first()?;
    if !is_number(number.core) {
        return None;
    }
    let magnitudes = rest.iter().take_while(|word| MAGNITUDES.split(' ').any(|known| word.is(known))).count();
    let held = 1 + magnitudes + unit(&rest[magnitudes..]);
    (held > 1).then_some((held, held - 1))
}

/// Returns how many words of a unit stand at the start.
fn unit(run: &[Word]) -> usize {
    match run {
        [first, ..] if is_capitalised(first.core) => 0,
        [first, second, ..] if is_long_unit(first, second) => 2,
        [first, ..] if is_unit(first) && !is_whole_date(run) => 1,
        _ => 0,
    }
}

fn is_long_unit(first: &Word, second: &Word) -> bool {
    let is_pair = |(one, two)| first.is(one) && second.is(two);
    LONG_UNITS.split(", ").filter_map(|unit| unit.split_once(' ')).any(is_pair)
}

/// Tells whether this is a unit, alone or of a rate: `đồng`, `đồng/người`.
fn is_unit(word: &Word) -> bool {
    let core = word.composed.as_deref().unwrap_or(word.core).split('/').next().unwrap_or_default();
    let first = Word { core, composed: None, gap: None };
    UNITS.split(' ').any(|known| first.is(known))
}

/// Tells whether a sentence begins here: “1.7 Bản sao” is a heading, `100 USD` is not.
fn is_capitalised(core: &str) -> bool {
    let mut letters = core.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

/// Tells whether the day begins a date: “số 36 ngày 06 tháng 02” counts no days.
fn is_whole_date(run: &[Word]) -> bool {
    labelled(run).is_some_and(|(label, _)| label.words == ["ngày"])
}

fn begins_with(run: &[Word], wanted: &[&str]) -> bool {
    run.len() >= wanted.len() && run.iter().zip(wanted).all(|(word, wanted)| word.is(wanted))
}

/// A number of things: `1.490.000`, `2,5`, `20-30`.
fn is_number(core: &str) -> bool {
    label::starts_with_digit(core) && core.chars().all(|letter| letter.is_ascii_digit() || ".,-–".contains(letter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    const NBSP: &str = "\u{a0}";

    /// Binds and shows bound spaces as `_`.
    fn shown(text: &str) -> String {
        bind(text).replace(NBSP, "_")
    }

    #[test]
    fn dates_hold_together() {
        let cases = [
            ("Hà Nội, ngày 06 tháng 02 năm 2020", "Hà Nội, ngày_06_tháng_02_năm_2020"),
            ("từ tháng 02 năm 2020 đến nay", "từ tháng_02_năm_2020 đến nay"),
            ("trong năm 2020 người dân", "trong năm_2020 người dân"),
            ("(ngày 06/02/2020).", "(ngày_06/02/2020)."),
            ("các ngày 05, 06 tháng 02", "các ngày_05, 06_tháng_02"),
            ("quý I năm 2020, quý IV/2020", "quý_I năm_2020, quý_IV/2020"),
            ("năm 2016-2020", "năm_2016-2020"),
        ];
        for (text, bound) in cases {
            assert_eq!(shown(text), bound);
        }
    }

    #[test]
    fn references_hold_together() {
        let cases = [
            ("theo điểm a khoản 2 Điều 3 Nghị định", "theo điểm_a_khoản_2_Điều_3 Nghị định"),
            ("Điểm đ, khoản 1", "Điểm_đ, khoản_1"),
            ("Điều 1. Phạm vi", "Điều_1. Phạm vi"),
            ("Kế hoạch số 288/KH-UBND ngày 06 tháng 02", "Kế hoạch số_288/KH-UBND ngày_06_tháng_02"),
            ("Công văn số 36 ngày 06 tháng 02", "Công văn số_36 ngày_06_tháng_02"),
            ("Phụ lục II, PHỤ LỤC I", "Phụ_lục_II, PHỤ_LỤC_I"),
            ("Mục 1 Chương I Phần I", "Mục_1 Chương_I Phần_I"),
            ("Đại hội lần thứ XIII, nhiệm kỳ", "Đại hội lần_thứ_XIII, nhiệm kỳ"),
        ];
        for (text, bound) in cases {
            assert_eq!(shown(text), bound);
        }
    }

    #[test]
    fn numbers_hold_their_units() {
        let cases = [
            ("thưởng 1.490.000 đồng cho", "thưởng 1.490.000_đồng cho"),
            ("1.490.000 đồng/tháng.", "1.490.000_đồng/tháng."),
            ("2,5 tỷ đồng, 100 USD", "2,5_tỷ_đồng, 100_USD"),
            ("trong 20 ngày làm việc", "trong 20_ngày làm việc"),
            ("tổng số 36 nhiệm vụ được giao", "tổng số_36_nhiệm_vụ được giao"),
            ("02 tập thể và 05 cá nhân", "02_tập_thể và 05_cá_nhân"),
            ("đạt 62,5 %, 95 điểm", "đạt 62,5_%, 95_điểm"),
            ("mỗi tháng 10 người", "mỗi tháng_10_người"),
        ];
        for (text, bound) in cases {
            assert_eq!(shown(text), bound);
        }
    }

    #[test]
    fn other_spaces_stay_as_they_are() {
        let texts = [
            "",
            " ",
            "Điều kiện, điểm số, mục tiêu, phần lớn, quý báu",
            "ngày  06",
            "20\nngày",
            "20, ngày mai",
            "36 nhiệm kỳ",
            "năm nay ngày nào",
            "mục (1)",
            "danh mục 36 loại",
            "1.7 Bản sao, 2.1 Nhiệm vụ",
        ];
        for text in texts {
            assert!(matches!(bind(text), Cow::Borrowed(same) if same == text), "{text}");
        }
    }

    #[test]
    fn decomposed_text_is_bound_and_left_decomposed() {
        let apart: String = "ngày 06 tháng 02".nfd().collect();
        assert_eq!(bind(&apart), apart.replace(' ', NBSP));
    }

    fn official_text() -> impl Strategy<Value = String> {
        let word =
            "ngày|tháng|năm|06|2020|Điều|khoản|điểm|a|số|288/KH-UBND|phụ|lục|II|nhiệm|vụ|đồng|tỷ|2,5|lần|thứ|[(.]";
        let gap = " |  |,  |\u{a0}|\n|, ";
        prop::collection::vec((word, gap), 0..20).prop_map(|parts| parts.into_iter().map(|(w, g)| w + &g).collect())
    }

    proptest! {
        #[test]
        fn only_spaces_change_and_binding_twice_changes_nothing(text in prop_oneof![official_text(), ".*"]) {
            let bound = bind(&text);
            prop_assert_eq!(bound.replace(NBSP, " "), text.replace(NBSP, " "));
            prop_assert_eq!(bind(&bound), bound.as_ref());
        }

        #[test]
        fn spaces_already_bound_are_judged_like_plain_ones(text in official_text()) {
            let plain = text.replace(NBSP, " ");
            let loosened = bind(&plain).replace(NBSP, " ");
            prop_assert_eq!(loosened, plain);
        }
    }
}
