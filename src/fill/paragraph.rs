//! The text of a paragraph as a reader sees it, whatever runs it is split over, with the place of every character.

use std::ops::Range;

use quick_xml::escape::resolve_predefined_entity;

use crate::ooxml::tree::{Id, Tree};

/// A character of the joined text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Char {
    /// The character.
    pub c: char,
    /// Its bytes in the source; those of the whole element for a tab or line break.
    pub source: Range<usize>,
    /// Which [`Piece`] it belongs to.
    pub piece: usize,
}

/// An element that gives text: `w:t`, `w:tab`, `w:br`…
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The element.
    pub id: Id,
    /// The run around it; the element itself if it stands in none.
    pub run: Id,
    /// Whether it is a `w:t`, the only kind that values can stand in.
    pub text: bool,
}

/// Which text of a paragraph is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// What is seen.
    Visible,
    /// The instructions of fields.
    Instructions,
}

/// The joined text of a paragraph.
#[derive(Debug)]
pub struct Joined {
    /// The paragraph.
    pub id: Id,
    /// Its characters.
    pub chars: Vec<Char>,
    /// Where they come from.
    pub pieces: Vec<Piece>,
}

impl Joined {
    /// Joins the text of a paragraph; that of paragraphs inside it, in text boxes, is theirs.
    pub fn read(tree: &Tree<'_>, id: Id, stream: Stream) -> Self {
        let mut joined = Self { id, chars: Vec::new(), pieces: Vec::new() };
        let mut code = Code::default();
        joined.walk(tree, id, stream, &mut code);
        if stream == Stream::Instructions {
            joined.end_code(&mut code);
        }
        joined
    }

    /// Takes text that is not split over runs: a property, an attribute, an address with its percent signs.
    pub fn plain(tree: &Tree<'_>, id: Id, range: Range<usize>, address: bool) -> Self {
        let chars = decode(&tree.source[range.clone()]);
        let shifted = chars.into_iter().map(|(c, at)| {
            let source = range.start + at.start..range.start + at.end;
            Char { c, source, piece: 0 }
        });
        let chars: Vec<Char> = shifted.collect();
        let chars = if address { without_percent(&chars) } else { chars };
        Self { id, chars, pieces: vec![Piece { id, run: id, text: false }] }
    }

    /// Takes the code of a field that is written as one attribute.
    pub fn code(tree: &Tree<'_>, id: Id, range: Range<usize>) -> Self {
        let mut joined = Self::plain(tree, id, range, false);
        joined.end_code(&mut Code::default());
        joined
    }

    /// Ends the code of a field: what a program keeps for itself there is no text, and an address has percent signs.
    fn end_code(&mut self, code: &mut Code) {
        let written: String = self.chars[code.chars..].iter().map(|char| char.c).collect();
        match written.split_whitespace().next().map(str::to_ascii_uppercase).as_deref() {
            Some("ADDIN") => {
                self.chars.truncate(code.chars);
                self.pieces.truncate(code.pieces.max(1));
            }
            Some("HYPERLINK") => {
                let address = without_percent(&self.chars[code.chars..]);
                self.chars.truncate(code.chars);
                self.chars.extend(address);
            }
            _ => {}
        }
        *code = Code { chars: self.chars.len(), pieces: self.pieces.len() };
    }

    /// Returns the text.
    pub fn text(&self) -> String {
        self.chars.iter().map(|char| char.c).collect()
    }

    fn walk(&mut self, tree: &Tree<'_>, id: Id, stream: Stream, code: &mut Code) {
        for child in tree.children(id) {
            match (tree.name(child), stream) {
                ("w:p" | "a:p" | "w:txbxContent" | "w:del" | "w:moveFrom" | "w:pPr" | "w:rPr" | "mc:Fallback", _) => {}
                ("w:t" | "m:t" | "a:t", Stream::Visible) | ("w:instrText", Stream::Instructions) => {
                    self.add_text(tree, child);
                }
                ("w:fldChar", Stream::Instructions) => self.end_code(code),
                ("w:tab", Stream::Visible) => self.add_mark(tree, child, '\t'),
                ("w:br" | "w:cr" | "a:br", Stream::Visible) => self.add_mark(tree, child, '\n'),
                ("w:noBreakHyphen", Stream::Visible) => self.add_mark(tree, child, '-'),
                ("w:softHyphen", Stream::Visible) => self.add_mark(tree, child, '\u{ad}'),
                _ => self.walk(tree, child, stream, code),
            }
        }
    }

