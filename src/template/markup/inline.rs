//! Text within a paragraph, a cell or a footnote: emphasis, line breaks, links, footnotes.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::notes::Notes;
use super::place::Faults;
use super::refused;
use crate::document::Inline;
use crate::template::code;
use crate::viet;

/// Where text stands, as far as it decides what may stand in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// In a paragraph or a heading.
    Text,
    /// In a cell of a table.
    Cell,
    /// In a footnote.
    Note,
}

/// A link that is open: where it leads, and what has been said of it.
struct Link {
    address: String,
    said: String,
}

/// Gathers text piece by piece.
#[derive(Default)]
pub struct Inlines {
    content: Vec<Inline>,
    bold: u32,
    italic: u32,
    link: Option<Link>,
    /// How many pictures are open, whose text is not text of the paragraph.
    pictures: u32,
    /// Where the text read last ends in the source.
    reached: usize,
}

impl Inlines {
    /// Returns what has been gathered, and begins anew.
    pub fn take(&mut self) -> Vec<Inline> {
        std::mem::take(&mut self.content)
    }

    /// Adds text.
    pub fn push(&mut self, text: &str) {
        if let Some(link) = &mut self.link {
            link.said.push_str(text);
        }
        let (bold, italic) = (self.bold > 0, self.italic > 0);
        if let Some(Inline::Text { text: last, bold: b, italic: i }) = self.content.last_mut()
            && (*b, *i) == (bold, italic)
        {
            last.push_str(text);
        } else {
            self.content.push(Inline::Text { text: text.to_owned(), bold, italic });
        }
    }

    /// Takes in an event within a paragraph.
    pub fn event(&mut self, event: Event, range: &Range<usize>, at: At, notes: &mut Notes, faults: &mut Faults) {
        if self.pictures > 0 && !matches!(event, Event::End(TagEnd::Image)) {
            return;
        }
        match event {
            Event::Text(text) => self.text(&text, range, faults),
            Event::SoftBreak => self.push(" "),
            Event::HardBreak => self.content.push(Inline::Break),
            Event::InlineHtml(tag) if at == At::Cell && is_line_break(&tag) => self.content.push(Inline::Break),
            // Where a tag has been told, the one that closes it need not be.
            Event::Html(tag) | Event::InlineHtml(tag)
                if tag.strip_prefix("</").is_some_and(|name| faults.has(&refused::html_start(name))) => {}
            Event::Html(tag) | Event::InlineHtml(tag) => {
                let (message, hint) = refused::html(&tag);
                faults.add(&code::MARKUP, range, &message, hint);
            }
            Event::Code(_) => refuse(refused::CODE, range, faults),
            Event::TaskListMarker(_) => refuse(refused::TASK, range, faults),
            Event::FootnoteReference(label) => self.content.extend(notes.used(&label, range, at, faults)),
            Event::Start(Tag::Strong) => {
                check_emphasis(range, faults);
                self.bold += 1;
            }
            Event::Start(Tag::Emphasis) => {
                check_emphasis(range, faults);
                self.italic += 1;
            }
            Event::Start(Tag::Strikethrough) => refuse(refused::STRUCK, range, faults),
            Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                self.open_link(link_type, &dest_url, &title, range, faults);
            }
            Event::Start(Tag::Image { .. }) => {
                self.pictures += 1;
                let hint =
                    "chừa một dòng trống trên và dưới ảnh, mỗi ảnh một đoạn; trong ô, trong chú thích không chèn ảnh";
                faults.add(&code::PICTURE, range, "ảnh không đứng riêng một đoạn", hint);
            }
            Event::End(TagEnd::Strong) => self.bold = self.bold.saturating_sub(1),
            Event::End(TagEnd::Emphasis) => self.italic = self.italic.saturating_sub(1),
            Event::End(TagEnd::Link) => self.close_link(),
            Event::End(TagEnd::Image) => self.pictures = self.pictures.saturating_sub(1),
            _ => {}
        }
    }

    fn text(&mut self, text: &CowStr, range: &Range<usize>, faults: &mut Faults) {
        // An entity is another text than it is written.
        let as_written = faults.text.get(range.clone()) == Some(&**text);
        // A backslash that is no text itself makes text of what follows it.
        let escaped = self.reached < range.start && faults.text[..range.start].ends_with('\\');
        self.reached = range.end;
        if let Some((place, (message, hint))) =
            Some(range).filter(|_| as_written && !escaped).and_then(|range| refused::leftover(faults.text, range))
        {
            // One row tells of all that follow it.
            if message != refused::APART.0 || !faults.has(&message) {
                faults.add(&code::MARKUP, &place, &message, hint);
            }
        }
        self.push(text);
    }

    fn open_link(&mut self, kind: LinkType, address: &str, title: &str, range: &Range<usize>, faults: &mut Faults) {
        match kind {
            LinkType::Inline | LinkType::Autolink | LinkType::Email => {}
            _ => refuse(refused::BY_LABEL, range, faults),
        }
        if !title.is_empty() {
            refuse(refused::HOVER, range, faults);
        }
        let is_address = ["https://", "http://", "mailto:"].iter().any(|start| address.starts_with(start));
        if kind == LinkType::Inline && !is_address {
            let message = format!("liên kết tới “{address}” không in ra giấy được");
            let hint = "ghi tên văn bản, điều, khoản bằng chữ; địa chỉ trên mạng bắt đầu bằng https://";
            faults.add(&code::MARKUP, range, &message, hint);
        }
        let address = address.strip_prefix("mailto:").unwrap_or(address).to_owned();
        self.link = Some(Link { address, said: String::new() });
    }

    /// Prints the address behind the words of a link, for paper leads nowhere.
    fn close_link(&mut self) {
        let Some(Link { address, said }) = self.link.take() else { return };
        if said.trim() != address {
            self.push(&format!(" ({address})"));
        }
    }
}

