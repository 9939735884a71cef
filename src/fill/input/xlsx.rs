//! A workbook of Excel: of each sheet wanted, the first row names the columns.

mod doubt;
mod look;

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{
    Cell, DataRef, ExcelDateTime, ExcelDateTimeType, Reader, SheetVisible, Xlsx, XlsxError, open_workbook_from_rs,
};
use tera::{Context, Value};

use self::doubt::Doubts;
use self::look::{Look, Shown};
use super::{MAX_BYTES, MOST_TOLD, MOST_VALUES, code, table};
use crate::diag::{Diagnostic, Place, Report, nearest};
use crate::viet;

/// More than this, uncompressed, is not a table that someone keeps.
const MOST_BYTES: u64 = 512 << 20;
/// More texts than this, each kept once, are not read; nor more bytes of them.
const MOST_TEXTS: usize = 1_000_000;
const MOST_TEXT_BYTES: u64 = 128 << 20;
/// Larger lists of styles, sheets and links are not read.
const MOST_ASIDE: u64 = 16 << 20;
/// Excel has no more rows.
const MOST_ROWS: usize = 1_048_576;

type Workbook<'b> = Xlsx<Cursor<&'b [u8]>>;

/// An opened workbook.
struct Book<'b> {
    sheets: Workbook<'b>,
    bytes: &'b [u8],
    look: Look,
}

type Cells = BTreeMap<u32, Vec<(u32, Value)>>;

/// Reads the sheets wanted.
#[expect(clippy::needless_pass_by_value, reason = "as the other formats, which keep the bytes")]
pub fn read(name: &str, bytes: Vec<u8>, wanted: &[String], report: &mut Report) -> Option<Context> {
    let read = open(name, &bytes).and_then(|mut book| {
        let sheets = choose(name, &book.sheets, wanted)?;
        sheets.iter().map(|sheet| Ok((list_name(sheet), rows(name, &mut book, sheet, report)?))).collect()
    });
    match read {
        Ok(all) => Some(super::tables(all)),
        Err(faults) => {
            report.extend(faults);
            None
        }
    }
}

/// Reads the sheets wanted, all visible ones when none is named, without taking a row for names.
pub fn sheets(name: &str, bytes: &[u8], wanted: &[String], report: &mut Report) -> Option<Vec<super::Sheet>> {
    let read = open(name, bytes).and_then(|mut book| {
        let visible = book.sheets.sheets_metadata().iter().filter(|sheet| sheet.visible == SheetVisible::Visible);
        let visible: Vec<String> = visible.map(|sheet| sheet.name.clone()).collect();
        let names = if wanted.is_empty() { visible } else { choose(name, &book.sheets, wanted)? };
        names.into_iter().map(|sheet| grid(name, &mut book, sheet)).collect()
    });
    read.map_err(|faults| report.extend(faults)).ok()
}

fn grid(name: &str, book: &mut Book<'_>, sheet: String) -> Result<super::Sheet, Vec<Diagnostic>> {
    let (cells, _) = cells(book, &sheet, &|cell| place(name, &sheet, cell))?;
    let text = |row: Vec<(u32, Value)>| row.into_iter().map(|(column, value)| (column, value.to_string())).collect();
    Ok(super::Sheet { rows: cells.into_iter().map(|(at, row)| (at, text(row))).collect(), name: Some(sheet) })
}

fn place(name: &str, sheet: &str, cell: Option<(u32, u32)>) -> Place {
    let at = cell.map(|(row, column)| format!(", ô {}{}", table::letters(column as usize), row + 1));
    Place::File(format!("{name}, trang tính “{sheet}”{}", at.unwrap_or_default()))
}

