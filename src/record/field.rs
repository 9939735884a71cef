//! Field types: how one value is read from a YAML node, described in the schema and shown to a template.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};
use serde::{Serialize, Serializer};
use serde_json::{Value as Json, json};

use super::{code, meant};
use crate::diag::{Diagnostic, Report};
use crate::filename::FileName;
use crate::source::tree::{Node, Scalar, Style, Value};
use crate::source::{self, Sources, Span};
use crate::viet;

/// Where the reading of records reports to.
pub struct Reader<'a> {
    /// The files, for excerpts.
    pub sources: &'a Sources,
    /// The faults found so far.
    pub report: &'a mut Report,
}

impl Reader<'_> {
    /// Reports that a value is not what the field wants.
    pub fn wrong(&mut self, span: Span, found: &str, wanted: &str, hint: &str) {
        let message = format!("{found}, cần {wanted}");
        self.report.push(Diagnostic::error(&code::WRONG_TYPE, message).at(span).hint(hint));
    }

    /// Reports a question that stands where no draft can do without an answer.
    pub fn open(&mut self, node: &Node) {
        for question in super::question::of(node, self.sources) {
            self.report.push(question.finding());
        }
    }
}

/// A value that a record can hold.
pub trait Field: Sized {
    /// Reads the value, or reports why it cannot be read.
    fn read(node: &Node, reader: &mut Reader) -> Option<Self>;

    /// Returns the value that an absent key stands for; `None` makes the key required.
    fn absent() -> Option<Self> {
        None
    }

    /// Describes the value in JSON Schema.
    fn schema() -> Json;

    /// Tells whether a question may stand in its place, as the text it is.
    fn holds_text() -> bool {
        false
    }

    /// Tells whether the value is left out of what templates see.
    fn is_absent(&self) -> bool {
        false
    }

    /// Shows every text in the value, which may hold expressions.
    fn each_text(&mut self, _: &mut dyn FnMut(&mut Text)) {}
}

/// Says in Vietnamese what a node is, for messages.
pub fn describe(node: &Node) -> String {
    match &node.value {
        Value::Null => "bỏ trống".to_owned(),
        Value::Scalar(scalar) => format!("ghi “{}”", shorten(&scalar.text)),
        Value::Seq(_) => "ghi một danh sách".to_owned(),
        Value::Map(_) => "ghi một nhóm khóa".to_owned(),
    }
}

fn shorten(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= 40 && line.len() == text.trim_end().len() {
        return line.to_owned();
    }
    line.chars().take(40).chain("…".chars()).collect()
}

fn scalar<'n>(node: &'n Node, wanted: &str, hint: &str, reader: &mut Reader) -> Option<&'n Scalar> {
    if let Value::Scalar(scalar) = &node.value {
        return Some(scalar);
    }
    let hint = if matches!(node.value, Value::Null) { "điền nội dung sau dấu hai chấm" } else { hint };
    reader.wrong(node.span, &describe(node), wanted, hint);
    None
}

/// Returns the scalar of a value that is not text, unless a question stands there.
fn typed<'n>(node: &'n Node, wanted: &str, hint: &str, reader: &mut Reader) -> Option<&'n Scalar> {
    if is_open(node) {
        reader.open(node);
        return None;
    }
    scalar(node, wanted, hint, reader)
}

/// Tells whether a question stands in the place of a value.
pub fn is_open(node: &Node) -> bool {
    matches!(&node.value, Value::Scalar(scalar) if viet::question::asks(&scalar.text))
}

/// Text, which may hold Tera expressions.
#[derive(Clone, Debug)]
pub struct Text {
    /// The characters, in NFC.
    pub text: String,
    /// Where they stand.
    pub span: Span,
}

