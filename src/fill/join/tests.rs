//! Files that share a template, joined.

use super::*;

const WORD: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:w14="w14" xmlns:wp="wp""#;
const EMPTY: [u8; 22] = *b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
const HEADER: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header";

fn file(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let mut file = Repack::open(&EMPTY).unwrap();
    file.put("[Content_Types].xml", r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#);
    file.put("_rels/.rels", "<Relationships></Relationships>");
    file.put("word/document.xml", format!("<w:document {WORD}><w:body>{body}</w:body></w:document>"));
    for (name, content) in parts {
        file.put(name, *content);
    }
    file.finish().unwrap()
}

fn part(bytes: &[u8], name: &str) -> String {
    Repack::open(bytes).unwrap().text(name).unwrap().unwrap_or_default()
}

/// The body of two files joined.
fn joined(one: &str, two: &str) -> String {
    let text = part(&join(&[file(one, &[]), file(two, &[])]).unwrap(), "word/document.xml");
    Body::of(&text).map(|body| format!("{}{}", body.content, body.section)).unwrap()
}

const PAGE: &str =
    r#"<w:sectPr><w:type w:val="continuous"/><w:pgSz w:w="11906" w:h="16838"/><w:cols w:space="708"/></w:sectPr>"#;
const NEXT: &str = r#"<w:sectPr><w:type w:val="nextPage"/><w:pgSz w:w="11906" w:h="16838"/><w:pgNumType w:start="1"/><w:cols w:space="708"/></w:sectPr>"#;

#[test]
fn the_first_item_ends_in_its_last_paragraph_and_the_next_begins_a_page() {
    let text = |name: &str| format!("<w:p><w:pPr><w:jc/></w:pPr><w:r><w:t>{name}</w:t></w:r></w:p>");
    let seen = joined(&(text("An") + PAGE), &(text("Bình") + PAGE));
    let first = format!("<w:p><w:pPr><w:jc/>{PAGE}</w:pPr><w:r><w:t>An</w:t></w:r></w:p>");
    assert_eq!(seen, first + &text("Bình") + NEXT);
}

#[test]
fn a_paragraph_without_properties_gets_them_and_a_table_is_followed_by_a_low_paragraph() {
    let seen = joined(&format!("<w:p><w:r/></w:p>{PAGE}"), "<w:p/>");
    assert!(seen.starts_with(&format!("<w:p><w:pPr>{PAGE}</w:pPr><w:r/></w:p><w:p/>")), "{seen}");
    let seen = joined(&format!("<w:tbl><w:tr/></w:tbl>{PAGE}"), "<w:p/>");
    assert!(seen.contains(&format!(r#"<w:rPr><w:sz w:val="2"/></w:rPr>{PAGE}</w:pPr></w:p><w:p/>"#)), "{seen}");
}

#[test]
fn drawings_and_bookmarks_keep_ids_and_names_of_their_own() {
    let item = r#"<w:p w14:paraId="1A"><w:bookmarkStart w:id="0" w:name="dau"/><wp:docPr id="1" name="x"/><w:bookmarkEnd w:id="0"/><w:hyperlink w:anchor="dau"/><w:r><w:instrText> REF dau \h </w:instrText></w:r></w:p>"#;
    let seen = joined(item, item);
    assert!(seen.contains(r#"<w:p><w:bookmarkStart w:id="1" w:name="dau_2"/><wp:docPr id="2" name="x"/><w:bookmarkEnd w:id="1"/><w:hyperlink w:anchor="dau_2"/>"#), "{seen}");
    assert!(seen.contains(r"<w:instrText> REF dau_2 \h </w:instrText>"), "{seen}");
}

#[test]
fn tracked_changes_moves_and_shapes_have_ids_of_their_own_in_each_item() {
    let item = r##"<w:p><w:ins w:id="4"/><w:moveFromRangeStart w:id="5" w:name="m"/><w:moveFromRangeEnd w:id="5"/><w:pict xmlns:v="v" xmlns:o="o"><v:shapetype id="t" o:spt="75"/><v:shape id="s" type="#t" o:spid="_x0000_s1"/><o:OLEObject ShapeID="s"/></w:pict></w:p>"##;
    let seen = joined(item, item);
    assert!(seen.contains(&item["<w:p>".len()..]), "{seen}");
    let second = r##"<w:p><w:ins w:id="6"/><w:moveFromRangeStart w:id="7" w:name="m_2"/><w:moveFromRangeEnd w:id="7"/><w:pict xmlns:v="v" xmlns:o="o"><v:shapetype id="t_2" o:spt="75"/><v:shape id="s_2" type="#t_2"/><o:OLEObject ShapeID="s_2"/></w:pict></w:p>"##;
    assert!(seen.contains(second), "{seen}");
}

#[test]
fn a_name_that_an_item_before_has_taken_is_not_given_again() {
    let mark = |id: u32, name: &str| {
        format!("<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/><w:bookmarkEnd w:id=\"{id}\"/>")
    };
    let seen =
        joined(&format!("<w:p>{}{}</w:p>", mark(1, "a"), mark(2, "A_2")), &format!("<w:p>{}</w:p>", mark(1, "a")));
    let names: Vec<&str> = seen.split("w:name=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(names, ["a", "A_2", "a_2_2"]);
}

#[test]
fn each_item_lists_its_own_headings() {
    let item = "<w:p><w:fldSimple w:instr=\"TOC \\o\"/></w:p><w:p/>";
    let seen = joined(item, item);
    assert!(seen.contains("TOC \\o \\b _Gop1 \"") && seen.contains("TOC \\o \\b _Gop2 \""), "{seen}");
    assert!(seen.contains("<w:bookmarkStart w:id=\"0\" w:name=\"_Gop1\"/>"), "{seen}");
}

#[test]
fn a_list_counts_from_one_for_every_item() {
    let numbering = format!(
        r#"<w:numbering {WORD}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#
    );
    let body = r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>"#;
    let item = file(body, &[("word/numbering.xml", &numbering)]);
    let all = join(&[item.clone(), item.clone(), item]).unwrap();
    let text = part(&all, "word/document.xml");
    assert!([1, 2, 3].iter().all(|id| text.contains(&format!(r#"<w:numId w:val="{id}"/>"#))), "{text}");
    let lists = part(&all, "word/numbering.xml");
    let copy = r#"<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride>"#;
    assert!(lists.contains(copy), "{lists}");
    assert_eq!(lists.matches("<w:abstractNum ").count(), 1);
}

#[test]
fn an_override_without_a_start_begins_again_and_keeps_its_level() {
    let numbering = format!(
        r#"<w:numbering {WORD}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"/><w:lvlOverride w:ilvl="1"><w:lvl w:ilvl="1"><w:start w:val="5"/></w:lvl></w:lvlOverride></w:num></w:numbering>"#
    );
    let body = r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>"#;
    let item = file(body, &[("word/numbering.xml", &numbering)]);
    let lists = part(&join(&[item.clone(), item]).unwrap(), "word/numbering.xml");
    let copy = r#"<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride><w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/><w:lvl w:ilvl="1"><w:start w:val="5"/></w:lvl></w:lvlOverride>"#;
    assert!(lists.contains(copy), "{lists}");
}

#[test]
fn a_header_of_its_own_comes_along_and_an_equal_one_is_shared() {
    let relations = format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{HEADER}" Target="header1.xml"/></Relationships>"#
    );
    let body = r#"<w:p/><w:sectPr><w:headerReference w:type="default" r:id="rId1"/></w:sectPr>"#;
    let item = |header: &str| file(body, &[("word/_rels/document.xml.rels", &relations), ("word/header1.xml", header)]);
    let all = join(&[item("<w:hdr>An</w:hdr>"), item("<w:hdr>Bình</w:hdr>"), item("<w:hdr>An</w:hdr>")]).unwrap();
    assert_eq!(part(&all, "word/header1.xml"), "<w:hdr>An</w:hdr>");
    assert_eq!(part(&all, "word/header1-2.xml"), "<w:hdr>Bình</w:hdr>");
    let text = part(&all, "word/document.xml");
    let ids: Vec<&str> = text.split("r:id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(ids, ["rId1", "rId2", "rId1"]);
    assert!(part(&all, "word/_rels/document.xml.rels").contains(r#"Target="/word/header1-2.xml""#));
}

#[test]
fn notes_are_numbered_on() {
    let notes = format!(
        r#"<w:footnotes {WORD}><w:footnote w:type="separator" w:id="-1"/><w:footnote w:id="1"><w:p/></w:footnote></w:footnotes>"#
    );
    let item = file(r#"<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>"#, &[("word/footnotes.xml", &notes)]);
    let all = join(&[item.clone(), item]).unwrap();
    assert!(part(&all, "word/document.xml").contains(r#"<w:footnoteReference w:id="2"/>"#));
    assert!(part(&all, "word/footnotes.xml").contains(r#"<w:footnote w:id="2"><w:p/></w:footnote>"#));
}

const NOTE: &str = r#"<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>"#;

fn noted(body: &str, notes: Option<&str>, styles: &str) -> Vec<u8> {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let links = format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{office}/footnotes" Target="footnotes.xml"/></Relationships>"#
    );
    let own = format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{office}/hyperlink" Target="https://a.vn" TargetMode="External"/></Relationships>"#
    );
    let types = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/footnotes.xml" ContentType="x.footnotes+xml"/></Types>"#;
    let styles = format!("<w:styles {WORD}>{styles}</w:styles>");
    let Some(notes) = notes else { return file(body, &[("word/styles.xml", &styles)]) };
    let line = r#"<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>"#;
    let notes =
        format!(r#"<w:footnotes {WORD}>{line}<w:footnote w:id="1"><w:p>{notes}</w:p></w:footnote></w:footnotes>"#);
    file(
        body,
        &[
            ("[Content_Types].xml", types),
            ("word/styles.xml", &styles),
            ("word/footnotes.xml", &notes),
            ("word/_rels/footnotes.xml.rels", &own),
            ("word/_rels/document.xml.rels", &links),
        ],
    )
}

#[test]
fn notes_of_later_items_come_along_where_the_first_has_none_with_styles_and_links() {
    let style =
        r#"<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/></w:style>"#;
    let link = r#"<w:hyperlink r:id="rId1"/>"#;
    let all = [noted("<w:p/>", None, ""), noted(NOTE, Some(link), style), noted(NOTE, Some("hai"), style)];
    let joined = join(&all).unwrap();
    let text = part(&joined, "word/document.xml");
    assert!(text.contains(r#"footnoteReference w:id="1""#) && text.contains(r#"footnoteReference w:id="2""#), "{text}");
    let notes = part(&joined, "word/footnotes.xml");
    assert_eq!(notes.matches("w:type=\"separator\"").count(), 1, "{notes}");
    assert!(notes.contains(r#"<w:footnote w:id="2"><w:p>hai</w:p>"#), "{notes}");
    assert!(part(&joined, "word/_rels/footnotes.xml.rels").contains("https://a.vn"));
    assert!(part(&joined, "word/_rels/document.xml.rels").contains("/footnotes\""));
    assert!(part(&joined, "[Content_Types].xml").contains("x.footnotes+xml"));
    assert_eq!(part(&joined, "word/styles.xml").matches("FootnoteReference").count(), 1);
}

#[test]
fn lists_from_styles_count_from_one_in_every_item() {
    let styles = format!(
        r#"<w:styles {WORD}><w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Mục"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style></w:styles>"#
    );
    let numbering = format!(
        r#"<w:numbering {WORD}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/></w:lvl></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#
    );
    let body =
        r#"<w:p><w:pPr><w:pStyle w:val="Muc"/><w:jc/></w:pPr></w:p><w:p><w:pPr><w:pStyle w:val="Muc"/></w:pPr></w:p>"#;
    let one = file(body, &[("word/styles.xml", &styles), ("word/numbering.xml", &numbering)]);
    let joined = join(&[one.clone(), one.clone(), one]).unwrap();
    let text = part(&joined, "word/document.xml");
    let own = |number: u32| {
        format!(r#"<w:pStyle w:val="Muc"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>"#)
    };
    assert_eq!((text.matches(&own(4)).count(), text.matches(&own(5)).count()), (2, 2), "{text}");
    assert!(part(&joined, "word/numbering.xml").contains(r#"<w:num w:numId="5">"#));
}

#[test]
fn footnotes_of_every_item_count_from_one() {
    let page = r#"<w:sectPr><w:headerReference w:type="default" r:id="rId9"/><w:pgSz w:w="1"/></w:sectPr>"#;
    let body = format!("{NOTE}{page}");
    let joined = join(&[noted(&body, Some("một"), ""), noted(&body, Some("hai"), "")]).unwrap();
    let text = part(&joined, "word/document.xml");
    let restart = r#"r:id="rId9"/><w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr>"#;
    assert_eq!(text.matches("w:numRestart").count(), 1, "{text}");
    assert!(text.rfind(restart).is_some_and(|at| at > text.rfind("footnoteReference").unwrap()), "{text}");
}

#[test]
fn what_lies_in_notes_is_as_unique_as_elsewhere_and_its_links_lead_where_they_did() {
    let links = |target: &str| {
        format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="urn:link" Target="{target}" TargetMode="External"/></Relationships>"#
        )
    };
    let notes = format!(
        r#"<w:footnotes {WORD}><w:footnote w:id="1"><w:p w14:paraId="1A"><w:bookmarkStart w:id="7" w:name="dau"/><w:bookmarkEnd w:id="7"/><w:hyperlink r:id="rId1"/><wp:docPr id="9" name="x"/></w:p></w:footnote></w:footnotes>"#
    );
    let item = |target: &str| {
        let body = r#"<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>"#;
        file(body, &[("word/footnotes.xml", &notes), ("word/_rels/footnotes.xml.rels", &links(target))])
    };
    let all = join(&[item("urn:an"), item("urn:binh")]).unwrap();
    let seen = part(&all, "word/footnotes.xml");
    let new = r#"<w:footnote w:id="2"><w:p><w:bookmarkStart w:id="8" w:name="dau_2"/><w:bookmarkEnd w:id="8"/><w:hyperlink r:id="rId2"/><wp:docPr id="10" name="x"/></w:p></w:footnote>"#;
    assert!(seen.contains(new), "{seen}");
    let links = part(&all, "word/_rels/footnotes.xml.rels");
    assert!(links.contains(r#"Id="rId2""#) && links.contains("urn:binh"), "{links}");
}

#[test]
fn no_two_items_share_a_chart_or_its_workbook() {
    let chart = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart";
    let body = "<w:p><w:r><w:drawing><c:chart xmlns:c=\"urn:c\" r:id=\"rId1\"/></w:drawing></w:r></w:p>";
    let links = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let (document, part) = (links(chart, "charts/chart1.xml"), links("x/package", "../embeddings/a.xlsx"));
    let parts = [
        ("word/_rels/document.xml.rels", document.as_str()),
        ("word/charts/chart1.xml", "<c/>"),
        ("word/charts/_rels/chart1.xml.rels", part.as_str()),
        ("word/embeddings/a.xlsx", "x"),
    ];
    let joined = join(&[file(body, &parts), file(body, &parts)]).unwrap();
    let names = Repack::open(&joined).unwrap().names();
    let count = |end: &str| names.iter().filter(|name| name.ends_with(end)).count();
    assert_eq!(
        (count(".xlsx"), names.iter().filter(|name| name.starts_with("word/charts/chart")).count()),
        (2, 2),
        "{names:?}"
    );
}

#[test]
fn a_section_that_keeps_what_it_was_before_a_change_is_taken_as_one() {
    let before = "<w:sectPr><w:type w:val=\"oddPage\"/><w:pgSz w:w=\"1\"/></w:sectPr>";
    let section = |inner: &str| {
        format!("<w:sectPr>{inner}<w:sectPrChange w:id=\"1\" w:author=\"a\">{before}</w:sectPrChange></w:sectPr>")
    };
    let (own, page) = (section("<w:cols/>"), r#"<w:type w:val="nextPage"/><w:pgNumType w:start="1"/><w:cols/>"#);
    let inner = format!("<w:p><w:pPr>{own}</w:pPr></w:p>");
    assert_eq!(
        joined(&format!("<w:p/>{own}"), &format!("{inner}<w:p/>{own}")),
        format!(
            "<w:p/>{}<w:p><w:pPr>{}</w:pPr></w:p><w:p/>{own}",
            section::low(&own),
            section(page).replace("w:id=\"1\"", "w:id=\"0\"")
        )
    );
}
