//! Whether a part is in the usual spelling as it lies there: most are, and reading them event by event takes long.

use memchr::memchr;

use super::spelling::{OF_PREFIXES, declared, prefixes};

/// Tells of a part that spelling it anew would give the same, or nothing. In doubt it says no.
pub fn is_usual(bytes: &[u8]) -> bool {
    let mut declarations = Vec::new();
    markup(bytes, &mut declarations).is_some() && prefixes(&declarations).1
}

/// Goes over all tags; nothing where one is spelled otherwise.
fn markup(bytes: &[u8], declarations: &mut Vec<(String, String)>) -> Option<()> {
    let mut at = declaration(bytes)?;
    // Where the last start tag ended.
    let mut opened = usize::MAX;
    while let Some(next) = memchr(b'<', &bytes[at..]) {
        let text = &bytes[at..at + next];
        text.windows(2).all(|pair| pair != b"&#").then_some(())?;
        let begin = at + next + 1;
        let rest = &bytes[begin..];
        let length = match rest.first()? {
            b'!' | b'?' => return None,
            b'/' => {
                let end = memchr(b'>', rest)?;
                // An element without content has one tag.
                let spelled = rest[1..end].iter().all(|byte| is_name(*byte)) && opened != begin - 1;
                spelled.then_some(end + 1)?
            }
            _ => {
                let length = start(rest, declarations)?;
                opened = if rest[length - 2] == b'/' { usize::MAX } else { begin + length };
                length
            }
        };
        at = begin + length;
    }
    bytes[at..].windows(2).all(|pair| pair != b"&#").then_some(())
}

/// Returns where the declaration of XML ends, with or without which a part may begin.
fn declaration(bytes: &[u8]) -> Option<usize> {
    if !bytes.starts_with(b"<?xml ") {
        return bytes.starts_with(b"<").then_some(0);
    }
    let end = memchr(b'>', bytes)? + 1;
    let text = std::str::from_utf8(&bytes[..end]).ok()?.to_ascii_lowercase();
    let plain = ["\"utf-8\"", "'utf-8'"].iter().any(|name| text.contains(name)) || !text.contains("encoding");
    (plain && text.ends_with("?>")).then_some(end)
}

/// Reads a start tag from behind its `<`; returns its length.
fn start(tag: &[u8], declarations: &mut Vec<(String, String)>) -> Option<usize> {
    let mut at = name(tag)?;
    loop {
        match tag.get(at..)? {
            [b'>', ..] => return Some(at + 1),
            [b'/', b'>', ..] => return Some(at + 2),
            [b' ', attribute @ ..] => {
                let key = name(attribute)?;
                let value = attribute[key..].strip_prefix(b"=\"")?;
                let end = memchr(b'"', value)?;
                self::value(&attribute[..key], &value[..end], declarations)?;
                at += 1 + key + 2 + end + 1;
            }
            _ => return None,
        }
    }
}

/// Returns the length of the name that stands in front.
fn name(text: &[u8]) -> Option<usize> {
    let length = text.iter().take_while(|byte| is_name(**byte)).count();
    (length > 0).then_some(length)
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'_' | b'-' | b'.') || byte >= 0x80
}

/// Looks at an attribute, and takes note of what it declares.
fn value(key: &[u8], value: &[u8], declarations: &mut Vec<(String, String)>) -> Option<()> {
    value.windows(2).all(|pair| pair != b"&#").then_some(())?;
    if key.starts_with(b"xmlns") {
        let (key, uri) = (std::str::from_utf8(key).ok()?, std::str::from_utf8(value).ok()?);
        let prefix = declared(key)?;
        // That there is no default is said only where there is one.
        (!uri.is_empty()).then_some(())?;
        let declaration = (uri.to_owned(), prefix.to_owned());
        if !declarations.contains(&declaration) {
            declarations.push(declaration);
        }
    }
    let lists = key == b"Requires" || OF_PREFIXES.iter().any(|of| key.ends_with(of.as_bytes()));
    (!lists || names_once(value)).then_some(())
}

/// Tells whether a list names nothing twice.
fn names_once(list: &[u8]) -> bool {
    let words = || list.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    words().enumerate().all(|(number, word)| words().take(number).all(|before| before != word))
}

#[cfg(test)]
mod tests {
    use super::super::spelling::respelled;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_word_saves_is_usual() {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<w:p xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:t xml:space=\"preserve\"> a &amp; ệ' </w:t><w:b/></w:p>";
        assert!(is_usual(text.as_bytes()));
        assert!(is_usual(text.replace("\"1.0\" encoding=\"UTF-8\"", "'1.0' encoding='UTF-8'").as_bytes()));
        let lists = "<r xmlns:a=\"urn:a\" xmlns:b=\"urn:b\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" mc:Ignorable=\"a b\"/>";
        assert!(is_usual(lists.as_bytes()) && !is_usual(lists.replace("a b", "a a").as_bytes()));
        for (from, to) in [
            ("<w:b/>", "<w:b></w:b>"),
            ("w:t>", "w:t >"),
            ("\"preserve\"", "'preserve'"),
            ("UTF", "ISO"),
            ("&amp;", "&#97;"),
            (" xml:", "  xml:"),
            (":w=\"h", ":q=\"h"),
        ] {
            assert!(!is_usual(text.replace(from, to).as_bytes()), "{from} → {to}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn what_is_called_usual_would_be_spelled_as_it_is(pieces in prop::collection::vec(prop::sample::select(vec![
            "<a>", "</a>", "<b/>", "<b></b>", "<w:c d=\"1\">", "</w:c>", "<w:c xmlns:w=\"urn:w\" w:x=\"&amp;\"/>", "&#97;", "&lt;",
            "<a e='1'/>", "<a  e=\"1\"/>", "text", " ", "<!-- -->", "<?x?>", "<a xmlns=\"\"/>", "<a xmlns=\"urn:w\">", "<a/ >", "<a",
            "<c mc:Ignorable=\"w w\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"/>", "<a x=\"&#98;\"/>",
            "<q:p xmlns:q=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"/>", "ệ", "<ệ/>", "\"", ">", "<a x=\"<\"/>",
        ]), 0..8)) {
            let text = format!("<r xmlns:w=\"urn:w\">{}</r>", pieces.concat());
            if is_usual(text.as_bytes()) {
                prop_assert!(respelled(text.as_bytes()).is_none_or(|new| new == text), "{}", text);
            }
        }
    }
}
