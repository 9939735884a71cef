//! Workbooks made here, part by part.

use std::io::Write;

use super::*;
use crate::diag::text;
use crate::source::Sources;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>"#;
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook with these sheets: name, and the rows as XML. Style 1 is a day, style 2 a day with time.
fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    workbook_with("", "", sheets)
}

/// The same with settings before the sheets and behind them. Style 3 fills up with zeros, 4 is a percentage, 5 hours.
fn workbook_with(before: &str, behind: &str, sheets: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, content: String| {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    };
    let list = |line: &dyn Fn(usize, &str) -> String| {
        sheets.iter().enumerate().map(|(at, (name, _))| line(at + 1, name)).collect::<String>()
    };
    let relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    let root = format!(r#"<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>"#);
    part("_rels/.rels", format!(r#"{HEAD}<Relationships xmlns="{relations}">{root}</Relationships>"#));
    let entries = list(&|at, name| format!(r#"<sheet name="{name}" sheetId="{at}" r:id="rId{at}"/>"#));
    part(
        "xl/workbook.xml",
        format!(
            r#"{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}<sheets>{entries}</sheets>{behind}</workbook>"#
        ),
    );
    let links = list(&|at, _| {
        format!(r#"<Relationship Id="rId{at}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{at}.xml"/>"#)
    });
    part("xl/_rels/workbook.xml.rels", format!(r#"{HEAD}<Relationships xmlns="{relations}">{links}</Relationships>"#));
    part(
        "xl/styles.xml",
        format!(
            r#"{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="0000000000"/><numFmt numFmtId="165" formatCode="[h]:mm"/></numFmts><cellStyleXfs><xf numFmtId="164"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="10"/><xf numFmtId="165"/></cellXfs></styleSheet>"#
        ),
    );
    for (at, (_, rows)) in sheets.iter().enumerate() {
        let content = format!(r#"{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>"#);
        part(&format!("xl/worksheets/sheet{}.xml", at + 1), content);
    }
    zip.finish().unwrap().into_inner()
}

fn words(row: u32, words: &[&str]) -> String {
    let cell = |(at, word): (usize, &&str)| {
        format!(r#"<c r="{}{row}" t="inlineStr"><is><t>{word}</t></is></c>"#, table::letters(at))
    };
    format!(r#"<row r="{row}">{}</row>"#, words.iter().enumerate().map(cell).collect::<String>())
}

fn given(bytes: Vec<u8>, wanted: &[&str]) -> Result<Context, String> {
    let mut report = Report::new();
    let wanted: Vec<String> = wanted.iter().map(|&name| name.to_owned()).collect();
    read("ds.xlsx", bytes, &wanted, &mut report).ok_or_else(|| text::render(&report, &Sources::new(), false))
}

fn told(sheets: &[(&str, &str)]) -> String {
    given(workbook(sheets), &[]).unwrap_err()
}

#[test]
fn cells_keep_their_kinds_and_empty_ones_are_null() {
    let second = r#"<row r="2"><c r="A2" t="inlineStr"><is><t> Đỗ An </t></is></c><c r="B2"><v>5</v></c>
        <c r="C2"><v>0.30000000000000004</v></c><c r="D2" s="1"><v>43867</v></c><c r="E2" s="2"><v>43867.5</v></c>
        <c r="F2" t="b"><v>1</v></c></row>"#;
    let rows = words(1, &["Họ tên", "Số", "Tỷ lệ", "Ngày", "Giờ", "Có", "Ghi chú"]) + second;
    let context = given(workbook(&[("Danh sách", &rows)]), &[]).unwrap();
    let expected = r#"[{"ho_ten": "Đỗ An", "so": 5, "ty_le": 0.3, "ngay": "2020-02-06", "gio": "2020-02-06 12:00", "co": true, "ghi_chu": }]"#;
    assert_eq!(context.get("dong").unwrap().to_string(), expected);
    assert_eq!(context.get("danh_sach"), context.get("dong"));
    assert_eq!(context.get("ho_ten").and_then(Value::as_str), Some("Đỗ An"));
}

#[test]
fn numbers_are_read_as_excel_shows_them() {
    let second = r#"<row r="2"><c r="A2" s="3"><v>912345678</v></c><c r="B2" s="4"><v>0.125</v></c>
        <c r="C2" s="5"><v>1.5</v></c><c r="D2" s="3" t="inlineStr"><is><t>x</t></is></c></row>"#;
    let rows = words(1, &["Điện thoại", "Tỷ lệ", "Giờ", "Chữ"]) + second;
    let context = given(workbook(&[("x", &rows)]), &[]).unwrap();
    let expected = r#"[{"dien_thoai": "0912345678", "ty_le": "12,50%", "gio": "36:00", "chu": "x"}]"#;
    assert_eq!(context.get("dong").unwrap().to_string(), expected);
}

#[test]
fn days_are_counted_from_1904_where_the_workbook_says_so() {
    let rows = words(1, &["Ngày", "Tên"]) + r#"<row r="2"><c r="A2" s="1"><v>42405</v></c></row>"#;
    let extension =
        r#"<extLst><ext uri="{1}" xmlns:x15="urn:x"><x15:workbookPr chartTrackingRefBase="1"/></ext></extLst>"#;
    for (before, behind, wanted) in [
        (r#"<workbookPr date1904="1"/>"#, "", "2020-02-06"),
        (r#"<workbookPr date1904="true"/>"#, extension, "2020-02-06"),
        (r#"<workbookPr date1904="0"/>"#, extension, "2016-02-05"),
    ] {
        let context = given(workbook_with(before, behind, &[("x", &rows)]), &[]).unwrap();
        assert_eq!(context.get("ngay").and_then(Value::as_str), Some(wanted), "{before}{behind}");
    }
}

#[test]
fn empty_rows_are_left_out_and_a_lone_cell_far_away_costs_nothing() {
    let rows = words(3, &["a"]) + &words(5, &["1"]) + &words(9, &["2"]);
    let context = given(workbook(&[("x", &rows)]), &[]).unwrap();
    assert_eq!(context.get("dong").unwrap().len(), Some(2));
    let far = words(1, &["a"]) + r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    let seen = told(&[("x", &far)]);
    assert!(seen.contains("cột XFD có dữ liệu (hàng 1048576)"), "{seen}");
}

#[test]
fn sheets_are_chosen_by_name_with_or_without_marks() {
    let (one, two) = (words(1, &["a"]) + &words(2, &["1"]), words(1, &["b"]) + &words(2, &["2"]));
    let book = workbook(&[("Chung", &one), ("Cá nhân", &two)]);
    for name in ["Cá nhân", "ca_nhan", "CÁ NHÂN"] {
        let context = given(book.clone(), &[name]).unwrap();
        assert!(context.contains_key("ca_nhan") && context.contains_key("b"), "{name}");
    }
    let both = given(book.clone(), &["Cá nhân", "Chung"]).unwrap();
    assert_eq!(both.get("dong"), both.get("ca_nhan"));
    assert!(both.contains_key("chung"));
    let seen = given(book, &["Tập thể"]).unwrap_err();
    assert!(seen.contains("không có trang tính “Tập thể”") && seen.contains("Chung, Cá nhân"), "{seen}");
}

#[test]
fn faults_name_sheet_and_cell() {
    let error = words(1, &["a"]) + r#"<row r="2"><c r="A2" t="e"><v>#N/A</v></c></row>"#;
    let seen = told(&[("Điểm", &error)]);
    assert!(seen.contains("ô báo lỗi #N/A") && seen.contains("ds.xlsx, trang tính “Điểm”, ô A2"), "{seen}");
    let title = words(1, &["DANH SÁCH KHEN"]) + &words(2, &["Họ tên", "Đơn vị"]) + &words(3, &["An", "Sở"]);
    let seen = told(&[("x", &title)]);
    assert!(seen.contains("cột B có dữ liệu (hàng 2)") && seen.contains("xóa các hàng tiêu đề"), "{seen}");
    assert!(told(&[("x", "")]).contains("bảng không có hàng tên cột"));
}

#[test]
fn what_is_no_workbook_is_refused_with_the_way_out() {
    for bytes in [b"a,b\n1,2\n".to_vec(), Vec::new(), workbook(&[])[..40].to_vec()] {
        let seen = given(bytes, &[]).unwrap_err();
        assert!(seen.contains("không phải sổ Excel .xlsx"), "{seen}");
    }
}

#[test]
fn a_formula_without_a_result_is_told_by_its_cell_and_one_with_an_empty_text_is_not() {
    let second = r#"<row r="2"><c r="A2" t="str"><f>B2</f><v></v></c><c r="B2"><f>1+1</f></c><c r="C2"><f>1+1</f><v>2</v></c><c r="D2"><f/></c><c r="E2"><f>1</f><v/></c><c r="F2"><f>1</f><v></v></c></row>"#;
    let rows = words(1, &["Một", "Hai", "Ba", "Bốn", "Năm", "Sáu"]) + second;
    let found = told(&[("S", &rows)]);
    assert_eq!(found.matches("ô có công thức nhưng tệp không ghi kết quả").count(), 4, "{found}");
    assert!(found.contains("trang tính “S”, ô B2") && found.contains("ô D2"), "{found}");
}

#[test]
fn what_excel_may_have_changed_is_told_and_the_data_are_read_all_the_same() {
    let cells = |row: u32, phone: &str, day: &str| format!(r#"<row r="{row}">{phone}{day}</row>"#);
    let second = cells(2, r#"<c r="A2"><v>912345678</v></c>"#, r#"<c r="B2" s="1"><v>43586</v></c>"#);
    let third = cells(
        3,
        r#"<c r="A3" s="3"><v>912345679</v></c>"#,
        r#"<c r="B3" t="inlineStr"><is><t>13/01/2019</t></is></c>"#,
    );
    let rows = [words(1, &["Điện thoại", "Ngày"]), second, third].concat();
    let mut report = Report::new();
    let context = read("ds.xlsx", workbook(&[("S", &rows)]), &[], &mut report).unwrap();
    assert!(context.get("dong").unwrap().to_string().contains("0912345679"));
    let found = text::render(&report, &Sources::new(), false);
    assert!(found.contains("cảnh báo NGUON14: ô ghi số 912345678: có thể đã mất số 0 ở đầu"), "{found}");
    assert!(found.contains("trang tính “S”, ô A2") && found.contains("ô B3 “13/01/2019”"), "{found}");
    assert!(!report.has_errors());
}
