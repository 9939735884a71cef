//! Data for Word templates, from YAML, JSON, Excel or CSV.
//!
//! Whatever the file, templates see the same: names and values. A list at the top is called `dong`; the rows of a
//! table are such a list. Where a table has one row only, its columns are names at the top as well.

mod code;
mod csv;
mod json;
mod table;
mod xlsx;
mod yaml;

use std::collections::BTreeMap;
use std::path::Path;

use tera::{Context, Map, Value};

use crate::diag::{Diagnostic, Report};
use crate::source::Sources;

pub use code::ALL as CODES;
pub use table::letters;

/// The name of a list that stands alone in its file.
pub const ROWS: &str = "dong";

/// Largest file of data that is read, in bytes.
pub const MAX_BYTES: usize = 128 * 1024 * 1024;

/// Most values that a file of data may hold: 100,000 rows of 25 columns.
const MOST_VALUES: usize = 2_500_000;

/// Most rows of an existing register: that of a ministry has some ten thousand a year.
const MOST_ROWS: usize = 50_000;

/// More faults of one kind are not told one by one.
const MOST_TOLD: usize = 100;

/// How a file of data is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// YAML, as the records of a year.
    Yaml,
    /// JSON.
    Json,
    /// A workbook of Excel.
    Xlsx,
    /// A table as text, with commas, semicolons or tabs.
    Csv,
}

impl Format {
    /// Returns the format that the end of a file's name tells, in whatever case.
    pub fn of(path: &Path) -> Option<Self> {
        let end = path.extension()?.to_str()?.to_ascii_lowercase();
        Some(match end.as_str() {
            "yaml" | "yml" => Self::Yaml,
            "json" => Self::Json,
            "xlsx" | "xlsm" => Self::Xlsx,
            "csv" | "tsv" | "txt" => Self::Csv,
            _ => return None,
        })
    }
}

/// A file of data, read into memory.
#[derive(Debug)]
pub struct Input<'a> {
    /// The name shown to the user; its end tells the format.
    pub name: &'a str,
    /// The content.
    pub bytes: Vec<u8>,
    /// The sheets wanted of a workbook, the first of which is `dong` too; the first visible one when empty.
    pub sheets: &'a [String],
}

/// Reads data; faults go to the report, and a file with an error gives none.
pub fn read(input: Input, sources: &mut Sources, report: &mut Report) -> Option<Context> {
    let Some(format) = Format::of(Path::new(input.name)) else {
        report.push(unknown_format(input.name));
        return None;
    };
    if input.bytes.len() > MAX_BYTES {
        let size = input.bytes.len().div_ceil(1024 * 1024);
        let message = format!("tệp nặng {size} MB, chỉ đọc được tệp đến {} MB", MAX_BYTES / 1024 / 1024);
        report.push(Diagnostic::error(&code::SIZE, message).in_file(input.name).hint("tách dữ liệu ra nhiều tệp"));
        return None;
    }
    if format != Format::Xlsx && !input.sheets.is_empty() {
        let message = format!("tệp không phải sổ Excel nên không có trang tính “{}”", input.sheets[0]);
        let found = Diagnostic::error(&code::SHEET, message).in_file(input.name);
        report.push(found.hint("bỏ --trang-tinh, hoặc chọn tệp .xlsx"));
        return None;
    }
    match format {
        Format::Yaml => yaml::read(input.name, input.bytes, sources, report),
        Format::Json => json::read(input.name, input.bytes, sources, report),
        Format::Xlsx => xlsx::read(input.name, input.bytes, input.sheets, report),
        Format::Csv => csv::read(input.name, input.bytes, sources, report),
    }
}

/// Makes one of the data of several files: facts that all items share from one, the list from another.
///
/// A name with two values is a fault, for nobody can say which of them is meant. The one row of a table that only gives
/// names does not stand in the way of another file's list.
pub fn together(parts: Vec<(String, Option<Context>)>, report: &mut Report) -> Option<Context> {
    let parts: Vec<(String, Context)> =
        parts.into_iter().map(|(name, part)| Some((name, part?))).collect::<Option<_>>()?;
    let rows = |part: &Context| part.get(ROWS).and_then(Value::as_array).map(<[Value]>::len);
    let lists = parts.iter().filter(|(_, part)| rows(part).is_some()).count();
    let mut all = Context::new();
    let mut from: BTreeMap<String, &str> = BTreeMap::new();
    let mut clashes = false;
    for (name, part) in &parts {
        for key in super::batch::names(part) {
            let only_names = key == ROWS && lists > 1 && rows(part) == Some(1);
            let Some(value) = part.get(&key).filter(|_| !only_names) else { continue };
            match all.get(&key) {
                Some(known) if known != value => {
                    clashes = true;
                    report.push(clash(&key, from.get(&key).copied().unwrap_or_default(), name));
                }
                Some(_) => {}
                None => {
                    all.insert_value(key.clone(), value.clone());
                    from.insert(key, name);
                }
            }
        }
    }
    (!clashes).then_some(all)
}