fn open<'b>(name: &str, bytes: &'b [u8]) -> Result<Book<'b>, Vec<Diagnostic>> {
    let fail = |message: String, hint: &str| vec![Diagnostic::error(&code::WORKBOOK, message).in_file(name).hint(hint)];
    let archive = zip::ZipArchive::new(Cursor::new(bytes)).ok();
    let size = archive.and_then(|archive| archive.decompressed_size()).unwrap_or(0);
    if size > u128::from(MOST_BYTES) {
        return Err(fail("sổ Excel mở ra nặng hơn 512 MB".to_owned(), "tách dữ liệu ra nhiều tệp"));
    }
    if let Some(message) = oversized(bytes) {
        return Err(fail(message, "tách dữ liệu ra nhiều tệp"));
    }
    let book = open_workbook_from_rs(Cursor::new(bytes)).map_err(|error| match error {
        XlsxError::Password => fail("sổ Excel đặt mật khẩu".to_owned(), "bỏ mật khẩu trong Excel rồi lưu lại"),
        _ => fail(
            "tệp không phải sổ Excel .xlsx, hoặc đã hỏng".to_owned(),
            "mở tệp bằng Excel, chọn Tệp → Lưu như (File → Save as), loại .xlsx, rồi dùng tệp mới",
        ),
    })?;
    Ok(Book { sheets: book, bytes, look: Look::read(bytes) })
}

/// Says what is too large of the parts that are read whole, before any of them is.
fn oversized(bytes: &[u8]) -> Option<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).ok()?;
        let name = entry.name().to_lowercase();
        if name.contains("worksheets/") && !name.contains("_rels/") {
            continue;
        }
        if name.contains("sharedstrings") {
            match texts(&mut entry) {
                Some(count) if count <= MOST_TEXTS => continue,
                Some(count) => return Some(format!("sổ Excel có {count} đoạn chữ, nhiều nhất là {MOST_TEXTS}")),
                None => return Some(format!("phần chữ của sổ Excel nặng hơn {} MB", MOST_TEXT_BYTES >> 20)),
            }
        }
        let xml = [".xml", ".rels"].iter().any(|end| name.ends_with(end));
        let read = std::io::copy(&mut std::io::Read::take(&mut entry, MOST_ASIDE + 1), &mut std::io::sink());
        if xml && read.is_ok_and(|size| size > MOST_ASIDE) {
            return Some(format!("phần “{name}” của sổ Excel nặng hơn {} MB", MOST_ASIDE >> 20));
        }
    }
    None
}

/// Counts the texts of a workbook; `None` where they are too large to go on.
fn texts(part: &mut impl std::io::Read) -> Option<usize> {
    let mut reader = std::io::BufReader::with_capacity(1 << 16, std::io::Read::take(part, MOST_TEXT_BYTES + 1));
    let (mut count, mut size, mut before) = (0, 0_u64, [0_u8; 3]);
    loop {
        let block = std::io::BufRead::fill_buf(&mut reader).ok()?;
        if block.is_empty() {
            return (size <= MOST_TEXT_BYTES).then_some(count);
        }
        for byte in block {
            count += usize::from(before[..] == *b"<si" && !byte.is_ascii_alphanumeric());
            count += usize::from(before[..] == *b":si" && !byte.is_ascii_alphanumeric());
            before = [before[1], before[2], *byte];
        }
        let length = block.len();
        size += length as u64;
        std::io::BufRead::consume(&mut reader, length);
    }
}

/// Returns the sheets by their own names; a name may be typed without marks and in any case.
fn choose(name: &str, book: &Workbook, wanted: &[String]) -> Result<Vec<String>, Vec<Diagnostic>> {
    let all = book.sheets_metadata();
    if wanted.is_empty() {
        let visible = all.iter().find(|sheet| sheet.visible == SheetVisible::Visible).or(all.first());
        let missing = || vec![Diagnostic::error(&code::WORKBOOK, "sổ Excel không có trang tính nào").in_file(name)];
        return visible.map(|sheet| vec![sheet.name.clone()]).ok_or_else(missing);
    }
    let find = |wanted: &String| {
        let same = all.iter().find(|sheet| sheet.name == *wanted);
        let found = same.or_else(|| all.iter().find(|sheet| list_name(&sheet.name) == list_name(wanted)));
        found.map(|sheet| sheet.name.clone()).ok_or_else(|| {
            let hint = match nearest(wanted, all.iter().map(|sheet| sheet.name.as_str())) {
                Some(near) => format!("có phải là “{near}”?"),
                None => {
                    let names: Vec<&str> = all.iter().map(|sheet| sheet.name.as_str()).collect();
                    format!("các trang tính đang có: {}", names.join(", "))
                }
            };
            vec![Diagnostic::error(&code::SHEET, format!("không có trang tính “{wanted}”")).in_file(name).hint(hint)]
        })
    };
    wanted.iter().map(find).collect()
}

