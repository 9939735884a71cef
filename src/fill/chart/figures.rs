//! What a chart shows, taken from a list: labels along the axis and a series of numbers for each field.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use crate::diag::nearest;
use crate::viet::number;

/// Most points of a series.
const MOST_POINTS: usize = 32_000;
/// Most series of a chart, as in Excel.
const MOST_SERIES: usize = 255;

/// A label or a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Datum {
    /// Words.
    Text(String),
    /// A number as files hold it, with a decimal point.
    Number(String),
    /// Nothing: a gap.
    Gap,
}

impl Datum {
    /// Returns what is seen.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Number(text) => text,
            Self::Gap => "",
        }
    }
}

/// One series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    /// The field that it is taken from.
    pub field: String,
    /// Its name, where the tag gives one.
    pub name: Option<String>,
    /// Its numbers, with gaps.
    pub values: Vec<Datum>,
    /// Whether the data write them as percentages.
    pub percent: bool,
}

/// What a chart shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// Names along the axis.
    pub labels: Vec<Datum>,
    /// Its series.
    pub series: Vec<Series>,
    /// Its title, where the tag gives one.
    pub title: Option<String>,
}

impl Figures {
    /// Takes labels and numbers from the entries of a list; says in Vietnamese what is wrong.
    pub fn read(list: &Json, label: &str, fields: &[String], names: &[String]) -> Result<Self, String> {
        let Json::Array(items) = list else {
            return Err("tham số đầu của bieu_do phải là một danh sách trong dữ liệu".to_owned());
        };
        if items.is_empty() {
            return Err(
                "danh sách của biểu đồ trống, không có gì để vẽ; đặt biểu đồ trong {% if … %} nếu được phép trống"
                    .to_owned(),
            );
        }
        if items.len() > MOST_POINTS || fields.len() > MOST_SERIES {
            return Err(format!("biểu đồ nhận nhiều nhất {MOST_POINTS} mục và {MOST_SERIES} dãy"));
        }
        if names.len() > fields.len() {
            return Err(format!("ten có {} tên, mà gia_tri chỉ có {} dãy", names.len(), fields.len()));
        }
        let labels = column(items, label)?.into_iter().map(as_label).collect();
        let series = fields.iter().enumerate().map(|(at, field)| one_series(items, field, names.get(at)));
        Ok(Self { labels, series: series.collect::<Result<_, _>>()?, title: None })
    }
}

fn one_series(items: &[Json], field: &str, name: Option<&String>) -> Result<Series, String> {
    let column = column(items, field)?;
    let mut values = Vec::with_capacity(column.len());
    for (at, value) in column.iter().enumerate() {
        let number = as_number(value).ok_or_else(|| {
            let shown = match value {
                Json::String(text) => format!("“{text}”"),
                Json::Array(_) => "một danh sách".to_owned(),
                Json::Object(_) => "một nhóm".to_owned(),
                other => format!("“{other}”"),
            };
            format!("trường “{field}” của mục {} là {shown}, không phải số", at + 1)
        })?;
        values.push(number);
    }
    let percent = |value: &Json| value.as_str().is_some_and(|text| text.trim_end().ends_with('%'));
    let percent = column.iter().any(|value| percent(value));
    Ok(Series { field: field.to_owned(), name: name.cloned(), values, percent })
}

/// Returns a field of every entry; a dot leads into a group.
fn column<'j>(items: &'j [Json], field: &str) -> Result<Vec<&'j Json>, String> {
    items.iter().enumerate().map(|(at, item)| of_entry(item, field, at)).collect()
}

fn of_entry<'j>(item: &'j Json, field: &str, at: usize) -> Result<&'j Json, String> {
    let mut value = item;
    for step in field.split('.') {
        let Json::Object(entry) = value else {
            return Err(format!("mục {} của danh sách không có các trường, nên không có “{field}”", at + 1));
        };
        value = entry.get(step).or_else(|| composed(entry, step)).ok_or_else(|| lacking(entry, step, at))?;
    }
    Ok(value)
}

/// A name may be typed with its marks apart.
fn composed<'j>(entry: &'j Map<String, Json>, step: &str) -> Option<&'j Json> {
    let wanted = crate::viet::text::nfc(step);
    entry.iter().find(|(key, _)| crate::viet::text::nfc(key) == wanted).map(|(_, value)| value)
}

