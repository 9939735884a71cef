//! The text of a Word document taken apart into its paragraphs and tables, each as it is written.

use std::ops::Range;

use super::tree::Tree;

/// A document's text, taken apart. The pieces in their order are all of it.
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

impl<'t> Body<'t> {
    /// Takes a document in the usual spelling apart; nothing if it is not well formed or has not one body: what a second
    /// one holds would be lost without a word.
    pub fn of(text: &'t str) -> Option<Self> {
        let tree = Tree::read(text).ok()?;
        let mut bodies = tree.children(0).filter(|child| tree.name(*child) == "w:body");
        let body = bodies.next().filter(|body| !tree.get(*body).close.is_empty())?;
        if bodies.next().is_some() {
            return None;
        }
        let inner = tree.get(body).inner();
        let last = tree.children(body).last().filter(|last| tree.name(*last) == "w:sectPr");
        let section = last.map_or(inner.end..inner.end, |last| tree.get(last).whole());
        let within = tree.children(body).filter(|id| Some(*id) != last);
        let piece = |id| {
            let place = tree.get(id).whole();
            let place = place.start - inner.start..place.end - inner.start;
            Piece { place, seen: matches!(tree.name(id), "w:p" | "w:tbl") }
        };
        Some(Self {
            before: &text[..inner.start],
            content: &text[inner.start..section.start],
            section: &text[section.clone()],
            after: &text[section.end..],
            pieces: within.map(piece).collect(),
        })
    }

    /// Returns the paragraphs, tables and marks, in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Returns how a piece is written.
    pub fn xml(&self, piece: &Piece) -> &'t str {
        &self.content[piece.place.clone()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"<w:document><w:body><w:p/><w:bookmarkEnd w:id="1"/><w:tbl><w:tr/></w:tbl><w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr> </w:body></w:document>"#;

    #[test]
    fn paragraphs_and_tables_are_seen_and_the_last_section_stands_apart() {
        let body = Body::of(TEXT).unwrap();
        let seen: Vec<_> = body.pieces().iter().map(|piece| (body.xml(piece), piece.seen)).collect();
        let expected = [("<w:p/>", true), (r#"<w:bookmarkEnd w:id="1"/>"#, false), ("<w:tbl><w:tr/></w:tbl>", true)];
        assert_eq!(seen, expected);
        assert!(body.section.starts_with("<w:sectPr>") && body.section.ends_with("</w:sectPr>"));
        assert_eq!([body.before, body.content, body.section, body.after].concat(), TEXT);
    }

    #[test]
    fn a_section_before_the_last_paragraph_is_part_of_the_content() {
        let text = "<w:document><w:body><w:p><w:pPr><w:sectPr/></w:pPr></w:p></w:body></w:document>";
        let body = Body::of(text).unwrap();
        assert_eq!((body.section, body.content), ("", "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"));
    }

    #[test]
    fn what_is_not_well_formed_or_has_two_bodies_is_none() {
        let two = "<w:document><w:body><w:p/></w:body><w:body><w:p/></w:body></w:document>";
        let torn = "<w:document><w:body><w:p></w:body></w:document>";
        for text in [two, torn, "<w:p/>", "<w:document><w:body/></w:document>"] {
            assert!(Body::of(text).is_none(), "{text}");
        }
    }
}
