//! Word templates for a list and for a certificate, in the languages of several programs, and data for them.
//!
//! They stand on a file that python-docx has saved, with all the styles that it brings along: 0.4 MB of other parts.

use serde_json::{Value, json};
use thidua::ooxml::write::Repack;

use super::base::Dice;

/// A file without tags; its text is replaced.
const BASE: &[u8] = include_bytes!("../../tests/real/python-docx.docx");

const FAMILY: &[&str] =
    &["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô"];
const MIDDLE: &[&str] = &["Văn", "Thị", "Hữu", "Đức", "Ngọc", "Thị Thu", "Minh", "Quốc", "Thị Bích", "Xuân"];
const GIVEN: &[&str] = &["An", "Ánh", "Bảo", "Bình", "Cường", "Dũng", "Giang", "Hằng", "Hậu", "Nguyệt", "Nhữ", "Yến"];
const POST: &[&str] = &["Chuyên viên", "Trưởng phòng", "Kế toán trưởng", "Văn thư", "Giáo viên", "Công chức Địa chính"];
const UNIT: &[&str] =
    &["Phòng Nội vụ", "Phòng Văn hóa & Thông tin", "Văn phòng HĐND và UBND", "Trường THCS Nguyễn Trãi"];
const AWARD: &[&str] = &["Giấy khen", "Lao động tiên tiến", "Chiến sĩ thi đua cơ sở"];
const MONEY: &[&str] = &["447.000", "540.000", "1.490.000"];
const MERIT: &[&str] = &[
    "đã hoàn thành xuất sắc nhiệm vụ năm 2020",
    "có thành tích xuất sắc trong công tác cải cách hành chính",
    "đạt thành tích cao trong Hội thi \"Dân vận khéo\" cấp huyện",
];

/// The fields of a row of the list.
const COLUMNS: [&str; 6] = ["stt", "ho_ten", "chuc_vu", "don_vi", "hinh_thuc", "so_tien"];

/// In whose language the tags are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// This program's, and docxtpl's.
    Tera,
    /// That of docxtemplater and easy-template-x.
    Mustache,
    /// Carbone's.
    Carbone,
}

impl Language {
    /// All of them, with the names of their files.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Tera, "tera"), (Self::Mustache, "mustache"), (Self::Carbone, "carbone")];

    fn value(self, name: &str) -> String {
        match self {
            Self::Tera => format!("{{{{ {name} }}}}"),
            Self::Mustache => format!("{{{name}}}"),
            Self::Carbone => format!("{{d.{name}}}"),
        }
    }

    /// Returns the rows that are repeated for each item.
    fn rows(self) -> String {
        let cells = |cell: &dyn Fn(&str) -> String| COLUMNS.map(cell).to_vec();
        let alone = |tag: &str| row(&std::iter::once(tag.to_owned()).chain(vec![String::new(); 5]).collect::<Vec<_>>());
        match self {
            Self::Tera => {
                let inner = row(&cells(&|name| format!("{{{{ r.{name} }}}}")));
                [alone("{%tr for r in danh_sach %}"), inner, alone("{%tr endfor %}")].concat()
            }
            Self::Mustache => {
                let mut cells = cells(&|name| format!("{{{name}}}"));
                cells[0].insert_str(0, "{#danh_sach}");
                cells[5].push_str("{/danh_sach}");
                row(&cells)
            }
            Self::Carbone => {
                let rows = ["i", "i+1"].map(|at| row(&cells(&|name| format!("{{d.danh_sach[{at}].{name}}}"))));
                rows.concat()
            }
        }
    }

    /// Returns a paragraph that is there only with money.
    fn where_paid(self, text: &str) -> String {
        match self {
            Self::Tera => [p("{%p if kem_tien %}"), p(text), p("{%p endif %}")].concat(),
            Self::Mustache => [p("{#kem_tien}"), p(text), p("{/kem_tien}")].concat(),
            Self::Carbone => {
                [p(&format!("{{d.kem_tien:ifEQ(true):showBegin}}{text}")), p("{d.kem_tien:showEnd}")].concat()
            }
        }
    }
}