fn lacking(entry: &Map<String, Json>, step: &str, at: usize) -> String {
    let keys: Vec<&str> = entry.keys().map(String::as_str).collect();
    let near = nearest(step, keys.iter().copied()).map(|near| format!("; có phải “{near}”?")).unwrap_or_default();
    format!("mục {} của danh sách không có trường “{step}”{near} (các trường đang có: {})", at + 1, keys.join(", "))
}

fn as_label(value: &Json) -> Datum {
    match value {
        Json::Null => Datum::Gap,
        Json::Number(number) => Datum::Number(plain(&number.to_string())),
        Json::String(text) => Datum::Text(text.clone()),
        other => Datum::Text(other.to_string()),
    }
}

/// Reads a number of the data; nothing where it is none. What is empty is a gap.
fn as_number(value: &Json) -> Option<Datum> {
    match value {
        Json::Null => Some(Datum::Gap),
        Json::Number(number) => Some(Datum::Number(plain(&number.to_string()))),
        Json::String(text) if text.trim().is_empty() => Some(Datum::Gap),
        Json::String(text) => written(text).map(Datum::Number),
        _ => None,
    }
}

/// Reads a number that is written as text: the Vietnamese way, else as files write it; `12,5%` is a part of one.
pub fn written(text: &str) -> Option<String> {
    let text = text.trim();
    if let Some(percent) = text.strip_suffix('%') {
        let number: f64 = written(percent)?.parse().ok()?;
        return Some(plain(&(number / 100.0).to_string()));
    }
    if let Some((scaled, places)) = number::parse(text) {
        let places = usize::try_from(places).ok()?;
        let digits = format!("{:0>1$}", scaled.unsigned_abs(), places + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places);
        let sign = if scaled < 0 { "-" } else { "" };
        let point = if places == 0 { "" } else { "." };
        return Some(plain(&format!("{sign}{whole}{point}{fraction}")));
    }
    let figures = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E'));
    let number = text.parse::<f64>().ok().filter(|number| figures && number.is_finite())?;
    Some(plain(&number.to_string()))
}

/// Leaves out what says nothing: `2.50` is `2.5`, `3.0` is `3`.
fn plain(number: &str) -> String {
    if !number.contains('.') || number.contains(['e', 'E']) {
        return number.to_owned();
    }
    number.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str, fields: &[&str]) -> Result<Figures, String> {
        let fields: Vec<String> = fields.iter().map(|field| (*field).to_owned()).collect();
        Figures::read(&serde_json::from_str(json).unwrap(), "ten", &fields, &[])
    }

    #[test]
    fn numbers_are_read_as_they_are_meant() {
        let read = |text: &str| written(text).unwrap_or_default();
        assert_eq!(
            ["8,5", "1.490.000", "8.5", "-3", "12,50%", "0912", "1e3"].map(read),
            ["8.5", "1490000", "8.5", "-3", "0.125", "912", "1000"].map(str::to_owned)
        );
        for wrong in ["", "abc", "inf", "NaN", "1,2,3", "5 điểm"] {
            assert_eq!(written(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn labels_and_series_come_from_the_fields_of_a_list() {
        let figures = read(
            r#"[{"ten": "A", "n": {"so": 1}, "b": "2,5"}, {"ten": 2026, "n": {"so": 3.0}, "b": null}]"#,
            &["n.so", "b"],
        )
        .unwrap();
        assert_eq!(figures.labels, [Datum::Text("A".into()), Datum::Number("2026".into())]);
        assert_eq!(figures.series[0].values, [Datum::Number("1".into()), Datum::Number("3".into())]);
        assert_eq!(figures.series[1].values, [Datum::Number("2.5".into()), Datum::Gap]);
    }

    #[test]
    fn what_cannot_be_drawn_is_told_with_its_item() {
        assert!(read("[]", &["b"]).unwrap_err().contains("trống"));
        assert!(read("{}", &["b"]).unwrap_err().contains("phải là một danh sách"));
        let message = read(r#"[{"ten": "A", "diem": 1}]"#, &["dien"]).unwrap_err();
        assert_eq!(
            message,
            "mục 1 của danh sách không có trường “dien”; có phải “diem”? (các trường đang có: diem, ten)"
        );
        let message = read(r#"[{"ten": "A", "b": 1}, {"ten": "B", "b": "chưa"}]"#, &["b"]).unwrap_err();
        assert_eq!(message, "trường “b” của mục 2 là “chưa”, không phải số");
        assert!(read("[1]", &["b"]).unwrap_err().contains("mục 1"));
    }
}
