//! A look over the data before filling: what is empty, and what no Word file can hold.

use rayon::prelude::*;
use tera::Value;

use super::value;

/// A list of as many items is looked at in parts of as many.
const LONG: usize = 4096;

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Survey {
    /// Whether anything is null.
    pub nulls: bool,
    /// The first text with a character that XML forbids: its path, and what docxtpl takes the character for.
    pub forbidden: Option<(String, &'static str)>,
    /// Whether an entry says itself what it becomes: `{anh: logo.png}`.
    pub inserts: bool,
}

impl Survey {
    /// Looks at a value; `path` is how messages call it.
    pub fn look(&mut self, value: &Value, path: &str) {
        if self.forbidden.is_some() {
            return;
        }
        let mut steps = Vec::new();
        self.walk(value, &mut steps);
        if let Some(found) = &mut self.forbidden {
            found.0.insert_str(0, path);
        }
    }

    fn walk<'v>(&mut self, value: &'v Value, steps: &mut Vec<Step<'v>>) {
        if let Some(text) = value.as_str() {
            if is_forbidden(text) {
                self.forbidden = Some((steps.iter().map(Step::shown).collect(), instead(text)));
            }
        } else if let Some(items) = value.as_array() {
            if items.len() >= LONG { self.beside(items, steps) } else { self.items(items, 0, steps) }
        } else if let Some(map) = value.as_map() {
            self.inserts |= value::inserted_as(value).is_some();
            for (key, item) in map {
                self.inside(item, Step::Field(key.as_str().unwrap_or("?")), steps);
            }
        } else {
            self.nulls |= value.is_none();
        }
    }

    /// Looks at items of which the first has the number `from` in its list.
    fn items<'v>(&mut self, items: &'v [Value], from: usize, steps: &mut Vec<Step<'v>>) {
        for (number, item) in items.iter().enumerate() {
            self.inside(item, Step::Item(from + number), steps);
        }
    }

    /// Looks at the parts of a long list side by side; of what is forbidden the first counts, as ever.
    fn beside<'v>(&mut self, items: &'v [Value], steps: &[Step<'v>]) {
        let look = |(number, part): (usize, &'v [Value])| {
            let mut found = Self::default();
            found.items(part, number * LONG, &mut steps.to_vec());
            found
        };
        for found in items.par_chunks(LONG).enumerate().map(look).collect::<Vec<_>>() {
            self.nulls |= found.nulls;
            self.inserts |= found.inserts;
            self.forbidden = self.forbidden.take().or(found.forbidden);
        }
    }

    fn inside<'v>(&mut self, value: &'v Value, step: Step<'v>, steps: &mut Vec<Step<'v>>) {
        if self.forbidden.is_none() {
            steps.push(step);
            self.walk(value, steps);
            steps.pop();
        }
    }
}

#[derive(Clone, Copy)]
enum Step<'v> {
    Item(usize),
    Field(&'v str),
}

impl Step<'_> {
    fn shown(&self) -> String {
        match self {
            Self::Item(number) => format!("[{}]", number + 1),
            Self::Field(name) => format!(".{name}"),
        }
    }
}

/// What to do about a forbidden character: two of them mean something to docxtpl.
fn instead(text: &str) -> &'static str {
    if text.contains('\u{c}') {
        "xóa ký tự ấy; cần ngắt trang thì viết {{ ngat_trang() }} trong mẫu"
    } else if text.contains('\u{7}') {
        "xóa ký tự ấy; cần nhiều đoạn thì ghi thành danh sách rồi lặp đoạn: {% for d in cac_doan %} … {% endfor %}"
    } else {
        "xóa ký tự ấy trong dữ liệu, thường là chép từ tệp PDF; số trong ngoặc vuông đếm từ 1"
    }
}

/// Control characters other than tab and line ends, and the two that are no characters.
fn is_forbidden(text: &str) -> bool {
    let control = |byte: &u8| *byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r');
    let bytes = text.as_bytes();
    bytes.iter().any(control) || bytes.contains(&0xEF) && text.contains(['\u{FFFE}', '\u{FFFF}'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn survey(json: &str) -> Survey {
        let value: serde_json::Value = serde_json::from_str(json).unwrap();
        let mut survey = Survey::default();
        survey.look(&Value::from_serializable(&value), "x");
        survey
    }

    #[test]
    fn nulls_and_forbidden_characters_are_seen_wherever_they_are() {
        assert_eq!(survey(r#"{"a": [1, "b\n\tc"]}"#), Survey::default());
        assert!(survey(r#"{"a": [1, null]}"#).nulls);
        assert_eq!(
            survey(r#"{"a": [1, {"b": "c\u0001"}]}"#).forbidden.map(|found| found.0).as_deref(),
            Some("x.a[2].b")
        );
        assert_eq!(survey("\"\u{FFFE}\"").forbidden.map(|found| found.0).as_deref(), Some("x"));
        assert!(survey(r#""a\u000c""#).forbidden.is_some_and(|found| found.1.contains("ngat_trang()")));
        assert!(
            survey(r#"[{"anh": "a.png", "rong": 20}]"#).inserts && !survey(r#"{"anh": "a.png", "ten": "b"}"#).inserts
        );
    }

    #[test]
    fn of_a_long_list_the_first_forbidden_character_is_told_by_its_number() {
        let text = |number: usize| if number % 5000 == 4999 { "\"\\u0001\"".to_owned() } else { number.to_string() };
        let list = (0..LONG * 4).map(text).collect::<Vec<_>>().join(",");
        assert_eq!(survey(&format!("[[{list}], null]")).forbidden.map(|found| found.0).as_deref(), Some("x[1][5000]"));
        assert!(survey(&format!("[{}null]", "1,".repeat(LONG * 2))).nulls);
    }
}
