//! The filters and functions by which a template says what a value becomes.

use serde_json::{Map, Value as Json};
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::{CellChange, Payload, PictureValue, colour, measure, qr};
use crate::diag::nearest;
use crate::fill::chart;
use crate::layout::picture::Fit;
use crate::units::Length;

/// The names of the filters, for hints and the guide.
pub const NAMES: &[&str] =
    &["anh", "cuoc_chu", "cuoc_chu_cuoi", "dinh_dang", "duong_ke", "gop_cot", "lien_ket", "mau_o", "qr", "tai_lieu"];

/// The names of the functions.
pub const FUNCTIONS: &[&str] = &["bieu_do", "danh_so_lai", "gop_doc", "gop_ngang", "ngat_trang"];

/// Tells whether it is one of these filters or functions.
pub fn is_known(name: &str) -> bool {
    NAMES.contains(&name) || FUNCTIONS.contains(&name)
}

/// A side of a QR code without a size, in millimetres.
const QR_SIDE: i64 = 25;
/// More columns than a table of Word can have.
const MOST_COLUMNS: u32 = 63;

/// Adds filters and functions to an engine.
pub fn register(tera: &mut Tera) {
    for (name, keys, make) in FILTERS {
        filter(tera, name, keys, *make);
    }
    tera.register_function(chart::FUNCTION, |args: Kwargs, _: &State| figures(&args));
    tera.register_function("ngat_trang", |_: Kwargs, _: &State| marked(&Payload::PageBreak));
    tera.register_function("danh_so_lai", |_: Kwargs, _: &State| marked(&Payload::Restart));
    tera.register_function("gop_doc", |args: Kwargs, _: &State| -> TeraResult<Value> {
        let change = if args.must_get::<bool>("dau")? { CellChange::MergeDown } else { CellChange::MergedAbove };
        Ok(marked(&Payload::Cell { change: Some(change) }))
    });
    tera.register_function("gop_ngang", |args: Kwargs, _: &State| -> TeraResult<Value> {
        let columns = columns("so", &args.must_get::<i64>("so")?.to_string())?;
        let change = if args.must_get::<bool>("dau")? { CellChange::Span(columns) } else { CellChange::Gone };
        Ok(marked(&Payload::Cell { change: Some(change) }))
    });
}

/// What a chart is told.
const CHART: &[&str] = &["danh_sach", "nhan", "gia_tri", "ten", "tieu_de"];

/// Takes what a chart shows from a list of the data.
fn figures(args: &Kwargs) -> TeraResult<Value> {
    let form =
        "viết: {{ bieu_do(danh_sach, nhan, gia_tri) }}, nhiều dãy thì {{ bieu_do(danh_sach, nhan, [so_1, so_2]) }}";
    let Some(list) = args.get::<Value>("danh_sach")? else {
        return Err(fault(format!("bieu_do thiếu danh sách; {form}")));
    };
    // What is missing is told by whoever asked for it.
    if list.is_undefined() || list.is_none() {
        return Ok(list);
    }
    let given = args.deserialize::<Map<String, Json>>()?;
    if let Some(key) = given.keys().find(|key| !CHART.contains(&key.as_str())) {
        return Err(unknown(chart::FUNCTION, CHART, key, "hàm"));
    }
    let names = |key: &str| match given.get(key) {
        None | Some(Json::Null) => Ok(Vec::new()),
        Some(Json::String(name)) => Ok(vec![name.clone()]),
        Some(Json::Array(all)) if all.iter().all(Json::is_string) => {
            Ok(all.iter().filter_map(Json::as_str).map(str::to_owned).collect())
        }
        Some(other) => {
            Err(fault(format!("“{key}” của bieu_do phải là tên trường, hoặc danh sách tên, gặp {other}; {form}")))
        }
    };
    let (labels, fields, series, title) = (names("nhan")?, names("gia_tri")?, names("ten")?, names("tieu_de")?);
    let [label] = labels.as_slice() else {
        return Err(fault(format!("bieu_do thiếu tên trường làm nhãn; {form}")));
    };
    if fields.is_empty() {
        return Err(fault(format!("bieu_do thiếu tên trường lấy số; {form}")));
    }
    let list = serde_json::to_value(&list).map_err(Error::message)?;
    let figures = chart::Figures::read(&list, label, &fields, &series).map_err(fault)?;
    Ok(marked(&Payload::Chart(Box::new(chart::Figures { title: title.into_iter().next(), ..figures }))))
}

