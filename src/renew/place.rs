//! Where a value stands in a file, as an answer names it: `phap_ly.kh-cchc-tinh.so_ky_hieu`.

use crate::source::tree::{Node, Style, Value};

/// A scalar of a file.
pub struct Scalar<'n> {
    /// Its path.
    pub path: String,
    /// It.
    pub node: &'n Node,
    /// Whether it stands within `[ ]` or `{ }`.
    pub in_flow: bool,
}

/// Returns every scalar of a file with its path, in the order of the file.
pub fn scalars<'n>(root: &'n Node, text: &str) -> Vec<Scalar<'n>> {
    let mut found = Vec::new();
    let kind = key(root, "loai").unwrap_or("tep");
    let path = match key(root, "ma") {
        Some(id) => format!("{kind}.{id}"),
        None => kind.to_owned(),
    };
    collect(root, &path, false, text, &mut found);
    found
}

/// Returns the text of a key of a group.
pub fn key<'n>(node: &'n Node, key: &str) -> Option<&'n str> {
    let Value::Map(entries) = &node.value else { return None };
    let entry = entries.iter().find(|entry| &*entry.key.text == key)?;
    match &entry.value.value {
        Value::Scalar(scalar) => Some(scalar.text.trim()),
        _ => None,
    }
}

/// Tells whether a list or group is written with brackets.
pub fn is_flow(node: &Node, text: &str) -> bool {
    text.get(node.span.range()).is_some_and(|raw| raw.starts_with(['[', '{']))
}

/// Returns the bytes of a value as a whole, `>-` or `|` before a text of several lines included.
pub fn whole(node: &Node, text: &str) -> std::ops::Range<usize> {
    let range = node.span.range();
    let block = matches!(&node.value, Value::Scalar(scalar) if scalar.style == Style::Block);
    let before = text.get(..range.start).unwrap_or("").trim_end();
    let line = before.rfind('\n').map_or(0, |newline| newline + 1);
    let header = before.get(line..).and_then(|header| header.find(" >").or_else(|| header.find(" |")));
    match header.filter(|_| block) {
        Some(at) => line + at + 1..range.end,
        None => range,
    }
}

fn collect<'n>(node: &'n Node, path: &str, in_flow: bool, text: &str, found: &mut Vec<Scalar<'n>>) {
    let inner = in_flow || is_flow(node, text);
    match &node.value {
        Value::Null => {}
        Value::Scalar(_) => found.push(Scalar { path: path.to_owned(), node, in_flow }),
        Value::Seq(items) => {
            for (item, number) in items.iter().zip(1..) {
                let name = key(item, "ma").map_or_else(|| number.to_string(), str::to_owned);
                collect(item, &format!("{path}.{name}"), inner, text, found);
            }
        }
        Value::Map(entries) => {
            for entry in entries {
                let below = match &*entry.key.text {
                    "danh_sach" => path.to_owned(),
                    name => format!("{path}.{name}"),
                };
                collect(&entry.value, &below, inner, text, found);
            }
        }
    }
}
