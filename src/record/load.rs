//! Finding a year's files and reading each as the kind it says it is.

mod unread;

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::define::Keys;
use super::field::{Field, Reader};
use super::reading::{LoadError, read_bytes, shown, unreadable};
use super::{Described, Records, code};
use crate::diag::{Diagnostic, Report, nearest};
use crate::filename::native;
use crate::source::open::Reach;
use crate::source::tree::{Node, Value};
use crate::source::{Sources, Span, decode, tree};

/// Returns the years that have a folder under `data`, oldest first.
pub fn years(data: &Path) -> Result<Vec<i32>, LoadError> {
    let shown = shown(data);
    if !data.is_dir() {
        return Err(LoadError::NoData(native(&shown)));
    }
    let entries = std::fs::read_dir(data).map_err(|error| unreadable(data, error))?;
    let mut years: Vec<i32> = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.path().is_dir())
        .filter_map(|entry| entry.file_name().to_str().and_then(year_of))
        .collect();
    years.sort_unstable();
    if years.is_empty() { Err(no_years(data, &shown)) } else { Ok(years) }
}

/// Returns the newest year that has a folder under `data/` of the working folder.
pub fn newest_year(root: &Path) -> Result<i32, LoadError> {
    Ok(years(&root.join("data"))?.last().copied().unwrap_or_default())
}

fn no_years(data: &Path, folder: &str) -> LoadError {
    let hint = rename(data, None).unwrap_or_else(|| format!("mỗi năm một thư mục, ví dụ {folder}/2020"));
    LoadError::NoYears { folder: native(folder), hint }
}

/// Says which folder bears the name of a year and more; any year where none is given.
fn rename(data: &Path, year: Option<i32>) -> Option<String> {
    let mut misnamed = unread::misnamed(data).into_iter();
    let (folder, meant) = misnamed.find(|(_, meant)| year.is_none_or(|year| year.to_string() == *meant))?;
    let called = folder.file_name()?.to_string_lossy();
    Some(format!("đổi tên thư mục “{called}” thành {meant}: tên chỉ gồm bốn chữ số của năm"))
}

fn year_of(name: &str) -> Option<i32> {
    if name.len() == 4 { name.parse().ok() } else { None }
}

/// Reads every record of the year under `data/` of the working folder, links only as far as they lead within reach; faults
/// in files go to the report.
pub fn load(reach: &Reach, year: i32, sources: &mut Sources, report: &mut Report) -> Result<Records, LoadError> {
    let root = reach.base();
    let data = root.join("data");
    let known = years(&data).map_err(|error| relative_error(error, root))?;
    if !known.contains(&year) {
        let known = known.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let hint = rename(&data, Some(year)).unwrap_or_else(|| format!("các năm đang có: {known}"));
        return Err(LoadError::NoYear { year, folder: "data".to_owned(), hint });
    }
    let folder = data.join(year.to_string());
    let files = files(&folder)?;
    let mut records = Records { year, folder: name(&folder, root), ..Records::default() };
    records.unread = unread::report(root, &data, &files, report);
    let files: Vec<PathBuf> = files.into_iter().filter(|path| is_record(path)).collect();
    if files.is_empty() {
        return Err(empty(&records));
    }
    let files = unread::without_copies(reach, root, &files, report);
    read_files(reach, &files, |_| true, &mut records, (sources, report))?;
    if !records.dossiers.is_empty() {
        records.retention = super::dossier::retention(reach, sources, report)?;
    }
    if records.rates.is_some() {
        records.official = super::rates::rates(reach, sources, report)?;
    }
    Ok(records)
}

/// Reads only what a year says of its office: faults in other files of the year are not looked for.
pub fn office(reach: &Reach, year: i32, sources: &mut Sources, report: &mut Report) -> Result<Records, LoadError> {
    let folder = reach.base().join("data").join(year.to_string());
    let files: Vec<PathBuf> = files(&folder)?.into_iter().filter(|path| is_record(path)).collect();
    let mut records = Records { year, folder: name(&folder, reach.base()), ..Records::default() };
    read_files(reach, &files, |text| text.contains("co_quan"), &mut records, (sources, report))?;
    Ok(records)
}

/// Reads the files whose text is wanted.
fn read_files(
    reach: &Reach,
    files: &[PathBuf],
    wanted: impl Fn(&str) -> bool,
    records: &mut Records,
    (sources, report): (&mut Sources, &mut Report),
) -> Result<(), LoadError> {
    for path in files {
        let bytes = read_bytes(reach, path)?;
        let errors = report.errors();
        let file = decode(&name(path, reach.base()), bytes, sources, report);
        if file.is_some_and(|file| !wanted(sources.get(file).text())) {
            continue;
        }
        let node = file.and_then(|file| tree::parse(file, sources, report));
        // What could not be read may be what others refer to.
        records.holes |= report.errors() > errors;
        match node {
            Some(node) => {
                records.questions.extend(super::question::of(&node, sources));
                read_file(records, &node, &mut Reader { sources, report });
            }
            None => records.holes = true,
        }
    }
    Ok(())
}

