//! JSON, read straight into values.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use tera::value::Key;
use tera::{Context, Map, Value};

use super::{MOST_VALUES, code};
use crate::diag::{Diagnostic, Place, Report};
use crate::source::{Sources, decode, letters};
use crate::viet;

mod halves;

/// Bytes shown on either side of a fault: JSON is often one long line.
const AROUND: usize = 60;

/// Reads a JSON file.
pub fn read(name: &str, bytes: Vec<u8>, sources: &mut Sources, report: &mut Report) -> Option<Context> {
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            // What is not UTF-8 is explained where the records' files are read.
            decode(name, error.into_bytes(), sources, report);
            return None;
        }
    };
    let text = text.trim_start_matches('\u{feff}');
    match parse(text) {
        Ok(value) => {
            let context = super::context(value);
            if context.is_none() {
                report.push(super::shapeless(name));
            }
            context
        }
        Err(error) => {
            report.push(fault(name, text, &error));
            None
        }
    }
}

fn parse(text: &str) -> Result<Value, serde_json::Error> {
    // A fault is told by where it lies in the whole.
    halves::parse(text).map_or_else(|| whole(text).map(|(value, _)| value), Ok)
}

/// Returns a value, and how many values it holds.
fn whole(text: &str) -> Result<(Value, usize), serde_json::Error> {
    let mut reader = serde_json::Deserializer::from_str(text);
    // Marks that stand alone are the only reason to compose letters; most files have none.
    let composed = memchr::memchr2(0xCC, 0xCD, text.as_bytes()).is_none();
    let mut keys = Keys { composed, left: MOST_VALUES, ..Keys::default() };
    let value = Seed(&mut keys).deserialize(&mut reader)?;
    reader.end()?;
    Ok((value, MOST_VALUES - keys.left))
}

/// The names of fields, each kept once however many rows have it.
#[derive(Default)]
struct Keys {
    /// In the order in which they were met first, and where each stands in that.
    all: Vec<Arc<str>>,
    known: HashMap<Arc<str>, usize>,
    /// The one that comes next, if this row is like the last one.
    next: usize,
    /// Whether every letter and its marks are one character already.
    composed: bool,
    /// How many fields the last group had: the next row has as many.
    width: usize,
    /// How many values there may still be.
    left: usize,
}

impl Keys {
    fn key(&mut self, name: &str) -> Key<'static> {
        let name = self.text(name);
        let likely = self.all.get(self.next).filter(|likely| ***likely == *name);
        let at = match likely.map(|_| self.next).or_else(|| self.known.get(&*name).copied()) {
            Some(at) => at,
            None => {
                let new: Arc<str> = Arc::from(&*name);
                self.all.push(Arc::clone(&new));
                self.known.insert(new, self.all.len() - 1);
                self.all.len() - 1
            }
        };
        self.next = at + 1;
        Key::String(Arc::clone(&self.all[at]))
    }

    fn text<'t>(&self, text: &'t str) -> std::borrow::Cow<'t, str> {
        if self.composed { text.into() } else { viet::text::nfc(text) }
    }
}

struct Seed<'k>(&'k mut Keys);

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.0.left = self.0.left.checked_sub(1).ok_or_else(|| D::Error::custom(TOO_MANY))?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::none())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        // Beyond 2^53 whole numbers lose their last digits: an account number would change.
        if value.fract() == 0.0 && value.abs() > 9_007_199_254_740_992.0 {
            return Err(E::custom(TOO_LARGE));
        }
        Ok(Value::from(value))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::normal_string(&self.0.text(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(Seed(self.0))? {
            list.push(item);
        }
        list.shrink_to_fit();
        Ok(Value::from(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Map::with_capacity(self.0.width.min(64));
        while let Some(key) = entries.next_key_seed(Name(self.0))? {
            let value = entries.next_value_seed(Seed(self.0))?;
            let (at, twice) = map.insert_full(key, value);
            if twice.is_some() {
                let name = map.get_index(at).map(|(name, _)| name.to_string()).unwrap_or_default();
                return Err(A::Error::custom(format!("{TWICE}{name}")));
            }
        }
        self.0.width = map.len();
        Ok(Value::from(map))
    }
}

/// Reads the name of a field.
struct Name<'k>(&'k mut Keys);

impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = Key<'static>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key<'static>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name<'_> {
    type Value = Key<'static>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Key<'static>, E> {
        Ok(self.0.key(name))
    }
}