    fn piece(&mut self, tree: &Tree<'_>, id: Id, text: bool) -> usize {
        let run = tree.nearest(id, "w:r").or_else(|| tree.nearest(id, "a:r")).unwrap_or(id);
        self.pieces.push(Piece { id, run, text });
        self.pieces.len() - 1
    }

    fn add_mark(&mut self, tree: &Tree<'_>, id: Id, c: char) {
        let piece = self.piece(tree, id, false);
        self.chars.push(Char { c, source: tree.get(id).whole(), piece });
    }

    fn add_text(&mut self, tree: &Tree<'_>, id: Id) {
        let piece = self.piece(tree, id, true);
        let inner = tree.get(id).inner();
        let chars = decode(&tree.source[inner.clone()]);
        self.chars.extend(chars.into_iter().map(|(c, range)| {
            let source = inner.start + range.start..inner.start + range.end;
            Char { c, source, piece }
        }));
    }
}

/// Where the code of the field begins that is being read.
#[derive(Debug, Default)]
struct Code {
    chars: usize,
    pieces: usize,
}

/// Word writes `{{ số }}` in an address as `%7B%7B%20s%E1%BB%91%20%7D%7D`.
fn without_percent(chars: &[Char]) -> Vec<Char> {
    let mut out: Vec<Char> = Vec::with_capacity(chars.len());
    let mut at = 0;
    while at < chars.len() {
        let mut char = chars[at].clone();
        let length = match percent_form(&chars[at..]) {
            Some((c, length)) => {
                char.c = c;
                char.source.end = chars[at + length - 1].source.end;
                length
            }
            None => 1,
        };
        out.push(char);
        at += length;
    }
    out
}

/// Reads one character in percent form, and how many signs it takes; all of them stand in one piece.
fn percent_form(chars: &[Char]) -> Option<(char, usize)> {
    let byte = |at: usize| match chars.get(3 * at..3 * at + 3)? {
        one if one.iter().any(|char| char.piece != chars[0].piece) => None,
        [percent, high, low] if percent.c == '%' => u8::try_from(high.c.to_digit(16)? * 16 + low.c.to_digit(16)?).ok(),
        _ => None,
    };
    let length = match byte(0)? {
        0..0x80 => 1,
        0xc0..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    };
    let bytes: Vec<u8> = (0..length).map_while(byte).collect();
    let c = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    Some((c, 3 * length))
}

/// Returns the characters of escaped text with their ranges; what cannot be resolved stays as it is written.
pub fn decode(escaped: &str) -> Vec<(char, Range<usize>)> {
    let mut chars = Vec::with_capacity(escaped.len());
    let mut at = 0;
    while let Some(c) = escaped[at..].chars().next() {
        let (resolved, length) = match c {
            '&' => entity(&escaped[at..]).unwrap_or(('&', 1)),
            c => (c, c.len_utf8()),
        };
        chars.push((resolved, at..at + length));
        at += length;
    }
    chars
}

fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.char_indices().take(12).find(|(_, c)| *c == ';')?.0;
    let name = &text[1..end];
    let number = name.strip_prefix('#').and_then(|digits| match digits.strip_prefix('x') {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => digits.parse().ok(),
    });
    let c = match number {
        Some(number) => char::from_u32(number)?,
        None => resolve_predefined_entity(name)?.chars().next()?,
    };
    Some((c, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(paragraph: &str) -> String {
        let tree = Tree::read(paragraph).unwrap();
        Joined::read(&tree, 0, Stream::Visible).text()
    }

    #[test]
    fn runs_marks_and_revisions_are_joined_and_deleted_text_is_not() {
        let text = joined(
            r#"<w:p><w:pPr><w:t>no</w:t></w:pPr><w:r><w:t>{{ ho</w:t></w:r><w:proofErr w:type="spellStart"/><w:ins><w:r><w:t>_ten</w:t></w:r></w:ins><w:del><w:r><w:delText>x</w:delText></w:r></w:del><w:bookmarkStart w:id="1" w:name="b"/><w:r><w:tab/><w:t>}}&amp;&#xE0;</w:t></w:r></w:p>"#,
        );
        assert_eq!(text, "{{ ho_ten\t}}&à");
    }

    #[test]
    fn a_text_box_inside_has_its_own_text() {
        let text = joined(
            "<w:p><w:r><w:t>a</w:t><w:pict><w:txbxContent><w:p><w:r><w:t>b</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>",
        );
        assert_eq!(text, "a");
    }
}
