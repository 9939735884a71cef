//! How much room a picture has where its tag stands: page, column, cell, text box.

use std::cell::OnceCell;

use super::additions::Styles;
use super::paragraph::{Joined, Stream};
use super::part::Part;
use super::value;
use crate::ooxml::fragment;
use crate::ooxml::tree::{Id, Tree};
use crate::units::Length;

/// The most that a picture may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Across.
    pub width: Length,
    /// Down.
    pub height: Length,
}

/// What stands beside a picture on its line and around its paragraph.
const BESIDE: Length = Length::mm(6);
/// A line of text, for what is not measured.
const LINE: Length = Length::mm(6);
/// Less is no room for a picture: a cell that Word widens, a margin that is nonsense.
const LEAST: Length = Length::mm(5);
/// The page where a file says nothing: A4 with the margins of the decree.
pub const PAGE: Room = Room { width: Length::mm(165), height: Length::mm(257) };
/// Margins of a cell where nothing is said, on both sides, and of a text box likewise.
const CELL_MARGINS: Length = Length::twips(216);
const BOX_MARGINS: Room = Room { width: Length::emu(2 * 91_440), height: Length::emu(2 * 45_720) };

/// The rooms of a package.
#[derive(Debug, Default)]
pub struct Rooms {
    /// The page of the body that has the least room.
    least: Option<Room>,
    /// Heights of the tallest header and footer.
    edges: [Length; 2],
    styles: String,
    /// The styles, and which one paragraphs have that name none; read when a picture asks for them.
    read: OnceCell<(Styles, Option<String>)>,
}

/// The text of a page, from where its section ends.
type Section = (usize, Room);

impl Rooms {
    /// Measures a package: its body, its headers and footers, its styles.
    pub fn new(body: &str, edges: [&[&str]; 2], styles: String) -> Self {
        let tallest = |parts: &[&str]| parts.iter().map(|xml| height(xml)).max().unwrap_or_default();
        let mut rooms = Self { edges: edges.map(tallest), styles, ..Self::default() };
        let sections = rooms.sections(body).into_iter().map(|(_, room)| room);
        rooms.least = sections.reduce(|a, b| Room { width: a.width.min(b.width), height: a.height.min(b.height) });
        rooms
    }

    fn styles(&self) -> &(Styles, Option<String>) {
        self.read.get_or_init(|| {
            let styles = Styles::of(None, &self.styles);
            let default = styles.default_paragraph();
            (styles, default)
        })
    }

    /// Returns the sections of a body in order.
    fn sections(&self, body: &str) -> Vec<Section> {
        let starts = body.match_indices("<w:sectPr").map(|(at, _)| at);
        let whole = |at: usize| Some(&body[at..at + body[at..].find("</w:sectPr>")? + "</w:sectPr>".len()]);
        starts.filter_map(|at| Some((at, self.page(whole(at)?)?))).collect()
    }

    /// Returns the room between the margins, of one column.
    fn page(&self, section: &str) -> Option<Room> {
        let children = fragment::children(section);
        let child = |name: &str| children.iter().find(|child| child.name == name);
        let length = |name: &str, attribute: &str| Length::parse_twips(&child(name)?.attribute(attribute)?);
        let margin = |name: &str| length("w:pgMar", name).unwrap_or_default();
        let across = length("w:pgSz", "w:w")? - margin("w:left") - margin("w:right") - margin("w:gutter");
        // A margin below zero holds even where the header is taller.
        let edge = |name: &str, from: &str, edge: Length| match margin(name) {
            fixed if fixed < Length::ZERO => fixed.abs(),
            least if edge == Length::ZERO => least,
            least => least.max(margin(from) + edge),
        };
        let (above, below) = (edge("w:top", "w:header", self.edges[0]), edge("w:bottom", "w:footer", self.edges[1]));
        let down = length("w:pgSz", "w:h")? - above - below;
        let columns = child("w:cols").map_or(across, |columns| column(columns.xml, across));
        (columns > LEAST && down > LEAST).then_some(Room { width: columns, height: down })
    }

