//! Sections: where one item ends and the next begins.

use quick_xml::Reader;
use quick_xml::events::Event;

/// A paragraph that holds nothing but the end of a section, as low as can be.
fn low(section: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr>{section}</w:pPr></w:p>"#
    )
}

/// Returns the content with the section at its end: in its last paragraph, or in a low one after a table.
pub fn closed(content: &str, section: &str) -> String {
    let section = if section.is_empty() { "<w:sectPr/>" } else { section };
    let Some(last) = last_paragraph(content) else { return content.to_owned() + &low(section) };
    let put = |at: usize, text: &str| [&content[..at], text, &content[at..]].concat();
    match last {
        Last::Properties(at) => put(at, section),
        Last::Start(at) => put(at, &format!("<w:pPr>{section}</w:pPr>")),
        Last::Closed => content.to_owned() + &low(section),
    }
}

/// Where in the last paragraph a section's end belongs.
enum Last {
    /// Here, inside its properties.
    Properties(usize),
    /// Here, behind its start: it has no properties.
    Start(usize),
    /// It ends a section already, or is written without content.
    Closed,
}

/// Looks at the last thing of the content; nothing if that is no paragraph.
fn last_paragraph(content: &str) -> Option<Last> {
    let mut reader = Reader::from_str(content);
    let (mut depth, mut last) = (0_usize, None);
    loop {
        let from = position(&reader);
        match reader.read_event().ok()? {
            Event::Start(tag) => {
                match (depth, tag.name().as_ref()) {
                    (0, b"w:p") => last = Some(Last::Start(position(&reader))),
                    (0, _) => last = None,
                    (2, b"w:sectPr") if last.is_some() => last = Some(Last::Closed),
                    (2, b"w:pPrChange") if matches!(last, Some(Last::Start(_))) => last = Some(Last::Properties(from)),
                    _ => {}
                }
                depth += 1;
            }
            Event::Empty(tag) => match (depth, tag.name().as_ref()) {
                (0, b"w:p") => last = Some(Last::Closed),
                (0, _) => last = None,
                (1, b"w:pPr") | (2, b"w:sectPr") if last.is_some() => last = Some(Last::Closed),
                _ => {}
            },
            Event::End(tag) => {
                depth = depth.checked_sub(1)?;
                if depth == 1 && tag.name().as_ref() == b"w:pPr" && matches!(last, Some(Last::Start(_))) {
                    last = Some(Last::Properties(from));
                }
            }
            Event::Eof => return last,
            _ => {}
        }
    }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// Returns content and last section of an item, the first of whose sections begins a page, counted from one.
pub fn opened(content: &str, section: &str) -> (String, String) {
    let Some(start) = content.find("<w:sectPr") else { return (content.to_owned(), begun(section)) };
    let Some(end) = end_of(&content[start..]).map(|end| start + end) else {
        return (content.to_owned(), begun(section));
    };
    let first = begun(&content[start..end]);
    ([&content[..start], &first, &content[end..]].concat(), section.to_owned())
}

/// Returns the length of the section's properties that stand at the start of the text.
fn end_of(text: &str) -> Option<usize> {
    let tag = text.find('>')? + 1;
    if text[..tag].ends_with("/>") {
        return Some(tag);
    }
    Some(text.find("</w:sectPr>")? + "</w:sectPr>".len())
}

/// Elements of a section that stand behind its type.
const AFTER_TYPE: [&str; 17] = [
    "<w:pgSz",
    "<w:pgMar",
    "<w:paperSrc",
    "<w:pgBorders",
    "<w:lnNumType",
    "<w:pgNumType",
    "<w:cols",
    "<w:formProt",
    "<w:vAlign",
    "<w:noEndnote",
    "<w:titlePg",
    "<w:textDirection",
    "<w:bidi",
    "<w:rtlGutter",
    "<w:docGrid",
    "<w:printerSettings",
    "<w:sectPrChange",
];

/// How many of them stand before the numbering of pages.
const BEFORE_PAGES: usize = 6;

/// Returns the section as one that begins a page and counts its pages from one.
fn begun(section: &str) -> String {
    let section = match section {
        "" => "<w:sectPr></w:sectPr>".to_owned(),
        section => match section.strip_suffix("/>") {
            Some(open) if !open.contains('>') => format!("{open}></w:sectPr>"),
            _ => section.to_owned(),
        },
    };
    let section = without(&without(&section, "<w:type "), "<w:pgNumType ");
    let section = before(&section, r#"<w:type w:val="nextPage"/>"#, &AFTER_TYPE);
    before(&section, r#"<w:pgNumType w:start="1"/>"#, &AFTER_TYPE[BEFORE_PAGES..])
}

/// Leaves an empty element out.
fn without(section: &str, element: &str) -> String {
    let Some(start) = section.find(element) else { return section.to_owned() };
    let Some(end) = section[start..].find('>') else { return section.to_owned() };
    [&section[..start], &section[start + end + 1..]].concat()
}

/// Puts an element before the first of those that must follow it.
fn before(section: &str, element: &str, following: &[&str]) -> String {
    let next = following.iter().filter_map(|name| section.find(name)).min();
    let at = next.or_else(|| section.rfind("</w:sectPr>")).unwrap_or(section.len());
    [&section[..at], element, &section[at..]].concat()
}

/// Lets the footnotes of an item count from one: its first section says so.
pub fn recounted(content: String, section: String) -> (String, String) {
    if !content.contains("<w:footnoteReference ") {
        return (content, section);
    }
    let own = content.contains("<w:sectPr");
    let text = if own { &content } else { &section };
    let Some(recounted) = with_restart(text) else { return (content, section) };
    if own { (recounted, section) } else { (content, recounted) }
}

/// Returns a text whose first section lets footnotes count from one; nothing where it says itself how they count.
fn with_restart(text: &str) -> Option<String> {
    let start = text.find("<w:sectPr")?;
    let open = start + text[start..].find('>')? + 1;
    let end = start + text[start..].find("</w:sectPr>")?;
    if text[..open].ends_with("/>") || text[open..end].contains("<w:footnotePr") {
        return None;
    }
    // Headers and footers come before, all else behind.
    let last =
        ["<w:headerReference ", "<w:footerReference "].iter().filter_map(|name| text[open..end].rfind(name)).max();
    let at = match last {
        Some(last) => open + last + text[open + last..].find('>')? + 1,
        None => open,
    };
    let restart = "<w:footnotePr><w:numRestart w:val=\"eachSect\"/></w:footnotePr>";
    Some([&text[..at], restart, &text[at..]].concat())
}
