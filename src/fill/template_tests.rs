//! Small templates filled, and what stands in them afterwards.

use std::io::{Cursor, Read, Write};

use tera::Context;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use proptest::prelude::*;

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
        let cells: Vec<String> = cells.iter().map(|text| format!("<w:tc>{}</w:tc>", p(text))).collect();
        format!("<w:tr>{}</w:tr>", cells.concat())
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
    let expected = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>x A &amp; B</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t> y</w:t></w:r></w:p>";
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

#[test]
fn tags_alone_in_paragraphs_that_make_a_cell_empty_leave_one_paragraph() {
    let cell = |inside: &str| format!("<w:tbl><w:tr><w:tc>{inside}</w:tc></w:tr></w:tbl>");
    let text = cell(&[p("{% if khong %}"), p("x"), p("{% endif %}")].concat());
    assert_eq!(filled(&text), cell("<w:p/>"));
    let inner = table(&[&["a"]]);
    let text = cell(&[inner.clone(), p("{% if khong %}"), p("x"), p("{% endif %}")].concat());
    assert_eq!(filled(&text), cell(&format!("{inner}<w:p/>")));
}

#[test]
fn a_table_that_loses_all_its_rows_is_left_out() {
    let text = table(&[&["{% for x in rong %}{{ x }}", "{% endfor %}"]]);
    assert_eq!(filled(&[p("a"), text, p("b")].concat()), [p("a"), p("b")].concat());
}

#[test]
fn cells_are_repeated_with_their_columns() {
    let grid = |columns: usize| format!("<w:tblGrid>{}</w:tblGrid>", "<w:gridCol w:w=\"1\"/>".repeat(columns));
    let rows = |cells: &[&str]| table(&[cells]).replace("<w:tbl>", "").replace("</w:tbl>", "");
    let text =
        format!("<w:tbl>{}{}</w:tbl>", grid(4), rows(&["Tên", "{%tc for x in ds %}", "{{ x.ten }}", "{%tc endfor %}"]));
    assert_eq!(filled(&text), format!("<w:tbl>{}{}</w:tbl>", grid(3), rows(&["Tên", "Một", "Hai"])));
}

#[test]
fn ids_are_not_repeated() {
    let text = [
        p("{% for x in ds %}"),
        "<w:p w14:paraId=\"1\" xmlns:w14=\"u\"><w:bookmarkStart w:id=\"7\" w:name=\"n\"/><w:bookmarkEnd w:id=\"7\"/></w:p>".to_owned(),
        p("{% endfor %}"),
    ];
    let one = |id: u32, name: &str| {
        format!(
            "<w:p xmlns:w14=\"u\"><w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/><w:bookmarkEnd w:id=\"{id}\"/></w:p>"
        )
    };
    assert_eq!(filled(&text.concat()), [one(7, "n"), one(8, "n_2")].concat());
}

#[test]
fn a_merge_whose_first_row_is_left_out_begins_in_the_next() {
    let row = |merge: &str, tags: [&str; 2]| {
        format!("<w:tr><w:tc><w:tcPr>{merge}</w:tcPr>{}</w:tc><w:tc>{}</w:tc></w:tr>", p(tags[0]), p(tags[1]))
    };
    let restart = "<w:vMerge w:val=\"restart\"/>";
    let text = format!(
        "<w:tbl>{}{}{}</w:tbl>",
        row(restart, ["{% if khong %}", "{% endif %}"]),
        row("<w:vMerge/>", ["", "b"]),
        row("<w:vMerge/>", ["", "c"])
    );
    let expected = format!("<w:tbl>{}{}</w:tbl>", row(restart, ["", "b"]), row("<w:vMerge/>", ["", "c"]));
    assert_eq!(filled(&text), expected.replace("<w:t></w:t>", "<w:t/>"));
}

#[test]
fn a_tracked_change_that_is_cut_in_two_keeps_its_id_once() {
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let text = format!("<w:p><w:ins w:id=\"4\">{}</w:ins>{}</w:p>", run("a{% if co %}b"), run("c{% endif %}d"));
    let (first, second) = ("<w:ins w:id=\"4\">", "<w:ins w:id=\"5\">");
    let expected =
        format!("<w:p>{first}{}</w:ins>{second}{}</w:ins>{}{}</w:p>", run("a"), run("b"), run("c"), run("d"));
    assert_eq!(filled(&text), expected);
}

#[test]
fn a_block_that_would_cut_a_content_control_is_a_fault() {
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let control = format!("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", run("{% if co %}b"));
    let found = faults(&format!("<w:p>{control}{}</w:p>", run("c{% endif %}d")));
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("DM05 "), "{found:?}");
}

#[test]
fn a_section_that_ends_with_a_control_tag_stays_outside_the_loop() {
    let section = |text: &str| {
        let text = if text.is_empty() { String::new() } else { format!("<w:r><w:t>{text}</w:t></w:r>") };
        format!("<w:p><w:pPr><w:sectPr/></w:pPr>{text}</w:p>")
    };
    let text = [section("{% for x in ds %}"), p("{{ x.so }}"), section("{% endfor %}"), p("hết")].concat();
    assert_eq!(filled(&text), [section(""), p("1"), p("2"), section(""), p("hết")].concat());
}

#[test]
fn a_bookmark_over_a_loop_stays_round_it() {
    let (start, end) = ("<w:bookmarkStart w:id=\"1\" w:name=\"n\"/>", "<w:bookmarkEnd w:id=\"1\"/>");
    let with = |mark: &str, text: &str| p(text).replace("<w:p>", &format!("<w:p>{mark}"));
    let text = [with(start, "{% For x in ds %}"), p("{{ x.so }}"), with(end, "{% Endfor %}")].concat();
    assert_eq!(filled(&text), [start.to_owned(), p("1"), p("2"), end.to_owned()].concat());
}