impl Field for Text {
    fn each_text(&mut self, see: &mut dyn FnMut(&mut Text)) {
        see(self);
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let raw = reader.sources.slice(node.span);
        let hint = match &node.value {
            Value::Seq(_) if raw.starts_with('-') => "thừa một dấu gạch nối: mỗi mục chỉ một dấu ở đầu dòng",
            Value::Seq(_) => "bỏ dấu [ ]; nếu dấu ấy thuộc nội dung, đặt cả nội dung trong dấu ngoặc kép",
            _ => "nếu trong câu có dấu hai chấm hoặc dấu #, đặt cả câu trong dấu ngoặc kép",
        };
        let scalar = scalar(node, "một dòng chữ", hint, reader)?;
        // Typing leaves two blanks where one is meant; in a document they would be seen.
        let text = &*single_blanks(scalar.text.trim());
        if text.is_empty() {
            reader.wrong(node.span, "bỏ trống", "một dòng chữ", "điền nội dung, hoặc xóa cả dòng khóa này");
            return None;
        }
        // Letter by letter only where some byte may begin such a character.
        let suspect = text.bytes().any(|byte| byte < b' ' || byte == 0xEF);
        if let Some(bad) = suspect.then(|| text.chars().find(|c| is_forbidden(*c))).flatten() {
            let message = format!("có ký tự điều khiển U+{:04X} mà Word không mở được", bad as u32);
            reader.report.push(
                Diagnostic::error(&code::BAD_CHARACTER, message).at(node.span).hint("xóa ký tự này rồi gõ lại câu"),
            );
            return None;
        }
        Some(Text { text: text.to_owned(), span: node.span })
    }

    fn schema() -> Json {
        json!({ "type": ["string", "number", "boolean"] })
    }

    fn holds_text() -> bool {
        true
    }
}

/// Returns the text with one blank where several stand.
fn single_blanks(text: &str) -> Cow<'_, str> {
    if !text.contains("  ") {
        return Cow::Borrowed(text);
    }
    let mut single = String::with_capacity(text.len());
    for c in text.chars() {
        if c != ' ' || !single.ends_with(' ') {
            single.push(c);
        }
    }
    Cow::Owned(single)
}

/// Tells whether XML 1.0 cannot hold the character.
fn is_forbidden(c: char) -> bool {
    matches!(c, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

/// A short name by which records refer to one another: Latin letters, digits and hyphens.
#[derive(Clone, Debug)]
pub struct Id {
    /// The name.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

impl Field for Id {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let wanted = "một mã gồm chữ thường không dấu, chữ số và gạch nối";
        let scalar = scalar(node, wanted, "ví dụ: phong-ngan-sach", reader)?;
        let text = scalar.text.trim();
        if is_open(node) {
            return Some(Id { text: text.to_owned(), span: node.span });
        }
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
        if text.is_empty() || !text.chars().all(fits) {
            let better = viet::text::slug(text);
            let hint =
                if better.is_empty() { "ví dụ: phong-ngan-sach".to_owned() } else { format!("viết: {better}") };
            reader.wrong(node.span, &describe(node), wanted, &hint);
            return None;
        }
        // Ids become names of files.
        if FileName::parse(text).is_err() {
            let hint = format!("Windows không cho đặt tên tệp như vậy; viết khác đi, ví dụ: {text:.40}-1");
            reader.wrong(node.span, &describe(node), wanted, &hint);
            return None;
        }
        Some(Id { text: text.to_owned(), span: node.span })
    }

    fn schema() -> Json {
        json!({ "type": ["string", "number"], "pattern": "^[a-z0-9_-]+$" })
    }

    fn holds_text() -> bool {
        true
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

/// A calendar day, written `2020-02-06` or `06/02/2020`.
#[derive(Clone, Copy, Debug)]
pub struct Date {
    /// The day.
    pub day: NaiveDate,
    /// Where it stands.
    pub span: Span,
}

impl Field for Date {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let wanted = "một ngày như 06/02/2020 hoặc 2020-02-06";
        let hint = "viết ngày/tháng/năm, năm đủ bốn chữ số";
        let scalar = typed(node, wanted, hint, reader)?;
        match viet::date::parse(scalar.text.trim()) {
            Ok(day) if (1900..=2200).contains(&day.year()) => Some(Date { day, span: node.span }),
            Ok(day) => {
                let found = format!("ghi năm {}", day.year());
                reader.wrong(node.span, &found, "một năm từ 1900 đến 2200", "sửa lại năm");
                None
            }
            Err(viet::date::DateFault::NotADate { .. }) => {
                reader.wrong(node.span, &describe(node), wanted, &meant::day(&scalar.text));
                None
            }
            Err(fault) => {
                let message = format!("{}, nhưng {fault}", describe(node));
                let hint = match (&fault, viet::date::meant(&scalar.text)) {
                    (viet::date::DateFault::NoSuchMonth { .. }, Some(day)) => {
                        let day = viet::date::short(day);
                        format!("ngày đứng trước tháng: nếu là tháng thứ {}, viết: {day}", &day[3..5])
                    }
                    (_, Some(day)) => format!("viết: {}", viet::date::short(day)),
                    _ => "sửa lại ngày".to_owned(),
                };
                reader.report.push(Diagnostic::error(&code::NO_SUCH_DAY, message).at(node.span).hint(hint));
                None
            }
        }
    }

    fn schema() -> Json {
        json!({ "type": "string", "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4})$" })
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.day.format("%Y-%m-%d"))
    }
}

/// A whole number, with or without grouping dots; leading zeros are allowed (`so: 08` is eight).
#[derive(Clone, Copy, Debug)]
pub struct Int {
    /// The number.
    pub value: i64,
    /// Where it stands.
    pub span: Span,
}

impl Field for Int {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let hint = "chỉ dùng chữ số; có thể tách hàng nghìn bằng dấu chấm: 1.490.000";
        let scalar = typed(node, "một số nguyên", hint, reader)?;
        let text = scalar.text.trim();
        let plain = text.parse::<i64>().ok();
        let grouped = || match viet::number::parse(text) {
            Some((value, 0)) => i64::try_from(value).ok(),
            _ => None,
        };
        let Some(value) = plain.or_else(grouped) else {
            reader.wrong(node.span, &describe(node), "một số nguyên", &meant::int(text));
            return None;
        };
        Some(Int { value, span: node.span })
    }

    fn schema() -> Json {
        json!({ "type": ["integer", "string"] })
    }
}

impl Serialize for Int {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.value)
    }
}

