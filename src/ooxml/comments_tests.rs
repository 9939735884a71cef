//! What comments are anchored to, and how they are taken away again.

use super::*;

const TEXT: &str = r#"<w:document xmlns:w="w"><w:body><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>{{ a </w:t></w:r></w:p><w:p/><w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:pict><w:txbxContent><w:p><w:r/></w:p></w:txbxContent></w:pict></w:r></w:p><w:p><w:r><w:t>b</w:t></w:r></w:p></w:body></w:document>"#;

fn note(anchor: Anchor) -> Note {
    let lines = vec!["lỗi: thừa & thiếu".to_owned(), "gợi ý: sửa".to_owned()];
    Note { anchor, lines, place: Some("đầu trang".to_owned()) }
}

/// A zip file without entries.
const EMPTY: [u8; 22] = *b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

fn file() -> Vec<u8> {
    let mut bytes = Repack::open(&EMPTY).unwrap();
    bytes.put("_rels/.rels", "<Relationships></Relationships>");
    bytes.put("[Content_Types].xml", "<Types></Types>");
    bytes.put("word/document.xml", TEXT);
    bytes.finish().unwrap()
}

fn marked(notes: &[Note]) -> (String, String) {
    let copy = annotate(&file(), notes).unwrap();
    assert!(is_annotated(&copy));
    let mut copy = Repack::open(&copy).unwrap();
    (copy.text("word/document.xml").unwrap().unwrap(), copy.text(COMMENTS).unwrap().unwrap())
}

#[test]
fn a_comment_is_anchored_behind_the_properties_of_its_paragraph() {
    let (text, comments) = marked(&[note(Anchor::Paragraph(0))]);
    assert!(text.contains(r#"</w:pPr><w:commentRangeStart w:id="0"/><w:r><w:t>{{ a "#), "{text}");
    assert!(text.contains(r#"<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>"#), "{text}");
    assert!(comments.contains("thừa &amp; thiếu") && !comments.contains("đầu trang"), "{comments}");
}

#[test]
fn what_takes_no_comment_is_told_at_the_nearest_paragraph_with_its_place() {
    let box_text = r#"</w:pPr><w:commentRangeStart w:id="0"/><w:r><w:pict>"#;
    let first = r#"<w:jc w:val="center"/></w:pPr><w:commentRangeStart w:id="0"/>"#;
    let second = r#"<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>b"#;
    for (anchor, wanted) in [
        (Anchor::Paragraph(3), box_text),
        (Anchor::Paragraph(1), box_text),
        (Anchor::Section(0), first),
        (Anchor::File, first),
        (Anchor::Section(1), second),
        (Anchor::Section(7), second),
        (Anchor::Paragraph(99), second),
    ] {
        let (text, comments) = marked(&[note(anchor)]);
        assert!(text.contains(wanted), "{anchor:?}: {text}");
        assert!(comments.contains("ở đầu trang"), "{anchor:?}: {comments}");
    }
}

#[test]
fn our_comments_are_taken_away_and_those_of_others_stay() {
    let file = file();
    assert_eq!(without_ours(&file).unwrap(), file);
    let copy = annotate(&file, &[note(Anchor::Paragraph(0)), note(Anchor::Paragraph(0)), note(Anchor::File)]).unwrap();
    let mut opened = Repack::open(&copy).unwrap();
    let list = opened.text(COMMENTS).unwrap().unwrap().replacen(r#"author="thidua""#, r#"author="An""#, 1);
    opened.put(COMMENTS, list);
    let copy = opened.finish().unwrap();
    let clean = without_ours(&copy).unwrap();
    assert!(!is_annotated(&clean));
    let mut clean = Repack::open(&clean).unwrap();
    let (text, list) = (clean.text("word/document.xml").unwrap().unwrap(), clean.text(COMMENTS).unwrap().unwrap());
    assert_eq!((text.matches("commentReference").count(), list.matches("</w:comment>").count()), (1, 1), "{text}");
    let without = text.replace(r#"<w:commentRangeStart w:id="0"/>"#, "");
    let without = without.replace(r#"<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>"#, "");
    assert_eq!(without, TEXT);
}

#[test]
fn a_new_comment_has_an_id_that_none_has() {
    assert_eq!(next_id(r#"<w:comment w:id="3"/><w:comment w:id="11"/>"#), 12);
}
