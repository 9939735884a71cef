//! Keys: text, not empty, not `<<`, each once.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::{Builder, Wait};
use crate::diag::Diagnostic;
use crate::diag::code::{DUPLICATE_KEY, KEY, MERGE_KEY, SPACE};
use crate::source::node::{Entry, Key, Node, Style, Value};
use crate::source::{Span, fault, hunt};

/// Findings of one kind in one mapping; more would bury the others.
const MAX_REPEATS: usize = 100;
/// Mappings up to this size look for equal keys without a table.
const SMALL: usize = 16;

impl Builder<'_> {
    pub(super) fn key(&mut self, node: Node, place: Span, flow: bool) -> Wait {
        match node.value {
            Value::Scalar(key) if &*key.text == "<<" && key.style == Style::Plain => {
                self.report.push(
                    Diagnostic::error(&MERGE_KEY, "khóa gộp << không được dùng")
                        .at(place)
                        .hint("chép các dòng cần dùng vào đây thay cho dòng này"),
                );
                Wait::Nothing
            }
            Value::Scalar(key) => Wait::Value(self.shared(&key.text, key.style), place),
            Value::Null if place.start < place.end => {
                let text = self.text.get(place.range()).unwrap_or("");
                Wait::Value(self.shared(text, Style::Plain), place)
            }
            Value::Null => {
                let end = place.end as usize;
                // The text may end here in a letter of more than one byte.
                let start = self.text.floor_char_boundary(end.saturating_sub(1));
                let place = Span::new(self.file, start, end);
                self.report.push(
                    Diagnostic::error(&KEY, "thiếu tên khóa trước dấu hai chấm")
                        .at(place)
                        .hint("viết tên khóa trước dấu hai chấm, ví dụ ten: Nguyễn Văn A; nếu dấu hai chấm thuộc nội dung, đặt cả nội dung trong ngoặc kép"),
                );
                Wait::Nothing
            }
            Value::Seq(_) | Value::Map(_) => {
                self.report.push(self.odd_key(place, flow));
                Wait::Nothing
            }
        }
    }

    /// A long list has the same few keys in every item: each is kept once.
    fn shared(&mut self, text: &str, style: Style) -> Key {
        let known = self.keys.get(text).cloned();
        let text = known.unwrap_or_else(|| {
            let text: Arc<str> = text.into();
            self.keys.insert(Arc::clone(&text));
            text
        });
        Key { text, style }
    }

    fn odd_key(&self, place: Span, flow: bool) -> Diagnostic {
        let start = place.start as usize;
        if flow && self.text.as_bytes().get(start) == Some(&b'{') {
            let from = start.saturating_sub(1);
            if let Some(template) = hunt::template(self.text, from) {
                return fault::template(Span::new(self.file, template.start, template.end), self.text);
            }
        }
        Diagnostic::error(&KEY, "khóa là một danh sách hoặc một nhóm, phải là chữ")
            .at(place)
            .hint("viết khóa là một từ, ví dụ ten: …; nếu dấu [ hoặc { thuộc nội dung, đặt nội dung trong ngoặc kép")
    }

    /// Finds `{ten:An}`, which YAML reads as one key without a value.
    pub(super) fn check_glued(&mut self, key: &Key, key_span: Span, value: &Node, flow: bool) {
        let left_out = value.value == Value::Null && value.span.start == value.span.end;
        if !flow || !left_out || key.style != Style::Plain {
            return;
        }
        if let Some((name, rest)) = key.text.split_once(':') {
            self.report.push(
                Diagnostic::error(&SPACE, format!("thiếu dấu cách sau dấu hai chấm của {name}"))
                    .at(key_span)
                    .hint(format!("viết {name}: {rest}")),
            );
        }
    }

    /// Reports keys given twice and keeps the first of each.
    pub(super) fn refuse_repeats(&mut self, entries: Vec<Entry>) -> Vec<Entry> {
        let repeats = repeats(&entries);
        if self.tell_undashed(&entries, &repeats) {
            return first_of_each(entries, repeats);
        }
        for &(later, first) in repeats.iter().take(MAX_REPEATS) {
            let (later, first) = (&entries[later], &entries[first]);
            self.report.push(
                Diagnostic::error(&DUPLICATE_KEY, format!("khóa {} ghi hai lần", later.key.text))
                    .at(later.key_span)
                    .label(first.key_span, "lần đầu ở đây")
                    .hint("bỏ một trong hai dòng, hoặc đổi tên khóa nếu gõ nhầm"),
            );
        }
        first_of_each(entries, repeats)
    }

    /// Tells of items of a list that lack their dash: the key with which an item begins stands in it once more, and the
    /// keys behind it are of another item.
    fn tell_undashed(&mut self, entries: &[Entry], repeats: &[(usize, usize)]) -> bool {
        let begins = |entry: &Entry| {
            let line = hunt::line(self.text, entry.key_span.start as usize);
            self.text[line.start..entry.key_span.start as usize].trim() == "-"
        };
        let undashed = repeats.first().is_some_and(|(_, first)| *first == 0) && begins(&entries[0]);
        if !undashed {
            return false;
        }
        for &(later, _) in repeats.iter().filter(|(_, first)| *first == 0).take(MAX_REPEATS) {
            let (later, first) = (&entries[later], &entries[0]);
            let body = &self.text[hunt::body(self.text, later.key_span.start as usize)];
            let message = format!("thiếu dấu gạch nối ở đầu mục: khóa {} đã ghi cho mục ở trên", later.key.text);
            self.report.push(
                Diagnostic::error(&DUPLICATE_KEY, message)
                    .at(later.key_span)
                    .label(first.key_span, "mục ở trên bắt đầu ở đây")
                    .hint(format!("nếu là mục mới, lùi ra hai dấu cách rồi thêm dấu gạch nối: - {body}"))
                    .hint("nếu không, bỏ dòng này"),
            );
        }
        true
    }
}

fn first_of_each(entries: Vec<Entry>, repeats: Vec<(usize, usize)>) -> Vec<Entry> {
    if repeats.is_empty() {
        return entries;
    }
    let dropped: HashSet<usize> = repeats.into_iter().map(|(later, _)| later).collect();
    let kept = entries.into_iter().enumerate();
    kept.filter(|(index, _)| !dropped.contains(index)).map(|(_, entry)| entry).collect()
}

/// Pairs of a later entry and the first with the same key, in order.
fn repeats(entries: &[Entry]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    if entries.len() <= SMALL {
        for (later, entry) in entries.iter().enumerate() {
            let earlier = entries[..later].iter();
            if let Some(first) = earlier.clone().position(|other| other.key.text == entry.key.text) {
                found.push((later, first));
            }
        }
        return found;
    }
    let mut seen: HashMap<&str, usize> = HashMap::with_capacity(entries.len());
    for (later, entry) in entries.iter().enumerate() {
        let first = *seen.entry(&entry.key.text).or_insert(later);
        if first != later {
            found.push((later, first));
        }
    }
    found
}
