//! Changes tracked between two texts; what accepting and rejecting leaves is read by the reader of Word files.

use proptest::prelude::*;

use super::*;
use crate::ooxml::xml::{Element, Tree as Xml};

const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn document(body: &str) -> String {
    format!("<w:document xmlns:w=\"{NAMESPACE}\"><w:body>{body}<w:sectPr/></w:body></w:document>")
}

fn merged(before: &str, after: &str) -> String {
    let stamp = " w:author=\"A\" w:date=\"2021-01-01T00:00:00Z\"".to_owned();
    let known = Known { styles: HashSet::new(), same_lists: true };
    merge(&document(before), &document(after), known, stamp).expect("both are texts")
}

/// Returns the paragraphs that stay when changes of this kind are left out: `del` when accepting, `ins` when rejecting.
fn without(text: &str, kind: &str) -> Vec<String> {
    let tree = Xml::parse(text.as_bytes()).expect("it is XML");
    let mut lines = Vec::new();
    place(tree.root().w_child("body").expect("a body"), kind, &mut lines);
    lines
}

fn place(parent: Element, kind: &str, lines: &mut Vec<String>) {
    let mut carried = String::new();
    for child in parent.children() {
        match child.w() {
            "p" => {
                let mark = child.w_child("pPr").and_then(|props| props.w_child("rPr")?.w_child(kind));
                carried.push_str(&words(child, kind));
                if mark.is_none() {
                    lines.push(std::mem::take(&mut carried));
                }
            }
            "tbl" => {
                for row in child.children().filter(|row| row.w() == "tr") {
                    if row.w_child("trPr").and_then(|props| props.w_child(kind)).is_none() {
                        row.children().filter(|cell| cell.w() == "tc").for_each(|cell| place(cell, kind, lines));
                    }
                }
            }
            _ => {}
        }
    }
    assert_eq!(carried, "", "text is left behind the last paragraph of its place");
}

fn words(parent: Element, kind: &str) -> String {
    let part = |child: Element| match child.w() {
        "t" | "delText" => child.text(),
        "tab" => "\t".to_owned(),
        name if name == kind || name == "pPr" => String::new(),
        _ => words(child, kind),
    };
    parent.children().map(part).collect()
}

