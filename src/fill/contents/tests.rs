//! Fields of a text, made new.

use super::*;

fn listed(body: &str) -> (String, BTreeSet<u8>) {
    let styles = "<w:styles><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>\
                  <w:style w:type=\"paragraph\" w:styleId=\"u1\"><w:name w:val=\"heading 1\"/></w:style></w:styles>";
    let xml = format!("<w:body>{body}</w:body>");
    let tree = Tree::read(&xml).unwrap();
    let made = table::renewed(&tree, &Sheet::of(styles), &std::collections::HashMap::new(), 9000).unwrap();
    (made.xml, made.styles)
}

fn heading(text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"u1\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

const TABLE: &str = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>TOC \\o \"1-1\"</w:instrText></w:r>\
    <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:bookmarkEnd w:id=\"7\"/><w:r><w:t>cũ</w:t></w:r></w:p>\
    <w:p><w:r><w:t>Một</w:t><w:tab/><w:t>4</w:t></w:r></w:p><w:p w:rsidR=\"1\"><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>";

#[test]
fn a_heading_that_was_listed_keeps_its_page_and_marks_keep_their_halves() {
    let start = "<w:p><w:bookmarkStart w:id=\"7\" w:name=\"a\"/></w:p>";
    let (xml, styles) = listed(&[start, TABLE, &heading("Một"), &heading("Hai &amp; ba")].concat());
    assert_eq!(xml.matches("<w:bookmarkEnd w:id=\"7\"/>").count(), 1);
    assert!(xml.contains("<w:t>4</w:t>") && xml.contains("<w:t>…</w:t>"), "{xml}");
    assert!(xml.contains("<w:t xml:space=\"preserve\">Hai &amp; ba</w:t>"), "{xml}");
    assert!(xml.contains("<w:bookmarkStart w:id=\"8\" w:name=\"_Toc100000001\"/>"), "{xml}");
    assert!(xml.contains("PAGEREF _Toc100000002 </w:instrText>") && !xml.contains("w:hyperlink"), "{xml}");
    assert!(xml.contains("<w:p w:rsidR=\"1\"><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>"), "{xml}");
    assert_eq!(styles, BTreeSet::from([1]));
    assert!(Tree::read(&xml).is_ok());
}

#[test]
fn without_headings_the_field_stays_without_entries() {
    let (xml, _) = listed(&TABLE.replace("<w:bookmarkEnd w:id=\"7\"/>", ""));
    assert!(!xml.contains("cũ") && xml.contains("\"separate\"/></w:r></w:p><w:p w:rsidR=\"1\">"), "{xml}");
}

#[test]
fn a_table_made_new_twice_is_the_same() {
    let (once, _) =
        listed(&[TABLE.replace("<w:bookmarkEnd w:id=\"7\"/>", "").as_str(), &heading("Một"), &heading("Hai")].concat());
    let (twice, _) = listed(once.strip_prefix("<w:body>").and_then(|xml| xml.strip_suffix("</w:body>")).unwrap());
    assert_eq!(once, twice);
}

#[test]
fn text_without_such_fields_is_not_looked_at() {
    assert!(!may_be_in("<w:p><w:r><w:t>TOC</w:t></w:r></w:p>"));
    assert!(!may_be_in("<w:p><w:r><w:instrText> PAGE </w:instrText></w:r></w:p>"));
    assert!(may_be_in("<w:p><w:fldSimple w:instr=\"TOC\"/></w:p>"));
}

#[test]
fn captions_are_counted_and_references_quote_what_is_there() {
    let field = |code: &str, result: &str| {
        format!("<w:fldSimple w:instr=\"{code}\"><w:r><w:t>{result}</w:t></w:r></w:fldSimple>")
    };
    let mark = |id: u32, name: &str, inner: &str| {
        format!("<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/>{inner}<w:bookmarkEnd w:id=\"{id}\"/>")
    };
    let caption = |inner: &str| format!("<w:p><w:r><w:t xml:space=\"preserve\">Hình </w:t></w:r>{inner}</w:p>");
    let xml = [
        "<w:body>".to_owned(),
        caption(&field("SEQ Hình", "1")),
        format!(
            "<w:p>{}</w:p>",
            mark(1, "_Ref1", &caption(&field("SEQ hình \\* ROMAN", "I"))[5..]).replace("</w:p>", "")
        ),
        caption(&field("SEQ Hình \\r 7", "1")),
        caption(&field("SEQ Hình \\c", "1")),
        format!("<w:p>{}{}</w:p>", field("REF _Ref1 \\h", "Hình 9"), field("REF _Khong \\h", "cũ")),
        "</w:body>".to_owned(),
    ]
    .concat();
    let counted = reference::counted(&Tree::read(&xml).unwrap(), &Sheet::default()).unwrap();
    let quoted = reference::quoted(&Tree::read(&counted).unwrap(), &std::collections::HashMap::new()).unwrap();
    let tree = Tree::read(&quoted).unwrap();
    let texts: Vec<String> = label::paragraphs(&tree).into_iter().map(|id| field::text_of(&tree, id)).collect();
    assert_eq!(texts, ["Hình 1", "Hình II", "Hình 7", "Hình 7", "Hình IIcũ"]);
    assert_eq!(reference::counted(&tree, &Sheet::default()), None);
}

#[test]
fn blocks_that_are_joined_list_their_own_headings() {
    let bound = kept_within(&[TABLE, &heading("Một")].concat(), "_Gop2", 5).unwrap();
    assert!(bound.starts_with("<w:bookmarkStart w:id=\"5\" w:name=\"_Gop2\"/><w:p>"), "{bound}");
    assert!(bound.ends_with("<w:bookmarkEnd w:id=\"5\"/></w:p>"), "{bound}");
    assert!(bound.contains("TOC \\o \"1-1\" \\b _Gop2 </w:instrText>"), "{bound}");
    assert_eq!(kept_within(&bound, "_Gop3", 6), None);
    assert_eq!(kept_within(&heading("Một"), "_Gop3", 6), None);
}
