//! Mục lục văn bản, tài liệu trong hồ sơ: the list of seven columns (Phụ lục V, Mục IV).

use super::Dossier;
use crate::layout::direct::{Look, low};
use crate::layout::parts;
use crate::ooxml::write::{Package, PackageError, Part, Relationship, content, relation};
use crate::viet::date::short;
use crate::viet::text::{after_kind, upper};

/// Titles and widths in twips of the columns; together as wide as the text of an A4 page with margins 30 and 20 mm.
const COLUMNS: [(&str, u32); 7] = [
    ("STT", 680),
    ("Số, ký hiệu văn bản", 1320),
    ("Ngày tháng năm văn bản", 1280),
    ("Tên loại và trích yếu nội dung văn bản", 2700),
    ("Tác giả văn bản", 1270),
    ("Tờ số/ Trang số", 860),
    ("Ghi chú", 961),
];

const TITLE: &str = "MỤC LỤC VĂN BẢN, TÀI LIỆU TRONG HỒ SƠ";
const NAMES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;
const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

/// Returns the list as a Word file.
pub fn index(dossier: &Dossier) -> Result<Vec<u8>, PackageError> {
    let created = dossier.ended.or_else(|| dossier.items.last().map(|item| item.entry.date));
    let created = created.map_or_else(|| format!("{}-01-01", dossier.code.year), |day| day.to_string());
    let core = parts::core_properties(TITLE, &dossier.title, &dossier.agency, &format!("{created}T00:00:00Z"), "vi-VN");
    let text = Part::bytes("word/document.xml", content::DOCUMENT, document(dossier).into_bytes());
    let related = [Relationship::inside("rIdHeader", relation::HEADER, "header1.xml")];
    let package = Package::new()
        .root_part(relation::DOCUMENT, text.related(related))
        .part(Part::bytes("word/header1.xml", content::HEADER, header().into_bytes()))
        .root_part(relation::CORE, Part::bytes("docProps/core.xml", content::CORE, core))
        .root_part(relation::APP, Part::bytes("docProps/app.xml", content::APP, parts::app_properties()));
    package.write()
}

/// The number of the page, from the second on (khoản 7 Mục I Phần I).
fn header() -> String {
    let runs = Look::new(28).runs();
    let run = |inner: &str| format!("<w:r>{runs}{inner}</w:r>");
    let field = [
        run(r#"<w:fldChar w:fldCharType="begin"/>"#),
        run(r#"<w:instrText xml:space="preserve"> PAGE </w:instrText>"#),
        run(r#"<w:fldChar w:fldCharType="end"/>"#),
    ];
    let paragraph = Look::new(28).centred().paragraph("", &field.concat());
    format!("{HEAD}<w:hdr {NAMES}>{paragraph}</w:hdr>")
}

fn document(dossier: &Dossier) -> String {
    let agency = dossier.superior.iter().map(|superior| Look::new(26).paragraph(&upper(superior), ""));
    let agency: String = agency.chain([Look::new(26).bold().paragraph(&upper(&dossier.agency), "")]).collect();
    let line = |text: String| Look::new(26).centred().gap(60, 0).paragraph(&text, "");
    let title = [
        Look::new(28).bold().centred().gap(360, 60).paragraph(TITLE, ""),
        line(format!("Hồ sơ số: {} (năm {})", dossier.code.notation, dossier.code.year)),
        line(dossier.title.clone()),
        line(format!("Thời hạn bảo quản: {}", dossier.period)),
        Look::new(12).gap(0, 120).paragraph("", ""),
    ];
    let end = format!("Mục lục này có {:02} văn bản, tài liệu.", dossier.items.len());
    let section = concat!(
        r#"<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/><w:pgSz w:w="11906" w:h="16838"/>"#,
        r#"<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701" w:header="567" w:footer="454" w:gutter="0"/>"#,
        r#"<w:pgNumType w:start="1"/><w:cols w:space="425"/><w:titlePg/></w:sectPr>"#,
    );
    let last = Look::new(26).italic().gap(120, 0).paragraph(&end, "");
    format!(
        "{HEAD}<w:document {NAMES}><w:body>{agency}{}{}{last}{}{section}</w:body></w:document>",
        title.concat(),
        table(dossier),
        low(),
    )
}

fn table(dossier: &Dossier) -> String {
    let width: u32 = COLUMNS.iter().map(|(_, width)| width).sum();
    let edges = ["top", "left", "bottom", "right", "insideH", "insideV"];
    let edges = edges.map(|edge| format!(r#"<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>"#));
    let grid = COLUMNS.map(|(_, width)| format!(r#"<w:gridCol w:w="{width}"/>"#)).concat();
    let titles = COLUMNS.map(|(title, _)| Look::new(24).bold().centred().gap(60, 60).paragraph(title, ""));
    let numbers: Vec<String> =
        (1..=COLUMNS.len()).map(|number| Look::new(22).centred().paragraph(&format!("({number})"), "")).collect();
    let head = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";
    let rows: String = rows(dossier).iter().map(|cells| row("<w:trPr><w:cantSplit/></w:trPr>", cells)).collect();
    format!(
        concat!(
            r#"<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/>"#,
            r#"<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr>"#,
            r#"<w:tblGrid>{grid}</w:tblGrid>{titles}{numbers}{rows}</w:tbl>"#,
        ),
        width = width,
        edges = edges.concat(),
        grid = grid,
        titles = row(head, &titles),
        numbers = row(head, &numbers),
        rows = rows,
    )
}

fn row(properties: &str, cells: &[String]) -> String {
    let cells = COLUMNS.iter().zip(cells).map(|((_, width), content)| {
        format!(
            r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>"#
        )
    });
    format!("<w:tr>{properties}{}</w:tr>", cells.collect::<Vec<_>>().concat())
}

/// The rows: pages are counted through the hồ sơ for as long as every document says how many it has.
fn rows(dossier: &Dossier) -> Vec<Vec<String>> {
    let mut page = Some(1);
    let cell = |text: &str| Look::new(24).gap(40, 40).paragraph(text, "");
    let middle = |text: &str| Look::new(24).centred().gap(40, 40).paragraph(text, "");
    let mut rows = Vec::new();
    for (item, number) in dossier.items.iter().zip(1..) {
        let entry = &item.entry;
        let last = page.zip(item.pages).map(|(first, pages)| first + pages - 1);
        let pages = page.zip(last).map_or_else(String::new, |(first, last)| {
            if first == last { first.to_string() } else { format!("{first} - {last}") }
        });
        page = last.map(|last| last + 1);
        let mut remarks: Vec<&str> = entry.remarks.iter().map(String::as_str).collect();
        remarks.extend(Some(entry.state.words()).filter(|words| !words.is_empty() && remarks.is_empty()));
        rows.push(vec![
            middle(&number.to_string()),
            middle(&entry.printed()),
            middle(&short(entry.date)),
            cell(&format!("{} {}", entry.kind_name, after_kind(&entry.subject))),
            cell(&entry.issuer),
            middle(&pages),
            cell(&remarks.join("; ")),
        ]);
    }
    rows
}