    /// Returns the rooms of a part.
    pub fn of<'r, 'p, 's>(&'r self, part: &'p Part<'s>) -> PartRooms<'r, 'p, 's> {
        let root = part.tree.name(0);
        let sections = if root == "w:document" { self.sections(part.tree.source) } else { Vec::new() };
        let share = match root {
            // A picture in a header pushes the text down.
            "w:hdr" | "w:ftr" => 4,
            "w:footnotes" | "w:endnotes" | "w:comments" => 2,
            _ => 1,
        };
        PartRooms { rooms: self, part, sections, share }
    }
}

/// The rooms of one part.
#[derive(Debug)]
pub struct PartRooms<'r, 'p, 's> {
    rooms: &'r Rooms,
    part: &'p Part<'s>,
    sections: Vec<Section>,
    /// A picture may take one part in so many of the page's height.
    share: i64,
}

impl PartRooms<'_, '_, '_> {
    /// Returns the room of a tag.
    pub fn at(&self, tag: usize) -> Room {
        let (tree, paragraph) = (&self.part.tree, self.part.paragraph(tag));
        let start = self.part.start(tag);
        let section = self.sections.iter().find(|(end, _)| *end >= start).map(|(_, room)| *room);
        let page = section.or(self.rooms.least).unwrap_or(PAGE);
        let mut room = Room { width: page.width, height: page.height.scale(1, self.share) };
        let holder = tree.ancestors(paragraph).find(|id| matches!(tree.name(*id), "w:tc" | "w:txbxContent"));
        if let Some(own) = holder.and_then(|id| self.held(id)) {
            room =
                Room { width: own.width.min(room.width), height: own.height.unwrap_or(room.height).min(room.height) };
        }
        for id in tree.ancestors(paragraph).filter(|id| tree.name(*id) == "w:tr") {
            let exact = tree.child(id, "w:trPr").and_then(|own| tree.child(own, "w:trHeight"));
            let exact = exact.filter(|id| tree.tag(*id).contains("exact")).and_then(|id| self.twips(id, "w:val"));
            room.height = room.height.min(exact.filter(|height| *height > LEAST).unwrap_or(room.height));
        }
        let width = room.width - self.indents(tag, paragraph);
        let height = room.height - BESIDE;
        let at_least = |length: Length, whole: Length| if length > LEAST { length } else { whole.max(Length::mm(1)) };
        Room { width: at_least(width, room.width), height: at_least(height, room.height) }
    }

    fn twips(&self, id: Id, attribute: &str) -> Option<Length> {
        let tree = &self.part.tree;
        Length::parse_twips(&tree.source[tree.attribute(id, attribute)?])
    }

    /// Returns the inside of a cell or text box.
    fn held(&self, id: Id) -> Option<Held> {
        let tree = &self.part.tree;
        if tree.name(id) == "w:tc" {
            let width = self.cell(id)? - self.cell_margins(id);
            return (width > LEAST).then_some(Held { width, height: None });
        }
        let shape = tree.nearest(id, "wps:wsp");
        let (width, height, grows) = match shape {
            Some(shape) => {
                let extent = tree.child(shape, "wps:spPr").and_then(|own| tree.child(own, "a:xfrm"));
                let extent = extent.and_then(|frame| tree.child(frame, "a:ext"))?;
                let side = |name: &str| tree.source[tree.attribute(extent, name)?].parse().ok().map(Length::emu);
                let grows = tree.inside(shape).any(|id| tree.name(id) == "a:spAutoFit");
                (side("cx")?, side("cy")?, grows)
            }
            None => {
                let shape = tree.ancestors(id).find(|id| tree.attribute(*id, "style").is_some())?;
                let style = &tree.source[tree.attribute(shape, "style")?];
                (points(style, "width")?, points(style, "height")?, style.contains("mso-fit-shape-to-text:t"))
            }
        };
        let inside = Held {
            width: width - BOX_MARGINS.width,
            height: Some(height - BOX_MARGINS.height).filter(|height| !grows && *height > LEAST),
        };
        (inside.width > LEAST).then_some(inside)
    }

    /// Returns the width of a cell: its own, or that of the columns it covers.
    fn cell(&self, cell: Id) -> Option<Length> {
        let tree = &self.part.tree;
        let own = |name: &str| tree.child(cell, "w:tcPr").and_then(|own| tree.child(own, name));
        let fixed = own("w:tcW").filter(|id| tree.tag(*id).contains("\"dxa\""));
        if let Some(width) = fixed.and_then(|id| self.twips(id, "w:w")).filter(|width| *width > LEAST) {
            return Some(width);
        }
        let table = tree.nearest(cell, "w:tbl")?;
        let grid = tree.child(table, "w:tblGrid")?;
        let widths: Vec<Length> = tree
            .children(grid)
            .filter(|id| tree.name(*id) == "w:gridCol")
            .filter_map(|id| self.twips(id, "w:w"))
            .collect();
        let row = tree.nearest(cell, "w:tr")?;
        let span = |cell: Id| {
            let span = tree.child(cell, "w:tcPr").and_then(|own| tree.child(own, "w:gridSpan"));
            span.and_then(|id| tree.source[tree.attribute(id, "w:val")?].parse::<usize>().ok()).unwrap_or(1)
        };
        let before: usize = tree
            .inside(row)
            .filter(|id| *id < cell && tree.name(*id) == "w:tc" && tree.nearest(*id, "w:tr") == Some(row))
            .map(span)
            .sum();
        let covered = widths.get(before..(before + span(cell)).min(widths.len()))?;
        covered.iter().copied().reduce(|a, b| a + b).filter(|width| *width > LEAST)
    }

    fn cell_margins(&self, cell: Id) -> Length {
        let tree = &self.part.tree;
        let own = tree.child(cell, "w:tcPr").and_then(|own| tree.child(own, "w:tcMar"));
        let table = tree.nearest(cell, "w:tbl").and_then(|table| tree.child(table, "w:tblPr"));
        let Some(margins) = own.or_else(|| tree.child(table?, "w:tblCellMar")) else { return CELL_MARGINS };
        let side = |names: [&str; 2]| {
            let side = names.iter().find_map(|name| tree.child(margins, name));
            side.and_then(|id| self.twips(id, "w:w")).unwrap_or(Length::twips(108))
        };
        side(["w:left", "w:start"]) + side(["w:right", "w:end"])
    }

    /// Returns what a paragraph leaves free beside its first line; styles are asked for pictures only.
    fn indents(&self, tag: usize, paragraph: Id) -> Length {
        let tree = &self.part.tree;
        let properties = tree.child(paragraph, "w:pPr").map(|own| &tree.source[tree.get(own).whole()]);
        let mut found = Indents::default();
        found.take(properties.unwrap_or_default());
        if value::gives_picture(&self.part.tags[tag].tag.inside) {
            let (styles, default) = self.rooms.styles();
            let style = properties.and_then(|own| fragment::child(own, "w:pStyle")?.attribute("w:val"));
            let mut next = style.or_else(|| default.clone());
            // A style that builds on itself in a circle ends here.
            for _ in 0..20 {
                let Some(style) = next.and_then(|id| styles.get(&id)) else { break };
                found.take(fragment::child(&style.xml, "w:pPr").map_or("", |own| own.xml));
                next = fragment::child(&style.xml, "w:basedOn").and_then(|base| base.attribute("w:val"));
            }
        }
        found.sum()
    }
}

