//! Escaping of values that are put into `CommonMark`, so that they stay text.

use std::io::{self, Write};

/// Characters that mean something to `CommonMark` wherever they stand.
const MEANINGFUL: &[char] = &['\\', '`', '*', '_', '{', '}', '[', ']', '<', '>', '#', '|', '~', '&', '!', '$', '^'];

/// Writes a value so that `CommonMark` reads it as the text it is; blank lines still part paragraphs.
pub fn escape(text: &str, out: &mut dyn Write) -> io::Result<()> {
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            out.write_all(b"\n")?;
        }
        escape_line(line.trim_start_matches([' ', '\t']).trim_end_matches('\r'), out)?;
    }
    Ok(())
}

fn escape_line(line: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut rest = line;
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = &line[digits..];
    if line.starts_with(['-', '+', '=', ':']) {
        out.write_all(b"\\")?;
    } else if digits > 0 && after.starts_with(['.', ')']) {
        write!(out, "{}\\", &line[..digits])?;
        rest = after;
    }
    while let Some(at) = rest.find(MEANINGFUL) {
        write!(out, "{}\\{}", &rest[..at], &rest[at..=at])?;
        rest = &rest[at + 1..];
    }
    out.write_all(rest.as_bytes())
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Parser};

    fn escaped(text: &str) -> String {
        let mut out = Vec::new();
        super::escape(text, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn markup_in_a_value_is_shown_not_obeyed() {
        assert_eq!(escaped("Công ty <A & B> *số 1*"), "Công ty \\<A \\& B\\> \\*số 1\\*");
        assert_eq!(escaped("- gạch"), "\\- gạch");
        assert_eq!(escaped("1. một"), "1\\. một");
    }

    proptest::proptest! {
        #[test]
        fn any_line_comes_back_as_the_text_it_was(line in "[ -~À-ỹ]{0,40}") {
            let wanted = line.trim_start_matches([' ', '\t']);
            let text = format!("x {}\n\n{}", "", escaped(&line));
            let read: String = Parser::new_ext(&text, crate::template::markup::OPTIONS)
                .filter_map(|event| match event {
                    Event::Text(text) => Some(text.to_string()),
                    Event::Start(_) | Event::End(_) => None,
                    other => Some(format!("{other:?}")),
                })
                .collect();
            proptest::prop_assert_eq!(read, format!("x{}", wanted.trim_end_matches([' ', '\t'])));
        }
    }
}
