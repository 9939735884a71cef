//! One file per item of a list: what each template sees, and what each file is called.

mod item;
mod name;

use std::collections::HashMap;

use tera::{Context, Map, Value};

use super::WordTemplate;
use crate::diag::{self, Code, Diagnostic, nearest};

pub use name::Pattern;

/// A list that the data does not have.
pub static LIST: Code = Code { id: "DM21", title: "Không tìm thấy danh sách này trong dữ liệu" };
/// A name that no file can have, or a pattern that cannot be filled.
pub static FILE_NAME: Code = Code { id: "DM22", title: "Không đặt được tên tệp" };
/// Two items whose files have the same name.
pub static SAME_NAME: Code = Code { id: "DM23", title: "Hai mục cùng một tên tệp" };

/// All of them, in order.
pub static CODES: &[&Code] = &[&LIST, &FILE_NAME, &SAME_NAME];

/// The number of an item in its list, from 1, as templates know it.
const NUMBER: &str = "thu_tu";

/// More pairs of equal names are not told one by one.
const MOST_PAIRS: usize = 20;

/// The items of a list, each with the whole data below it.
#[derive(Debug)]
pub struct Batch<'d> {
    data: &'d Context,
    items: Vec<Value>,
}

impl<'d> Batch<'d> {
    /// Finds a list in the data by its name, or by its path (`khen_thuong.ca_nhan`).
    pub fn of(data: &'d Context, list: &str) -> Result<Self, Box<Diagnostic>> {
        let (first, rest) = list.split_once('.').unwrap_or((list, ""));
        let found =
            data.get(first).and_then(|value| if rest.is_empty() { Some(value) } else { value.get_from_path(rest) });
        match found.map(|value| (value, value.as_array())) {
            Some((_, Some([]))) => Err(fault(format!("danh sách “{list}” không có mục nào"), "điền ít nhất một mục")),
            Some((_, Some(items))) => Ok(Self { data, items: items.to_vec() }),
            Some((value, None)) => {
                Err(fault(format!("“{list}” không phải danh sách, mà là {}", kind(value)), &lists(data, list)))
            }
            None => Err(fault(format!("không tìm thấy danh sách “{list}” trong dữ liệu"), &lists(data, list))),
        }
    }

    /// Returns how many items there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Tells whether there is no item; a list without any is refused, so there always is one.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Returns what the template sees for one item: its fields and its number from 1 on top, the whole data below.
    ///
    /// An item's own `thu_tu` stands before the number. An item that is no group of fields is called `muc`.
    pub fn data(&self, index: usize) -> Context {
        let mut context = self.data.clone();
        context.insert(NUMBER, &(index + 1));
        let item = self.items.get(index);
        let Some(fields) = item.and_then(Value::as_map) else {
            context.insert_value("muc", item.cloned().unwrap_or_else(Value::undefined));
            return context;
        };
        for (key, value) in fields {
            context.insert_value(key.to_string(), value.clone());
        }
        context
    }

    /// Says which item is meant: its number, and its first text.
    pub fn label(&self, index: usize) -> String {
        match self.title(index) {
            Some(text) => format!("mục {} ({text})", index + 1),
            None => format!("mục {}", index + 1),
        }
    }

    /// Returns the text that tells an item from others, where it has one.
    pub fn title(&self, index: usize) -> Option<&str> {
        let item = self.items.get(index)?;
        item.as_map().map_or_else(|| item.as_str(), telling)
    }

    /// Names the files of all items; two of the same name are a fault, as on Windows, whatever their case.
    pub fn names(&self, pattern: &Pattern) -> Result<Vec<String>, Vec<Diagnostic>> {
        let each: Vec<Result<String, Diagnostic>> =
            (0..self.len()).map(|index| pattern.name(&self.data(index), &self.label(index))).collect();
        let (mut names, mut faults) = (Vec::with_capacity(each.len()), Grouped::default());
        for (index, name) in each.into_iter().enumerate() {
            match name {
                Ok(name) => names.push(name),
                Err(fault) => faults.add(index, fault),
            }
        }
        if names.len() < self.len() {
            return Err(faults.told(self));
        }
        let twins = self.twins(&names, pattern);
        if twins.is_empty() { Ok(names) } else { Err(twins) }
    }

    fn twins(&self, names: &[String], pattern: &Pattern) -> Vec<Diagnostic> {
        let mut seen: HashMap<String, usize> = HashMap::with_capacity(names.len());
        let mut faults = Vec::new();
        for (index, name) in names.iter().enumerate() {
            let Some(first) = seen.insert(name.to_lowercase(), index) else { continue };
            if faults.len() == MOST_PAIRS {
                break;
            }
            let message = format!("{} và {} cùng tên tệp “{name}”", self.label(first), self.label(index));
            let hint = if pattern.has_expression() {
                "thêm {{ thu_tu }} vào tên trong --ra, ví dụ 'output/{{ thu_tu }}-{{ ho_ten | khong_dau }}.docx'"
            } else {
                "tên trong --ra phải có chỗ thay đổi theo từng mục, ví dụ 'output/{{ thu_tu }}.docx'"
            };
            faults.push(Diagnostic::error(&SAME_NAME, message).hint(hint));
        }
        faults
    }

