//! What a value that cannot be read was probably meant to be, as a hint says it.

use crate::source::tree::{Node, Value};
use crate::viet;

const INT: &str = "chỉ dùng chữ số; có thể tách hàng nghìn bằng dấu chấm: 1.490.000";
const GROUPS: &str = "mỗi nhóm sau dấu chấm phải đủ ba chữ số, ví dụ";
const DECIMAL: &str = "viết như 86,25";
const DAY: &str = "viết ngày/tháng/năm, năm đủ bốn chữ số";

/// Says how a whole number is written.
pub fn int(text: &str) -> String {
    let text = &*viet::text::narrow(text);
    let (figure, rest) = figure(text);
    if let Some(value) = of_words(figure, rest) {
        return format!("viết: {}", viet::number::grouped(i128::from(value)));
    }
    if figure.matches('.').count().max(figure.matches(',').count()) > 1
        && whole(figure).is_some_and(|found| !found.1.is_empty())
    {
        return format!("{GROUPS}: 2.530.000");
    }
    if rest.starts_with('/') && !figure.is_empty() {
        return format!("chỉ ghi số, viết: {figure}; ký hiệu sau dấu / do chương trình ghi");
    }
    match whole(figure) {
        Some((value, "")) => format!("viết: {}", grouped_as(figure, value)),
        Some((value, _)) => format!("không ghi phần lẻ, viết: {value} hoặc {}", value.saturating_add(1)),
        None => INT.to_owned(),
    }
}

/// Says how a number with decimals is written.
pub fn decimal(text: &str) -> String {
    let text = &*viet::text::narrow(text);
    let (figure, rest) = figure(text);
    match whole(figure) {
        Some((value, "")) if rest.starts_with('%') && value <= 100 => {
            let share = viet::number::decimal_trimmed(i128::from(value), 2);
            format!("viết: {value}; hoặc {share} nếu là hệ số")
        }
        Some((value, "")) => format!("viết: {value}"),
        Some((value, fraction)) if fraction.len() <= 6 => format!("viết: {value},{fraction}"),
        _ => DECIMAL.to_owned(),
    }
}

/// Says how a day is written.
pub fn day(text: &str) -> String {
    match viet::date::meant(text) {
        Some(day) => format!("viết: {}", viet::date::short(day)),
        None if viet::date::of_excel(text).is_some() => excel(text),
        None => match text.split(['/', '-', '.']).collect::<Vec<_>>()[..] {
            [day, month] if [day, month].iter().all(|part| is_digits(part) && part.len() <= 2) => {
                format!("thêm năm: {day:0>2}/{month:0>2}/ rồi bốn chữ số của năm")
            }
            _ => DAY.to_owned(),
        },
    }
}

/// Says which day a number of Excel is.
fn excel(text: &str) -> String {
    let day = viet::date::of_excel(text).map(viet::date::short).unwrap_or_default();
    format!("số này là ngày {day} trong Excel, viết: {day}")
}

/// Returns the amount of a figure with a word for its size: `2,53 triệu`.
fn of_words(figure: &str, rest: &str) -> Option<i64> {
    let places = match rest.split_whitespace().next()? {
        "nghìn" | "ngàn" => 3,
        "triệu" => 6,
        "tỷ" | "tỉ" => 9,
        _ => return None,
    };
    let (value, fraction) = match figure.split_once([',', '.']) {
        Some((value, fraction)) if is_digits(fraction) && fraction.len() <= places => (value, fraction),
        Some(_) => return None,
        None => (figure, ""),
    };
    is_digits(value).then(|| format!("{value}{fraction:0<places$}").parse().ok()).flatten()
}

/// Says how a list is written, where one value stands.
pub fn list(node: &Node) -> String {
    const LINES: &str = "mỗi mục một dòng, bắt đầu bằng gạch nối và một dấu cách";
    let Value::Scalar(scalar) = &node.value else { return LINES.to_owned() };
    let narrow = viet::text::narrow(&scalar.text);
    let text = narrow.trim();
    let inner =
        [('[', ']'), ('(', ')')].into_iter().find_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(close));
    let text = inner.unwrap_or(text);
    let short = text.chars().count() <= 60 && !text.contains(['[', ']', '\n', '"', ':', '#']);
    // Names have commas in them; abbreviations have not.
    let whole = !text.contains([',', ';']) || text.chars().all(|c| !c.is_lowercase());
    if short && whole { format!("viết: [{}]; hoặc {LINES}", text.replace(';', ",")) } else { LINES.to_owned() }
}

