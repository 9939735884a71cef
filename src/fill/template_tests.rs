//! Small templates filled, and what stands in them afterwards.

use std::io::{Cursor, Read, Write};

use tera::Context;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::{NoFiles, WordTemplate};

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
const RELS: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

/// Packs a Word file whose body is given.
pub fn docx(body: &str) -> Vec<u8> {
    let document = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>"#
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("[Content_Types].xml", TYPES), ("_rels/.rels", RELS), ("word/document.xml", &document)] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Returns the body of a filled file.
pub fn body(bytes: &[u8]) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut text).unwrap();
    text.split_once("<w:body>").unwrap().1.split_once("</w:body>").unwrap().0.to_owned()
}

/// A paragraph of one run.
pub fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A table of rows of cells of one paragraph.
pub fn table(rows: &[&[&str]]) -> String {
    let row = |cells: &&[&str]| {
        let cells: String = cells.iter().map(|text| format!("<w:tc>{}</w:tc>", p(text))).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

/// The data of most tests: people `ds` with `ten` and `so`, and `ten`.
pub fn data() -> Context {
    let text = r#"{"ten": "A & B", "co": true, "khong": false, "ds": [{"ten": "Một", "so": 1}, {"ten": "Hai", "so": 2}], "rong": []}"#;
    Context::from_serialize(&serde_json::from_str::<serde_json::Value>(text).unwrap()).unwrap()
}

/// Fills a body with [`data`].
pub fn filled(text: &str) -> String {
    let template = WordTemplate::compile("mau.docx", docx(text)).unwrap();
    let text = body(&template.fill(&data(), &NoFiles).unwrap());
    text.replace(" xml:space=\"preserve\"", "")
}

/// Returns the messages of a template with faults.
pub fn faults(text: &str) -> Vec<String> {
    let faults = WordTemplate::compile("mau.docx", docx(text)).unwrap_err();
    faults.into_iter().map(|fault| format!("{} {}", fault.code.id, fault.message)).collect()
}

#[test]
fn a_value_takes_the_place_of_its_tag_and_is_escaped() {
    assert_eq!(filled(&p("Ông {{ ten }}!")), p("Ông A &amp; B!"));
}

#[test]
fn a_tag_split_over_runs_has_the_format_of_the_first() {
    let runs = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>x {</w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:r><w:t>{ t</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>en }} y</w:t></w:r></w:p>";
    let expected = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>x A &amp; B</w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:r><w:rPr><w:i/></w:rPr><w:t> y</w:t></w:r></w:p>";
    assert_eq!(filled(runs), expected);
}

#[test]
fn tags_alone_in_their_paragraphs_repeat_paragraphs() {
    let text = [p("{% for x in ds %}"), p("- {{ x.ten }}"), p("{% endfor %}"), p("hết")].concat();
    assert_eq!(filled(&text), [p("- Một"), p("- Hai"), p("hết")].concat());
}

#[test]
fn tags_in_one_paragraph_repeat_text() {
    assert_eq!(filled(&p("{% for x in ds %}{{ x.ten }}; {% endfor %}hết")), p("Một; Hai; hết"));
}

#[test]
fn tags_in_one_paragraph_over_runs_repeat_whole_runs() {
    let run = |text: &str| format!("<w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r>");
    let text = format!("<w:p>{}{}{}</w:p>", run("a{% for x in ds %}b"), run("{{ x.so }}"), run("c{% endfor %}d"));
    let expected = ["a", "b", "1", "c", "b", "2", "c", "d"].map(run).concat();
    assert_eq!(filled(&text), format!("<w:p>{expected}</w:p>"));
}

#[test]
fn tags_in_the_first_and_last_cell_repeat_the_row() {
    let text = table(&[&["a", "b"], &["{% for x in ds %}{{ x.so }}", "{{ x.ten }}{% endfor %}"]]);
    assert_eq!(filled(&text), table(&[&["a", "b"], &["1", "Một"], &["2", "Hai"]]));
}

#[test]
fn tags_alone_in_rows_repeat_rows() {
    let text = table(&[&["{%tr for x in ds %}", ""], &["{{ x.so }}", "{{ x.ten }}"], &["{%tr endfor %}", ""]]);
    assert_eq!(filled(&text), table(&[&["1", "Một"], &["2", "Hai"]]));
}

#[test]
fn ends_in_unrelated_places_are_a_fault_that_names_both() {
    let found = faults(&[p("x {% for x in ds %}"), p("{{ x.ten }}{% endfor %}")].concat());
    assert_eq!(
        found,
        [
            "DM05 hai đầu của khối không khớp chỗ: {% for x in ds %} ở thân văn bản, đoạn 1; {% endfor %} ở thân văn bản, đoạn 2"
        ]
    );
}

#[test]
fn all_faults_are_found_at_once() {
    let text = [p("{{ a"), p("b }}"), p("{% if a %}"), p("{% endfor %}")].concat();
    let codes: Vec<String> = faults(&text).iter().map(|fault| fault[..4].to_owned()).collect();
    assert_eq!(codes, ["DM02", "DM02", "DM04"]);
}
