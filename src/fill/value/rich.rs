//! Text with bold, italic, underline, colour and size: `CommonMark` for what it has, a few tags for the rest.
//!
//! | written | becomes |
//! |---|---|
//! | `**chữ**`, `*chữ*`, `~~chữ~~` | bold, italic, struck out |
//! | `<u>chữ</u>`, `<sub>…</sub>`, `<sup>…</sup>` | underlined, lowered, raised |
//! | `<chu mau=do co=14>chữ</chu>` | colour by name or six digits, size in points; either may be left out |
//! | `[chữ](https://…)` | a hyperlink |
//! | a line end | a line break |
//! | `\*` | the sign itself |
//!
//! Headings, lists and tables are not markup here: a value stands within a paragraph of the template. Tags of other
//! names are text as typed.

use std::collections::BTreeSet;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use quick_xml::events::attributes::Attributes;

use super::run::{self, RunProperties};
use super::{InsertError, colour, link, measure};

/// Before each line, so that none begins a list, heading or quotation; to `CommonMark` it is a space.
const GUARD: char = '\u{a0}';

/// What is simply on or off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// `**chữ**`.
    Bold,
    /// `*chữ*`.
    Italic,
    /// `~~chữ~~`.
    Strike,
    /// `<u>chữ</u>`.
    Underline,
}

/// How a piece of text looks beyond the tag's own properties.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Look {
    /// What is on.
    pub marks: BTreeSet<Mark>,
    /// Raised (`superscript`) or lowered (`subscript`).
    pub position: Option<&'static str>,
    /// Six hexadecimal digits.
    pub colour: Option<String>,
    /// Size in half-points.
    pub size: Option<u32>,
}

impl Look {
    /// Returns the tag's properties with this look on top.
    pub fn over(&self, base: &RunProperties) -> RunProperties {
        let mut made = base.clone();
        for mark in &self.marks {
            made = match mark {
                Mark::Bold => made.with(&["b", "bCs"], None),
                Mark::Italic => made.with(&["i", "iCs"], None),
                Mark::Strike => made.with(&["strike"], None),
                Mark::Underline => made.with(&["u"], Some("single")),
            };
        }
        if let Some(colour) = &self.colour {
            made = made.with(&["color"], Some(colour));
        }
        if let Some(size) = self.size {
            made = made.with(&["sz", "szCs"], Some(&size.to_string()));
        }
        if let Some(position) = self.position {
            made = made.with(&["vertAlign"], Some(position));
        }
        made
    }
}

/// A piece of text in one look; a line break is the text `\n`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Its look.
    pub look: Look,
    /// Where it leads, for a hyperlink.
    pub target: Option<String>,
}

/// Reads the markup.
pub fn read(text: &str, base: &Look) -> Result<Vec<Piece>, InsertError> {
    run::refuse_control(text)?;
    let lines: Vec<String> = text.lines().map(|line| format!("{GUARD}{line}")).collect();
    let guarded = lines.join("\n");
    let mut reader = Reader::new(base);
    for event in Parser::new_ext(&guarded, Options::ENABLE_STRIKETHROUGH) {
        reader.event(event)?;
    }
    match reader.open.pop() {
        None => Ok(reader.pieces),
        Some((name, _)) => Err(tag_fault(&format!("thẻ <{name}> mở ra mà không đóng"), &name)),
    }
}

struct Reader {
    pieces: Vec<Piece>,
    /// The look now, and what it was before each open tag.
    look: Look,
    open: Vec<(String, Look)>,
    /// Marks of `CommonMark`, as often as they are open.
    marks: Vec<Mark>,
    target: Option<String>,
    line_start: bool,
}

impl Reader {
    fn new(base: &Look) -> Self {
        let look = base.clone();
        Self { pieces: Vec::new(), look, open: Vec::new(), marks: Vec::new(), target: None, line_start: true }
    }

