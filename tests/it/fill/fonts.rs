//! What is told of fonts from before Unicode, and that a template without them is left as it is.

use thidua::fill::{WordTemplate, font};

use super::{folder, told};

fn template(case: &str) -> Vec<u8> {
    std::fs::read(folder(case).join("mau.docx")).unwrap()
}

/// Returns the messages without their excerpts.
fn warnings(template: Vec<u8>) -> Vec<String> {
    let compiled = WordTemplate::compile("mau.docx", template).map_err(told).unwrap();
    compiled.left().iter().map(|found| found.message.clone()).collect()
}

#[test]
fn values_that_would_go_into_an_old_font_are_told_by_font_with_place_and_remedy() {
    let tcvn3 = |tag: &str, font: &str| {
        format!("thẻ {tag} đặt trong chữ phông {font}, bảng mã TCVN3 (ABC): chữ Unicode điền vào sẽ hiện sai dấu")
    };
    let found = warnings(template("doi-phong-tcvn3"));
    for expected in [
        tcvn3("{{ ho_ten }}", ".VnTime"),
        tcvn3("{{ chuc_vu }}", ".VnArial"),
        tcvn3("{{ ho_ten }}", ".VnTimeH"),
        tcvn3("{{ chuc_vu }}", ".VnTime"),
    ] {
        assert!(found.contains(&expected), "{expected}: {found:?}");
    }
    assert_eq!(found.len(), 4);
    let compiled = WordTemplate::compile("mau.docx", template("doi-phong-vni")).map_err(told).unwrap();
    let text = told(compiled.left().to_vec());
    assert!(text.contains("cảnh báo DM14: thẻ {{ ho_ten }} đặt trong chữ phông VNI-Times, bảng mã VNI"), "{text}");
    assert!(text.contains("thân văn bản, đoạn 1") && text.contains("--doi-phong"), "{text}");
    assert!(text.contains("cũng vậy ở 1 thẻ khác của phần này"), "{text}");
}

#[test]
fn after_the_change_no_value_stands_in_an_old_font_but_those_beside_text_that_cannot_be_read() {
    for (case, left) in [("doi-phong-tcvn3", 0), ("doi-phong-vni", 0), ("doi-phong-la", 1)] {
        let renewed = font::renewed("mau.docx", &template(case)).unwrap().unwrap();
        assert_eq!(renewed.findings.len(), left, "{case}");
        assert_eq!(warnings(renewed.bytes).len(), left, "{case}");
    }
    let renewed = font::renewed("mau.docx", &template("doi-phong-la")).unwrap().unwrap();
    let text = told(renewed.findings);
    assert!(text.contains("chữ “Toâi laø ” còn ở phông VNtimes new roman"), "{text}");
}

#[test]
fn a_template_of_unicode_is_left_as_it_is() {
    assert!(font::renewed("mau.docx", &template("gia-tri-don")).unwrap().is_none());
}
