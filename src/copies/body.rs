//! The text of a Word file cut into its paragraphs and tables, each as it is written.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::Event;

/// A document's text, taken apart.
pub struct Body<'t> {
    /// All before the first paragraph.
    pub before: &'t str,
    /// The paragraphs and tables.
    pub content: &'t str,
    /// The last section's properties; empty when it has none.
    pub section: &'t str,
    /// All behind.
    pub after: &'t str,
    /// Where each paragraph, table or mark between them lies in the content.
    pieces: Vec<Piece>,
}

/// A child of the body.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Where it lies in the content.
    pub place: Range<usize>,
    /// Whether it is a paragraph or a table; else a mark such as a bookmark's end.
    pub seen: bool,
}

/// Text width and edges of an A4 page of ours, where a section does not say, in twips.
const WIDTH: i64 = 9071;

impl<'t> Body<'t> {
    /// Takes a document apart; nothing if it is not written as Word writes it.
    pub fn of(text: &'t str) -> Option<Self> {
        let start = text.find("<w:body>").map(|at| at + "<w:body>".len())?;
        let end = text.rfind("</w:body>").filter(|end| *end >= start)?;
        let inner = &text[start..end];
        let mut pieces = children(inner)?;
        let last = pieces.last().filter(|last| inner[last.place.clone()].starts_with("<w:sectPr"));
        let cut = last.map_or(inner.len(), |last| last.place.start);
        pieces.retain(|piece| piece.place.end <= cut);
        let (content, section) = inner.split_at(cut);
        Some(Self { before: &text[..start], content, section, after: &text[end..], pieces })
    }

    /// Returns the paragraphs, tables and marks, in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Returns how a piece is written.
    pub fn xml(&self, piece: &Piece) -> &'t str {
        &self.content[piece.place.clone()]
    }

    /// Returns the width of a line of text on the last page, in twips.
    pub fn width(&self) -> i64 {
        let read = || {
            let page = tag(self.section, "<w:pgSz ")?;
            let margins = tag(self.section, "<w:pgMar ")?;
            let width = number(page, "w:w")? - number(margins, "w:left")? - number(margins, "w:right")?;
            (width > 0).then_some(width)
        };
        read().unwrap_or(WIDTH)
    }

    /// Returns a number that no drawing has yet.
    pub fn free_drawing(&self) -> u32 {
        let numbers = self.content.split("<wp:docPr ").skip(1).filter_map(|rest| number(rest.split('>').next()?, "id"));
        numbers.max().and_then(|last| u32::try_from(last.checked_add(1)?).ok()).unwrap_or(1)
    }
}

fn tag<'x>(xml: &'x str, start: &str) -> Option<&'x str> {
    xml.split_once(start)?.1.split('>').next()
}

fn number(tag: &str, name: &str) -> Option<i64> {
    let tag = format!(" {tag}");
    tag.split_once(&format!(" {name}=\""))?.1.split('"').next()?.parse().ok()
}

fn children(inner: &str) -> Option<Vec<Piece>> {
    let mut reader = Reader::from_str(inner);
    let (mut pieces, mut depth, mut open) = (Vec::new(), 0_usize, None);
    loop {
        let from = position(&reader);
        let event = reader.read_event().ok()?;
        let to = position(&reader);
        let is_seen = |name: &[u8]| matches!(name, b"w:p" | b"w:tbl");
        match event {
            Event::Start(tag) => {
                if depth == 0 {
                    open = Some((from, is_seen(tag.name().as_ref())));
                }
                depth += 1;
            }
            Event::Empty(tag) if depth == 0 => {
                pieces.push(Piece { place: from..to, seen: is_seen(tag.name().as_ref()) });
            }
            Event::End(_) => {
                depth = depth.checked_sub(1)?;
                if let (0, Some((start, seen))) = (depth, open) {
                    pieces.push(Piece { place: start..to, seen });
                }
            }
            Event::Eof => return (depth == 0).then_some(pieces),
            _ => {}
        }
    }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"<w:document><w:body><w:p/><w:bookmarkEnd w:id="1"/><w:tbl><w:tr/></w:tbl><w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1" w:right="1134" w:left="1701"/></w:sectPr></w:body></w:document>"#;

    #[test]
    fn a_drawing_gets_a_number_that_none_has_and_odd_numbers_do_no_harm() {
        let free = |ids: &[&str]| {
            let drawings: Vec<String> = ids.iter().map(|id| format!(r#"<wp:docPr id="{id}" name="x"/>"#)).collect();
            Body::of(&format!("<w:body><w:p>{}</w:p></w:body>", drawings.concat())).unwrap().free_drawing()
        };
        assert_eq!(free(&["7", "3"]), 8);
        assert_eq!(free(&[]), 1);
        assert_eq!(free(&["9223372036854775807"]), 1);
    }

    #[test]
    fn paragraphs_and_tables_are_seen_and_the_last_section_stands_apart() {
        let body = Body::of(TEXT).unwrap();
        let seen: Vec<_> = body.pieces().iter().map(|piece| (body.xml(piece), piece.seen)).collect();
        let expected = [("<w:p/>", true), (r#"<w:bookmarkEnd w:id="1"/>"#, false), ("<w:tbl><w:tr/></w:tbl>", true)];
        assert_eq!(seen, expected);
        assert!(body.section.starts_with("<w:sectPr>"));
        assert_eq!([body.before, body.content, body.section, body.after].concat(), TEXT);
    }

    #[test]
    fn the_line_is_as_wide_as_the_page_without_its_margins() {
        assert_eq!(Body::of(TEXT).unwrap().width(), 11906 - 1134 - 1701);
        assert_eq!(Body::of("<w:body></w:body>").unwrap().width(), WIDTH);
    }

    #[test]
    fn drawings_get_a_number_after_the_highest() {
        let text = r#"<w:body><w:p><wp:docPr name="a" id="7"/><wp:docPr id="3"/></w:p></w:body>"#;
        assert_eq!(Body::of(text).unwrap().free_drawing(), 8);
    }

    #[test]
    fn what_is_not_well_formed_is_no_body() {
        assert!(Body::of("<w:body><w:p></w:body>").is_none() && Body::of("<w:p/>").is_none());
    }
}
