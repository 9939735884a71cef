//! Pictures: `![mô tả](tệp.png "tên hình"){rong=8cm}`, alone in a paragraph.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Writer, measure};
use crate::document::{Block, Picture, Role, Width};
use crate::template::code;
use crate::units::Length;
use crate::viet;

/// A paragraph that begins with a picture, while it is read.
#[derive(Default)]
pub struct Draft {
    /// Path and title of the picture.
    named: Option<(String, String)>,
    /// The text between its square brackets.
    description: String,
    /// Whether that text is being read.
    open: bool,
    /// Where the picture ends.
    end: usize,
}

/// How a picture is written.
const WRITTEN: &str =
    "viết một đoạn riêng: ![mô tả](templates/ten-anh.png){rong=8cm}; tên tệp có dấu cách thì ![mô tả](<ten anh.png>)";

impl Draft {
    /// Takes in an event of the paragraph.
    pub fn event(&mut self, event: Event, range: &Range<usize>) {
        match event {
            Event::Start(Tag::Image { dest_url, title, .. }) if self.named.is_none() => {
                self.named = Some((dest_url.to_string(), title.to_string()));
                self.open = true;
            }
            Event::End(TagEnd::Image) if self.open => {
                self.open = false;
                self.end = range.end;
            }
            Event::Text(text) if self.open => self.description.push_str(&text),
            Event::SoftBreak if self.open => self.description.push(' '),
            _ => {}
        }
    }
}

impl Writer<'_> {
    /// Ends a paragraph that begins with a picture.
    pub(super) fn picture(&mut self, draft: Draft, range: &Range<usize>) {
        self.no_bare_item(range);
        let Some((path, title)) = draft.named else {
            return self.faults.add(&code::PICTURE, range, "ảnh viết chưa đúng", WRITTEN);
        };
        let text = self.faults.text;
        let behind = draft.end..range.end.max(draft.end);
        let rest = text[behind.clone()].trim();
        let size = if rest.is_empty() { Some((None, None)) } else { self.size(rest, &behind) };
        let place = range.start..draft.end;
        let image = match self.tables.engine.picture(&path) {
            Ok(image) => image,
            Err(refused) => return self.faults.add(&code::PICTURE, &place, &refused.message, &refused.hint),
        };
        let Some((width, height)) = size else { return };
        let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
        let spoken = draft.description.trim();
        let description = if spoken.is_empty() { name } else { spoken }.to_owned();
        self.block(Block::Picture(Picture { image, width, height, description }));
        if !title.trim().is_empty() {
            self.block(Block::paragraph(Role::Caption, viet::bind::bind(title.trim())));
        }
    }

    /// Reads `{rong=8cm}` or `{cao=6cm}` behind a picture.
    fn size(&mut self, text: &str, place: &Range<usize>) -> Option<(Option<Length>, Option<Length>)> {
        let Some((key, value)) = measure::attribute(text) else {
            self.faults.add(&code::PICTURE, place, "sau ảnh còn chữ: ảnh phải đứng riêng một đoạn", WRITTEN);
            return None;
        };
        if !["rong", "cao"].contains(&key) {
            let message = format!("không hiểu “{key}” sau ảnh, chỉ có rong và cao");
            self.faults.add(&code::PICTURE, place, &message, WRITTEN);
            return None;
        }
        let Some(width) = measure::width(value) else {
            let message = format!("cỡ ảnh ghi “{value}”, phải là một số kèm mm, cm hoặc %");
            self.faults.add(
                &code::PICTURE,
                place,
                &message,
                "ví dụ {rong=8cm}, {rong=60%} hoặc {cao=50mm}; chỉ ghi một chiều",
            );
            return None;
        };
        self.fits(key, width, place)
    }

    fn fits(&mut self, key: &str, width: Width, place: &Range<usize>) -> Option<(Option<Length>, Option<Length>)> {
        let (across, down) = self.room();
        let (what, room) = if key == "rong" { ("rộng", across) } else { ("cao", down) };
        let length = measure::within(width, room);
        if length > room {
            let message = format!("ảnh {what} {length}, trang chỉ {what} {room}");
            self.faults.add(
                &code::PICTURE,
                place,
                &message,
                "ghi nhỏ lại, hoặc bỏ phần trong ngoặc nhọn để ảnh tự vừa trang",
            );
            return None;
        }
        Some(if key == "rong" { (Some(length), None) } else { (None, Some(length)) })
    }
}
