//! A table as text: commas, semicolons or tabs between the columns, as Excel writes it.

use csv::{ByteRecord, ReaderBuilder};
use tera::value::Key;
use tera::{Context, Value};

use super::{code, table};
use crate::diag::{Diagnostic, Place, Report};
use crate::source::{FileId, Sources, Span, decode};
use crate::viet;

const EXCEL: &str =
    "trong Excel chọn Tệp → Lưu như (File → Save as), loại “CSV UTF-8 (Comma delimited)”, hoặc dùng thẳng tệp .xlsx";

fn text(name: &str, bytes: Vec<u8>, sources: &mut Sources, report: &mut Report) -> Option<FileId> {
    let mut found = Report::new();
    let file = decode(name, bytes, sources, &mut found);
    if file.is_none() {
        // Files of the old code pages come from Excel, so its way out stands first.
        report.extend(found.iter().cloned().map(|mut fault| {
            fault.hints.insert(0, EXCEL.to_owned());
            fault
        }));
    }
    file
}

/// Reads a CSV file without taking a row for names; its rows are numbered as the lines of the file.
pub fn sheet(name: &str, bytes: Vec<u8>, sources: &mut Sources, report: &mut Report) -> Option<super::Sheet> {
    let file = text(name, bytes, sources, report)?;
    let text = sources.get(file).text();
    if let Some(fault) = open_quote(text, file) {
        report.push(fault);
        return None;
    }
    let (skipped, delimiter) = table_delimiter(text);
    let before = u32::try_from(text[..skipped].matches('\n').count()).unwrap_or(0);
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(&text.as_bytes()[skipped..]);
    let (mut sheet, mut record, mut count) = (super::Sheet::default(), ByteRecord::new(), 0);
    while reader.read_byte_record(&mut record).unwrap_or(false) {
        let line = record.position().map_or(0, csv::Position::line).saturating_sub(1);
        let cell = |cell: &[u8]| viet::text::nfc(std::str::from_utf8(cell).unwrap_or_default().trim()).into_owned();
        let cells = (0..).zip(record.iter().map(cell)).filter(|(_, cell)| !cell.is_empty());
        let cells: Vec<(u32, String)> = cells.collect();
        count += cells.len();
        if sheet.rows.len() >= super::MOST_ROWS || count > super::MOST_VALUES {
            report.push(super::too_long(name));
            return None;
        }
        if !cells.is_empty() {
            sheet.rows.insert(before + u32::try_from(line).unwrap_or(u32::MAX), cells);
        }
    }
    Some(sheet)
}

/// Reads a CSV file.
pub fn read(name: &str, bytes: Vec<u8>, sources: &mut Sources, report: &mut Report) -> Option<Context> {
    let file = text(name, bytes, sources, report)?;
    match rows(sources.get(file).text(), file) {
        Ok(rows) => Some(super::tables(vec![(list_name(name), rows)])),
        Err(faults) => {
            report.extend(faults);
            None
        }
    }
}

/// The name of the list, after the file: `ds-khen.csv` gives `ds_khen`.
fn list_name(name: &str) -> String {
    let stem = std::path::Path::new(name).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    match table::name(stem) {
        empty if empty.is_empty() => super::ROWS.to_owned(),
        name => name,
    }
}