/// A decimal number, kept exactly: `86,2` and `86.2` are the same.
#[derive(Clone, Copy, Debug)]
pub struct Decimal {
    /// The number without its point.
    pub scaled: i64,
    /// How many of the digits stand behind the point.
    pub places: u32,
    /// Where it stands.
    pub span: Span,
}

impl Decimal {
    /// Returns the number in units of 10^-`places`; digits beyond that are cut.
    pub fn at(&self, places: u32) -> i64 {
        if places >= self.places {
            self.scaled.saturating_mul(10_i64.saturating_pow(places - self.places))
        } else {
            self.scaled / 10_i64.saturating_pow(self.places - places)
        }
    }
}

impl Field for Decimal {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let hint = "viết như 86,25";
        let scalar = typed(node, "một số", hint, reader)?;
        let text = scalar.text.trim();
        let parts = text.split_once([',', '.']).unwrap_or((text, ""));
        let places = u32::try_from(parts.1.len()).unwrap_or(u32::MAX);
        let digits = format!("{}{}", parts.0, parts.1);
        let fits = !parts.0.is_empty() && places <= 6 && parts.1.bytes().all(|b| b.is_ascii_digit());
        match digits.parse::<i64>() {
            Ok(scaled) if fits && digits.len() <= 15 => Some(Decimal { scaled, places, span: node.span }),
            _ => {
                reader.wrong(node.span, &describe(node), "một số, phần lẻ không quá 6 chữ số", &meant::decimal(text));
                None
            }
        }
    }

    fn schema() -> Json {
        json!({ "type": ["number", "string"], "pattern": "^-?[0-9]+([.,][0-9]{1,6})?$" })
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.scaled as f64 / 10_f64.powi(self.places.cast_signed()))
    }
}

/// Yes or no.
#[derive(Clone, Copy, Debug)]
pub struct Flag(pub bool);

impl Field for Flag {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let scalar = typed(node, "có hoặc không", "viết: có", reader)?;
        match scalar.text.trim().to_lowercase().as_str() {
            "có" | "co" | "true" | "yes" => Some(Flag(true)),
            "không" | "khong" | "false" | "no" => Some(Flag(false)),
            _ => {
                reader.wrong(node.span, &describe(node), "có hoặc không", "viết: có, hoặc: không");
                None
            }
        }
    }

    fn schema() -> Json {
        json!({ "enum": ["có", "không", true, false] })
    }
}

impl Serialize for Flag {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(self.0)
    }
}

/// Whatever the clerk's own template needs: passed through as it stands.
#[derive(Clone, Debug, Default)]
pub struct Free(Option<Node>);

impl Field for Free {
    fn read(node: &Node, _: &mut Reader) -> Option<Self> {
        Some(Free(Some(node.clone())))
    }

    fn absent() -> Option<Self> {
        Some(Free(None))
    }

    fn schema() -> Json {
        json!({})
    }

    fn is_absent(&self) -> bool {
        self.0.is_none()
    }
}

impl Free {
    /// Returns the node, when the key is there.
    pub fn node(&self) -> Option<&Node> {
        self.0.as_ref()
    }
}

