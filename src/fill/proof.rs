//! What is known of a template before anything is filled: how far each tag reaches, and each name beside the data.

use std::borrow::Borrow;

use tera::{Context, Value};

use super::scope::Level;
use super::template::{Compiled, Variable, shown};

/// A tag and how far it reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// The tag as it is written.
    pub tag: String,
    /// Where it is.
    pub place: String,
    /// What it repeats, chooses, or how often it is filled.
    pub scope: String,
}

/// Returns the tags of a part with how far they reach.
pub fn reaches(part: &Compiled) -> Vec<Reach> {
    let blocks = &part.blocks;
    let opened = |tag: usize| blocks.iter().find(|block| block.ends[0] == tag);
    let is_end = |tag: usize| blocks.iter().any(|block| block.ends[1..].contains(&tag));
    let tags = (0..part.places.len()).filter(|tag| !is_end(*tag) && !part.places[*tag].tag.starts_with("{#"));
    let reach = |tag: usize| {
        let around = around(part, tag);
        let scope = match opened(tag) {
            Some(block) => {
                let last = block.ends[block.ends.len() - 1];
                let what = match block.level {
                    Level::Inline => "phần chữ",
                    Level::Paragraphs => "các đoạn",
                    Level::Rows => "các hàng",
                    Level::Cells => "các ô",
                };
                let verb = match list_of(part, tag) {
                    Some(items) => format!("lặp {what} cho mỗi mục của {items}"),
                    None => format!("chọn {what}"),
                };
                let until = format!("{verb}, đến {} ở {}", part.places[last].tag, part.places[last]);
                if around.is_empty() { until } else { format!("{until}; {around}") }
            }
            None if around.is_empty() => "điền một lần".to_owned(),
            None => around,
        };
        Reach { tag: part.places[tag].tag.clone(), place: part.places[tag].to_string(), scope }
    };
    tags.map(reach).collect()
}

/// Returns the list that a tag goes through.
fn list_of(part: &Compiled, tag: usize) -> Option<String> {
    let one = part.meanings[tag].uses.first().filter(|one| one.list);
    let is_loop =
        part.places[tag].tag.trim_start_matches(['{', '%', '-', '+', 'p', 't', 'r', 'c', ' ']).starts_with("for");
    match one {
        Some(one) => Some(shown(&one.path, &[])),
        None => is_loop.then(|| "danh sách làm trong mẫu".to_owned()),
    }
}

/// Says in which loops and conditions a tag stands, the innermost first.
fn around(part: &Compiled, tag: usize) -> String {
    let outer = part.blocks.iter().filter(|block| block.ends[0] < tag && tag < block.ends[block.ends.len() - 1]);
    let mut outer: Vec<_> = outer.collect();
    outer.sort_by_key(|block| std::cmp::Reverse(block.ends[0]));
    let words = outer.into_iter().map(|block| match list_of(part, block.ends[0]) {
        Some(list) => format!("mỗi mục của {list}"),
        None => format!("khi {}", part.places[block.ends[0]].tag),
    });
    words.collect::<Vec<_>>().join(", trong ")
}

/// A name of the template beside the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Dotted path, as [`Variable`] has it.
    pub path: String,
    /// What the data have there.
    pub found: String,
    /// Whether that is less than the template asks for, where nothing is said about what may be missing.
    pub lacking: bool,
}

/// Looks for every name of a template in the data: once, or for each item that gets a file of its own.
pub fn names(variables: &[Variable], all: impl IntoIterator<Item = impl Borrow<Context>>) -> Vec<Named> {
    let mut counts: Vec<Count> = variables.iter().map(|_| Count::default()).collect();
    for data in all {
        for (variable, count) in variables.iter().zip(&mut counts) {
            let path = variable.path.replace("[]", ".[]");
            let steps: Vec<&str> = path.split('.').collect();
            count.follow(data.borrow().get(steps[0]), &steps[1..]);
        }
    }
    variables.iter().zip(counts).map(|(variable, count)| named(variable, &count)).collect()
}

