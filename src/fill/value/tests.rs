//! Filters to markers to XML, against a package and files in memory.

use std::borrow::Cow;
use std::collections::BTreeMap;

use tera::{Context, Tera};

use super::*;
use crate::fill::additions::Parts;
use crate::fill::room::PAGE;
use crate::image::tests::{jpeg_of, png_of};

/// A package and files in memory.
#[derive(Debug, Default)]
pub struct Memory {
    pub parts: BTreeMap<String, String>,
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Parts for Memory {
    fn bytes(&self, name: &str) -> Option<Cow<'_, [u8]>> {
        self.parts.get(name).map(|text| Cow::Borrowed(text.as_bytes()))
    }
    fn names(&self) -> Vec<String> {
        self.parts.keys().cloned().collect()
    }
    fn main(&self) -> &'static str {
        "word/document.xml"
    }
}

impl Files for Memory {
    fn read(&self, path: &str, _most: u64) -> std::io::Result<Vec<u8>> {
        self.files.get(path).cloned().ok_or_else(|| std::io::ErrorKind::NotFound.into())
    }
}

/// A package of a document, its relationships and content types.
pub fn package() -> Memory {
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
        <Relationship Id=\"rIdThem1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" \
        Target=\"styles.xml\"/></Relationships>";
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
        <Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>";
    let document = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>\
        <w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:left=\"1701\" w:right=\"1134\"/></w:sectPr></w:body></w:document>";
    let styles = "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"/>";
    let parts = [
        ("[Content_Types].xml", types),
        ("word/document.xml", document),
        ("word/_rels/document.xml.rels", relations),
        ("word/styles.xml", styles),
    ];
    let parts = parts.map(|(name, text)| (name.to_owned(), text.to_owned()));
    let files = [
        ("a.png", png_of(300, 400, None)),
        ("b.png", png_of(300, 400, None)),
        ("rong.png", png_of(6_000, 3_000, None)),
        ("c.jpg", jpeg_of(600, 300, None)),
        ("d.gif", b"GIF89a".to_vec()),
    ];
    let files = files.map(|(name, bytes)| (name.to_owned(), bytes));
    Memory { parts: parts.into(), files: files.into() }
}

fn markers(template: &str, data: &serde_json::Value) -> Result<String, String> {
    let mut tera = Tera::default();
    register(&mut tera);
    let context = Context::from_serialize(data).unwrap();
    tera.render_str(template, &context, true).map_err(|error| {
        let source = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
        format!("{error} {source}")
    })
}

/// Inserts what one tag gives; the XML and the entries that are added.
fn inserted(
    memory: &Memory,
    template: &str,
    data: &serde_json::Value,
) -> Result<(Inserted, Vec<(String, String)>), InsertError> {
    let payload = markers(template, data).unwrap();
    let mut extra = Additions::new(memory, 100, 0);
    let at = At {
        part: "word/document.xml",
        run_properties: "<w:rPr><w:sz w:val=\"28\"/></w:rPr>",
        files: memory,
        room: PAGE,
        no_notes: None,
    };
    let made = insert(&payload, &at, &mut extra)?;
    let entries = extra.finish(|name| memory.bytes(name).map(Cow::into_owned))?;
    let entries = entries.into_iter().map(|(name, bytes)| (name, String::from_utf8_lossy(&bytes).into_owned()));
    Ok((made, entries.collect()))
}

fn runs(template: &str, data: &serde_json::Value) -> String {
    match inserted(&package(), template, data).unwrap().0 {
        Inserted::Runs(runs) => runs,
        other => panic!("{other:?}"),
    }
}

fn fault(template: &str, data: &serde_json::Value) -> String {
    inserted(&package(), template, data).unwrap_err().message
}