/// Reads the records of one text that is known to be sound.
pub fn of_text(text: &str) -> Records {
    let (mut sources, mut report) = (Sources::new(), Report::new());
    let mut records = Records::default();
    let file = sources.add("", text.to_owned());
    if let Some(node) = tree::parse(file, &sources, &mut report) {
        read_file(&mut records, &node, &mut Reader { sources: &sources, report: &mut report });
    }
    records
}

fn relative_error(error: LoadError, root: &Path) -> LoadError {
    match error {
        LoadError::NoYears { .. } => {
            let data = root.join("data");
            no_years(&data, &name(&data, root))
        }
        other => other,
    }
}

/// Returns the path below the working folder.
fn name(path: &Path, root: &Path) -> String {
    shown(path.strip_prefix(root).unwrap_or(path))
}

/// Returns the files of a year in the order of their names, whatever the disk's order.
fn files(folder: &Path) -> Result<Vec<PathBuf>, LoadError> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| unreadable(folder, std::io::Error::from(error)))?;
        // What is no file is told when it is read.
        if !entry.file_type().is_dir() {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

/// Tells whether a file is read: its name ends in `.yaml` or `.yml`, and does not begin as those that programs hide.
fn is_record(path: &Path) -> bool {
    let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(['.', '~']));
    let end = path.extension().map(|end| end.to_string_lossy().to_lowercase());
    !hidden && end.is_some_and(|end| end == "yaml" || end == "yml")
}

fn empty(records: &Records) -> LoadError {
    let hint = match records.unread.first() {
        Some(file) => {
            format!("có tệp “{file}” mà chương trình không đọc vì tên không kết thúc bằng .yaml: đổi tên tệp")
        }
        None => "chép các tệp dữ liệu của một năm đã làm vào đây rồi sửa".to_owned(),
    };
    LoadError::EmptyYear { folder: native(&records.folder), hint }
}

/// A kind of record: how its file is read.
pub(super) struct Kind {
    /// The value of `loai`.
    pub id: &'static str,
    /// Whether the file holds a list under `danh_sach`.
    pub list: bool,
    /// The schema of the record.
    pub schema: fn() -> serde_json::Value,
    read: fn(&mut Records, &mut Keys, Span, &mut Reader),
}

/// Every kind of record.
pub(super) static KINDS: &[Kind] = &[
    one("co_quan", super::office::Office::schema, |records, keys, span, reader| {
        let office = super::office::Office::read_keys(keys, span, reader);
        records.holes |= office.is_none();
        keep_one(&mut records.office, office, span, |old| old.span, reader);
    }),
    one("phong_trao", super::campaign::Campaign::schema, |records, keys, span, reader| {
        let campaign = super::campaign::Campaign::read_keys(keys, span, reader);
        records.holes |= campaign.is_none();
        keep_one(&mut records.campaign, campaign, span, |old| old.span, reader);
    }),
    one("muc_thuong", super::award::Rates::schema, |records, keys, span, reader| {
        let rates = super::award::Rates::read_keys(keys, span, reader);
        records.holes |= rates.is_none();
        keep_one(&mut records.rates, rates, span, |old| old.span, reader);
    }),
    one("khen_thuong", super::award::Commendation::schema, |records, keys, span, reader| {
        let round = super::award::Commendation::read_keys(keys, span, reader);
        records.holes |= round.is_none();
        records.commendations.extend(round);
    }),
    one("van_ban", super::paper::Paper::schema, |records, keys, span, reader| {
        let paper = super::paper::Paper::read_keys(keys, span, reader);
        records.holes |= paper.is_none();
        records.papers.extend(paper);
    }),
    many("don_vi", super::people::Unit::schema, |records, keys, _, reader| {
        records.units.extend(list(keys, &mut records.holes, reader));
    }),
    many("nguoi", super::people::Person::schema, |records, keys, _, reader| {
        records.people.extend(list(keys, &mut records.holes, reader));
    }),
    many("phap_ly", super::law::Law::schema, |records, keys, _, reader| {
        records.laws.extend(list(keys, &mut records.holes, reader));
    }),
    many("linh_vuc", super::task::Area::schema, |records, keys, _, reader| {
        records.areas.extend(list(keys, &mut records.holes, reader));
    }),
    many("nhiem_vu", super::task::Task::schema, |records, keys, _, reader| {
        records.tasks.extend(list(keys, &mut records.holes, reader));
    }),
    many("ho_so", super::dossier::Dossier::schema, |records, keys, _, reader| {
        records.dossiers.extend(list(keys, &mut records.holes, reader));
    }),
    many("chi_so", super::index::Index::schema, |records, keys, _, reader| {
        records.indices.extend(list(keys, &mut records.holes, reader));
    }),
];

