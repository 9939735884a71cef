//! XML of a foreign document without what only its own root declares.

use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::escape::escape;
use quick_xml::events::{BytesStart, Event};

use crate::ooxml::fragment;

/// Returns the document with nothing but elements and attributes of `w:`.
pub fn only_word(document: &str) -> String {
    copy(document, |tag| {
        let name = fragment::name_of(tag);
        (name.starts_with("w:") && name != "w:rsid").then(|| {
            let kept = |key: &str| {
                let own = key.starts_with("w:") || key.starts_with("xml:") || key == "xmlns:w";
                own && !key.starts_with("w:rsid")
            };
            (name, attributes(tag, kept))
        })
    })
}

/// Returns the names of the bookmarks.
pub fn bookmarks(document: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut reader = Reader::from_str(document);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) | Event::Empty(tag) if tag.name().as_ref() == b"w:bookmarkStart" => {
                names.extend(fragment::of_tag(&tag, "w:name"));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    names
}

/// Returns the XML with the styles that it names as `id` calls them; a style without a name there is left out.
pub fn with_styles(raw: &str, id: impl Fn(&str) -> Option<String>) -> String {
    copy(raw, |tag| {
        let name = fragment::name_of(tag);
        if !matches!(name.as_str(), "w:pStyle" | "w:rStyle" | "w:tblStyle") {
            return Some((name, attributes(tag, |_| true)));
        }
        let new = id(&fragment::of_tag(tag, "w:val")?)?;
        Some((name, format!(" w:val=\"{}\"", escape(&new))))
    })
}

/// Returns attributes as they are written, those that are wanted.
pub fn attributes(tag: &BytesStart<'_>, wanted: impl Fn(&str) -> bool) -> String {
    let mut written = String::new();
    for attribute in tag.attributes().with_checks(false).flatten() {
        let key = String::from_utf8_lossy(attribute.key.as_ref());
        if wanted(&key) {
            let value = String::from_utf8_lossy(&attribute.value).replace('"', "&quot;");
            written.push_str(&format!(" {key}=\"{value}\""));
        }
    }
    written
}

/// Copies elements; `give` returns name and attributes of one, or nothing for an element that goes with all it holds.
fn copy(raw: &str, give: impl Fn(&BytesStart<'_>) -> Option<(String, String)>) -> String {
    let mut reader = Reader::from_str(raw);
    let (mut made, mut skipped) = (String::with_capacity(raw.len()), 0_usize);
    loop {
        let before = fragment::place(&reader);
        match reader.read_event() {
            Ok(Event::Start(_)) if skipped > 0 => skipped += 1,
            Ok(Event::End(_)) if skipped > 0 => skipped -= 1,
            Ok(Event::Eof) | Err(_) => return made,
            Ok(_) if skipped > 0 => {}
            Ok(Event::Start(tag)) => match give(&tag) {
                Some((name, attributes)) => made.push_str(&format!("<{name}{attributes}>")),
                None => skipped = 1,
            },
            Ok(Event::Empty(tag)) => {
                if let Some((name, attributes)) = give(&tag) {
                    made.push_str(&format!("<{name}{attributes}/>"));
                }
            }
            Ok(Event::Comment(_)) => {}
            Ok(_) => made.push_str(&raw[before..fragment::place(&reader)]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_every_word_file_declares_is_kept() {
        let raw = r#"<w:num w:numId="1" w16:id="2" w:rsidR="3"><mc:A><w:x/></mc:A><w:b w:val='a"b'/><w:rsid w:val="4"/></w:num>"#;
        assert_eq!(only_word(raw), r#"<w:num w:numId="1"><w:b w:val="a&quot;b"/></w:num>"#);
    }

    #[test]
    fn styles_are_renamed_and_those_left_behind_go() {
        let raw = r#"<w:lvl><w:pStyle w:val="A"/><w:pStyle w:val="B"/></w:lvl>"#;
        let made = with_styles(raw, |id| (id == "A").then(|| "A1".to_owned()));
        assert_eq!(made, r#"<w:lvl><w:pStyle w:val="A1"/></w:lvl>"#);
    }
}
