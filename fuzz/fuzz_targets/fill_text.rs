//! Any text as the paragraphs of a Word template, a line each, with `|` where a run or a cell ends: the finding of tags,
//! their scopes, Tera, and the writing of the XML.

#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use serde_json::json;
use tera::Context;
use thidua::docx::DocxView;
use thidua::fill::{NoFiles, WordTemplate};
use thidua_fuzz::package;

fuzz_target!(|text: &str| -> Corpus {
    // A template may loop for as long as it likes: that is known, and not what is looked for.
    if text.contains("range") || text.chars().any(|c| (c.is_control() && c != '\n') || c > '\u{fffd}') {
        return Corpus::Reject;
    }
    let data =
        json!({ "x": "một & <hai>", "n": 3, "co": true, "ds": [{ "a": 1 }, { "a": 2 }], "rong": [], "trong": null });
    let data = Context::from_serialize(&data).expect("the data is a map");
    let Ok(template) = WordTemplate::compile("mau.docx", document(text)) else { return Corpus::Keep };
    let _ = (template.variables(), template.missing(&data));
    if let Ok(filled) = template.fill(&data, &NoFiles) {
        DocxView::read(&filled).expect("what we write can be read");
    }
    Corpus::Keep
});

/// Lines are paragraphs with `|` between runs; lines that begin with `#` are rows with `|` between cells.
fn document(text: &str) -> Vec<u8> {
    let mut body = String::new();
    let mut table = false;
    for line in text.lines() {
        let cells = line.strip_prefix('#');
        match (table, cells.is_some()) {
            (false, true) => body.push_str("<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"),
            (true, false) => body.push_str("</w:tbl>"),
            _ => {}
        }
        table = cells.is_some();
        match cells {
            Some(cells) => {
                let cell = |text| format!("<w:tc><w:p>{}</w:p></w:tc>", run(text));
                body.push_str(&format!("<w:tr>{}</w:tr>", cells.split('|').map(cell).collect::<String>()));
            }
            None => body.push_str(&format!("<w:p>{}</w:p>", line.split('|').map(run).collect::<String>())),
        }
    }
    if table {
        body.push_str("</w:tbl>");
    }
    package(&format!(
        r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}<w:p/></w:body></w:document>"#
    ))
}

fn run(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}
