//! Tags and text in their one canonical spelling.

use quick_xml::events::BytesStart;

use super::FinishError;

/// Writes a start tag without what has no place in our files; returns nothing but the bytes.
pub(super) fn open(tag: &BytesStart<'_>, out: &mut Vec<u8>) -> Result<(), FinishError> {
    let name = tag.name();
    let start = out.len();
    out.push(b'<');
    out.extend_from_slice(name.as_ref());
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(quick_xml::Error::from)?;
        let key = attribute.key.as_ref();
        if is_dropped(name.as_ref(), key) {
            continue;
        }
        out.push(b' ');
        out.extend_from_slice(respelled(key));
        out.extend_from_slice(b"=\"");
        value(&attribute.value, out);
        out.push(b'"');
    }
    if is_plain_normal(name.as_ref(), &out[start..]) {
        out.extend_from_slice(b" w:default=\"1\"");
    }
    out.push(b'>');
    Ok(())
}

/// Value of an attribute in a tag as [`open`] writes it.
pub(super) fn attribute<'a>(tag: &'a [u8], key: &str) -> Option<&'a [u8]> {
    let end = tag.iter().position(|b| *b == b'>')?;
    let mut words = tag[..end].split(|b| *b == b'"');
    while let (Some(before), Some(value)) = (words.next(), words.next()) {
        let own = before.strip_suffix(b"=")?.rsplit(|b| *b == b' ').next()?;
        if own == key.as_bytes() {
            return Some(value);
        }
    }
    None
}

/// Without a default paragraph style Word takes one of its own.
fn is_plain_normal(name: &[u8], tag: &[u8]) -> bool {
    let has = |wanted: &[u8]| tag.windows(wanted.len()).any(|found| found == wanted);
    name == b"w:style" && has(b" w:styleId=\"Normal\"") && !has(b" w:default=")
}

/// Writes text that is escaped already, without the characters XML forbids.
pub(super) fn text(escaped: &[u8], out: &mut Vec<u8>) {
    if escaped.iter().any(|b| is_control(*b) || *b == 0xEF) {
        out.extend(allowed(escaped));
    } else {
        out.extend_from_slice(escaped);
    }
}

/// Writes text that is not escaped yet.
pub(super) fn plain(unescaped: &[u8], out: &mut Vec<u8>) {
    for byte in allowed(unescaped) {
        match byte {
            b'<' => out.extend_from_slice(b"&lt;"),
            b'>' => out.extend_from_slice(b"&gt;"),
            b'&' => out.extend_from_slice(b"&amp;"),
            _ => out.push(byte),
        }
    }
}

fn value(escaped: &[u8], out: &mut Vec<u8>) {
    if escaped.iter().all(|b| *b >= b' ' && *b != b'"' && *b != 0xEF) {
        out.extend_from_slice(escaped);
        return;
    }
    for byte in allowed(escaped) {
        match byte {
            b'"' => out.extend_from_slice(b"&quot;"),
            _ => out.push(byte),
        }
    }
}

/// Ids of one editing session or of one run of the program say nothing and make equal
/// documents differ; a column's width has no unit.
fn is_dropped(element: &[u8], key: &[u8]) -> bool {
    matches!(key, b"w14:paraId" | b"w14:textId")
        || key.starts_with(b"w:rsid")
        || (key == b"w:type" && element == b"w:gridCol")
}

fn respelled(key: &[u8]) -> &[u8] {
    match key {
        b"w:h_space" => b"w:hSpace",
        b"w:v_space" => b"w:vSpace",
        _ => key,
    }
}

fn is_control(byte: u8) -> bool {
    byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r')
}

/// The bytes less control characters, U+FFFE and U+FFFF.
fn allowed(bytes: &[u8]) -> impl Iterator<Item = u8> + '_ {
    let mut skip = 0;
    bytes.iter().enumerate().filter_map(move |(at, byte)| {
        if skip > 0 {
            skip -= 1;
            return None;
        }
        if matches!(bytes.get(at..at + 3), Some([0xEF, 0xBF, 0xBE | 0xBF])) {
            skip = 2;
            return None;
        }
        (!is_control(*byte)).then_some(*byte)
    })
}