fn rows(text: &str, file: FileId) -> Result<Vec<Value>, Vec<Diagnostic>> {
    let (skipped, delimiter) = delimiter(text);
    let place = |start: u64, end: u64| {
        let at = |offset: u64| skipped + usize::try_from(offset).unwrap_or(usize::MAX);
        let line = text.get(at(start)..at(end).min(text.len())).unwrap_or_default();
        let first = line.trim_start_matches(['\r', '\n']);
        let start = at(start) + (line.len() - first.len());
        Place::Span(Span::new(file, start, start + first.lines().next().unwrap_or_default().len()))
    };
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(&text.as_bytes()[skipped..]);
    let (mut columns, mut list, mut faults): (Option<Vec<Option<Key>>>, Vec<Value>, Vec<Diagnostic>) =
        Default::default();
    let mut record = ByteRecord::new();
    let mut start = 0;
    // Reading from memory, with rows of any length: nothing can go wrong.
    while reader.read_byte_record(&mut record).unwrap_or(false) {
        let here = place(start, reader.position().byte());
        start = reader.position().byte();
        let cells: Vec<&str> = record.iter().map(|cell| std::str::from_utf8(cell).unwrap_or_default().trim()).collect();
        if cells.iter().all(|cell| cell.is_empty()) {
            continue;
        }
        let Some(keys) = &columns else {
            let headers: Vec<String> = cells.iter().map(|cell| viet::text::nfc(cell).into_owned()).collect();
            columns = Some(table::columns(&headers, &here)?);
            continue;
        };
        table::fits(list.len() + 1, keys.len().max(1), &here)?;
        if faults.len() < super::MOST_TOLD {
            faults.extend(misfit(&cells, keys, &here));
        }
        list.extend(super::row(keys, cells.iter().map(|cell| value(cell))));
    }
    faults.extend(open_quote(text, file));
    let whole = Place::Span(Span::new(file, 0, 0));
    if columns.is_none() {
        faults.push(table::nothing(&whole));
    }
    if faults.is_empty() { Ok(list) } else { Err(faults) }
}