fn list_name(sheet: &str) -> String {
    match table::name(&viet::text::nfc(sheet)) {
        empty if empty.is_empty() => super::ROWS.to_owned(),
        name => name,
    }
}

fn rows(name: &str, book: &mut Book<'_>, sheet: &str, report: &mut Report) -> Result<Vec<Value>, Vec<Diagnostic>> {
    let place = |cell: Option<(u32, u32)>| place(name, sheet, cell);
    let (mut cells, doubts) = cells(book, sheet, &place)?;
    let Some((_, header)) = cells.pop_first() else { return Err(vec![table::nothing(&place(None))]) };
    let width =
        cells.values().chain([&header]).filter_map(|row| row.last()).map(|(column, _)| column + 1).max().unwrap_or(0);
    table::fits(cells.len(), width as usize, &place(None))?;
    let headers: Vec<String> = spread(header, width).map(|value| value.to_string()).collect();
    let columns = table::columns(&headers, &place(None))?;
    let header = |column: u32| headers.get(column as usize).cloned().unwrap_or_default();
    report.extend(doubts.told(header, |at| place(Some(at))));
    let mut nameless: BTreeMap<u32, u32> = BTreeMap::new();
    for (row, column) in cells.iter().flat_map(|(row, cells)| cells.iter().map(move |(column, _)| (*row, *column))) {
        if columns.get(column as usize).is_none_or(Option::is_none) {
            nameless.entry(column).or_insert(row);
        }
    }
    if !nameless.is_empty() {
        let fault = |(column, row): (&u32, &u32)| table::nameless(*column as usize, *row as usize + 1, place(None));
        return Err(nameless.iter().map(fault).collect());
    }
    Ok(cells.into_values().filter_map(|row| super::row(&columns, spread(row, width))).collect())
}

/// Returns a row with its empty cells.
fn spread(row: Vec<(u32, Value)>, width: u32) -> impl Iterator<Item = Value> {
    let mut row = row.into_iter().peekable();
    (0..width).map(move |column| row.next_if(|(at, _)| *at == column).map_or_else(Value::none, |(_, value)| value))
}

/// Reads the cells that hold something, by row: a lone cell at the end of the sheet costs no more than any other.
fn cells(
    book: &mut Book<'_>,
    sheet: &str,
    place: &impl Fn(Option<(u32, u32)>) -> Place,
) -> Result<(Cells, Doubts), Vec<Diagnostic>> {
    let unreadable = |_: XlsxError| {
        let found = Diagnostic::error(&code::WORKBOOK, "không đọc được trang tính").place(place(None));
        vec![found.hint("mở tệp bằng Excel rồi lưu lại")]
    };
    let (shown, unreckoned) = book.look.of(book.bytes, sheet);
    let since_1904 = book.look.since_1904;
    let mut reader = book.sheets.worksheet_cells_reader(sheet).map_err(unreadable)?;
    let mut faults: Vec<Diagnostic> =
        unreckoned.iter().take(MOST_TOLD).map(|at| unreckoned_formula(place(Some(*at)))).collect();
    let (mut rows, mut doubts, mut count, mut size) = (Cells::new(), Doubts::default(), 0, 0);
    while let Some(cell) = reader.next_cell().map_err(unreadable)? {
        let format = shown.get(&cell.get_position()).copied();
        doubts.note(cell.get_position(), cell.get_value(), format.is_some());
        match value(&cell, format, since_1904) {
            Ok(value) if value.is_none() => {}
            Ok(value) => {
                let (row, column) = cell.get_position();
                size += value.as_str().map_or(0, str::len);
                rows.entry(row).or_default().push((column, value));
                count += 1;
            }
            Err(error) if faults.len() < MOST_TOLD => faults.push(broken(&error, place(Some(cell.get_position())))),
            Err(_) => count += 1,
        }
        if count > MOST_VALUES || rows.len() > MOST_ROWS || size > MAX_BYTES {
            let message = "trang tính có hơn 2,5 triệu ô, 1.048.576 hàng hoặc 128 MB chữ";
            let found = Diagnostic::error(&code::SIZE, message).place(place(None));
            return Err(vec![found.hint("tách dữ liệu ra nhiều tệp")]);
        }
    }
    for row in rows.values_mut() {
        row.sort_by_key(|(column, _)| *column);
    }
    if faults.is_empty() { Ok((rows, doubts)) } else { Err(faults) }
}

