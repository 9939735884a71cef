//! Values inserted by whole templates.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use tera::Context;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::super::{Files, WordTemplate};
use crate::diag::Diagnostic;
use crate::image::tests::png_of;

const NAMES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;
const LISTS: &str = r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;

/// Makes a .docx with this body and a header.
fn docx(body: &str, header: &str) -> Vec<u8> {
    let base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let links = |links: &[(&str, &str)]| {
        let link = |(number, (kind, target)): (usize, &(&str, &str))| {
            format!("<Relationship Id=\"rId{number}\" Type=\"{base}/{kind}\" Target=\"{target}\"/>")
        };
        let links: String = links.iter().enumerate().map(link).collect();
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{links}</Relationships>"
        )
    };
    let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let of = |part: &str| {
        format!(
            "<Override PartName=\"/word/{part}.xml\" ContentType=\"{kind}.{}+xml\"/>",
            if part == "document" { "document.main" } else { part }
        )
    };
    let types = ["document", "header", "numbering"].map(of).concat();
    let part = |root: &str, inside: &str| format!("<w:{root} {NAMES}>{inside}</w:{root}>");
    let entries = [
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>{types}</Types>"
            ),
        ),
        ("_rels/.rels", links(&[("officeDocument", "word/document.xml")])),
        ("word/_rels/document.xml.rels", links(&[("header", "header.xml"), ("numbering", "numbering.xml")])),
        ("word/document.xml", part("document", &format!("<w:body>{body}</w:body>"))),
        ("word/header.xml", part("hdr", header)),
        ("word/numbering.xml", part("numbering", LISTS)),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in entries {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

struct Folder;

impl Files for Folder {
    fn read(&self, path: &str, _most: u64) -> std::io::Result<Vec<u8>> {
        match path {
            "a.png" => Ok(png_of(300, 400, None)),
            "con.docx" => Ok(docx(
                "<w:p><w:r><w:t>con</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
                "<w:p/>",
            )),
            _ => Err(std::io::ErrorKind::NotFound.into()),
        }
    }
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r></w:p>")
}

fn try_filled(body: &str, header: &str, data: &serde_json::Value) -> Result<BTreeMap<String, String>, Vec<Diagnostic>> {
    let template = WordTemplate::compile("mau.docx", docx(body, header))?;
    let context = Context::from_serialize(data).unwrap();
    let fill = || template.fill(&context, &Folder).map_err(|fault| vec![*fault]);
    let bytes = fill()?;
    assert_eq!(bytes, fill()?, "the same bytes twice");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let count = archive.len();
    let read = |index| {
        let mut entry = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        (entry.name().to_owned(), String::from_utf8_lossy(&bytes).into_owned())
    };
    Ok((0..count).map(read).collect())
}

fn filled(body: &str, data: &serde_json::Value) -> String {
    let part = try_filled(body, "<w:p/>", data).unwrap().remove("word/document.xml").unwrap();
    let (_, rest) = part.split_once("<w:body>").unwrap();
    rest.split("</w:body>").next().unwrap().to_owned()
}

fn fault(body: &str, data: &serde_json::Value) -> String {
    let mut faults = try_filled(body, "<w:p/>", data).unwrap_err();
    assert_eq!(faults.len(), 1);
    faults.remove(0).message
}

#[test]
fn a_picture_stands_between_the_runs_that_were_one() {
    let made = filled(&p("trước {{ x | anh(rong=30) }} sau"), &serde_json::json!({"x": "a.png"}));
    let run = "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">";
    assert!(made.starts_with(&format!("<w:p>{run}trước </w:t></w:r><w:r><w:drawing>")), "{made}");
    assert!(made.ends_with(&format!("</w:drawing></w:r>{run} sau</w:t></w:r></w:p>")), "{made}");
}

#[test]
fn a_header_has_relationships_of_its_own_and_the_picture_is_stored_once() {
    let tag = p("{{ x | anh }}");
    let parts = try_filled(&tag, &tag, &serde_json::json!({"x": "a.png"})).unwrap();
    for part in ["word/_rels/header.xml.rels", "word/_rels/document.xml.rels"] {
        assert!(parts[part].contains("Target=\"media/anh1.png\""), "{}", parts[part]);
    }
    assert_eq!(parts.keys().filter(|name| name.contains("media")).count(), 1);
    assert!(parts["[Content_Types].xml"].contains("Extension=\"png\""));
}

#[test]
fn a_template_that_inserts_nothing_this_time_keeps_its_parts() {
    let parts = try_filled(&p("{{ x | anh }}"), "<w:p/>", &serde_json::json!({"x": ""})).unwrap();
    assert_eq!(parts.len(), 6);
    assert!(!parts["[Content_Types].xml"].contains("png"));
}

#[test]
fn the_picture_of_a_placeholder_is_replaced_in_every_repetition() {
    let drawing = "<w:p><w:r><w:drawing><wp:inline><wp:extent cx=\"900\" cy=\"1200\"/><wp:docPr id=\"1\" name=\"A\" descr=\"{{ n.x | anh }}\"/>\
        <a:graphic><a:blip r:embed=\"rId9\"/></a:graphic></wp:inline></w:drawing></w:r></w:p>";
    let body = format!("{}{drawing}{}", p("{% for n in ds %}"), p("{% endfor %}"));
    let made = filled(&body, &serde_json::json!({"ds": [{"x": "a.png"}, {"x": ""}, {"x": "a.png"}]}));
    assert_eq!(made.matches("r:embed=\"rIdThem1\"").count(), 2, "{made}");
    assert!(made.contains("id=\"1000002\"") && made.contains("id=\"1000003\"") && !made.contains("rId9"), "{made}");
    assert_eq!(made.matches("<w:drawing>").count(), 2);
}

#[test]
fn a_document_takes_the_place_of_its_paragraph_and_a_cell_still_ends_with_one() {
    let inside = "<w:p><w:r><w:t>con</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>";
    let data = serde_json::json!({"x": "con.docx"});
    assert_eq!(filled(&(p("a") + &p(" {{ x | tai_lieu }} ")), &data), p("a") + inside);
    let cell = |inside: &str| format!("<w:tbl><w:tr><w:tc>{inside}</w:tc></w:tr></w:tbl>");
    assert_eq!(filled(&cell(&p("{{ x | tai_lieu }}")), &data), cell(&format!("{inside}<w:p/>")));
    assert_eq!(filled(&cell(&p("{{ x | tai_lieu }}")), &serde_json::json!({"x": ""})), cell("<w:p/>"));
}

#[test]
fn a_document_beside_other_text_is_refused_when_the_template_is_compiled() {
    let message = fault(&p("a {{ x | tai_lieu }}"), &serde_json::json!({"x": "con.docx"}));
    assert_eq!(message, "thẻ chèn văn bản (tai_lieu) phải đứng một mình trong đoạn");
}

#[test]
fn a_list_begins_again_where_the_template_says_so() {
    let item = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>{{ y }}</w:t></w:r></w:p>";
    let item = item.to_owned();
    let body = [
        p("{% for n in ds %}"),
        p("{{ danh_so_lai() }}"),
        p("{% for y in n %}"),
        item,
        p("{% endfor %}"),
        p("{% endfor %}"),
    ];
    let parts = try_filled(&body.concat(), "<w:p/>", &serde_json::json!({"ds": [["a", "b"], ["c"]]})).unwrap();
    let numbers: Vec<&str> =
        parts["word/document.xml"].split("<w:numId w:val=\"").skip(1).map(|rest| &rest[..1]).collect();
    assert_eq!(numbers, ["2", "2", "3"]);
    assert!(parts["word/numbering.xml"].contains("<w:num w:numId=\"3\">"));
}

#[test]
fn cells_take_colour_and_merging_from_docxtpl_s_tags_and_from_ours() {
    let row = |cells: &[&str]| {
        let cell = |text: &&str| format!("<w:tc><w:tcPr><w:vAlign w:val=\"center\"/></w:tcPr>{}</w:tc>", p(text));
        format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cells.iter().map(cell).collect::<String>())
    };
    let body =
        row(&["{% for x in ds %}{% vm %}{{ x }}", "{% cellbg x %}m", "{{ 'do' | mau_o }}{% colspan 2 %}{% endfor %}"]);
    let made = filled(&body, &serde_json::json!({"ds": ["00FF00", ""]}));
    let cells: Vec<&str> = made.split("<w:tc>").skip(1).map(|cell| cell.split("</w:tcPr>").next().unwrap()).collect();
    let centre = "<w:vAlign w:val=\"center\"/>";
    let fill = |colour: &str| format!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{colour}\"/>");
    let last = format!("<w:tcPr><w:gridSpan w:val=\"2\"/>{}{centre}", fill("C00000"));
    let wanted = [
        format!("<w:tcPr><w:vMerge w:val=\"restart\"/>{centre}"),
        format!("<w:tcPr>{}{centre}", fill("00FF00")),
        last.clone(),
        format!("<w:tcPr><w:vMerge/>{centre}"),
        format!("<w:tcPr>{centre}"),
        last,
    ];
    assert_eq!(cells, wanted);
    assert!(
        fault(&p("{{ 'do' | mau_o }}"), &serde_json::json!({}))
            .starts_with("thẻ đổi màu hoặc gộp ô không nằm trong ô nào")
    );
}