/// Reports something that is not taken.
pub fn refuse(what: (&str, &str), range: &Range<usize>, faults: &mut Faults) {
    faults.add(&code::MARKUP, range, what.0, what.1);
}

fn is_line_break(tag: &str) -> bool {
    let name = tag.trim_matches(['<', '>', '/', ' ']);
    name.eq_ignore_ascii_case("br")
}

/// Reports signs that were meant to be printed and were read as emphasis.
fn check_emphasis(range: &Range<usize>, faults: &mut Faults) {
    let text = faults.text;
    let Some(sign) = text[range.start..].chars().next() else { return };
    let signs = text[range.start..].chars().take_while(|c| *c == sign).count();
    let bracketed = text[..range.start].ends_with('(') && text[range.start + signs..].starts_with(')');
    if bracketed {
        refuse(refused::STARRED, range, faults);
    } else if sign == '_' && signs > 2 {
        refuse(refused::BLANK, range, faults);
    }
}

/// Makes the first `count` characters bold.
pub fn bold_start(content: Vec<Inline>, count: usize) -> Vec<Inline> {
    let (start, rest) = split(content, count);
    let bold = |inline| match inline {
        Inline::Text { text, italic, .. } => Inline::Text { text, bold: true, italic },
        other => other,
    };
    start.into_iter().map(bold).chain(rest).collect()
}

/// Parts content behind its first `count` characters; a line break counts as one.
pub fn split(content: Vec<Inline>, count: usize) -> (Vec<Inline>, Vec<Inline>) {
    let (mut start, mut rest, mut left) = (Vec::new(), Vec::new(), count);
    for inline in content {
        if left == 0 {
            rest.push(inline);
            continue;
        }
        match inline {
            Inline::Text { text, bold, italic } => {
                let cut = text.char_indices().nth(left).map_or(text.len(), |(at, _)| at);
                left -= text[..cut].chars().count();
                let (one, other) = text.split_at(cut);
                start.push(Inline::Text { text: one.to_owned(), bold, italic });
                if !other.is_empty() {
                    rest.push(Inline::Text { text: other.to_owned(), bold, italic });
                }
            }
            Inline::Break => {
                left -= 1;
                start.push(Inline::Break);
            }
            note @ Inline::Note(_) => start.push(note),
        }
    }
    (start, rest)
}

/// Changes every text.
pub fn map_text(content: Vec<Inline>, change: impl Fn(&str) -> String) -> Vec<Inline> {
    let changed = content.into_iter().map(|inline| match inline {
        Inline::Text { text, bold, italic } => Inline::Text { text: change(&text), bold, italic },
        other => other,
    });
    changed.collect()
}

/// Joins runs of the same look, trims both ends and binds what must not break over lines.
pub fn tidy(content: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::with_capacity(content.len());
    for inline in content {
        match (out.last_mut(), inline) {
            (Some(Inline::Text { text: last, bold: b, italic: i }), Inline::Text { text, bold, italic })
                if (*b, *i) == (bold, italic) =>
            {
                last.push_str(&text);
            }
            (_, inline) => out.push(inline),
        }
    }
    for inline in &mut out {
        if let Inline::Text { text, .. } = inline {
            *text = viet::bind::bind(text).into_owned();
        }
    }
    trim_ends(&mut out);
    out
}

fn trim_ends(content: &mut [Inline]) {
    if let Some(Inline::Text { text, .. }) = content.first_mut() {
        *text = text.trim_start_matches(' ').to_owned();
    }
    if let Some(Inline::Text { text, .. }) = content.last_mut() {
        text.truncate(text.trim_end_matches([' ', '\n']).len());
    }
}
