//! What `mau kiem-tra` says of a template before anything is filled.

use thidua::ooxml::write::Repack;

use super::workspace::{Workspace, fixture};

/// A template with parts and text put into it.
fn template(case: &str, text: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let bytes = std::fs::read(fixture("fill").join(case).join("mau.docx")).unwrap();
    let mut package = Repack::open(&bytes).unwrap();
    let body = package.text("word/document.xml").unwrap().unwrap();
    package.put("word/document.xml", body.replacen("<w:body>", &format!("<w:body>{text}"), 1));
    for (name, content) in parts {
        package.put(name, *content);
    }
    package.finish().unwrap()
}

#[test]
fn every_part_tag_and_name_of_a_template_is_told_before_it_is_filled() {
    let template = template("bieu-do-bang-so", "", &[]);
    let data = "quy: [{ten: I, dat: 1}, {ten: II, dat: 2, chua: 1}]\nnam: 2021\n";
    let world = Workspace::empty().with("mau.docx", template).with("d.yaml", data);
    let outcome = world.run(&["mau", "kiem-tra", "mau.docx", "--du-lieu", "d.yaml"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let seen: Vec<String> =
        outcome.stdout.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    for wanted in [
        "word/document.xml thân văn bản 2",
        "word/embeddings/Microsoft_Excel_Worksheet1.xlsx bảng số của biểu đồ word/charts/chart1.xml 6",
        "{{ q.dat }} bảng số của biểu đồ, đoạn 5, bảng 1 hàng 2 ô 2 mỗi mục của quy",
        "quy danh sách 2 mục",
        "quy[].chua số, chỉ có ở 1 trong 2 mục",
        "mau.docx: không có lỗi",
    ] {
        assert!(seen.iter().any(|line| line == wanted), "{wanted} is not in\n{}", outcome.stdout);
    }
    let json = world.run(&["mau", "kiem-tra", "mau.docx", "--du-lieu", "d.yaml", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json["phan"][2]["phan"], "word/document.xml", "{json}");
    assert!(json["the"].as_array().unwrap().iter().any(|one| one["pham_vi"] == "mỗi mục của quy"), "{json}");
    assert!(json["bien"].as_array().unwrap().iter().any(|one| one["bien"] == "quy[].chua" && one["thieu"] == true));
}

#[test]
fn names_are_looked_for_in_every_item_of_a_list() {
    let world = Workspace::empty()
        .with("mau.docx", template("gia-tri-don", "<w:p><w:r><w:t>{{ rieng }}</w:t></w:r></w:p>", &[]))
        .with("d.yaml", "ds: [{rieng: a}, {rieng: b}, {x: c}]\n");
    let outcome = world.run(&["mau", "kiem-tra", "mau.docx", "--du-lieu", "d.yaml", "--danh-sach", "ds"]);
    assert_eq!(outcome.code, 1);
    assert!(outcome.stdout.contains("chữ, chỉ có ở 2 trong 3 mục"), "{}", outcome.stdout);
}

#[test]
fn what_is_left_as_it_is_is_said_one_line_each() {
    let text = "<w:altChunk r:id=\"rId9\"/><w:p><w:ins w:id=\"1\" w:author=\"x\"><w:r><w:t>a</w:t></w:r></w:ins>\
                <w:r><w:object><o:OLEObject Type=\"Embed\"/></w:object></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\
                <w:r><w:instrText> MERGEFIELD ten </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>";
    let space = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let settings = format!(
        "<w:settings {space}><w:mailMerge/><w:trackRevisions/><w:documentProtection w:edit=\"forms\" w:enforcement=\"1\"/></w:settings>"
    );
    let parts = [
        ("word/settings.xml", settings.as_str()),
        ("word/embeddings/oleObject1.bin", "x"),
        ("word/embeddings/cu.doc", "x"),
        ("word/embeddings/bang.xlsx", "x"),
        ("word/activeX/activeX1.xml", "<a/>"),
        ("_xmlsignatures/sig1.xml", "<a/>"),
        ("word/fonts/font1.odttf", "x"),
    ];
    let world = Workspace::empty().with("mau.docx", template("gia-tri-don", text, &parts));
    let outcome = world.run(&["mau", "kiem-tra", "mau.docx"]);
    let lines: Vec<&str> = outcome.stdout.lines().filter_map(|line| line.strip_prefix("giữ nguyên: ")).collect();
    for wanted in [
        "1 đoạn nhập từ tệp khác (altChunk)",
        "1 đối tượng nhúng (OLE)",
        "1 chỗ chèn có theo dõi thay đổi",
        "1 trường trộn thư (MERGEFIELD)",
        "cài đặt trộn thư",
        "văn bản đang được bảo vệ",
        "đang bật theo dõi thay đổi",
        "(word/embeddings/oleobject1.bin)",
        "(word/embeddings/cu.doc)",
        "(word/embeddings/bang.xlsx)",
        "nút bấm ActiveX",
        "chữ ký số: không còn đúng sau khi điền",
        "phông chữ nhúng",
    ] {
        assert_eq!(
            lines.iter().filter(|line| line.contains(wanted)).count(),
            1,
            "{wanted}\n{}{}",
            outcome.stdout,
            outcome.stderr
        );
    }
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
}

#[test]
fn a_table_of_contents_that_is_made_new_is_said() {
    let world = Workspace::empty().with("mau.docx", template("muc-luc", "", &[]));
    let outcome = world.run(&["mau", "kiem-tra", "mau.docx"]);
    assert!(outcome.stdout.contains("mục lục, số hình, tham chiếu được làm lại sau khi điền"), "{}", outcome.stdout);
}
