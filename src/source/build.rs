//! Builds the tree from the parser's events; the only place that knows the YAML crate's positions.

use std::collections::{HashMap, HashSet};

use serde_saphyr::granit_parser::{Event, Parser, ScalarStyle, Span as Raw, StrInput, StructureStyle, options};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::budget::{MAX_DEPTH, MAX_NODES, measure, span, too_deep, too_much};
use super::fault::{self, Scene};
use super::tree::{Entry, Node, Scalar, Style, Value};
use super::{FileId, Span, hunt};
use crate::diag::code::{DOCUMENT, DUPLICATE_KEY, KEY, MERGE_KEY, SPACE, TAG};
use crate::diag::{Diagnostic, Report};

/// Findings of one kind in one mapping; more would bury the others.
const MAX_REPEATS: usize = 100;
/// Mappings up to this size look for equal keys without a table.
const SMALL: usize = 16;

/// The parser with our limits.
pub(super) fn parser(text: &str) -> Parser<'_, StrInput<'_>> {
    Parser::new_from_str_with_options(
        text,
        options! {
            disallow_directives: true,
            emit_comments: false,
        },
    )
}

/// Builds the tree, or returns the fault that makes the text unreadable.
pub(super) fn build(file: FileId, text: &str, report: &mut Report) -> Result<Node, Box<Diagnostic>> {
    let used = measure(file, text)?;
    let mut builder = Builder {
        file,
        text,
        report,
        used,
        anchors: HashMap::new(),
        frames: Vec::new(),
        nodes: Vec::new(),
        entries: Vec::new(),
        root: None,
        count: 0,
        scene: Scene::default(),
    };
    for next in parser(text) {
        match next {
            Ok((event, raw)) => {
                if builder.take(event, &raw)? == Step::Stop {
                    break;
                }
            }
            Err(error) => {
                builder.scene.open = builder.open_bracket();
                return Err(Box::new(fault::explain(&error, file, text, &builder.scene)));
            }
        }
    }
    let empty = Span::new(file, 0, 0);
    Ok(builder.root.unwrap_or(Node { value: Value::Null, span: empty }))
}

#[derive(PartialEq, Eq)]
enum Step {
    Next,
    Stop,
}

/// What the open list or mapping waits for.
enum Wait {
    Item,
    Key,
    Value(Scalar, Span),
    /// The value of a key that was refused.
    Nothing,
}

/// A list or mapping that is still open; its content lies on the builder's stacks from `base` on.
struct Frame {
    wait: Wait,
    base: usize,
    anchor: usize,
    flow: bool,
    start: usize,
    /// Where the last part ended.
    end: usize,
}

struct Builder<'a> {
    file: FileId,
    text: &'a str,
    report: &'a mut Report,
    used: HashSet<usize>,
    anchors: HashMap<usize, Node>,
    frames: Vec<Frame>,
    nodes: Vec<Node>,
    entries: Vec<Entry>,
    root: Option<Node>,
    count: usize,
    scene: Scene,
}