#[test]
fn a_tag_alone_in_a_paragraph_of_the_first_cell_leaves_no_blank_line() {
    let cell = |inside: &[String]| format!("<w:tc>{}</w:tc>", inside.concat());
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let text = row(&[cell(&[p("{% for x in ds %}"), p("{{ x.so }}")]), cell(&[p("{{ x.ten }}"), p("{% endfor %}")])]);
    let made = |so: &str, ten: &str| row(&[cell(&[p(so)]), cell(&[p(ten)])]);
    let table = |rows: String| format!("<w:tbl>{rows}</w:tbl>");
    assert_eq!(filled(&table(text)), table([made("1", "Một"), made("2", "Hai")].concat()));
}

#[test]
fn breaks_and_tabs_of_a_value_are_those_of_word() {
    let template = WordTemplate::compile("mau.docx", docx(&p("{{ x }}"))).unwrap();
    let mut data = Context::new();
    data.insert("x", "a\r\nb\tc 1\u{2011}2");
    let text = body(&template.fill(&data, &NoFiles).unwrap()).replace(" xml:space=\"preserve\"", "");
    assert_eq!(text, p("a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c 1</w:t><w:noBreakHyphen/><w:t>2"));
}

#[test]
fn what_is_missing_is_found_at_once_with_the_number_of_the_item() {
    let text = [p("{{ tem }}"), p("{% for x in ds %}{{ x.tuoi }}{% endfor %}"), p("{{ co.a | default(value=1) }}")];
    let template = WordTemplate::compile("mau.docx", docx(&text.concat())).unwrap();
    let missing: Vec<String> = template.missing(&data()).into_iter().map(|fault| fault.message).collect();
    assert_eq!(missing, ["dữ liệu không có “tem”", "dữ liệu không có “ds[1].tuoi”"]);
    assert_eq!(template.fill(&data(), &NoFiles).unwrap_err().message, "dữ liệu không có “tem”");
}

#[test]
fn null_is_missing_unless_a_default_is_given() {
    let fill = |text: &str| {
        let template = WordTemplate::compile("mau.docx", docx(&p(text))).unwrap();
        let mut data = Context::new();
        data.insert("x", &None::<u8>);
        template.fill(&data, &NoFiles).map(|bytes| body(&bytes).contains("trống")).map_err(|fault| fault.message)
    };
    assert_eq!(fill("{{ x }}"), Err("“x” để trống trong dữ liệu".to_owned()));
    assert_eq!(fill("{{ x | default(value='trống') }}"), Ok(true));
}

#[test]
fn variables_are_listed_with_their_paths() {
    let text = [p("{{ ten }} {{ a.b }}"), p("{% for x in ds %}{{ x.ten }}{% set y = x.so %}{{ y }}{% endfor %}")];
    let template = WordTemplate::compile("mau.docx", docx(&text.concat())).unwrap();
    let found: Vec<(String, bool)> = template.variables().into_iter().map(|one| (one.path, one.list)).collect();
    let expected = [("ten", false), ("a.b", false), ("ds", true), ("ds[].ten", false), ("ds[].so", false)];
    assert_eq!(found, expected.map(|(path, list)| (path.to_owned(), list)));
}

#[test]
fn a_value_cannot_forge_a_marker() {
    let template = WordTemplate::compile("mau.docx", docx(&p("{{ x }}"))).unwrap();
    let mut data = Context::new();
    data.insert("x", "\u{2}0\u{3}");
    let fault = template.fill(&data, &NoFiles).unwrap_err();
    assert_eq!(
        (fault.code.id, fault.message.as_str()),
        ("DM09", "giá trị “x” có ký tự điều khiển, không đặt được vào tệp Word")
    );
}

/// Splits text into runs of one look at these places, spelling marks between.
fn split(text: &str, cuts: &[usize]) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut at: Vec<usize> = cuts.iter().map(|cut| cut % (chars.len() + 1)).chain([0, chars.len()]).collect();
    at.sort_unstable();
    at.dedup();
    let run = |pair: &[usize]| {
        let piece: String = chars[pair[0]..pair[1]].iter().collect();
        format!("<w:r><w:t xml:space=\"preserve\">{piece}</w:t></w:r>")
    };
    let runs: Vec<String> = at.windows(2).map(run).collect();
    format!("<w:p>{}</w:p>", runs.join("<w:proofErr w:type=\"spellEnd\"/>"))
}

/// Returns the text of a body, paragraphs apart.
fn seen(body: &str) -> String {
    let ends = body.replace("</w:p>", "\n");
    let mut text = String::new();
    let mut inside = false;
    for c in ends.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text
}

proptest! {
    #[test]
    fn splitting_tags_over_runs_anywhere_changes_nothing(cuts in prop::collection::vec(0usize..400, 0..12)) {
        let lines = ["Ông {{ ten }} ở {% if co %}đây{% else %}kia{% endif %}.", "{% for x in ds %}", "{{ x.so }}. {{ x.ten | upper }}", "{% endfor %}", "{% for x in ds %}{{ x.so }}, {% endfor %}hết"];
        let whole: String = lines.iter().map(|line| p(line)).collect();
        let cut: String = lines.iter().map(|line| split(line, &cuts)).collect();
        prop_assert_eq!(seen(&filled(&cut)), seen(&filled(&whole)));
    }
}

#[test]
fn a_template_of_thousands_of_tags_is_compiled_in_good_time() {
    let row = ["{{ ten }}", "{% if co %}x{% endif %}", "{{ ds.0.ten }}"];
    let text = table(&vec![row.as_slice(); 1_500]);
    assert_eq!(filled(&text).matches("Một").count(), 1_500);
}