    fn event(&mut self, event: Event<'_>) -> Result<(), InsertError> {
        match event {
            Event::Text(text) => self.text(&text),
            Event::Code(text) => self.text(&format!("`{text}`")),
            Event::InlineHtml(tag) => self.tag(&tag)?,
            Event::SoftBreak | Event::HardBreak => {
                self.push("\n");
                self.line_start = true;
            }
            Event::Start(Tag::Strong) => self.marks.push(Mark::Bold),
            Event::Start(Tag::Emphasis) => self.marks.push(Mark::Italic),
            Event::Start(Tag::Strikethrough) => self.marks.push(Mark::Strike),
            Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Strikethrough) => drop(self.marks.pop()),
            Event::Start(Tag::Link { dest_url, .. }) => self.target = Some(link::checked(&dest_url)?),
            Event::End(TagEnd::Link) => self.target = None,
            Event::Start(Tag::Image { .. }) => {
                return Err(InsertError::new(
                    "chữ có định dạng không chứa được ảnh",
                    "chèn ảnh bằng một thẻ riêng, ví dụ {{ anh_the | anh(rong=30) }}",
                ));
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        let text = if self.line_start { text.strip_prefix(GUARD).unwrap_or(text) } else { text };
        self.line_start = false;
        if !text.is_empty() {
            self.push(text);
        }
    }

    fn push(&mut self, text: &str) {
        let mut look = self.look.clone();
        look.marks.extend(&self.marks);
        match self.pieces.last_mut().filter(|last| last.look == look && last.target == self.target) {
            Some(last) => last.text.push_str(text),
            None => self.pieces.push(Piece { text: text.to_owned(), look, target: self.target.clone() }),
        }
    }

    fn tag(&mut self, tag: &str) -> Result<(), InsertError> {
        let inside = tag.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/');
        let name: String = inside.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        match (name.to_ascii_lowercase().as_str(), inside.starts_with('/')) {
            ("br", _) => self.push("\n"),
            (name @ ("u" | "sub" | "sup" | "chu"), false) => {
                self.open.push((name.to_owned(), self.look.clone()));
                apply(&mut self.look, name, &inside[name.len()..])?;
            }
            (name @ ("u" | "sub" | "sup" | "chu"), true) => match self.open.pop() {
                Some((open, before)) if open == name => self.look = before,
                Some((open, _)) => return Err(tag_fault(&format!("</{name}> đóng trước </{open}>"), &open)),
                None => return Err(tag_fault(&format!("</{name}> đóng mà chưa mở"), name)),
            },
            _ => self.push(tag),
        }
        Ok(())
    }
}

fn apply(look: &mut Look, name: &str, attributes: &str) -> Result<(), InsertError> {
    match name {
        "u" => drop(look.marks.insert(Mark::Underline)),
        "sub" => look.position = Some("subscript"),
        "sup" => look.position = Some("superscript"),
        _ => return apply_attributes(look, attributes),
    }
    Ok(())
}

fn apply_attributes(look: &mut Look, attributes: &str) -> Result<(), InsertError> {
    let fault = |message: &str| tag_fault(message, "chu");
    for attribute in Attributes::html(attributes, 0).with_checks(false) {
        let attribute = attribute.map_err(|_| fault(&format!("không đọc được “<chu{attributes}>”")))?;
        let value = String::from_utf8_lossy(&attribute.value);
        match attribute.key.as_ref() {
            b"mau" => look.colour = Some(colour::parse(&value).map_err(|message| fault(&message))?),
            b"co" => look.size = Some(measure::points(&value).map_err(|message| fault(&message))?),
            other => {
                let other = String::from_utf8_lossy(other);
                return Err(fault(&format!("thẻ <chu> không có thuộc tính “{other}”, chỉ có mau và co")));
            }
        }
    }
    Ok(())
}

fn tag_fault(message: &str, name: &str) -> InsertError {
    let example =
        if name == "chu" { "<chu mau=do co=14>chữ</chu>".to_owned() } else { format!("<{name}>chữ</{name}>") };
    InsertError::new(message, format!("viết như {example}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows pieces as `text[marks]`.
    fn shown(text: &str) -> String {
        let pieces = read(text, &Look::default()).unwrap();
        let piece = |piece: &Piece| {
            let Look { marks, position, colour, size } = &piece.look;
            let letter = |mark: &Mark| ["b", "i", "s", "u"][*mark as usize].to_owned();
            let mut marks: Vec<String> = marks.iter().map(letter).collect();
            marks.extend(position.map(str::to_owned));
            marks.extend(colour.clone());
            marks.extend(size.map(|size| size.to_string()));
            marks.extend(piece.target.clone());
            format!("{}[{}]", piece.text, marks.join(" "))
        };
        pieces.iter().map(piece).collect()
    }

    #[test]
    fn bold_and_italic_are_commonmark() {
        assert_eq!(shown("Ông **Nguyễn *Văn* A**, ~~cũ~~"), "Ông []Nguyễn [b]Văn[b i] A[b], []cũ[s]");
    }

    #[test]
    fn underline_colour_and_size_are_tags() {
        assert_eq!(shown("a<u>b</u><chu mau=đỏ co=14>c **d**</chu>"), "a[]b[u]c [C00000 28]d[b C00000 28]");
        assert_eq!(shown("x<sup>2</sup> H<sub>2</sub>O"), "x[]2[superscript] H[]2[subscript]O[]");
        assert_eq!(shown("<chu mau=\"xanh lá\" co='13,5'>a</chu>"), "a[00B050 27]");
    }

    #[test]
    fn lines_are_kept_and_never_begin_a_list_or_a_heading() {
        assert_eq!(shown("1. một\n- hai\n# ba\n\n    bốn\n**năm**"), "1. một\n- hai\n# ba\n\n    bốn\n[]năm[b]");
        assert_eq!(shown("**\"trong ngoặc\"**"), "\"trong ngoặc\"[b]");
    }

    #[test]
    fn other_tags_and_signs_are_text() {
        assert_eq!(shown("a < b, <Nguyễn>, <xyz>, R&D, \\*sao\\*"), "a < b, <Nguyễn>, <xyz>, R&D, *sao*[]");
    }

    #[test]
    fn a_link_is_read_and_its_target_checked() {
        assert_eq!(shown("xem [đây](https://a.vn)"), "xem []đây[https://a.vn]");
        assert!(read("[đây](javascript:x)", &Look::default()).is_err());
    }

    #[test]
    fn an_unclosed_or_crossed_tag_is_refused_by_name() {
        let message = |text: &str| read(text, &Look::default()).unwrap_err().message;
        assert_eq!(message("<u>a"), "thẻ <u> mở ra mà không đóng");
        assert_eq!(message("a</u>"), "</u> đóng mà chưa mở");
        assert_eq!(message("<u><sub>a</u></sub>"), "</u> đóng trước </sub>");
        assert_eq!(message("<chu font=Arial>a</chu>"), "thẻ <chu> không có thuộc tính “font”, chỉ có mau và co");
    }

    #[test]
    fn the_runs_keep_the_tag_s_own_properties() {
        let base = RunProperties::parse("<w:rPr><w:rStyle w:val=\"Ten\"/><w:sz w:val=\"24\"/></w:rPr>");
        let look = Look { marks: [Mark::Underline, Mark::Bold].into(), size: Some(28), ..Look::default() };
        assert_eq!(
            look.over(&base).xml(),
            "<w:rPr><w:rStyle w:val=\"Ten\"/><w:b/><w:bCs/><w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/><w:u w:val=\"single\"/></w:rPr>"
        );
    }
}
