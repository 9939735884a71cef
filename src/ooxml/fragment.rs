//! Slices of XML: the children of an element, an attribute, a root that takes more children.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

/// A child element: its qualified name and its XML as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Child<'a> {
    /// The name with its prefix.
    pub name: String,
    /// From `<` to `>`.
    pub xml: &'a str,
    /// Where it begins in the text that was read.
    pub start: usize,
}

impl Child<'_> {
    /// Returns an attribute by its qualified name, unescaped.
    pub fn attribute(&self, name: &str) -> Option<String> {
        attribute(self.xml, name)
    }
}

/// Returns the children of the outermost element; broken XML gives those before the fault.
pub fn children(raw: &str) -> Vec<Child<'_>> {
    let mut reader = Reader::from_str(raw);
    let (mut found, mut depth, mut open) = (Vec::new(), 0_usize, None);
    loop {
        let before = place(&reader);
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                if depth == 1 {
                    open = Some((name_of(&tag), before));
                }
                depth += 1;
            }
            Ok(Event::Empty(tag)) if depth == 1 => {
                found.push(Child { name: name_of(&tag), xml: &raw[before..place(&reader)], start: before });
            }
            Ok(Event::End(_)) => {
                depth = depth.saturating_sub(1);
                if let (1, Some((name, start))) = (depth, &mut open) {
                    found.push(Child { name: std::mem::take(name), xml: &raw[*start..place(&reader)], start: *start });
                }
            }
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}

/// Returns the values of an attribute, by its qualified name, of all elements that are `wanted` by theirs, at any depth;
/// broken XML gives those before the fault.
pub fn values(raw: &str, attribute: &str, wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let mut reader = Reader::from_str(raw);
    let mut found = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                if std::str::from_utf8(tag.name().as_ref()).is_ok_and(&wanted) {
                    found.extend(of_tag(&tag, attribute));
                }
            }
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}

/// Returns the element that the text begins with, to its end; what stands behind it need not be XML.
pub fn first(raw: &str) -> Option<&str> {
    let mut reader = Reader::from_str(raw);
    let mut depth = 0_usize;
    loop {
        match reader.read_event().ok()? {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.checked_sub(1)?,
            Event::Empty(_) => {}
            Event::Eof => return None,
            _ => continue,
        }
        if depth == 0 {
            return raw.get(..place(&reader));
        }
    }
}

/// Returns the first child of this name.
pub fn child<'a>(raw: &'a str, name: &str) -> Option<Child<'a>> {
    children(raw).into_iter().find(|child| child.name == name)
}

/// Returns an attribute of the outermost element by its qualified name, unescaped.
pub fn attribute(raw: &str, name: &str) -> Option<String> {
    let tag = root(raw)?.0;
    of_tag(&tag, name)
}

/// Returns an attribute of a tag by its qualified name, unescaped.
pub fn of_tag(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let value = tag.try_get_attribute(name).ok()??.value;
    let text = String::from_utf8_lossy(&value);
    Some(unescape(&text).map_or_else(|_| text.to_string(), std::borrow::Cow::into_owned))
}

/// Returns a tag's name with its prefix.
pub fn name_of(tag: &BytesStart<'_>) -> String {
    String::from_utf8_lossy(tag.name().as_ref()).into_owned()
}

/// Returns where the reader stands in its text.
pub fn place(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// Returns the outermost tag, whether it is empty, and where it ends.
pub fn root(raw: &str) -> Option<(BytesStart<'static>, bool, usize)> {
    let mut reader = Reader::from_str(raw);
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) => return Some((tag.into_owned(), false, place(&reader))),
            Event::Empty(tag) => return Some((tag.into_owned(), true, place(&reader))),
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// Returns the document with more children at the end of its root; `more` gets the root's prefix with its colon.
pub fn append(document: &str, more: impl Fn(&str) -> String) -> Option<String> {
    let (tag, empty, end) = root(document)?;
    let name = name_of(&tag);
    let prefix = name.find(':').map_or("", |colon| &name[..=colon]);
    let more = more(prefix);
    if empty {
        let open = document[..end].strip_suffix("/>")?;
        return Some(format!("{open}>{more}</{name}>{}", &document[end..]));
    }
    let at = document.rfind(&format!("</{name}"))?;
    Some(format!("{}{more}{}", &document[..at], &document[at..]))
}

/// Returns the document without those children of its root that are not to be kept.
pub fn retain(document: &str, mut keep: impl FnMut(&Child<'_>) -> bool) -> String {
    let (mut out, mut from) = (String::with_capacity(document.len()), 0);
    for child in children(document) {
        if !keep(&child) {
            out.push_str(&document[from..child.start]);
            from = child.start + child.xml.len();
        }
    }
    out + &document[from..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_are_slices_of_the_text() {
        let raw = "<?xml version=\"1.0\"?><a:x><b c=\"1 &amp; 2\"/> <d><b/></d><!-- --></a:x>";
        let shown: Vec<(String, &str)> = children(raw).into_iter().map(|child| (child.name, child.xml)).collect();
        assert_eq!(shown, [("b".to_owned(), "<b c=\"1 &amp; 2\"/>"), ("d".to_owned(), "<d><b/></d>")]);
        assert_eq!(attribute(shown[0].1, "c").as_deref(), Some("1 & 2"));
    }

    #[test]
    fn a_root_takes_children_at_its_end_with_its_prefix() {
        let more = |prefix: &str| format!("<{prefix}y/>");
        assert_eq!(append("<x><y/></x>\n", more).unwrap(), "<x><y/><y/></x>\n");
        assert_eq!(append("<a:x b=\"1\"/>", more).unwrap(), "<a:x b=\"1\"><a:y/></a:x>");
        assert_eq!(append("", more), None);
    }

    #[test]
    fn the_first_element_ends_with_its_own_tag() {
        assert_eq!(first("<a><b><a/><a></a></b></a><c></d>"), Some("<a><b><a/><a></a></b></a>"));
        assert_eq!((first("<a/>b"), first("<a><b></b>")), (Some("<a/>"), None));
    }

    #[test]
    fn values_are_found_at_any_depth_and_never_in_what_another_attribute_says() {
        let raw = "<a><b w:id='1&amp;' x='w:id=\"9\"'><b w:id=\"2\"/></b><c w:id=\"3\"/>w:id=\"4\"</a>";
        assert_eq!(values(raw, "w:id", |name| name == "b"), ["1&", "2"]);
    }

    #[test]
    fn children_that_are_not_kept_go_with_all_that_is_in_them() {
        let raw = "<?xml version=\"1.0\"?><a><b><c/></b>x<c/><b/></a>";
        assert_eq!(retain(raw, |child| child.name != "b"), "<?xml version=\"1.0\"?><a>x<c/></a>");
    }
}
