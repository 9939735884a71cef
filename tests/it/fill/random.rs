//! What must hold of any template: drawn at random, with a model that says what comes out.

use proptest::prelude::*;
use serde_json::json;
use tera::Context;
use thidua::docx::{DocxView, dump};

use super::package::document;
use super::{Beside, fill, sound};

fn made(body: &str, data: &serde_json::Value) -> Result<Vec<u8>, String> {
    fill(document(body), &Context::from_serialize(data).unwrap(), &Beside(std::path::PathBuf::new()))
}

fn lines(bytes: &[u8]) -> Vec<String> {
    let text = DocxView::read(bytes).unwrap().text();
    text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn run(text: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{}</w:t></w:r>"#, escaped(text))
}

fn paragraph(text: &str) -> String {
    format!("<w:p>{}</w:p>", run(text))
}

// ---- a document without tags

/// Letters that cannot make a tag, with some that XML must escape.
fn plain_text() -> impl Strategy<Value = String> {
    "[a-zàáđêôơư &<>\"' .;#%🎖\u{a0}]{0,12}( \\{ | \\} )?[a-zà &<>.;🎖\u{a0}]{0,12}"
}

fn plain_body() -> impl Strategy<Value = String> {
    let run = (plain_text(), any::<bool>(), any::<bool>()).prop_map(|(text, bold, tab)| {
        let (bold, tab) = (if bold { "<w:rPr><w:b/></w:rPr>" } else { "" }, if tab { "<w:tab/>" } else { "" });
        format!(r#"<w:r>{bold}{tab}<w:t xml:space="preserve">{}</w:t></w:r>"#, escaped(&text))
    });
    let one = proptest::collection::vec(run, 0..4).prop_map(|runs| format!("<w:p>{}</w:p>", runs.concat())).boxed();
    let cells = proptest::collection::vec(one.clone(), 2);
    let row = cells.prop_map(|cells| format!("<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>", cells[0], cells[1]));
    let table = proptest::collection::vec(row, 1..3).prop_map(|rows| {
        format!("<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{}</w:tbl>", rows.concat())
    });
    proptest::collection::vec(prop_oneof![3 => one, 1 => table], 0..6).prop_map(|blocks| blocks.concat())
}

// ---- a tag split over runs

/// Paragraphs with tags of every kind; each is one run until it is split.
const TAGGED: &[&str] = &[
    "Kính gửi {{ ten }} và {{ ds[0].x | upper }}!",
    "{% for m in ds %}",
    "{{ loop.index }}. {{ m.x }}{% if not loop.last %};{% else %}.{% endif %}",
    "{% endfor %}",
    "{# ghi chú #}{{ ds | length }} mục, {{ 'nối' ~ \" \" ~ ten }}",
    "{%p if co %}",
    "{{ ten | replace(from=\"An\", to='&<>') }}{% set a = 1 %}{{ a }}",
    "{%p endif %}",
];

/// What Word puts between runs without meaning anything by it.
const NOISE: &[&str] = &[
    "",
    r#"<w:proofErr w:type="spellStart"/>"#,
    r#"<w:proofErr w:type="gramEnd"/>"#,
    "<w:r/>",
    "<w:r><w:lastRenderedPageBreak/></w:r>",
    "<!-- x -->",
];

/// A paragraph cut at some places, with noise at each cut.
fn split(text: &str, cuts: &[(usize, usize)]) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut places: Vec<(usize, usize)> = cuts.iter().map(|(at, noise)| (at % (letters.len() + 1), *noise)).collect();
    places.sort_unstable();
    let mut body = String::from("<w:p>");
    let mut from = 0;
    for (at, noise) in places {
        body.push_str(&run(&letters[from..at].iter().collect::<String>()));
        body.push_str(NOISE[noise % NOISE.len()]);
        from = at;
    }
    body.push_str(&run(&letters[from..].iter().collect::<String>()));
    body + "</w:p>"
}

// ---- loops in loops

/// A piece of a template whose filling is known.
#[derive(Debug, Clone)]
enum Piece {
    Text(usize),
    Inline(usize),
    Loop(usize, Vec<Piece>),
    Choice(bool, Vec<Piece>, Vec<Piece>),
    Table(Vec<Row>),
}

#[derive(Debug, Clone)]
enum Row {
    Plain(Vec<Piece>, Vec<Piece>),
    /// A loop from the first cell of a row to its last.
    Own(usize, Vec<Piece>),
    /// A loop by tags in rows of their own.
    Apart(usize, Vec<Row>),
    Kept(bool),
}

fn piece() -> impl Strategy<Value = Piece> {
    let leaf = prop_oneof![(0..9usize).prop_map(Piece::Text), (0..4usize).prop_map(Piece::Inline)];
    leaf.prop_recursive(4, 24, 3, |inner| {
        let some = proptest::collection::vec(inner, 0..3).boxed();
        prop_oneof![
            (0..4usize, some.clone()).prop_map(|(times, body)| Piece::Loop(times, body)),
            (any::<bool>(), some.clone(), some.clone()).prop_map(|(on, yes, no)| Piece::Choice(on, yes, no)),
            proptest::collection::vec(row(some), 1..4).prop_map(Piece::Table),
        ]
    })
}

fn row(pieces: BoxedStrategy<Vec<Piece>>) -> impl Strategy<Value = Row> {
    let leaf = prop_oneof![
        (pieces.clone(), pieces.clone()).prop_map(|(one, two)| Row::Plain(one, two)),
        (0..4usize, pieces).prop_map(|(times, body)| Row::Own(times, body)),
        any::<bool>().prop_map(Row::Kept),
    ];
    leaf.prop_recursive(2, 6, 2, |inner| {
        (0..4usize, proptest::collection::vec(inner, 0..3)).prop_map(|(times, rows)| Row::Apart(times, rows))
    })
}

/// The lists have as many items as their names say.
fn lists() -> serde_json::Value {
    json!({ "d0": [], "d1": [1], "d2": [1, 2], "d3": [1, 2, 3], "dung": true, "sai": false })
}

fn body(pieces: &[Piece]) -> String {
    pieces.iter().map(xml).collect()
}

fn xml(piece: &Piece) -> String {
    match piece {
        Piece::Text(n) => paragraph(&format!("chữ {n} {{{{ d3[0] }}}}")),
        Piece::Inline(times) => paragraph(&format!("[{{% for x in d{times} %}}{{{{ x }}}}{{% endfor %}}]")),
        Piece::Loop(times, inner) => {
            paragraph(&format!("{{% for x in d{times} %}}")) + &body(inner) + &paragraph("{% endfor %}")
        }
        Piece::Choice(on, yes, no) => {
            let name = if *on { "dung" } else { "sai" };
            let (start, middle) = (paragraph(&format!("{{% if {name} %}}")), paragraph("{% else %}"));
            start + &body(yes) + &middle + &body(no) + &paragraph("{% endif %}")
        }
        Piece::Table(rows) => {
            let rows: String = rows.iter().map(row_xml).collect();
            format!("<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{rows}</w:tbl>")
        }
    }
}

fn cells(one: &str, two: &str) -> String {
    format!("<w:tr><w:tc>{one}</w:tc><w:tc>{two}</w:tc></w:tr>")
}

fn row_xml(row: &Row) -> String {
    let end = || paragraph("hết");
    match row {
        Row::Plain(one, two) => {
            cells(&(body(one) + &end()), &(body(two) + &paragraph("{% if sai %}") + &paragraph("{% endif %}")))
        }
        Row::Own(times, inner) => cells(
            &(paragraph(&format!("{{% for x in d{times} %}}{{{{ x }}}}")) + &body(inner) + &end()),
            &paragraph("{{ x }}{% endfor %}"),
        ),
        Row::Apart(times, rows) => {
            let start = cells(&paragraph(&format!("{{% for y in d{times} %}}")), &paragraph(""));
            let rows: String = rows.iter().map(row_xml).collect();
            start + &rows + &cells(&paragraph("{% endfor %}"), &paragraph(""))
        }
        Row::Kept(on) => {
            let name = if *on { "dung" } else { "sai" };
            cells(&paragraph(&format!("{{% if {name} %}}giữ")), &paragraph("lại{% endif %}"))
        }
    }
}

fn expected(pieces: &[Piece], out: &mut Vec<String>) {
    for piece in pieces {
        match piece {
            Piece::Text(n) => out.push(format!("chữ {n} 1")),
            Piece::Inline(times) => out.push(format!("[{}]", (1..=*times).map(|x| x.to_string()).collect::<String>())),
            Piece::Loop(times, inner) => (0..*times).for_each(|_| expected(inner, out)),
            Piece::Choice(on, yes, no) => expected(if *on { yes } else { no }, out),
            Piece::Table(rows) => expected_rows(rows, out),
        }
    }
}

fn expected_rows(rows: &[Row], out: &mut Vec<String>) {
    for row in rows {
        match row {
            Row::Plain(one, two) => {
                expected(one, out);
                out.push("hết".to_owned());
                expected(two, out);
            }
            Row::Own(times, inner) => {
                for x in 1..=*times {
                    out.push(x.to_string());
                    expected(inner, out);
                    out.extend(["hết".to_owned(), x.to_string()]);
                }
            }
            Row::Apart(times, rows) => (0..*times).for_each(|_| expected_rows(rows, out)),
            Row::Kept(true) => out.extend(["giữ", "lại"].map(str::to_owned)),
            Row::Kept(false) => {}
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_document_without_tags_comes_back_the_same(body in plain_body()) {
        let before = document(&body);
        let after = made(&body, &json!({})).map_err(TestCaseError::fail)?;
        let [before, after] = [before, after].map(|bytes| dump(&DocxView::read(&bytes).unwrap()));
        prop_assert_eq!(before, after);
    }

    #[test]
    fn splitting_tags_over_runs_at_any_place_changes_nothing(
        cuts in proptest::collection::vec(proptest::collection::vec((any::<usize>(), any::<usize>()), 0..9), TAGGED.len()),
    ) {
        let data = json!({ "ten": "An & <Bình>", "ds": [{ "x": "một" }, { "x": "hai" }], "co": true });
        let whole: String = TAGGED.iter().map(|text| paragraph(text)).collect();
        let pieces: String = TAGGED.iter().zip(&cuts).map(|(text, cuts)| split(text, cuts)).collect();
        let whole = made(&whole, &data).map_err(TestCaseError::fail)?;
        let pieces = made(&pieces, &data).map_err(TestCaseError::fail)?;
        prop_assert_eq!(sound::faults(&pieces), Vec::<String>::new());
        prop_assert_eq!(lines(&whole), ["Kính gửi An & <Bình> và MỘT!", "1. một;", "2. hai.", "2 mục, nối An & <Bình>", "&<> & <Bình>1"]);
        prop_assert_eq!(dump(&DocxView::read(&whole).unwrap()), dump(&DocxView::read(&pieces).unwrap()));
    }

    #[test]
    fn loops_nested_at_random_give_a_sound_package_with_the_right_text(pieces in proptest::collection::vec(piece(), 1..5)) {
        let body = body(&pieces);
        let bytes = made(&body, &lists()).map_err(TestCaseError::fail)?;
        prop_assert_eq!(sound::faults(&bytes), Vec::<String>::new());
        let mut wanted = Vec::new();
        expected(&pieces, &mut wanted);
        prop_assert_eq!(lines(&bytes), wanted);
    }

    #[test]
    fn any_text_without_control_characters_prints_as_itself(value in "[^\\p{C}\\p{Z}]{1,30}") {
        let bytes = made(&paragraph("{{ x }}"), &json!({ "x": value })).map_err(TestCaseError::fail)?;
        prop_assert_eq!(sound::faults(&bytes), Vec::<String>::new());
        prop_assert_eq!(lines(&bytes), [value]);
    }

    #[test]
    fn any_text_in_a_paragraph_ends_in_findings_or_a_document(text in "[{}%# \"'|.a-e_0-9()\\[\\]“”<&-]{0,40}|(\\{\\{|\\}\\}|\\{%|%\\}|if|for|end|else|x| |in|set|\"|ds){0,16}") {
        let body = paragraph(&text) + &paragraph("{{ x }}");
        if let Ok(bytes) = made(&body, &json!({ "x": 1, "ds": [1] })) {
            prop_assert_eq!(sound::faults(&bytes), Vec::<String>::new());
        }
    }
}