/// The inside of a cell or text box; a cell grows down.
struct Held {
    width: Length,
    height: Option<Length>,
}

/// The indents of a paragraph, each from the nearest place that says it.
#[derive(Debug, Default)]
struct Indents {
    sides: [Option<Length>; 2],
    first: Option<Length>,
}

impl Indents {
    fn take(&mut self, properties: &str) {
        let Some(indent) = fragment::child(properties, "w:ind") else { return };
        let length = |names: &[&str]| names.iter().find_map(|name| Length::parse_twips(&indent.attribute(name)?));
        self.sides[0] = self.sides[0].or(length(&["w:left", "w:start"]));
        self.sides[1] = self.sides[1].or(length(&["w:right", "w:end"]));
        let hanging = length(&["w:hanging"]).map(|_| Length::ZERO);
        self.first = self.first.or(hanging).or(length(&["w:firstLine"]));
    }

    fn sum(&self) -> Length {
        let own = |length: Option<Length>| length.unwrap_or_default().max(Length::ZERO);
        own(self.sides[0]) + own(self.sides[1]) + own(self.first)
    }
}

/// Returns the width between the margins of the last section of a text.
pub fn between_margins(document: &str) -> Option<Length> {
    let tag = |name: &str| {
        let start = document.rfind(name)?;
        Some(&document[start..=start + document[start..].find('>')?])
    };
    let length = |tag: &str, name: &str| Length::parse_twips(&fragment::attribute(tag, name)?);
    let (size, margins) = (tag("<w:pgSz ")?, tag("<w:pgMar ")?);
    let width = length(size, "w:w")? - length(margins, "w:left")? - length(margins, "w:right")?;
    (width > Length::ZERO).then_some(width)
}