fn unreckoned_formula(place: Place) -> Diagnostic {
    let hint = "mở tệp bằng Excel hoặc LibreOffice Calc rồi lưu lại để công thức có kết quả";
    Diagnostic::error(&code::CELL, "ô có công thức nhưng tệp không ghi kết quả").place(place).hint(hint)
}

fn broken(error: &str, place: Place) -> Diagnostic {
    let hint = "sửa công thức trong Excel, lưu lại rồi chạy lại; nếu không cần thì xóa nội dung ô";
    Diagnostic::error(&code::CELL, format!("ô báo lỗi {error}")).place(place).hint(hint)
}

/// Returns a cell as a template sees it; an error of Excel as its text.
fn value(cell: &Cell<DataRef>, shown: Option<&Shown>, since_1904: bool) -> Result<Value, String> {
    let text_or = |text: Option<String>, number| text.map_or_else(|| number_value(number), Value::from);
    Ok(match cell.get_value() {
        DataRef::Empty => Value::none(),
        DataRef::Int(number) => Value::from(*number),
        DataRef::Float(number) => text_or(shown.and_then(|shown| shown.text(*number)), *number),
        DataRef::Bool(truth) => Value::from(*truth),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text_value(text),
        DataRef::SharedString(text) => text_value(text),
        DataRef::DateTime(time) if time.is_duration() => text_or(look::duration(time.as_f64()), time.as_f64()),
        // The reader takes an element of an extension for the one that says from when days are counted.
        DataRef::DateTime(time) => {
            let time = ExcelDateTime::new(time.as_f64(), ExcelDateTimeType::DateTime, since_1904);
            Value::from(moment(&time))
        }
        DataRef::Error(error) => return Err(error.to_string()),
    })
}

fn text_value(text: &str) -> Value {
    match text.trim() {
        "" => Value::none(),
        text => Value::normal_string(&viet::text::nfc(text).replace("\r\n", "\n")),
    }
}

/// A number as Excel shows it, with fifteen digits; a whole one is whole.
#[expect(clippy::cast_possible_truncation, reason = "checked to be whole and below 10^15")]
fn number_value(number: f64) -> Value {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return Value::from(number as i64);
    }
    let rounded = format!("{number:.14e}").parse().unwrap_or(number);
    Value::from(rounded)
}

/// A day as `2020-02-06`, with the time behind it where there is one; a time alone as `07:30`.
fn moment(time: &calamine::ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    let clock = match second {
        0 => format!("{hour:02}:{minute:02}"),
        second => format!("{hour:02}:{minute:02}:{second:02}"),
    };
    match (time.as_f64(), hour, minute, second) {
        (value, ..) if value < 1.0 => clock,
        (_, 0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
        _ => format!("{year:04}-{month:02}-{day:02} {clock}"),
    }
}

#[cfg(test)]
mod tests;