    /// Returns the finding that the template does not come to an end, looked for with the first item: what does not end
    /// for one hardly ends for another, and each would take seconds to be told.
    pub fn endless(&self, template: &WordTemplate) -> Option<Box<Diagnostic>> {
        if self.is_empty() { None } else { template.endless(&self.data(0)) }
    }

    /// Returns what the template needs and the items lack, each finding once with all the items it is about.
    pub fn missing(&self, template: &WordTemplate) -> Vec<Diagnostic> {
        self.faults(template, Vec::new())
    }

    /// Returns all that any item lacks, and what else was found while single items were filled.
    pub fn faults(&self, template: &WordTemplate, found: Vec<(usize, Diagnostic)>) -> Vec<Diagnostic> {
        if let Some(fault) = self.endless(template) {
            return vec![*fault];
        }
        let mut grouped = Grouped::default();
        for index in 0..self.len() {
            template.missing(&self.data(index)).into_iter().for_each(|fault| grouped.add(index, fault));
        }
        for (index, fault) in found {
            grouped.add(index, fault);
        }
        grouped.told(self)
    }
}

/// Returns the text that tells an item from others: its name where it has one, else its first text.
fn telling(fields: &Map) -> Option<&str> {
    let named = ["ho_ten", "ho_va_ten", "ten"].iter().find_map(|name| fields.get(&tera::value::Key::Str(name)));
    named.and_then(Value::as_str).or_else(|| fields.values().find_map(Value::as_str)).filter(|text| !text.is_empty())
}

fn fault(message: String, hint: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::error(&LIST, message).hint(hint))
}

fn kind(value: &Value) -> &'static str {
    if value.is_map() {
        "nhóm khóa"
    } else if value.is_none() {
        "giá trị bỏ trống"
    } else {
        "một giá trị"
    }
}

/// Says which lists there are, the nearest name first.
fn lists(data: &Context, wanted: &str) -> String {
    let mut all = Vec::new();
    // The names of a context are not listed by the engine; its own message lists them.
    for name in names(data) {
        match data.get(&name) {
            Some(value) if value.is_array() => all.push(name),
            Some(value) => {
                let inner = value.as_map().into_iter().flatten().filter(|(_, value)| value.is_array());
                all.extend(inner.map(|(key, _)| format!("{name}.{key}")));
            }
            None => {}
        }
    }
    match nearest(wanted, all.iter().map(String::as_str)) {
        Some(near) => format!("có phải là “{near}”?"),
        None if all.is_empty() => {
            "không tìm thấy danh sách nào trong dữ liệu; bỏ --danh-sach để làm một tệp".to_owned()
        }
        None => format!("các danh sách đang có: {}", all.join(", ")),
    }
}

/// Returns the names at the top of the data, which only the engine can list.
pub(super) fn names(data: &Context) -> Vec<String> {
    let mut tera = tera::Tera::default();
    tera.register_filter("names", |value: Value, _: tera::Kwargs, _: &tera::State| {
        let keys = value.as_map().into_iter().flatten().map(|(key, _)| key.to_string());
        keys.collect::<Vec<_>>().join("\n")
    });
    let text = format!("{{{{ {} | names }}}}", crate::template::EVERYTHING);
    let listed = tera.render_str(&text, data, false).unwrap_or_default();
    let mut names: Vec<String> = listed.lines().map(str::to_owned).collect();
    names.sort();
    names
}

/// Findings with the items they are about, in the order they were first found.
#[derive(Default)]
struct Grouped {
    order: Vec<(Diagnostic, Vec<usize>)>,
    known: HashMap<(diag::Place, String), usize>,
}

impl Grouped {
    fn add(&mut self, index: usize, fault: Diagnostic) {
        let key = (fault.place.clone(), fault.message.clone());
        match self.known.get(&key) {
            Some(&at) => self.order[at].1.push(index),
            None => {
                self.known.insert(key, self.order.len());
                self.order.push((fault, vec![index]));
            }
        }
    }

    fn told(self, batch: &Batch) -> Vec<Diagnostic> {
        let tell = |(mut fault, mut items): (Diagnostic, Vec<usize>)| {
            items.sort_unstable();
            items.dedup();
            let about = match items.as_slice() {
                [only] => batch.label(*only),
                all if all.len() == batch.len() => format!("cả {} mục", all.len()),
                all => format!("{} mục: {}", all.len(), ranges(all)),
            };
            fault.message = format!("{} ở {about}", fault.message);
            fault
        };
        self.order.into_iter().map(tell).collect()
    }
}

/// Writes the numbers of items, runs of them shortened: `1–3, 7`.
fn ranges(items: &[usize]) -> String {
    let runs = items.chunk_by(|one, next| one + 1 == *next);
    let shown = runs.map(|run| match run {
        [.., last] if run.len() > 2 => format!("{}–{}", run[0] + 1, last + 1),
        run => run.iter().map(|index| (index + 1).to_string()).collect::<Vec<_>>().join(", "),
    });
    shown.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests;