/// Returns the narrowest column of a text.
fn column(columns: &str, across: Length) -> Length {
    let Some((tag, ..)) = fragment::root(columns) else { return across };
    let number =
        fragment::of_tag(&tag, "w:num").and_then(|number| number.parse::<i64>().ok()).filter(|n| (2..=45).contains(n));
    let own = fragment::children(columns);
    let widths = own.iter().filter_map(|column| Length::parse_twips(&column.attribute("w:w")?));
    if let Some(narrowest) = widths.min() {
        return narrowest.min(across);
    }
    let Some(number) = number else { return across };
    let space =
        fragment::of_tag(&tag, "w:space").and_then(|space| Length::parse_twips(&space)).unwrap_or(Length::twips(720));
    (across - space.scale(number - 1, 1)).scale(1, number)
}

/// Reads a length in points of a VML style.
fn points(style: &str, name: &str) -> Option<Length> {
    let value = style.split(';').find_map(|pair| pair.split_once(':').filter(|(key, _)| key.trim() == name))?.1;
    Length::parse(value.trim(), Length::pt(1).as_emu())
}

/// Returns about how high a header or footer is: its lines, rows and pictures in the line.
fn height(xml: &str) -> Length {
    let Ok(tree) = Tree::read(xml) else { return Length::ZERO };
    blocks(&tree, 0)
}

fn blocks(tree: &Tree<'_>, holder: Id) -> Length {
    let sum = |lengths: &mut dyn Iterator<Item = Length>| lengths.fold(Length::ZERO, |sum, length| sum + length);
    sum(&mut tree.children(holder).map(|id| match tree.name(id) {
        "w:p" => line(tree, id),
        "w:tbl" => sum(&mut tree.children(id).filter(|row| tree.name(*row) == "w:tr").map(|row| {
            let cells = tree.children(row).filter(|cell| tree.name(*cell) == "w:tc");
            cells.map(|cell| blocks(tree, cell)).max().unwrap_or_default()
        })),
        "w:sdt" | "w:sdtContent" => blocks(tree, id),
        _ => Length::ZERO,
    }))
}