impl Builder<'_> {
    fn take(&mut self, event: Event<'_>, raw: &Raw) -> Result<Step, Box<Diagnostic>> {
        let place = span(self.file, raw);
        self.check_tag(&event, raw);
        match event {
            Event::DocumentStart(..) if self.root.is_some() => {
                self.second_document(place);
                return Ok(Step::Stop);
            }
            Event::Scalar(text, style, anchor, _) => {
                let node = self.scalar(&text, style, place)?;
                self.keep(anchor, &node);
                let place = node.span;
                self.attach(node, place);
            }
            Event::Alias(id) => {
                let node = self.anchors.get(&id).cloned();
                let value = Value::Null;
                self.attach(node.unwrap_or(Node { value, span: place }), place);
            }
            Event::SequenceStart(style, anchor, _) => self.open(Wait::Item, style, anchor, place)?,
            Event::MappingStart(style, anchor, _) => self.open(Wait::Key, style, anchor, place)?,
            Event::SequenceEnd | Event::MappingEnd => self.close(place),
            _ => {}
        }
        Ok(Step::Next)
    }

    fn spend(&mut self, place: Span) -> Result<(), Box<Diagnostic>> {
        self.count += 1;
        if self.count > MAX_NODES {
            return Err(Box::new(too_much().at(place)));
        }
        Ok(())
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, mut place: Span) -> Result<Node, Box<Diagnostic>> {
        self.spend(place)?;
        let raw = self.text.get(place.range()).unwrap_or("");
        if let Some(fault) = fault::swallowed_line(place, raw, style) {
            return Err(Box::new(fault));
        }
        if raw.is_empty() && style == ScalarStyle::Plain {
            place = self.gap(place);
        } else {
            self.scene.last = place.range();
        }
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
            ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
        };
        if style == Style::Block {
            let end = place.start as usize + raw.trim_end().len();
            place = Span::new(self.file, place.start as usize, end);
        }
        let value = if style == Style::Plain && matches!(text, "" | "~" | "null") {
            Value::Null
        } else {
            let text = compose(text);
            Value::Scalar(Scalar { text, style })
        };
        Ok(Node { value, span: place })
    }

    /// The place of a value that was left out: right behind its `:` or `-`.
    fn gap(&self, place: Span) -> Span {
        let Some(frame) = self.frames.last() else {
            return place;
        };
        let sign = match frame.wait {
            Wait::Item => b'-',
            _ => b':',
        };
        match hunt::behind(self.text, frame.end, sign) {
            Some(at) => Span::new(self.file, at, at),
            None => place,
        }
    }

    fn open(&mut self, wait: Wait, style: StructureStyle, anchor: usize, place: Span) -> Result<(), Box<Diagnostic>> {
        self.spend(place)?;
        if self.frames.len() >= MAX_DEPTH {
            return Err(Box::new(too_deep().at(place)));
        }
        let base = match wait {
            Wait::Item => self.nodes.len(),
            _ => self.entries.len(),
        };
        let start = place.start as usize;
        self.frames.push(Frame { wait, base, anchor, flow: style == StructureStyle::Flow, start, end: start });
        Ok(())
    }

    fn close(&mut self, place: Span) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        let end = match frame.flow {
            true => place.end as usize,
            false => frame.end,
        };
        let value = match frame.wait {
            Wait::Item => Value::Seq(self.nodes.drain(frame.base..).collect()),
            _ => {
                let entries = self.entries.drain(frame.base..).collect();
                Value::Map(self.refuse_repeats(entries))
            }
        };
        let span = Span::new(self.file, frame.start, end);
        let node = Node { value, span };
        self.keep(frame.anchor, &node);
        self.attach(node, span);
    }

    /// Remembers what an anchor names, if an alias needs it.
    fn keep(&mut self, anchor: usize, node: &Node) {
        if anchor != 0 && self.used.contains(&anchor) {
            self.anchors.insert(anchor, node.clone());
        }
    }

    /// Gives a finished node to the open list or mapping; `place` is where it was used.
    fn attach(&mut self, node: Node, place: Span) {
        let Some(frame) = self.frames.last_mut() else {
            self.root = Some(node);
            return;
        };
        frame.end = frame.end.max(place.end as usize);
        match std::mem::replace(&mut frame.wait, Wait::Key) {
            Wait::Item => {
                frame.wait = Wait::Item;
                self.nodes.push(node);
            }
            Wait::Key => {
                let flow = frame.flow;
                let wait = self.key(node, place, flow);
                if let Some(frame) = self.frames.last_mut() {
                    frame.wait = wait;
                }
            }
            Wait::Value(key, key_span) => {
                let flow = frame.flow;
                self.check_glued(&key, key_span, &node, flow);
                self.entries.push(Entry { key, key_span, value: node });
            }
            Wait::Nothing => {}
        }
    }

    fn key(&mut self, node: Node, place: Span, flow: bool) -> Wait {
        match node.value {
            Value::Scalar(key) if &*key.text == "<<" && key.style == Style::Plain => {
                self.report.push(
                    Diagnostic::error(&MERGE_KEY, "khóa gộp << không được dùng")
                        .at(place)
                        .hint("chép các dòng cần dùng vào đây thay cho dòng này"),
                );
                Wait::Nothing
            }
            Value::Scalar(key) => Wait::Value(key, place),
            Value::Null if place.start < place.end => {
                let text = self.text.get(place.range()).unwrap_or("").into();
                let style = Style::Plain;
                Wait::Value(Scalar { text, style }, place)
            }
            Value::Null => {
                let end = place.end as usize;
                let place = Span::new(self.file, end.saturating_sub(1), end);
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
    fn check_glued(&mut self, key: &Scalar, key_span: Span, value: &Node, flow: bool) {
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
    fn refuse_repeats(&mut self, entries: Vec<Entry>) -> Vec<Entry> {
        let repeats = repeats(&entries);
        for &(later, first) in repeats.iter().take(MAX_REPEATS) {
            let (later, first) = (&entries[later], &entries[first]);
            self.report.push(
                Diagnostic::error(&DUPLICATE_KEY, format!("khóa {} ghi hai lần", later.key.text))
                    .at(later.key_span)
                    .label(first.key_span, "lần đầu ở đây")
                    .hint("bỏ một trong hai dòng, hoặc đổi tên khóa nếu gõ nhầm"),
            );
        }
        if repeats.is_empty() {
            return entries;
        }
        let dropped: HashSet<usize> = repeats.into_iter().map(|(later, _)| later).collect();
        let kept = entries.into_iter().enumerate();
        kept.filter(|(index, _)| !dropped.contains(index)).map(|(_, entry)| entry).collect()
    }

    fn check_tag(&mut self, event: &Event<'_>, raw: &Raw) {
        if event.tag().is_none() {
            return;
        }
        let tag = raw.tag_span().unwrap_or(*raw);
        let place = span(self.file, &tag);
        let shown = self.text.get(place.range()).unwrap_or("!");
        self.report.push(
            Diagnostic::error(&TAG, format!("thẻ kiểu dữ liệu {shown} không được dùng"))
                .at(place)
                .hint("bỏ thẻ này; nếu dấu ! thuộc nội dung, đặt cả nội dung trong ngoặc kép"),
        );
    }

    fn second_document(&mut self, place: Span) {
        self.report.push(
            Diagnostic::error(&DOCUMENT, "tệp có từ hai văn bản trở lên, ngăn bằng ---")
                .at(place)
                .hint("chỉ để một văn bản trong một tệp: chuyển phần sau dấu --- sang tệp khác, hoặc bỏ dấu ---"),
        );
    }

    /// The innermost open `[` or `{`.
    fn open_bracket(&self) -> Option<usize> {
        let frame = self.frames.iter().rev().find(|frame| frame.flow)?;
        Some(frame.start)
    }
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

/// The text composed (NFC).
fn compose(text: &str) -> Box<str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return text.into();
    }
    text.nfc().collect::<String>().into_boxed_str()
}
