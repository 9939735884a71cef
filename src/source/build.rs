//! Builds the tree from the parser's events; the only place that knows the YAML crate's positions.

mod events;
mod keys;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde_saphyr::granit_parser::{Event, ScalarStyle, Span as Raw, StructureStyle};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::budget::{MAX_DEPTH, MAX_NODES, measure, span, too_deep, too_much};
use super::fault::{self, Scene};
use super::node::{Entry, Key, Node, Scalar, Style, Value};
use super::{FileId, Span, hunt};
use crate::diag::code::{DOCUMENT, TAG};
use crate::diag::{Diagnostic, Report};

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
        keys: HashSet::new(),
        root: None,
        count: 0,
        scene: Scene::default(),
    };
    events::each(text, |next| match next {
        Ok((event, raw)) => builder.take(event, &raw),
        Err(error) => {
            builder.scene.open = builder.open_bracket();
            Err(Box::new(fault::explain(&error, file, text, &builder.scene)))
        }
    })?;
    let empty = Span::new(file, 0, 0);
    Ok(builder.root.unwrap_or(Node { value: Value::Null, span: empty }))
}

/// What the open list or mapping waits for.
enum Wait {
    Item,
    Key,
    Value(Key, Span),
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
    keys: HashSet<Arc<str>>,
    root: Option<Node>,
    count: usize,
    scene: Scene,
}

impl Builder<'_> {
    /// Takes the next event in; `false` when no more are wanted.
    fn take(&mut self, event: Event<'_>, raw: &Raw) -> Result<bool, Box<Diagnostic>> {
        let place = span(self.file, raw);
        self.check_tag(&event, raw);
        match event {
            Event::DocumentStart(..) if self.root.is_some() => {
                self.second_document(place);
                return Ok(false);
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
            Event::SequenceStart(style, anchor, _) => {
                self.open(Wait::Item, style, anchor, place)?;
            }
            Event::MappingStart(style, anchor, _) => {
                self.open(Wait::Key, style, anchor, place)?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(place),
            _ => {}
        }
        Ok(true)
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
        let end = if frame.flow { place.end as usize } else { frame.end };
        let value = if let Wait::Item = frame.wait {
            Value::Seq(self.nodes.drain(frame.base..).collect())
        } else {
            let entries = self.entries.drain(frame.base..).collect();
            Value::Map(self.refuse_repeats(entries))
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

/// The text composed (NFC).
fn compose(text: &str) -> Box<str> {
    // Below U+0300, and among the composed Vietnamese letters, nothing composes any further.
    let composed = |letter: char| letter < '\u{300}' || ('\u{1EA0}'..='\u{1EF9}').contains(&letter);
    if text.chars().all(composed) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return text.into();
    }
    text.nfc().collect::<String>().into_boxed_str()
}
