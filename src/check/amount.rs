//! Numbers that stand in figures and in words: `1.490.000 đồng (Một triệu bốn trăm chín mươi nghìn đồng)`.

use crate::viet::{number, words};

/// Letters of a bracket beyond which it is no number in words.
const LONGEST: usize = 160;

/// A number in figures that the words beside it contradict.
pub struct Contradiction {
    /// Both as they stand.
    pub seen: String,
    /// Both as they would be right.
    pub wanted: String,
}

/// A number in words.
struct Spelt {
    value: i128,
    /// Whether it counts đồng.
    money: bool,
}

/// Returns the first number of a text whose words say another one. `before` is the line before it, to which a text that
/// begins with `Bằng chữ:` belongs.
pub fn contradiction(text: &str, before: &str) -> Option<Contradiction> {
    bracketed(text).find_map(|(at, inside)| compare(&text[..at], inside, before)).or_else(|| {
        let lower = text.to_lowercase();
        let at = lower.find("bằng chữ").filter(|_| lower.len() == text.len() && !lower.contains("(bằng chữ"))?;
        let opening = text[..at].rfind(['.', ':', ';']).map_or("", |end| &text[..end]);
        compare(opening, &text[at..], before)
    })
}

/// Returns what stands in brackets, with where each opens.
fn bracketed(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices('(').filter_map(|(at, _)| {
        let inside = &text[at + 1..];
        let end = inside.char_indices().take(LONGEST).find(|(_, c)| *c == ')')?.0;
        Some((at, &inside[..end]))
    })
}

fn compare(opening: &str, said: &str, before: &str) -> Option<Contradiction> {
    let spelt = spell(said)?;
    let (value, figure) =
        if opening.trim().is_empty() { only_figure(before)? } else { last_figure(opening, spelt.money)? };
    let unit = if spelt.money { " đồng" } else { "" };
    let right = u64::try_from(value).ok().map(words::in_words)?;
    let wanted = format!("{figure} ({right}{unit}) hoặc {}{unit}", number::grouped(spelt.value));
    (value != spelt.value).then(|| Contradiction { seen: format!("{figure} ({})", said.trim()), wanted })
}

/// Reads a number in words, with or without `Bằng chữ:` before and `đồng chẵn` after it.
fn spell(said: &str) -> Option<Spelt> {
    let lower = said.to_lowercase().replace(',', " ");
    let mut rest = lower.trim();
    for opening in ["số tiền", "viết", "ghi", "bằng chữ", "là", ":"] {
        rest = rest.strip_prefix(opening).unwrap_or(rest).trim_start();
    }
    let rest = rest.trim_end_matches(['.', '/', ';', '!', ' ']);
    let (count, money) = match rest.split_once(" đồng") {
        Some((count, after)) => {
            let after = after.trim();
            let ends = after.is_empty() || after.starts_with('/') || ["chẵn", "việt nam"].contains(&after);
            (count, ends.then_some(true)?)
        }
        None => (rest, false),
    };
    let value = i128::from(words::parse(count.trim())?);
    Some(Spelt { value, money })
}

/// Words between a figure and its bracket that say its scale, or nothing.
fn scale(word: &str) -> Option<i128> {
    match word {
        "nghìn" | "ngàn" => Some(1_000),
        "triệu" => Some(1_000_000),
        "tỷ" | "tỉ" => Some(1_000_000_000),
        "đồng" | "đ" | "vnđ" | "vnd" => Some(1),
        _ => word.starts_with("đồng/").then_some(1),
    }
}

