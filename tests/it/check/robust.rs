//! Whatever the bytes of a file, a check ends with findings or with a message that says what to do.

use std::io::{Cursor, Read, Write};

use thidua::check::{self, Options};
use zip::write::SimpleFileOptions;

use super::folder;
use crate::fill::package::is_xml;
use crate::workspace::Workspace;

/// Files of each way of making one.
const FILES: [&str; 6] = [
    "03-ke-hoach-phu-luc",
    "04-thong-bao-phuong",
    "05-to-trinh-hop-chu",
    "07-giay-moi-web",
    "09-quyet-dinh-quy-che",
    "24-phuong-an-rtf",
];

fn file(name: &str) -> Vec<u8> {
    std::fs::read(folder("nhan/tep").join(format!("{name}.docx"))).unwrap()
}

/// Ends with findings or a message; a panic fails the test by itself.
fn check(bytes: &[u8]) {
    match check::check(bytes, &Options::default()) {
        Ok(checked) => drop(check::json::file("x.docx", &checked)),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// Numbers that are as good as random and the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % most.max(1) as u64).unwrap()
    }
}

fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let count = from.len();
    let read = |at: usize| {
        let mut part = from.by_index(at).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        (part.name().to_owned(), content)
    };
    (0..count).map(read).collect()
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        to.start_file(name.clone(), SimpleFileOptions::default()).unwrap();
        to.write_all(content).unwrap();
    }
    to.finish().unwrap().into_inner()
}

/// A document of six with another text.
fn with_body(body: &str) -> Vec<u8> {
    with_part("word/document.xml", |text| {
        let (start, rest) = text.split_once("<w:body>").unwrap();
        [start, "<w:body>", body, &rest[rest.rfind("<w:sectPr").unwrap()..]].concat()
    })
}

fn with_part(name: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut parts = parts(&file("09-quyet-dinh-quy-che"));
    let part = parts.iter_mut().find(|(found, _)| found == name).unwrap();
    part.1 = change(std::str::from_utf8(&part.1).unwrap()).into_bytes();
    packed(&parts)
}

#[test]
fn a_file_cut_anywhere_ends_with_a_message() {
    for name in FILES {
        let bytes = file(name);
        let records = bytes.windows(2).enumerate().filter(|(_, pair)| *pair == b"PK").map(|(at, _)| at);
        let edges = records.flat_map(|at| [at, at + 1, at + 4, at + 28]);
        for at in (0..bytes.len()).step_by(131).chain(edges) {
            check(&bytes[..at.min(bytes.len())]);
        }
    }
}

#[test]
fn a_file_with_bytes_changed_anywhere_ends_with_findings_or_a_message() {
    let mut dice = Dice(14);
    for name in FILES {
        let bytes = file(name);
        for _ in 0..120 {
            let mut changed = bytes.clone();
            for _ in 0..=dice.below(4) {
                let at = dice.below(changed.len());
                changed[at] ^= 1 << dice.below(8);
            }
            check(&changed);
        }
    }
}

/// Values that no program writes.
const WILD: [&str; 9] =
    ["", "-1", "0", "99999999999999999999", "-9223372036854775808", "2147483647", "NaN", "50%", "1e9"];

#[test]
fn parts_with_wild_values_and_torn_elements_end_with_findings_or_a_message() {
    let mut dice = Dice(30);
    for name in FILES {
        let whole = parts(&file(name));
        let texts: Vec<usize> = (0..whole.len()).filter(|at| is_xml(&whole[*at].0)).collect();
        for _ in 0..60 {
            let mut parts = whole.clone();
            let at = texts[dice.below(texts.len())];
            let text = String::from_utf8(parts[at].1.clone()).unwrap();
            parts[at].1 = if dice.below(4) == 0 { torn(&text, &mut dice) } else { wild(&text, &mut dice) }.into_bytes();
            check(&packed(&parts));
        }
    }
}

/// Puts wild values in place of some.
fn wild(text: &str, dice: &mut Dice) -> String {
    let mut pieces: Vec<String> = text.split('"').map(str::to_owned).collect();
    for _ in 0..8 {
        let at = dice.below(pieces.len() / 2) * 2 + 1;
        if let Some(value) = pieces.get_mut(at) {
            WILD[dice.below(WILD.len())].clone_into(value);
        }
    }
    pieces.join("\"")
}

