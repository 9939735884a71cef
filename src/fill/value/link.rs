//! Hyperlinks: where they may lead, and the runs that carry them.

use super::InsertError;
use super::run::RunProperties;

/// The address types that a link may have; anything else could run a program on the reader's machine.
const SCHEMES: [&str; 3] = ["http://", "https://", "mailto:"];

/// The colour of links in Word.
const COLOUR: &str = "0563C1";

/// Returns the address as a relationship may hold it: of an accepted type, with spaces and signs in percent form.
pub fn checked(address: &str) -> Result<String, InsertError> {
    let address = address.trim();
    let lower = address.to_lowercase();
    let rest = SCHEMES.iter().find_map(|scheme| lower.strip_prefix(scheme));
    match rest {
        Some(rest) if !rest.is_empty() && !address.chars().any(char::is_control) => Ok(encoded(address)),
        _ => Err(InsertError::new(
            format!("liên kết “{address}” không dùng được"),
            "ghi địa chỉ bắt đầu bằng https://, http:// hoặc mailto:, ví dụ https://chinhphu.vn",
        )),
    }
}

/// Writes in percent form what may not stand in an address; letters of any language may.
fn encoded(address: &str) -> String {
    let mut made = String::with_capacity(address.len());
    for (at, c) in address.char_indices() {
        let loose_percent = c == '%' && !is_percent_form(&address[at..]);
        if loose_percent || c == ' ' || matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}') {
            made.push_str(&format!("%{:02X}", u32::from(c)));
        } else {
            made.push(c);
        }
    }
    made
}

fn is_percent_form(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 3 && bytes[1].is_ascii_hexdigit() && bytes[2].is_ascii_hexdigit()
}

/// Returns the look of a link's text: the tag's own, blue and underlined.
#[must_use]
pub fn look(base: RunProperties) -> RunProperties {
    base.with(&["color"], Some(COLOUR)).with(&["u"], Some("single"))
}

/// Returns runs as a hyperlink over a relationship of the part.
pub fn wrap(relation: &str, runs: &str) -> String {
    format!(
        "<w:hyperlink xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
         r:id=\"{relation}\" w:history=\"1\">{runs}</w:hyperlink>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn web_and_mail_addresses_are_accepted_and_made_fit() {
        assert_eq!(checked(" https://a.vn/tệp 1.pdf?x=50%&y=%20 ").unwrap(), "https://a.vn/tệp%201.pdf?x=50%25&y=%20");
        assert_eq!(checked("mailto:a@b.vn").unwrap(), "mailto:a@b.vn");
        assert_eq!(checked("HTTP://A.VN").unwrap(), "HTTP://A.VN");
    }

    #[test]
    fn other_addresses_are_refused() {
        for bad in ["javascript:alert(1)", "file:///C:/x.exe", "a.vn", "", "https://", "\\\\may\\chung"] {
            assert!(checked(bad).is_err(), "{bad}");
        }
    }
}
