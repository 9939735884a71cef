//! Colours as clerks name them, and as Word writes them.

use crate::diag::nearest;

/// The names of colours, with the six hexadecimal digits that Word knows.
const NAMES: [(&str, &str); 12] = [
    ("do", "C00000"),
    ("xanh", "0070C0"),
    ("xanh_duong", "0070C0"),
    ("xanh_la", "00B050"),
    ("vang", "FFFF00"),
    ("cam", "ED7D31"),
    ("tim", "7030A0"),
    ("hong", "FF99CC"),
    ("nau", "7F3F00"),
    ("xam", "D9D9D9"),
    ("den", "000000"),
    ("trang", "FFFFFF"),
];

/// Returns the six digits of a colour given by name (`do`, `đỏ`) or by digits (`C00000`, `#c00000`).
///
/// The error is a message in Vietnamese.
pub fn parse(text: &str) -> Result<String, String> {
    let plain = crate::viet::text::slug(text.trim()).replace('-', "_");
    if let Some((_, digits)) = NAMES.iter().find(|(name, _)| *name == plain) {
        return Ok((*digits).to_owned());
    }
    let digits = text.trim().trim_start_matches('#');
    if digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(digits.to_ascii_uppercase());
    }
    let near = nearest(&plain, NAMES.iter().map(|(name, _)| *name));
    let near = near.map(|name| format!("; có phải “{name}”?")).unwrap_or_default();
    Err(format!("không có màu “{text}”{near} Ghi tên màu ({}) hoặc sáu chữ số như C00000", names()))
}

fn names() -> String {
    NAMES.map(|(name, _)| name).join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_named_with_or_without_marks_or_given_by_its_digits() {
        for red in ["do", "đỏ", " Đỏ ", "C00000", "#c00000"] {
            assert_eq!(parse(red).as_deref(), Ok("C00000"), "{red}");
        }
        assert_eq!(parse("xanh lá").as_deref(), Ok("00B050"));
    }

    #[test]
    fn an_unknown_colour_is_refused_with_the_names_that_exist() {
        let message = parse("xanh_laa").unwrap_err();
        assert!(message.starts_with("không có màu “xanh_laa”; có phải “xanh_la”?"), "{message}");
        assert!(parse("12345").is_err() && parse("").is_err() && parse("GGGGGG").is_err());
    }
}