/// Takes one tag out, or sets it twice.
fn torn(text: &str, dice: &mut Dice) -> String {
    let mut pieces: Vec<&str> = text.split_inclusive('>').collect();
    let at = dice.below(pieces.len());
    if dice.below(2) == 0 {
        pieces.remove(at);
    } else {
        pieces.insert(at, pieces[at]);
    }
    pieces.concat()
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn documents_of_any_shape_are_checked_to_the_end() {
    let row = |cells: usize| format!("<w:tr>{}</w:tr>", "<w:tc><w:p/></w:tc>".repeat(cells));
    let table = |rows: usize, cells: usize| format!("<w:tbl>{}</w:tbl>", row(cells).repeat(rows));
    let nested = |depth: usize| {
        format!("{}{}{}", "<w:tbl><w:tr><w:tc>".repeat(depth), "<w:p/>", "<w:p/></w:tc></w:tr></w:tbl>".repeat(depth))
    };
    let shapes = [
        ("many paragraphs", paragraph("Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024;").repeat(5_000)),
        ("blank paragraphs", "<w:p/>".repeat(5_000)),
        ("many titles", paragraph("QUYẾT ĐỊNH").repeat(4_000)),
        ("many heads", paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").repeat(4_000) + &paragraph("Nơi nhận:")),
        ("heads and feet", [paragraph("KẾ HOẠCH"), paragraph("Nơi nhận:")].concat().repeat(5_000)),
        ("a long paragraph", paragraph(&"ngày 6 tháng 2 năm 2026, Điều 5 khoản 2 ".repeat(25_000))),
        ("a long word", paragraph(&"a".repeat(1_000_000))),
        ("one letter a run", format!("<w:p>{}</w:p>", "<w:r><w:t>a</w:t></w:r>".repeat(20_000))),
        ("tabs", paragraph(&"x\u{9}".repeat(100_000))),
        ("breaks", format!("<w:p>{}</w:p>", "<w:r><w:t>a</w:t><w:br/></w:r>".repeat(5_000))),
        ("wide table", table(4, 2_000)),
        ("long table", table(4_000, 2)),
        ("many tables", table(1, 1).repeat(4_000)),
        ("nested tables", nested(90)),
        ("sections", "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>".repeat(5_000)),
    ];
    for (_, body) in shapes {
        check(&with_body(&body));
    }
}

#[test]
fn styles_in_circles_and_in_long_chains_are_read_to_the_end() {
    let style = |n: usize, base: usize| {
        format!(
            r#"<w:style w:type="paragraph" w:styleId="S{n}"><w:name w:val="S{n}"/><w:basedOn w:val="S{base}"/></w:style>"#
        )
    };
    let circle: String = (0..5_000).map(|n| style(n, (n + 1) % 5_000)).collect();
    let chain: String = (0..5_000).map(|n| style(n, n + 1)).collect();
    for styles in [circle, chain] {
        let bytes = with_part("word/styles.xml", |text| text.replace("</w:styles>", &format!("{styles}</w:styles>")));
        let mut parts = parts(&bytes);
        let text = parts.iter_mut().find(|(name, _)| name == "word/document.xml").unwrap();
        let used = (0..5_000).fold(String::new(), |text, n| {
            text + "<w:p><w:pPr><w:pStyle w:val=\"S" + &n.to_string() + "\"/></w:pPr></w:p>"
        });
        let body = String::from_utf8(text.1.clone()).unwrap().replace("<w:body>", &format!("<w:body>{used}"));
        text.1 = body.into_bytes();
        check(&packed(&parts));
    }
}

#[test]
fn each_file_that_cannot_be_checked_says_what_it_is_and_what_to_do() {
    let ole = |stream: &str| {
        let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1][..], &[0; 504], &name].concat()
    };
    let odt = packed(&[
        ("mimetype".to_owned(), b"application/vnd.oasis.opendocument.text".to_vec()),
        ("content.xml".to_owned(), b"<x/>".to_vec()),
    ]);
    let sheet = with_part("[Content_Types].xml", |text| {
        text.replace("wordprocessingml.document.main", "spreadsheetml.sheet.main")
    });
    let bomb = with_body(&" ".repeat(32 * 1024 * 1024));
    let many: Vec<_> = (0..5_000).map(|n| (format!("x{n}.xml"), Vec::new())).collect();
    let entity = with_part("word/document.xml", |text| {
        text.replacen("<w:document", r#"<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><w:document"#, 1)
    });
    let torn = with_part("word/document.xml", |text| text.replacen("</w:tbl>", "", 1));
    let good = file(FILES[0]);
    let world = Workspace::empty()
        .with("khoa.docx", ole("EncryptedPackage"))
        .with("cu.doc", ole("WordDocument"))
        .with("cu.docx", ole("WordDocument"))
        .with("in.docx", b"%PDF-1.7\nx")
        .with("rtf.docx", b"{\\rtf1\\ansi x}")
        .with("web.docx", b"<!DOCTYPE html><html></html>")
        .with("odt.docx", odt)
        .with("bang.docx", sheet)
        .with("nen.docx", packed(&[("a.txt".to_owned(), b"x".to_vec())]))
        .with("rong.docx", b"")
        .with("chu.docx", "Kính gửi".as_bytes())
        .with("cut.docx", &good[..good.len() / 2])
        .with("bom.docx", bomb)
        .with("nhieu.docx", packed(&many))
        .with("dtd.docx", entity)
        .with("rach.docx", torn)
        .with("thu-muc.docx/ghi-chu.txt", b"x");
    for (name, said) in REFUSED {
        let outcome = world.run(&["kiem-tra", name]);
        assert_eq!((outcome.code, outcome.stderr.as_str()), (2, format!("lỗi: {said}\n").as_str()), "{name}");
    }
}

/// Files, and what is said of them.
const REFUSED: [(&str, &str); 18] = [
    ("khoa.docx", "khoa.docx: tệp có đặt mật khẩu; hãy mở bằng Word, bỏ mật khẩu rồi lưu lại dạng .docx"),
    ("cu.doc", "cu.doc: tệp có vẻ là văn bản Word đời cũ (.doc); hãy mở bằng Word rồi lưu lại dạng .docx"),
    ("cu.docx", "cu.docx: tệp có vẻ là văn bản Word đời cũ (.doc); hãy mở bằng Word rồi lưu lại dạng .docx"),
    ("in.docx", "in.docx: tệp không phải .docx mà là tệp PDF; hãy mở bằng Word rồi lưu lại dạng .docx"),
    ("rtf.docx", "rtf.docx: tệp không phải .docx mà là tệp RTF; hãy mở bằng Word rồi lưu lại dạng .docx"),
    (
        "web.docx",
        "web.docx: tệp không phải .docx mà là trang web hoặc tệp XML; hãy mở bằng Word rồi lưu lại dạng .docx",
    ),
    (
        "odt.docx",
        "odt.docx: tệp nén này không phải văn bản Word: đây là tệp OpenDocument (.odt, .ods)\n  gợi ý: kiểm tra lại tên tệp; văn bản của chương trình khác thì mở bằng chương trình ấy rồi lưu lại dạng .docx",
    ),
    (
        "bang.docx",
        "bang.docx: tệp nén này không phải văn bản Word: đây là bảng tính Excel\n  gợi ý: kiểm tra lại tên tệp; văn bản của chương trình khác thì mở bằng chương trình ấy rồi lưu lại dạng .docx",
    ),
    (
        "nen.docx",
        "nen.docx: tệp nén này không phải văn bản Word: không có phần nội dung chính\n  gợi ý: kiểm tra lại tên tệp; văn bản của chương trình khác thì mở bằng chương trình ấy rồi lưu lại dạng .docx",
    ),
    ("rong.docx", "rong.docx: tệp rỗng, không có nội dung\n  gợi ý: chép hoặc tải lại tệp"),
    (
        "chu.docx",
        "chu.docx: tệp không phải .docx (không phải tệp nén zip), hoặc đã hỏng; hãy mở bằng Word rồi lưu lại dạng .docx",
    ),
    (
        "cut.docx",
        "cut.docx: tệp .docx đã hỏng: tệp bị cắt cụt hoặc chép chưa xong\n  gợi ý: chép hoặc tải lại tệp; hoặc trong Word vào File > Open, chọn tệp, bấm mũi tên cạnh nút Open, chọn Open and Repair rồi lưu lại",
    ),
    (
        "bom.docx",
        "bom.docx: tệp .docx vượt giới hạn an toàn: “word/document.xml” nén quá 400 lần\n  gợi ý: tệp có thể được làm ra để phá máy, đừng mở; hỏi lại nơi gửi, hoặc tách văn bản thành nhiều tệp",
    ),
    (
        "nhieu.docx",
        "nhieu.docx: tệp .docx vượt giới hạn an toàn: có 5000 mục, tối đa 4096\n  gợi ý: tệp có thể được làm ra để phá máy, đừng mở; hỏi lại nơi gửi, hoặc tách văn bản thành nhiều tệp",
    ),
    (
        "dtd.docx",
        "dtd.docx: phần “word/document.xml” trong tệp .docx: có khai báo DTD, là thứ không được phép có trong tệp Word\n  gợi ý: tệp có thể được làm ra để phá máy, đừng mở; hỏi lại nơi gửi, hoặc tách văn bản thành nhiều tệp",
    ),
    (
        "rach.docx",
        "rach.docx: phần “word/document.xml” trong tệp .docx: XML hỏng (các thẻ XML mở và đóng không khớp nhau)\n  gợi ý: chép hoặc tải lại tệp; hoặc trong Word vào File > Open, chọn tệp, bấm mũi tên cạnh nút Open, chọn Open and Repair rồi lưu lại",
    ),
    ("thu-muc.docx", "thu-muc.docx không có tệp .docx nào"),
    ("khong-co.docx", "khong-co.docx: không có tệp này\n  gợi ý: kiểm tra lại tên và thư mục của tệp"),
];