const TWICE: &str = "twice: ";
const TOO_LARGE: &str = "too large";
const TOO_MANY: &str = "too many";

fn fault(name: &str, text: &str, error: &serde_json::Error) -> Diagnostic {
    let (message, hint) = words(&error.to_string());
    Diagnostic::error(&code::JSON, message).place(place(name, text, error)).hint(hint)
}

/// Finds the fault: serde counts bytes, people count letters.
fn place(name: &str, text: &str, error: &serde_json::Error) -> Place {
    let line = text.split('\n').nth(error.line().saturating_sub(1)).unwrap_or_default().trim_end_matches('\r');
    let at = line.floor_char_boundary(error.column().saturating_sub(1).min(line.len()));
    let start = line.floor_char_boundary(at.saturating_sub(AROUND));
    let end = line.floor_char_boundary((at + AROUND).min(line.len()));
    if start == 0 && end == line.len() {
        let column = 1 + letters(&line[..at]);
        return Place::At { file: name.to_owned(), line: error.line(), column, excerpt: line.to_owned(), width: 1 };
    }
    // A part of a long line: the column would not fit what is shown.
    let shown = &line[start..end];
    Place::At {
        file: format!("{name}, dòng {} cột {}, trích", error.line(), 1 + letters(&line[..at])),
        line: error.line(),
        column: 1 + letters(&line[start..at]),
        excerpt: shown.to_owned(),
        width: 1,
    }
}