fn named(variable: &Variable, count: &Count) -> Named {
    let found = match *count {
        Count { total: 0, .. } => "danh sách bao quanh không có mục nào".to_owned(),
        Count { there: 0, .. } => "không có".to_owned(),
        Count { there, total, kind: "danh sách", items } if total == there => match total {
            1 => format!("danh sách {items} mục"),
            _ => format!("danh sách, ở cả {total} mục"),
        },
        Count { there: 1, total: 1, kind, .. } => kind.to_owned(),
        Count { there, total, kind, .. } if there == total => format!("{kind}, có ở cả {total} mục"),
        Count { there, total, kind, .. } => format!("{kind}, chỉ có ở {there} trong {total} mục"),
    };
    Named { path: variable.path.clone(), found, lacking: count.there < count.total }
}

/// How often a name is there.
#[derive(Default)]
struct Count {
    there: usize,
    total: usize,
    kind: &'static str,
    /// Items of the list, where the name is that of one.
    items: usize,
}

impl Count {
    fn follow(&mut self, value: Option<&Value>, steps: &[&str]) {
        match (value, steps) {
            (Some(value), ["[]", rest @ ..]) if value.as_array().is_some() => {
                for item in value.as_array().into_iter().flatten() {
                    self.follow(Some(item), rest);
                }
            }
            (Some(value), [step, rest @ ..]) => {
                let next = value.as_map().and_then(|map| map.iter().find(|(key, _)| key.as_str() == Some(step)));
                let by_number = || step.parse::<usize>().ok().and_then(|at| value.as_array()?.get(at));
                self.follow(next.map(|(_, value)| value).or_else(by_number), rest);
            }
            (Some(value), []) if !value.is_none() && !value.is_undefined() => {
                self.there += 1;
                self.total += 1;
                self.kind = kind(value);
                self.items = value.as_array().map_or(0, <[Value]>::len);
            }
            _ => self.total += 1,
        }
    }
}

fn kind(value: &Value) -> &'static str {
    if value.is_array() {
        "danh sách"
    } else if value.is_map() {
        "nhóm"
    } else if value.is_number() {
        "số"
    } else if value.is_bool() {
        "đúng/sai"
    } else {
        "chữ"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fill::WordTemplate;
    use crate::fill::template_tests::docx;

    fn template() -> WordTemplate {
        let p = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
        let body = [p("{{ ten }}"), p("{% for x in ds %}"), p("{{ x.a }}{% if x.b %}c{% endif %}"), p("{% endfor %}")]
            .concat();
        WordTemplate::compile("mau.docx", docx(&body)).unwrap()
    }

    #[test]
    fn every_tag_says_how_far_it_reaches() {
        let scopes: Vec<String> =
            template().reaches().into_iter().map(|one| format!("{}: {}", one.tag, one.scope)).collect();
        assert_eq!(
            scopes,
            [
                "{{ ten }}: điền một lần",
                "{% for x in ds %}: lặp các đoạn cho mỗi mục của ds, đến {% endfor %} ở thân văn bản, đoạn 4",
                "{{ x.a }}: mỗi mục của ds",
                "{% if x.b %}: chọn phần chữ, đến {% endif %} ở thân văn bản, đoạn 3; mỗi mục của ds",
            ]
        );
    }

    #[test]
    fn every_name_stands_beside_what_the_data_have() {
        let data = serde_json::json!({ "ten": 1, "ds": [{ "a": "x", "b": true }, { "b": false }] });
        let named = names(&template().variables(), [Context::from_serialize(&data).unwrap()]);
        let shown: Vec<String> =
            named.iter().map(|one| format!("{}: {} {}", one.path, one.found, one.lacking)).collect();
        assert_eq!(
            shown,
            [
                "ten: số false",
                "ds: danh sách 2 mục false",
                "ds[].a: chữ, chỉ có ở 1 trong 2 mục true",
                "ds[].b: đúng/sai, có ở cả 2 mục false",
            ]
        );
        let named = names(&template().variables(), [Context::new()]);
        assert!(named.iter().all(|one| one.found == "không có"), "{named:?}");
    }
}