/// The height of a paragraph: that of the tallest picture in its line, or of a line of text.
fn line(tree: &Tree<'_>, paragraph: Id) -> Length {
    let drawn = tree.inside(paragraph).filter(|id| tree.name(*id) == "wp:extent");
    let drawn = drawn.filter(|id| tree.name(tree.get(*id).parent) == "wp:inline");
    let heights = drawn.filter_map(|id| tree.source[tree.attribute(id, "cy")?].parse().ok().map(Length::emu));
    let text = Joined::read(tree, paragraph, Stream::Visible).text();
    heights.chain(inserted(&text)).max().unwrap_or_default().max(LINE)
}

/// About how high a picture will be that a tag inserts: as it asks, or as much as a header has room for.
fn inserted(text: &str) -> Option<Length> {
    let tag = text.split("{{").skip(1).find(|tag| value::gives_picture(tag.split("}}").next().unwrap_or_default()))?;
    let asked = ["cao=", "rong="].iter().find_map(|name| tag.split_once(name)).map(|(_, rest)| rest);
    let number = asked.and_then(|rest| rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok());
    Some(number.map_or(PAGE.height, Length::mm).min(PAGE.height.scale(1, 4)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECTION: &str = r#"<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>"#;

    fn tenths(body: &str, header: &str) -> (i64, i64) {
        let body = format!("<w:document><w:body>{body}{SECTION}</w:body></w:document>");
        let rooms = Rooms::new(&body, [&[header], &[]], String::new());
        let part = Part::read(&body).unwrap();
        let room = rooms.of(&part).at(0);
        (room.width.as_mm_tenths(), room.height.as_mm_tenths())
    }

    fn p(properties: &str) -> String {
        format!("<w:p>{properties}<w:r><w:t>{{{{ x }}}}</w:t></w:r></w:p>")
    }

    #[test]
    fn a_page_gives_what_lies_between_its_margins_and_below_a_tall_header() {
        assert_eq!(tenths(&p(""), ""), (1650, 2510));
        assert_eq!(tenths(&p(r#"<w:pPr><w:ind w:left="567" w:firstLine="567"/></w:pPr>"#), ""), (1450, 2510));
        let tall = r#"<w:hdr><w:p><w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1800000"/></wp:inline></w:drawing></w:r></w:p></w:hdr>"#;
        assert_eq!(tenths(&p(""), tall), (1650, 2085));
        let coming = r"<w:hdr><w:p><w:r><w:t>{{ x | anh(cao=40) }}</w:t></w:r></w:p></w:hdr>";
        assert_eq!(tenths(&p(""), coming), (1650, 2185));
    }

    #[test]
    fn a_section_column_cell_row_and_text_box_give_their_own() {
        let landscape = r#"<w:p><w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134"/><w:cols w:num="2" w:space="720"/></w:sectPr></w:pPr></w:p>"#;
        assert_eq!(tenths(&[&p(""), landscape].concat(), ""), (1221, 1640));
        let table = |width: &str, row: &str| {
            let grid = r#"<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2268"/></w:tblGrid>"#;
            format!("<w:tbl>{grid}<w:tr>{row}<w:tc><w:p/></w:tc><w:tc>{width}{}</w:tc></w:tr></w:tbl>", p(""))
        };
        assert_eq!(tenths(&table("", ""), ""), (362, 2510));
        assert_eq!(tenths(&table(r#"<w:tcPr><w:tcW w:w="5000" w:type="dxa"/></w:tcPr>"#, ""), ""), (844, 2510));
        let exact = r#"<w:trPr><w:trHeight w:val="1134" w:hRule="exact"/></w:trPr>"#;
        assert_eq!(tenths(&table("", exact), ""), (362, 140));
        let shape = format!(
            r#"<w:p><w:r><wps:wsp><wps:spPr><a:xfrm><a:ext cx="1800000" cy="1080000"/></a:xfrm></wps:spPr><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></wps:wsp></w:r></w:p>"#,
            p("")
        );
        assert_eq!(tenths(&shape, ""), (449, 215));
    }
}