impl Serialize for Free {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Some(node) => Shown(node).serialize(serializer),
            None => serializer.serialize_none(),
        }
    }
}

/// A node as a template sees it: only plain `12`, `1.5`, `true` and `false` are not text.
pub struct Shown<'a>(pub &'a Node);

impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0.value {
            Value::Null => serializer.serialize_none(),
            Value::Scalar(scalar) => serialize_scalar(scalar, serializer),
            Value::Seq(items) => serializer.collect_seq(items.iter().map(Shown)),
            Value::Map(entries) => {
                serializer.collect_map(entries.iter().map(|entry| (&*entry.key.text, Shown(&entry.value))))
            }
        }
    }
}

fn serialize_scalar<S: Serializer>(scalar: &Scalar, serializer: S) -> Result<S::Ok, S::Error> {
    let text = &*scalar.text;
    let digits = text.strip_prefix('-').unwrap_or(text);
    let number = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.') && digits.bytes().any(|b| b.is_ascii_digit());
    let leading_zero = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
    if scalar.style != Style::Plain || (number && leading_zero) {
        return serializer.serialize_str(text);
    }
    match text {
        "true" => serializer.serialize_bool(true),
        "false" => serializer.serialize_bool(false),
        _ if number => match (text.parse::<i64>(), text.parse::<f64>()) {
            (Ok(whole), _) => serializer.serialize_i64(whole),
            (_, Ok(float)) => serializer.serialize_f64(float),
            _ => serializer.serialize_str(text),
        },
        _ => serializer.serialize_str(text),
    }
}

impl<T: Field> Field for Option<T> {
    fn each_text(&mut self, see: &mut dyn FnMut(&mut Text)) {
        for value in self.iter_mut() {
            value.each_text(see);
        }
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        if matches!(node.value, Value::Null) || (is_open(node) && !T::holds_text()) {
            return Some(None);
        }
        T::read(node, reader).map(Some)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn schema() -> Json {
        json!({ "anyOf": [T::schema(), { "type": "null" }] })
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

/// A value whose key must be there, but may be blank or asked for while nobody knows it.
#[derive(Clone, Copy, Debug)]
pub struct Asked<T>(pub Option<T>);

impl<T: Field> Field for Asked<T> {
    fn each_text(&mut self, see: &mut dyn FnMut(&mut Text)) {
        self.0.each_text(see);
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        if is_open(node) || matches!(node.value, Value::Null) {
            Some(Asked(None))
        } else {
            T::read(node, reader).map(|value| Asked(Some(value)))
        }
    }

    fn schema() -> Json {
        json!({ "anyOf": [T::schema(), { "type": "null" }] })
    }

    fn is_absent(&self) -> bool {
        self.0.is_none()
    }
}

impl<T: Serialize> Serialize for Asked<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<T: Field> Field for Vec<T> {
    fn each_text(&mut self, see: &mut dyn FnMut(&mut Text)) {
        for value in self.iter_mut() {
            value.each_text(see);
        }
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        match &node.value {
            Value::Null => Some(Vec::new()),
            Value::Scalar(_) if is_open(node) => Some(Vec::new()),
            Value::Seq(items) => {
                let read: Vec<Option<T>> = items.iter().map(|item| T::read(item, reader)).collect();
                read.into_iter().collect()
            }
            _ => {
                match source::bulleted(reader.sources.slice(node.span), node.span) {
                    Some(fault) => reader.report.push(fault),
                    None => reader.wrong(node.span, &describe(node), "một danh sách", &meant::list(node)),
                }
                None
            }
        }
    }

    fn absent() -> Option<Self> {
        Some(Vec::new())
    }

    fn schema() -> Json {
        json!({ "anyOf": [{ "type": "array", "items": T::schema() }, { "type": "null" }] })
    }
}

/// One thing, or a list of at least one.
#[derive(Clone, Debug)]
pub struct OneOrMany<T>(pub Vec<T>);

impl<T: Field> Field for OneOrMany<T> {
    fn each_text(&mut self, see: &mut dyn FnMut(&mut Text)) {
        self.0.each_text(see);
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        match &node.value {
            Value::Seq(items) if !items.is_empty() => Vec::<T>::read(node, reader).map(OneOrMany),
            _ => T::read(node, reader).map(|one| OneOrMany(vec![one])),
        }
    }

    fn schema() -> Json {
        json!({ "anyOf": [T::schema(), { "type": "array", "items": T::schema(), "minItems": 1 }] })
    }
}

impl<T: Serialize> Serialize for OneOrMany<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