#[test]
fn a_picture_has_the_width_the_template_says_and_brings_its_part_relationship_and_type() {
    let data = serde_json::json!({"x": "a.png"});
    let (made, entries) = inserted(&package(), "{{ x | anh(rong=30) }}", &data).unwrap();
    let Inserted::Runs(xml) = made else { panic!("{made:?}") };
    assert!(xml.starts_with("<w:r><w:drawing>") && xml.contains(r#"<wp:extent cx="1080000" cy="1440000"/>"#), "{xml}");
    assert!(xml.contains(r#"r:embed="rIdThem2""#) && xml.contains(r#"<wp:docPr id="101""#), "{xml}");
    let names: Vec<&str> = entries.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["word/_rels/document.xml.rels", "[Content_Types].xml", "word/media/anh1.png"]);
    assert!(entries[0].1.contains(r#"Target="media/anh1.png""#), "{}", entries[0].1);
    assert!(entries[1].1.contains(r#"<Default Extension="png" ContentType="image/png"/>"#), "{}", entries[1].1);
}

#[test]
fn the_same_picture_is_stored_once_whatever_its_name_and_related_once_a_part() {
    let memory = package();
    let mut extra = Additions::new(&memory, 0, 0);
    for (part, path) in [("word/document.xml", "a.png"), ("word/document.xml", "b.png"), ("word/header1.xml", "a.png")]
    {
        let payload = markers("{{ x | anh }}", &serde_json::json!({ "x": path })).unwrap();
        insert(&payload, &At { part, run_properties: "", files: &memory, room: PAGE, no_notes: None }, &mut extra)
            .unwrap();
    }
    let entries = extra.finish(|name| memory.bytes(name).map(Cow::into_owned)).unwrap();
    let names: Vec<&str> = entries.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        ["word/_rels/document.xml.rels", "word/_rels/header1.xml.rels", "[Content_Types].xml", "word/media/anh1.png"]
    );
    assert_eq!(String::from_utf8_lossy(&entries[0].1).matches("/image\"").count(), 1);
}

#[test]
fn the_line_under_a_name_is_two_fifths_of_its_longest_line() {
    let width = |xml: &str| -> i64 {
        let (_, rest) = xml.split_once("<wp:extent cx=\"").unwrap();
        rest.split('"').next().unwrap().parse().unwrap()
    };
    let short = runs("{{ x | duong_ke }}", &serde_json::json!({"x": "SỞ TÀI CHÍNH"}));
    // 14 points, 91.2 points wide by the font.
    assert!((width(&short) - 12_700 * 912 / 10 * 2 / 5).abs() < 12_700, "{short}");
    assert!(
        short.starts_with(
            "<w:r><w:rPr><w:sz w:val=\"28\"/></w:rPr><w:t xml:space=\"preserve\">SỞ TÀI CHÍNH</w:t></w:r>"
        )
    );
    let name = serde_json::json!({"x": "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"});
    let (one, two) = (runs("{{ x | duong_ke }}", &name), runs("{{ x | duong_ke(rong=50) }}", &name));
    assert_eq!((one.matches("<w:br/>").count(), two.matches("<w:br/>").count()), (0, 1));
    // “SỞ NÔNG NGHIỆP” is a little more than half of the whole.
    assert!(width(&two) < width(&one) * 3 / 5 && width(&two) > width(&one) * 2 / 5, "{two}");
    assert_eq!(runs("{{ x | duong_ke }}", &serde_json::json!({"x": " "})), "");
}

#[test]
fn nothing_added_means_nothing_written() {
    let memory = package();
    let extra = Additions::new(&memory, 0, 0);
    assert!(extra.is_empty());
    assert_eq!(extra.finish(|_| None), Ok(Vec::new()));
}

#[test]
fn an_entry_in_the_data_may_give_the_options_and_the_template_wins() {
    let data = serde_json::json!({"x": {"anh": "a.png", "rong": "15", "mo_ta": "Chân dung <1>"}});
    let xml = runs("{{ x | anh }}", &data);
    assert!(xml.contains(r#"cx="540000""#) && xml.contains(r#"descr="Chân dung &lt;1&gt;""#), "{xml}");
    assert!(runs("{{ x | anh(rong=30) }}", &data).contains(r#"cx="1080000""#));
}

#[test]
fn a_picture_is_no_larger_than_its_room_whatever_is_asked() {
    for template in ["{{ x | anh }}", "{{ x | anh(rong=300) }}"] {
        let xml = runs(template, &serde_json::json!({"x": "rong.png"}));
        assert!(xml.contains(&format!(r#"<wp:extent cx="{}""#, PAGE.width.as_emu())), "{xml}");
    }
    let xml = runs("{{ x | anh(cao=900) }}", &serde_json::json!({"x": "a.png"}));
    assert!(xml.contains(&format!(r#"cx="{}""#, PAGE.width.as_emu())), "{xml}");
}

#[test]
fn no_picture_means_nothing_and_a_missing_or_foreign_file_is_named() {
    assert_eq!(runs("{{ x | anh }}", &serde_json::json!({"x": ""})), "");
    assert_eq!(fault("{{ x | anh }}", &serde_json::json!({"x": "k.png"})), "không có tệp ảnh “k.png”");
    assert_eq!(
        fault("{{ x | anh }}", &serde_json::json!({"x": "d.gif"})),
        "tệp ảnh “d.gif” là ảnh GIF, chỉ nhận ảnh PNG hoặc JPEG"
    );
}

#[test]
fn a_misspelt_option_gets_the_nearest_name() {
    let message = markers("{{ x | anh(rogn=30) }}", &serde_json::json!({"x": "a.png"})).unwrap_err();
    assert!(message.contains("bộ lọc “anh” có khóa lạ “rogn”; có phải “rong”?"), "{message}");
    let message = markers("{{ x | anh }}", &serde_json::json!({"x": {"anh": "a.png", "rog": 3}})).unwrap_err();
    assert!(message.contains("mục dữ liệu “anh” có khóa lạ “rog”"), "{message}");
    let message = markers("{{ x | anh(rong=0) }}", &serde_json::json!({"x": "a.png"})).unwrap_err();
    assert!(message.contains("rong ghi “0”, phải từ 1 mm đến 1000 mm"), "{message}");
}

#[test]
fn a_qr_code_is_25_mm_wide_unless_said_otherwise() {
    let data = serde_json::json!({"x": "https://a.vn", "n": 123});
    assert!(runs("{{ x | qr }}", &data).contains(r#"<wp:extent cx="900000" cy="900000"/>"#));
    assert!(runs("{{ n | qr(rong=18.5, muc='h') }}", &data).contains(r#"<wp:extent cx="666000" cy="666000"/>"#));
}

#[test]
fn formatted_text_keeps_the_tag_s_size_and_adds_its_own() {
    let xml = runs("{{ x | dinh_dang(mau='do') }}", &serde_json::json!({"x": "A **b**\n<c>"}));
    assert_eq!(
        xml,
        "<w:r><w:rPr><w:color w:val=\"C00000\"/><w:sz w:val=\"28\"/></w:rPr><w:t xml:space=\"preserve\">A </w:t></w:r>\
         <w:r><w:rPr><w:b/><w:bCs/><w:color w:val=\"C00000\"/><w:sz w:val=\"28\"/></w:rPr><w:t xml:space=\"preserve\">b</w:t></w:r>\
         <w:r><w:rPr><w:color w:val=\"C00000\"/><w:sz w:val=\"28\"/></w:rPr><w:br/><w:t xml:space=\"preserve\">&lt;c&gt;</w:t></w:r>"
    );
}

#[test]
fn a_link_is_related_outside_the_package() {
    let data = serde_json::json!({"x": {"lien_ket": "https://a.vn/?a=1&b=2", "chu": "Xem"}});
    let (made, entries) = inserted(&package(), "{{ x | lien_ket }}", &data).unwrap();
    let Inserted::Runs(xml) = made else { panic!("{made:?}") };
    assert!(xml.contains("r:id=\"rIdThem2\"") && xml.contains(">Xem</w:t></w:r></w:hyperlink>"), "{xml}");
    assert!(entries[0].1.contains(r#"Target="https://a.vn/?a=1&amp;b=2" TargetMode="External"/>"#), "{}", entries[0].1);
    assert!(fault("{{ x | lien_ket }}", &serde_json::json!({"x": "file:///etc/passwd"})).contains("không dùng được"));
}

#[test]
fn breaks_and_cells_are_markers_too() {
    let nothing = serde_json::json!({});
    assert_eq!(runs("{{ ngat_trang() }}", &nothing), "<w:r><w:br w:type=\"page\"/></w:r>");
    let cell = |template: &str| inserted(&package(), template, &nothing).unwrap().0;
    assert_eq!(cell("{{ 'vàng' | mau_o }}"), Inserted::Cell(Some(CellChange::Fill("FFFF00".to_owned()))));
    assert_eq!(cell("{{ 3 | gop_cot }}"), Inserted::Cell(Some(CellChange::Span(3))));
    assert_eq!(cell("{{ gop_doc(dau=false) }}"), Inserted::Cell(Some(CellChange::MergedAbove)));
    assert_eq!(cell("{{ '' | mau_o }}"), Inserted::Cell(None));
}

#[test]
fn a_filter_after_an_inserting_one_is_told_about() {
    let message = fault("{{ x | anh | upper }}", &serde_json::json!({"x": "a.png"}));
    assert!(message.contains("bị một bộ lọc khác làm hỏng"), "{message}");
}

#[test]
fn control_characters_are_refused_in_every_text() {
    let data = serde_json::json!({"x": "a\u{1}b"});
    for template in ["{{ x | dinh_dang }}", "{{ 'https://a.vn' | lien_ket(chu=x) }}", "{{ 'a.png' | anh(mo_ta=x) }}"] {
        assert!(fault(template, &data).contains("U+0001"), "{template}");
    }
}

#[test]
fn a_document_stands_alone_in_its_paragraph() {
    assert!(gives_blocks("x.y | default(value='') | tai_lieu"));
    assert!(!gives_blocks("tai_lieu | upper") && !gives_blocks("x | tai_lieu_khac"));
}