/// Returns the template of a decision with a list of six columns.
pub fn list(language: Language) -> Vec<u8> {
    let value = |name: &str| language.value(name);
    let heads = ["Số TT", "Họ và tên", "Chức vụ", "Đơn vị", "Hình thức", "Số tiền (đồng)"].map(str::to_owned);
    let grid = r#"<w:gridCol w:w="1500"/>"#.repeat(6);
    packed(&[
        p("QUYẾT ĐỊNH"),
        p(&format!("Căn cứ Quyết định số {} theo đề nghị của {}.", value("so_quyet_dinh"), value("de_nghi"))),
        p(&format!("Khen thưởng {} cá nhân, tổng số tiền {} đồng.", value("tong_so"), value("tong_tien"))),
        format!(r#"<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"#),
        row(&heads),
        language.rows(),
        "</w:tbl>".to_owned(),
        p("CHỦ TỊCH"),
    ])
}

/// Returns the template of a certificate.
pub fn certificate(language: Language) -> Vec<u8> {
    let value = |name: &str| language.value(name);
    packed(&[
        p(&format!("Số: {}", value("so_quyet_dinh"))),
        p(&format!("{}, {}", value("dia_danh"), value("ngay"))),
        p("CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN ĐÔNG HƯNG"),
        p("TẶNG GIẤY KHEN"),
        p(&format!("{}: {}", value("danh_xung"), value("ho_ten"))),
        p(&format!("Chức vụ: {}, {}", value("chuc_vu"), value("don_vi"))),
        p(&format!("Thành tích: {}.", value("thanh_tich"))),
        language.where_paid(&format!("Kèm theo tiền thưởng: {} đồng.", value("so_tien"))),
        p(&format!("Vào sổ khen thưởng số: {}", value("so_vao_so"))),
        p("CHỦ TỊCH"),
        p(&value("nguoi_ky")),
    ])
}

/// Returns the data of a list of so many people.
pub fn list_data(people: usize) -> Value {
    let mut dice = Dice::new(20_250_402);
    let row = |number| {
        let name = [dice.pick(FAMILY), dice.pick(MIDDLE), dice.pick(GIVEN)].join(" ");
        json!({ "stt": number, "ho_ten": name, "chuc_vu": dice.pick(POST), "don_vi": dice.pick(UNIT),
            "hinh_thuc": dice.pick(AWARD), "so_tien": dice.pick(MONEY) })
    };
    let rows: Vec<Value> = (1..=people).map(row).collect();
    json!({ "so_quyet_dinh": "1287/QĐ-UBND", "de_nghi": "Trưởng phòng Phòng Nội vụ", "tong_so": people.to_string(),
        "tong_tien": "27.000.000", "danh_sach": rows })
}

/// Returns the data of so many certificates.
pub fn certificate_data(people: usize) -> Value {
    let mut dice = Dice::new(20_250_403);
    let one = |number: usize| {
        let name = [dice.pick(FAMILY), dice.pick(MIDDLE), dice.pick(GIVEN)].join(" ");
        json!({ "so_quyet_dinh": "1287/QĐ-UBND", "so_vao_so": format!("{number:05}-GK-UBND"),
            "danh_xung": dice.pick(&["Ông", "Bà"]), "ho_ten": name, "chuc_vu": dice.pick(POST),
            "don_vi": dice.pick(UNIT), "thanh_tich": dice.pick(MERIT), "dia_danh": "Đông Hưng",
            "ngay": "ngày 22 tháng 12 năm 2020", "nguoi_ky": "Đặng Thị Ngọc Bích", "kem_tien": number.is_multiple_of(2),
            "so_tien": dice.pick(MONEY) })
    };
    json!({ "giay_khen": (1..=people).map(one).collect::<Vec<_>>() })
}

fn p(text: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:spacing w:after="120"/><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#
    )
}

fn row(cells: &[String]) -> String {
    let cell = |text: &String| format!(r#"<w:tc><w:tcPr><w:tcW w:w="1500" w:type="dxa"/></w:tcPr>{}</w:tc>"#, p(text));
    format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>())
}

fn packed(body: &[String]) -> Vec<u8> {
    let (head, end) = (
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>"#,
        r#"<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>"#,
    );
    let mut package = Repack::open(BASE).expect("the file is there");
    package.put("word/document.xml", [head, &body.concat(), end].concat());
    package.finish().expect("there is room for the file")
}
