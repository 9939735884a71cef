//! A document inserted into a document: styles, lists, pictures, links, names, and what is refused.

use std::borrow::Cow;
use std::io::Write;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::super::tests::{Memory, package};
use super::super::{At, InsertError};
use super::insert;
use crate::fill::additions::{Additions, Parts};
use crate::fill::room::PAGE;
use crate::image::tests::png_of;

const NAMES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="wp" xmlns:w14="w14" xmlns:v="v" xmlns:mc="mc" mc:Ignorable="w14""#;
const STYLES: &str = r#"<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="26"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>"#;
const LISTS: &str = r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:pStyle w:val="Muc"/></w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>"#;

const NOTES: &str = r#"<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote><w:footnote w:id="5"><w:p><w:pPr><w:pStyle w:val="Chan"/></w:pPr><w:r><w:footnoteRef/></w:r><w:hyperlink r:id="rId4"/></w:p></w:footnote>"#;

/// Makes a .docx.
fn docx(body: &str, styles: &str) -> Vec<u8> {
    let relation = |id: &str, kind: &str, target: &str, mode: &str| {
        format!(
            "<Relationship Id=\"{id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"{mode}/>"
        )
    };
    let relations = |inside: String| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inside}</Relationships>"
        )
    };
    let own = [
        relation("rId1", "styles", "styles.xml", ""),
        relation("rId2", "numbering", "numbering.xml", ""),
        relation("rId3", "image", "media/x.png", ""),
        relation("rId4", "hyperlink", "https://a.vn", " TargetMode=\"External\""),
        relation("rId5", "chart", "charts/chart1.xml", ""),
        relation("rId6", "footnotes", "footnotes.xml", ""),
        relation("rId7", "oleObject", "embeddings/x.bin", ""),
    ];
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
        <Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>\
        <Override PartName=\"/word/charts/chart1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.drawingml.chart+xml\"/>\
        <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    let entries = [
        ("[Content_Types].xml", types.to_owned()),
        ("_rels/.rels", relations(relation("rId1", "officeDocument", "word/document.xml", ""))),
        ("word/_rels/document.xml.rels", relations(own.concat())),
        (
            "word/document.xml",
            format!("<w:document {NAMES}><w:body>{body}<w:sectPr><w:pgSz w:w=\"1\"/></w:sectPr></w:body></w:document>"),
        ),
        ("word/styles.xml", format!("<w:styles {NAMES}>{styles}</w:styles>")),
        ("word/numbering.xml", format!("<w:numbering {NAMES}>{LISTS}</w:numbering>")),
        ("word/footnotes.xml", format!("<w:footnotes {NAMES}>{NOTES}</w:footnotes>")),
        (
            "word/_rels/footnotes.xml.rels",
            relations(relation("rId4", "hyperlink", "https://b.vn", " TargetMode=\"External\"")),
        ),
        (
            "word/charts/chart1.xml",
            "<c:chartSpace xmlns:c=\"c\"><c:externalData r:id=\"rId1\"/></c:chartSpace>".to_owned(),
        ),
        ("word/charts/_rels/chart1.xml.rels", relations(relation("rId1", "package", "../media/x.png", ""))),
    ];
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in entries {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.start_file("word/media/x.png", SimpleFileOptions::default()).unwrap();
    zip.write_all(&png_of(1, 1, None)).unwrap();
    zip.finish().unwrap().into_inner()
}

fn host(styles: &str) -> Memory {
    let mut memory = package();
    memory.parts.insert("word/styles.xml".to_owned(), format!("<w:styles {NAMES}>{styles}</w:styles>"));
    memory
}

/// Inserts a body with these styles into a template with those, so many times; blocks and entries.
fn inserted(
    body: &str,
    theirs: &str,
    ours: &str,
    times: usize,
) -> Result<(String, Vec<(String, String)>), InsertError> {
    let mut memory = host(ours);
    memory.files.insert("phu-luc.docx".to_owned(), docx(body, theirs));
    let mut extra = Additions::new(&memory, 0, 0);
    let at = At { part: "word/document.xml", run_properties: "", files: &memory, room: PAGE, no_notes: None };
    let blocks: Result<String, InsertError> = (0..times).map(|_| insert("phu-luc.docx", &at, &mut extra)).collect();
    let blocks = blocks?;
    let entries = extra.finish(|name| memory.bytes(name).map(Cow::into_owned))?;
    let entries = entries.into_iter().map(|(name, bytes)| (name, String::from_utf8_lossy(&bytes).into_owned()));
    Ok((blocks, entries.collect()))
}