/// Reports what stands in no column, or in one without a name.
fn misfit(cells: &[&str], keys: &[Option<Key<'static>>], place: &Place) -> Option<Diagnostic> {
    let beyond = (0..cells.len()).find(|at| !cells[*at].is_empty() && keys.get(*at).is_none_or(Option::is_none))?;
    if beyond < keys.len() {
        let message = format!("cột thứ {} có “{}” nhưng hàng đầu không đặt tên cho cột", beyond + 1, cells[beyond]);
        let found = Diagnostic::error(&code::COLUMN, message).place(place.clone());
        return Some(found.hint("hàng đầu phải là tên cột: xóa các hàng tiêu đề ở trên, hoặc đặt tên cho cột này"));
    }
    let message = format!("hàng có {} ô, hàng tên cột chỉ có {}", cells.len(), keys.len());
    let found = Diagnostic::error(&code::CSV, message).place(place.clone());
    Some(found.hint("ô có dấu phân cách bên trong phải nằm trong ngoặc kép \" \""))
}

/// A quote that is not closed swallows the rest of the file into its row.
fn open_quote(text: &str, file: FileId) -> Option<Diagnostic> {
    if text.bytes().filter(|byte| *byte == b'"').count().is_multiple_of(2) {
        return None;
    }
    let last = text.rfind('"')?;
    let message = "ngoặc kép mở ra mà không đóng, hoặc thừa một dấu ngoặc kép";
    let found = Diagnostic::error(&code::CSV, message).at(Span::new(file, last, last + 1));
    Some(found.hint("trong ô có ngoặc kép thì viết hai dấu liền nhau: \"\""))
}

/// How many lines are looked at for what stands between columns.
const LOOKED_AT: usize = 60;

/// Returns where a table begins below titles, and what stands between its columns: what the fullest of its first lines
/// has.
fn table_delimiter(text: &str) -> (usize, u8) {
    let stated = delimiter(text);
    if stated.0 > 0 {
        return stated;
    }
    let lines = text.lines().take(LOOKED_AT).flat_map(counts);
    let most = lines.max_by_key(|(_, count)| *count).filter(|(_, count)| *count > 0);
    (0, most.map_or(stated.1, |(delimiter, _)| delimiter))
}

/// Counts what may stand between columns, outside of quotes.
fn counts(line: &str) -> [(u8, usize); 3] {
    let mut quoted = false;
    let mut counts = [(b'\t', 0), (b';', 0), (b',', 0)];
    for byte in line.bytes() {
        quoted ^= byte == b'"';
        for (delimiter, count) in &mut counts {
            *count += usize::from(!quoted && byte == *delimiter);
        }
    }
    counts
}

/// Returns where the table begins, and what stands between its columns.
///
/// Excel can write the answer into the first line: `sep=;`. Else it is what stands most often in that line.
fn delimiter(text: &str) -> (usize, u8) {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    if let Some(&[stated]) = first.trim_end().strip_prefix("sep=").map(str::as_bytes) {
        let end = text.find("sep=").unwrap_or(0) + first.len();
        return (end, stated);
    }
    let most = counts(first).into_iter().rev().max_by_key(|(_, count)| *count);
    (0, most.map_or(b',', |(delimiter, _)| delimiter))
}

/// Returns a cell as a template sees it. A number is one only if it prints as it stands: `08` and `1.500` are text.
fn value(cell: &str) -> Value {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let whole = !digits.is_empty() && digits.len() <= 18 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let plain = whole && (digits == "0" || !digits.starts_with('0')) && cell != "-0";
    match cell.parse::<i64>() {
        _ if cell.is_empty() => Value::none(),
        Ok(number) if plain => Value::from(number),
        _ => Value::normal_string(&viet::text::nfc(cell).replace("\r\n", "\n")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::text;

    fn read_bytes(bytes: &[u8]) -> Result<Context, String> {
        let (mut sources, mut report) = (Sources::new(), Report::new());
        let context = read("ds-khen.csv", bytes.to_vec(), &mut sources, &mut report);
        context.ok_or_else(|| text::render(&report, &sources, false))
    }

    fn list(csv: &str) -> String {
        read_bytes(csv.as_bytes()).unwrap().get("dong").unwrap().to_string()
    }

    fn told(csv: &str) -> String {
        read_bytes(csv.as_bytes()).unwrap_err()
    }

    #[test]
    fn commas_semicolons_and_tabs_are_told_apart() {
        let expected = r#"[{"ho_ten": "An, Bình", "diem": 9}, {"ho_ten": "Chi", "diem": 8}]"#;
        assert_eq!(list("Họ tên,Điểm\n\"An, Bình\",9\nChi,8\n"), expected);
        assert_eq!(list("\u{feff}Họ tên;Điểm\r\nAn, Bình;9\r\nChi;8\r\n"), expected);
        assert_eq!(list("Họ tên\tĐiểm\nAn, Bình\t9\n\n\nChi\t8"), expected);
        assert_eq!(list("sep=;\nHọ tên;Điểm\nAn, Bình;9\nChi;8"), expected);
    }

    #[test]
    fn a_number_is_one_only_if_it_prints_as_it_stands() {
        let seen = list("a,b,c,d,e,f\n08,1.500,-7,0,0912345678,\n");
        assert_eq!(seen, r#"[{"a": "08", "b": "1.500", "c": -7, "d": 0, "e": "0912345678", "f": }]"#);
    }

    #[test]
    fn the_list_is_called_after_the_file_too() {
        let context = read_bytes("a\n1\n2\n".as_bytes()).unwrap();
        assert_eq!(context.get("ds_khen"), context.get("dong"));
        assert!(!context.contains_key("a"));
    }

    #[test]
    fn of_one_row_the_columns_are_names_at_the_top_too() {
        let context = read_bytes("Họ tên,Chức vụ\nAn,Văn thư\n".as_bytes()).unwrap();
        assert_eq!(context.get("ho_ten").and_then(Value::as_str), Some("An"));
    }

    #[test]
    fn faults_say_the_row() {
        let wide = told("a,b\n1,2\n1,2,3\n");
        assert!(wide.contains("hàng có 3 ô, hàng tên cột chỉ có 2") && wide.contains("ds-khen.csv:3:1"), "{wide}");
        let title = told("DANH SÁCH,\nHọ tên,Điểm\nAn,9\n");
        assert!(title.contains("cột thứ 2 có “Điểm”") && title.contains("ds-khen.csv:2:1"), "{title}");
        let quote = told("a,b\n\"x,2\n3,4\n");
        assert!(quote.contains("ngoặc kép mở ra mà không đóng") && quote.contains("ds-khen.csv:2:1"), "{quote}");
        assert!(told("").contains("không có hàng tên cột"));
    }

    #[test]
    fn an_old_code_page_is_refused_with_excels_way_out() {
        // "Nguyễn" as Windows-1258 has it.
        let seen = read_bytes(b"ho_ten\nNguy\xea\xden\n").unwrap_err();
        assert!(seen.contains("tệp chưa lưu theo UTF-8") && seen.contains("CSV UTF-8"), "{seen}");
    }
}
