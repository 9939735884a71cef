//! A file with one long list, read as two halves side by side.

use std::ops::Range;

use memchr::memchr2;
use tera::{Map, Value};

use super::{MOST_VALUES, whole};

/// Shorter files are read before a second thread has begun.
const LEAST: usize = 256 * 1024;

/// Reads a file whose longest list, at its top or in its outermost group, makes up the most of it; nothing for any
/// other, and for one that is not right.
pub(super) fn parse(text: &str) -> Option<Value> {
    let long = (text.len() >= LEAST).then(|| Long::find(text)).flatten()?;
    let (head, tail) = text[..long.list.end].split_at(long.comma);
    let head = [head, &text[long.list.end..]].concat();
    let tail = ["[", &tail[1..], "]"].concat();
    let (head, tail) = rayon::join(|| whole(&head).ok(), || whole(&tail).ok());
    let ((head, of_head), (tail, of_tail)) = (head?, tail?);
    let fits = of_head + of_tail <= MOST_VALUES;
    fits.then(|| joined(head, tail.as_array()?, long.key)).flatten()
}

/// Returns the value with the second half of its list behind the first; an empty half is a comma too many.
fn joined(head: Value, tail: &[Value], key: Option<usize>) -> Option<Value> {
    let together = |list: &Value| {
        let list = list.as_array().filter(|list| !list.is_empty() && !tail.is_empty())?;
        Some(Value::from([list, tail].concat()))
    };
    let Some(key) = key else { return together(&head) };
    let mut map: Map = head.into_map()?;
    let (_, list) = map.get_index_mut(key)?;
    *list = together(list)?;
    Some(Value::from(map))
}

/// A list that makes up more than half of a file.
struct Long {
    /// What lies between its brackets.
    list: Range<usize>,
    /// A comma between two of its items, near the middle.
    comma: usize,
    /// Which field of the outermost group it is; nothing where it is the whole.
    key: Option<usize>,
}

impl Long {
    /// Looks for the list. Brackets that do not match are found by the one who reads.
    fn find(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let (mut at, mut depth, mut key) = (0, 0_usize, 0);
        let (mut start, mut level, mut comma) = (0, 0, 0);
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'"' => at = end_of_string(bytes, at + 1)?,
                b'[' if level == 0 && depth <= 1 => {
                    depth += 1;
                    (start, level, comma) = (at + 1, depth, 0);
                }
                b'[' | b'{' => depth += 1,
                b']' if level == depth && level > 0 => {
                    if at - start > text.len() / 2 {
                        return (comma > 0).then_some(Self {
                            list: start..at,
                            comma,
                            key: (level == 2).then_some(key),
                        });
                    }
                    depth -= 1;
                    level = 0;
                }
                b']' | b'}' => depth = depth.checked_sub(1)?,
                b',' if depth == 1 && level != 1 => key += 1,
                b',' if depth == level && at < usize::midpoint(start, bytes.len()) => comma = at,
                _ => {}
            }
            at += 1;
        }
        None
    }
}

/// Returns where the quotation mark stands that ends a string.
fn end_of_string(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += memchr2(b'"', b'\\', bytes.get(at..)?)?;
        if bytes[at] == b'"' {
            return Some(at);
        }
        at += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A list of more than 256 KB with whatever else.
    fn file(before: &str, after: &str) -> String {
        let row = |number: usize| format!(r#"{{"stt": {number}, "ten": "Đỗ \\\"[{{,\\\\", "con": [{number}, [2]]}}"#);
        format!("{before}[{}]{after}", (0..8000).map(row).collect::<Vec<_>>().join(",\n "))
    }

    #[test]
    fn two_halves_are_the_whole() {
        for (before, after) in [
            ("", " "),
            (r#"{"a": [1, {"b": [2]}], "c": {"d": [3, 4]}, "ds": "#, r#", "e": [5, 6]}"#),
            (r#"{"ds": "#, "}"),
        ] {
            let text = file(before, after);
            let halves = parse(&text).unwrap();
            assert_eq!(halves.to_string(), whole(&text).unwrap().0.to_string(), "{before}…{after}");
        }
    }

    #[test]
    fn what_is_short_or_not_right_is_left_to_the_reader_of_the_whole() {
        let blank = " ".repeat(LEAST);
        for text in [
            "[1, 2]".to_owned(),
            file("", "]"),
            file("{\"ds\": ", ""),
            file("{\"ds\": ", ", \"ds\": 1}"),
            file("", "").replace("[4000, [2]]", "[4000, [2}]"),
            format!("[1,{blank}]"),
            format!("[{blank},1]"),
            format!("[1,2,{blank}]"),
            format!("{{\"a\": [1,{blank}]}}"),
            format!("\"{blank}"),
        ] {
            assert!(parse(&text).is_none(), "{}", &text[..40.min(text.len())]);
        }
    }
}
