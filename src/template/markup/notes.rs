//! Footnotes: `[^1]` where the mark stands, `[^1]: …` anywhere for what it says.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::OPTIONS;
use super::inline::{At, Inlines, tidy};
use super::place::Faults;
use crate::document::{Inline, Note, plain};
use crate::template::code;

/// A footnote of the text.
struct Defined {
    /// What it says, until its mark is found.
    content: Option<Vec<Inline>>,
    /// Where it is written.
    range: Range<usize>,
}

/// The footnotes of a text, by their labels.
#[derive(Default)]
pub struct Notes(BTreeMap<String, Defined>);

/// Labels are equal when they differ in case only, as in Markdown.
fn key(label: &str) -> String {
    label.to_lowercase()
}

impl Notes {
    /// Reads the footnotes of a text.
    pub fn read(faults: &mut Faults) -> Self {
        let mut notes = Self::default();
        if !faults.text.contains("[^") {
            return notes;
        }
        let mut open: Option<(String, Range<usize>, Reader)> = None;
        for (event, range) in Parser::new_ext(faults.text, OPTIONS).into_offset_iter() {
            match (event, &mut open) {
                (Event::Start(Tag::FootnoteDefinition(label)), _) => {
                    open = Some((label.to_string(), range, Reader::default()));
                }
                (Event::End(TagEnd::FootnoteDefinition), open) => {
                    if let Some((label, range, reader)) = open.take() {
                        notes.define(&label, range, reader.inlines, faults);
                    }
                }
                (event, Some((_, _, reader))) => reader.event(event, &range, faults),
                (_, None) => {}
            }
        }
        notes
    }

    fn define(&mut self, label: &str, range: Range<usize>, mut inlines: Inlines, faults: &mut Faults) {
        let content = tidy(inlines.take());
        if plain(&content).trim().is_empty() {
            let message = format!("chú thích [^{label}] không có nội dung");
            let hint = format!("viết nội dung ngay sau dấu hai chấm: [^{label}]: …");
            faults.add(&code::NOTE, &range, &message, &hint);
        }
        if self.0.contains_key(&key(label)) {
            let message = format!("nội dung của chú thích [^{label}] ghi hai lần, lần trước ở trên");
            let hint = "đặt cho mỗi chú thích một nhãn riêng: [^1], [^2], …; số trên giấy do Word đánh";
            return faults.add(&code::NOTE, &range, &message, hint);
        }
        self.0.insert(key(label), Defined { content: Some(content), range });
    }

    /// Returns the footnote whose mark stands here.
    pub fn used(&mut self, label: &str, range: &Range<usize>, at: At, faults: &mut Faults) -> Option<Inline> {
        if at == At::Note {
            let message = format!("dấu chú thích [^{label}] nằm trong nội dung một chú thích khác");
            faults.add(&code::NOTE, range, &message, "chuyển dấu ra phần lời văn, hoặc viết gộp hai chú thích");
            return None;
        }
        let Some(defined) = self.0.get_mut(&key(label)) else {
            let message = format!("chú thích [^{label}] chưa có nội dung");
            let hint = format!(
                "thêm một dòng riêng, ở đâu trong mẫu cũng được: [^{label}]: nội dung; muốn in ngoặc vuông thì viết \\["
            );
            faults.add(&code::NOTE, range, &message, &hint);
            return None;
        };
        let Some(content) = defined.content.take() else {
            let message = format!("dấu chú thích [^{label}] đã dùng một lần ở trên");
            let hint = "mỗi chú thích một dấu: thêm chú thích mới, nội dung có thể là “Như trên”";
            faults.add(&code::NOTE, range, &message, hint);
            return None;
        };
        Some(Inline::Note(Note(content)))
    }

    /// Reports footnotes without a mark.
    pub fn finish(self, faults: &mut Faults) {
        let mut unused: Vec<(String, Defined)> =
            self.0.into_iter().filter(|(_, note)| note.content.is_some()).collect();
        unused.sort_by_key(|(_, note)| note.range.start);
        for (_, note) in unused {
            let written = faults.text[note.range.clone()].trim_start_matches("[^");
            let label = written.split("]:").next().unwrap_or_default().to_owned();
            let message = format!("chú thích [^{label}] không có dấu trong văn bản");
            let hint = format!("đặt [^{label}] vào chỗ cần chú thích, hoặc bỏ dòng này");
            faults.add(&code::NOTE, &note.range, &message, &hint);
        }
    }
}

/// Reads what one footnote says.
#[derive(Default)]
struct Reader {
    inlines: Inlines,
    paragraphs: usize,
}

impl Reader {
    fn event(&mut self, event: Event, range: &Range<usize>, faults: &mut Faults) {
        match event {
            Event::Start(Tag::Paragraph) => {
                self.paragraphs += 1;
                if self.paragraphs > 1 {
                    only_text(range, faults);
                }
            }
            Event::Start(
                Tag::Heading { .. }
                | Tag::BlockQuote(_)
                | Tag::CodeBlock(_)
                | Tag::HtmlBlock
                | Tag::List(_)
                | Tag::Table(_),
            )
            | Event::Rule => only_text(range, faults),
            event => self.inlines.event(event, range, At::Note, &mut Notes::default(), faults),
        }
    }
}

fn only_text(range: &Range<usize>, faults: &mut Faults) {
    let message = "chú thích chỉ gồm một đoạn chữ";
    faults.add(&code::NOTE, range, message, "viết chú thích thành một đoạn; bảng, danh sách thì đưa vào phụ lục");
}