/// Says in Vietnamese what serde says.
fn words(error: &str) -> (String, String) {
    if let Some((_, rest)) = error.split_once(TWICE) {
        let name = rest.split(" at line ").next().unwrap_or_default();
        return (format!("khóa “{name}” ghi hai lần trong cùng một nhóm"), "bỏ bớt một, hoặc đổi tên".to_owned());
    }
    let known = [
        (TOO_MANY, "tệp có hơn 2,5 triệu giá trị", "tách dữ liệu ra nhiều tệp"),
        (TOO_LARGE, "số quá lớn, các chữ số cuối sẽ bị mất", "đặt số trong ngoặc kép để giữ nguyên từng chữ số"),
        ("trailing comma", "thừa dấu phẩy trước dấu đóng ngoặc", "xóa dấu phẩy sau mục cuối cùng"),
        ("EOF while parsing a string", "ngoặc kép mở ra mà không đóng", "thêm dấu ngoặc kép ở cuối giá trị"),
        ("EOF while parsing", "tệp kết thúc khi còn ngoặc chưa đóng", "kiểm tra xem tệp có bị cắt mất đoạn cuối không"),
        (
            "trailing characters",
            "còn chữ sau dấu đóng ngoặc cuối cùng",
            "một tệp JSON chỉ có một nhóm hoặc một danh sách",
        ),
        ("key must be a string", "tên khóa không nằm trong ngoặc kép", "viết như \"ho_ten\": \"Nguyễn Văn A\""),
        ("expected `:`", "thiếu dấu hai chấm sau tên khóa", "viết như \"ho_ten\": \"Nguyễn Văn A\""),
        ("expected `,` or `}`", "thiếu dấu phẩy giữa hai khóa, hoặc dấu } ở cuối", "thêm dấu phẩy vào cuối dòng trên"),
        ("expected `,` or `]`", "thiếu dấu phẩy giữa hai mục, hoặc dấu ] ở cuối", "thêm dấu phẩy vào cuối mục trên"),
        (
            "control character",
            "xuống dòng hoặc phím Tab nằm trong ngoặc kép",
            "viết \\n thay chỗ xuống dòng, \\t thay phím Tab",
        ),
        ("invalid escape", "dấu \\ trong ngoặc kép không đúng", "viết \\\\ để có một dấu \\"),
        (
            "invalid number",
            "số viết sai",
            "viết như 12 hoặc 1.5; số có dấu phẩy hay dấu chấm hàng nghìn đặt trong ngoặc kép",
        ),
        ("recursion limit", "các nhóm lồng nhau quá sâu", "bớt số tầng ngoặc"),
        ("number out of range", "số quá lớn", "đặt số trong ngoặc kép"),
        ("expected value", "thiếu giá trị, hoặc chữ không nằm trong ngoặc kép", "đặt chữ trong ngoặc kép thẳng \" \""),
    ];
    let found = known.iter().find(|(english, ..)| error.contains(english));
    let (message, hint) = found
        .map_or(("không đọc được chỗ này", "xem lại dấu ngoặc và dấu phẩy"), |known| {
            (known.1, known.2)
        });
    (message.to_owned(), hint.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::text;

    fn told(json: &str) -> String {
        let (mut sources, mut report) = (Sources::new(), Report::new());
        assert!(read("ds.json", json.as_bytes().to_vec(), &mut sources, &mut report).is_none(), "{json}");
        text::render(&report, &sources, false)
    }

    fn given(json: &str) -> Context {
        let (mut sources, mut report) = (Sources::new(), Report::new());
        let context = read("ds.json", json.as_bytes().to_vec(), &mut sources, &mut report);
        context.unwrap_or_else(|| panic!("{}", text::render(&report, &sources, false)))
    }

    #[test]
    fn values_keep_their_kinds_and_their_order() {
        let context = given(r#"{"a": {"z": 1, "b": -2, "c": 1.5, "d": true, "e": null, "g": "08"}}"#);
        let shown = context.get("a").unwrap().to_string();
        assert_eq!(shown, r#"{"z": 1, "b": -2, "c": 1.5, "d": true, "e": , "g": "08"}"#);
    }

    #[test]
    fn a_list_alone_is_called_dong() {
        assert_eq!(given(r#"[{"a": 1}, {"a": 2}]"#).get("dong").unwrap().len(), Some(2));
    }

    #[test]
    fn letters_with_marks_apart_are_composed() {
        let context = given("{\"te\u{302}n\": \"Ho\u{300}a\"}");
        assert_eq!(context.get("tên").and_then(Value::as_str), Some("Hòa"));
    }

    #[test]
    fn a_byte_order_mark_is_no_fault() {
        assert!(given("\u{feff}{\"a\": 1}").contains_key("a"));
    }

    #[test]
    fn faults_say_place_and_remedy() {
        let missing = told("{\n  \"tên\": \"Đỗ\" \"b\": 1\n}");
        assert!(missing.contains("thiếu dấu phẩy giữa hai khóa") && missing.contains("ds.json:2:15"), "{missing}");
        for (json, wanted) in [
            ("{\"a\": 1,}", "thừa dấu phẩy"),
            ("{\"a\": \"x}", "ngoặc kép mở ra mà không đóng"),
            ("{\"a\": [1", "còn ngoặc chưa đóng"),
            ("{a: 1}", "tên khóa không nằm trong ngoặc kép"),
            ("{\"a\" 1}", "thiếu dấu hai chấm"),
            ("{\"a\": x}", "chữ không nằm trong ngoặc kép"),
            ("{\"a\": 1} x", "còn chữ sau"),
            ("{\"a\": 1, \"b\": 2, \"a\": 3}", "khóa “a” ghi hai lần"),
            ("{\"stk\": 123456789012345678901}", "các chữ số cuối sẽ bị mất"),
            ("{\"a\": \"x\ny\"}", "xuống dòng"),
            ("12", "cả tệp chỉ là một giá trị"),
        ] {
            let seen = told(json);
            assert!(seen.contains(wanted), "{json}: {seen}");
        }
    }

    #[test]
    fn of_a_long_line_only_the_place_is_shown() {
        let seen = told(&format!("{{\"a\": \"{}\", x}}", "ă".repeat(5000)));
        assert!(seen.len() < 700, "{seen}");
    }
}
