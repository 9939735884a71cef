//! Lists that begin again, and where new entries stand in the parts of a template.

use super::super::value::tests::{Memory, package};
use super::*;

thread_local! {
    /// How many names have been tried for new entries.
    pub static TRIED: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

const LISTS: &str = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:start w:val="5"/></w:lvl></w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="4"/></w:num></w:numbering>"#;

fn with_lists() -> Memory {
    let mut memory = package();
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
        <Relationship Id=\"a\" Type=\"x/numbering\" Target=\"numbering.xml\"/>\
        <Relationship Id=\"b\" Type=\"x/styles\" Target=\"/word/styles.xml\"/></Relationships>";
    let styles = r#"<w:styles xmlns:w="w"><w:style w:styleId="Goc"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr></w:pPr></w:style><w:style w:styleId="Con"><w:basedOn w:val="Goc"/></w:style></w:styles>"#;
    memory.parts.insert("word/_rels/document.xml.rels".to_owned(), relations.to_owned());
    memory.parts.insert("word/numbering.xml".to_owned(), LISTS.to_owned());
    memory.parts.insert("word/styles.xml".to_owned(), styles.to_owned());
    memory
}

fn written(extra: Additions<'_>, memory: &Memory, part: &str) -> String {
    let entries = extra.finish(|name| memory.bytes(name).map(Cow::into_owned)).unwrap();
    let found = entries.into_iter().find(|(name, _)| name == part).unwrap_or_else(|| panic!("{part} is not written"));
    String::from_utf8(found.1).unwrap()
}

#[test]
fn after_a_restart_a_list_has_a_number_of_its_own_which_starts_where_the_list_does() {
    let memory = with_lists();
    let mut extra = Additions::new(&memory, 0, 0);
    let properties = r#"<w:pPr><w:keepNext/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr></w:pPr>"#;
    assert_eq!(extra.renumbered(properties), Ok(None));
    let numbers: Vec<String> = (0..4)
        .map(|paragraph| {
            if paragraph % 2 == 0 {
                extra.restart_lists();
            }
            let new = extra.renumbered(properties).unwrap().unwrap();
            new.replace(r#"<w:pPr><w:keepNext/><w:numPr><w:ilvl w:val="0"/><w:numId w:val=""#, "")
                .replace(r#""/></w:numPr></w:pPr>"#, "")
        })
        .collect();
    assert_eq!(numbers, ["3", "3", "4", "4"]);
    let xml = written(extra, &memory, "word/numbering.xml");
    let first = r#"<w:num w:numId="3"><w:abstractNumId w:val="4"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride><w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/></w:lvlOverride>"#;
    assert!(xml.contains(first) && xml.ends_with("</w:num></w:numbering>"), "{xml}");
}

#[test]
fn a_list_that_comes_from_a_style_begins_again_too() {
    let memory = with_lists();
    let mut extra = Additions::new(&memory, 0, 0);
    extra.restart_lists();
    let new = extra.renumbered(r#"<w:pPr><w:pStyle w:val="Con"/><w:jc w:val="left"/></w:pPr>"#).unwrap().unwrap();
    assert_eq!(
        new,
        r#"<w:pPr><w:pStyle w:val="Con"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr><w:jc w:val="left"/></w:pPr>"#
    );
    for plain in [
        "<w:pPr/>",
        r#"<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>"#,
        r#"<w:pPr><w:numPr><w:numId w:val="77"/></w:numPr></w:pPr>"#,
    ] {
        assert_eq!(extra.renumbered(plain), Ok(None), "{plain}");
    }
}

#[test]
fn a_list_brought_over_stands_with_its_kind() {
    let memory = with_lists();
    let mut extra = Additions::new(&memory, 0, 0);
    let list = r#"<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;
    let definition = r#"<w:abstractNum w:abstractNumId="0"><w:nsid w:val="1"/><w:lvl w:ilvl="0"/></w:abstractNum>"#;
    assert_eq!(extra.numbering().unwrap().bring(list, definition), 3);
    let xml = written(extra, &memory, "word/numbering.xml");
    let new = r#"<w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"/></w:abstractNum><w:num w:numId="2">"#;
    assert!(xml.contains(new), "{xml}");
}

#[test]
fn a_template_without_lists_gets_the_part_its_relationship_and_its_type() {
    let memory = package();
    let mut extra = Additions::new(&memory, 0, 0);
    extra.numbering().unwrap().bring("<w:num/>", "<w:abstractNum/>");
    let entries = extra.finish(|name| memory.bytes(name).map(Cow::into_owned)).unwrap();
    let text = |at: usize| String::from_utf8_lossy(&entries[at].1).into_owned();
    assert_eq!(entries[0].0, "word/numbering1.xml");
    assert!(text(1).contains(r#"relationships/numbering" Target="numbering1.xml"/>"#), "{}", text(1));
    assert!(text(2).contains(r#"<Override PartName="/word/numbering1.xml""#), "{}", text(2));
}

#[test]
fn a_strict_template_is_refused_a_picture_and_told_how_to_save_it() {
    let mut memory = package();
    let strict = memory.parts["word/_rels/document.xml.rels"]
        .replace("http://schemas.openxmlformats.org/officeDocument/2006", "http://purl.oclc.org/ooxml/officeDocument");
    memory.parts.insert("word/_rels/document.xml.rels".to_owned(), strict);
    let mut extra = Additions::new(&memory, 0, 0);
    let error = extra.relate("word/document.xml", "image", "word/media/a.png", false).unwrap_err();
    assert_eq!(error.message, "mẫu lưu ở dạng Strict Open XML, không chèn được ảnh và liên kết");
    assert!(error.hint.contains("Word Document (*.docx)"), "{}", error.hint);
}

#[test]
fn a_new_name_is_none_that_the_package_has_in_any_case_of_letters() {
    let mut memory = package();
    memory.parts.insert("word/media/ANH1.PNG".to_owned(), String::new());
    let mut extra = Additions::new(&memory, 0, 0);
    assert_eq!(extra.media(vec![1], "png", "image/png").unwrap(), "word/media/anh2.png");
    assert_eq!(extra.media(vec![2], "png", "image/x-other").unwrap(), "word/media/anh3.png");
    let types = written(extra, &memory, "[Content_Types].xml");
    assert!(types.contains(r#"<Override PartName="/word/media/anh3.png" ContentType="image/x-other"/>"#), "{types}");
}

#[test]
fn thousands_of_qr_codes_are_named_without_counting_from_one_each_time() {
    let memory = package();
    let mut extra = Additions::new(&memory, 0, 0);
    TRIED.set(0);
    let names: Vec<String> =
        (0..4_000_u32).map(|code| extra.media(code.to_le_bytes().to_vec(), "png", "image/png").unwrap()).collect();
    assert_eq!(names.last().map(String::as_str), Some("word/media/anh4000.png"));
    assert_eq!(TRIED.get(), 4_000);
}
