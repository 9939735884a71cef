//! A copy of a template with a Word comment at each fault, to be read where the fault is.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io;

use quick_xml::Reader;
use quick_xml::escape::escape;
use quick_xml::events::Event;

use super::usual::respelled;
use super::wellformed;
use crate::diag::{Diagnostic, Place};
use crate::docx::package::Package;
use crate::layout::package::{PackageError, Repack};

/// Who has written the comments; by this our copies are known.
const AUTHOR: &str = "thidua";

const COMMENTS: &str = "word/comments.xml";
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
const CONTENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";

/// How messages name the body of a document, the only part in all of which Word takes comments.
const BODY: &str = ", thân văn bản";

/// Returns the template with a comment at the paragraph of each fault.
///
/// A fault in a header, a text box or the file as a whole is told at the first paragraph of the body, with its place.
pub fn annotate(bytes: &[u8], faults: &[Diagnostic]) -> Result<Vec<u8>, PackageError> {
    let usual = usual(bytes);
    let mut package = Repack::open(usual.as_deref().unwrap_or(bytes))?;
    let main = package.main()?;
    let text = package.text(&main)?.unwrap_or_default();
    let known = package.text(COMMENTS)?;
    let first = known.as_deref().map_or(0, next_id);
    let spans = paragraphs(&text);
    let mut comments: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut list = String::new();
    for (fault, id) in faults.iter().zip(first..) {
        let wanted = body_paragraph(fault).filter(|number| spans.iter().any(|span| span.number == *number));
        let Some(number) = wanted.or_else(|| spans.first().map(|span| span.number)) else { continue };
        comments.entry(number).or_default().push(id);
        list.push_str(&comment(id, fault, wanted.is_none()));
    }
    let marked = mark(&text, &spans, &comments);
    wellformed::check(marked.as_bytes()).map_err(io::Error::other)?;
    package.put(&main, marked);
    let empty =
        format!(r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:comments xmlns:w="{WORD}"></w:comments>"#);
    let all = known.filter(|xml| xml.contains("</")).unwrap_or(empty);
    let end = all.rfind("</").unwrap_or(all.len());
    let all = [&all[..end], &list, &all[end..]].concat();
    wellformed::check(all.as_bytes()).map_err(io::Error::other)?;
    package.put(COMMENTS, all);
    package.declare(COMMENTS, CONTENT)?;
    package.relate(&main, KIND, "comments.xml")?;
    package.finish()
}

/// Returns a template in the usual spelling, if it has another that can be read.
fn usual(bytes: &[u8]) -> Option<Vec<u8>> {
    let package = Package::open(bytes).ok()?;
    respelled(bytes, &package).ok().flatten()
}

/// Tells whether a file is a copy that [`annotate`] has made.
pub fn is_annotated(bytes: &[u8]) -> bool {
    let comments = Repack::open(bytes).and_then(|mut package| package.text(COMMENTS));
    comments.is_ok_and(|xml| xml.is_some_and(|xml| xml.contains(&format!("w:author=\"{AUTHOR}\""))))
}

/// Returns the number of the paragraph in the body that a fault is in, from 1.
fn body_paragraph(fault: &Diagnostic) -> Option<usize> {
    match &fault.place {
        Place::Named { file, line, .. } if file.contains(BODY) => Some(*line),
        _ => None,
    }
}

/// Returns the lowest id that no comment has.
fn next_id(comments: &str) -> usize {
    let ids = comments.split("w:id=\"").skip(1).filter_map(|rest| rest.split('"').next()?.parse::<usize>().ok());
    ids.max().map_or(0, |highest| highest + 1)
}

/// Where a paragraph's runs begin and end in the text.
struct Span {
    /// Its number among all paragraphs, from 1.
    number: usize,
    from: usize,
    to: usize,
}

/// Finds the paragraphs that can carry a comment: those outside of text boxes and not empty of markup.
fn paragraphs(xml: &str) -> Vec<Span> {
    let mut reader = Reader::from_str(xml);
    let (mut number, mut boxes, mut found) = (0, 0, Vec::new());
    // Open paragraphs: number, and where its runs begin.
    let mut open: Vec<(usize, usize)> = Vec::new();
    loop {
        let from = position(&reader);
        let Ok(event) = reader.read_event() else { return found };
        match event {
            Event::Start(tag) => match tag.name().as_ref() {
                b"w:p" => {
                    number += 1;
                    open.push((number, position(&reader)));
                }
                b"w:txbxContent" => boxes += 1,
                _ => {}
            },
            Event::Empty(tag) if tag.name().as_ref() == b"w:p" => number += 1,
            Event::Empty(tag) if tag.name().as_ref() == b"w:pPr" => {
                if let Some(last) = open.last_mut() {
                    last.1 = position(&reader);
                }
            }
            Event::End(tag) => match tag.name().as_ref() {
                b"w:pPr" => {
                    if let Some(last) = open.last_mut() {
                        last.1 = position(&reader);
                    }
                }
                b"w:p" => {
                    if let Some((number, start)) = open.pop().filter(|_| boxes == 0) {
                        found.push(Span { number, from: start, to: from });
                    }
                }
                b"w:txbxContent" => boxes -= 1,
                _ => {}
            },
            Event::Eof => return found,
            _ => {}
        }
    }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// Puts the marks of the comments round the runs of their paragraphs.
fn mark(xml: &str, spans: &[Span], comments: &BTreeMap<usize, Vec<usize>>) -> String {
    let mut places: BTreeMap<usize, String> = BTreeMap::new();
    for span in spans {
        for id in comments.get(&span.number).into_iter().flatten() {
            places.entry(span.from).or_default().push_str(&format!(r#"<w:commentRangeStart w:id="{id}"/>"#));
            let end = format!(r#"<w:commentRangeEnd w:id="{id}"/><w:r><w:commentReference w:id="{id}"/></w:r>"#);
            places.entry(span.to).or_default().push_str(&end);
        }
    }
    let (mut out, mut from) = (String::with_capacity(xml.len() + places.len() * 120), 0);
    for (at, marks) in places {
        out.push_str(&xml[from..at]);
        out.push_str(&marks);
        from = at;
    }
    out + &xml[from..]
}

/// Writes a comment: what is wrong, where if that is elsewhere, what to do.
fn comment(id: usize, fault: &Diagnostic, elsewhere: bool) -> String {
    let mut lines = vec![format!("{} {}: {}", fault.severity.name(), fault.code.id, fault.message)];
    if let (true, Place::Named { file, excerpt, .. }) = (elsewhere, &fault.place) {
        lines.push(format!("ở {file}: {excerpt}"));
    }
    lines.extend(fault.hints.iter().map(|hint| format!("gợi ý: {hint}")));
    let mut xml = format!(r#"<w:comment w:id="{id}" w:author="{AUTHOR}" w:initials="td">"#);
    for line in lines {
        // Writing to a string cannot fail.
        let _ = write!(xml, r#"<w:p><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>"#, escape(&line));
    }
    xml + "</w:comment>"
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"<w:document xmlns:w="w"><w:body><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>{{ a </w:t></w:r></w:p><w:p/><w:p><w:r><w:pict><w:txbxContent><w:p><w:r/></w:p></w:txbxContent></w:pict></w:r></w:p></w:body></w:document>"#;

    fn fault(paragraph: usize, part: &str) -> Diagnostic {
        let place = Place::Named {
            file: format!("mau.docx, {part}"),
            line: paragraph,
            column: 1,
            excerpt: "{{ a".to_owned(),
            width: 1,
        };
        Diagnostic::error(&super::super::code::DELIMITER, "thẻ “{{ a” chưa đóng & thừa").place(place).hint("thêm }}")
    }

    fn marked(faults: &[Diagnostic]) -> (String, String) {
        let mut bytes = Repack::open(&EMPTY).unwrap();
        bytes.put("_rels/.rels", "<Relationships></Relationships>");
        bytes.put("[Content_Types].xml", "<Types></Types>");
        bytes.put("word/document.xml", TEXT);
        let copy = annotate(&bytes.finish().unwrap(), faults).unwrap();
        assert!(is_annotated(&copy));
        let mut copy = Repack::open(&copy).unwrap();
        (copy.text("word/document.xml").unwrap().unwrap(), copy.text(COMMENTS).unwrap().unwrap())
    }

    /// A zip file without entries.
    const EMPTY: [u8; 22] = *b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

    #[test]
    fn a_comment_is_anchored_behind_the_properties_of_its_paragraph() {
        let (text, comments) = marked(&[fault(1, "thân văn bản, đoạn 1")]);
        assert!(text.contains(r#"</w:pPr><w:commentRangeStart w:id="0"/><w:r><w:t>{{ a "#), "{text}");
        assert!(
            text.contains(r#"<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>"#),
            "{text}"
        );
        assert!(comments.contains("lỗi DM02: thẻ “{{ a” chưa đóng &amp; thừa") && comments.contains("gợi ý: thêm }}"));
    }

    #[test]
    fn a_fault_where_word_takes_no_comment_is_told_at_the_first_paragraph_with_its_place() {
        for fault in [fault(4, "thân văn bản, đoạn 4"), fault(2, "đầu trang, đoạn 2")] {
            let (text, comments) = marked(&[fault]);
            assert!(text.contains(r#"</w:pPr><w:commentRangeStart w:id="0"/>"#), "{text}");
            assert!(comments.contains("ở mau.docx, "), "{comments}");
        }
    }

    #[test]
    fn two_faults_of_a_paragraph_have_two_comments_and_old_comments_stay() {
        let (text, _) = marked(&[fault(1, "thân văn bản"), fault(1, "thân văn bản")]);
        assert_eq!(text.matches("commentReference").count(), 2);
        assert_eq!(next_id(r#"<w:comment w:id="3"/><w:comment w:id="11"/>"#), 12);
    }
}