fn blocks(body: &str) -> String {
    inserted(body, STYLES, STYLES, 1).unwrap().0
}

fn entry(entries: &[(String, String)], name: &str) -> String {
    let names: Vec<&String> = entries.iter().map(|(name, _)| name).collect();
    entries.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("{names:?}")).1.clone()
}

#[test]
fn text_comes_as_it_is_without_section_comments_and_revisions() {
    let body = r#"<w:p w:rsidR="1" w14:paraId="2"><w:pPr><w:jc w:val="left"/><w:sectPr><w:x/></w:sectPr></w:pPr><w:commentRangeStart w:id="0"/><w:ins w:id="1"><w:r><w:t xml:space="preserve">a &amp; b </w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>c</w:delText></w:r></w:del></w:p>"#;
    assert_eq!(
        blocks(body),
        r#"<w:p><w:pPr><w:jc w:val="left"/></w:pPr><w:r><w:t xml:space="preserve">a &amp; b </w:t></w:r></w:p>"#
    );
}

#[test]
fn rows_cells_and_tables_that_were_deleted_do_not_come() {
    let cell = |text: &str, mark: &str| {
        format!("<w:tc><w:tcPr><w:tcW w:w=\"1\"/>{mark}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
    };
    let row =
        |mark: &str, cells: &[String]| format!("<w:tr><w:trPr><w:cantSplit/>{mark}</w:trPr>{}</w:tr>", cells.concat());
    let (gone, gap) = ("<w:del w:id=\"1\"/>", "<w:cellDel w:id=\"2\"/>");
    let table = |rows: &[String]| format!("<w:tbl><w:tblPr/>{}</w:tbl>", rows.concat());
    let kept =
        table(&[row("", &[cell("a", ""), cell("b", gap)]), row(gone, &[cell("c", "")]), row("", &[cell("d", gap)])]);
    let made = blocks(&format!("{kept}{}<w:p/>", table(&[row(gone, &[cell("e", "")])])));
    assert_eq!(made, format!("{}<w:p/>", table(&[row("", &[cell("a", "")])])));
}

#[test]
fn references_and_shapes_name_what_came_along_with_them() {
    let body = r##"<w:p><w:bookmarkStart w:id="3" w:name="Bang"/><w:bookmarkEnd w:id="3"/><w:r><w:instrText> REF Bang \h </w:instrText></w:r><w:fldSimple w:instr=" REF &quot;Bang&quot; "/><w:r><w:instrText> REF Khac </w:instrText></w:r><w:pict xmlns:v="v"><v:shapetype id="t"/><v:shape id="s" type="#t" o:spid="1"/></w:pict></w:p>"##;
    let (made, _) = inserted(body, STYLES, STYLES, 2).unwrap();
    let pieces = |before: &str| {
        made.split(before).skip(1).map(|rest| rest.split(['"', ' ', '&']).next().unwrap()).collect::<Vec<_>>()
    };
    let marks = pieces("w:name=\"");
    assert_eq!((marks.len(), marks[0] == marks[1]), (2, false), "{made}");
    assert_eq!(pieces("<w:instrText> REF "), [marks[0], "Khac", marks[1], "Khac"], "{made}");
    assert_eq!(pieces("REF &quot;"), marks, "{made}");
    let shapes = pieces("<v:shape id=\"");
    assert_eq!((shapes.len(), shapes[0] == shapes[1], made.contains("o:spid")), (2, false, false), "{made}");
    assert_eq!(pieces("type=\"#"), pieces("<v:shapetype id=\""), "{made}");
}

#[test]
fn the_same_styles_are_used_and_nothing_is_written() {
    let (made, entries) = inserted("<w:p/>", STYLES, STYLES, 2).unwrap();
    assert_eq!((made.as_str(), entries.len()), ("<w:p/><w:p/>", 0));
}

#[test]
fn other_defaults_become_a_style_for_paragraphs_that_name_none() {
    let ours = STYLES.replace("26", "28");
    let body = r#"<w:p/><w:p><w:r/></w:p><w:p><w:pPr/></w:p><w:p><w:pPr><w:keepNext/></w:pPr></w:p><w:p><w:pPr><w:pStyle w:val="Normal"/></w:pPr></w:p>"#;
    let (made, entries) = inserted(body, STYLES, &ours, 1).unwrap();
    let style = r#"<w:pStyle w:val="Normal-phu-luc"/>"#;
    assert_eq!(
        made,
        format!(
            "<w:p><w:pPr>{style}</w:pPr></w:p><w:p><w:pPr>{style}</w:pPr><w:r/></w:p><w:p><w:pPr>{style}</w:pPr></w:p>\
             <w:p><w:pPr>{style}<w:keepNext/></w:pPr></w:p><w:p><w:pPr>{style}</w:pPr></w:p>"
        )
    );
    let styles = entry(&entries, "word/styles.xml");
    assert!(
        styles.contains(r#"<w:name w:val="Normal (phu-luc)"/><w:pPr><w:spacing w:before="0" w:after="0""#),
        "{styles}"
    );
    assert!(styles.contains(r#"<w:sz w:val="26"/><w:szCs w:val="20"/>"#), "{styles}");
}

#[test]
fn a_style_of_the_same_name_that_differs_comes_under_another_name_with_what_it_builds_on() {
    let style = |id: &str, below: &str, size: u32| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{id}\"/>{below}<w:next w:val=\"X\"/><w:rPr><w:sz w:val=\"{size}\"/></w:rPr></w:style>"
        )
    };
    let theirs = format!("{STYLES}{}{}", style("Muc", "", 30), style("Con", "<w:basedOn w:val=\"Muc\"/>", 31));
    let ours = format!("{STYLES}{}{}", style("Muc", "", 40), style("Con", "<w:basedOn w:val=\"Muc\"/>", 31));
    let body = r#"<w:p><w:pPr><w:pStyle w:val="Con"/></w:pPr></w:p>"#;
    let (made, entries) = inserted(body, &theirs, &ours, 1).unwrap();
    assert_eq!(made, r#"<w:p><w:pPr><w:pStyle w:val="Con-phu-luc"/></w:pPr></w:p>"#);
    let styles = entry(&entries, "word/styles.xml");
    let con = r#"<w:style w:type="paragraph" w:customStyle="1" w:styleId="Con-phu-luc"><w:name w:val="Con (phu-luc)"/><w:basedOn w:val="Muc-phu-luc"/><w:rPr><w:sz w:val="31"/></w:rPr></w:style>"#;
    assert!(styles.contains(con), "{styles}");
    assert_eq!(inserted(body, &theirs, &theirs, 1).unwrap().0, body);
    assert_eq!(inserted(body, &theirs, STYLES, 1).unwrap().0, body, "a style that the template lacks keeps its name");
}

#[test]
fn lists_are_renumbered_and_each_insertion_begins_again() {
    let body = r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr></w:p>"#;
    let (made, entries) = inserted(body, STYLES, STYLES, 2).unwrap();
    let numbers: Vec<&str> = made.split("<w:numId w:val=\"").skip(1).map(|rest| &rest[..1]).collect();
    assert_eq!(numbers, ["1", "2"]);
    let lists = entry(&entries, "word/numbering1.xml");
    assert!(lists.contains(r#"<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/></w:lvl></w:abstractNum><w:num w:numId="1">"#), "{lists}");
}

#[test]
fn pictures_links_and_names_are_made_the_template_s_own() {
    let body = r#"<w:p><w:bookmarkStart w:id="3" w:name="muc"/><w:bookmarkEnd w:id="3"/><w:hyperlink r:id="rId4"/><w:hyperlink w:anchor="muc"/><w:r><w:drawing><wp:inline><wp:docPr id="9"/><v:imagedata r:id="rId3"/></wp:inline></w:drawing></w:r></w:p>"#;
    let (made, entries) = inserted(body, STYLES, STYLES, 1).unwrap();
    assert!(made.starts_with(r#"<w:p xmlns:wp="wp" xmlns:v="v">"#) || made.contains(r#"xmlns:wp="wp""#), "{made}");
    assert!(made.contains(r#"<w:bookmarkStart w:id="1" w:name="muc_2"/><w:bookmarkEnd w:id="1"/>"#), "{made}");
    assert!(made.contains(r#"<w:hyperlink r:id="rIdThem2"/><w:hyperlink w:anchor="muc_2"/>"#), "{made}");
    assert!(made.contains(r#"<wp:docPr id="1"/><v:imagedata r:id="rIdThem3"/>"#), "{made}");
    let relations = entry(&entries, "word/_rels/document.xml.rels");
    assert!(relations.contains(r#"Target="media/anh1.png"/>"#) && relations.contains("https://a.vn"), "{relations}");
}

#[test]
fn notes_come_along_with_their_styles_and_links_and_ids_of_their_own_each_time() {
    let body = r#"<w:p><w:r><w:footnoteReference w:id="5"/></w:r></w:p>"#;
    let styles = [
        STYLES,
        r#"<w:style w:type="paragraph" w:styleId="Chan"><w:name w:val="Chân"/><w:rPr><w:i/></w:rPr></w:style>"#,
    ];
    let (made, entries) = inserted(body, &styles.concat(), STYLES, 2).unwrap();
    let reference = |id: u32| format!(r#"<w:p><w:r><w:footnoteReference w:id="{id}"/></w:r></w:p>"#);
    assert_eq!(made, reference(1) + &reference(2));
    let notes = entry(&entries, "word/footnotes.xml");
    for id in [1, 2] {
        let note = format!(r#"<w:footnote w:id="{id}"><w:p><w:pPr><w:pStyle w:val="Chan"/></w:pPr>"#);
        assert!(notes.contains(&note), "{notes}");
    }
    assert_eq!(notes.matches(r#"<w:hyperlink r:id="rIdThem1"/>"#).count(), 2, "{notes}");
    assert!(notes.contains(r#"w:type="separator""#) && notes.contains(r#"w:type="continuationSeparator""#), "{notes}");
    assert!(entry(&entries, "word/_rels/footnotes.xml.rels").contains("https://b.vn"));
    assert!(entry(&entries, "word/_rels/document.xml.rels").contains(r#"/footnotes" Target="footnotes.xml""#));
    assert!(entry(&entries, "[Content_Types].xml").contains("wordprocessingml.footnotes+xml"));
    assert!(entry(&entries, "word/styles.xml").contains(r#"w:styleId="Chan""#));
}

#[test]
fn a_chart_comes_along_with_its_workbook_once_each_time() {
    let (made, entries) = inserted(r#"<w:p><w:r><c:chart r:id="rId5"/></w:r></w:p>"#, STYLES, STYLES, 2).unwrap();
    assert!(made.contains(r#"<c:chart r:id="rIdThem2"/>"#) && made.contains(r#"<c:chart r:id="rIdThem3"/>"#), "{made}");
    for number in [1, 2] {
        assert!(entry(&entries, &format!("word/charts/chart{number}.xml")).contains(r#"r:id="rId1""#));
        let links = entry(&entries, &format!("word/charts/_rels/chart{number}.xml.rels"));
        let book = format!(
            r#"Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/package" Target="/word/media/x{number}.png""#
        );
        assert!(links.contains(&book), "{links}");
    }
    assert_eq!(entry(&entries, "[Content_Types].xml").matches("drawingml.chart+xml").count(), 2);
}

#[test]
fn a_document_with_two_bodies_is_refused_not_cut() {
    let error = inserted("<w:p/></w:body><w:body><w:p/>", STYLES, STYLES, 1).unwrap_err();
    assert_eq!(error.message, "văn bản “phu-luc.docx” không ở dạng .docx thông thường");
}

#[test]
fn what_cannot_come_along_is_refused_by_name_and_notes_where_word_has_none() {
    let message = |body: &str| inserted(body, STYLES, STYLES, 1).unwrap_err().message;
    let object = message(r#"<w:p><w:r><o:OLEObject r:id="rId7"/></w:r></w:p>"#);
    assert_eq!(object, "văn bản “phu-luc.docx” có đối tượng nhúng (OLE), không chèn vào văn bản khác được");
    let missing = message(r#"<w:p><w:r><w:footnoteReference w:id="9"/></w:r></w:p>"#);
    assert_eq!(missing, "văn bản “phu-luc.docx” bị hỏng: thiếu chú thích 9");
    let mut memory = host(STYLES);
    memory.files.insert("a.docx".to_owned(), docx(r#"<w:p><w:r><w:footnoteReference w:id="5"/></w:r></w:p>"#, STYLES));
    let mut extra = Additions::new(&memory, 0, 0);
    let at =
        At { part: "word/header1.xml", run_properties: "", files: &memory, room: PAGE, no_notes: Some("đầu trang") };
    let error = insert("a.docx", &at, &mut extra).unwrap_err();
    assert_eq!(error.message, "Word không cho đặt chú thích trong đầu trang");
}

#[test]
fn a_missing_file_or_one_that_is_no_document_is_told_by_name() {
    let mut memory = host(STYLES);
    memory.files.insert("x.docx".to_owned(), b"%PDF-1.7".to_vec());
    let mut extra = Additions::new(&memory, 0, 0);
    let at = At { part: "word/document.xml", run_properties: "", files: &memory, room: PAGE, no_notes: None };
    let mut message = |path: &str| insert(path, &at, &mut extra).unwrap_err().message;
    assert_eq!(message("khong-co.docx"), "không có tệp văn bản “khong-co.docx”");
    assert!(message("x.docx").starts_with("văn bản “x.docx”: tệp không phải .docx mà là tệp PDF"));
}