/// A marker is no text to be escaped.
fn marked(payload: &Payload) -> Value {
    Value::safe_string(&payload.marker())
}

fn filter(
    tera: &mut Tera,
    name: &'static str,
    keys: &'static [&'static str],
    make: fn(&Options) -> TeraResult<Payload>,
) {
    tera.register_filter(name, move |value: Value, args: Kwargs, _: &State| -> TeraResult<Value> {
        // What is missing is told by whoever asked for it.
        if value.is_undefined() || value.is_none() {
            return Ok(value);
        }
        Ok(marked(&make(&Options::of(name, keys, &value, &args)?)?))
    });
}

/// How each filter makes its payload, and the options it takes.
type Filter = (&'static str, &'static [&'static str], fn(&Options) -> TeraResult<Payload>);

const FILTERS: &[Filter] = &[
    ("anh", &["rong", "cao", "mo_ta", "khop"], picture),
    ("qr", &["rong", "muc"], qr_code),
    ("dinh_dang", &["mau", "co"], rich),
    ("lien_ket", &["chu"], link),
    ("duong_ke", &["rong"], rule),
    ("tai_lieu", &[], document),
    ("cuoc_chu", &[], |options| Ok(Payload::Note { text: options.lines()?, end: false })),
    ("cuoc_chu_cuoi", &[], |options| Ok(Payload::Note { text: options.lines()?, end: true })),
    ("mau_o", &[], fill),
    ("gop_cot", &[], span),
];

/// Returns the filter that an entry of the data names itself, with nothing but options of it: `{anh: logo.png, rong: 20}`.
pub fn inserted_as(value: &Value) -> Option<&'static str> {
    let map = value.as_map().filter(|map| map.len() <= MOST_OPTIONS)?;
    let named = |(name, ..): &&Filter| map.keys().any(|key| key.as_str() == Some(name));
    let (name, keys, _) = FILTERS[..INSERTED].iter().find(named)?;
    let own = |key: &str| key == *name || keys.contains(&key);
    map.keys().all(|key| key.as_str().is_some_and(own)).then_some(name)
}

/// Filters that say what a value becomes, and not how its cell looks.
const INSERTED: usize = 8;
/// So many entries has what names its own filter at most.
const MOST_OPTIONS: usize = 5;

/// Returns a value as it is shown by a tag without a filter: what names its own filter goes through it.
pub fn shown(value: Value) -> TeraResult<Value> {
    let Some(name) = inserted_as(&value) else { return Ok(value) };
    let filter = FILTERS.iter().find(|(known, ..)| *known == name);
    let (_, keys, make) = filter.expect("the name is from the table");
    Ok(marked(&make(&Options::of(name, keys, &value, &Kwargs::default())?)?))
}

fn rule(options: &Options) -> TeraResult<Payload> {
    Ok(Payload::Rule { text: options.main()?, room: options.length("rong")? })
}

fn document(options: &Options) -> TeraResult<Payload> {
    Ok(Payload::Document { path: options.main()? })
}

/// What data and template say of one value.
struct Options {
    name: &'static str,
    given: Map<String, Json>,
}

impl Options {
    fn of(name: &'static str, keys: &'static [&'static str], value: &Value, args: &Kwargs) -> TeraResult<Self> {
        let json = serde_json::to_value(value).map_err(Error::message)?;
        let mut given = match json {
            Json::Object(entry) => entry,
            Json::Array(_) => return Err(fault(format!("“{name}” cần một giá trị, gặp một danh sách"))),
            plain => Map::from_iter([(name.to_owned(), plain)]),
        };
        if let Some(key) = given.keys().find(|key| *key != name && !keys.contains(&key.as_str())) {
            return Err(unknown(name, keys, key, "mục dữ liệu"));
        }
        if !given.contains_key(name) {
            return Err(fault(format!("mục dữ liệu không có khóa “{name}”: ghi {{{name}: …}}, hoặc chỉ ghi giá trị")));
        }
        for (key, value) in args.deserialize::<Map<String, Json>>()? {
            if !keys.contains(&key.as_str()) {
                return Err(unknown(name, keys, &key, "bộ lọc"));
            }
            given.insert(key, value);
        }
        Ok(Self { name, given })
    }

    /// Returns an option as text; an option without value counts as not given.
    fn text(&self, key: &str) -> TeraResult<Option<String>> {
        match self.given.get(key) {
            None | Some(Json::Null) => Ok(None),
            Some(Json::String(text)) => Ok(Some(text.trim().to_owned())),
            Some(Json::Number(number)) => Ok(Some(number.to_string())),
            Some(other) => Err(fault(format!("“{key}” của “{}” phải là chữ hoặc số, gặp {other}", self.name))),
        }
    }

    fn main(&self) -> TeraResult<String> {
        Ok(self.text(self.name)?.unwrap_or_default())
    }

    /// Returns the value itself with its spaces and line ends.
    fn lines(&self) -> TeraResult<String> {
        let text = self.given.get(self.name).and_then(Json::as_str).map(str::to_owned);
        text.map_or_else(|| self.main(), Ok)
    }

    fn length(&self, key: &str) -> TeraResult<Option<i64>> {
        let Some(text) = self.text(key)? else { return Ok(None) };
        measure::length(key, &text).map(|length| Some(length.as_emu())).map_err(fault)
    }
}

fn fault(message: impl Into<String>) -> Error {
    Error::message(message.into())
}

fn unknown(name: &str, keys: &[&str], key: &str, of: &str) -> Error {
    let near = nearest(key, keys.iter().copied()).map(|near| format!("; có phải “{near}”?")).unwrap_or_default();
    let list =
        if keys.is_empty() { "không có tham số nào".to_owned() } else { format!("chỉ có {}", keys.join(", ")) };
    fault(format!("{of} “{name}” có khóa lạ “{key}”{near} ({list})"))
}

fn picture(options: &Options) -> TeraResult<Payload> {
    let fit = match options.text("khop")?.as_deref() {
        None | Some("vua") => Fit::Whole,
        Some("cat") => Fit::Cut,
        Some(other) => {
            return Err(fault(format!("khop ghi “{other}”, phải là vua (thấy cả ảnh) hoặc cat (đầy khung)")));
        }
    };
    Ok(Payload::Picture(PictureValue {
        path: options.main()?,
        width: options.length("rong")?,
        height: options.length("cao")?,
        description: options.text("mo_ta")?.unwrap_or_default(),
        fit,
    }))
}

fn qr_code(options: &Options) -> TeraResult<Payload> {
    let level = options.text("muc")?.map(|text| qr::Level::parse(&text)).transpose().map_err(fault)?;
    let side = options.length("rong")?.unwrap_or(Length::mm(QR_SIDE).as_emu());
    Ok(Payload::Qr { text: options.main()?, side, level: level.unwrap_or_default() })
}

fn rich(options: &Options) -> TeraResult<Payload> {
    let colour = options.text("mau")?.map(|text| colour::parse(&text)).transpose().map_err(fault)?;
    let size = options.text("co")?.map(|text| measure::points(&text)).transpose().map_err(fault)?;
    Ok(Payload::Rich { text: options.lines()?, colour, size })
}

fn link(options: &Options) -> TeraResult<Payload> {
    let target = options.main()?;
    let text = options.text("chu")?.filter(|text| !text.is_empty());
    let shown = || target.strip_prefix("mailto:").unwrap_or(&target).to_owned();
    let text = text.unwrap_or_else(shown);
    Ok(Payload::Link { target, text })
}

fn fill(options: &Options) -> TeraResult<Payload> {
    let colour = Some(options.main()?).filter(|colour| !colour.is_empty());
    let change = colour.map(|colour| colour::parse(&colour).map(CellChange::Fill)).transpose().map_err(fault)?;
    Ok(Payload::Cell { change })
}

fn span(options: &Options) -> TeraResult<Payload> {
    Ok(Payload::Cell { change: Some(CellChange::Span(columns("gop_cot", &options.main()?)?)) })
}

fn columns(what: &str, text: &str) -> TeraResult<u32> {
    let columns = text.parse::<u32>().ok().filter(|columns| (1..=MOST_COLUMNS).contains(columns));
    columns.ok_or_else(|| fault(format!("{what} ghi “{text}”, phải là số cột từ 1 đến {MOST_COLUMNS}")))
}