/// Reads the figure that an opening ends with, units after it included.
fn last_figure(opening: &str, money: bool) -> Option<(i128, String)> {
    let mut by = 1;
    let mut units = Vec::new();
    let mut pieces = opening.split_whitespace().rev().take(5);
    loop {
        let piece = pieces.next()?.trim_end_matches([',', ':', '.']);
        if piece.starts_with(|c: char| c.is_ascii_digit()) {
            // `1 490 000`: thousands parted by blanks are not read.
            let parted = pieces.next().is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()));
            let figure = piece.trim_end_matches(['đ', 'Đ']);
            let (scaled, places) = number::parse(figure).filter(|_| !parted)?;
            let whole = scaled.checked_mul(by)?;
            let value = (whole % 10_i128.checked_pow(places)? == 0).then(|| whole / 10_i128.pow(places))?;
            units.push(piece.to_owned());
            units.reverse();
            return Some((value, units.join(" ")));
        }
        by = i128::checked_mul(by, scale(&piece.to_lowercase()).filter(|_| money)?)?;
        units.push(piece.to_owned());
    }
}

/// Reads the only amount of a line.
fn only_figure(line: &str) -> Option<(i128, String)> {
    let amount = |piece: &str| {
        let piece = piece.trim_end_matches([',', '.', ';', ':']).trim_end_matches(['đ', 'Đ']);
        let (value, places) = number::parse(piece).filter(|_| piece.contains('.'))?;
        (places == 0).then(|| (value, piece.to_owned()))
    };
    // `1.500.000 x 2 người` is not the amount that is spelt out.
    if line.split_whitespace().any(|word| ["x", "×", "*", "+"].contains(&word)) {
        return None;
    }
    let mut found = line.split_whitespace().filter_map(amount);
    found.next().filter(|_| found.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, before: &str) -> Option<String> {
        contradiction(text, before).map(|found| found.seen)
    }

    #[test]
    fn words_that_say_the_figure_are_silent_in_every_spelling() {
        for text in [
            "1.490.000 đồng (Một triệu bốn trăm chín mươi nghìn đồng)",
            "1.490.000 đồng (một triệu, bốn trăm chín mươi ngàn đồng chẵn./.)",
            "1.490.000đ (một triệu bốn trăm chín mươi nghìn đồng)",
            "1,5 triệu đồng (một triệu năm trăm nghìn đồng)",
            "500.000 đồng/người (năm trăm nghìn đồng)",
            "105.000 đồng (bằng chữ: một trăm lẻ năm nghìn đồng)",
            "24.000 đồng (hai mươi tư nghìn đồng), 24.000 đồng (hai mươi bốn nghìn đồng)",
            "lập thành 05 (năm) bản, 21 (hai mươi mốt) ngày",
        ] {
            assert_eq!(told(text, ""), None, "{text}");
        }
        assert_eq!(told("Bằng chữ: Hai mươi lăm triệu đồng.", "Tổng cộng 25.000.000"), None);
    }

    #[test]
    fn what_is_no_number_in_words_or_no_figure_is_left_alone() {
        for text in [
            "khoảng 2.000.000 đồng (hơn hai triệu đồng)",
            "1 490 000 đồng (một triệu đồng)",
            "tháng 12/2026 (ba)",
            "12 USD (mười đồng)",
            "5 phòng (ba phòng)",
            "tăng 5% (năm)",
            "điện thoại 0258.3822.222 (hai)",
        ] {
            assert_eq!(told(text, ""), None, "{text}");
        }
        assert_eq!(told("Bằng chữ: Ba triệu đồng.", "Đơn giá 1.500.000 đồng x 2 người"), None);
        assert_eq!(told("Bằng chữ: Hai mươi triệu đồng.", "từ 10.000.000 đến 25.000.000 đồng"), None);
    }

    #[test]
    fn words_that_say_another_number_are_told() {
        let seen = told("là 1.490.000 đồng (Một triệu bốn trăm chín mươi đồng)", "");
        assert_eq!(seen.as_deref(), Some("1.490.000 đồng (Một triệu bốn trăm chín mươi đồng)"));
        assert!(told("lập thành 05 (bốn) bản", "").is_some());
        assert!(told("(Bằng chữ: Hai mươi triệu đồng)", "Tổng cộng 25.000.000").is_some());
        assert!(told("Giá trị 25.000.000 đồng. Bằng chữ: hai mươi triệu đồng.", "").is_some());
    }
}
