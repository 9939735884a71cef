//! Size of a file once its aliases are written out, measured before anything is built.

use std::collections::{HashMap, HashSet};

use serde_saphyr::granit_parser::{Event, Span as Raw};

use super::parser::parser;
use super::{FileId, Span};
use crate::diag::Diagnostic;
use crate::diag::code::{DEPTH, TOO_MUCH};

/// Most values in a file, aliases written out.
pub(super) const MAX_NODES: usize = 2_000_000;
/// Most bytes of text in a file, aliases written out.
const MAX_TEXT: usize = 64 * 1024 * 1024;
/// Most anchors in a file.
const MAX_ANCHORS: usize = 10_000;
/// Deepest nesting of lists and mappings, aliases written out.
pub(super) const MAX_DEPTH: usize = 64;

/// Number of values, bytes of text and levels of a part of the tree.
#[derive(Clone, Copy, Default)]
struct Size {
    nodes: usize,
    text: usize,
    depth: usize,
}

impl Size {
    fn add(&mut self, part: Self) {
        self.nodes = self.nodes.saturating_add(part.nodes);
        self.text = self.text.saturating_add(part.text);
        self.depth = self.depth.max(part.depth);
    }
}

#[derive(Default)]
struct Measure {
    /// Open lists and mappings, each with its anchor (0: none) and its size so far.
    open: Vec<(usize, Size)>,
    anchors: HashMap<usize, Size>,
    used: HashSet<usize>,
    total: Size,
}

/// Returns the anchors that aliases use, or the fault of the alias that makes the file too large.
///
/// Costs nothing for a text that cannot have aliases. Faults of syntax are left to the builder.
pub(super) fn measure(file: FileId, text: &str) -> Result<HashSet<usize>, Box<Diagnostic>> {
    if !(text.contains('&') && text.contains('*')) {
        return Ok(HashSet::new());
    }
    let mut measure = Measure::default();
    for next in parser(text) {
        let Ok((event, raw)) = next else { break };
        if let Err(fault) = measure.take(&event) {
            return Err(Box::new(fault.at(span(file, &raw))));
        }
    }
    Ok(measure.used)
}

/// A place of the parser as ours.
pub(super) fn span(file: FileId, raw: &Raw) -> Span {
    let range = raw.byte_range().unwrap_or(0..0);
    Span::new(file, range.start, range.end)
}

impl Measure {
    fn take(&mut self, event: &Event) -> Result<(), Box<Diagnostic>> {
        match event {
            Event::Scalar(text, _, anchor, _) => self.part(*anchor, leaf(text.len())),
            Event::Alias(id) => self.alias(*id),
            Event::SequenceStart(_, anchor, _) | Event::MappingStart(_, anchor, _) => {
                self.open.push((*anchor, leaf(0)));
                Ok(())
            }
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some((anchor, size)) => self.close(anchor, size),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }

    fn alias(&mut self, id: usize) -> Result<(), Box<Diagnostic>> {
        self.used.insert(id);
        let Some(&size) = self.anchors.get(&id) else {
            let message = "dấu * trỏ vào chính mục chứa nó";
            let fault = Diagnostic::error(&TOO_MUCH, message);
            return Err(Box::new(fault.hint("chép nội dung vào thay cho dấu *")));
        };
        self.grow(size)?;
        self.join(size);
        Ok(())
    }

    /// Ends a list or mapping; its own content is counted already.
    fn close(&mut self, anchor: usize, mut size: Size) -> Result<(), Box<Diagnostic>> {
        size.depth += 1;
        self.grow(leaf(0))?;
        self.remember(anchor, size)?;
        self.join(size);
        Ok(())
    }

    fn part(&mut self, anchor: usize, size: Size) -> Result<(), Box<Diagnostic>> {
        self.grow(size)?;
        self.remember(anchor, size)?;
        self.join(size);
        Ok(())
    }

    fn remember(&mut self, anchor: usize, size: Size) -> Result<(), Box<Diagnostic>> {
        if anchor == 0 {
            return Ok(());
        }
        self.anchors.insert(anchor, size);
        if self.anchors.len() > MAX_ANCHORS {
            let message = format!("tệp đặt hơn {MAX_ANCHORS} dấu &");
            return Err(Box::new(
                Diagnostic::error(&TOO_MUCH, message)
                    .hint("bỏ các dấu & không dùng đến, hoặc tách dữ liệu ra nhiều tệp"),
            ));
        }
        Ok(())
    }

    fn join(&mut self, size: Size) {
        if let Some((_, parent)) = self.open.last_mut() {
            parent.add(size);
        }
    }

    fn grow(&mut self, size: Size) -> Result<(), Box<Diagnostic>> {
        self.total.add(size);
        if self.open.len() + size.depth > MAX_DEPTH {
            return Err(Box::new(too_deep()));
        }
        if self.total.nodes > MAX_NODES || self.total.text > MAX_TEXT {
            return Err(Box::new(too_much()));
        }
        Ok(())
    }
}

const fn leaf(text: usize) -> Size {
    Size { nodes: 1, text, depth: 0 }
}

/// Nesting over [`MAX_DEPTH`].
pub(super) fn too_deep() -> Diagnostic {
    let message = format!("các mục lồng nhau quá {MAX_DEPTH} cấp");
    Diagnostic::error(&DEPTH, message)
        .hint("dữ liệu thi đua chỉ cần vài cấp; kiểm tra dấu [ hoặc { thừa và cách thụt dòng")
}

/// Values or text over the limits.
pub(super) fn too_much() -> Diagnostic {
    let message = "tệp quá lớn khi viết đủ các chỗ lặp lại: hơn 2 triệu mục hoặc 64 MB chữ";
    Diagnostic::error(&TOO_MUCH, message).hint("bỏ các dấu & và * lặp lại nội dung, hoặc tách dữ liệu ra nhiều tệp")
}