/// Fails unless accepting gives the later lines, and rejecting the earlier ones.
fn holds(before: &str, after: &str) -> String {
    let text = merged(before, after);
    assert_eq!(without(&text, "del"), without(&document(after), "del"), "accepted:\n{text}");
    assert_eq!(without(&text, "ins"), without(&document(before), "ins"), "rejected:\n{text}");
    text
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

fn table(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| format!("<w:tc><w:tcPr/>{}</w:tc>", p(text));
    let row = |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    let columns = "<w:gridCol/>".repeat(rows[0].len());
    format!("<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

#[test]
fn only_the_words_that_changed_are_marked() {
    let text = holds(&p("Hạn nộp 28/02/2020 cho Văn phòng"), &p("Hạn nộp 26/02/2021 cho Văn phòng"));
    let stamp = "w:author=\"A\" w:date=\"2021-01-01T00:00:00Z\"";
    let gone = format!(
        "<w:del w:id=\"1\" {stamp}><w:r><w:delText xml:space=\"preserve\">28/02/2020</w:delText></w:r></w:del>"
    );
    let new = format!("<w:ins w:id=\"2\" {stamp}><w:r><w:t xml:space=\"preserve\">26/02/2021</w:t></w:r></w:ins>");
    assert!(text.contains(&format!("Hạn nộp </w:t></w:r>{gone}{new}<w:r><w:t xml:space=\"preserve\"> cho")), "{text}");
}

#[test]
fn equal_texts_are_copied_as_they_are() {
    let body = format!("{}{}{}", p("a"), table(&[&["1", "2"]]), p("b"));
    assert_eq!(merged(&body, &body), document(&body));
}

#[test]
fn paragraphs_that_only_one_year_has_are_marked_with_their_ends() {
    let text = holds(&[p("đầu"), p("bỏ hẳn"), p("cuối")].concat(), &[p("đầu"), p("cuối")].concat());
    assert!(text.contains("<w:p><w:pPr><w:rPr><w:del "), "{text}");
    holds(&[p("đầu"), p("cuối")].concat(), &[p("đầu"), p("thêm mới"), p("cuối")].concat());
}

#[test]
fn the_last_paragraph_of_a_place_may_be_gone_new_or_another() {
    holds(&[p("một"), p("hai"), p("ba")].concat(), &p("một"));
    holds(&p("một"), &[p("một"), p("hai"), p("ba")].concat());
    holds(&[p("một"), p("hai")].concat(), &[p("ba bốn"), p("năm sáu")].concat());
    holds(&p("một"), &[p("hai"), p("ba")].concat());
}

#[test]
fn rows_and_cells_are_compared_and_tables_of_another_shape_replaced() {
    let old = table(&[&["STT", "Họ và tên"], &["1", "Nguyễn Văn An"], &["2", "Lê Thị Bình"]]);
    let new = table(&[&["STT", "Họ và tên"], &["1", "Nguyễn Văn Bảo"], &["2", "Trần Chi Mai"], &["3", "Hồ Lan"]]);
    let text = holds(&format!("{old}{}", p("")), &format!("{new}{}", p("")));
    assert!(text.contains(">An</w:delText>") && text.contains("<w:trPr><w:ins "), "{text}");
    let wide = table(&[&["STT", "Họ và tên", "Chức vụ"], &["1", "Nguyễn Văn An", "Chuyên viên"]]);
    holds(&format!("{old}{}", p("")), &format!("{wide}{}", p("")));
}

#[test]
fn fields_links_and_drawings_stay_whole() {
    let field = |number: &str| {
        format!(
            r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{number}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#
        )
    };
    let text = holds(&format!("{}{}", field("7"), p("x")), &format!("{}{}", field("8"), p("x")));
    assert_eq!(text.matches("<w:instrText>").count(), 1, "{text}");
    let link =
        |word: &str| format!("<w:p><w:hyperlink w:anchor=\"a\"><w:r><w:t>{word}</w:t></w:r></w:hyperlink></w:p>");
    let text = holds(&format!("{}{}", link("cũ"), p("x")), &format!("{}{}", link("mới"), p("x")));
    assert!(text.contains("<w:hyperlink w:anchor=\"a\"><w:ins "), "{text}");
    let drawn = |word: &str| format!("<w:p><w:r><w:t>{word}</w:t></w:r><w:r><w:drawing/></w:r></w:p>");
    let text = holds(&drawn("Năm 2020"), &drawn("Năm 2021"));
    assert!(text.contains("<w:r><w:drawing/></w:r></w:p>"), "the drawing is in both, so it is not marked\n{text}");
}

#[test]
fn properties_of_the_earlier_file_that_mean_nothing_in_the_later_one_are_left_out() {
    let old =
        r#"<w:p><w:pPr><w:pStyle w:val="La"/><w:jc w:val="center"/><w:sectPr/></w:pPr><w:r><w:t>bỏ</w:t></w:r></w:p>"#;
    let text = holds(&format!("{old}{}", p("còn")), &p("còn"));
    assert!(text.contains("<w:jc w:val=\"center\"/><w:rPr><w:del ") && !text.contains("\"La\""), "{text}");
    assert_eq!(text.matches("<w:sectPr/>").count(), 1, "{text}");
}

/// A body of paragraphs and tables of few words, so that many are alike.
fn body() -> impl Strategy<Value = String> {
    let words = || prop::collection::vec(prop::sample::select(vec!["a", "b", "c", "2020", "2021;", "&amp;"]), 0..6);
    let cells = prop::collection::vec(words(), 2);
    let rows = prop::collection::vec(cells, 1..4);
    let row = |cells: &Vec<Vec<&str>>| cells.iter().map(|words| words.join(" ")).collect::<Vec<_>>();
    let as_table = move |rows: Vec<Vec<Vec<&'static str>>>| {
        let rows: Vec<Vec<String>> = rows.iter().map(row).collect();
        let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        table(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>())
    };
    let block = prop_oneof![3 => words().prop_map(|words| p(&words.join(" "))), 1 => rows.prop_map(as_table)];
    prop::collection::vec(block, 0..7).prop_map(|blocks| blocks.concat() + &p("hết"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]
    #[test]
    fn accepting_gives_the_later_text_and_rejecting_the_earlier(before in body(), after in body()) {
        holds(&before, &after);
    }
}
