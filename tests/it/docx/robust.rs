//! Whatever the bytes, reading ends with a view or with a message a clerk can act on.

use super::file::File;
use proptest::prelude::*;
use thidua::docx::{DocxView, dump};

fn message(bytes: &[u8]) -> String {
    DocxView::read(bytes).unwrap_err().to_string()
}

#[test]
fn files_of_another_kind_are_called_by_their_name() {
    let ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(message(&ole).contains("Word đời cũ (.doc)"));
    assert!(message(&[&ole[..], &locked].concat()).contains("đặt mật khẩu"));
    assert!(message(b"").contains("tệp rỗng"));
    assert!(message(b"%PDF-1.7").contains("tệp PDF"));
    assert!(message(b"{\\rtf1").contains("tệp RTF"));
    assert!(message(b"xin chao").contains("không phải .docx"));
    let sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    assert!(File::body("").main_type(sheet).error().contains("bảng tính Excel"));
}

#[test]
fn an_entry_that_leads_out_of_the_package_is_refused() {
    for name in ["../evil.xml", "word/../../evil.xml", "C:\\evil.xml", "a/..\\..\\b.xml"] {
        assert!(File::body("<w:p/>").entry(name, "x").error().contains("tên không hợp lệ"), "{name}");
    }
}

#[test]
fn a_document_type_declaration_in_any_part_is_refused() {
    let dtd = r#"<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><a/>"#;
    let error = File::body("<w:p/>").entry("customXml/item1.xml", dtd).error();
    assert!(error.contains("customxml/item1.xml") && error.contains("DTD"), "{error}");
}

#[test]
fn a_part_that_grows_a_thousandfold_is_refused() {
    let bomb = " ".repeat(64 * 1024 * 1024);
    assert!(File::body("<w:p/>").entry("word/bomb.xml", &bomb).error().contains("giới hạn an toàn"));
}

#[test]
fn broken_xml_in_the_main_part_is_reported_with_the_name_of_the_part() {
    let error = File::body("<w:p>").error();
    assert!(error.contains("word/document.xml") && error.contains("XML hỏng"), "{error}");
}

#[test]
fn tables_nested_as_deep_as_xml_may_go_are_read_and_deeper_ones_refused() {
    let nest = |depth: usize| {
        let (open, close) = ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>");
        File::body(&format!("{}<w:p/>{}", open.repeat(depth), close.repeat(depth)))
    };
    assert!(dump(&nest(80).read()).contains("bảng"));
    assert!(nest(100).error().contains("lồng nhau"));
}

fn sample() -> Vec<u8> {
    std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/real/npm-docx.docx")).unwrap()
}

/// A valid package with the text of its main part changed, so that the damage passes the zip checksums.
fn damaged(at: usize, with: &str) -> Vec<u8> {
    let body = r#"<w:p><w:pPr><w:pStyle w:val="A"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:spacing w:line="360"/></w:pPr>
    <w:r><w:rPr><w:sz w:val="28"/><w:color w:val="FF0000"/></w:rPr><w:t>Đề án</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>
    <w:tbl><w:tblGrid><w:gridCol w:w="1"/></w:tblGrid><w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"#;
    let mut from = at % body.len();
    while !body.is_char_boundary(from) {
        from -= 1;
    }
    let mut to = from + 1;
    while !body.is_char_boundary(to) {
        to += 1;
    }
    File::body(&format!("{}{with}{}", &body[..from], &body[to..])).bytes()
}

fn survives(bytes: &[u8]) {
    if let Ok(view) = DocxView::read(bytes) {
        let _ = (dump(&view), view.text());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..512)) {
        survives(&bytes);
        survives(&[b"PK\x03\x04", &bytes[..]].concat());
    }

    #[test]
    fn a_truncated_file_is_an_error(cut in 0.0_f64..1.0) {
        let whole = sample();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a test")]
        let keep = (whole.len() as f64 * cut) as usize;
        prop_assert!(DocxView::read(&whole[..keep]).is_err());
    }

    #[test]
    fn a_file_with_bytes_changed_never_panics(changes in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..6)) {
        let mut bytes = sample();
        for (at, byte) in changes {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        survives(&bytes);
    }

    #[test]
    fn a_document_with_strange_markup_never_panics(at: usize, with in r#"[-0-9<>/"&; a-zđ]{0,12}|9999999999999999999|-1|<w:p>"#) {
        survives(&damaged(at, &with));
    }
}