fn clash(key: &str, first: &str, second: &str) -> Diagnostic {
    let message = format!("“{key}” có trong cả {first} và {second}, với hai giá trị khác nhau");
    let hint = if key == ROWS {
        "mỗi lần chỉ dùng một tệp có danh sách; gộp các danh sách vào một trang tính"
    } else {
        "bỏ khóa hoặc cột ấy khỏi một trong hai tệp"
    };
    Diagnostic::error(&code::CLASH, message).in_file(second).hint(hint)
}

/// A table as it lies in its file: no row of it is taken for names.
#[derive(Debug, Default)]
pub struct Sheet {
    /// The name of the sheet; text has none.
    pub name: Option<String>,
    /// The cells that hold something, as text, by row and column from 0. A day is `2020-02-06`.
    pub rows: BTreeMap<u32, Vec<(u32, String)>>,
}

/// Reads the tables of a workbook or a text file; faults go to the report, and a file with an error gives none.
///
/// Without wanted sheets all visible ones are read.
pub fn sheets(input: Input, sources: &mut Sources, report: &mut Report) -> Option<Vec<Sheet>> {
    match Format::of(Path::new(input.name)) {
        Some(Format::Xlsx) if input.bytes.len() <= MAX_BYTES => {
            let sheets = xlsx::sheets(input.name, &input.bytes, input.sheets, report)?;
            let fits = sheets.iter().map(|sheet| sheet.rows.len()).sum::<usize>() <= MOST_ROWS;
            if !fits {
                report.push(too_long(input.name));
            }
            fits.then_some(sheets)
        }
        Some(Format::Csv) if input.bytes.len() <= MAX_BYTES => {
            csv::sheet(input.name, input.bytes, sources, report).map(|sheet| vec![sheet])
        }
        Some(Format::Xlsx | Format::Csv) => {
            let found = Diagnostic::error(&code::SIZE, "tệp quá lớn, không đọc được").in_file(input.name);
            report.push(found.hint("tách dữ liệu ra nhiều tệp"));
            None
        }
        _ => {
            let message = "chỉ đọc sổ từ tệp .xlsx hoặc .csv";
            let found = Diagnostic::error(&code::FORMAT, message).in_file(input.name);
            report.push(found.hint("mở bằng Excel, chọn Tệp → Lưu như (File → Save as), loại .xlsx, rồi dùng tệp mới"));
            None
        }
    }
}

/// A register that is beyond any office's.
fn too_long(name: &str) -> Diagnostic {
    let found = Diagnostic::error(&code::SIZE, "sổ có hơn 50.000 hàng hoặc 2,5 triệu ô").in_file(name);
    found.hint("tách sổ ra nhiều tệp, mỗi năm một tệp, rồi nhập từng tệp")
}

fn unknown_format(name: &str) -> Diagnostic {
    let end = Path::new(name).extension().and_then(|end| end.to_str()).unwrap_or_default().to_lowercase();
    let message = match end.as_str() {
        "" => "tên tệp không có đuôi nên không biết là dữ liệu loại gì".to_owned(),
        end => format!("không đọc dữ liệu từ tệp .{end}"),
    };
    let hint = match end.as_str() {
        "xls" | "xlsb" | "ods" | "et" => {
            "mở bằng Excel, chọn Tệp → Lưu như (File → Save as), loại .xlsx, rồi dùng tệp mới"
        }
        _ => "dữ liệu là tệp .yaml, .json, .xlsx hoặc .csv",
    };
    Diagnostic::error(&code::FORMAT, message).in_file(name).hint(hint)
}

/// Returns what a template sees of a value at the top of a file; `None` when it has no names.
fn context(value: Value) -> Option<Context> {
    let mut context = Context::new();
    if value.is_none() {
        return Some(context);
    }
    if value.is_array() {
        context.insert_value(ROWS, value);
        return Some(context);
    }
    for (key, value) in value.into_map()? {
        context.insert_value(key.to_string(), value);
    }
    Some(context)
}

fn shapeless(name: &str) -> Diagnostic {
    Diagnostic::error(&code::SHAPE, "cả tệp chỉ là một giá trị, cần một nhóm khóa hoặc một danh sách")
        .in_file(name)
        .hint("mỗi dòng một khóa và giá trị, ví dụ `ho_ten: Nguyễn Văn A`")
}

/// Returns what a template sees of tables: each list by its name, the first one as `dong` too.
fn tables(all: Vec<(String, Vec<Value>)>) -> Context {
    let mut context = Context::new();
    let first = all.first().map(|(_, rows)| rows.clone()).unwrap_or_default();
    if let [only] = first.as_slice() {
        for (key, value) in only.as_map().into_iter().flatten() {
            context.insert_value(key.to_string(), value.clone());
        }
    }
    for (name, rows) in all {
        context.insert_value(name, Value::from(rows));
    }
    context.insert_value(ROWS, Value::from(first));
    context
}

/// A row of a table, ready for a template.
fn row(keys: &[Option<tera::value::Key<'static>>], cells: impl IntoIterator<Item = Value>) -> Option<Value> {
    let mut map = Map::with_capacity(keys.len());
    let mut empty = true;
    let cells = cells.into_iter().chain(std::iter::repeat_with(Value::none));
    for (key, cell) in keys.iter().zip(cells) {
        empty &= cell.is_none();
        if let Some(key) = key {
            map.insert(key.clone(), cell);
        }
    }
    (!empty).then(|| Value::from(map))
}