type ReadKind = fn(&mut Records, &mut Keys, Span, &mut Reader);

const fn one(id: &'static str, schema: fn() -> serde_json::Value, read: ReadKind) -> Kind {
    Kind { id, list: false, schema, read }
}

const fn many(id: &'static str, schema: fn() -> serde_json::Value, read: ReadKind) -> Kind {
    Kind { id, list: true, schema, read }
}

/// Reads the items of a list file; what cannot be read leaves a hole, so that no reference to it is called dangling.
fn list<T: Field + Described>(keys: &mut Keys, holes: &mut bool, reader: &mut Reader) -> Vec<T> {
    let Some(read) = keys.read::<Lenient<T>>("danh_sach", "tệp", reader) else {
        *holes = true;
        return Vec::new();
    };
    *holes |= read.holes;
    read.items
}

/// A list whose good items are kept when others are faulty.
struct Lenient<T> {
    items: Vec<T>,
    holes: bool,
}

impl<T: Field> Field for Lenient<T> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let Value::Seq(nodes) = &node.value else {
            return Vec::<T>::read(node, reader).map(|items| Lenient { items, holes: false });
        };
        let items: Vec<T> = nodes.iter().filter_map(|item| T::read(item, reader)).collect();
        Some(Lenient { holes: items.len() < nodes.len(), items })
    }

    fn schema() -> serde_json::Value {
        Vec::<T>::schema()
    }
}

/// Keeps the first record of a kind of which a year has one, and reports the second.
fn keep_one<T>(slot: &mut Option<T>, read: Option<T>, span: Span, place: fn(&T) -> Span, reader: &mut Reader) {
    let Some(first) = slot else {
        *slot = read;
        return;
    };
    let first = place(first);
    let (line, _) = reader.sources.line_column(first);
    let message = format!(
        "tệp dữ liệu loại này đã có ở {}:{line}, mỗi năm chỉ có một",
        native(reader.sources.get(first.file).name())
    );
    reader
        .report
        .push(Diagnostic::error(&code::SECOND_RECORD, message).at(span).hint("gộp hai tệp làm một, hoặc xóa tệp thừa"));
}

fn read_file(records: &mut Records, node: &Node, reader: &mut Reader) {
    let wanted = KINDS.iter().map(|kind| kind.id).collect::<Vec<_>>().join(", ");
    let Some((kind, at)) = kind_of(node, &wanted, reader) else {
        records.holes = true;
        return;
    };
    let Some(mut keys) = Keys::open(node, "tệp", reader) else { return };
    let _ = keys.read::<super::field::Text>("loai", "tệp", reader);
    (kind.read)(records, &mut keys, at, reader);
    keys.close(&format!("tệp dữ liệu loại {}", kind.id), reader);
}

/// Returns the kind that the file names under `loai`, and where it does.
fn kind_of(node: &Node, wanted: &str, reader: &mut Reader) -> Option<(&'static Kind, Span)> {
    let entry = match &node.value {
        Value::Map(entries) => entries.iter().find(|entry| &*entry.key.text == "loai"),
        _ => None,
    };
    if node.value == Value::Null {
        let message = "tệp trống, chưa ghi gì";
        let found = Diagnostic::error(&code::UNKNOWN_KIND, message).at(node.span);
        reader.report.push(found.hint("chép lại nội dung từ bản khác của tệp; không cần tệp này thì xóa"));
        return None;
    }
    if let (None, Value::Map(entries)) = (entry, &node.value)
        && let Some(meant) = entries.iter().find(|entry| crate::viet::text::slug(&entry.key.text) == "loai")
    {
        let message = format!("ghi “{}”, cần khóa “loai”", meant.key.text);
        reader.report.push(Diagnostic::error(&code::UNKNOWN_KIND, message).at(meant.key_span).hint("sửa thành loai"));
        return None;
    }
    let Some(entry) = entry else {
        let hint = format!("thêm dòng đầu tệp, ví dụ `loai: van_ban`; các loại: {wanted}");
        let message = "tệp không có khóa “loai” nên không biết là dữ liệu gì";
        reader.report.push(Diagnostic::error(&code::UNKNOWN_KIND, message).at(node.span).hint(hint));
        return None;
    };
    let text = match &entry.value.value {
        Value::Scalar(scalar) => scalar.text.trim(),
        _ => "",
    };
    let found = KINDS.iter().find(|kind| kind.id == text);
    if found.is_none() {
        let hint = match nearest(text, KINDS.iter().map(|kind| kind.id)) {
            Some(near) => format!("có phải là “{near}”?"),
            None => format!("các loại: {wanted}"),
        };
        let message = format!("không có loại dữ liệu “{text}”");
        reader.report.push(Diagnostic::error(&code::UNKNOWN_KIND, message).at(entry.value.span).hint(hint));
    }
    found.map(|kind| (kind, entry.value.span))
}