#[test]
fn cells_of_a_loop_merged_across_leave_the_first_over_all_columns() {
    let loops = |inside: &str| format!("{{%tc for x in ds %}}{inside}{{{{ x }}}}{{%tc endfor %}}");
    let table = |inside: &str| format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", p(&loops(inside)));
    let made = filled(&table("{% hm %}"), &serde_json::json!({"ds": ["a", "b", "c"]}));
    assert_eq!(made.matches("<w:tc>").count(), 1, "{made}");
    assert!(made.contains("<w:tc><w:tcPr><w:gridSpan w:val=\"3\"/></w:tcPr><w:p>") && !made.contains(">b<"), "{made}");
    assert_eq!(made.matches("</w:tc>").count(), 1, "{made}");
}

#[test]
fn a_colour_under_a_condition_is_there_only_when_it_holds() {
    let cell = format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", p("{% if x %}{{ 'do' | mau_o }}{% endif %}a"));
    assert!(filled(&cell, &serde_json::json!({"x": true})).contains("C00000"));
    assert!(!filled(&cell, &serde_json::json!({"x": false})).contains("tcPr"));
}

#[test]
fn what_cannot_be_inserted_is_told_with_the_tag() {
    let faults = try_filled(&p("{{ x | anh }}"), "<w:p/>", &serde_json::json!({"x": "k.png"})).unwrap_err();
    assert_eq!(faults[0].message, "không có tệp ảnh “k.png”, khi điền thẻ {{ x | anh }}");
    assert_eq!(faults[0].hints, ["kiểm tra tên tệp; đường dẫn tính từ thư mục chứa tệp dữ liệu"]);
    let link = "<w:p><w:hyperlink w:tooltip=\"{{ x | anh }}\"><w:r><w:t>a</w:t></w:r></w:hyperlink></w:p>";
    assert!(fault(link, &serde_json::json!({"x": "a.png"})).starts_with("chỗ này chỉ nhận chữ"));
}

#[test]
fn a_value_that_is_missing_is_told_by_its_name_not_by_the_filter() {
    let template = WordTemplate::compile("mau.docx", docx(&p("{{ x.y | anh }}{{ z | lien_ket }}"), "<w:p/>")).unwrap();
    let data = Context::from_serialize(&serde_json::json!({"x": {}, "z": null})).unwrap();
    let messages: Vec<String> = template.missing(&data).into_iter().map(|fault| fault.message).collect();
    assert_eq!(messages, ["dữ liệu không có “x.y”", "“z” để trống trong dữ liệu"]);
}