/// Returns the figure with which a text begins, and what follows: `2.530.000` and `đồng`.
fn figure(text: &str) -> (&str, &str) {
    let text = text.trim();
    let part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\u{a0}');
    let end = text.find(|c: char| !part(c)).unwrap_or(text.len());
    (text[..end].trim_end_matches(|c: char| !c.is_ascii_digit()), text[end..].trim())
}

/// Returns a whole number and the digits behind its comma, wherever the writer has put signs between thousands.
fn whole(figure: &str) -> Option<(i64, &str)> {
    if !figure.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let groups = |sign: char| {
        let parts: Vec<&str> = figure.split(sign).collect();
        let fits = parts.len() > 1 && parts[0].len() <= 3 && parts[1..].iter().all(|part| part.len() == 3);
        (fits && parts.iter().all(|part| is_digits(part))).then(|| parts.concat())
    };
    if let Some(digits) = groups(',').or_else(|| groups('.')).or_else(|| groups(' ')).or_else(|| groups('\u{a0}')) {
        return Some((digits.parse().ok()?, ""));
    }
    // The last sign parts off decimals; others part thousands.
    let (digits, fraction) = figure.rsplit_once([',', '.']).unwrap_or((figure, ""));
    let digits = digits.replace(['.', ',', ' ', '\u{a0}'], "");
    (is_digits(&digits) && (fraction.is_empty() || is_digits(fraction))).then_some(())?;
    Some((digits.parse().ok()?, fraction))
}

/// Writes a number with dots where the writer had signs.
fn grouped_as(figure: &str, value: i64) -> String {
    if is_digits(figure) { figure.to_owned() } else { viet::number::grouped(i128::from(value)) }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn whatever_is_typed_gets_an_answer(text in "[0-9.,/ %đnăm-]{0,16}") {
            proptest::prop_assert!(![int(&text), decimal(&text), day(&text)].iter().any(String::is_empty));
        }
    }

    #[test]
    fn a_whole_number_is_found_in_what_people_put_around_it() {
        for (typed, better) in [
            ("60%", "viết: 60"),
            ("2,530,000", "viết: 2.530.000"),
            ("2.530.000 đồng", "viết: 2.530.000"),
            ("2 530 000", "viết: 2.530.000"),
            ("05 người", "viết: 05"),
            ("60,5", "không ghi phần lẻ, viết: 60 hoặc 61"),
            ("08/TB-SNNMT", "chỉ ghi số, viết: 08; ký hiệu sau dấu / do chương trình ghi"),
            ("2.53 triệu", "viết: 2.530.000"),
            ("1,5 tỷ đồng", "viết: 1.500.000.000"),
            ("2.530.00", "mỗi nhóm sau dấu chấm phải đủ ba chữ số, ví dụ: 2.530.000"),
            ("６０", "viết: 60"),
            ("mười hai", INT),
            ("", INT),
        ] {
            assert_eq!(int(typed), better, "{typed}");
        }
    }

    #[test]
    fn a_decimal_number_loses_its_thousands_and_its_unit() {
        assert_eq!(decimal("1.071,35"), "viết: 1071,35");
        assert_eq!(decimal("86,25 điểm"), "viết: 86,25");
        assert_eq!(decimal("60%"), "viết: 60; hoặc 0,6 nếu là hệ số");
        assert_eq!(decimal("cao"), DECIMAL);
    }

    #[test]
    fn a_day_is_found_however_it_is_written() {
        for typed in ["27-02-2026", "27.02.2026", "27/02/26", "02/27/2026", "ngày 27 tháng 02 năm 2026", "2026/02/27"]
        {
            assert_eq!(day(typed), "viết: 27/02/2026", "{typed}");
        }
        for typed in [
            "2026-02-27 00:00:00",
            "2026-02-27T00:00",
            "27/Feb/2026",
            "27-thg 2-26",
            "２７／０２／２０２６",
            "27/O2/2O26",
            "27/02/2026 (thứ Sáu)",
            "thứ Sáu, 27/02/2026",
        ] {
            assert_eq!(day(typed), "viết: 27/02/2026", "{typed}");
        }
        assert_eq!(day("46080"), "số này là ngày 27/02/2026 trong Excel, viết: 27/02/2026");
        assert_eq!(day("12345"), DAY);
        assert_eq!(day("27/2"), "thêm năm: 27/02/ rồi bốn chữ số của năm");
        assert_eq!(day("cuối tháng"), DAY);
    }
}
